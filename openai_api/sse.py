"""Server-sent events: an answer that is told while it is made.

The head of the response waits for the first piece, so what fails before it fails with a status.
What fails later is told in the stream, which then ends without [DONE]: nobody can take it for
whole. Scripts that name their events (the Responses API's) bring their own way of failing. A stream
in which nothing happens says so now and then, which also finds out who has left.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import Any, Protocol, runtime_checkable

import msgspec
from anyio import current_time
from quart import Response

from actors.messages import Piece
from openai_api.errors import ApiError
from openai_api.generating import Feed
from openai_api.limits import Limits
from openai_api.one_line import one_line

DONE = b"data: [DONE]\n\n"
PING = b": keep-alive\n\n"  # not ": ping", which Continue takes for the end
# Stands in front of what follows a sign of life. `vllm bench serve` strips what it receives before
# it looks for empty lines: a comment that came alone has no end and takes along what comes next.
PARTING = b":\n\n"
HEADERS = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-cache",
    "X-Accel-Buffering": "no",  # a proxy in front shall pass each event on at once
}

Event = msgspec.Struct | dict[str, Any]
encoder = msgspec.json.Encoder()


class Script(Protocol):
    """How an endpoint words a stream."""

    def begin(self) -> Iterable[Event]:
        """Before the first piece."""
        ...

    def tell(self, choice: int, piece: Piece) -> Iterable[Event]:
        """A piece of one choice; each of them ends with a piece that has a `finish`."""
        ...

    def end(self) -> Iterable[Event]:
        """When every choice has ended."""
        ...


@runtime_checkable
class NamedScript(Script, Protocol):
    """Each event says its type in the frame too, and the last one says that it is the last."""

    def fail(self, error: ApiError) -> Iterable[Event]:
        """When it cannot go on."""
        ...


async def respond(feed: Feed, script: Script, limits: Limits) -> Response:
    """:raises ApiError: when the request fails before its first piece."""
    first = await feed.take(limits.head_patience)
    return event_stream(tell(first, feed, script, limits.heartbeat))


def event_stream(frames: AsyncIterator[bytes]) -> Response:
    response = Response(frames, headers=HEADERS)
    response.timeout = None  # else Quart cuts the stream off, silently, after a minute
    return response


async def tell(
    first: tuple[int, Piece] | None, feed: Feed, script: Script, heartbeat: float
) -> AsyncIterator[bytes]:
    """The body. No cancel scope is open while it yields."""
    news, lead = first, b""
    try:
        yield frames(script.begin())
        spoken = current_time()
        while True:
            data = b"" if news is None else frames(script.tell(*news))
            if news is None or (not data and current_time() - spoken >= heartbeat):
                data = PING
            if data:
                yield data if data is PING else lead + data
                lead = PARTING if data is PING else b""
                spoken = current_time()
            try:
                news = await feed.take(heartbeat)
            except StopAsyncIteration:
                break
        yield lead + frames(script.end()) + (b"" if isinstance(script, NamedScript) else DONE)
    except ApiError as error:
        if isinstance(script, NamedScript):
            yield lead + frames(script.fail(error))
        else:
            yield lead + frame(error.body())


def frames(events: Iterable[Event]) -> bytes:
    """All at once. Each is encoded before the next is made: what it shows may change."""
    return b"".join([name_of(event) + frame(encoder.encode(event)) for event in events])


def name_of(event: Event) -> bytes:
    return b"event: %s\n" % event["type"].encode() if isinstance(event, dict) else b""


def frame(data: bytes) -> bytes:
    """One event."""
    return b"data: " + one_line(data) + b"\n\n"
