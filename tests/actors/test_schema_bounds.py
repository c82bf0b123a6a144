"""Schemas are narrowed where that leaves only what fits them anyway."""

from __future__ import annotations

from typing import Any

import pytest

from actors import narrowing
from actors.grammars import GrammarError, check, json_grammar
from actors.narrowing import narrowed, of_schema
from actors.schema_bounds import FORMATS, LARGEST, bounded
from actors.schema_patterns import on_days_there_are

INTEGER = {"type": "integer"}
ENDS = {"type": "integer", "minimum": -LARGEST, "maximum": LARGEST}


def an_object(**more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {"a": {"type": "string"}}, **more}


def closed(**more: Any) -> dict[str, Any]:
    return an_object(additionalProperties=False) | more


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (INTEGER, ENDS),
        (INTEGER | {"minimum": 3}, INTEGER | {"minimum": 3}),
        (INTEGER | {"enum": [1]}, INTEGER | {"enum": [1]}),
        (an_object(), closed()),
        (an_object(required=["a"]), closed(required=["a"])),
        ({"items": an_object()}, {"items": closed()}),
        (
            {"$defs": {"x": INTEGER}, "$ref": "#/$defs/x"},
            {"$defs": {"x": ENDS}, "$ref": "#/$defs/x"},
        ),
        ({"oneOf": [an_object(), INTEGER]}, {"oneOf": [closed(), ENDS]}),
    ],
)
def test_what_would_never_end_is_bounded(schema: object, expected: object) -> None:
    assert bounded(schema) == expected


def test_bounds_that_leave_nothing_are_left_out() -> None:
    inner = {"type": "object", "properties": {"a": {}}}
    schema = {"$defs": {"x": inner}, "$ref": "#/$defs/x", "required": ["b"]}
    assert bounded(schema) != schema
    assert narrowed(schema) == schema
    assert narrowed(INTEGER) == ENDS


@pytest.mark.parametrize(
    "schema",
    [
        True,
        {},
        {"type": "object"},
        {"const": INTEGER},
        {"enum": [{"type": "integer"}]},
        an_object(additionalProperties={"type": "string"}),
        an_object(patternProperties={"^x": {}}),
        an_object(minProperties=2),
        an_object(required=["b"]),
        an_object(anyOf=[an_object()]),
        {"allOf": [an_object(), {"properties": {"b": {}}}]},
        {"items": {"$ref": "#/x", "properties": {"a": {}}}},
    ],
)
def test_what_has_to_stay_open_stays_as_it_is(schema: object) -> None:
    assert bounded(schema) == schema


@pytest.mark.parametrize("format", ["password", "int64", "path", "regex", "iri"])
def test_a_format_that_is_a_note_holds_nobody_up(format: str) -> None:
    text = {"type": "string"}
    check(of_schema(text | {"format": format}))
    assert narrowed(text | {"format": format}) == text
    assert narrowed(an_object(properties={"format": text})) == closed(properties={"format": text})


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_a_format_that_can_be_followed_is_followed(format: str) -> None:
    schema = {"type": "string", "format": format}
    check(json_grammar(schema))
    assert narrowed(schema) == on_days_there_are(schema)


def test_what_would_take_long_is_not_even_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(narrowing, "check", lambda _: pytest.fail("it was compiled"))
    names = [f"p{nth}" for nth in range(5000)]
    with pytest.raises(GrammarError, match="more than 2500 parts"):
        of_schema({"type": "object", "properties": dict.fromkeys(names, INTEGER)})


def test_a_thousand_properties_can_be_followed() -> None:
    names = [f"p{nth}" for nth in range(1000)]
    check(of_schema({"type": "object", "properties": dict.fromkeys(names, INTEGER)}))
