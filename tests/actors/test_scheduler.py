"""The scheduler alone: who runs in a step, and with how much budget."""

from __future__ import annotations

import pytest

from actors.messages import Cancel, Finish, KVCacheMessage, Plan
from actors.scheduler import Scheduler
from tests.actors.followed import Followed
from tests.actors.made import Ear, Outlet, a_submit, inbox_of


async def test_everything_in_the_inbox_is_learned_before_anything_is_planned() -> None:
    plans: Outlet[KVCacheMessage] = Outlet()
    scheduler = Scheduler(
        inbox_of(a_submit(1), a_submit(2), a_submit(3), Cancel(2)),
        kv_cache=plans,
        detokenizer=Outlet(),
        num_slots=4,
        context_length=100,
    )
    await scheduler.run()
    assert isinstance(plans[0], Plan)
    assert [row.id for row in plans[0].rows] == [1, 3]


# Order.


def test_those_who_arrived_first_run_first() -> None:
    ring = Followed(num_slots=1)
    ring.tell(*(a_submit(id, max_tokens=1) for id in (1, 2, 3)))
    ring.answer_all()
    assert [plan.rows[0].id for plan in ring.plans] == [1, 2, 3]


def test_a_lower_priority_number_runs_earlier() -> None:
    ring = Followed(num_slots=1)
    ring.tell(*(a_submit(id, max_tokens=1, priority=n) for id, n in ((1, 0), (2, 5), (3, -5))))
    ring.answer_all()
    assert [plan.rows[0].id for plan in ring.plans] == [3, 1, 2]


def test_a_request_needs_a_slot() -> None:
    ring = Followed(num_slots=2)
    ring.tell(*(a_submit(id, max_tokens=2) for id in (1, 2, 3)))
    assert sorted(ring.newest) == [1, 2]
    ring.answer()
    assert sorted(ring.newest) == [1, 2]
    ring.answer()
    assert sorted(ring.newest) == [3]
    ring.answer_all()
    assert ring.is_idle()


def test_two_requests_never_share_a_slot() -> None:
    ring = Followed(num_slots=3)
    ring.tell(*(a_submit(id, max_tokens=1 + id % 3) for id in range(1, 10)))
    ring.answer_all()  # the outlet checks each plan
    assert ring.is_idle()
    assert len(ring.finishes) == 9


# Budget.


def test_no_step_exceeds_its_budget() -> None:
    ring = Followed(step_tokens=7, draft=3, num_slots=8)
    ring.tell(*(a_submit(id, range(11), max_tokens=9) for id in range(1, 9)))
    ring.answer_all(accept=2)
    assert max(budget_of(plan) for plan in ring.plans) == 7
    assert all(len(text) == 9 for text in ring.texts.values())
    assert len(ring.finishes) == 8


def test_a_long_prompt_is_computed_in_chunks() -> None:
    ring = Followed(step_tokens=4)
    ring.tell(a_submit(1, range(10), max_tokens=1))
    ring.answer_all()
    assert [plan.rows[0].budget for plan in ring.plans] == [4, 4, 2]
    assert ring.texts[1] == [1010]


def test_a_prompt_shares_its_step_with_those_who_generate() -> None:
    ring = Followed(step_tokens=8)
    ring.tell(a_submit(1))
    ring.answer()
    ring.tell(a_submit(2, range(20)))
    ring.answer()
    assert {id: row.budget for id, row in ring.newest.items()} == {1: 1, 2: 7}


def test_nobody_starves_on_the_smallest_budget() -> None:
    ring = Followed(step_tokens=1)
    ring.tell(a_submit(1, (1,), max_tokens=30))
    ring.answer()
    ring.tell(a_submit(2, range(10), max_tokens=1))
    for _ in range(12):
        ring.answer()
    assert ring.texts[2] == [2010]
    assert len(ring.texts[1]) >= 12


def test_a_prompt_progresses_beside_more_than_the_budget_can_serve() -> None:
    ring = Followed(step_tokens=2)
    ring.tell(a_submit(1, (1,)), a_submit(2, (1,)))
    ring.answer()
    ring.tell(a_submit(3, range(4), max_tokens=1))
    for _ in range(3):
        ring.answer()
    told = [row.budget for plan in ring.plans for row in plan.rows if row.id == 3]
    assert told == [1, 1, 1]


def test_those_who_generate_take_turns_in_order_when_the_budget_is_short() -> None:
    ring = Followed(step_tokens=2, num_slots=4)
    ring.tell(*(a_submit(id, (1,), max_tokens=2) for id in (1, 2, 3, 4)))
    ring.answer_all()
    assert [tuple(row.id for row in plan.rows) for plan in ring.plans] == [
        (1, 2),
        (1, 2),
        (3, 4),
        (3, 4),
    ]


def test_drafts_take_only_what_the_rows_leave() -> None:
    ring = Followed(step_tokens=6, draft=3)
    ring.tell(*(a_submit(id, (1,)) for id in (1, 2, 3)))
    assert [(row.budget, row.draft) for row in ring.plans[0].rows] == [(4, 3), (1, 0), (1, 0)]


