"""Schemas made narrower, so that a weak model comes to an end: what fits them still fits the first.

Without bounds, a model that knows nothing writes digits and properties of its own for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

LARGEST = 2**53 - 1  # what every reader of JSON gets right
COMBINED = {"allOf", "anyOf", "oneOf", "$ref", "if", "dependentSchemas"}
OPENED = {"additionalProperties", "patternProperties", "unevaluatedProperties", "minProperties"}
LIMITS = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "enum", "const"}
# What llguidance holds a text to. For JSON Schema, any other format is a note.
FORMATS = {"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uri"}
FORMATS |= {"uuid"}
# Where schemas lie in a schema: by name, one behind the other, alone.
NAMED = ("properties", "$defs", "definitions", "patternProperties")
LISTED = ("anyOf", "oneOf", "allOf", "prefixItems")
SINGLE = ("items", "additionalProperties")


def bounded(schema: Any) -> Any:
    """Objects have no other properties than those that are named; integers are not endless."""
    closes = not any(is_combined(part) for part in parts_of(schema))
    return rebuilt(schema, partial(narrow, closes=closes))


def is_combined(schema: dict[str, Any]) -> bool:
    """Its properties are not all that there is to it: to close it may leave nothing."""
    return "allOf" in schema or ("properties" in schema and bool(COMBINED & schema.keys()))


def parts_of(schema: Any) -> Iterator[dict[str, Any]]:
    """It, and every schema in it."""
    return (part for _, part in placed_parts(schema))


def placed_parts(schema: Any, place: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Each with where it is, as a reference would tell it."""
    if not isinstance(schema, dict):
        return
    yield place, schema
    for key in NAMED:
        if isinstance(schema.get(key), dict):
            for name, part in schema[key].items():
                yield from placed_parts(part, f"{place}/{key}/{name}")
    for key in LISTED:
        if isinstance(schema.get(key), list):
            for nth, part in enumerate(schema[key]):
                yield from placed_parts(part, f"{place}/{key}/{nth}")
    for key in SINGLE:
        yield from placed_parts(schema.get(key), f"{place}/{key}")


def rebuilt(schema: Any, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    """The same with every schema in it changed, the inner ones first."""
    if not isinstance(schema, dict):
        return schema
    return change(changed_inside(schema, partial(rebuilt, change=change)))


def changed_inside(schema: dict[str, Any], change: Callable[[Any], Any]) -> dict[str, Any]:
    """The same with each schema that lies directly in it changed."""
    made = dict(schema)
    for key in NAMED:
        if isinstance(made.get(key), dict):
            made[key] = {name: change(part) for name, part in made[key].items()}
    for key in LISTED:
        if isinstance(made.get(key), list):
            made[key] = [change(part) for part in made[key]]
    for key in SINGLE:
        if key in made:
            made[key] = change(made[key])
    return made


def narrow(schema: dict[str, Any], *, closes: bool) -> dict[str, Any]:
    if schema.get("type") == "integer" and not LIMITS & schema.keys():
        schema |= {"minimum": -LARGEST, "maximum": LARGEST}
    if closes and may_close(schema):
        schema["additionalProperties"] = False
    return schema


def without_notes(schema: Any) -> Any:
    """Without the formats that only tell people something, as `password` and `int64` do."""
    return rebuilt(schema, without_note)


def without_note(schema: dict[str, Any]) -> dict[str, Any]:
    if isinstance(schema.get("format"), str) and schema["format"] not in FORMATS:
        del schema["format"]
    return schema


def may_close(schema: dict[str, Any]) -> bool:
    """It names properties, and every one that it requires."""
    properties, required = schema.get("properties"), schema.get("required", [])
    if not isinstance(properties, dict) or not isinstance(required, list):
        return False
    return not OPENED & schema.keys() and all(name in properties for name in required)
