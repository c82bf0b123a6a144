"""Schemas said without `not`, `oneOf`, `if` and `dependencies`, which no grammar can follow.

What is said without them allows the same, or less where the same cannot be said: what fits it fits
the schema. There is one exception. Where it cannot be said what fits two schemas of a `oneOf` at
once, that `oneOf` is read as `anyOf`, as other servers read every one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

from actors.schema_bounds import changed_inside
from actors.schema_facts import KINDS, Facts, Schema, listed, named, names_in, stated_kinds
from actors.schema_values import Unsayable, is_number, others_than

MOST_STEPS = 10_000

CONDITIONS = ("if", "dependencies", "dependentRequired", "dependentSchemas")
REPLACED = {"not", "oneOf", "then", "else", *CONDITIONS}
# No schema says the opposite of these, unless they say nothing.
NOTHING_SAID: dict[str, Any] = {
    "additionalItems": True,
    "additionalProperties": True,
    "contains": None,
    "format": None,
    "items": True,
    "multipleOf": None,
    "pattern": None,
    "patternProperties": {},
    "prefixItems": [],
    "propertyNames": True,
    "unevaluatedItems": True,
    "unevaluatedProperties": True,
    "uniqueItems": False,
    "$dynamicRef": None,
    "$recursiveRef": None,
}
# A length that is too small is at most one less, and the other way round.
LENGTHS = {
    "minLength": ("string", "maxLength", -1),
    "maxLength": ("string", "minLength", 1),
    "minItems": ("array", "maxItems", -1),
    "maxItems": ("array", "minItems", 1),
    "minProperties": ("object", "maxProperties", -1),
    "maxProperties": ("object", "minProperties", 1),
}
ENDS = {
    "minimum": "exclusiveMaximum",
    "maximum": "exclusiveMinimum",
    "exclusiveMinimum": "maximum",
    "exclusiveMaximum": "minimum",
}


class TooManyCases(Exception):
    """It would take too long to say it."""


class Words:
    """What the schemas in one are said with."""

    def __init__(self, root: Schema) -> None:
        self.facts = Facts(root)
        self.whole = Opposites(self, is_whole=True)
        self.partial = Opposites(self, is_whole=False)
        self._steps = 0

    def step(self) -> None:
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise TooManyCases

    def said(self, schema: Schema) -> Schema:
        """:raises Unsayable: if too little would be left. :raises TooManyCases:"""
        self.step()
        if not isinstance(schema, dict):
            return schema
        kept = {name: value for name, value in schema.items() if name not in REPLACED}
        more = [self.said(part) for part in conditions_of(schema)]
        if "oneOf" in schema:
            more.append(any_of(self.one_alone(listed(schema["oneOf"]))))
        if "not" in schema:
            more.append(self.said_not(schema["not"], self.facts.kinds(kept)))
        return both(changed_inside(kept, self.said), more)

    def said_not(self, schema: Schema, kinds: frozenset[str]) -> Schema:
        """In part, where that leaves something."""
        try:
            return self.whole.of(schema)
        except Unsayable as failure:
            opposite = self.partial.of(schema)
            if not kinds & self.facts.kinds(opposite):
                failure.around = schema
                raise
            return opposite

    def one_alone(self, branches: Sequence[Schema]) -> Iterator[Schema]:
        """One of them, and none of the others."""
        for nth, branch in enumerate(branches):
            parts = [self.said(branch)]
            for other in (*branches[:nth], *branches[nth + 1 :]):
                self.step()
                if not self.facts.are_apart(branch, other):
                    parts.append(self.opposite_or_any(other))
            yield all_of(parts)

    def opposite_or_any(self, schema: Schema) -> Schema:
        try:
            return self.whole.of(schema)
        except Unsayable:
            return True


class Opposites:
    """What does not fit a schema."""

    def __init__(self, words: Words, *, is_whole: bool) -> None:
        self.words = words
        self.is_whole = is_whole  # or else some of it may be missing
        self._open: list[str] = []  # references that are being followed

    def of(self, schema: Schema) -> Schema:
        """:raises Unsayable: when it has to be whole and cannot. :raises TooManyCases:"""
        self.words.step()
        if not isinstance(schema, dict):
            return schema is False
        # Older drafts read nothing beside a reference: to leave that out is right in all.
        read = ("$ref",) if "$ref" in schema else schema
        return any_of(way for keyword in read for way in self.ways_told(keyword, schema))

    def ways_told(self, keyword: str, schema: dict[str, Any]) -> Iterator[Schema]:
        try:
            yield from self.ways(keyword, schema)
        except Unsayable:
            if self.is_whole:
                raise

    def ways(self, keyword: str, schema: dict[str, Any]) -> Iterator[Schema]:
        """Not to do as a keyword says."""
        value = schema[keyword]
        match keyword:
            case "type":
                yield from other_kinds(value)
            case "const":
                yield from others_than([value])
            case "enum":
                yield from others_than(listed(value))
            case "required":
                yield from (
                    {"type": "object", "properties": {name: False}} for name in names_in(value)
                )
            case "properties":
                yield from self.other_properties(value)
            case "$ref":
                yield self.of_reference(value)
            case "if" | "dependencies" | "dependentRequired" | "dependentSchemas":
                yield from map(self.of, conditions_of(schema, keyword))
            case "allOf" | "anyOf" | "oneOf" | "not":
                yield from self.other_groups(keyword, value)
            case _ if keyword in LENGTHS or keyword in ENDS:
                yield from other_bounds(keyword, value)
            case _ if keyword in NOTHING_SAID and value != NOTHING_SAID[keyword]:
                raise Unsayable(keyword)

    def other_groups(self, keyword: str, value: Schema) -> Iterator[Schema]:
        said = self.words.said
        if keyword == "not":
            yield said(value)
        elif keyword == "allOf":
            yield from map(self.of, listed(value))
        else:
            yield all_of(map(self.of, listed(value)))
        if keyword == "oneOf":
            for one, other in combinations(listed(value), 2):
                if not self.words.facts.are_apart(one, other):
                    yield all_of((said(one), said(other)))

    def other_properties(self, properties: Schema) -> Iterator[Schema]:
        for name, part in named(properties).items():
            other = self.of(part)
            if other is not False:
                yield {"type": "object", "required": [name], "properties": {name: other}}

    def of_reference(self, ref: Schema) -> Schema:
        schema = self.words.facts.resolve(ref)
        if schema is None or ref in self._open:
            raise Unsayable("$ref")
        self._open.append(ref)
        try:
            return self.of(schema)
        finally:
            self._open.pop()


def other_kinds(type: object) -> Iterator[Schema]:
    """:raises Unsayable: at the end, if these are not all: no schema has the numbers that are no
    integers."""
    stated = set(map(str, type if isinstance(type, list) else [type]))
    is_known = stated <= KINDS | {"integer"}
    if is_known and (others := KINDS - stated_kinds(type)):
        yield {"type": sorted(others)}
    if not is_known or ("integer" in stated and "number" not in stated):
        raise Unsayable("type")


def other_bounds(keyword: str, value: Any) -> Iterator[Schema]:
    if not is_number(value):  # a bound of the first drafts, that says how another is meant
        raise Unsayable(keyword)
    if keyword in ENDS:
        yield {"type": "number", ENDS[keyword]: value}
        return
    kind, opposite, step = LENGTHS[keyword]
    if value + step >= 0:
        yield {"type": kind, opposite: value + step}


def conditions_of(schema: dict[str, Any], *keywords: str) -> Iterator[Schema]:
    """The same said as choices."""
    for keyword in keywords or CONDITIONS:
        value = schema.get(keyword)
        if keyword == "if" and "if" in schema:
            if "then" in schema:
                yield {"anyOf": [{"not": value}, schema["then"]]}
            if "else" in schema:
                yield {"anyOf": [value, schema["else"]]}
        elif keyword != "if":
            for name, needs in named(value).items():
                then = {"required": needs} if isinstance(needs, list) else needs
                yield {"anyOf": [{"properties": {name: False}}, then]}


def both(schema: dict[str, Any], more: Sequence[Schema]) -> Schema:
    """It, and all of them."""
    added = all_of(more)
    if isinstance(added, bool):
        return schema if added else False
    fresh = named(added).keys() - schema.keys()
    if fresh and fresh <= {"anyOf", "type"} and len(fresh) == len(added):
        return schema | added
    return schema | {"allOf": [*listed(schema.get("allOf", [])), added]}


def any_of(schemas: Iterable[Schema]) -> Schema:
    given = [schema for schema in schemas if schema is not False]
    if not given or True in given:
        return bool(given)
    return given[0] if len(given) == 1 else {"anyOf": given}


def all_of(schemas: Iterable[Schema]) -> Schema:
    given = [schema for schema in schemas if schema is not True]
    if not given or False in given:
        return not given
    return given[0] if len(given) == 1 else {"allOf": given}
