from __future__ import annotations

import math
from dataclasses import dataclass, field

import anyio
import pytest
from anyio import create_task_group, current_time, sleep
from anyio.streams.memory import MemoryObjectReceiveStream

from tests.simulation.channels import ACTIONS, RAISED, Channels, Fault, Faults, Place
from tests.simulation.loop import BACKENDS, Backend, run
from tests.simulation.verdicts import START, Deadlock

on_both = pytest.mark.parametrize("backend", BACKENDS)
Inbox = MemoryObjectReceiveStream[object]


@dataclass
class Life:
    """What an actor got, and how it ended."""

    got: list[object] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    error: BaseException | None = None

    async def read(self, inbox: Inbox) -> None:
        """As the engine's actors do: one message is awaited, the rest is drained."""
        try:
            with inbox:
                async for first in inbox:
                    self.note(first)
                    self.drain(inbox)
        except BaseException as error:
            self.error = error
            if is_cancelled_from_above():
                raise

    def drain(self, inbox: Inbox) -> None:
        while True:
            try:
                message = inbox.receive_nowait()
            except (anyio.WouldBlock, anyio.EndOfStream):
                return
            self.note(message)

    def note(self, message: object) -> None:
        self.got.append(message)
        self.at.append(current_time() - START)


def is_cancelled_from_above() -> bool:
    return anyio.current_effective_deadline() == -math.inf


def live(
    faults: Faults,
    messages: tuple[object, ...] = (1, "a", 2, "b"),
    *,
    backend: Backend = "asyncio",
    at_once: bool = False,
) -> Life:
    """One actor, one sender that is none, and for each message a second, or all of them at once."""
    life = Life()
    independent = (frozenset({"int", "str"}),)

    async def main() -> None:
        outlet, inbox = Channels(faults, independent=independent).open("numbers", 4)
        with anyio.move_on_after(50):
            async with create_task_group() as group:
                group.start_soon(life.read, inbox)
                with outlet:
                    for message in messages:
                        if not at_once:
                            await sleep(1)
                        try:
                            outlet.send_nowait(message)
                        except anyio.BrokenResourceError:
                            return  # the actor ended

    run(main, 3, backend=backend)
    return life


# Without a fault in the plan, nothing is different.


@on_both
def test_a_sound_channel_delivers_and_counts_every_hand_over(backend: Backend) -> None:
    faults = Faults(0)
    life = live(faults, backend=backend)
    assert life.got == [1, "a", 2, "b"]
    assert life.error is None
    assert faults.num_points == 8
    assert faults.visits[Place("numbers", "str", "send")] == 2
    assert faults.visits[Place("numbers", "int", "receive")] == 2


def test_messages_that_are_drained_count_as_such() -> None:
    faults = Faults(0)
    assert live(faults, at_once=True).got == [1, "a", 2, "b"]
    assert sum(faults.visits.values()) == 8
    assert {place.direction for place in faults.visits} == {"send", "receive", "receive_nowait"}


@on_both
def test_statistics_count_what_waits(backend: Backend) -> None:
    async def main() -> list[int]:
        outlet, inbox = Channels().open("numbers", 4)
        with outlet, inbox:
            outlet.send_nowait(1)
            outlet.send_nowait(2)
            before = inbox.statistics().current_buffer_used
            await inbox.receive()
            return [before, inbox.statistics().current_buffer_used]

    assert run(main, 1, backend=backend) == [2, 1]


def test_a_full_channel_refuses() -> None:
    async def main() -> None:
        outlet, inbox = Channels().open("numbers", 1)
        with outlet, inbox:
            outlet.send_nowait(1)
            with pytest.raises(anyio.WouldBlock):
                outlet.send_nowait(2)

    run(main, 1)


def test_a_channel_ends_with_its_last_sender() -> None:
    async def main() -> list[object]:
        outlet, inbox = Channels().open("numbers", 2)
        with inbox:
            other = outlet.clone()
            outlet.close()
            other.send_nowait(1)
            other.close()
            return [message async for message in inbox]

    assert run(main, 1) == [1]


# Each action, at the receiving end.


@on_both
@pytest.mark.parametrize("action", RAISED)
def test_a_receiver_dies_of_what_is_injected(action: str, backend: Backend) -> None:
    life = live(Faults(0, [Fault(3, action)]), backend=backend)
    assert life.got == [1]
    assert type(life.error) is RAISED[action]


@on_both
def test_a_receiver_can_die_of_a_message_that_it_drained(backend: Backend) -> None:
    faults = Faults(0, [Fault(5, "panic")])
    life = live(faults, at_once=True, backend=backend)
    assert life.got == [1]
    assert type(life.error) is RAISED["panic"]
    assert "receive_nowait str 1: panic" in faults.struck[0]


