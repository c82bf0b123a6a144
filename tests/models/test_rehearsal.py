"""Heard once, a text is known; and known as well as it was ordered."""

from __future__ import annotations

from itertools import pairwise

import pytest

from models.understudies import Ask
from models.understudies.rehearsal import Rehearsal

PROMPT = [1, 2, 3]
TEXT = [*PROMPT, *range(100, 1100)]


def ask(tokens: list[int], most: int = 4) -> Ask:
    return Ask(0, tokens, most, num_prompt=len(PROMPT))


def rehearsed(acceptance: float, *texts: list[int]) -> Rehearsal:
    understudy = Rehearsal(acceptance)
    for text in texts:
        understudy.propose([ask(text)])
    understudy.propose([ask([9, 9, 9])])
    return understudy


def test_what_was_heard_is_known_and_nothing_else() -> None:
    understudy = rehearsed(1.0, TEXT)
    assert understudy.propose([ask(TEXT[:5])])[0].ids == TEXT[5:9]
    assert understudy.propose([ask([*PROMPT, 7])])[0].ids == ()
    assert understudy.propose([ask([4, 2, 3, 100])])[0].ids == ()


def test_texts_of_one_prompt_are_told_apart_by_what_was_said() -> None:
    understudy = rehearsed(1.0, TEXT, [*PROMPT, 5, 6, 7])
    assert understudy.propose([ask([*PROMPT, 5])])[0].ids == [6, 7]
    assert understudy.propose([ask([*PROMPT, 100])])[0].ids == [101, 102, 103, 104]


@pytest.mark.parametrize("acceptance", [0.0, 0.3, 0.8, 1.0])
def test_it_is_right_as_often_as_it_was_told_to_be(acceptance: float) -> None:
    (draft,) = rehearsed(acceptance, TEXT).propose([ask(TEXT[:3], most=1000)])
    right = sum(id == told for id, told in zip(draft.ids, TEXT[3:], strict=True))
    assert right / 1000 == pytest.approx(acceptance, abs=0.04)


def test_a_draft_behind_a_wrong_one_holds_as_often_as_others() -> None:
    texts = [[first, *range(100, 400)] for first in range(40)]
    after: dict[bool, list[bool]] = {True: [], False: []}
    for text in texts:
        (draft,) = rehearsed(0.6, text).propose([ask(text[:3], most=1000)])
        held = [id == told for id, told in zip(draft.ids, text[3:], strict=True)]
        for before, now in pairwise(held):
            after[before].append(now)
    for seen in after.values():
        assert sum(seen) / len(seen) == pytest.approx(0.6, abs=0.02)
