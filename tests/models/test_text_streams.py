"""Text that arrives token by token is the text of all tokens, whatever the tokens are."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, decoders
from tokenizers.models import BPE

from models.checkpoint_vocabulary import CheckpointVocabulary
from models.decoding import Decoding
from models.fake_vocabulary import FakeVocabulary
from models.text import Replacing
from models.vocabulary import Vocabulary
from tests.models.tiny_tokenizers import KINDS, saved

ABOVE_ALL = 450  # some of these ids name no token
each_vocabulary = pytest.mark.parametrize("kind", [*KINDS, "fake"])
ids_of_any_kind = st.lists(st.integers(0, ABOVE_ALL), max_size=40)


@cache
def vocabulary(kind: str) -> Vocabulary:
    return FakeVocabulary() if kind == "fake" else CheckpointVocabulary(saved(kind))


@each_vocabulary
@given(ids=ids_of_any_kind, skip=st.booleans())
def test_pieces_and_tail_are_the_whole_text(kind: str, ids: list[int], skip: bool) -> None:
    stream = vocabulary(kind).stream(skip_special_tokens=skip)
    pieces = [stream.push(id) for id in ids]
    assert "".join(pieces) + stream.flush() == vocabulary(kind).decode(
        ids, skip_special_tokens=skip
    )


@each_vocabulary
@given(ids=ids_of_any_kind, told=st.integers(0, 40))
def test_a_stream_can_go_on_where_another_ended(kind: str, ids: list[int], told: int) -> None:
    first, second = vocabulary(kind).stream(), vocabulary(kind).stream()
    for id in ids[:told]:
        first.push(id)
    second.prime(ids[:told])
    rest = [first.push(id) for id in ids[told:]] + [first.flush()]
    assert [second.push(id) for id in ids[told:]] + [second.flush()] == rest


@each_vocabulary
@given(text=st.text(max_size=20))
def test_a_character_is_told_with_its_last_token_and_never_in_parts(kind: str, text: str) -> None:
    ids = vocabulary(kind).encode(text)
    stream = vocabulary(kind).stream()
    told = [stream.push(id) for id in ids]
    whole = vocabulary(kind).decode(ids)
    assert "\ufffd" not in "".join(told) or "\ufffd" in whole
    assert len(whole) - len("".join(told)) <= 3  # nothing but the beginning of a tidied phrase


@pytest.mark.parametrize("kind", ["byte_level", "llama2", "metaspace", "fake"])
def test_bytes_that_never_become_a_character_are_told_at_once(kind: str) -> None:
    vocabulary_ = vocabulary(kind)
    byte = next(id for id in range(450) if vocabulary_.token_bytes(id) == b"\x80")
    stream = vocabulary_.stream()
    assert [stream.push(byte) for _ in range(50)] == ["\ufffd"] * 50


def test_valid_characters_stay_when_a_byte_near_them_is_wrong() -> None:
    """The tokenizers library turns the whole run into U+FFFD, long after it was shown."""
    vocabulary_ = vocabulary("llama2")
    byte = {vocabulary_.token_bytes(id): id for id in range(3, 259)}
    ids = [byte[bytes([b])] for b in "é".encode() + b"\xff"]
    assert vocabulary_.decode(ids) == "é\ufffd"
    stream = vocabulary_.stream()
    assert [stream.push(id) for id in ids] == ["", "é", "\ufffd"]


def test_a_text_that_goes_on_from_a_prompt_keeps_its_first_space() -> None:
    checkpoint = CheckpointVocabulary(saved("llama2"))
    ids = checkpoint.encode("world", add_special_tokens=False)
    told = {}
    for continues in (False, True):
        stream = checkpoint.stream(continues=continues)
        told[continues] = "".join(map(stream.push, ids)) + stream.flush()
    assert told == {False: "world", True: " world"}


@given(
    st.text("ab ", max_size=30),
    st.lists(st.integers(0, 30), max_size=6).map(sorted),
    st.text("ab ", min_size=1, max_size=4),
)
def test_replacing_in_pieces_is_replacing_at_once(text: str, cuts: list[int], old: str) -> None:
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    replacing = Replacing(old, "-")
    assert "".join(map(replacing.push, pieces)) + replacing.flush() == text.replace(old, "-")


def test_a_decoder_that_is_not_known_is_asked_for_a_few_tokens_at_a_time() -> None:
    tokenizer = Tokenizer(BPE({"he": 0, "llo</w>": 1, "world</w>": 2}, []))
    tokenizer.decoder = decoders.BPEDecoder()
    decoding = Decoding(tokenizer, is_tidied=False)
    assert not decoding.is_known
    ids = [0, 1, 2, 2] * 20
    stream = decoding.stream(skip_special_tokens=True, continues=False)
    pieces = [stream.push(id) for id in ids]
    assert "".join(pieces) + stream.flush() == tokenizer.decode(ids)
    assert pieces[:4] == ["he", "llo", " world", " world"]


@pytest.mark.parametrize("kind", ["byte_level", "llama2"])
def test_a_token_costs_the_same_at_the_end_of_a_long_text(kind: str) -> None:
    """It is decoded once: a stream asks for no token again."""
    checkpoint = CheckpointVocabulary(saved(kind))
    decoding, asked = checkpoint.decoding, 0
    shares = decoding.visible if kind == "byte_level" else decoding.later
    spell = shares.spell

    def counted(token: str) -> bytes:
        nonlocal asked
        asked += 1
        return spell(token)

    shares.spell = counted
    stream = checkpoint.stream()
    for id in checkpoint.encode("hello world, hello Berlin ") * 200:
        stream.push(id)
    assert asked <= len(set(checkpoint.encode("hello world, hello Berlin ")))
