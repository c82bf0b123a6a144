"""Prompts of a text and a question, put together from parts."""

from __future__ import annotations

import pytest

from models.demo.corpus.phrases.prompts import READING_PROMPTS
from models.demo.corpus.prompting import Prompt, any_prompt, asks_first
from models.demo.corpus.reading import MORE_BEHIND, MORE_TURNS, prompted, reading
from models.demo.corpus.source import Source, border_of

PROMPTS = [any_prompt(source) for source in [Source(7)] for _ in range(3000)]
KEPT = READING_PROMPTS[border_of(READING_PROMPTS) :]


def test_each_has_the_text_and_the_question_once_and_nothing_that_is_left_open() -> None:
    for before, asking in PROMPTS:
        whole = before + asking
        assert (whole.count("$c"), whole.count("$q"), whole.count("$")) == (1, 1, 2)
        assert "$q" in asking


def test_they_differ_and_half_of_them_ask_first() -> None:
    assert len({*PROMPTS}) > 0.9 * len(PROMPTS)
    assert 0.4 < sum(map(asks_first, PROMPTS)) / len(PROMPTS) < 0.6
    assert asks_first(("", "$q\n$c"))
    assert not asks_first(("$c", "$q"))


def test_the_examination_has_its_own() -> None:
    assert not {*KEPT} & {*PROMPTS}
    held = Source(7, held=True)
    assert {prompted(held) for _ in range(500)} == {*KEPT}


@pytest.mark.parametrize(
    "prompt, most", [(("", "$q\n$c"), MORE_BEHIND), (("$c", "$q"), MORE_TURNS)]
)
def test_where_the_question_stood_first_few_follow_as_they_stand_behind_the_text(
    prompt: Prompt, most: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.demo.corpus.reading.prompted", lambda source: prompt)
    turns = [
        sum(message["role"] == "user" for message in reading(Source(seed)).messages)
        for seed in range(300)
    ]
    assert max(turns) == 1 + max(most)
