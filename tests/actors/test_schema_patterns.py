"""Patterns mean what they mean in ECMAScript, and known ones are said without looking ahead."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest

from actors.grammars import GrammarError
from actors.narrowing import narrowed_here
from actors.schema_patterns import (
    DECIMAL,
    DURATION,
    EMAIL,
    ZOD_DURATION,
    ZOD_EMAIL,
    as_rust_reads,
    followed,
)
from tests.actors.allowed_texts import allowed, allows


def text(pattern: str, **more: Any) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern, **more}


@pytest.mark.parametrize(
    ("pattern", "right", "wrong"),
    [
        (r"^[[]a$", "[a", "a"),
        (r"^[^]$", "]", "ab"),
        (r"^[a&&b]$", "&", "c"),
        (r"^[a~~b]$", "~", "c"),
        (r"^[+--]$", ",", "."),
        (r"^\<\@\>$", "<@>", "@"),
        (r"^[\<\>]$", ">", "a"),
        (r"^a{,3}$", "a{,3}", "aa"),
        (r"^{a}$", "{a}", "a"),
        (r"^a{1,2}$", "aa", "aaa"),
        (r"^\cI$", r"\t", "cI"),
        (r"^[\b]$", r"\b", "b"),
        (r"^.$", "é", "\u2028"),
        (r"^(?s:.)$", r"\n", "ab"),
        (r"^[.]$", ".", "a"),
        (r"^\.$", ".", "a"),
        (r"^\p{Lu}\P{L}$", "É1", "éa"),
        (r"^(\p{Extended_Pictographic}|\p{Emoji_Component})+$", "\U0001f600", "a"),
        (r"^\p{Script=Greek}{2}$", "αβ", "α"),
        (r"^\u{1F600}$", "\U0001f600", "u"),
        (r"^\ud83d\uDE00{2}$", "\U0001f600\U0001f600", "\U0001f600"),
        (r"^[\ud83d\ude00-\ud83d\ude4f]$", "\U0001f601", "a"),
        (r"\Aa\Z", "a", "aZ"),
    ],
)
def test_a_pattern_means_what_it_means_to_those_who_send_it(
    pattern: str, right: str, wrong: str
) -> None:
    assert allowed(text(pattern), f'"{right}"', f'"{wrong}"') == [f'"{right}"']


@pytest.mark.parametrize(
    "pattern", [r"^\d{3}-\w+\s*[a-z-]$", r"[\w.-]+@x\[\]\\\/", "", "\\", "[", "a[", r"(?<y>a)[\]]"]
)
def test_other_patterns_stay_as_they_are(pattern: str) -> None:
    assert as_rust_reads(pattern) == pattern


def test_names_are_patterns_too() -> None:
    schema = {
        "type": "object",
        "patternProperties": {"^[[]$": {"type": "integer"}},
        "additionalProperties": False,
    }
    assert allows(schema, '{"[": 1}')


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        (ZOD_EMAIL, ["a", "'", ".", "@", "b.", "co", "-", "..", "Z9"]),
        (ZOD_DURATION, ["P", "T", "1Y", "2M", "3D", "4H", "5S", "6W", "7.5S"]),
    ],
)
def test_what_is_known_is_said_without_looking_ahead(given: str, parts: list[str]) -> None:
    dice, found = random.Random(1), set()
    for _ in range(20_000):
        made = "".join(dice.choices(parts, k=dice.randint(1, 6)))
        is_right = re.search(given, made) is not None
        assert is_right == (re.search(followed(given), made) is not None)
        found |= {made} if is_right else set()
    assert len(found) >= 10
    assert followed(given) in (EMAIL, DURATION)
    assert allows(text(given), f'"{min(found)}"')


NO_PLACES = r"\d*\.?\d{0,0}0*$"
DECIMALS = [
    NO_PLACES,
    r"\d*\.?\d*$",
    r"\d*\.?\d{0,2}0*$",
    r"(?:\d{0,3}|(?=[\d.]{1,6}0*$)\d{0,3}\.\d{0,2}0*$)",
    r"(?:\d{0,0}|(?=[\d.]{1,3}0*$)\d{0,0}\.\d{0,5}0*$)",
    r"(?:\d{0,5}|(?=[\d.]{1,6}0*$)\d*\.\d*0*$)",
    r"(?:\d{0,40}|(?=[\d.]{1,41}0*$)\d*\.\d*0*$)",
]


@pytest.mark.parametrize("tail", DECIMALS)
def test_decimals_of_pydantic_can_be_followed(tail: str) -> None:
    given, dice = DECIMAL + tail, random.Random(1)
    said = followed(given)
    for _ in range(5000):
        made = "".join(dice.choices("+-.0012345678", k=dice.randint(0, 8)))
        assert not re.search(said, made) or re.search(given, made)
    assert allowed(text(given), '"0"', '"-"', '"."', '""') == ['"0"']
    assert re.search(said, "0.5") or tail == NO_PLACES


def test_another_look_ahead_is_refused() -> None:
    for pattern in (DECIMAL + "x", "^(?=.*a)b$"):
        with pytest.raises(GrammarError, match="look-ahead"):
            narrowed_here(text(pattern))


def test_a_year_without_29_february_has_none() -> None:
    dates = [f'"{year}-02-29"' for year in (2023, 2024, 1900, 2000)]
    assert allowed({"type": "string", "format": "date"}, *dates) == [dates[1], dates[3]]
    times = [date[:-1] + 'T12:00:00Z"' for date in dates]
    assert allowed({"type": "string", "format": "date-time"}, *times) == [times[1], times[3]]
    assert allows({"type": "string", "format": "date"}, '"2023-02-28"')
    given = text("^20", format="date")
    assert narrowed_here(given) == given
