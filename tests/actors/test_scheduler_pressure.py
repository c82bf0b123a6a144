"""The scheduler when somebody leaves, and when blocks are short."""

from __future__ import annotations

import pytest

from actors.messages import Cancel, Finish
from tests.actors.followed import Followed
from tests.actors.made import a_submit

# Cancelling.


def test_a_request_is_cancelled_while_it_waits() -> None:
    ring = Followed(num_slots=1)
    ring.tell(a_submit(1, max_tokens=2), a_submit(2))
    ring.tell(Cancel(2))
    assert ring.finishes == {2: Finish("cancelled")}
    assert ring.releases == []
    ring.answer_all()
    assert ring.is_idle()


def test_a_request_is_cancelled_with_a_step_in_flight() -> None:
    ring = Followed(depth=2)
    ring.tell(a_submit(1), a_submit(2, max_tokens=3))
    ring.answer()
    ring.tell(Cancel(1))
    assert ring.finishes == {1: Finish("cancelled")}
    assert ring.texts[1] == [1003]
    assert [(release.id, release.news, release.after) for release in ring.releases] == [(1, (), 1)]
    ring.answer_all()
    assert ring.texts[1] == [1003]
    assert ring.is_idle()


def test_a_request_is_cancelled_between_two_steps() -> None:
    """Its slot and its row belong to somebody else at once."""
    ring = Followed(num_slots=1)
    ring.tell(a_submit(1), a_submit(2, max_tokens=1))
    ring.tell(Cancel(1))
    ring.answer()
    assert list(ring.newest) == [2]
    ring.answer_all()
    assert ring.is_idle()


def test_a_request_is_cancelled_after_it_lost_its_slot() -> None:
    ring = Followed()
    ring.tell(a_submit(1, max_tokens=3), a_submit(2))
    ring.answer(refuse=(1,))
    assert len(ring.releases) == 1
    ring.tell(Cancel(2))
    assert ring.finishes == {2: Finish("cancelled")}
    assert len(ring.releases) == 1
    ring.answer_all()
    assert ring.is_idle()


def test_a_cancel_of_nobody_is_ignored() -> None:
    ring = Followed()
    ring.tell(Cancel(1))
    ring.tell(a_submit(1, max_tokens=1))
    ring.answer_all()
    ring.tell(Cancel(1))
    assert ring.finishes == {1: Finish("length")}


def test_cancelling_everybody_frees_everything() -> None:
    ring = Followed(num_slots=2, depth=2)
    ring.tell(*(a_submit(id) for id in range(1, 6)))
    ring.answer()
    ring.tell(*(Cancel(id) for id in range(1, 6)))
    ring.answer_all()
    assert set(ring.finishes.values()) == {Finish("cancelled")}
    assert ring.is_idle()


# Blocks are short.


def test_the_last_in_order_gives_way() -> None:
    ring = Followed()
    ring.tell(*(a_submit(id) for id in (1, 2, 3)))
    ring.answer(refuse=(1,))
    assert [release.id for release in ring.releases] == [3]
    assert sorted(ring.newest) == [1, 2]


def test_priority_decides_who_gives_way() -> None:
    ring = Followed()
    ring.tell(a_submit(1, priority=1), a_submit(2), a_submit(3))
    ring.answer(refuse=(3,))
    assert [release.id for release in ring.releases] == [1]


def test_a_late_arrival_of_higher_priority_is_not_the_last_in_order() -> None:
    ring = Followed()
    ring.tell(a_submit(1), a_submit(2))
    ring.tell(a_submit(3, priority=-1))
    ring.answer()
    ring.answer(refuse=(1,))
    assert [release.id for release in ring.releases] == [2]


def test_nobody_gives_way_to_those_behind_it() -> None:
    ring = Followed()
    ring.tell(a_submit(1), a_submit(2))
    ring.answer(refuse=(2,))
    assert ring.releases == []
    assert sorted(ring.newest) == [1, 2]
    ring.answer()
    assert ring.texts == {1: [1003, 1004], 2: [2003]}


def test_the_tokens_of_whoever_gave_way_are_told_and_kept() -> None:
    ring = Followed()
    ring.tell(a_submit(1, max_tokens=2), a_submit(2, max_tokens=4))
    ring.answer()
    ring.answer(refuse=(1,))
    assert [(release.id, release.news) for release in ring.releases] == [(2, (2004,))]
    ring.answer()
    assert ring.newest[2].residence is not None
    assert ring.newest[2].budget == 5  # all of its tokens are to be computed again
    ring.answer_all()
    assert ring.texts[2] == [2003, 2004, 2005, 2006]
    assert ring.is_idle()


def test_whoever_gave_way_waits_until_somebody_has_left() -> None:
    ring = Followed()
    ring.tell(a_submit(1, max_tokens=3), a_submit(2, max_tokens=3))
    ring.answer(refuse=(1,))
    for _ in range(3):
        assert list(ring.newest) == [1]
        ring.answer()
    assert list(ring.newest) == [2]
    ring.answer_all()
    assert ring.is_idle()


