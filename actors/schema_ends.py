"""Schemas that only what never ends would fit are offered to nobody."""

from __future__ import annotations

from typing import Any

from actors.grammars import GrammarError
from actors.schema_bounds import HIDDEN, parts_of, rebuilt
from actors.schema_facts import KINDS, Facts, Schema, listed, named, names_in, stated_kinds

MOST_ROUNDS = 32  # then nobody counts further


def with_ends(schema: dict[str, Any]) -> Any:
    """References that come to no end are those to `false`. :raises GrammarError: if all is one."""
    endless = endless_references(schema)
    if not endless:
        return schema
    if not may_end(schema, KINDS, endless):
        raise GrammarError("nothing fits it.")
    return rebuilt(
        schema,
        lambda part: False if reference_of(part) in endless else part,
        HIDDEN,
    )


def endless_references(schema: dict[str, Any]) -> set[str]:
    facts = Facts(schema)
    references = {reference_of(part): None for part in parts_of(schema)}
    targets = {reference: facts.resolve(reference) for reference in references if reference}
    open_ones = {name for name, target in targets.items() if isinstance(target, dict)}
    order = [*targets]
    for _ in range(MOST_ROUNDS):
        num_open = len(open_ones)
        for name in order:
            if name in open_ones and may_end(targets[name], KINDS, open_ones):
                open_ones.remove(name)
        if len(open_ones) in (0, num_open):
            return open_ones
        order.reverse()  # in one of the two ways, what the others need comes first
    return set()


def reference_of(schema: dict[str, Any]) -> str:
    reference = schema.get("$ref")
    return reference if isinstance(reference, str) else ""


def may_end(schema: Schema, kinds: frozenset[str], endless: set[str]) -> bool:
    """Whether some value of these kinds fits it that ends, as far as is known. What contradicts
    itself otherwise is told by who compiles it."""
    if not isinstance(schema, dict) or {"const", "enum"} & schema.keys():
        return True
    if "type" in schema:
        kinds &= stated_kinds(schema["type"])
    if reference_of(schema) in endless:
        return False
    if not all(may_end(part, kinds, endless) for part in listed(schema.get("allOf"))):
        return False
    for key in ("anyOf", "oneOf"):
        choices = listed(schema.get(key))
        if choices and not any(may_end(part, kinds, endless) for part in choices):
            return False
    return (
        not kinds
        or bool(kinds - {"object", "array"})
        or ("object" in kinds and all(may_end(each, KINDS, endless) for each in needed(schema)))
        or ("array" in kinds and all(may_end(each, KINDS, endless) for each in first(schema)))
    )


def needed(schema: dict[str, Any]) -> list[Schema]:
    """Of the properties that have to be there."""
    properties = named(schema.get("properties"))
    others = True if "patternProperties" in schema else schema.get("additionalProperties", True)
    return [properties.get(name, others) for name in names_in(schema.get("required"))]


def first(schema: dict[str, Any]) -> list[Schema]:
    """Of the items that have to be there; those that are alike once."""
    least = schema.get("minItems", 0)
    if not isinstance(least, int):
        return []
    items = schema.get("items", True)
    heads = listed(items) or listed(schema.get("prefixItems"))
    others = schema.get("additionalItems", True) if isinstance(items, list) else items
    return [*heads[: max(least, 0)], *([others] if least > len(heads) else [])]
