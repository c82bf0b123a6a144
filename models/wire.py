"""Frames of the device link: the messages of `models/batch.py` as bytes, and back.

    +----------------+--------+----------------------+
    | length, 4 byte | kind,1 | msgpack of a message |   length counts the msgpack only
    +----------------+--------+----------------------+

Nothing here reads or writes a socket. Decoding is typed: bytes become one of the known messages
or a `WireError`, never an object of another class and never code (hence no pickle).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec.msgpack

from models.batch import Progress, Ready, Step, StepResult
from models.embedding_batch import Embed, Embedded, EmbedderReady

# The largest honest frame is a step of very long prompts, at most 5 bytes for each token.
MAX_FRAME_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Refusal:
    """Device -> engine. It cannot load, for a reason that the user can mend; then it ends."""

    message: str


class LoadRefused(Exception):
    """Raised by a device's `load`: its sentence is for the user and travels as a `Refusal`."""


class WireError(Exception):
    """These bytes are no frame of the link, or this message fits in none."""


Message = Step | StepResult | Progress | Ready | Refusal | Embed | Embedded | EmbedderReady

# A kind's number never changes its meaning; new messages take new numbers.
_KINDS: dict[type[Message], int] = {
    Step: 1,
    StepResult: 2,
    Progress: 3,
    Ready: 4,
    Refusal: 5,
    Embed: 6,
    Embedded: 7,
    EmbedderReady: 8,
}

_HEADER = struct.Struct(">IB")
_encode_body = msgspec.msgpack.Encoder().encode
_decode_body: dict[int, Callable[[bytes], Message]] = {
    kind: msgspec.msgpack.Decoder(message_type).decode for message_type, kind in _KINDS.items()
}


def encode(message: Message) -> bytes:
    """One whole frame."""
    kind = _KINDS.get(type(message))
    if kind is None:
        raise WireError(f"The device link has no frame for {type(message).__name__}.")
    try:
        body = _encode_body(message)
    except (TypeError, ValueError, OverflowError) as error:
        raise WireError(f"This {type(message).__name__} cannot be encoded: {error}") from error
    _check_length(len(body))
    return _HEADER.pack(len(body), kind) + body


class FrameReader:
    """Messages out of a stream that is cut anywhere."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[Message]:
        """Take in what was read; iterate over the messages that are complete now."""
        self._buffer += data  # at once, so that nothing is lost if the caller does not iterate
        return self._complete()

    def _complete(self) -> Iterator[Message]:
        buffer = self._buffer
        while len(buffer) >= _HEADER.size:
            length, kind = _HEADER.unpack_from(buffer)
            _check_length(length)
            end = _HEADER.size + length
            if len(buffer) < end:
                return
            body = bytes(buffer[_HEADER.size : end])
            del buffer[:end]
            yield _decode(kind, body)


def _decode(kind: int, body: bytes) -> Message:
    decode = _decode_body.get(kind)
    if decode is None:
        raise WireError(f"A frame of the unknown kind {kind} arrived on the device link.")
    try:
        return decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise WireError(f"A frame of kind {kind} cannot be decoded: {error}") from error


def _check_length(length: int) -> None:
    if length > MAX_FRAME_BYTES:
        raise WireError(f"A frame of {length} bytes exceeds the limit of {MAX_FRAME_BYTES} bytes.")
