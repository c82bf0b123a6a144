"""Whoever is suspected of killing the device runs alone."""

from __future__ import annotations

import pytest

from actors.errors import DeviceRowFailed
from actors.messages import Cancel
from tests.actors.followed import Followed
from tests.actors.made import a_submit


def test_a_suspect_runs_alone_until_it_has_got_past_the_place() -> None:
    ring = Followed(depth=2)
    ring.tell(a_submit(1), a_submit(2, alone_until=2), a_submit(3))
    for _ in range(2):
        assert list(ring.newest) == [2]
        assert len(ring.in_flight) == 1
        ring.answer()
    assert sorted(ring.newest) == [1, 2, 3]
    assert len(ring.in_flight) == 2


def test_a_suspect_waits_for_the_steps_in_flight() -> None:
    ring = Followed(depth=2)
    ring.tell(a_submit(1))
    ring.tell(a_submit(2, alone_until=1))
    assert len(ring.in_flight) == 2
    ring.answer()
    assert len(ring.in_flight) == 1
    ring.answer()
    assert list(ring.newest) == [2]


def test_suspects_run_one_after_the_other() -> None:
    ring = Followed(depth=2)
    ring.tell(a_submit(1, alone_until=1), a_submit(2, alone_until=1))
    assert list(ring.newest) == [1]
    ring.answer()
    assert list(ring.newest) == [2]
    ring.answer()
    assert sorted(ring.newest) == [1, 2]


def test_a_suspect_takes_the_slot_of_the_last_in_order() -> None:
    ring = Followed(num_slots=2)
    ring.tell(a_submit(1, max_tokens=4), a_submit(2, max_tokens=4))
    ring.tell(a_submit(3, alone_until=1, max_tokens=1))
    ring.answer()
    assert [release.id for release in ring.releases] == [2]
    assert list(ring.newest) == [3]
    ring.answer_all()
    assert ring.is_idle()
    assert [len(text) for text in ring.texts.values()] == [4, 4, 1]


def test_a_suspect_that_finds_no_blocks_gets_those_of_others() -> None:
    ring = Followed()
    ring.tell(a_submit(1, max_tokens=4), a_submit(2, max_tokens=4))
    ring.tell(a_submit(3, alone_until=1, max_tokens=2))
    ring.answer()
    assert list(ring.newest) == [3]
    ring.answer(refuse=(3,))
    assert [release.id for release in ring.releases] == [2]
    ring.answer_all()
    assert ring.is_idle()


def test_a_long_prompt_of_a_suspect_is_computed_alone() -> None:
    ring = Followed(step_tokens=4)
    ring.tell(a_submit(1), a_submit(2, range(10), alone_until=1, max_tokens=1))
    for _ in range(3):
        assert list(ring.newest) == [2]
        ring.answer()
    assert list(ring.newest) == [1]


@pytest.mark.parametrize("how", ["cancel", "fail"])
def test_when_a_suspect_has_gone_the_others_go_on(how: str) -> None:
    ring = Followed()
    ring.tell(a_submit(1, max_tokens=1), a_submit(2, alone_until=5))
    if how == "cancel":
        ring.tell(Cancel(2))
        ring.answer()
    else:
        ring.answer(fail=(2,))
        assert isinstance(ring.finishes[2].error, DeviceRowFailed)
    assert list(ring.newest) == [1]
    ring.answer_all()
    assert ring.is_idle()
