"""The same promises on trio: a clock of our own, and trio's scheduling drawn from the seed.

trio's MockClock jumps too, but it spins for ever when nothing will ever happen. This one knows a
deadlock, counts passes, and writes the same kind of trace.
"""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import TypeVar

import trio
from trio._core import _run as scheduling

from tests.simulation.verdicts import Referee, Verdict

T = TypeVar("T")


def run_on_trio(main: Callable[[], Awaitable[T]], seed: int, referee: Referee) -> T:
    clock = VirtualClock(referee)

    async def cancellable() -> T:
        with clock.scope:
            return await main()
        raise AssertionError("Only a verdict cancels this scope.")

    with _drawn_from(seed):
        # Not through anyio: some of its releases drop these options.
        return trio.run(cancellable, clock=clock, instruments=[clock])


class VirtualClock(trio.abc.Clock, trio.abc.Instrument):
    """Time jumps when nobody is ready. As an instrument it sees every pass and every turn."""

    def __init__(self, referee: Referee) -> None:
        self.referee = referee
        self.scope = trio.CancelScope()
        self._was_idle = False
        self._is_hopeless = False

    # The clock.

    def start_clock(self) -> None:
        """It stands still until somebody waits for it."""

    def current_time(self) -> float:
        verdict = self.referee.verdict
        if self._is_hopeless and verdict is not None:
            raise verdict  # trio reads the clock in every pass, and ends of this
        return self.referee.now

    def deadline_to_sleep_time(self, deadline: float) -> float:
        """Asked when nobody is ready. The second time in a row that is certain: jump, or judge.

        Between the two, trio hears of what waits in its queue for calls from outside.
        """
        referee = self.referee
        if scheduling.GLOBAL_RUN_CONTEXT.runner.waiting_for_idle:
            return math.inf  # trio wakes those who wait for everybody to be blocked instead
        if not self._was_idle:
            self._was_idle = True
        elif deadline == math.inf:
            self._end(referee.deadlock(_waiting()))
        elif not referee.jump(deadline):
            self._end(referee.overdue(deadline))
        return 0.0

    # The instrument.

    def before_io_wait(self, timeout: float) -> None:
        if not self.referee.count_pass():
            ready = scheduling.GLOBAL_RUN_CONTEXT.runner.runq
            self._end(self.referee.livelock(_name(task) for task in ready))

    def before_task_step(self, task: trio.lowlevel.Task) -> None:
        self._was_idle = False
        if self.referee.trace is not None:
            self.referee.note(_name(task))

    def _end(self, _: Verdict) -> None:
        """Cancel the scenario. When that has happened already and did not help, end trio."""
        self._is_hopeless = self.scope.cancel_called
        self.scope.cancel()


def _waiting() -> list[tuple[str, object]]:
    main = scheduling.GLOBAL_RUN_CONTEXT.runner.main_task
    return [(_name(task), task.coro) for task in _family(main)] if main is not None else []


def _family(task: trio.lowlevel.Task) -> Iterator[trio.lowlevel.Task]:
    """A task and all below it, but none of trio's own."""
    yield task
    for nursery in task.child_nurseries:
        for child in sorted(nursery.child_tasks, key=lambda child: child._counter):
            yield from _family(child)


def _name(task: trio.lowlevel.Task) -> str:
    """The same in every run of the same seed: trio counts tasks over the whole process."""
    root = trio.lowlevel.current_root_task()
    return f"#{task._counter - (root or task)._counter} {task.name}"


@contextmanager
def _drawn_from(seed: int) -> Iterator[None]:
    """trio sorts and shuffles each batch with its own generator, if it is told so."""
    switches = vars(scheduling)
    before = {name: switches[name] for name in ("_ALLOW_DETERMINISTIC_SCHEDULING", "_r")}
    switches.update(_ALLOW_DETERMINISTIC_SCHEDULING=True, _r=Random(seed))
    try:
        yield
    finally:
        switches.update(before)
