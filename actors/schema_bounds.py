"""Schemas made narrower, so that a weak model comes to an end: what fits them still fits the first.

Without bounds, a model that knows nothing writes digits and properties of its own for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Any

from actors.schema_facts import Facts, names_in
from actors.schema_multiples import is_followed
from actors.schema_numbers import LARGEST_EXACT

LARGEST = LARGEST_EXACT
COMBINED = {"allOf", "anyOf", "oneOf", "$ref", "if", "dependentSchemas"}
OPENED = {"additionalProperties", "patternProperties", "unevaluatedProperties"}
LIMITS = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "enum", "const"}
# What llguidance holds a text to. For JSON Schema, any other format is a note.
FORMATS = {"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uri"}
FORMATS |= {"uuid"}
# Where schemas lie in a schema: by name, one behind the other, alone.
NAMED = ("properties", "$defs", "definitions", "patternProperties")
LISTED = ("anyOf", "oneOf", "allOf", "prefixItems", "items")
SINGLE = ("items", "additionalProperties", "additionalItems")
# And where others say whether they count: what holds then, and what it hangs on, which to narrow
# would widen the whole.
DEPENDENT = ("dependentSchemas", "dependencies")
CONDITIONAL = (*DEPENDENT, "then", "else", "propertyNames")
UNEVALUATED = ("unevaluatedProperties", "unevaluatedItems")
HIDDEN = (*CONDITIONAL, "not", "if", "contains", *UNEVALUATED)


def bounded(schema: Any) -> Any:
    """Objects have no other properties than those that are named; integers are not endless."""
    closes = not any(is_combined(part) for part in parts_of(schema))
    return rebuilt(schema, partial(narrow, closes=closes))


def is_combined(schema: dict[str, Any]) -> bool:
    """Its properties are not all that there is to it: to close it may leave nothing."""
    return "allOf" in schema or ("properties" in schema and bool(COMBINED & schema.keys()))


def parts_of(schema: Any) -> Iterator[dict[str, Any]]:
    """It, every schema in it, and once those elsewhere in it that they refer to."""
    facts, seen, elsewhere = Facts(schema), set[int](), list[Any]()
    waiting, is_inside = [schema], True
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict) and (is_inside or id(part) not in seen):
            seen.add(id(part))
            yield part
            elsewhere.append(facts.resolve(part.get("$ref")))
            waiting.extend(inner for _, inner in placed_inside(part))
        if not waiting:
            waiting, elsewhere, is_inside = elsewhere, [], False


def placed_parts(schema: Any, place: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """It, and every schema in it, each with where it is, as a reference would tell it."""
    if not isinstance(schema, dict):
        return
    yield place, schema
    for inner_place, part in placed_inside(schema):
        yield from placed_parts(part, place + inner_place)


def placed_inside(schema: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The schemas that lie directly in it."""
    for key in (*NAMED, *DEPENDENT):
        if isinstance(schema.get(key), dict):
            yield from ((f"/{key}/{name}", part) for name, part in schema[key].items())
    for key in LISTED:
        if isinstance(schema.get(key), list):
            yield from ((f"/{key}/{nth}", part) for nth, part in enumerate(schema[key]))
    for key in (*SINGLE, *HIDDEN):
        yield f"/{key}", schema.get(key) if key not in DEPENDENT else None


def rebuilt(
    schema: Any, change: Callable[[dict[str, Any]], Any], also: Collection[str] = ()
) -> Any:
    """The same with every schema in it changed, the inner ones first. Also: which of the hidden."""
    if not isinstance(schema, dict):
        return schema
    inner = partial(rebuilt, change=change, also=also)
    return change(changed_inside(schema, inner, also))


def changed_inside(
    schema: dict[str, Any], change: Callable[[Any], Any], also: Collection[str] = ()
) -> dict[str, Any]:
    """The same with each schema that lies directly in it changed."""
    made = dict(schema)
    for key in made.keys() & {*NAMED, *SINGLE, *LISTED, *also}:
        value = made[key]
        if isinstance(value, list):
            made[key] = [change(part) for part in value] if key in LISTED else value
        elif key in NAMED or key in DEPENDENT:
            are_named = isinstance(value, dict)
            made[key] = {name: change(part) for name, part in value.items()} if are_named else value
        elif key in SINGLE or key in HIDDEN:
            made[key] = change(value)
    return made


def narrow(schema: dict[str, Any], *, closes: bool) -> dict[str, Any]:
    if schema.get("type") == "integer" and not LIMITS & schema.keys():
        ends = schema | {"minimum": -LARGEST, "maximum": LARGEST}
        schema = ends if is_followed(ends) else schema
    if closes and may_close(schema):
        schema["additionalProperties"] = False
        return within_counts(schema)
    return schema


def within_counts(schema: dict[str, Any]) -> dict[str, Any]:
    """Without counts of properties that hold anyway."""
    made = dict(schema)
    least, most = made.get("minProperties"), made.get("maxProperties")
    if isinstance(least, int) and least <= len(set(names_in(made.get("required")))):
        del made["minProperties"]
    is_closed = made.get("additionalProperties") is False and not made.get("patternProperties")
    properties = made.get("properties", {})
    if is_closed and isinstance(properties, dict) and isinstance(most, int):
        if most >= len(properties):
            del made["maxProperties"]
    return made


def without_notes(schema: Any) -> Any:
    """Without the formats that only tell people something, as `password` and `int64` do."""
    return rebuilt(schema, without_note, HIDDEN)


def without_note(schema: dict[str, Any]) -> dict[str, Any]:
    if isinstance(schema.get("format"), str) and schema["format"] not in FORMATS:
        del schema["format"]
    return schema


def may_close(schema: dict[str, Any]) -> bool:
    """It names properties, and every one that it requires, and enough of them."""
    properties, required = schema.get("properties"), schema.get("required", [])
    if not isinstance(properties, dict) or not isinstance(required, list):
        return False
    least = schema.get("minProperties", 0)
    has_enough = isinstance(least, int) and least <= len(properties)
    names_all = all(isinstance(name, str) and name in properties for name in required)
    return has_enough and names_all and not OPENED & schema.keys()
