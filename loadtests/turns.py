"""Several who compute by turns, a moment each: what disturbs one disturbs all.

A machine that others use as well is faster in one second than in the next. Two ways to do the same
are told apart by one percent only where they take turns more often than that. Whoever begins a turn
finds nothing of its own in the processor's caches: the first step does not count, and who comes
first in a round is left to chance. (There and back gave those at the ends two turns in a row, which
made them 4 % faster than who sat between them.)
"""

from __future__ import annotations

import math
import random
import threading
import time
from collections.abc import Sequence
from typing import NamedTuple

PIECES = 20  # of a measurement, each left out once to see how much depends on it


class Turn(NamedTuple):
    seconds: float
    num_tokens: int


class Turns:
    """Whose turn it is. Nobody has to wait while nothing is measured."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds  # of a turn at least
        self.taken: dict[str, list[Turn]] = {}
        self._names: list[str] = []
        self._order: list[str] = []  # of this round
        self._draw = random.Random(0)
        self._nth = 0
        self._began: float | None = None  # None: the turn's first step is not over yet
        self._num_tokens = self._num_untimed = 0
        self._passed = threading.Condition()

    @property
    def whose(self) -> str | None:
        """Turn it is. None: nobody has to wait."""
        return self._order[self._nth] if self._order else None

    def begin(self, names: Sequence[str], *, untimed: int = 0) -> None:
        """From now on these take turns, and only they. So many rounds do not count."""
        with self._passed:
            self.taken = {name: [] for name in names}
            self._num_untimed = untimed * len(names)
            self._start(names)

    def leave(self, names: Sequence[str]) -> None:
        """These get no more turns. The round that is going on begins anew."""
        with self._passed:
            going = [name for name in self._names if name not in names]
            if len(going) == len(self._names):
                return
            count = min([len(self.taken[name]) for name in self._names])
            for name in self._names:
                del self.taken[name][count:]
            self._start(going)

    def end(self) -> None:
        """Nobody waits any more."""
        self.begin(())

    def wait(self, name: str) -> float:
        """Until it is one's turn. How many seconds that took."""
        began = time.monotonic()
        with self._passed:
            self._passed.wait_for(lambda: self.whose in (name, None))
        return time.monotonic() - began

    def tell(self, name: str, num_tokens: int) -> None:
        """A step is over. Whoever has had enough passes on."""
        with self._passed:
            if self.whose != name:
                return
            now = time.monotonic()
            if self._began is None:
                self._began = now
                return
            self._num_tokens += num_tokens
            if now - self._began < self.seconds:
                return
            if self._num_untimed:
                self._num_untimed -= 1
            else:
                self.taken[name].append(Turn(now - self._began, self._num_tokens))
            self._pass_on()

    def _pass_on(self) -> None:
        self._nth, self._num_tokens, self._began = self._nth + 1, 0, None
        if self._nth == len(self._order):
            self._start(self._names)
        self._passed.notify_all()

    def _start(self, names: Sequence[str]) -> None:
        """A round of these, and nobody twice in a row."""
        last = self._order[-1:]
        self._names = [*names]
        self._order = self._draw.sample(self._names, len(names))
        while len(names) > 1 and self._order[:1] == last:
            self._order = self._draw.sample(self._names, len(names))
        self._nth, self._num_tokens, self._began = 0, 0, None
        self._passed.notify_all()


def speed(turns: Sequence[Turn]) -> float:
    """Tokens per second."""
    return sum([turn.num_tokens for turn in turns]) / sum([turn.seconds for turn in turns])


def ratio(ones: Sequence[Turn], others: Sequence[Turn]) -> tuple[float, float]:
    """Of their speeds, and its standard error, by a jackknife."""
    count = min(len(ones), len(others))
    found = speed(ones[:count]) / speed(others[:count])
    size = -(-count // PIECES)
    without = []
    for start in range(0, count, size):
        left = [*range(start), *range(start + size, count)]
        if left:
            without.append(
                speed([ones[nth] for nth in left]) / speed([others[nth] for nth in left])
            )
    if len(without) < 2:
        return found, math.inf
    mean = sum(without) / len(without)
    spread = sum([(each - mean) ** 2 for each in without])
    return found, math.sqrt(spread * (len(without) - 1) / len(without))
