"""Several generations as one answer."""

from __future__ import annotations

import asyncio

import pytest
from anyio import create_task_group, current_time, wait_all_tasks_blocked

from actors.errors import InternalFailure
from actors.generation import Generation
from actors.log import Log
from actors.messages import Finish, Ids, Piece, Request
from openai_api.errors import ApiError
from openai_api.generating import Feed
from tests.actors.made import a_log
from tests.simulation.loop import run

LENGTH = Finish("length")
FAILED = Finish("error", error=InternalFailure())


def feed_of(num: int) -> tuple[Feed, list[Log]]:
    """Of so many prompts, whose logs a test writes."""
    generations, logs = [], []
    for nth in range(num):
        request = Request(Ids((1, 2)))
        generation = Generation(request, seed=7)
        log = a_log(1 + nth, request=request, wake=generation.wake, most_unread=1)
        generation.logs = (log,)
        generations.append(generation)
        logs.append(log)
    return Feed(generations, prompt_param="prompt"), logs


def tell(log: Log, text: str, finish: Finish | None = None) -> None:
    log.commit(len(log.ids), tuple(text.encode()))
    log.tell(text, len(text), finish)


async def texts_of(feed: Feed) -> list[tuple[int, str]]:
    return [(choice, piece.text) async for choice, piece in feed]


async def test_nobody_waits_until_an_earlier_prompt_is_answered() -> None:
    feed, (first, second) = feed_of(2)
    tell(first, "a")
    tell(second, "b")
    assert await feed.take(patience=0) == (0, Piece(0, "a", (97,)))
    assert not second.is_unread
    tell(second, "c", LENGTH)
    assert await feed.take(patience=0) == (1, Piece(0, "b", (98,)))
    assert await feed.take(patience=0) == (1, Piece(0, "c", (99,), finish=LENGTH))
    tell(first, "d", LENGTH)
    assert await texts_of(feed) == [(0, "d")]


async def test_nothing_is_given_out_before_every_prompt_has_begun() -> None:
    feed, (first, second) = feed_of(2)
    tell(first, "a")
    assert await feed.take(patience=0) is None
    assert not first.is_unread
    tell(second, "", FAILED)
    with pytest.raises(ApiError):
        await anext(feed)


async def test_what_was_said_before_a_failure_is_told_before_it() -> None:
    feed, (log,) = feed_of(1)
    tell(log, "ab")
    log.fail(FAILED)
    assert (await anext(feed))[1].text == "ab"
    with pytest.raises(ApiError):
        await anext(feed)


async def test_news_of_any_prompt_wake_who_waits() -> None:
    feed, logs = feed_of(2)
    told: list[tuple[int, str]] = []

    async def read() -> None:
        told.extend(await texts_of(feed))

    async with create_task_group() as group:
        group.start_soon(read)
        for turn, finish in (("a", None), ("b", LENGTH)):
            for log in logs:
                await wait_all_tasks_blocked()
                tell(log, turn, finish)
    assert told == [(0, "a"), (1, "a"), (0, "b"), (1, "b")]


def test_patience_is_counted_from_the_last_news() -> None:
    async def main() -> None:
        feed, (log,) = feed_of(1)
        began = current_time()
        asyncio.get_running_loop().call_later(3, tell, log, "a")
        assert await feed.take(patience=10) == (0, Piece(0, "a", (97,)))
        assert current_time() - began == pytest.approx(3)
        assert await feed.take(patience=10) is None
        assert current_time() - began == pytest.approx(13)

    run(main, seed=0)


def test_a_deadline_comes_however_often_there_is_news() -> None:
    async def main() -> None:
        feed, (log,) = feed_of(1)
        feed.deadline = current_time() + 5
        for seconds in (2, 4):
            asyncio.get_running_loop().call_later(seconds, tell, log, "a")
        assert await feed.take(patience=10) is not None
        assert await anext(feed) == (0, Piece(0, "a", (97,)))
        with pytest.raises(ApiError) as caught:
            await anext(feed)
        assert caught.value.status == 504
        assert current_time() == pytest.approx(feed.deadline)

    run(main, seed=0)
