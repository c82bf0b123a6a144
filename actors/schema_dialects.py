"""Schemas as other drafts, other dialects and libraries write them, in the words of llguidance.

What is said means the same, or less: what fits it fits the one given.
"""

from __future__ import annotations

from typing import Any

from actors.schema_bounds import COMBINED, CONDITIONAL, HIDDEN, parts_of, rebuilt, within_counts
from actors.schema_ends import with_ends
from actors.schema_multiples import followed_multiples
from actors.schema_names import Names
from actors.schema_numbers import (
    BOUNDS,
    allows_numbers,
    check_values,
    clamped,
    moved_inwards,
    without_flags,
)
from actors.schema_patterns import followed_patterns, on_days_there_are
from actors.schema_references import with_steady_references

COUNTS = {"minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"}
COUNTS |= {"minContains", "maxContains"}
JOINED = COMBINED | {"dependencies", "$dynamicRef", "$recursiveRef"}
OLD = ("draft-03/", "draft-04/", "draft-06/", "draft-07/", "draft/2019-09/")


def plain(schema: Any) -> Any:
    """:raises GrammarError: when nothing fits it, or when it would take what nobody has."""
    if not isinstance(schema, dict):
        return schema
    for part in parts_of(schema):
        check_values(part)
    is_openapi = not isinstance(schema.get("$schema"), str)
    found = with_steady_references(schema)
    changes = [without_any, with_whole_counts, without_flags, followed_patterns, with_other_items]
    if any(draft in str(found.get("$schema")) for draft in OLD):
        changes.remove(with_other_items)
    changes += [without_leftovers, with_other_properties]
    names = Names(found)

    def said(part: dict[str, Any]) -> dict[str, Any]:
        for change in changes:
            part = change(part)
        return within_counts(names.with_sets(names.with_names(names.with_joined(part))))

    found = rebuilt(found, said, HIDDEN)
    if is_openapi:
        found = with_nulls(found)
    return rebuilt(with_ends(found), narrow, CONDITIONAL)


def narrow(schema: dict[str, Any]) -> dict[str, Any]:
    """Less fits it afterwards."""
    schema = on_days_there_are(schema)
    if allows_numbers(schema) and (BOUNDS | {"multipleOf"}) & schema.keys():
        return followed_multiples(moved_inwards(clamped(schema)))
    return schema


def without_any(schema: dict[str, Any]) -> dict[str, Any]:
    """Until draft 4 there was a type for all values, and some libraries still write it."""
    kinds = schema.get("type")
    if kinds == "any" or (isinstance(kinds, list) and "any" in kinds):
        return {key: value for key, value in schema.items() if key != "type"}
    return schema


def with_whole_counts(schema: dict[str, Any]) -> dict[str, Any]:
    """2.0 is as many as 2."""
    whole = {
        key: int(schema[key])
        for key in COUNTS & schema.keys()
        if isinstance(schema[key], float) and schema[key].is_integer()
    }
    return schema | whole


def with_other_items(schema: dict[str, Any]) -> dict[str, Any]:
    """Until 2019, what stands in a certain place was told by a list."""
    made = dict(schema)
    others = made.pop("additionalItems", None)
    if isinstance(schema.get("items"), list) and "prefixItems" not in schema:
        del made["items"]
        heads = {"prefixItems": schema["items"]} if schema["items"] else {}
        tails = {"items": others} if "additionalItems" in schema else {}
        return made | heads | tails
    return made


def without_leftovers(schema: dict[str, Any]) -> dict[str, Any]:
    """Without what says nothing where it stands."""
    if "contains" in schema:
        return schema
    return {
        key: value for key, value in schema.items() if key not in ("minContains", "maxContains")
    }


def with_other_properties(schema: dict[str, Any]) -> dict[str, Any]:
    """Where nothing else tells of properties or items, those left over are all the others."""
    if JOINED & schema.keys():
        return schema
    made = dict(schema)
    for left_over, others in (
        ("unevaluatedProperties", "additionalProperties"),
        ("unevaluatedItems", "items"),
    ):
        is_open = others != "items" or not (
            "contains" in made or isinstance(made.get(others), list)
        )
        if left_over in made and is_open:
            value = made.pop(left_over)
            made.setdefault(others, False if value == {"not": {}} else value)
    return made


def with_nulls(schema: dict[str, Any]) -> Any:
    """OpenAPI 3.0 says beside a type whether null is one, too."""

    def change(part: dict[str, Any]) -> dict[str, Any]:
        kind = part.get("type")
        if part.get("nullable") is not True or not isinstance(kind, str) or kind == "null":
            return part
        kept = {key: value for key, value in part.items() if key != "nullable"}
        return kept | {"type": [kind, "null"]}

    whole = {key: value for key, value in schema.items() if key != "nullable"}
    return rebuilt(whole, change, HIDDEN)
