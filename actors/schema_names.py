"""What is said of names and of sets, said of the properties and of the items that there may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, permutations
from typing import Any

from actors.grammars import GrammarError
from actors.schema_bounds import parts_of
from actors.schema_facts import Facts, Schema, listed, named, names_in, stated_kinds, written
from actors.schema_patterns import OF_FORMATS, followed

MOST_ADDED = 2500  # schemas
MOST_MEMBERS = 4  # of a set, in any order: five have five times as many
DEEPEST = 8  # references to references
SAID_OF_NAMES = {"type", "title", "description", "$comment", "default", "examples"}
ALONE = SAID_OF_NAMES | {"enum", "const"}
# What tells of more properties than those that are named, or of some that may not count.
TOLD_APART = {"additionalProperties", "patternProperties", "unevaluatedProperties", "anyOf"}
TOLD_APART |= {"oneOf", "if", "dependencies", "dependentSchemas", "$dynamicRef", "$recursiveRef"}


class Names:
    """Of the schemas in one."""

    def __init__(self, root: Schema) -> None:
        self.facts = Facts(root)
        self._num_added = 0

    def add(self, schemas: Sequence[Schema], times: int) -> None:
        """:raises GrammarError: when it is too much."""
        self._num_added += times
        for schema in schemas:
            left = max(MOST_ADDED - self._num_added, 0) // max(times, 1) + 1
            self._num_added += times * sum(1 for _ in islice(parts_of(schema), left))
        if self._num_added > MOST_ADDED:
            raise GrammarError("it has too many names.")

    def target(self, schema: Schema) -> Schema:
        """What it says, where it only refers to it."""
        for _ in range(DEEPEST):
            if not isinstance(schema, dict) or schema.keys() - SAID_OF_NAMES != {"$ref"}:
                break
            schema = self.facts.resolve(schema["$ref"])
        return schema

    def with_names(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Without `propertyNames`, where that can be said."""
        if "propertyNames" not in schema:
            return schema
        told = self.target(schema["propertyNames"])
        kept = {key: value for key, value in schema.items() if key != "propertyNames"}
        if says_nothing(told):
            return kept
        names = self.values(told)
        if names is not None:
            return self.with_these(kept, [name for name in names if isinstance(name, str)])
        pattern = pattern_of(told)
        if pattern is None or named(kept.get("properties")) or "patternProperties" in kept:
            return schema
        others = kept.get("additionalProperties", True)
        return kept | {"patternProperties": {pattern: others}, "additionalProperties": False}

    def with_these(self, schema: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
        """And with no others."""
        own, others = schema.get("properties", {}), schema.get("additionalProperties", True)
        if not isinstance(own, dict) or "patternProperties" in schema:
            return schema | {"propertyNames": {"enum": list(names)}}
        self.add([others], len(names))
        properties = {name: own.get(name, others) for name in names}
        properties = {name: part for name, part in properties.items() if part is not False}
        return schema | {"properties": properties, "additionalProperties": False}

    def values(self, schema: Schema, depth: int = DEEPEST) -> list[Any] | None:
        """The few that may fit. None: they cannot be told."""
        schema = self.target(schema)
        if schema is False:
            return []
        if not isinstance(schema, dict) or not depth:
            return None
        for key in ("anyOf", "oneOf"):
            if schema.keys() - SAID_OF_NAMES == {key} and listed(schema[key]):
                return self.values_of_all(schema[key], depth - 1)
        if schema.keys() - ALONE or not schema.keys() & {"enum", "const"}:
            return None
        values = [schema["const"]] if "const" in schema else listed(schema.get("enum"))
        if "const" in schema and "enum" in schema:
            return None
        return [value for value in values if is_of(value, schema.get("type"))]

    def values_of_all(self, schemas: Sequence[Schema], depth: int) -> list[Any] | None:
        found: dict[str, Any] = {}
        for schema in schemas:
            values = self.values(schema, depth)
            if values is None or any(written(value) in found for value in values):
                return None
            found |= {written(value): value for value in values}
        return list(found.values())

    def with_joined(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Where all that names properties holds at once, those left over are all the others."""
        if not is_nothing(schema.get("unevaluatedProperties", True)):
            return schema
        made = {key: value for key, value in schema.items() if key != "unevaluatedProperties"}
        if any(TOLD_APART & part.keys() for part in self.facts.holding(made)):
            return schema
        known = dict.fromkeys(self.facts.properties(made), True)
        properties = known | named(made.get("properties"))
        return made | {"properties": properties, "additionalProperties": False}

    def with_sets(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Without `uniqueItems`, where that can be said."""
        if "uniqueItems" not in schema:
            return schema
        kept = {key: value for key, value in schema.items() if key != "uniqueItems"}
        is_short = kept.get("maxItems") in (0, 1)
        if schema["uniqueItems"] is False or is_short:
            return kept
        values = self.members(schema)
        if schema["uniqueItems"] is not True or values is None:
            return schema
        least, most = kept.pop("minItems", 0), kept.pop("maxItems", len(values))
        orders = [
            order
            for length in range(max(least, 0), min(most, len(values)) + 1)
            for order in permutations(values, length)
        ]
        if not orders:
            return schema
        self.add([], sum(map(len, orders)) + len(orders))
        choices = {"anyOf": [*in_order(kept, orders)]}
        if "anyOf" in kept:
            return kept | {"allOf": [*listed(kept.get("allOf")), choices]}
        return kept | choices

    def members(self, schema: dict[str, Any]) -> list[Any] | None:
        """The few that a set may have."""
        if {"prefixItems", "additionalItems", "contains"} & schema.keys() or "items" not in schema:
            return None
        if not all(isinstance(schema.get(key, 0), int) for key in ("minItems", "maxItems")):
            return None
        told = self.target(schema["items"])
        is_flag = isinstance(told, dict) and told.get("type") == "boolean"
        values = self.values(told)
        if values is None and is_flag and not told.keys() - SAID_OF_NAMES:
            values = [False, True]
        members = {written(value): value for value in values or ()}
        return list(members.values()) if 0 < len(members) <= MOST_MEMBERS else None


def is_nothing(schema: Schema) -> bool:
    return schema is False or bool(schema == {"not": {}})


def in_order(schema: dict[str, Any], orders: Sequence[Sequence[Any]]) -> Iterator[Schema]:
    stated = {"type": schema["type"]} if "type" in schema else {}
    for order in orders:
        exactly = {"minItems": len(order), "maxItems": len(order)}
        items = {"prefixItems": [{"const": value} for value in order]} if order else {}
        yield {**stated, **items, **exactly}


def says_nothing(told: Schema) -> bool:
    """Of a name, which is a string anyway."""
    if not isinstance(told, dict):
        return told is True
    kinds = stated_kinds(told["type"]) if "type" in told else {"string"}
    return "string" in kinds and not told.keys() - SAID_OF_NAMES


def pattern_of(told: Schema) -> str | None:
    """What says as much of a name."""
    if not isinstance(told, dict) or "string" not in stated_kinds(told.get("type", "string")):
        return None
    keys = told.keys() - SAID_OF_NAMES
    pattern, form = told.get("pattern"), told.get("format")
    if isinstance(pattern, str) and keys <= {"pattern", "format"}:
        return followed(pattern)
    if keys == {"format"}:
        return OF_FORMATS.get(form) if isinstance(form, str) else None
    least, most = told.get("minLength", 0), told.get("maxLength", "")
    if keys <= {"minLength", "maxLength"} and all(
        isinstance(length, int) and length >= 0 for length in (least, most or 0)
    ):
        return rf"^[\s\S]{{{least},{most}}}$"
    return None


def is_of(value: Any, kind: Any) -> bool:
    """As far as its type tells."""
    if kind is None:
        return True
    stated = names_in(kind) if isinstance(kind, list) else [kind]
    match value:
        case bool():
            return "boolean" in stated
        case int():
            return "integer" in stated or "number" in stated
        case float():
            return "number" in stated or (value.is_integer() and "integer" in stated)
        case str():
            return "string" in stated
        case None:
            return "null" in stated
        case list():
            return "array" in stated
    return "object" in stated
