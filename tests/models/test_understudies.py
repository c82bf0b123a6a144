"""Prompt lookup proposes what followed the last tokens when they stood there before."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.understudies import Ask, Draft
from models.understudies.ngram import LONGEST, SHORTEST, PromptLookup


def propose(text: str, most: int = 4) -> str:
    """Letters are tokens."""
    (draft,) = PromptLookup().propose([Ask(0, [*text.encode()], most)])
    return bytes(draft.ids).decode()


@pytest.mark.parametrize(
    ("text", "drafts"),
    [
        ("hello world, hello", " wor"),
        ("one two", ""),
        ("ab", ""),
        ("a", ""),
        ("xab1 yab2 ab", "2 ab"),  # the latest place counts
        ("zab1 yab2 zab", "1 ya"),  # but a longer match counts more
        ("xyxyxy", "xyxy"),  # a copy that reaches the end goes on with itself
        ("aaa", "aaaa"),
        ("abcabc", "abca"),
    ],
)
def test_a_text_goes_on_as_it_did_before(text: str, drafts: str) -> None:
    assert propose(text) == drafts


def test_no_more_is_proposed_than_was_asked_for() -> None:
    assert propose("hello world, hello", 2) == " w"
    assert propose("hello world, hello", 30) == " world, hello world, hello wor"


def test_rows_are_answered_in_their_order_and_for_themselves() -> None:
    asks = [Ask(7, [*b"abcXab"], 2), Ask(3, [*b"12"], 2), Ask(5, [*b"abcYab"], 1)]
    told = [draft.ids for draft in PromptLookup().propose(asks)]
    assert told == [[*b"cX"], [], [*b"c"]]


def test_a_slot_forgets_who_lived_there_before() -> None:
    understudy = PromptLookup()
    assert understudy.propose([Ask(0, [*b"abcab"], 1)]) == [Draft([*b"c"])]
    assert understudy.propose([Ask(0, [*b"abXab"], 1)]) == [Draft([*b"X"])]
    assert understudy.propose([Ask(0, [*b"xyab"], 1)]) == [Draft([])]


def look_up(tokens: list[int], most: int) -> list[int]:
    """The same without an index."""
    for size in range(LONGEST, SHORTEST - 1, -1):
        for place in range(len(tokens) - 1, size - 1, -1):
            if len(tokens) >= size and tokens[place - size : place] == tokens[-size:]:
                found = list(tokens)
                for _ in range(most):
                    found.append(found[place + len(found) - len(tokens)])
                return found[len(tokens) :]
    return []


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.integers(0, 2), min_size=1, max_size=40),
    st.lists(st.integers(1, 5), max_size=8),
    st.integers(1, 6),
)
def test_a_text_that_grows_is_looked_up_as_a_whole(
    tokens: list[int], growths: list[int], most: int
) -> None:
    understudy = PromptLookup()
    text = tokens[:1]
    for growth in [0, *growths, len(tokens)]:
        text += tokens[len(text) : len(text) + growth]
        assert understudy.propose([Ask(0, text, most)]) == [Draft(look_up(text, most))]