def test_drafts_never_reach_beyond_the_last_token() -> None:
    ring = Followed(draft=5)
    ring.tell(a_submit(1, max_tokens=4))
    assert ring.newest[1].draft == 3
    ring.answer(accept=1)
    assert ring.newest[1].draft == 1
    ring.answer(accept=1)
    assert ring.texts[1] == [1003, 1004, 1005, 1006]
    assert ring.is_idle()


# Overlap.


def test_at_depth_one_a_step_waits_for_the_one_before() -> None:
    ring = Followed(depth=1)
    ring.tell(a_submit(1))
    assert len(ring.in_flight) == 1
    ring.answer()
    assert len(ring.in_flight) == 1


def test_at_depth_two_a_step_is_planned_behind_the_one_in_flight() -> None:
    ring = Followed(depth=2)
    ring.tell(a_submit(1))
    assert [(plan.step, plan.after) for plan in ring.plans] == [(1, 0), (2, 0)]
    ring.answer()
    assert (ring.plans[-1].step, ring.plans[-1].after) == (3, 1)
    assert [plan.rows[0].news for plan in ring.plans] == [(), (), (1003,)]


def test_while_all_write_a_step_is_planned_behind_the_one_in_flight() -> None:
    ring = Followed(depth=2, steady=True)
    ring.tell(a_submit(1, range(3)))
    assert len(ring.in_flight) == 2
    ring.answer()
    assert len(ring.in_flight) == 2


def test_while_a_prompt_is_read_no_step_is_planned_ahead() -> None:
    ring = Followed(depth=2, steady=True, step_tokens=4)
    ring.tell(a_submit(1, range(2)), a_submit(2, range(20)))
    while ring.scheduler.live[2].num_to_catch_up > 1:
        assert len(ring.in_flight) == 1
        ring.answer()
    assert len(ring.in_flight) == 2


def test_who_always_plans_ahead_does_so_while_a_prompt_is_read() -> None:
    ring = Followed(depth=2, steady=False, step_tokens=4)
    ring.tell(a_submit(1, range(20)))
    assert ring.scheduler.live[1].num_to_catch_up > 1
    assert len(ring.in_flight) == 2


def test_who_could_come_in_at_once_is_not_kept_waiting_by_a_plan() -> None:
    ring = Followed(depth=2, steady=True, num_slots=2)
    ring.tell(a_submit(1))
    ring.tell(a_submit(2))
    ring.answer()
    assert len(ring.in_flight) == 1
    ring.answer()
    assert [len(plan.rows) for plan in ring.plans] == [1, 1, 2, 2]


def test_who_finds_no_place_does_not_keep_the_others_from_planning_ahead() -> None:
    ring = Followed(depth=2, steady=True, num_slots=1)
    ring.tell(a_submit(1), a_submit(2))
    ring.answer()
    assert len(ring.in_flight) == 2


@pytest.mark.parametrize("draft", [0, 2])
@pytest.mark.parametrize("accept", [0, 1, 2])
def test_depth_does_not_change_the_text(draft: int, accept: int) -> None:
    texts = []
    for depth in (1, 2):
        ring = Followed(depth=depth, draft=draft, step_tokens=7)
        ring.tell(*(a_submit(id, range(id), max_tokens=8, stop_ids=(2008,)) for id in (1, 2, 3)))
        ring.answer_all(accept=accept)
        assert ring.is_idle()
        texts.append((ring.texts, ring.finishes))
    assert texts[0] == texts[1]
    assert texts[0][1][2] == Finish("stop", 2008)


def test_nothing_is_planned_beyond_the_last_token_in_flight() -> None:
    ring = Followed(depth=2)
    ring.tell(a_submit(1, max_tokens=1))
    assert len(ring.plans) == 1
    ring.answer_all()
    assert len(ring.plans) == 1


def test_drafts_behind_a_prompt_take_no_room_from_other_prompts() -> None:
    ring = Followed(step_tokens=8, draft=3)
    ring.tell(a_submit(1, range(4)), a_submit(2, range(3)))
    told = [(row.budget, row.draft) for row in ring.plans[0].rows]
    assert told == [(4 + 1, 1), (3, 0)]


def test_a_step_that_comes_home_twice_is_learned_once() -> None:
    ring = Followed()
    ring.tell(a_submit(1))
    done = ring.answer()
    ring.tell(done)
    assert ring.texts[1] == [1003]
    assert len(ring.in_flight) == 1


def test_a_step_that_comes_home_late_again_turns_nothing_back() -> None:
    ring = Followed(depth=2)
    ring.tell(a_submit(1), a_submit(2))
    first = ring.answer()
    ring.answer()
    ring.tell(first, Cancel(1))
    assert ring.releases[-1].after == 2


def budget_of(plan: Plan) -> int:
    return sum(row.budget for row in plan.rows)


def test_the_device_has_its_next_plan_before_texts_go_out() -> None:
    ring, planned = Followed(), list[int]()
    ring.scheduler.detokenizer = Ear(lambda _: planned.append(len(ring.plans)))
    ring.tell(a_submit(1, range(3), max_tokens=3))
    ring.answer()
    assert planned == [2]
