"""Schemas of all values but some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from actors.schema_facts import KINDS, kind_of
from actors.schema_numbers import moved_inwards

MOST_LETTERS = 4096  # of texts that are left out; each may become a part of a pattern
LONGEST_TEXT = 256
ESCAPED = set('"\\\x7f')  # llguidance takes what JSON writes for them for other letters, too
ANYTHING = r"[\s\S]"


class Unsayable(Exception):
    """No schema that a grammar can follow says the opposite of this keyword."""

    def __init__(self, keyword: str) -> None:
        super().__init__(keyword)
        self.keyword = keyword
        self.around: object = None  # the schema whose opposite was asked for


def others_than(values: Sequence[object]) -> Iterator[dict[str, Any]]:
    """:raises Unsayable: at the end, if these were not all of them."""
    met = set(map(kind_of, values))
    if KINDS - met:
        yield {"type": sorted(KINDS - met)}
    told = {value for value in values if isinstance(value, bool)}
    if len(told) == 1:
        yield {"const": not told.pop()}
    if "number" in met:
        yield from other_numbers({value for value in values if is_number(value)})
    texts = {value for value in values if isinstance(value, str)}
    if texts and are_easy(texts):
        yield {"type": "string", "pattern": f"^(?:{other_texts(texts)})$"}
    if not are_easy(texts) or met & {"array", "object"}:
        raise Unsayable("enum")


def are_easy(texts: set[str]) -> bool:
    """A pattern for what is none of them is short enough, and right."""
    is_short = max(map(len, texts), default=0) <= LONGEST_TEXT
    return is_short and not ESCAPED & set().union(*texts) and sum(map(len, texts)) <= MOST_LETTERS


def other_numbers(numbers: set[Any]) -> Iterator[dict[str, Any]]:
    ends = sorted(numbers)
    yield {"type": "number", "exclusiveMaximum": ends[0]}
    for low, high in pairwise(ends):
        yield moved_inwards({"type": "number", "exclusiveMinimum": low, "exclusiveMaximum": high})
    yield {"type": "number", "exclusiveMinimum": ends[-1]}


def other_texts(texts: set[str]) -> str:
    """A pattern without a look ahead: a text differs from these at one of its letters."""
    heads = sorted({text[0] for text in texts if text})
    ways = [] if "" in texts else [""]
    ways.append(f"[^{''.join(map(letter, heads))}]{ANYTHING}*" if heads else f"{ANYTHING}+")
    for head in heads:
        tails = {text[1:] for text in texts if text[:1] == head}
        ways.append(f"{letter(head)}(?:{other_texts(tails)})")
    return "|".join(ways)


def letter(character: str) -> str:
    """Whatever it means in a pattern elsewhere."""
    if character.isascii() and character.isalnum():
        return character
    return f"\\u{{{ord(character):x}}}"


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
