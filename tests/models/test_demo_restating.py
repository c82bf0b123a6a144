"""What the lead learns to say again in plain words."""

from __future__ import annotations

import re

from models.demo.corpus.phrases.restating_prompts import AS_LIST, AS_TEXT
from models.demo.corpus.relations import RELATIONS
from models.demo.corpus.restating import restating
from models.demo.corpus.source import Source

SEEDS = range(80)


def value_of(sentence: str) -> str:
    """What a sentence tells: where its relation has the value, the shortest if several fit."""
    found = []
    for each in RELATIONS:
        pattern = re.escape(each.answered).replace(r"\$v", "(?P<v>.+)")
        match = re.fullmatch(pattern.replace(r"\$s", ".+").replace(r"\$S", ".+"), sentence)
        found += [match["v"]] if match else []
    return min(found, key=len)


def test_everything_that_a_text_tells_is_said_again_in_its_order() -> None:
    for seed in SEEDS:
        example = restating(Source(seed, held=True))
        text, place = example.messages[-2]["content"], 0
        for sentence in example.must:
            place = text.index(value_of(sentence), place)


def test_nothing_else_is_said_whether_as_a_list_or_as_a_text() -> None:
    answers = [restating(Source(seed, held=True)) for seed in SEEDS]
    plain = {" ".join(each.must) == each.answer["content"] for each in answers}
    listed = {
        "\n".join(f"- {part}" for part in each.must) == each.answer["content"] for each in answers
    }
    assert plain == listed == {True, False}
    for each in answers:
        said = each.answer["content"]
        assert said in (" ".join(each.must), "\n".join(f"- {part}" for part in each.must))


def test_no_prompt_asks_for_a_list_and_for_a_text() -> None:
    assert not set(AS_LIST) & set(AS_TEXT)
    assert len({*AS_LIST, *AS_TEXT}) == len(AS_LIST) + len(AS_TEXT)
