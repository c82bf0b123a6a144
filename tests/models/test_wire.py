from __future__ import annotations

from typing import Any, cast

import msgspec
import pytest

from models.batch import (
    Progress,
    Ready,
    Row,
    RowResult,
    Sampling,
    Setup,
    Step,
    StepResult,
    TokenLogprobs,
)
from models.wire import MAX_FRAME_BYTES, FrameReader, Message, Refusal, WireError, encode

SAMPLING = Sampling(
    seed=2**64 - 1,
    temperature=0.5,
    top_k=40,
    top_p=0.9,
    min_p=0.1,
    presence_penalty=-1.5,
    frequency_penalty=1.5,
    repetition_penalty=1.1,
    logit_bias=((3, -100.0), (4, 2.5)),
    bad_words_ids=((1, 2), (3,)),
    allowed_ids=(1, 2, 3),
    stop_ids=(0, 7),
    min_tokens=5,
    logprobs=2,
)
STEP = Step(
    9,
    (
        Row(1, 0, Setup(SAMPLING, (5, 6, 7), 2), 0, 3, 4, True, (8, 9)),
        Row(2, 1, None, None, 1, 0, False, ()),
    ),
)
RESULT = StepResult(
    9,
    (
        RowResult(
            1, 3, (11, 12), 4, (("ngram", 4),), (TokenLogprobs(-0.5, 1, ((11, -0.5), (12, -1.5))),)
        ),
        RowResult(2, 0, (), 0, error="nan"),
    ),
)
MESSAGES: tuple[Message, ...] = (
    STEP,
    RESULT,
    Progress("load", 0.25),
    Ready(num_blocks=1, block_size=2, num_slots=3, context_length=4, vocabulary_size=5),
    Refusal("There is no such model."),
)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_message_survives_the_journey(message: Message) -> None:
    assert list(FrameReader().feed(encode(message))) == [message]


def test_frames_may_be_cut_anywhere() -> None:
    stream = b"".join(map(encode, MESSAGES))
    for size in (1, 2, 3, 5, 7, 64, 1000):
        reader = FrameReader()
        arrived: list[Message] = []
        for begin in range(0, len(stream), size):
            arrived.extend(reader.feed(stream[begin : begin + size]))
        assert tuple(arrived) == MESSAGES


def test_one_read_may_bring_several_frames_and_a_part_of_the_next() -> None:
    reader = FrameReader()
    frame = encode(STEP)
    assert list(reader.feed(frame * 3 + frame[:10])) == [STEP, STEP, STEP]
    assert list(reader.feed(frame[10:])) == [STEP]


def test_what_was_fed_is_kept_even_if_nobody_iterates() -> None:
    reader = FrameReader()
    reader.feed(encode(STEP))
    assert list(reader.feed(encode(RESULT))) == [STEP, RESULT]


def test_messages_before_a_broken_frame_are_still_told() -> None:
    messages = FrameReader().feed(encode(STEP) + b"\0\0\0\0\xff")
    assert next(messages) == STEP
    with pytest.raises(WireError, match="unknown kind 255"):
        next(messages)


def test_a_frame_over_the_limit_is_refused_before_its_body_arrives() -> None:
    header = (MAX_FRAME_BYTES + 1).to_bytes(4, "big") + b"\1"
    with pytest.raises(WireError, match="exceeds the limit"):
        list(FrameReader().feed(header))


def test_a_message_over_the_limit_is_not_encoded() -> None:
    with pytest.raises(WireError, match="exceeds the limit"):
        encode(Refusal("x" * MAX_FRAME_BYTES))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xc1",
        msgspec.msgpack.encode(RESULT),
        msgspec.msgpack.encode(STEP)[:-1],
        msgspec.msgpack.encode(STEP) + b"\0",
        msgspec.msgpack.encode({"step": "nine", "rows": []}),
        msgspec.msgpack.encode({"step": 9}),
        msgspec.msgpack.encode([9, []]),
        b"\x82\xa4step\x09\xa4\xff\xff\xff\xff\x90",
    ],
    ids=[
        "empty",
        "no msgpack",
        "another message",
        "too short",
        "too long",
        "wrong type",
        "field missing",
        "not an object",
        "invalid utf-8",
    ],
)
def test_a_body_that_is_no_step_is_a_wire_error(body: bytes) -> None:
    frame = len(body).to_bytes(4, "big") + b"\1" + body
    with pytest.raises(WireError, match="cannot be decoded"):
        list(FrameReader().feed(frame))


def test_only_messages_of_the_link_can_be_encoded() -> None:
    with pytest.raises(WireError, match="no frame for Sampling"):
        encode(cast(Any, SAMPLING))


def test_a_number_that_no_frame_can_hold_is_a_wire_error() -> None:
    with pytest.raises(WireError, match="cannot be encoded"):
        encode(Step(2**64, ()))
