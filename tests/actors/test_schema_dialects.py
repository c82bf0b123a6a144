"""Schemas as other drafts and libraries write them are followed as they are meant."""

from __future__ import annotations

from typing import Any

import pytest

from actors.grammars import GrammarError
from actors.narrowing import narrowed_here
from actors.schema_bounds import bounded, parts_of
from actors.schema_dialects import plain
from tests.actors.allowed_texts import allowed, allows, texts

STRING, INTEGER, NUMBER = {"type": "string"}, {"type": "integer"}, {"type": "number"}
OBJECT, ARRAY = {"type": "object"}, {"type": "array"}
NAMED = {**OBJECT, "properties": {"a": INTEGER, "b": INTEGER}}
EMPTY, ONE, BOTH = "{}", '{"a": 1}', '{"a": 1, "b": 2}'
OTHER = '{"c": 1}'


@pytest.mark.parametrize(
    "key", ["items", "additionalItems", "not", "if", "then", "else", "contains"]
)
def test_no_schema_is_overlooked(key: str) -> None:
    inner = {"type": "integer", "format": "int64"}
    for value in (inner, [inner]) if key == "items" else (inner,):
        assert inner in [*parts_of({key: value})]
    assert inner in [*parts_of({"dependentSchemas": {"a": inner}})]
    assert inner in [*parts_of({"dependencies": {"a": inner, "b": ["a"]}})]
    assert inner in [*parts_of({"x": {"A": inner}, "$ref": "#/x/A"})]


def test_notes_are_left_out_wherever_they_stand() -> None:
    note = {"type": "string", "format": "password"}
    first = {**ARRAY, "items": [note], "minItems": 1}
    assert allowed(first, '["a"]', "[1]") == ['["a"]']
    then = {"if": {"required": ["a"]}, "then": {"properties": {"b": note}}}
    properties = {"properties": {"a": INTEGER, "b": {}}}
    values = texts({"a": 1, "b": "x"}, {"a": 1, "b": 2}, {"b": 2})
    assert allowed({**OBJECT, **properties, **then}, *values) == [values[0], values[2]]


def test_what_others_hang_on_is_not_narrowed() -> None:
    condition = {"if": {**NAMED}, "then": False, "else": True}
    assert bounded(condition) == condition


@pytest.mark.parametrize("draft", [None, "http://json-schema.org/draft-07/schema#"])
def test_tuples_of_older_drafts(draft: str | None) -> None:
    first: dict[str, Any] = {**ARRAY, "items": [STRING, INTEGER], "minItems": 1}
    first |= {"$schema": draft} if draft else {}
    values = texts(["a"], ["a", 1], ["a", 1, None], [1], ["a", 1, 2])
    assert allowed(first, *values) == [values[nth] for nth in (0, 1, 2, 4)]
    assert allowed(first | {"additionalItems": False}, *values) == values[:2]
    assert allowed(first | {"additionalItems": {"type": "null"}}, *values) == values[:3]
    assert allowed(first | {"unevaluatedItems": False}, *values) == values[:2]


@pytest.mark.parametrize(
    ("names", "right", "wrong"),
    [
        (STRING, EMPTY, ""),
        (True, OTHER, ""),
        ({}, OTHER, ""),
        ({"enum": ["a", "b", 3]}, BOTH, OTHER),
        ({"$ref": "#/$defs/names"}, BOTH, OTHER),
        ({"const": "a"}, ONE, BOTH),
        ({"anyOf": [{"const": "a"}, {"enum": ["b"]}]}, BOTH, OTHER),
        ({"pattern": "^[ab]$"}, BOTH, OTHER),
        ({"minLength": 2, "maxLength": 3}, '{"aé": 1}', ONE),
        ({"minLength": 1}, ONE, '{"": 1}'),
        ({"format": "date"}, '{"2024-02-29": 1}', '{"2023-02-29": 1}'),
        ({"format": "uuid"}, '{"00000000-0000-0000-0000-000000000000": 1}', ONE),
        (False, EMPTY, ONE),
    ],
)
def test_names_that_are_described(names: Any, right: str, wrong: str) -> None:
    named = {"$defs": {"names": {"enum": ["a", "b"], "type": "string", "title": "N"}}}
    schema = {**named, **OBJECT, "propertyNames": names, "additionalProperties": INTEGER}
    assert allowed(schema, right, wrong) == [right]


def test_of_names_and_properties_both_hold() -> None:
    names = {"propertyNames": {"enum": ["a", "c"]}, "additionalProperties": STRING}
    schema = {**NAMED, **names}
    values = texts({"a": 1}, {"a": 1, "c": "x"}, {"b": 1}, {"a": 1, "c": 1})
    assert allowed(schema, *values) == values[:2]


