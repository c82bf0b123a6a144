"""Prompts come in portions that nobody notices, and short ones overtake long ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from anyio import create_task_group

from actors.config import EngineConfig
from actors.engine import Engine
from actors.link import open_inline_link
from actors.live import Live
from actors.messages import Ids, PlanRow, Request
from actors.pace import FEWEST, FIRST, Pace, share_out
from models.fake_device import FakeDevice
from models.fake_vocabulary import FakeVocabulary
from tests.actors.followed import Followed
from tests.actors.made import a_submit

VOCABULARY = FakeVocabulary()


def walked(pace: Pace, seconds_of: Callable[[int], float], num_steps: int = 20) -> list[int]:
    """The sizes of steps that are as full as may be."""
    sizes = []
    for _ in range(num_steps):
        sizes.append(pace.room(1) + 1)
        pace.learn(sizes[-1], seconds_of(sizes[-1]))
    return sizes


@pytest.mark.parametrize("speed", [300, 900, 3000])
def test_a_step_takes_the_time_that_it_may(speed: int) -> None:
    sizes = walked(Pace(512, 0.1), lambda size: 0.005 + size / speed)
    taken = 0.005 + sizes[-1] / speed
    assert 0.04 < taken <= 0.1
    assert len({*sizes[5:]}) == 1, "it hops"


@pytest.mark.parametrize(("fixed", "least", "most"), [(0.002, 0.03, 0.055), (0.02, 0.07, 0.1)])
def test_where_steps_cost_little_anyway_they_take_half_of_the_time(
    fixed: float, least: float, most: float
) -> None:
    """Whoever comes waits half as long for the step that computes, and for its own."""
    sizes = walked(Pace(4096, 0.1), lambda size: fixed + size / 9000, 60)
    assert least < fixed + sizes[-1] / 9000 <= most


def test_a_fast_device_gets_all_there_is_room_for() -> None:
    assert walked(Pace(8192, 0.1), lambda size: 1e-6 * size)[-1] == 8192


def test_a_slow_device_still_gets_something() -> None:
    assert walked(Pace(512, 0.1), lambda size: 0.1 + size / 10)[-1] == FEWEST + 1


def test_what_a_step_costs_anyway_is_not_the_prompts_fault() -> None:
    pace = Pace(4096, 0.1)
    for size in (1000, 1000, 1400, 1128, 1000, 1700, 1300, 1000) * 3:
        pace.learn(size, 0.2)
    assert pace.tokens == 4096
    pace = Pace(4096, 0.1)
    for size in (8, 72, 136, 8, 40, 104, 200, 8) * 3:
        pace.learn(size, 0.3 + size / 4000)
    assert pace.tokens == 128, "0.05 s for 200 tokens, and a margin"


def test_it_follows_a_device_that_slows_down_and_recovers() -> None:
    pace = Pace(512, 0.1)
    fast = walked(pace, lambda size: size / 5000)[-1]
    slow = walked(pace, lambda size: size / 400)[-1]
    assert slow <= 40 < fast
    assert walked(pace, lambda size: size / 5000, 80)[-1] == fast


def test_without_a_goal_only_tokens_count() -> None:
    assert {*walked(Pace(512, 0.0), lambda size: 9.0)} == {512}


def test_steps_of_a_few_tokens_say_nothing() -> None:
    pace = Pace(512, 0.1)
    for _ in range(5):
        pace.learn(FEWEST - 1, 3.0)
    assert pace.tokens == FIRST


def test_what_was_learned_outlasts_a_long_text_without_prompts() -> None:
    pace = Pace(512, 0.1)
    walked(pace, lambda size: 0.013 + size / 1000)
    before = pace.tokens
    for _ in range(1000):
        pace.learn(1, 0.013)
    assert pace.tokens == before > FEWEST


def test_prompts_have_no_more_room_where_nobody_writes_since_somebody_may_come() -> None:
    pace = Pace(512, 0.1)
    assert pace.room(0) == FIRST
    assert pace.room(1) == FIRST - 1
    assert pace.room(500) == 12


def wishes(*nums: int, ranks: tuple[int, ...] = ()) -> list[tuple[Live, int]]:
    lives = [Live(a_submit(id, range(3)), 100) for id in range(1, len(nums) + 1)]
    for live, rank in zip(lives, ranks, strict=False):
        live.order = (rank, live.id)
    return [*zip(lives, nums, strict=True)]


def test_short_ones_overtake_and_the_first_has_half() -> None:
    assert share_out(wishes(900, 30, 20), 100) == [50, 30, 20]
    assert share_out(wishes(900, 80, 20), 100) == [50, 30, 20]
    assert share_out(wishes(900, 20), 100) == [80, 20]
    assert share_out(wishes(5, 900, 30), 100) == [5, 65, 30]


def test_where_it_is_felt_a_step_that_ends_a_short_prompt_is_no_longer_than_that_takes() -> None:
    assert share_out(wishes(900, 20), 100, is_felt=True) == [50, 20]
    assert share_out(wishes(900, 80), 100, is_felt=True) == [50, 50]
    assert share_out(wishes(900), 100, is_felt=True) == [100]
    assert share_out(wishes(30, 20), 100, is_felt=True) == [30, 20]


def test_a_step_is_felt_from_a_quarter_of_what_it_may_take() -> None:
    pace = Pace(512, 0.1)
    assert not pace.is_felt(512)  # nothing is known yet
    walked(pace, lambda size: 0.013 + size / 1000)
    assert [pace.is_felt(size) for size in (20, 30)] == [False, True]
    assert not Pace(512, 0).is_felt(512)


def test_nobody_of_a_worse_rank_overtakes() -> None:
    assert share_out(wishes(900, 400, 20, ranks=(0, 0, 1)), 100) == [50, 50, 0]


def test_little_room_is_for_the_first() -> None:
    assert share_out(wishes(9, 1), 1) == [1, 0]
    assert share_out(wishes(9, 1), 0) == [0, 0]
    assert share_out([], 5) == []


def rows_of(ring: Followed, id: int) -> list[PlanRow]:
    return [row for plan in ring.plans for row in plan.rows if row.id == id]


def test_a_short_request_begins_while_a_long_prompt_is_computed() -> None:
    ring = Followed(step_tokens=8)
    ring.tell(a_submit(1, range(80), max_tokens=1))
    ring.answer()
    ring.tell(a_submit(2, range(4), max_tokens=1))
    ring.answer()
    ring.answer()
    assert ring.texts[2] == [2004]
    assert 1 not in ring.finishes


def test_short_requests_without_end_do_not_starve_a_long_prompt() -> None:
    ring = Followed(step_tokens=8)
    ring.tell(a_submit(1, range(80), max_tokens=1))
    for id in range(2, 40):
        ring.tell(a_submit(id, range(5), max_tokens=1))
        ring.answer()
        if 1 in ring.finishes:
            break
    assert ring.texts[1] == [1080]
    assert sum([row.budget for row in rows_of(ring, 1)]) == 80


def test_the_scheduler_learns_from_what_the_runner_measured() -> None:
    ring = Followed(step_tokens=64, step_seconds=0.1)
    ring.tell(a_submit(1, range(90), max_tokens=1))
    ring.answer(seconds=0.64)
    assert [row.budget for row in rows_of(ring, 1)] == [64, 16]
    assert ring.scheduler.pace.tokens == FEWEST


def test_who_comes_while_a_long_prompt_is_computed_waits_for_half_a_portion_beside_its_own() -> (
    None
):
    ring = Followed(step_tokens=64, step_seconds=0.1, context_length=10_000)
    ring.tell(a_submit(1, range(5_000), max_tokens=1))
    for _ in range(20):
        ring.answer(seconds=0.001 * ring.newest[1].budget)
    ring.tell(a_submit(2, range(10), max_tokens=1))
    ring.answer(seconds=0.064)
    assert {id: row.budget for id, row in ring.newest.items()} == {1: 32, 2: 10}
    ring.answer(seconds=0.042)
    assert {id: row.budget for id, row in ring.newest.items()} == {1: 64}


async def test_a_ring_heeds_what_the_engine_was_told() -> None:
    device = FakeDevice(vocabulary_size=VOCABULARY.size)
    config = EngineConfig(step_seconds=0.25)
    engine = Engine(lambda: open_inline_link(device), VOCABULARY, config=config)
    async with create_task_group() as group:
        await group.start(engine.run)
        with engine.generate(Request(Ids((20, 21)), max_tokens=1)) as generation:
            async for _ in generation:
                pass
        assert engine.supervisor.ring is not None
        assert engine.supervisor.ring.scheduler.pace.seconds == 0.25
        await engine.stop(grace=0)
        group.cancel_scope.cancel()
