"""How a text begins and ends in the scheduler."""

from __future__ import annotations

import pytest

from actors.errors import DeviceBroken, DeviceRowFailed, PromptTooLong
from actors.messages import Cancel, Delta, Finish
from models.batch import RowResult, TokenLogprobs
from tests.actors.followed import Followed
from tests.actors.made import a_log, a_submit, step_done


def test_tokens_behind_the_stop_token_are_dropped() -> None:
    ring = Followed(draft=5)
    ring.tell(a_submit(1, stop_ids=(1005,)))
    ring.answer(accept=5)
    assert ring.texts[1] == [1003, 1004, 1005]
    assert ring.finishes[1] == Finish("stop", 1005)
    assert ring.is_idle()


def test_steps_in_flight_behind_the_stop_token_are_ignored() -> None:
    ring = Followed(depth=2)
    ring.tell(a_submit(1, stop_ids=(1003,)))
    ring.answer_all()
    assert ring.texts[1] == [1003]
    assert ring.is_idle()


def test_a_stop_token_in_the_prompt_is_no_end() -> None:
    ring = Followed()
    ring.tell(a_submit(1, (1, 2, 3), stop_ids=(3,), max_tokens=1))
    ring.answer()
    assert ring.finishes[1] == Finish("length")


def test_a_text_ends_at_its_token_limit() -> None:
    ring = Followed(draft=3)
    ring.tell(a_submit(1, max_tokens=5))
    ring.answer_all(accept=1)
    assert len(ring.texts[1]) == 5
    assert ring.finishes[1] == Finish("length")


def test_a_text_ends_at_the_end_of_the_context() -> None:
    ring = Followed(context_length=10, depth=2, draft=3)
    ring.tell(a_submit(1, range(7)))
    ring.answer_all(accept=3)
    assert ring.texts[1] == [1007, 1008, 1009]
    assert ring.finishes[1] == Finish("length")


def test_a_stop_token_at_the_limit_is_a_stop() -> None:
    ring = Followed()
    ring.tell(a_submit(1, max_tokens=1, stop_ids=(1003,)))
    ring.answer()
    assert ring.finishes[1] == Finish("stop", 1003)


def test_logprobs_and_cached_tokens_come_with_the_tokens() -> None:
    ring = Followed()
    ring.tell(a_submit(1, (1, 2, 3), max_tokens=1))
    logprobs = (TokenLogprobs(-1.0, 1, ()), TokenLogprobs(-2.0, 1, ()))
    result = RowResult(1, 3, (7, 8), 4, logprobs=logprobs)
    ring.tell(step_done(1, result, cached=((1, 2),)))
    delta = ring.deltas[-1]
    assert (delta.ids, delta.logprobs, delta.num_cached) == ((7,), logprobs[:1], 2)


def test_a_prompt_of_the_whole_context_ends_at_once() -> None:
    ring = Followed(context_length=10)
    ring.tell(a_submit(1, range(10)))
    assert ring.finishes[1] == Finish("length")
    assert ring.plans == []
    assert ring.is_idle()


def test_a_longer_prompt_fails_alone() -> None:
    ring = Followed(context_length=10)
    ring.tell(a_submit(1, range(11)), a_submit(2, range(9)))
    error = ring.finishes[1].error
    assert isinstance(error, PromptTooLong)
    assert (error.num_tokens, error.limit) == (11, 10)
    assert list(ring.newest) == [2]


def test_no_tokens_wanted_is_no_work() -> None:
    ring = Followed()
    ring.tell(a_submit(1, max_tokens=0))
    assert ring.finishes[1] == Finish("length")
    assert ring.plans == []
    assert ring.is_idle()


# Resuming.


def test_a_request_goes_on_behind_what_was_committed() -> None:
    ring = Followed()
    log = a_log(1, committed=(7, 8))
    ring.tell(a_submit(1, (1, 2, 3), log=log, committed=log.ids, max_tokens=4))
    assert ring.newest[1].residence is not None
    assert ring.newest[1].residence.tokens == (1, 2, 3, 7, 8)
    assert ring.newest[1].residence.num_prompt == 3
    ring.answer_all()
    assert ring.texts[1] == [7, 8, 1005, 1006]


@pytest.mark.parametrize(
    ("stop_ids", "finish"), [((8,), Finish("stop", 8)), ((), Finish("length"))]
)
def test_a_committed_text_that_is_complete_ends_at_once(
    stop_ids: tuple[int, ...], finish: Finish
) -> None:
    ring = Followed()
    log = a_log(1, committed=(7, 8))
    ring.tell(a_submit(1, log=log, committed=log.ids, max_tokens=2, stop_ids=stop_ids))
    assert fields(ring.deltas) == [(1, 2, (), finish)]
    assert ring.plans == []
    assert ring.is_idle()


def test_a_request_enters_once() -> None:
    ring = Followed()
    ring.tell(a_submit(1), a_submit(1))
    assert len(ring.plans[0].rows) == 1
    ring.tell(Cancel(1))
    assert list(ring.finishes) == [1]


def test_a_client_that_left_before_its_prompt_was_ready_costs_nothing() -> None:
    ring = Followed()
    log = a_log(1)
    log.close()
    ring.tell(a_submit(1, log=log))
    assert ring.finishes[1] == Finish("cancelled")
    assert ring.plans == []


# Failures.


def test_a_row_that_fails_ends_its_request_and_no_other() -> None:
    ring = Followed()
    ring.tell(a_submit(1), a_submit(2))
    ring.answer(fail=(1,))
    assert isinstance(ring.finishes[1].error, DeviceRowFailed)
    assert ring.texts[2] == [2003]
    assert [(release.id, release.failed) for release in ring.releases] == [(1, True)]


def test_a_token_at_the_wrong_place_is_the_devices_fault() -> None:
    ring = Followed()
    ring.tell(a_submit(1))
    with pytest.raises(DeviceBroken, match="token 4 of request 1, not on token 3"):
        ring.tell(step_done(1, RowResult(1, 4, (7,), 4)))


def test_a_result_of_nobody_is_ignored() -> None:
    ring = Followed()
    ring.tell(a_submit(1, max_tokens=1))
    ring.tell(step_done(1, RowResult(99, 4, (7,), 4), RowResult(1, 3, (7,), 3), refused=(98,)))
    assert ring.texts == {1: [7]}


def fields(deltas: list[Delta]) -> list[tuple[object, ...]]:
    return [(delta.id, delta.start, delta.ids, delta.finish) for delta in deltas]
