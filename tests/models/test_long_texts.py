"""A prompt of a megabyte takes seconds to read. Its readers are threads, and the others go on."""

from __future__ import annotations

import time
from threading import Thread

import pytest
from transformers import AutoTokenizer

from models.checkpoint_vocabulary import CheckpointVocabulary
from models.control_tokens import SHORT
from models.vocabulary import PromptError
from tests.models.tiny_tokenizers import KINDS, saved

WORDS = "It's <b>a</b> line, don 't you think? Grüße 🎭 12345\n"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("marked", [False, True])
def test_a_long_text_is_read_as_a_short_one_is(kind: str, marked: bool) -> None:
    text = WORDS * (SHORT // len(WORDS) + 2)
    expected = AutoTokenizer.from_pretrained(saved(kind))(text, add_special_tokens=marked)
    ours = CheckpointVocabulary(saved(kind))
    assert ours.encode(text, add_special_tokens=marked) == tuple(expected["input_ids"])


def test_half_a_character_in_a_long_text_is_refused() -> None:
    ours = CheckpointVocabulary(saved("byte_level"))
    with pytest.raises(PromptError, match="lone surrogate"):
        ours.encode("a" * 2 * SHORT + "\ud800")


@pytest.mark.parametrize("parse_special", [True, False])
def test_other_threads_go_on_while_a_long_text_is_read(parse_special: bool) -> None:
    ours = CheckpointVocabulary(saved("byte_level"))
    text = "1" * 300_000
    thread = Thread(target=lambda: ours.encode(text, parse_special=parse_special))
    began = last = time.perf_counter()
    longest = 0.0
    thread.start()
    while thread.is_alive():
        longest = max(longest, time.perf_counter() - last)
        last = time.perf_counter()
    assert longest < (last - began) / 2
