"""Who shares blocks in the KV cache, and who has to wait. A block has four tokens by default."""

from __future__ import annotations

import pytest

from actors import kv_cache
from tests.actors.made import Books, a_plan, going_on, moving_in

EIGHT = (1, 2, 3, 4, 5, 6, 7, 8)
NINE = (*EIGHT, 9)


def test_a_block_is_shared_once_its_step_is_settled() -> None:
    books = Books()
    first = books.place(a_plan(1, moving_in(1, NINE)))
    early = books.answer(a_plan(2, moving_in(2, NINE), after=0))
    assert early.held == (2,)
    assert early.work.rows == ()
    row = books.place(a_plan(3, going_on(2, budget=9), after=1))
    assert (row.start, row.count) == (8, 1)
    assert row.blocks[:2] == first.blocks[:2]


def test_of_two_that_arrive_together_one_computes_and_the_other_shares() -> None:
    books = Books()
    batch = books.answer(a_plan(1, moving_in(1, NINE), moving_in(2, NINE)))
    assert [row.id for row in batch.work.rows] == [1]
    assert batch.held == (2,)
    row = books.place(a_plan(2, going_on(2, budget=9)))
    assert row.start == 8
    assert row.blocks[:2] == batch.work.rows[0].blocks[:2]
    books.leave(1, after=2)
    books.leave(2, after=2)
    assert books.nothing_is_held()


def test_one_that_arrives_in_the_middle_follows_block_by_block() -> None:
    books = Books()
    books.tell(a_plan(1, moving_in(1, NINE, budget=4)))
    batch = books.answer(a_plan(2, going_on(1, budget=4), moving_in(2, NINE)))
    assert batch.held == (2,)
    row = books.place(a_plan(3, going_on(2, budget=9)))
    assert row.start == 8


def test_whoever_is_in_the_middle_of_a_prompt_jumps_over_blocks_of_others() -> None:
    books = Books()
    twelve = (*NINE, 10, 11, 12, 13)
    books.tell(a_plan(1, moving_in(1, twelve, budget=4)))
    row = books.place(a_plan(2, moving_in(2, twelve)))
    assert row.start == 4
    row = books.place(a_plan(3, going_on(1, budget=9)))
    assert (row.start, row.count, row.samples) == (12, 1, True)
    assert row.setup is None


def test_in_the_middle_of_a_block_nobody_jumps() -> None:
    books = Books()
    books.tell(a_plan(1, moving_in(1, NINE, budget=3), moving_in(2, NINE)))
    row = books.place(a_plan(2, going_on(1, budget=6)))
    assert (row.start, row.count) == (3, 6)
    assert len(row.blocks) == 2


def test_nobody_jumps_over_what_its_own_step_in_flight_computes() -> None:
    books = Books()
    books.tell(a_plan(1, moving_in(1, NINE, budget=3), moving_in(2, NINE)))
    books.tell(a_plan(2, going_on(1, budget=1), after=0))
    first = books.place(a_plan(3, going_on(1, budget=1), after=1))
    assert first.start == 4
    # The first block is settled now, and the second one is known from the other request.
    second = books.place(a_plan(4, going_on(1, budget=1), after=2))
    assert second.start == 5
    assert second.blocks == ()


def test_the_last_prompt_token_is_always_computed() -> None:
    books = Books()
    books.tell(a_plan(1, moving_in(1, EIGHT)))
    row = books.place(a_plan(2, moving_in(2, EIGHT)))
    assert (row.start, row.count, row.samples) == (4, 4, True)


def test_a_single_token_is_computed_although_its_block_is_known() -> None:
    books = Books(block_size=1)
    books.tell(a_plan(1, moving_in(1, (7,))))
    row = books.place(a_plan(2, moving_in(2, (7,))))
    assert (row.start, row.count, row.samples) == (0, 1, True)


def test_only_whole_blocks_of_the_same_past_are_shared() -> None:
    books = Books()
    books.tell(a_plan(1, moving_in(1, NINE)))
    row = books.place(a_plan(2, moving_in(2, (0, *NINE[1:]))))
    assert row.start == 0
    row = books.place(a_plan(3, moving_in(3, (*NINE[:6], 0, 0, 0))))
    assert row.start == 4


def test_a_salt_separates() -> None:
    books = Books(num_blocks=16)
    batch = books.answer(a_plan(1, moving_in(1, NINE, salt="a"), moving_in(2, NINE, salt="b")))
    assert batch.held == ()
    row = books.place(a_plan(2, moving_in(3, NINE, salt="c")))
    assert row.start == 0
    row = books.place(a_plan(3, moving_in(4, NINE, salt="a")))
    assert row.start == 8


def test_a_hit_is_reported_where_it_begins() -> None:
    books = Books()
    assert books.answer(a_plan(1, moving_in(1, NINE))).cached == ((1, 0),)
    assert books.answer(a_plan(2, moving_in(2, NINE))).cached == ((2, 8),)
    assert books.answer(a_plan(3, going_on(2, 10))).cached == ()


def test_whoever_waits_computes_itself_when_the_other_one_goes() -> None:
    books = Books()
    batch = books.answer(a_plan(1, moving_in(1, NINE), moving_in(2, NINE)))
    assert batch.held == (2,)
    books.leave(1, after=0)
    row = books.place(a_plan(2, going_on(2, budget=9), after=0))
    assert row.start == 0


def test_a_row_that_waits_holds_no_claim() -> None:
    books = Books()
    books.tell(a_plan(1, moving_in(1, NINE), moving_in(2, NINE), moving_in(3, NINE)))
    books.leave(2, after=0)
    batch = books.answer(a_plan(2, going_on(3, budget=9)))
    assert batch.work.rows[0].start == 8


def test_a_claim_stays_when_somebody_else_who_computes_the_block_goes() -> None:
    books = Books()
    books.tell(a_plan(1, moving_in(1, NINE, budget=3)))
    books.tell(a_plan(2, moving_in(2, NINE), after=1))  # claims the first block
    books.tell(a_plan(3, going_on(1, budget=1), after=1))  # completes the same block
    books.leave(1, after=1)
    assert books.answer(a_plan(4, moving_in(3, NINE), after=1)).held == (3,)


def test_without_a_prefix_cache_nobody_shares_and_nobody_waits() -> None:
    books = Books(prefix_cache=False)
    batch = books.answer(a_plan(1, moving_in(1, NINE), moving_in(2, NINE)))
    assert batch.held == ()
    assert [row.start for row in batch.work.rows] == [0, 0]
    books.leave(1, after=1)
    assert books.place(a_plan(2, moving_in(3, NINE))).start == 0


def test_texts_of_one_digest_do_not_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kv_cache, "chain", lambda parent, ids: b"same")
    books = Books()
    first = books.place(a_plan(1, moving_in(1, (1, 2, 3, 4, 5))))
    row = books.place(a_plan(2, moving_in(2, (6, 7, 8, 9, 5))))
    assert row.start == 0
    assert not set(row.blocks) & set(first.blocks)
