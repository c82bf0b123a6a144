"""References are followed wherever they lead, whatever stands beside them."""

from __future__ import annotations

from typing import Any

import pytest

from actors.grammars import GrammarError
from actors.narrowing import narrowed_here
from actors.schema_dialects import plain
from tests.actors.allowed_texts import allowed, allows, texts

STRING, INTEGER = {"type": "string"}, {"type": "integer"}
OBJECT = {"type": "object"}
ONE = '{"a": 1}'


@pytest.mark.parametrize(
    "more",
    [
        {"$schema": "https://example.com/mine"},
        {"$schema": "http://json-schema.org/schema#"},
        {"$id": "My Person"},
        {"$id": "#Person"},
        {"$id": "https://example.com/my", "$schema": "http://json-schema.org/draft-07/schema#"},
        {"properties": {"a": {"$id": "/properties/a", "$ref": "#/definitions/x"}}},
    ],
)
def test_names_of_schemas_are_looked_up_by_nobody(more: dict[str, Any]) -> None:
    schema = {**OBJECT, "properties": {"a": INTEGER}, "definitions": {"x": INTEGER}, **more}
    assert allowed(schema, ONE, '{"a": "x"}') == [ONE]


def test_names_that_references_use_stay() -> None:
    whole = {"$id": "http://e.com/r", "$ref": "http://e.com/r#/$defs/x", "$defs": {"x": INTEGER}}
    assert plain(whole) == whole and allows(whole, "1")
    anchor = {"$ref": "#foo", "$defs": {"x": {"$anchor": "foo", **INTEGER}}}
    assert allows({"$schema": "https://example.com/mine", **anchor}, "1")
    own = {"$id": "inner", "$ref": "#/$defs/x", "$defs": {"x": STRING}}
    assert allows({"properties": {"a": own}, "$defs": {"x": INTEGER}}, '{"a": "x"}')


def test_a_dialect_that_is_known_is_no_hindrance() -> None:
    """Without its name all keywords count."""
    draft_4 = {"$schema": "http://json-schema.org/draft-04/schema#", "const": 1}
    assert allowed(draft_4, "1", "2") == ["1"]


@pytest.mark.parametrize("name", ["Box[int]", "R<A>", "R«A»", "My Type", "Grün", "100%", "a/b~c"])
def test_references_may_have_any_letters(name: str) -> None:
    way = name.replace("~", "~0").replace("/", "~1")
    schema = {"$defs": {name: INTEGER}, "$ref": f"#/$defs/{way}"}
    assert allowed(schema, "1", '"a"') == ["1"]


def test_references_may_lead_anywhere() -> None:
    one = {"oneOf": [{**OBJECT, "properties": {"a": INTEGER}, "required": ["a"]}, INTEGER]}
    more = {**OBJECT, "properties": {"b": {"$ref": "#/components/schemas/A"}}}
    schemas = {"components": {"schemas": {"A": one, "B": more}}}
    values = texts({"b": 1}, {"b": {"a": 1}}, {"b": "x"})
    assert allowed({**schemas, "$ref": "#/components/schemas/B"}, *values) == values[:2]
    items = {"properties": {"a": {"items": [INTEGER]}, "b": {"$ref": "#/properties/a/items/0"}}}
    assert allowed({**OBJECT, **items}, *values) == values[:1]


def test_references_are_not_copied_for_ever() -> None:
    inner: dict[str, Any] = {"x": INTEGER}
    for _ in range(90):
        inner = {"not": inner, "x": {"$ref": "#"}}
    ways = ["/not" * nth for nth in range(1, 90)]
    uses = {f"p{nth}": {"$ref": f"#/c{way}"} for nth, way in enumerate(ways)}
    with pytest.raises(GrammarError, match="too many places"):
        narrowed_here({"c": inner, **OBJECT, "properties": uses})


@pytest.mark.parametrize(
    "more",
    [{"nullable": True}, {"deprecated": True}, {"example": 1}, {"x-y": 1}, {"type": "object"}],
)
def test_what_stands_beside_a_reference_and_says_nothing_is_left_out(more: dict[str, Any]) -> None:
    node = {**OBJECT, "properties": {"a": {"$ref": "#/$defs/N", **more}}}
    assert allows({"$defs": {"N": node}, "$ref": "#/$defs/N"}, '{"a": {"a": {}}}')
    alone = {"allOf": [{"$ref": "#/$defs/N"}], "nullable": True, "description": "x"}
    node = {**OBJECT, "properties": {"a": alone}}
    assert allows({"$defs": {"N": node}, "$ref": "#/$defs/N"}, '{"a": {"a": {}}}')
