"""A token that ends a text ends no grammar: whoever ignores it is held to the rest."""

from __future__ import annotations

import pytest

from actors import grammars
from models.checkpoint_vocabulary import CheckpointVocabulary
from models.grammars import Grammars, Matcher
from tests.models import tiny_tokenizers

SAVED = tiny_tokenizers.saved("byte_level")
VOCABULARY = CheckpointVocabulary(SAVED)
END = min(VOCABULARY.eos_ids)
A, B, C = (VOCABULARY.encode(letter, add_special_tokens=False)[0] for letter in "abc")


def matcher_of(grammar: str) -> Matcher:
    matcher = Grammars(SAVED, VOCABULARY.size).start(grammar)
    assert matcher is not None
    return matcher


@pytest.mark.parametrize("text", [(A, END, B), (END, A, END, END, B, C), (A, B, C, END)])
def test_a_text_that_ignores_its_end_goes_on_where_it_was(text: tuple[int, ...]) -> None:
    """Step by step, or as a whole after it has lost its place."""
    in_steps, at_once = (matcher_of(grammars.of_regex("[a-c]{0,3}")) for _ in range(2))
    assert all(in_steps.advance([id]) for id in text)
    assert at_once.advance(text)
    assert in_steps.masks(()) == at_once.masks(())


def test_no_text_ends_before_its_grammar_may() -> None:
    matcher = matcher_of(grammars.of_regex("[a-c]{2}"))
    assert not matcher.advance((A, END, B))