@on_both
@pytest.mark.parametrize(("action", "num_waiting"), [("hang", 3), ("swallow", 2)])
def test_a_hanging_receiver_waits_until_it_is_cancelled(
    action: str, num_waiting: int, backend: Backend
) -> None:
    life, waiting = Life(), list[int]()

    async def main() -> float:
        outlet, inbox = Channels(Faults(0, [Fault(3, action)])).open("numbers", 4)
        with outlet, anyio.move_on_after(50):
            async with create_task_group() as group:
                group.start_soon(life.read, inbox)
                for message in (1, 2, 3, 4):
                    await sleep(1)
                    outlet.send_nowait(message)
                await sleep(1)
                waiting.append(inbox.statistics().current_buffer_used)
        return current_time() - START

    assert run(main, 1, backend=backend) == 50
    assert (life.got, waiting) == ([1], [num_waiting])


def test_a_hang_that_nobody_notices_is_a_deadlock() -> None:
    async def main() -> None:
        outlet, inbox = Channels({1: "hang"}).open("numbers", 4)
        with outlet, inbox:
            outlet.send_nowait(1)
            await inbox.receive()

    with pytest.raises(Deadlock):
        run(main, 1)


@on_both
def test_an_inbox_can_end_although_its_senders_live(backend: Backend) -> None:
    life = live(Faults(0, [Fault(3, "end")]), backend=backend)
    assert life.got == [1]
    assert life.error is None


@on_both
def test_an_inbox_that_has_ended_stays_so(backend: Backend) -> None:
    async def main() -> None:
        outlet, inbox = Channels({2: "end"}).open("numbers", 2)
        with outlet, inbox:
            outlet.send_nowait(1)
            outlet.send_nowait(2)
            with pytest.raises(anyio.EndOfStream):
                await inbox.receive()
            with pytest.raises(anyio.EndOfStream):
                await inbox.receive()
            with pytest.raises(anyio.EndOfStream):
                inbox.receive_nowait()

    run(main, 1, backend=backend)


@pytest.mark.parametrize("action", ["hang", "end", "stray_cancel", "delay"])
def test_nothing_that_awaits_strikes_where_nobody_awaits(action: str) -> None:
    faults = Faults(0, [Fault(5, action)])  # the first message that is drained
    assert live(faults, at_once=True).got == [1, "a", 2, "b"]
    assert faults.struck == []


@on_both
def test_a_receiver_can_be_cancelled_by_nobody(backend: Backend) -> None:
    cancelled: list[type[BaseException]] = []

    async def main() -> None:
        cancelled.append(anyio.get_cancelled_exc_class())

    run(main, 1, backend=backend)
    life = live(Faults(0, [Fault(3, "stray_cancel")]), backend=backend)
    assert life.got == [1]
    assert [type(life.error)] == cancelled


@on_both
@pytest.mark.parametrize(("at_once", "point"), [(False, 3), (True, 5)])
def test_a_message_can_come_twice(backend: Backend, at_once: bool, point: int) -> None:
    life = live(Faults(0, [Fault(point, "duplicate")]), at_once=at_once, backend=backend)
    assert life.got == [1, "a", "a", 2, "b"]


@on_both
def test_a_delay_keeps_the_order_and_loses_nothing(backend: Backend) -> None:
    times = set()
    for seed in range(30):
        life = live(Faults(seed, [Fault(3, "delay")]), backend=backend)
        assert life.got == [1, "a", 2, "b"]
        times.add(round(life.at[1], 6))
    assert times == {2.0, 2.001, 2.02, 2.3}


@on_both
def test_independent_neighbours_change_places(backend: Backend) -> None:
    faults = Faults(0, [Fault(0, "swap_order")])
    assert live(faults, at_once=True, backend=backend).got == ["a", 1, 2, "b"]


def test_messages_of_one_sender_never_change_places() -> None:
    faults = Faults(0, [Fault(0, "swap_order")])
    assert live(faults, (1, 2, 3, 4), at_once=True).got == [1, 2, 3, 4]
    assert len(faults.pending) == 1


def test_a_lonely_message_has_nobody_to_change_places_with() -> None:
    assert live(Faults(0, [Fault(0, "swap_order")])).got == [1, "a", 2, "b"]


# The plan.


def test_a_fault_waits_for_the_first_point_where_it_can_strike() -> None:
    faults = Faults(0, [Fault(0, "delay"), Fault(4, "end")])
    assert live(faults).got == [1, "a"]
    assert [line.split(", ")[1:] for line in faults.struck] == [
        ["point 1", "numbers receive int 1: delay"],
        ["point 5", "numbers receive int 2: end"],
    ]


def test_every_action_can_strike() -> None:
    for action in ACTIONS:
        faults = Faults(0, [Fault(0, action)])
        live(faults, at_once=True)
        assert len(faults.struck) == 1, action
