"""An asyncio event loop in which time is a number and order is drawn from a seed.

A pass runs everything that was ready when it began, in a shuffled order; what becomes ready
meanwhile waits for the next pass. So nobody is overtaken twice, as in trio. When nothing is ready,
time jumps to the next timer. There are no sockets, no threads and no signals.
"""

from __future__ import annotations

import asyncio
import math
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from contextvars import Context
from functools import partial
from heapq import heappop
from random import Random
from typing import Any, NoReturn, TypeVar, TypeVarTuple

import anyio

from tests.simulation.verdicts import NotSimulated, Referee

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


def run_on_asyncio(main: Callable[[], Awaitable[T]], seed: int, referee: Referee) -> T:
    return anyio.run(main, backend_options={"loop_factory": lambda: SimulatedLoop(seed, referee)})


class SimulatedTask(asyncio.Task[T]):
    """A task that knows how many were born before it: addresses differ from run to run."""

    birth: int = 0


class SimulatedLoop(asyncio.BaseEventLoop):
    """Deterministic, and in no need of anything that has to be closed."""

    # What asyncio's own loop keeps, and type stubs do not know.
    _ready: deque[asyncio.Handle]
    _scheduled: list[asyncio.TimerHandle]
    _stopping: bool

    def __init__(self, seed: int, referee: Referee) -> None:
        super().__init__()
        self.set_debug(False)  # it measures real time
        self.set_exception_handler(_note_unheard)
        self.referee = referee
        self._draw = Random(seed).random
        self._home = threading.get_ident()
        self._num_births = 0

    # Time and order.

    def time(self) -> float:
        return self.referee.now

    def _run_once(self) -> None:
        """A pass. What an exception leaves undone stays ready, as in asyncio's own loop."""
        ready, referee = self._ready, self.referee
        is_traced = referee.trace is not None
        if self._scheduled:
            self._wake_timers()
        if not ready and not self._stopping:
            raise referee.deadlock(self._waiting())
        if not referee.count_pass():
            raise referee.livelock(name_of(handle) for handle in ready)
        if len(ready) > 1:
            self._shuffle()
        for _ in range(len(ready)):
            handle = ready.popleft()
            if not handle._cancelled:
                if is_traced:
                    referee.note(name_of(handle))
                handle._run()

    def _wake_timers(self) -> None:
        """Make ready what is due. When nothing else is ready, the next timer is due."""
        timers, referee = self._scheduled, self.referee
        while timers and timers[0]._cancelled:
            heappop(timers)
        if timers and not self._ready and not self._stopping:
            when = timers[0].when()
            if when != math.inf and not referee.jump(when):
                raise referee.overdue(when)
        while timers and timers[0].when() <= referee.now:
            self._ready.append(heappop(timers))

    def _shuffle(self) -> None:
        """Sort first: sets of tasks are walked in an order that addresses decide."""
        ready, draw = self._ready, self._draw
        handles = sorted(ready, key=_birth)
        for last in range(len(handles) - 1, 0, -1):
            other = int(draw() * (last + 1))
            handles[last], handles[other] = handles[other], handles[last]
        ready.clear()
        ready.extend(handles)

    def _waiting(self) -> list[tuple[str, object]]:
        tasks = sorted(asyncio.all_tasks(self), key=_birth_of_task)
        return [(name_of_task(task), task.get_coro()) for task in tasks]

    # What asyncio's loop does, faster or in a reproducible way.

    def call_soon(
        self, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.Handle:
        if self.is_closed():
            raise RuntimeError("Event loop is closed")
        handle = asyncio.Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    def create_task(
        self,
        coro: Coroutine[Any, Any, T],  # type: ignore[override] # the stubs' own alias is private
        *,
        name: object = None,
        context: Context | None = None,
    ) -> asyncio.Task[T]:
        self._num_births += 1
        task_name = f"task-{self._num_births}" if name is None else str(name)
        task = SimulatedTask(coro, loop=self, name=task_name, context=context)
        task.birth = self._num_births
        return task

    def call_soon_threadsafe(
        self, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.Handle:
        if threading.get_ident() != self._home:
            raise NotSimulated("Another thread speaks to the loop.")
        return self.call_soon(callback, *args, context=context)

    def _write_to_self(self) -> None:
        """Nobody sleeps, so nobody has to be woken."""

    # What there is not.

    def run_in_executor(self, *_: object) -> NoReturn:
        raise NotSimulated("There are no threads: use the engine's offload port.")

    def add_reader(self, *_: object) -> NoReturn:
        raise NotSimulated("There are no sockets: use a simulated link.")

    def add_writer(self, *_: object) -> NoReturn:
        raise NotSimulated("There are no sockets: use a simulated link.")

    def add_signal_handler(self, *_: object) -> None:
        """No signal ever comes."""

    def remove_signal_handler(self, sig: int) -> bool:
        return False


def name_of(handle: asyncio.Handle) -> str:
    """The same in every run of the same seed: no addresses."""
    callback = getattr(handle, "_callback", None)
    while isinstance(callback, partial):
        callback = callback.func
    owner = getattr(callback, "__self__", None)
    if isinstance(owner, asyncio.Task):
        return name_of_task(owner)
    return str(getattr(callback, "__qualname__", type(callback).__qualname__))


def name_of_task(task: asyncio.Task[Any]) -> str:
    return f"#{_birth_of_task(task)} {task.get_name()}"


def _birth(handle: asyncio.Handle) -> int:
    callback = getattr(handle, "_callback", None)
    return getattr(getattr(callback, "__self__", None), "birth", 0)


def _birth_of_task(task: asyncio.Task[Any]) -> int:
    return getattr(task, "birth", 0)


def _note_unheard(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    assert isinstance(loop, SimulatedLoop)
    error = context.get("exception")
    told = f" {error!r}" if error is not None else ""
    loop.referee.unheard.append(f"{context['message']}{told}")
