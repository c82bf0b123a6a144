"""The KV cache with two steps in flight, and with drafts. A block has four tokens by default."""

from __future__ import annotations

from tests.actors.made import Books, a_plan, going_on, moving_in

EIGHT = (1, 2, 3, 4, 5, 6, 7, 8)
NINE = (*EIGHT, 9)


def test_behind_a_step_that_samples_only_the_device_knows_the_start() -> None:
    books = Books()
    books.tell(a_plan(1, moving_in(1, (1, 2, 3))))
    row = books.place(a_plan(2, going_on(1), after=0))
    assert (row.start, row.count, row.samples) == (None, 1, True)


def test_blocks_are_granted_for_the_furthest_that_the_drafts_may_get() -> None:
    books = Books()
    first = books.place(a_plan(1, moving_in(1, (1, 2, 3, 4), draft=3)))
    assert (first.count, first.draft) == (4, 3)
    assert len(first.blocks) == 2  # 4 + 3 tokens
    second = books.place(a_plan(2, going_on(1, draft=3), after=0))
    assert (second.start, second.count, second.draft) == (None, 1, 3)
    assert len(second.blocks) == 1  # 7 + 4 tokens


def test_the_bound_tightens_when_a_step_is_settled() -> None:
    books = Books()
    books.tell(a_plan(1, moving_in(1, (1, 2, 3, 4), draft=3)))
    books.tell(a_plan(2, going_on(1, draft=3), after=0))
    # Step 1 decided on one token only: 4 are computed, and step 2 computes 4 more at most.
    row = books.place(a_plan(3, going_on(1, 5, draft=3), after=1))
    assert row.start is None
    assert row.blocks == ()  # 4 + 4 + 4 tokens fit into the three blocks that are there


def test_the_start_is_known_again_when_nothing_is_in_flight() -> None:
    books = Books()
    books.tell(a_plan(1, moving_in(1, (1, 2, 3, 4), draft=3)))
    books.tell(a_plan(2, going_on(1, draft=3), after=0))
    row = books.place(a_plan(3, going_on(1, 5, 6, 7, draft=3), after=2))
    assert (row.start, row.count, row.samples) == (6, 1, True)


def test_news_may_come_several_steps_after_their_step_is_settled() -> None:
    books = Books()
    books.tell(a_plan(1, moving_in(1, (1, 2, 3))))
    books.tell(a_plan(2, moving_in(2, (20, 21)), after=1))
    books.tell(a_plan(3, going_on(2, 22), after=2))
    row = books.place(a_plan(4, going_on(1, 4), after=3))
    assert row.start == 3


def test_a_block_whose_tokens_are_not_known_yet_is_not_shared() -> None:
    """Two steps are settled while the news of them is still to come."""
    books = Books(block_size=1)
    books.tell(a_plan(1, moving_in(1, (1,))))
    books.tell(a_plan(2, going_on(1), after=0))
    books.tell(a_plan(3, moving_in(2, (20,)), after=2))
    books.leave(1, 2, 3, after=3)
    assert books.place(a_plan(4, moving_in(3, (1, 2, 3, 4)))).start == 2


def test_drafts_go_first_when_blocks_are_short() -> None:
    books = Books(num_blocks=2)
    row = books.place(a_plan(1, moving_in(1, EIGHT[:7], draft=3)))
    assert (row.count, row.draft, row.samples) == (7, 0, True)
    assert len(row.blocks) == 2


def test_a_row_without_room_behind_the_steps_in_flight_is_refused() -> None:
    books = Books(num_blocks=1)
    books.tell(a_plan(1, moving_in(1, (1, 2, 3), draft=1)))
    batch = books.answer(a_plan(2, going_on(1), after=0))
    assert batch.refused == (1,)
    row = books.place(a_plan(3, going_on(1, 4), after=1))
    assert row.start == 3


def test_drafts_keep_to_the_budget() -> None:
    books = Books()
    row = books.place(a_plan(1, moving_in(1, (1, 2, 3), budget=4, draft=3)))
    assert (row.count, row.draft) == (3, 1)


def test_no_drafts_behind_a_chunk_that_does_not_sample() -> None:
    books = Books()
    row = books.place(a_plan(1, moving_in(1, NINE, budget=4, draft=3)))
    assert (row.count, row.draft, row.samples) == (4, 0, False)


def test_drafts_are_never_shared() -> None:
    """What a draft left behind the newest token is no known content."""
    books = Books()
    books.tell(a_plan(1, moving_in(1, (1, 2, 3, 4, 5), draft=3)))
    books.tell(a_plan(2, going_on(1, 6), after=1))
    row = books.place(a_plan(3, moving_in(2, NINE)))
    assert row.start == 4


def test_whoever_generates_the_same_text_does_not_wait() -> None:
    books = Books()
    batch = books.answer(a_plan(1, moving_in(1, (1, 2, 3)), moving_in(2, (1, 2, 3))))
    assert len(batch.work.rows) == 2
    batch = books.answer(a_plan(2, going_on(1, 4), going_on(2, 4)))
    assert len(batch.work.rows) == 2
    batch = books.answer(a_plan(3, going_on(1, 5), going_on(2, 5)))
    assert len(batch.work.rows) == 2
    books.leave(1, 6, after=3)
    books.leave(2, 6, after=3)
    assert books.nothing_is_held()
