"""Schemas with keywords that no grammar knows are said without them, and mean the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import permutations
from typing import Any

import jsonschema_rs
import pytest
from llguidance import LLMatcher, LLTokenizer

from actors.grammars import GrammarError, json_grammar
from actors.narrowing import narrowed, narrowed_here, of_schema, sayable
from actors.schema_opposites import REPLACED

LETTERS = LLTokenizer("byte")
SIMPLE = (None, True, False, 0, 1, 2, 3, -7, 2.5, "", "a", "b", "ab", "abc", 'q"', "ä")
ARRAYS: tuple[Any, ...] = ([], [1], ["a"], [1, 2, 3])
OBJECTS = tuple(
    {name: value for name, value in (("a", a), ("b", b), ("c", c)) if value is not ...}
    for a in (..., 1, "x", None)
    for b in (..., 1, "x")
    for c in (..., 1)
)
VALUES = (*SIMPLE, *ARRAYS, *OBJECTS)

STRING, INTEGER, OBJECT = {"type": "string"}, {"type": "integer"}, {"type": "object"}
NAMED = {"type": "object", "properties": {"a": {}, "b": {}, "c": {}}}


def needs(*names: str) -> dict[str, Any]:
    return {"required": list(names)}


def has(**properties: Any) -> dict[str, Any]:
    return {"properties": properties}


SAME: tuple[dict[str, Any], ...] = (
    {"not": {"type": "string"}},
    {"not": {"type": ["number", "object"]}},
    {"not": {"not": STRING}},
    {"not": {"type": "array"}, "enum": ["a", [1], 3]},
    {"not": {"enum": ["a", "abc", None, True, 1, 2.5]}},
    {"not": {"const": ""}},
    {"not": {"const": "ä"}, **STRING},
    {"enum": ["a", "b", 1, False], "not": {"enum": ["a", False]}},
    {**INTEGER, "minimum": 0, "maximum": 3, "not": {"enum": [1, 2]}},
    {"not": {"minimum": 1}},
    {"not": {"exclusiveMaximum": 2, "minLength": 2}},
    {"not": {"maxItems": 1}},
    {"not": {"uniqueItems": False, "items": True, "maxItems": 1}},
    {"not": {"minLength": 1}},
    {"not": {**NAMED, "minProperties": 1}, **OBJECT},
    {**NAMED, "not": needs("a")},
    {**NAMED, "not": needs("a", "b")},
    {**NAMED, "not": {"anyOf": [needs("a"), needs("b")]}},
    {**NAMED, "not": {"allOf": [needs("a"), needs("b"), STRING]}},
    {"not": has(a={"type": "number"})},
    {"not": {"$ref": "#/$defs/short"}, "$defs": {"short": {"maxLength": 1}}},
    {"allOf": [{"not": has(a=STRING)}, {"not": needs("b")}]},
    {"oneOf": [STRING, {"minLength": 2}]},
    {**NAMED, "oneOf": [needs("a"), needs("b")]},
    {**NAMED, "oneOf": [needs("a"), needs("b"), needs("a", "c")]},
    {"oneOf": [has(a=STRING), has(a={"type": "number"})]},
    {"oneOf": [{"maximum": 1}, {"minimum": 1}], **INTEGER},
    {"not": {"oneOf": [{"maxLength": 1}, {"minLength": 1}]}, **STRING},
    {"not": {"oneOf": [needs("a"), needs("b")]}, **NAMED},
    {"if": needs("a"), "then": needs("b"), "else": needs("c"), **NAMED},
    {"if": {"type": "string"}, "then": {"minLength": 2}},
    {"not": {"if": {"type": "string"}, "then": {"maxLength": 1}}},
    {"dependentRequired": {"a": ["b", "c"]}, **NAMED},
    {"dependentSchemas": {"a": has(b=STRING)}, **NAMED},
    {"not": {"dependentRequired": {"a": ["b"]}}},
    {"type": "array", "items": {"not": STRING}},
    {"type": "object", "additionalProperties": {"oneOf": [STRING, {"type": "number"}]}},
)
# What they say less than, and why they cannot say the same.
LESS: tuple[dict[str, Any], ...] = (
    {"not": INTEGER},  # no schema of the numbers between
    {"not": {"const": [1]}},
    {"not": {"const": 'q"'}},  # nor a pattern of the texts but those with a quote
    {"not": {"type": "string", "pattern": "^a"}},
    {
        "$defs": {"x": {**needs("a"), **has(a={"$ref": "#/$defs/x"})}},
        "not": {"$ref": "#/$defs/x"},
    },
    {"not": has(a={"multipleOf": 2}, b=STRING)},
    {"type": ["array", "string"], "not": {"items": INTEGER, "maxLength": 1}},
)


def spellings(value: Any) -> Iterator[str]:
    """A grammar has the names in one order."""
    if not isinstance(value, dict):
        yield json.dumps(value, ensure_ascii=False)
        return
    for pairs in permutations(value.items()):
        yield json.dumps(dict(pairs), ensure_ascii=False)


def is_allowed(grammar: str, value: Any) -> bool:
    for text in spellings(value):
        matcher = LLMatcher(LETTERS, grammar, log_level=0)
        if matcher.consume_tokens(LETTERS.tokenize_str(text)) and matcher.is_accepting():
            return True
    return False


def allowed_by(schema: Any) -> list[Any]:
    grammar = json_grammar(schema)
    return [value for value in VALUES if is_allowed(grammar, value)]


def fitting(schema: Any) -> list[Any]:
    judge = jsonschema_rs.Draft202012Validator(schema)
    return [value for value in VALUES if judge.is_valid(value)]


@pytest.mark.parametrize("schema", SAME, ids=json.dumps)
def test_what_is_said_in_other_words_means_the_same(schema: Any) -> None:
    said = sayable(schema)
    assert not mentioned(said) & REPLACED
    assert allowed_by(said) == fitting(schema)


@pytest.mark.parametrize("schema", LESS, ids=json.dumps)
def test_where_the_same_cannot_be_said_less_is(schema: Any) -> None:
    said, right = allowed_by(sayable(schema)), fitting(schema)
    assert said and all(value in right for value in said)


def mentioned(schema: Any) -> set[str]:
    if isinstance(schema, dict):
        return schema.keys() | set().union(*map(mentioned, schema.values()))
    return set().union(*map(mentioned, schema)) if isinstance(schema, list) else set()


def test_a_one_of_whose_overlap_cannot_be_said_is_an_any_of() -> None:
    schema = {"oneOf": [{"type": "string", "pattern": "a"}, {"type": "string", "pattern": "b"}]}
    assert sayable(schema) == {"anyOf": schema["oneOf"]}


def test_branches_that_cannot_overlap_do_not_exclude_each_other() -> None:
    branches = [
        {**has(kind={"const": kind}, more={"pattern": kind}), **needs("kind"), **OBJECT}
        for kind in ("a", "b")
    ]
    assert sayable({"oneOf": branches}) == {"anyOf": branches}


@pytest.mark.parametrize(
    ("schema", "sentence"),
    [
        (
            has(a={**STRING, "not": {"pattern": "x"}}),
            "at '#/properties/a/not', the opposite of 'pattern' cannot be followed.",
        ),
        (
            {"items": {"if": {"uniqueItems": True}, "then": {"maxItems": 3}, "type": "array"}},
            "at '#/items/if', the opposite of 'uniqueItems' cannot be followed.",
        ),
        (
            {"not": {"$ref": "https://example.com/"}},
            "at '#/not', the opposite of '$ref' cannot be followed.",
        ),
        (
            has(a={"type": "array", "uniqueItems": True}),
            "at '#/properties/a', Unimplemented keys: [\"uniqueItems\"].",
        ),
        (
            {"oneOf": [STRING, has(**{"b\n": {"type": "array", "contains": {}}})]},
            "at '#/oneOf/1/properties/b', Unimplemented keys: [\"contains\"].",
        ),
        ({**STRING, "not": {}}, "nothing fits it."),
        ({"oneOf": [STRING, STRING]}, "Unsatisfiable schema"),
        ({"not": {"type": "wizard"}, **STRING}, "at '#/not', the opposite of 'type'"),
        ({"not": {"oneOf": [needs(str(nth)) for nth in range(200)]}}, "it has too many cases."),
    ],
)
def test_what_cannot_be_said_is_refused_and_its_place_named(schema: Any, sentence: str) -> None:
    with pytest.raises(GrammarError) as refusal:
        narrowed(schema)
    assert str(refusal.value).startswith(sentence)


@pytest.mark.parametrize("keyword", ["not", "oneOf", "if", "dependentRequired", "allOf", "$ref"])
@pytest.mark.parametrize("value", [7, "x", [], [7], {"a": 7}, {"type": []}, {"required": {}}, None])
def test_what_is_no_schema_raises_nothing_else(keyword: str, value: Any) -> None:
    for schema in ({keyword: value, **STRING}, {"not": {keyword: value}}):
        try:
            narrowed_here(schema)
        except GrammarError:
            continue


def patterns_at_once(num: int) -> dict[str, Any]:
    """Each pair of patterns may have something in common; nobody knows but by looking."""
    groups = [[{"pattern": f"^[a-z]*{letter}{end}"} for end in "0123"] for letter in "abcdefgh"]
    return {"type": "string", "allOf": [{"anyOf": group} for group in groups[:num]]}


def test_patterns_of_which_no_text_fits_all_are_found_out() -> None:
    with pytest.raises(GrammarError, match="Regex is empty"):
        of_schema(patterns_at_once(2))