@pytest.mark.parametrize("keyword", [{"patternProperties": {"a": {}}}, {"properties": {"ab": {}}}])
def test_names_that_cannot_be_said_are_refused(keyword: dict[str, Any]) -> None:
    with pytest.raises(GrammarError, match="propertyNames"):
        narrowed_here({**OBJECT, "propertyNames": {"pattern": "a"}, **keyword})


def test_names_are_not_multiplied_for_ever() -> None:
    names = {"enum": [f"n{nth}" for nth in range(300)]}
    inner = {**OBJECT, "propertyNames": names, "additionalProperties": {}}
    with pytest.raises(GrammarError, match="too many names"):
        narrowed_here({**OBJECT, "propertyNames": names, "additionalProperties": inner})


def test_what_says_nothing_is_left_out() -> None:
    schema = {**ARRAY, "uniqueItems": False, "minContains": 1, "minItems": 1.0, "maxItems": 2.0}
    values = texts([], [1], [1, 1], [1, 1, 1])
    assert allowed(schema, *values) == values[1:3]
    assert allowed({**STRING, "minLength": 2.0}, '"a"', '"ab"') == ['"ab"']


@pytest.mark.parametrize("items", [{"enum": ["a", "b"]}, {"$ref": "#/$defs/letter"}])
def test_sets_of_a_few(items: dict[str, Any]) -> None:
    named = {"$defs": {"letter": {"enum": ["a", "b"], "type": "string"}}}
    schema = {**named, **ARRAY, "items": items, "uniqueItems": True}
    values = texts([], ["a"], ["b", "a"], ["a", "b"], ["a", "a"], ["c"], ["a", "b", "a"])
    assert allowed(schema, *values) == values[:4]
    assert allowed(schema | {"minItems": 2}, *values) == values[2:4]
    assert allowed(schema | {"maxItems": 1}, *values) == values[:2]
    assert allowed(schema | {"anyOf": [{"maxItems": 0}, {"minItems": 2}]}, *values) == (
        [values[0], *values[2:4]]
    )


def test_other_sets_are_refused_unless_they_have_one_item() -> None:
    schema = {**ARRAY, "items": STRING, "uniqueItems": True}
    assert allowed(schema | {"maxItems": 1}, '["a"]') == ['["a"]']
    with pytest.raises(GrammarError, match="uniqueItems"):
        narrowed_here(schema)
    assert allowed({**ARRAY, "items": {"type": "boolean"}, "uniqueItems": True}, "[true]")


NODE: dict[str, Any] = {**OBJECT, "properties": {"n": {"$ref": "#/$defs/N"}}, "required": ["n"]}
LIST: dict[str, Any] = {**ARRAY, "items": {"$ref": "#/$defs/L"}, "minItems": 1}
ALL: dict[str, Any] = {"allOf": [{"$ref": "#/$defs/N"}]}
MUTUAL: dict[str, Any] = {
    **OBJECT,
    "additionalProperties": {"$ref": "#/$defs/M"},
    "required": ["a"],
}
ENDLESS = {"N": NODE, "L": LIST, "A": ALL, "M": {"anyOf": [MUTUAL, {"$ref": "#/$defs/L"}]}}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_never_ends_is_not_begun(name: str) -> None:
    way = {"$ref": f"#/$defs/{name}"}
    choice = {"$defs": ENDLESS, "anyOf": [way, {"type": "null"}]}
    assert narrowed_here(choice)["anyOf"] == [False, {"type": "null"}]
    assert allows(choice, "null")
    optional = {"$defs": ENDLESS, **OBJECT, "properties": {"p": way, "q": INTEGER}}
    assert allowed(optional, EMPTY, '{"q": 1}') == [EMPTY, '{"q": 1}']
    assert narrowed_here(optional)["properties"]["p"] is False
    with pytest.raises(GrammarError, match="nothing fits it"):
        narrowed_here({"$defs": ENDLESS, **way})


@pytest.mark.parametrize(
    "schema",
    [
        {**NODE, "required": []},
        {**LIST, "minItems": 0},
        {"anyOf": [NODE, {"type": "null"}]},
        {**NODE, "type": ["object", "null"]},
        {**NODE, "properties": {"n": {"anyOf": [{"$ref": "#/$defs/N"}, {"type": "null"}]}}},
    ],
)
def test_what_may_end_is_left_alone(schema: dict[str, Any]) -> None:
    whole = {"$defs": {"N": schema, "L": schema}, "$ref": "#/$defs/N"}
    assert plain(whole) == whole


def test_a_long_chain_of_references_ends() -> None:
    names = [f"d{nth}" for nth in range(200)]
    chain = {name: {"$ref": f"#/$defs/d{nth + 1}"} for nth, name in enumerate(names)}
    whole = {"$defs": {**chain, "d200": INTEGER}, "$ref": "#/$defs/d0"}
    assert plain(whole) == whole