def test_whoever_gave_way_comes_back_beside_those_who_still_run() -> None:
    ring = Followed()
    ring.tell(a_submit(1), a_submit(2, max_tokens=2), a_submit(3))
    ring.answer(refuse=(1,))
    assert sorted(ring.newest) == [1, 2]
    ring.answer()
    assert ring.finishes == {2: Finish("length")}
    assert sorted(ring.newest) == [1, 3]


def test_nobody_new_is_admitted_while_blocks_are_short() -> None:
    ring = Followed()
    ring.tell(a_submit(1, max_tokens=2), a_submit(2))
    ring.answer(refuse=(1,))
    ring.tell(a_submit(3))
    ring.answer()
    assert list(ring.newest) == [1]


def test_two_refusals_of_the_same_shortage_cost_one_request_its_slot() -> None:
    ring = Followed(depth=2)
    ring.tell(*(a_submit(id) for id in (1, 2, 3)))
    ring.answer(refuse=(1,))
    ring.answer(refuse=(1,))
    assert [release.id for release in ring.releases] == [3]


def test_a_shortage_that_lasts_costs_the_next_one() -> None:
    ring = Followed()
    ring.tell(*(a_submit(id) for id in (1, 2, 3)))
    ring.answer(refuse=(1,))
    ring.answer(refuse=(1,))
    assert [release.id for release in ring.releases] == [3, 2]


def test_results_from_before_a_preemption_are_ignored() -> None:
    ring = Followed(depth=2)
    ring.tell(a_submit(1, max_tokens=2), a_submit(2, max_tokens=2))
    ring.answer(refuse=(1,))
    assert ring.texts[2] == [2003]
    ring.answer()  # holds a token for the second request, which is out of its slot by now
    assert ring.texts[2] == [2003]
    ring.answer_all()
    assert ring.texts[2] == [2003, 2004]
    assert ring.is_idle()


def test_results_from_before_a_preemption_are_ignored_after_the_next_admission() -> None:
    ring = Followed(depth=2)
    ring.tell(a_submit(1), a_submit(2, max_tokens=3))
    ring.answer(refuse=(1,))
    assert [release.id for release in ring.releases] == [2]
    ring.tell(Cancel(1))  # the second one moves in again, with an old row in flight
    ring.answer_all()
    assert ring.texts[2] == [2003, 2004, 2005]
    assert ring.is_idle()


def test_the_first_in_order_always_progresses() -> None:
    ring = Followed(num_slots=8, depth=2)
    ring.tell(*(a_submit(id, max_tokens=10) for id in range(1, 9)))
    num_refused = 0
    while 1 not in ring.finishes:
        alone = len(ring.scheduler.running) == 1
        num_refused += not alone
        ring.answer(refuse=() if alone else (1,))
    assert num_refused >= 7
    assert len(ring.texts[1]) == 10


def test_whoever_leaves_with_the_same_step_makes_room() -> None:
    """Its blocks are free by the time that the refusal is heard, so nobody else gives way."""
    ring = Followed()
    ring.tell(a_submit(1, max_tokens=1), a_submit(2, max_tokens=2), a_submit(3, max_tokens=3))
    ring.answer(refuse=(2,))
    assert [release.id for release in ring.releases] == [1]
    ring.answer_all()
    assert ring.is_idle()


def test_a_request_that_is_alone_now_was_refused_while_it_was_not() -> None:
    ring = Followed()
    ring.tell(a_submit(1, max_tokens=1), a_submit(2, max_tokens=2))
    ring.answer(refuse=(2,))
    ring.answer_all()
    assert ring.texts == {1: [1003], 2: [2003, 2004]}
    assert ring.is_idle()


def test_a_request_whose_company_was_cancelled_tries_again() -> None:
    ring = Followed()
    ring.tell(a_submit(1), a_submit(2, max_tokens=1))
    ring.tell(Cancel(1))
    ring.answer(refuse=(2,))
    ring.answer_all()
    assert ring.texts[2] == [2003]
    assert ring.is_idle()


def test_a_request_that_finds_no_blocks_all_alone_is_a_bug() -> None:
    ring = Followed()
    ring.tell(a_submit(1))
    with pytest.raises(RuntimeError, match="alone"):
        ring.answer(refuse=(1,))


def test_a_row_that_is_held_runs_later() -> None:
    ring = Followed()
    ring.tell(a_submit(1, max_tokens=2), a_submit(2, max_tokens=2))
    ring.answer(hold=(2,))
    assert ring.texts == {1: [1003]}
    assert ring.releases == []
    ring.answer_all()
    assert ring.texts == {1: [1003, 1004], 2: [2003, 2004]}
