"""The runner keeps the order of the steps, and believes nothing that cannot be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec.structs import replace as altered

from actors.errors import DeviceBroken
from actors.messages import StepDone
from models.batch import (
    CLIENTS_ERRORS,
    NO_TOKEN,
    Progress,
    Ready,
    RowResult,
    Step,
    StepResult,
    TokenLogprobs,
)
from tests.actors.told_link import (
    ToldLink,
    Word,
    a_batch,
    a_row,
    right_answer,
    right_result,
    run_runner,
)

RIGHT = RowResult(1, position=5, ids=(7,), computed=5)


async def test_results_come_home_with_what_the_kv_cache_said() -> None:
    link = ToldLink(right_answer)
    batch = replace(a_batch(1, a_row(1), refused=(2,), held=(3,)), cached=((1, 16),))
    done = await run_runner(link, batch, num_done=1)
    assert done == [StepDone(1, (RIGHT,), (2,), (3,), ((1, 16),))]
    assert link.steps == [batch.work]


async def test_steps_are_launched_without_waiting_for_results() -> None:
    def when_it_has_both(step: Step) -> list[Word]:
        return right_answer(Step(1, (a_row(1),))) + right_answer(step) if step.step == 2 else []

    link = ToldLink(when_it_has_both)
    done = await run_runner(link, a_batch(1, a_row(1)), a_batch(2, a_row(2)), num_done=2)
    assert [(message.step, message.results[0].id) for message in done] == [(1, 1), (2, 2)]


async def test_an_empty_batch_never_reaches_the_device() -> None:
    link = ToldLink(right_answer)
    done = await run_runner(link, a_batch(1, refused=(1,)), num_done=1)
    assert done == [StepDone(1, (), (1,), (), ())]
    assert link.steps == []


async def test_an_empty_batch_waits_for_its_turn() -> None:
    def late(step: Step) -> list[Word]:
        return right_answer(Step(1, (a_row(1),))) + right_answer(step) if step.step == 4 else []

    batches = [a_batch(1, a_row(1)), a_batch(2), a_batch(3, held=(2,)), a_batch(4, a_row(2))]
    done = await run_runner(ToldLink(late), *batches, num_done=4)
    assert [(message.step, len(message.results)) for message in done] == [
        (1, 1),
        (2, 0),
        (3, 0),
        (4, 1),
    ]


async def test_a_batch_told_twice_is_launched_once() -> None:
    link = ToldLink(right_answer)
    batches = [a_batch(1, a_row()), a_batch(1, a_row()), a_batch(2, a_row()), a_batch(1, a_row())]
    done = await run_runner(link, *batches, num_done=2)
    assert [step.step for step in link.steps] == [1, 2]
    assert [message.step for message in done] == [1, 2]


async def test_a_result_told_twice_is_passed_on_once() -> None:
    def twice(step: Step) -> list[Word]:
        if step.step < 3:
            return []
        each = [right_answer(Step(number, step.rows)) for number in (1, 2, 3)]
        return [word for answer in each for word in answer * 2]

    batches = [a_batch(step, a_row()) for step in (1, 2, 3)]
    done = await run_runner(ToldLink(twice), *batches, num_done=3)
    assert [message.step for message in done] == [1, 2, 3]


async def test_signs_of_progress_are_no_results() -> None:
    def slowly(step: Step) -> list[Word]:
        return [Progress("step", 0.5), *right_answer(step)]

    done = await run_runner(ToldLink(slowly), a_batch(1, a_row()), num_done=1)
    assert len(done) == 1


async def test_a_failed_row_is_passed_on() -> None:
    failed = RowResult(1, 0, (), 0, error="nan")

    def half(step: Step) -> list[Word]:
        return [StepResult(step.step, (failed, right_result(step.rows[1])))]

    done = await run_runner(ToldLink(half), a_batch(1, a_row(1), a_row(2)), num_done=1)
    assert done[0].results[0] == failed


async def test_one_row_that_fails_alone_is_no_failure_of_the_device() -> None:
    failed = RowResult(1, 0, (), 0, error="nan")
    link = ToldLink(lambda step: [StepResult(step.step, (failed,))])
    done = await run_runner(link, a_batch(1, a_row(1)), num_done=1)
    assert done[0].results == (failed,)


async def test_when_every_row_fails_the_device_is_broken() -> None:
    def all_failed(step: Step) -> list[Word]:
        return [StepResult(step.step, tuple(failed(row.id) for row in step.rows))]

    await breaks(ToldLink(all_failed), "Every row")


@pytest.mark.parametrize("why", sorted(CLIENTS_ERRORS))
async def test_clients_who_ask_in_vain_break_no_device(why: str) -> None:
    """Both samples of one request with contradicting parameters are in the same step."""
    vain = (altered(failed(1), error=why), altered(failed(2), error=why))
    link = ToldLink(lambda step: [StepResult(step.step, vain)])
    done = await run_runner(link, a_batch(1, a_row(1), a_row(2)), num_done=1)
    assert done[0].results == vain


async def test_a_client_who_asks_in_vain_excuses_nobody_else() -> None:
    vain = altered(failed(3), error=NO_TOKEN)
    link = ToldLink(lambda step: [StepResult(step.step, (failed(1), failed(2), vain))])
    with pytest.RaisesGroup(
        pytest.RaisesExc(DeviceBroken, match="Every row"), flatten_subgroups=True
    ):
        await run_runner(link, a_batch(1, a_row(1), a_row(2), a_row(3)), num_done=1)


async def test_a_device_that_gets_ready_again_is_broken() -> None:
    await breaks(ToldLink(lambda step: [Ready(1, 1, 1, 1, 1)]), "no result")


@pytest.mark.parametrize(
    "step",
    [
        StepResult(2, (RIGHT, altered(RIGHT, id=2))),
        StepResult(1, (RIGHT,)),
        StepResult(1, (RIGHT, altered(RIGHT, id=2), altered(RIGHT, id=3))),
        StepResult(1, ()),
    ],
)
async def test_a_result_of_another_step_is_not_believed(step: StepResult) -> None:
    await breaks(ToldLink(lambda _: [step]), "something else")


@pytest.mark.parametrize(
    "result",
    [
        altered(RIGHT, id=3),
        altered(RIGHT, ids=()),
        altered(RIGHT, ids=(7, 8, 9), computed=7),
        altered(RIGHT, ids=(100,)),
        altered(RIGHT, ids=(-1,)),
        altered(RIGHT, computed=4),
        altered(RIGHT, computed=6),
        altered(RIGHT, logprobs=(TokenLogprobs(-1.0, 1, ()),) * 2),
    ],
    ids=["id", "no token", "too many", "too high", "negative", "behind", "ahead", "logprobs"],
)
async def test_an_implausible_answer_is_not_believed(result: RowResult) -> None:
    await breaks(ToldLink(lambda step: [StepResult(1, (result, right_result(step.rows[1])))]))


async def test_a_row_that_does_not_sample_decides_on_nothing() -> None:
    link = ToldLink(lambda step: [StepResult(1, (RIGHT,))])
    with pytest.RaisesGroup(
        pytest.RaisesExc(DeviceBroken, match="request 1"), flatten_subgroups=True
    ):
        await run_runner(link, a_batch(1, a_row(1, samples=False)), num_done=1)


async def test_a_row_may_decide_on_its_drafts_and_one_more() -> None:
    result = altered(RIGHT, ids=(7, 8, 9), computed=7)
    link = ToldLink(lambda step: [StepResult(1, (result,))])
    done = await run_runner(link, a_batch(1, a_row(1, draft=2)), num_done=1)
    assert done[0].results == (result,)


async def test_a_failure_of_somebody_else_is_not_believed() -> None:
    """Otherwise a request would end in an error that is not its own."""
    await breaks(
        ToldLink(lambda step: [StepResult(1, (failed(3), right_result(step.rows[1])))]), "request 1"
    )


async def breaks(link: ToldLink, sentence: str = "makes no sense") -> None:
    """The answer to a step of requests 1 (with a draft) and 2 ends the ring."""
    with pytest.RaisesGroup(pytest.RaisesExc(DeviceBroken, match=sentence), flatten_subgroups=True):
        await run_runner(link, a_batch(1, a_row(1, draft=1), a_row(2)), num_done=1)


def failed(id: int) -> RowResult:
    return RowResult(id, 0, (), 0, error="nan")
