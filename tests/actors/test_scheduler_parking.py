"""The scheduler when a client does not read."""

from __future__ import annotations

import pytest

from actors.log import Log
from actors.messages import Cancel, CaughtUp, Finish, Submit
from tests.actors.followed import Followed
from tests.actors.made import a_log, a_submit


def behind(id: int, *, alone_until: int = 0) -> tuple[Log, Submit]:
    """A request with one token that its client has not taken, which is as many as it may have."""
    log = a_log(id, committed=(1000 * id + 3,), most_unread=1)
    log.tell("x", 1)
    return log, a_submit(id, log=log, committed=log.ids, max_tokens=4, alone_until=alone_until)


def test_who_is_not_read_gives_its_slot_to_others() -> None:
    ring = Followed(num_slots=1)
    log, submit = behind(1)
    ring.tell(submit, a_submit(2, max_tokens=2))
    ring.answer()
    assert log.parked
    assert [release.id for release in ring.releases] == [1]
    ring.answer_all()
    assert ring.texts == {1: [1003, 1004], 2: [2003, 2004]}
    assert 1 not in ring.finishes


@pytest.mark.parametrize("depth", [1, 2])
def test_who_is_read_again_goes_on(depth: int) -> None:
    """What was in flight meanwhile is computed again."""
    ring = Followed(num_slots=1, depth=depth)
    log, submit = behind(1)
    ring.tell(submit)
    ring.answer_all()
    assert ring.texts == {1: [1003, 1004]}
    log.take()
    ring.tell(CaughtUp(1))
    ring.answer_all()
    assert ring.texts == {1: [1003, 1004, 1005, 1006]}
    assert ring.is_idle()


def test_who_is_not_read_can_be_cancelled() -> None:
    ring = Followed()
    _, submit = behind(1)
    ring.tell(submit)
    ring.answer_all()
    ring.tell(Cancel(1))
    assert ring.finishes == {1: Finish("cancelled")}
    ring.tell(CaughtUp(1))
    assert ring.is_idle()


def test_who_is_not_read_makes_room_for_who_waits_for_blocks() -> None:
    ring = Followed()
    _, submit = behind(1)
    ring.tell(submit, a_submit(2, max_tokens=4), a_submit(3, max_tokens=2))
    ring.answer(refuse=(2,))  # the third gives way
    assert sorted(ring.newest) == [2, 3]


def test_a_suspect_runs_on_although_it_is_not_read() -> None:
    """Nobody runs beside it, so all would wait for its client."""
    ring = Followed()
    log, submit = behind(1, alone_until=3)
    ring.tell(submit)
    ring.answer()
    assert not log.parked
    ring.answer()
    assert log.parked


def test_who_reads_is_left_alone() -> None:
    ring = Followed()
    log = a_log(1, committed=(1003,), most_unread=1)
    log.tell("x", 1)
    log.take()
    ring.tell(a_submit(1, log=log, committed=log.ids, max_tokens=4))
    ring.answer_all()
    assert ring.texts == {1: [1003, 1004, 1005, 1006]}
    assert len(ring.releases) == 1
