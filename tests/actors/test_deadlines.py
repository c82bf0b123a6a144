"""Deadlines of the runner and the tokenizer, in virtual time: an hour passes in no time at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
import trio.testing
from anyio import current_time, sleep_forever

from actors.errors import DeviceHung, PromptRejected
from actors.log import Log
from actors.messages import Batch, Request, SchedulerMessage, Submit, Text, Tokenize
from actors.tokenizer import Tokenizer
from models.batch import Progress, Step
from models.fake_vocabulary import FakeVocabulary
from tests.actors.made import Outlet, a_log, inbox_of
from tests.actors.told_link import (
    ToldLink,
    Word,
    a_batch,
    a_row,
    pass_time,
    right_answer,
    run_runner,
    silence,
)

R = TypeVar("R")

HOUR = 3600.0
ONE = a_batch(1, a_row())
TWO = a_batch(2, a_row())
THREE = a_batch(3, a_row())


@pytest.fixture
def anyio_backend() -> tuple[str, dict[str, object]]:
    return "trio", {"clock": trio.testing.MockClock(autojump_threshold=0)}


# The runner's deadline is ten seconds here.


async def test_a_device_that_says_nothing_hangs() -> None:
    assert await time_of_hang(ToldLink(silence), ONE) == pytest.approx(10)


async def test_a_step_s_time_begins_when_the_device_turns_to_it() -> None:
    def after_three_seconds(step: Step) -> list[Word]:
        return [3.0, *right_answer(step)]

    done = await run_runner(ToldLink(after_three_seconds), 5.0, ONE, TWO, 60.0, THREE, num_done=3)
    assert [message.seconds for message in done] == pytest.approx([3, 3, 3])
    assert [message.num_tokens for message in done] == [1, 1, 1]


async def test_a_device_that_takes_no_step_hangs() -> None:
    class Deaf(ToldLink):
        async def send(self, step: Step) -> None:
            await sleep_forever()

    assert await time_of_hang(Deaf(silence), ONE) == pytest.approx(10)


async def test_a_device_without_work_may_be_silent() -> None:
    done = await run_runner(ToldLink(slowly), HOUR, ONE, HOUR, TWO, num_done=2)
    assert len(done) == 2


async def test_the_deadline_of_a_step_begins_when_it_is_launched() -> None:
    assert await time_of_hang(ToldLink(silence), HOUR, ONE) == pytest.approx(HOUR + 10)


async def test_a_batch_without_rows_has_no_deadline() -> None:
    done = await run_runner(ToldLink(silence), HOUR, a_batch(1), HOUR, a_batch(2), num_done=2)
    assert len(done) == 2


async def test_every_sign_of_progress_extends_the_deadline() -> None:
    def at_length(step: Step) -> list[Word]:
        return [9.0, Progress("step", 0.3), 9.0, Progress("step", 0.6), 9.0, *right_answer(step)]

    assert len(await run_runner(ToldLink(at_length), ONE, num_done=1)) == 1


async def test_progress_that_ends_is_a_hang() -> None:
    link = ToldLink(lambda step: [9.0, Progress("step", 0.3)])
    assert await time_of_hang(link, ONE) == pytest.approx(19)


async def test_each_step_in_flight_has_its_own_deadline() -> None:
    assert len(await run_runner(ToldLink(slowly), ONE, TWO, num_done=2)) == 2


async def test_the_next_step_hangs_on_its_own() -> None:
    link = ToldLink(lambda step: slowly(step) if step.step == 1 else [])
    assert await time_of_hang(link, ONE, TWO) == pytest.approx(19)


async def test_launching_another_step_is_no_sign_of_progress() -> None:
    assert await time_of_hang(ToldLink(silence), ONE, 9.0, TWO) == pytest.approx(10)


def slowly(step: Step) -> list[Word]:
    return [9.0, *right_answer(step)]


async def time_of_hang(link: ToldLink, *script: Batch | float) -> float:
    began = current_time()
    with pytest.RaisesGroup(DeviceHung, flatten_subgroups=True):
        await run_runner(link, *script, num_done=99)
    return current_time() - began


# The tokenizer's is thirty. Encoding takes as many seconds as the first byte of the prompt says.


async def test_a_prompt_that_stalls_is_rejected_and_delays_nobody() -> None:
    logs = [log_of(1, seconds=40), log_of(2, seconds=1), log_of(3, seconds=29)]
    submitted = await tokenize(logs, num_threads=2)
    assert [submit.id for submit in submitted] == [2, 3]
    finish = logs[0].finish
    assert finish is not None
    assert isinstance(finish.error, PromptRejected)
    assert "too long" in str(finish.error)
    assert not logs[0].in_ring


async def test_a_prompt_that_had_to_wait_has_its_whole_deadline() -> None:
    logs = [log_of(1, seconds=40), log_of(2, seconds=29)]
    submitted = await tokenize(logs, num_threads=1)
    assert [submit.id for submit in submitted] == [2]


async def test_only_so_many_prompts_are_encoded_at_once() -> None:
    began = current_time()
    await tokenize([log_of(id, seconds=10) for id in range(1, 7)], num_threads=2)
    assert current_time() - began == pytest.approx(30)


def log_of(id: int, *, seconds: int) -> Log:
    return a_log(id, request=Request(Text(chr(seconds))))


async def tokenize(logs: list[Log], *, num_threads: int) -> list[Submit]:
    async def slowly(function: Callable[[], R], /) -> R:
        result = function()
        assert isinstance(result, tuple)
        await pass_time(result[0])
        return result

    scheduler: Outlet[SchedulerMessage] = Outlet()
    tokenizer = Tokenizer(
        inbox_of(*(Tokenize(log.request, (log,)) for log in logs)),
        scheduler=scheduler,
        vocabulary=FakeVocabulary(),
        offload=slowly,
        context_length=64,
        num_threads=num_threads,
        deadline=30.0,
    )
    await tokenizer.run()
    return [message for message in scheduler if isinstance(message, Submit)]
