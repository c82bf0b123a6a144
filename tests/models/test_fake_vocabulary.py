"""The vocabulary of other tests keeps the promises of real ones."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.fake_vocabulary import FakeVocabulary
from models.vocabulary import Vocabulary

fake: Vocabulary = FakeVocabulary()


@given(st.text())
def test_a_text_comes_back(text: str) -> None:
    text = text.encode(errors="replace").decode()
    assert fake.decode(fake.encode(text, parse_special=False), skip_special_tokens=False) == text


def test_characters_are_split_over_tokens() -> None:
    assert len(fake.encode("🎭")) == 4


def test_control_tokens_are_read_only_where_that_is_wanted() -> None:
    [end] = fake.encode("<|end|>")
    assert fake.eos_ids == {end}
    assert len(fake.encode("<|end|>", parse_special=False)) == 7
    assert fake.decode([end]) == ""
    assert fake.decode([end], skip_special_tokens=False) == "<|end|>"


def test_random_tokens_have_texts_of_their_own() -> None:
    assert len({fake.token_bytes(id) for id in range(fake.size)}) == fake.size


def test_a_conversation_is_its_turns() -> None:
    messages: list[dict[str, Any]] = [
        {"role": "developer", "content": "a"},
        {"role": "user", "content": [{"type": "text", "text": "<|end|>"}, {"text": "b"}]},
        {"role": "assistant", "content": None, "tool_calls": [{"id": "1"}]},
    ]
    told = fake.decode(fake.encode_chat(messages, tools=[{"t": 1}]), skip_special_tokens=False)
    assert told == (
        '<|system|>[{"t": 1}]<|end|><|system|>a<|end|><|user|><|end|>b<|end|>'
        '<|assistant|>[{"id": "1"}]<|end|><|assistant|>'
    )
    assert len(fake.encode_chat([{"role": "user", "content": "<|end|>"}])) == 10


def test_the_last_turn_can_stay_open() -> None:
    messages = [{"role": "assistant", "content": "a"}]
    assert fake.encode_chat(messages, continue_final_message=True) == fake.encode("<|assistant|>a")
    assert fake.encode_chat(messages, add_generation_prompt=False) == (
        fake.encode("<|assistant|>a<|end|>")
    )


def test_there_is_room_for_the_bytes_and_the_control_tokens() -> None:
    with pytest.raises(ValueError, match="at least 261"):
        FakeVocabulary(size=260)
