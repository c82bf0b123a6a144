"""Channels between actors at which everything can go wrong that can go wrong at a channel.

Every hand-over of the run is a point: a send, a receive, or a receive_nowait. Points are counted
from 0. A fault strikes at its point, or at the first later one where it can.

    error, panic, system_exit, keyboard_interrupt, memory_error, recursion_error
                  raised by the actor that sends or receives the message, which is lost
    hang          the actor waits for ever, and the message stays in the inbox
    swallow       the actor takes the message, and then waits for ever
    end           the inbox ends although its senders live
    stray_cancel  the actor is cancelled although nobody cancelled it
    duplicate     the message comes twice
    delay         the message comes a little later, and so does everything behind it
    swap_order    the message comes after the next one, which another sender might have sent first
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, Literal, NamedTuple, cast

import anyio
from anyio.lowlevel import checkpoint
from anyio.streams.memory import (
    MemoryObjectReceiveStream,
    MemoryObjectSendStream,
    MemoryObjectStreamStatistics,
)


class InjectedError(Exception):
    """A bug that an actor might have."""


class InjectedPanic(BaseException):
    """What a native extension throws past every `except Exception`."""


RAISED: Mapping[str, type[BaseException]] = {
    "error": InjectedError,
    "panic": InjectedPanic,
    "system_exit": SystemExit,
    "keyboard_interrupt": KeyboardInterrupt,
    "memory_error": MemoryError,
    "recursion_error": RecursionError,
}
AWAITED = ("hang", "swallow", "end", "stray_cancel", "delay")
REPEATED = ("duplicate", "swap_order")
ACTIONS = (*RAISED, *AWAITED, *REPEATED)

#: Pairs of message types that two senders send without knowing of each other. A Cancel is none
#: with its Submit: nobody cancels what was not submitted.
INDEPENDENT = (frozenset({"Submit", "StepDone"}), frozenset({"Cancel", "StepDone"}))
DELAYS = (0.0, 0.001, 0.02, 0.3)  # virtual seconds; no time at all is a few passes instead

Direction = Literal["send", "receive", "receive_nowait"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens at which point of the run."""

    point_index: int
    action: str


class Place(NamedTuple):
    """What the points of one kind have in common."""

    channel: str
    message: str
    direction: Direction


class Faults:
    """Counts the points of one run, and says what happens there."""

    def __init__(self, seed: int, plan: Iterable[Fault] = ()) -> None:
        self.num_points = 0
        self.visits: Counter[Place] = Counter()
        self.struck: list[str] = []
        self.pending = sorted(plan, key=lambda fault: fault.point_index)
        self._seed = seed
        if unknown := {fault.action for fault in self.pending} - set(ACTIONS):
            raise ValueError(f"Nobody knows how to {', '.join(sorted(unknown))}.")

    def visit(self, place: Place, is_possible: Callable[[str], bool]) -> Fault | None:
        """The next point is here. What shall happen?"""
        index = self.num_points
        self.num_points += 1
        self.visits[place] += 1
        for nth, fault in enumerate(self.pending):
            if fault.point_index > index:
                break
            if is_possible(fault.action):
                del self.pending[nth]
                where = f"{place.channel} {place.direction} {place.message} {self.visits[place]}"
                now = anyio.current_time()
                self.struck.append(f"{now:.3f} s, point {index}, {where}: {fault.action}")
                return fault
        return None

    def chance(self, fault: Fault) -> Random:
        """A fault's own dice: what they show does not depend on the other faults of the plan."""
        return Random(f"{self._seed} {fault.point_index} {fault.action}")


class Channels:
    """All channels of one run: `open` is the engine's channel port."""

    def __init__(
        self,
        faults: Faults | Mapping[int, str] | None = None,
        random: Random | None = None,
        *,
        independent: Collection[frozenset[str]] = INDEPENDENT,
    ) -> None:
        """A mapping is a plan in short: actions by the index of their point."""
        if not isinstance(faults, Faults):
            plan = [Fault(index, action) for index, action in (faults or {}).items()]
            faults = Faults(random.getrandbits(64) if random else 0, plan)
        self.faults = faults
        self.independent = independent
        self.actor_ids: set[int] = set()  # the tasks that read an inbox now

    def open(
        self, name: str, capacity: int
    ) -> tuple[MemoryObjectSendStream[Any], MemoryObjectReceiveStream[Any]]:
        outlet, inbox = anyio.create_memory_object_stream[Any](capacity)
        return (
            cast("MemoryObjectSendStream[Any]", Outlet(self, name, stream=outlet)),
            cast("MemoryObjectReceiveStream[Any]", Inbox(self, name, stream=inbox)),
        )

    def is_actor(self) -> bool:
        """Whether an actor runs now, or a task of one. Others have no part in its failures."""
        task = anyio.get_current_task()
        return task.id in self.actor_ids or task.parent_id in self.actor_ids


