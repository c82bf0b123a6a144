"""Numbers that a schema allows are those that a grammar allows, or nearly all of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from actors.grammars import GrammarError
from actors.narrowing import narrowed_here
from actors.schema_multiples import can_be_followed
from tests.actors.allowed_texts import allowed, allows

NUMBER, INTEGER = {"type": "number"}, {"type": "integer"}


@pytest.mark.parametrize(
    ("ends", "wrong", "right"),
    [
        ({"exclusiveMinimum": 0, "maximum": 0.1}, "0", "0.05"),
        ({"exclusiveMinimum": 0, "exclusiveMaximum": 0.001}, "0.0", "0.0005"),
        ({"exclusiveMinimum": 7, "exclusiveMaximum": 7.5}, "7", "7.25"),
        ({"minimum": -1.3, "exclusiveMaximum": -1}, "-1", "-1.15"),
        ({"exclusiveMinimum": -0.01, "exclusiveMaximum": 0}, "-0", "-0.005"),
        ({"minimum": 0, "exclusiveMinimum": True, "maximum": 0.05}, "0", "0.01"),
        ({"minimum": 0, "exclusiveMinimum": 0, "maximum": 0.05}, "0", "0.01"),
        ({"exclusiveMinimum": 1e-9, "maximum": 2e-9}, "0.000000001", "0.0000000015"),
        ({"not": {"enum": [1, 1.5]}, "minimum": 0.5, "maximum": 3}, "1", "1.25"),
    ],
)
def test_an_exclusive_end_is_none_of_the_numbers(
    ends: dict[str, Any], wrong: str, right: str
) -> None:
    assert allowed({**NUMBER, **ends}, wrong, right) == [right]


def test_what_holds_in_a_case_has_exclusive_ends_as_well() -> None:
    then = {**NUMBER, "exclusiveMinimum": 7, "maximum": 7.1}
    schema = {"if": {"type": "string"}, "then": {"maxLength": 1}, "else": then}
    assert allowed(schema, "7", "7.05") == ["7.05"]


def test_ends_far_from_each_other_stay_as_they_are() -> None:
    for ends in ({"exclusiveMinimum": 0}, {"exclusiveMinimum": 0, "exclusiveMaximum": 1}):
        assert narrowed_here({**NUMBER, **ends}) == {**NUMBER, **ends}


@pytest.mark.parametrize("kind", ["integer", "number"])
@pytest.mark.parametrize(
    "ends",
    [
        {"minimum": -(2**63), "maximum": 2**63 - 1},
        {"minimum": 0, "maximum": 2**64 - 1},
        {"minimum": -1e19},
        {"maximum": 1e20},
        {"minimum": -1e308, "maximum": 1e308},
        {"exclusiveMinimum": -(2**63) + 100, "exclusiveMaximum": 2**63},
        {"maximum": 10**400},
    ],
)
def test_bounds_of_large_types_can_be_followed(kind: str, ends: dict[str, Any]) -> None:
    assert allows({"type": kind, **ends}, "5")


def test_an_end_that_no_float_holds_moves_inwards() -> None:
    schema = {**INTEGER, "minimum": 2**53 - 5, "maximum": 2**53 + 3}
    assert allowed(schema, str(2**53 + 2), str(2**53 + 4)) == [str(2**53 + 2)]


@pytest.mark.parametrize(
    "schema",
    [
        {"const": -(2**63)},
        {"enum": ["a", {"b": [-(2**63) + 512]}]},
        {"type": "object", "properties": {"a": {"const": 1e300}}},
        {"const": 10**400},
        {"not": {"const": -(2**63)}},
        {"c": {"A": {"enum": [-(2**63)]}}, "$ref": "#/c/A"},
        {"const": 2**53 + 1},  # it would be written as another one
        {"type": "integer", "minimum": 1e19},
        {"type": "number", "maximum": -(2**63)},
    ],
)
def test_a_number_that_is_too_large_is_told_so(schema: Any) -> None:
    with pytest.raises(GrammarError, match="too large"):
        narrowed_here(schema)


def test_other_values_may_be_large_and_notes_as_large_as_they_like() -> None:
    assert allows({"const": 2**53}, str(2**53))
    assert allows({"type": "string", "default": -(2**63), "minimum": 1e300}, '"a"')


MULTIPLES: list[dict[str, Any]] = [
    {"multipleOf": 25_000, "minimum": 0, "maximum": 100_000},
    {"multipleOf": 65_536, "exclusiveMinimum": 0, "exclusiveMaximum": 10**6},
    {"multipleOf": 1001, "minimum": -50_000, "maximum": 10**5},
    {"multipleOf": 1000, "minimum": 0, "maximum": 10**8},
    {"multipleOf": 5000},
    {"multipleOf": 997},
    {"multipleOf": 7, "minimum": 0},
]


@pytest.mark.parametrize("told", MULTIPLES, ids=json.dumps)
def test_multiples_can_be_followed_by_tokens_of_several_digits(told: dict[str, Any]) -> None:
    assert can_be_followed(json.dumps(narrowed_here({**INTEGER, **told})))


def test_few_multiples_are_said_one_by_one() -> None:
    ends = {"exclusiveMinimum": 0, "maximum": 100_000}
    schema = {**INTEGER, "multipleOf": 25_000, **ends}
    assert narrowed_here(schema) == {**INTEGER, "enum": [25_000, 50_000, 75_000, 100_000]}
    halves = {**NUMBER, "multipleOf": 65_536.5, "minimum": 0, "maximum": 150_000}
    assert narrowed_here(halves) == {**NUMBER, "enum": [0, 65_536.5, 131_073]}


@pytest.mark.parametrize("told", [{}, {"minimum": 0}, {"minimum": 0, "maximum": 2**53}])
def test_multiples_that_nobody_could_follow_are_refused_at_once(told: dict[str, Any]) -> None:
    with pytest.raises(GrammarError, match="multiples of 65536 cannot be followed"):
        narrowed_here({**INTEGER, "multipleOf": 65_536, **told})


def test_what_has_no_number_may_say_of_numbers_what_it_likes() -> None:
    assert allows({"type": "string", "multipleOf": 65_536}, '"a"')


@pytest.mark.parametrize(
    ("note", "why"),
    [
        ({"default": 1e999}, "it has a number that is too large to be followed."),
        ({"examples": [-1e999]}, "it has a number that is too large to be followed."),
        ({"description": "\ud800"}, "it names half of a character (a lone surrogate)."),
    ],
)
def test_what_json_cannot_say_is_told_in_the_client_s_words(note: Any, why: str) -> None:
    with pytest.raises(GrammarError) as caught:
        narrowed_here({"type": "integer", "title": "\U0001f600", **note})
    assert str(caught.value) == why
