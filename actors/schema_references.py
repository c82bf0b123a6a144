"""References in schemas, made such that each leads to a place that stays where it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote, unquote

from actors.grammars import GrammarError
from actors.schema_bounds import HIDDEN, parts_of, placed_inside, rebuilt
from actors.schema_facts import Facts, listed, named

MOST_MOVED = 2500  # schemas in those that are needed in another place
UNQUOTED = "~:@!$&'()*+,;=?-._"
# Below these each schema stays where it is, whatever else is made of those around it.
STEADY = {"properties", "$defs", "definitions", "anyOf", "allOf", "prefixItems"}
DRAFTS = ("draft-03/", "draft-04/", "draft-06/", "draft-07/", "draft/2019-09/", "draft/2020-12/")
# What tells people something, or other tools. Beside a reference that repeats itself it is refused.
NOTES = {"title", "description", "default", "example", "examples", "deprecated", "nullable"}
NOTES |= {"readOnly", "writeOnly", "$comment", "xml", "externalDocs", "discriminator"}


def with_steady_references(schema: dict[str, Any]) -> dict[str, Any]:
    """All of them lead from the root to `$defs`, or to where nothing moves.

    :raises GrammarError: when that takes too many copies.
    """
    if not is_one_document(schema):
        return without_unknown_draft(schema)
    facts = Facts(schema)
    found = {part["$ref"]: None for part in parts_of(schema) if "$ref" in part}
    ways = {ref: way_of(ref) for ref in found if facts.resolve(ref) is not None}
    moved = {way: facts.resolve(ref) for ref, way in ways.items() if not is_steady(way)}
    if moved and not isinstance(schema.get("$defs", {}), dict):
        return schema
    if sum(size for part in moved.values() for size in sizes(part)) > MOST_MOVED:
        raise GrammarError("it refers to too many places.")
    places = new_places(named(schema.get("$defs")), moved)
    if moved:
        added = {way[-1]: moved[old] for old, way in places.items()}
        schema = schema | {"$defs": named(schema.get("$defs")) | added}
    leads = {ref: written(places.get(way, way)) for ref, way in ways.items()}

    def changed(part: dict[str, Any]) -> dict[str, Any]:
        kept = {key: value for key, value in part.items() if key not in ("$schema", "$id")}
        told = {key: value for key, value in kept.items() if not is_note(key)}
        if "$ref" in part:
            return without_type(told, facts) | {"$ref": leads.get(part["$ref"], part["$ref"])}
        return alone(told) or kept

    return dict(rebuilt(schema, changed, HIDDEN))


def without_type(schema: dict[str, Any], facts: Facts) -> dict[str, Any]:
    """Where what it refers to says the same."""
    target = named(facts.resolve(schema["$ref"]))
    is_told = "type" in schema and schema["type"] == target.get("type")
    return {key: value for key, value in schema.items() if key != "type" or not is_told}


def alone(schema: dict[str, Any]) -> dict[str, Any] | None:
    """The reference that is all that it says."""
    inner = listed(schema.get("allOf"))
    if len(schema) == len(inner) == 1 and named(inner[0]).keys() == {"$ref"}:
        return dict(inner[0])
    return None


def is_one_document(schema: dict[str, Any]) -> bool:
    """All references start at the root of it."""
    has_own_root, starts_at_root = False, True
    for part in parts_of(schema):
        if "$ref" in part:
            ref = part["$ref"]
            if not isinstance(ref, str) or not (ref == "#" or ref.startswith("#/")):
                return False
            starts_at_root &= ref != "#"
        if part is not schema and isinstance(part.get("$id"), str):
            has_own_root = True
            if {"$defs", "definitions"} & part.keys():
                return False
    return starts_at_root or not has_own_root


def without_unknown_draft(schema: dict[str, Any]) -> dict[str, Any]:
    """What nobody knows nobody has to look up."""
    draft = schema.get("$schema")
    if not isinstance(draft, str) or any(each in draft for each in DRAFTS):
        return schema
    return {key: value for key, value in schema.items() if key != "$schema"}


def way_of(ref: str) -> tuple[str, ...]:
    """The names on the way to what it refers to."""
    names = ref.split("/")[1:]
    return tuple(unquote(name).replace("~1", "/").replace("~0", "~") for name in names)


def written(way: Sequence[str]) -> str:
    """In the letters that a URI may have."""
    names = (name.replace("~", "~0").replace("/", "~1") for name in way)
    return "#" + "".join(f"/{quote(name, safe=UNQUOTED, errors='replace')}" for name in names)


def is_steady(way: Sequence[str]) -> bool:
    place = 0
    while place < len(way):
        if way[place] == "items":
            place += 1
        elif way[place] in STEADY and place + 1 < len(way):
            place += 2
        else:
            return False
    return True


def new_places(
    taken: dict[str, Any], moved: dict[tuple[str, ...], Any]
) -> dict[tuple[str, ...], tuple[str, ...]]:
    names = set(taken)
    places: dict[tuple[str, ...], tuple[str, ...]] = {}
    for way in moved:
        name = "/".join(way)
        while name in names:
            name += "_"
        names.add(name)
        places[way] = "$defs", name
    return places


def sizes(schema: Any) -> Iterator[int]:
    """One for each schema in it."""
    waiting = [schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield 1
            waiting.extend(inner for _, inner in placed_inside(part))


def is_note(key: str) -> bool:
    return key in NOTES or (key.startswith("x-") and key != "x-guidance")
