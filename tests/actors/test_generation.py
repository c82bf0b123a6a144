"""The client's end of a request."""

from __future__ import annotations

import asyncio

import pytest
from anyio import create_task_group, wait_all_tasks_blocked

from actors.errors import InternalFailure
from actors.generation import Generation
from actors.log import Log
from actors.messages import Finish, Ids, Piece, Request
from models.batch import Sampling, TokenLogprobs
from tests.actors.made import a_log

LENGTH = Finish("length")
FAILED = Finish("error", error=InternalFailure())


def generate(n: int = 1, sampling: Sampling | None = None) -> tuple[Generation, tuple[Log, ...]]:
    """A generation whose logs a test writes."""
    request = Request(Ids((1, 2)), sampling or Sampling(), n=n)
    generation = Generation(request, seed=7)
    generation.logs = tuple(
        a_log(1 + nth, index=nth, request=request, wake=generation.wake) for nth in range(n)
    )
    return generation, generation.logs


def tell(log: Log, text: str, finish: Finish | None = None) -> None:
    log.commit(len(log.ids), tuple(text.encode()), (TokenLogprobs(-1.0, 1, ()),) * len(text))
    log.tell(text, len(text), finish)


async def test_pieces_arrive_as_they_are_told() -> None:
    generation, (log,) = generate()
    pieces: list[Piece] = []

    async def take() -> None:
        while len(pieces) < 3:
            pieces.append(await anext(generation))

    async with create_task_group() as group:
        group.start_soon(take)
        await wait_all_tasks_blocked()
        for text in "ab":
            tell(log, text)
            await wait_all_tasks_blocked()
            assert pieces[-1].text == text
        tell(log, "", LENGTH)
    assert pieces[-1].finish == LENGTH


async def test_what_piled_up_comes_as_one_piece() -> None:
    generation, (log,) = generate()
    tell(log, "ab")
    tell(log, "c")
    tell(log, "", LENGTH)
    (piece,) = [piece async for piece in generation]
    assert piece.text == "abc"
    assert piece.ids == tuple(b"abc")
    assert len(piece.logprobs) == 3
    assert piece.finish == LENGTH


async def test_each_sample_keeps_its_order() -> None:
    generation, logs = generate(n=2)
    told = [(0, "a"), (1, "x"), (1, "y"), (0, "b")]
    texts = ["", ""]
    for index, text in told:
        tell(logs[index], text)
        piece = await anext(generation)
        texts[piece.index] += piece.text
    assert texts == ["ab", "xy"]


async def test_a_generation_ends_with_its_last_sample() -> None:
    generation, logs = generate(n=2)
    tell(logs[1], "x", LENGTH)
    assert (await anext(generation)).index == 1
    tell(logs[0], "a", LENGTH)
    assert [piece.index async for piece in generation] == [0]


async def test_a_failed_request_raises() -> None:
    generation, (log,) = generate()
    log.fail(FAILED)
    with pytest.raises(InternalFailure):
        await anext(generation)
    with pytest.raises(StopAsyncIteration):
        await anext(generation)


async def test_text_from_before_a_failure_is_not_lost() -> None:
    generation, (log,) = generate()
    tell(log, "ab")
    log.fail(FAILED)
    assert (await anext(generation)).text == "ab"
    with pytest.raises(InternalFailure):
        await anext(generation)


async def test_other_samples_go_on_behind_a_failure() -> None:
    generation, logs = generate(n=2)
    logs[0].fail(FAILED)
    tell(logs[1], "x", LENGTH)
    with pytest.raises(InternalFailure):
        await anext(generation)
    assert [piece.text async for piece in generation] == ["x"]


async def test_a_task_that_is_cancelled_as_a_piece_arrives_loses_nothing() -> None:
    """A web server may cancel natively, at the very moment of the wake-up."""
    generation, (log,) = generate()
    task = asyncio.ensure_future(anext(generation))
    await wait_all_tasks_blocked()
    tell(log, "ab", LENGTH)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [piece.text async for piece in generation] == ["ab"]


def test_closing_cancels_once() -> None:
    closed: list[Generation] = []
    generation, _ = generate()
    generation.on_close = closed.append
    with generation:
        generation.close()
    generation.close()
    assert closed == [generation]


def test_leaving_in_an_error_closes_too() -> None:
    closed: list[Generation] = []
    generation, _ = generate()
    generation.on_close = closed.append
    with pytest.raises(ZeroDivisionError), generation:
        raise ZeroDivisionError
    assert closed == [generation]


async def test_usage_counts_what_was_told() -> None:
    generation, logs = generate(n=2)
    for log in logs:
        log.prompt_ids = (1, 2)
        log.num_cached = 1
        log.commit(0, (97, 98, 99))
        log.tell("ab", 2)
    assert (generation.num_prompt, generation.num_cached, generation.num_generated) == (2, 1, 4)


async def test_nobody_speaks_before_the_sample_that_has_the_prompt_s_logprobs() -> None:
    generation, (first, second) = generate(2, Sampling(prompt_logprobs=0))
    pieces: list[Piece] = []

    async def take() -> None:
        pieces.extend([piece async for piece in generation])

    async with create_task_group() as group:
        group.start_soon(take)
        tell(second, "b", LENGTH)
        await wait_all_tasks_blocked()
        assert pieces == []
        first.prompt_ids = (1, 2)
        first.score((TokenLogprobs(-2.0, 3, ()),))
        tell(first, "a", LENGTH)
    assert [piece.text for piece in pieces] == ["a", "b"]
    assert list(generation.prompt_tokens()) == [(1, None), (2, TokenLogprobs(-2.0, 3, ()))]


def test_logprobs_of_a_prompt_that_are_told_twice_are_told_once() -> None:
    _, (log,) = generate()
    told = (TokenLogprobs(-2.0, 3, ()),)
    log.score(told)
    log.score((TokenLogprobs(-2.1, 3, ()),))
    assert log.prompt_logprobs == told
