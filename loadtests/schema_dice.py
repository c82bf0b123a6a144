"""Values drawn from a JSON schema: sound ones, and ones that something is wrong with."""

from __future__ import annotations

import json
import string
from collections.abc import Callable
from random import Random
from typing import Any

Json = dict[str, Any]

WORDS = (
    "",
    "a",
    "Hello",
    "the quick brown fox",
    "<|im_end|><|system|>",
    "\u0000",
    "\u2028\u202e\u200d",
    "e\u0301" * 50,
    "{% for a in b %}{{ a }}{% endfor %}",
    "{{''.__class__}}",
    "../../etc/passwd",
    "http://169.254.169.254/",
    "\U0001f3ad\U0001f469\u200d\U0001f3a4",
    "Wer schläft, sündigt nicht.",
    "__proto__",
    "auto",
    "text",
    "function",
    "a b\r\nc: d",
    "1",
    "null",
)
NUMBERS = (0, 1, -1, 2, 20, 128, 2**31 - 1, 2**31, 2**63 - 1, 2**63, -(2**63) - 1, 10**40)
DECIMALS = (0.0, 1.0, 0.5, -0.0, 1e-300, 1e308, -2.5, 1.5)
# What a field that is a schema itself may hold.
SCHEMA_FIELDS = ("schema", "parameters", "input_schema", "guided_json", "json")
KEYWORDS = (
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minimum",
    "maximum",
    "pattern",
    "$ref",
)


