"""The KV cache alone: which blocks a row gets, from which position it computes, what it leaves.

A block has four tokens unless a test says otherwise.
"""

from __future__ import annotations

import pytest

from actors.blocks import BlockPool
from actors.kv_cache import KVCache
from actors.messages import Batch, KVCacheMessage
from tests.actors.made import Books, Outlet, a_plan, going_on, inbox_of, moving_in, no_inbox

EIGHT = (1, 2, 3, 4, 5, 6, 7, 8)
NINE = (*EIGHT, 9)


async def test_a_row_that_does_not_fit_is_refused_and_others_are_not() -> None:
    runner: Outlet[Batch] = Outlet()
    pool = BlockPool(4, 16)
    plan = a_plan(1, moving_in(1, range(48)), moving_in(2, range(100, 132)))
    cache = KVCache(inbox_of(plan), runner=runner, pool=pool, secret=b"")
    await cache.run()
    assert runner[0].refused == (2,)
    assert [row.id for row in runner[0].work.rows] == [1]
    pool.audit(tenant.table for tenant in cache.tenants.values())


def test_a_row_behind_the_refused_one_still_fits() -> None:
    books = Books(num_blocks=3)
    batch = books.answer(
        a_plan(1, moving_in(1, EIGHT), moving_in(2, range(20, 28)), moving_in(3, (30, 31)))
    )
    assert batch.refused == (2,)
    assert [row.id for row in batch.work.rows] == [1, 3]


def test_a_plan_whose_rows_are_all_refused_is_still_answered() -> None:
    books = Books(num_blocks=1)
    batch = books.answer(a_plan(1, moving_in(1, EIGHT)))
    assert batch.work.rows == ()
    assert batch.refused == (1,)
    books.leave(1, after=1)
    assert books.nothing_is_held()


def test_a_refused_row_leaves_no_claim_behind() -> None:
    books = Books(num_blocks=1)
    books.answer(a_plan(1, moving_in(1, EIGHT)))
    batch = books.answer(a_plan(2, moving_in(2, EIGHT, budget=4), after=1))
    assert batch.held == ()
    assert [row.id for row in batch.work.rows] == [2]


def test_a_row_brings_its_setup_once_and_each_block_once() -> None:
    books = Books()
    first = books.place(a_plan(1, moving_in(1, NINE, budget=3)))
    second = books.place(a_plan(2, going_on(1, budget=3)))
    third = books.place(a_plan(3, going_on(1, budget=3)))
    assert first.setup is not None
    assert first.setup.tokens == NINE
    assert first.setup.num_prompt == 9
    assert second.setup is third.setup is None
    assert [len(row.blocks) for row in (first, second, third)] == [1, 1, 1]
    assert len({*first.blocks, *second.blocks, *third.blocks}) == 3


def test_a_setup_waits_for_the_first_row_that_is_placed() -> None:
    books = Books(num_blocks=2)
    batch = books.answer(a_plan(1, moving_in(1, EIGHT), moving_in(2, (20, 21))))
    assert batch.refused == (2,)
    books.leave(1, after=1)
    row = books.place(a_plan(2, going_on(2, budget=2)))
    assert row.setup is not None
    assert row.setup.tokens == (20, 21)


def test_a_chunk_samples_only_when_it_reaches_the_newest_token() -> None:
    books = Books()
    rows = [
        books.place(a_plan(1, moving_in(1, NINE, budget=4))),
        books.place(a_plan(2, going_on(1, budget=4))),
        books.place(a_plan(3, going_on(1, budget=4))),
    ]
    assert [(row.start, row.count, row.samples) for row in rows] == [
        (0, 4, False),
        (4, 4, False),
        (8, 1, True),
    ]


def test_chunks_in_flight_follow_each_other_without_waiting() -> None:
    books = Books()
    books.tell(a_plan(1, moving_in(1, NINE, budget=4)))
    row = books.place(a_plan(2, going_on(1, budget=4), after=0))
    assert (row.start, row.count, row.samples) == (4, 4, False)


