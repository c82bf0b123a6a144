"""What the scheduler knows of one request."""

from __future__ import annotations

import pytest

from actors.live import Live, Planned
from actors.messages import Finish
from tests.actors.made import a_submit


def test_order_is_priority_then_arrival() -> None:
    lives = [
        Live(a_submit(id, priority=priority), 100) for id, priority in ((1, 1), (2, 0), (3, 0))
    ]
    assert [live.id for live in sorted(lives)] == [2, 3, 1]


def test_steps_in_flight_count_as_caught_up() -> None:
    live = Live(a_submit(prompt_ids=range(10)), 100)
    assert live.num_to_catch_up == 10
    live.planned.append(Planned(1, budget=4, num_new=1))
    assert live.num_to_catch_up == 6
    live.planned.append(Planned(2, budget=8, num_new=3))
    assert live.num_to_catch_up == -2


@pytest.mark.parametrize(
    ("context_length", "max_tokens", "num_open"), [(100, 20, 20), (100, None, 90), (15, 20, 5)]
)
def test_what_is_open_is_limited_by_wish_and_context(
    context_length: int, max_tokens: int | None, num_open: int
) -> None:
    live = Live(a_submit(prompt_ids=range(10), max_tokens=max_tokens), context_length)
    assert live.num_open == num_open
    live.planned.append(Planned(1, budget=10, num_new=3))
    assert live.num_open == num_open - 3


def test_a_stop_token_counts_only_among_the_generated_ones() -> None:
    live = Live(a_submit(prompt_ids=(1, 2), stop_ids=(2, 3)), 100)
    assert live.verdict() is None
    live.tokens.append(3)
    assert live.verdict() == Finish("stop", 3)


def test_a_stop_token_within_the_least_tokens_is_no_end() -> None:
    live = Live(a_submit(stop_ids=(9,), min_tokens=2), 100)
    live.tokens.append(9)
    assert live.verdict() is None
    live.tokens.append(9)
    assert live.verdict() == Finish("stop", 9)


def test_a_step_from_before_a_preemption_is_struck_nowhere() -> None:
    live = Live(a_submit(), 100)
    live.slot = 0
    live.planned.append(Planned(1, budget=3, num_new=1))
    live.move_out()
    live.planned.append(Planned(2, budget=3, num_new=1))
    assert not live.planned_for(1)
    assert live.planned_for(2)
    assert not live.planned_for(2)


def test_a_residence_needs_a_slot() -> None:
    with pytest.raises(RuntimeError, match="no slot"):
        Live(a_submit(), 100).residence()