class Outlet:
    """The sending end."""

    def __init__(
        self, channels: Channels, name: str, *, stream: MemoryObjectSendStream[Any]
    ) -> None:
        self.channels = channels
        self.name = name
        self.stream = stream

    def send_nowait(self, item: Any) -> None:
        place = Place(self.name, type(item).__name__, "send")
        fault = self.channels.faults.visit(place, self._is_possible)
        if fault is not None:
            raise RAISED[fault.action](f"injected into the sender of {place.message}")
        self.stream.send_nowait(item)

    def _is_possible(self, action: str) -> bool:
        return action in RAISED and self.channels.is_actor()

    def clone(self) -> Outlet:
        return Outlet(self.channels, self.name, stream=self.stream.clone())

    def close(self) -> None:
        self.stream.close()

    def statistics(self) -> MemoryObjectStreamStatistics:
        return self.stream.statistics()

    def __enter__(self) -> Outlet:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Inbox:
    """The receiving end. One task reads it."""

    def __init__(
        self, channels: Channels, name: str, *, stream: MemoryObjectReceiveStream[Any]
    ) -> None:
        self.channels = channels
        self.name = name
        self.stream = stream
        self.held: deque[Any] = deque()  # taken out of the stream, and not yet by the actor
        self.has_ended = False
        self.reader_id: int | None = None

    async def receive(self) -> Any:
        if self.reader_id is None:
            self.reader_id = anyio.get_current_task().id
            self.channels.actor_ids.add(self.reader_id)
        if self.has_ended:
            raise anyio.EndOfStream
        if self.held:
            await checkpoint()
        else:
            self.held.append(await self.stream.receive())
        fault = self._visit("receive", lambda action: True)
        if fault is not None:
            await self._suffer(fault)
        return self.held.popleft()

    def receive_nowait(self) -> Any:
        if self.has_ended:
            raise anyio.EndOfStream
        if not self.held:
            self.held.append(self.stream.receive_nowait())
        fault = self._visit("receive_nowait", lambda action: action not in AWAITED)
        if fault is not None:
            self._strike(fault)
        return self.held.popleft()

    def _visit(self, direction: Direction, is_possible: Callable[[str], bool]) -> Fault | None:
        place = Place(self.name, type(self.held[0]).__name__, direction)
        return self.channels.faults.visit(
            place,
            lambda action: is_possible(action) and (action != "swap_order" or self._can_swap()),
        )

    async def _suffer(self, fault: Fault) -> None:
        match fault.action:
            case "hang":
                await anyio.sleep_forever()
            case "swallow":
                self.held.popleft()
                await anyio.sleep_forever()
            case "end":
                self.has_ended = True
                raise anyio.EndOfStream
            case "stray_cancel":
                self.held.popleft()
                cancelled = anyio.get_cancelled_exc_class()
                raise getattr(cancelled, "_create", cancelled)()  # trio guards its constructor
            case "delay":
                dice = self.channels.faults.chance(fault)
                if seconds := dice.choice(DELAYS):
                    await anyio.sleep(seconds)
                else:
                    for _ in range(dice.randint(1, 5)):
                        await checkpoint()
            case _:
                self._strike(fault)

    def _strike(self, fault: Fault) -> None:
        message = self.held[0]
        match fault.action:
            case "duplicate":
                self.held.appendleft(message)
            case "swap_order":
                self.held[0], self.held[1] = self.held[1], message
            case raised:
                self.held.popleft()
                name = type(message).__name__
                raise RAISED[raised](f"injected into the receiver of {name}")

    def _can_swap(self) -> bool:
        """Whether a message lies behind the first one that might as well have come before it."""
        if len(self.held) == 1:
            try:
                self.held.append(self.stream.receive_nowait())
            except (anyio.WouldBlock, anyio.EndOfStream):
                return False
        names = frozenset(type(self.held[nth]).__name__ for nth in (0, 1))
        return names in self.channels.independent

    def close(self) -> None:
        if self.reader_id is not None:
            self.channels.actor_ids.discard(self.reader_id)
        self.held.clear()
        self.stream.close()

    def statistics(self) -> MemoryObjectStreamStatistics:
        counts = self.stream.statistics()
        return counts._replace(current_buffer_used=counts.current_buffer_used + len(self.held))

    def __enter__(self) -> Inbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __aiter__(self) -> Inbox:
        return self

    async def __anext__(self) -> Any:
        try:
            return await self.receive()
        except anyio.EndOfStream:
            raise StopAsyncIteration from None