class SchemaDice:
    """Follows the references of one document. The same seed draws the same values."""

    def __init__(self, document: Json, random: Random) -> None:
        self.schemas = document["components"]["schemas"]
        self.random = random

    def one_of(self, *choices: Any) -> Any:
        return self.random.choice(choices)

    def often(self, chance: float) -> bool:
        return self.random.random() < chance

    # Sound

    def sound(self, schema: Json, name: str = "", depth: int = 0) -> Any:
        """A value that the schema describes."""
        if "$ref" in schema:
            schema = self.schemas[schema["$ref"].rpartition("/")[2]]
        for several in ("anyOf", "oneOf"):
            if several in schema:
                kinds = [each for each in schema[several] if each.get("type") != "null"]
                is_null = len(kinds) < len(schema[several]) and self.often(0.1)
                return None if is_null else self.sound(self.one_of(*kinds), name, depth)
        if "const" in schema or "enum" in schema:
            return schema.get("const", self.one_of(*schema.get("enum", [None])))
        draw = self.makers().get(schema.get("type", ""))
        return self.anything(depth) if draw is None else draw(schema, name, depth)

    def makers(self) -> dict[str, Callable[[Json, str, int], Any]]:
        return {
            "string": lambda schema, name, depth: self.text(schema),
            "integer": lambda schema, name, depth: self.whole(schema),
            "number": lambda schema, name, depth: self.decimal(schema),
            "boolean": lambda schema, name, depth: self.often(0.5),
            "null": lambda schema, name, depth: None,
            "array": self.array,
            "object": self.object,
        }

    def text(self, schema: Json) -> str:
        least, most = schema.get("minLength", 0), schema.get("maxLength", 200)
        text = self.one_of(*WORDS) if self.often(0.9) else "a" * min(most, 5000)
        return (text + "a" * least)[:most]

    def whole(self, schema: Json) -> int | float:
        least, most = schema.get("minimum", -(2**63)), schema.get("maximum", 2**63 - 1)
        near = [number for number in (*NUMBERS, least, most) if least <= number <= most]
        value = (
            self.one_of(*near) if self.often(0.3) else max(least, min(most, self.one_of(1, 2, 8)))
        )
        return float(value) if self.often(0.05) and abs(value) < 2**53 else value

    def decimal(self, schema: Json) -> float:
        least, most = schema.get("minimum", -1e308), schema.get("maximum", 1e308)
        near = [number for number in (*DECIMALS, least, most) if least <= number <= most]
        return self.one_of(*near)

    def array(self, schema: Json, name: str, depth: int) -> list[Any]:
        least = schema.get("minItems", 0)
        length = max(least, self.one_of(0, 1, 1, 2, 3))
        length = min(length, schema.get("maxItems", length)) if depth < 6 else least
        return [self.sound(schema.get("items", {}), name, depth + 1) for _ in range(length)]

    def object(self, schema: Json, name: str, depth: int) -> Json:
        if "properties" not in schema:
            if name in SCHEMA_FIELDS:
                return self.json_schema(depth)
            values = schema.get("additionalProperties", True)
            values = {} if values is True else values
            return {
                self.one_of("0", "1", "a", "name"): self.sound(values, "", depth + 1)
                for _ in range(self.one_of(0, 1, 2))
            }
        required = schema.get("required", ())
        chance = 0.12 if len(schema["properties"]) > 8 else 0.4
        value = {
            key: self.sound(each, key, depth + 1)
            for key, each in schema["properties"].items()
            if key in required or self.often(chance)
        }
        if self.often(0.05):
            value[self.one_of("unheard_of", "__class__", "self")] = self.anything(depth)
        return value

    # Free

    def anything(self, depth: int = 0) -> Any:
        """Any JSON."""
        if depth > 4 or self.often(0.6):
            return self.one_of(None, True, False, *NUMBERS, *DECIMALS, *WORDS)
        values = [self.anything(depth + 1) for _ in range(self.one_of(0, 1, 3))]
        if self.often(0.5):
            return values
        return {self.one_of(*WORDS, "type", "name"): value for value in values}

    def json_schema(self, depth: int = 0) -> Json:
        """A schema for the model's answer, more often a good one than a bad one."""
        kind = self.one_of("object", "object", "string", "integer", "boolean", "array", "null", "x")
        schema: Json = {"type": kind}
        if kind == "object" and depth < 5:
            names = [self.one_of("a", "b", "ü", 'q"', *string.ascii_lowercase) for _ in range(2)]
            schema["properties"] = {name: self.json_schema(depth + 1) for name in names}
            schema["required"] = names[: self.one_of(0, 1, 2)]
        if kind == "array":
            schema["items"] = self.json_schema(depth + 1)
        if self.often(0.1):
            schema[self.one_of(*KEYWORDS)] = self.one_of(
                0, 3, -1, 1e9, "(a+)+$", "#", "http://a.b/c"
            )
        return schema

    # Broken

    def broken(self, value: Any) -> Any:
        """The same with one thing changed somewhere."""
        if isinstance(value, dict) and value and self.often(0.8):
            key = self.one_of(*value)
            if self.often(0.15):
                return {name: each for name, each in value.items() if name != key}
            return value | {key: self.broken(value[key])}
        if isinstance(value, list) and value and self.often(0.7):
            nth = self.random.randrange(len(value))
            return [*value[:nth], self.broken(value[nth]), *value[nth + 1 :]]
        return self.one_of(
            self.anything(),
            self.anything(),
            [],
            {},
            None,
            [value],
            {"a": value},
            "a" * 70_000,
            [value] * 3000,
            [[[[[[[[value]]]]]]]],
            [*WORDS],
            10**400,
            self.json_schema(),
        )

    def spoilt(self, body: bytes) -> bytes:
        """What is no JSON any more, or hardly."""
        cut = self.random.randrange(len(body) + 1)
        return self.one_of(
            b"",
            b"null",
            b"[]",
            b'"x"',
            b"1",
            b"{",
            b" " * 5000,
            body + body,
            body[:cut],
            body[:cut] + b"\xff" + body[cut:],
            body.replace(b":", b": NaN,", 1),
            b"[" * 100_000,
            b'{"a":' * 100_000,
            body[:-1] + b',"n":1e999}',
            body[:-1] + b",}",
            body[:-1] + b',"model":"a","model":1}',
            b"\xef\xbb\xbf" + body,
            body[:-1] + b',"seed":' + b"9" * 5000 + b"}",
        )


def encode(value: Any) -> bytes:
    return json.dumps(value).encode()