@pytest.mark.parametrize(
    ("more", "right", "wrong"),
    [
        ({"minProperties": 1}, ONE, EMPTY),
        ({"minProperties": 1, "required": ["a"]}, ONE, EMPTY),
        ({"maxProperties": 2}, BOTH, OTHER),
        ({"maxProperties": 5, "minProperties": 0}, EMPTY, OTHER),
        ({"maxProperties": 1, "additionalProperties": False}, ONE, BOTH),
        ({"maxProperties": 2, "additionalProperties": False}, BOTH, OTHER),
    ],
)
def test_counts_of_properties(more: dict[str, Any], right: str, wrong: str) -> None:
    assert allowed({**NAMED, **more}, right, wrong) == [right]


@pytest.mark.parametrize("value", [False, {"not": {}}])
def test_properties_that_are_left_over(value: Any) -> None:
    schema = {**NAMED, "unevaluatedProperties": value}
    assert allowed(schema, BOTH, OTHER) == [BOTH]
    assert allowed({**ARRAY, "prefixItems": [INTEGER], "unevaluatedItems": value}, "[1]", "[1, 1]")
    with pytest.raises(GrammarError, match="unevaluatedProperties"):
        narrowed_here(schema | {"anyOf": [NAMED]})


@pytest.mark.parametrize(
    "parts",
    [
        {"allOf": [{**OBJECT, "properties": {"a": INTEGER}}, {"properties": {"b": INTEGER}}]},
        {"allOf": [{"$ref": "#/$defs/A"}], "properties": {"b": INTEGER}},
        {"$ref": "#/$defs/A", "properties": {"b": INTEGER}},
        {**NAMED, "dependentRequired": {"b": ["a"]}},
    ],
)
def test_properties_that_several_parts_leave_over(parts: dict[str, Any]) -> None:
    named = {"$defs": {"A": {**OBJECT, "properties": {"a": INTEGER}}}}
    schema = {**named, **OBJECT, **parts, "unevaluatedProperties": False}
    assert allowed(schema, EMPTY, ONE, BOTH, OTHER, '{"a": "x"}') == [EMPTY, ONE, BOTH]
    told_apart: list[dict[str, Any]] = [
        {"anyOf": [NAMED]},
        {"patternProperties": {"^c": {}}},
        {"if": NAMED},
    ]
    for apart in told_apart:
        with pytest.raises(GrammarError, match="unevaluatedProperties"):
            narrowed_here({**OBJECT, "allOf": [NAMED, apart], "unevaluatedProperties": False})


def test_null_is_a_value_where_openapi_says_so() -> None:
    schema = {**OBJECT, "properties": {"a": {**INTEGER, "nullable": True}}, "nullable": True}
    values = texts({"a": None}, {"a": 1}, {"a": "x"}, None)
    assert allowed(schema, *values) == values[:2]
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    assert allowed(draft | schema, *values) == values[1:2]


@pytest.mark.parametrize("kind", ["any", ["any"], ["null", "any"]])
def test_any_is_no_type_of_its_own(kind: Any) -> None:
    anything = {"type": kind, "description": "as smolagents writes typing.Any", "nullable": True}
    values = texts({"a": 1}, {"a": ["x", None]}, {"a": {"any": 1}}, [1])
    assert allowed({**OBJECT, "properties": {"a": anything}}, *values) == values[:3]
    assert allowed({**OBJECT, "additionalProperties": anything}, *values) == values[:3]
    values = texts([1, "x"], [{}], [])
    assert allowed({**ARRAY, "items": anything, "minItems": 1}, *values) == values[:2]
    values = texts({"type": "any"}, {"type": 1})
    assert allowed({**OBJECT, "properties": {"type": {"const": "any"}}}, *values) == values[:1]


MALFORMED: list[Any] = [None, 7, 2.5, "x", "#", [], [["a"]], {}, {"a": 7}, {"$ref": 7}]
MALFORMED += [True, -1, 1e400, {"$ref": {}}]
KEYWORDS = (
    "required uniqueItems propertyNames items additionalItems multipleOf exclusiveMinimum maximum "
    "minItems maxItems enum const format pattern patternProperties $ref $id $schema $defs type "
    "nullable minProperties unevaluatedProperties dependencies allOf anyOf oneOf prefixItems"
).split()


@pytest.mark.parametrize("keyword", KEYWORDS)
@pytest.mark.parametrize("around", [NAMED, {**ARRAY, "items": {"enum": [1]}, "uniqueItems": True}])
def test_what_is_malformed_raises_nothing_else(keyword: str, around: dict[str, Any]) -> None:
    for value in MALFORMED:
        for schema in ({**around, keyword: value}, {keyword: value}, {"not": {keyword: value}}):
            try:
                narrowed_here(schema)
            except GrammarError:
                continue


def test_a_name_that_is_none_is_told_by_who_compiles() -> None:
    with pytest.raises(GrammarError, match="Expected string for 'required'"):
        narrowed_here({**OBJECT, "properties": {}, "required": [["a"]]})