def test_a_failed_request_leaves_nothing_unsettled_behind() -> None:
    books = Books()
    books.tell(a_plan(1, moving_in(1, NINE)))
    books.leave(1, after=1, failed=True)
    assert books.nothing_is_held()
    assert books.pool.num_cached == 0
    assert books.place(a_plan(2, moving_in(2, NINE))).start == 0


def test_a_failed_request_leaves_what_was_settled_before() -> None:
    books = Books()
    books.tell(a_plan(1, moving_in(1, NINE, budget=4)))
    books.tell(a_plan(2, going_on(1, budget=5)))
    books.leave(1, after=2, failed=True)
    assert books.place(a_plan(3, moving_in(2, NINE))).start == 4


def test_a_request_that_leaves_early_leaves_nothing_unsettled_behind() -> None:
    books = Books()
    books.tell(a_plan(1, moving_in(1, NINE)))
    books.leave(1, after=0)
    assert books.pool.num_cached == 0
    assert books.place(a_plan(2, moving_in(2, NINE), after=0)).start == 0


def test_the_next_turn_of_a_conversation_finds_prompt_and_answer() -> None:
    books = Books()
    books.tell(a_plan(1, moving_in(1, (1, 2, 3))))
    for step, token in enumerate((4, 5, 6, 7, 8), 2):
        books.tell(a_plan(step, going_on(1, token)))
    books.leave(1, 9, after=6)
    assert books.nothing_is_held()
    row = books.place(a_plan(7, moving_in(2, (*NINE, 30, 31, 32))))
    assert row.start == 8
    assert row.count == 4


def test_the_last_news_of_a_request_that_leaves_may_be_found_too() -> None:
    """Its last step got five tokens further, because the drafts were right."""
    books = Books()
    books.tell(a_plan(1, moving_in(1, (1, 2, 3))))
    books.tell(a_plan(2, going_on(1, 4, draft=4)))
    books.leave(1, *NINE[4:], after=2)
    assert books.place(a_plan(3, moving_in(2, (*NINE, 30)))).start == 8


def test_the_newest_token_of_a_request_that_left_was_never_computed() -> None:
    books = Books()
    books.tell(a_plan(1, moving_in(1, (1, 2, 3))))
    books.leave(1, 4, after=1)
    assert books.place(a_plan(2, moving_in(2, NINE))).start == 0


def test_a_preempted_request_finds_its_own_blocks_again() -> None:
    books = Books()
    books.tell(a_plan(1, moving_in(1, EIGHT)))
    books.leave(1, 9, after=1)
    row = books.place(a_plan(2, moving_in(1, NINE)))
    assert (row.start, row.count) == (8, 1)
    assert row.setup is not None
    assert row.setup.tokens == NINE
    assert len(row.blocks) == 3


def test_a_request_moves_in_once() -> None:
    books = Books()
    books.tell(a_plan(1, moving_in(1, NINE)))
    with pytest.raises(RuntimeError, match="moves in twice"):
        books.tell(a_plan(2, moving_in(1, NINE)))


def test_a_release_of_nobody_is_ignored() -> None:
    books = Books()
    books.tell(a_plan(1, moving_in(1, NINE)))
    books.leave(1, after=1)
    books.leave(1, after=1)
    books.leave(77, after=1)
    assert books.nothing_is_held()


def test_a_plan_told_twice_is_answered_once() -> None:
    books = Books()
    plan = a_plan(1, moving_in(1, NINE))
    books.tell(plan, plan)
    books.tell(a_plan(2, going_on(1, 10)), plan)
    assert [batch.work.step for batch in books.batches] == [1, 2]


@pytest.mark.parametrize("paranoid", [True, False])
def test_a_paranoid_cache_audits_its_books(paranoid: bool) -> None:
    pool = BlockPool(4, 4)
    cache = KVCache(no_inbox(), runner=Outlet(), pool=pool, secret=b"", paranoid=paranoid)
    cache.handle(a_plan(1, moving_in(1, (1, 2, 3))))
    pool.take(1)  # held by no tenant
    assert fails(cache, a_plan(2, going_on(1, 4))) is paranoid


def fails(cache: KVCache, message: KVCacheMessage) -> bool:
    try:
        cache.handle(message)
    except RuntimeError:
        return True
    return False
