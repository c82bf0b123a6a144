"""Comments in a stream in which nothing happens: nobody shall lose what follows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

import pytest
from msgspec import Struct

from openai_api import sse
from openai_api.errors import internal
from openai_api.generating import Feed


class Said(Struct):
    text: str


class Halting:
    """Pieces that come as they are listed: None is silence, an error the end."""

    def __init__(self, news: Sequence[object]) -> None:
        self.news = [*news]

    async def take(self, patience: float) -> object:
        if not self.news:
            raise StopAsyncIteration
        news = self.news.pop(0)
        if isinstance(news, Exception):
            raise news
        return None if news is None else (0, news)


class Plain:
    """Tells each piece as it is."""

    def begin(self) -> Iterable[Said]:
        return [Said("begin")]

    def tell(self, choice: int, piece: Any) -> Iterable[Said]:
        return [Said(piece)] if piece else []

    def end(self) -> Iterable[Said]:
        return [Said("end")]


async def writes_of(news: Sequence[object]) -> list[bytes]:
    feed = cast(Feed, Halting(news))
    return [data async for data in sse.tell(None, feed, cast(sse.Script, Plain()), 0.0)]


def events_as_vllm_bench_reads(writes: Iterable[bytes]) -> list[str]:
    """It strips what came over the network, then cuts at empty lines; an event at the end of what
    there is needs none."""
    events, rest = [], ""
    for data in writes:
        *whole, rest = (rest + data.decode().strip()).split("\n\n")
        events += whole
        if rest.startswith("data: "):
            events.append(rest)
            rest = ""
    return [event.removeprefix("data: ") for event in events if not event.startswith(":")]


@pytest.mark.parametrize("silence", [[None], [None, None], [""]])
async def test_what_follows_a_sign_of_life_is_not_lost(silence: list[object]) -> None:
    writes = await writes_of([*silence, "a", "b", *silence, "c", *silence])
    assert writes.count(sse.PING) > 1
    told = [f'{{"text":"{text}"}}' for text in ("begin", "a", "b", "c", "end")]
    assert events_as_vllm_bench_reads(writes) == [*told, "[DONE]"]


async def test_nor_is_an_error() -> None:
    writes = await writes_of([None, internal()])
    assert writes[1:] == [sse.PING, sse.PING, sse.PARTING + sse.frame(internal().body())]


async def test_streams_without_silence_hold_no_comments() -> None:
    feed = cast(Feed, Halting(["b"]))
    first = cast(Any, (0, "a"))
    script = cast(sse.Script, Plain())
    writes = [data async for data in sse.tell(first, feed, script, 60.0)]
    assert b":\n" not in b"".join(writes) and len(writes) == 4
