"""What a simulated run can be found guilty of, and the evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import FrameType
from typing import NamedTuple


class Verdict(Exception):
    """The scenario itself did not fail, but how it ran is a failure."""


class Livelock(Verdict):
    """Something is always ready, so that time never goes on, or the run never ends."""


class Deadlock(Verdict):
    """Nothing is ready, no timer runs, and the scenario is not over."""


class Overdue(Verdict):
    """The scenario took more virtual time than any scenario should."""


class Unheard(Verdict):
    """An exception that nobody was told of."""


class NotSimulated(Exception):
    """The scenario reached for a thing of the real world."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a run may last. A pass runs everything that is ready once."""

    still_passes: int = 200_000  # passes in a row at the same virtual time
    passes: int = 2_000_000
    seconds: float = 7 * 24 * 3600.0  # virtual

    #: passes in which the tasks of a run that was found guilty may clean up
    mercy: int = 10_000


class Turn(NamedTuple):
    """One line of a trace: what ran, in which pass, at which virtual time."""

    num_pass: int
    time: float
    name: str


#: Where virtual time starts. Not zero, as a real monotonic clock hardly ever reads zero.
START = 1000.0


class Referee:
    """Keeps the time of a run, counts its passes, and remembers the first verdict."""

    def __init__(self, limits: Limits, trace: list[Turn] | None = None) -> None:
        self.now = START
        self.num_passes = 0
        self.verdict: Verdict | None = None
        self.unheard: list[str] = []  # exceptions that nobody was told of
        self.trace = trace
        self._limits = limits
        self._moved_at = 0  # the pass in which time went on last
        self._last_pass = limits.passes
        self._patience = min(limits.still_passes, limits.passes)
        self._end = START + limits.seconds

    def count_pass(self) -> bool:
        """Whether there may be another one."""
        self.num_passes += 1
        return self.num_passes <= self._patience

    def note(self, name: str) -> None:
        """It is this one's turn."""
        if self.trace is not None:
            self.trace.append(Turn(self.num_passes, self.now, name))

    def jump(self, when: float) -> bool:
        """Time goes on, unless that is beyond its end."""
        if when > self._end:
            return False
        if when > self.now:
            self.now = when
            self._moved_at = self.num_passes
            self._patience = min(self._moved_at + self._limits.still_passes, self._last_pass)
        return True

    def find_guilty(self, verdict: Verdict) -> Verdict:
        """The first verdict stands. From then on tasks have only a little time to clean up."""
        if self.verdict is None:
            self.verdict = verdict
            self._last_pass = self._patience = self.num_passes + self._limits.mercy
            self._end = self.now + self._limits.seconds
        return self.verdict

    def livelock(self, names: Iterable[str]) -> Verdict:
        shown = "".join(f"\n  {name}" for name in sorted(set(names)))
        still = self.num_passes - self._moved_at
        return self.find_guilty(
            Livelock(f"{self.num_passes:,} passes, the last {still:,} at one time. Ready:{shown}")
        )

    def deadlock(self, tasks: Iterable[tuple[str, object]]) -> Verdict:
        """`tasks` are the names and the coroutines of all that wait."""
        shown = "".join(f"\n  {name}{stack(coroutine)}" for name, coroutine in tasks)
        return self.find_guilty(Deadlock(f"Everybody waits, and no timer runs:{shown}"))

    def overdue(self, when: float) -> Verdict:
        return self.find_guilty(Overdue(f"{when - START:g} virtual seconds would have passed."))


def stack(coroutine: object) -> str:
    """Where a suspended coroutine waits, outermost call first, one line for each."""
    lines = ""
    while coroutine is not None:
        frame, coroutine = _step_inwards(coroutine)
        if frame is not None:
            code = frame.f_code
            lines += f"\n    {code.co_filename}:{frame.f_lineno} in {code.co_qualname}"
    return lines


def _step_inwards(awaitable: object) -> tuple[FrameType | None, object]:
    """The frame of a coroutine or (async) generator, and what it awaits."""
    for kind, awaits in (("cr", "cr_await"), ("gi", "gi_yieldfrom"), ("ag", "ag_await")):
        if hasattr(awaitable, awaits):
            return getattr(awaitable, f"{kind}_frame"), getattr(awaitable, awaits)
    return None, None
