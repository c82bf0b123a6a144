"""What lessons leave open, and what must be known to learn from them."""

from __future__ import annotations

import pytest

from models.demo.corpus.reading import facts, matters, missing
from models.demo.corpus.source import Source
from models.demo.corpus.wishes import way_to_say

STRANGE = "zzz"


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch) -> Source:
    """Any other word is always the same."""
    monkeypatch.setattr(Source, "any_word", lambda self: STRANGE)
    return Source(1)


def test_other_words_may_stand_anywhere_but_beside_a_value(source: Source) -> None:
    phrase = "Now please put $n packs of old $food there and let the $p be $v for them all"
    expected = "zzz zzz put $n packs zzz old $food there zzz zzz zzz $p be $v for zzz zzz"
    assert source.garbled(phrase, 1.0) == expected.replace("zzz zzz put", "Zzz zzz put")
    assert Source(1, held=True).garbled(phrase, 1.0) == phrase


@pytest.mark.parametrize("is_named", [True, False])
def test_where_a_value_of_several_words_ends_can_be_told(source: Source, is_named: bool) -> None:
    ways = [way_to_say(source, "thing", "rusty wheel", is_named) for _ in range(300)]
    assert not [way for way in ways if f"{STRANGE} $v" in way or f"$v {STRANGE}" in way]
    assert not [way for way in ways if way.startswith(STRANGE)], "it follows another value"
    assert is_named == any(STRANGE in way for way in ways)


def test_training_asks_more_often_of_one_what_is_told_of_another() -> None:
    near: dict[bool, int] = {False: 0, True: 0}
    for seed in range(800):
        about = matters(Source(seed, held=True))
        told = facts(Source(seed), about)
        for held in near:
            asked = missing(Source(seed, held=held), told, about)
            assert (asked.subject, asked.relation) not in {(f.subject, f.relation) for f in told}
            near[held] += asked.relation in [fact.relation for fact in told]
    assert near[False] > near[True] + 50
