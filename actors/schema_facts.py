"""What can be told of the values that fit a schema, without looking at any of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

Schema = Any  # a dict or a bool; anything else is none, and is told so by who reads it at last
KINDS = frozenset({"null", "boolean", "number", "string", "array", "object"})
DEEPEST = 4  # of properties in properties that are compared


class Facts:
    """About the schemas in one that may refer to each other."""

    def __init__(self, root: Schema) -> None:
        self.root = root
        self._kinds: dict[int, tuple[Schema, frozenset[str]]] = {}  # the schema stays alive

    def resolve(self, ref: object) -> Schema:
        """What it refers to. None: it is not here."""
        if not isinstance(ref, str) or not ref.startswith("#"):
            return None
        place: Any = self.root
        for name in ref[1:].split("/")[1:] if "/" in ref else ():
            name = unquote(name).replace("~1", "/").replace("~0", "~")
            if isinstance(place, list) and name.isdecimal() and int(name) < len(place):
                place = place[int(name)]
            elif isinstance(place, dict) and name in place:
                place = place[name]
            else:
                return None
        return place if ref == "#" or "/" in ref else None

    def kinds(self, schema: Schema) -> frozenset[str]:
        """All that may fit it are of these."""
        if not isinstance(schema, dict):
            return frozenset() if schema is False else KINDS
        known = self._kinds.get(id(schema))
        if known is None:
            self._kinds[id(schema)] = schema, KINDS  # if it is met again on the way
            kinds = KINDS
            for part in self.holding(schema):
                kinds &= self._own_kinds(part)
            known = self._kinds[id(schema)] = schema, kinds
        return known[1]

    def are_apart(self, one: Schema, other: Schema, depth: int = DEEPEST) -> bool:
        """No value fits both: that is for certain. No is not."""
        if not self.kinds(one) & self.kinds(other):
            return True
        if not isinstance(one, dict) or not isinstance(other, dict) or not depth:
            return False
        values, others = self.values(one), self.values(other)
        if values is not None and others is not None:
            return not values & others
        if self.kinds(one) & self.kinds(other) != {"object"}:
            return False
        needed = self.needed(one) | self.needed(other)
        own, theirs = self.properties(one), self.properties(other)
        return any(
            self.are_apart(part, theirs[name], depth - 1)
            for name, part in own.items()
            if name in needed and name in theirs
        )

    def holding(self, schema: Schema, seen: tuple[int, ...] = ()) -> Iterator[dict[str, Any]]:
        """What fits the schema fits each of these."""
        if not isinstance(schema, dict) or id(schema) in seen:
            return
        yield schema
        for part in (self.resolve(schema.get("$ref")), *listed(schema.get("allOf"))):
            yield from self.holding(part, (*seen, id(schema)))

    def values(self, schema: Schema) -> frozenset[str] | None:
        """The few that may fit. None: nobody counted them."""
        for part in self.holding(schema):
            if "const" in part:
                return frozenset({written(part["const"])})
            if "enum" in part:
                return frozenset(map(written, listed(part["enum"])))
        return None

    def needed(self, schema: Schema) -> set[str]:
        """Properties that are there."""
        return {name for part in self.holding(schema) for name in names_in(part.get("required"))}

    def properties(self, schema: Schema) -> dict[str, Schema]:
        """Properties, if they are there."""
        found: dict[str, Schema] = {}
        for part in self.holding(schema):
            found |= named(part.get("properties"))
        return found

    def _own_kinds(self, schema: dict[str, Any]) -> frozenset[str]:
        kinds = KINDS
        if "type" in schema:
            kinds &= stated_kinds(schema["type"])
        if "const" in schema:
            kinds &= {kind_of(schema["const"])}
        if "enum" in schema:
            kinds &= set(map(kind_of, listed(schema["enum"])))
        for key in ("anyOf", "oneOf"):
            if key in schema:
                kinds &= frozenset().union(*map(self.kinds, listed(schema[key])))
        return kinds


def stated_kinds(type: object) -> frozenset[str]:
    stated = type if isinstance(type, list) else [type]
    return frozenset("number" if each == "integer" else str(each) for each in stated)


def kind_of(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
    return "object"


def written(value: object) -> str:
    """The same for equal values, and for no others."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, sort_keys=True)


# What is no schema at all is told as such by who reads it at last: here it says nothing.


def listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def named(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def names_in(value: object) -> list[str]:
    return [name for name in listed(value) if isinstance(name, str)]
