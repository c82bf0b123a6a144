"""Who comes next: priorities that waiting overcomes, and clients with equal shares."""

from __future__ import annotations

import random
from itertools import count

import pytest

from actors.live import Live
from actors.queue import STEPS_TO_DOUBLE, Queue
from tests.actors.followed import Followed
from tests.actors.made import a_submit


def a_live(id: int, num_prompt: int = 1, *, client: str = "", priority: int = 0) -> Live:
    return Live(a_submit(id, range(num_prompt), client=client, priority=priority), 10_000)


def take(queue: Queue, step: int = 0) -> Live:
    (live,) = queue.take(1, step)
    return live


def test_those_of_one_client_come_in_the_order_of_their_arrival() -> None:
    queue = Queue()
    for id in (3, 1, 2):
        queue.welcome(a_live(id, num_prompt=id), step=0)
    assert [take(queue).id for _ in range(3)] == [1, 2, 3]


def test_who_asks_for_much_waits_for_himself() -> None:
    queue = Queue()
    for id in range(10):
        queue.welcome(a_live(id, 100, client="greedy"), step=0)
    first = take(queue)
    queue.welcome(a_live(10, 100, client="modest"), step=0)
    queue.welcome(a_live(11, 100, client="modest"), step=0)
    assert first.id == 0
    # Who comes is level with who is here, and then they take turns.
    assert [take(queue).id for _ in range(5)] == [1, 10, 2, 11, 3]


def test_shares_are_counted_in_tokens() -> None:
    queue = Queue()
    for id in range(10):
        queue.welcome(a_live(id, 10, client="short"), step=0)
    for id in range(10, 20):
        queue.welcome(a_live(id, 50, client="long"), step=0)
    taken = [take(queue).id < 10 for _ in range(12)]
    assert taken.count(True) == 10


def test_who_was_away_has_saved_nothing_up() -> None:
    queue = Queue()
    early = a_live(0, 1, client="away")
    queue.welcome(early, step=0)
    queue.welcome(a_live(1, 1000, client="busy"), step=0)
    queue.take(2, step=0)
    queue.forget(early)
    for id in (2, 3):
        queue.welcome(a_live(id, 1000, client="busy"), step=0)
    for id in (4, 5):
        queue.welcome(a_live(id, 1000, client="away"), step=0)
    assert [take(queue).id for _ in range(4)] == [2, 4, 3, 5]


def test_a_token_is_paid_for_once() -> None:
    queue = Queue()
    live = a_live(1, 7, client="one")
    queue.welcome(live, step=0)
    take(queue)
    live.tokens.append(1)
    queue.charge(live)
    queue.give_back(live)
    assert take(queue) is live
    assert queue.given == {"one": 8}
    queue.forget(live)
    assert not queue.given


@pytest.mark.parametrize("behind", [1, 3, 1000, 2**31])
def test_waiting_overcomes_every_priority(behind: int) -> None:
    """Somebody better arrives before every step, and there is one place."""
    queue, ids = Queue(), count(1)
    queue.welcome(a_live(0, priority=behind), step=0)
    for step in range(0, 50 * STEPS_TO_DOUBLE, STEPS_TO_DOUBLE // 4):
        queue.welcome(a_live(next(ids)), step)
        if take(queue, step).id == 0:
            break
    else:
        raise AssertionError("it starved")
    assert step >= STEPS_TO_DOUBLE
    assert step <= STEPS_TO_DOUBLE * (behind.bit_length() + 1)


@pytest.mark.parametrize("seed", range(20))
def test_many_at_once_come_in_the_order_of_one_by_one(seed: int) -> None:
    dice = random.Random(seed)
    asked = [
        (id, dice.randrange(1, 9), dice.choice("abc"), dice.randrange(3), dice.randrange(5000))
        for id in range(40)
    ]

    def order(*portions: int) -> list[int]:
        queue = Queue()
        for id, num_prompt, client, priority, since in asked:
            queue.welcome(a_live(id, num_prompt, client=client, priority=priority), since)
        taken = [live for most in portions for live in queue.take(most, step=5000)]
        assert [live.order[1] for live in taken] == [live.id for live in taken]
        assert len(queue) == 0
        return [live.id for live in taken]

    one_by_one = order(*[1] * 40)
    assert order(40) == order(7, 0, 13, 100) == one_by_one


def test_what_was_gained_by_waiting_is_kept_while_running() -> None:
    queue = Queue()
    patient, better = a_live(0, priority=1), a_live(1)
    queue.welcome(patient, step=0)
    assert take(queue, 2 * STEPS_TO_DOUBLE) is patient
    queue.welcome(better, step=2 * STEPS_TO_DOUBLE)
    take(queue, 2 * STEPS_TO_DOUBLE)
    assert patient < better


def test_a_crowd_of_one_client_delays_another_by_one_text_at_most() -> None:
    ring = Followed(num_slots=1)
    ring.tell(*(a_submit(id, max_tokens=3, client="crowd") for id in range(1, 50)))
    ring.answer()
    ring.tell(a_submit(50, max_tokens=3, client="guest"))
    for _ in range(8):
        ring.answer()
    assert 50 in ring.finishes
    ring.answer_all()
    assert ring.is_idle()
