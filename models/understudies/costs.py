"""What a step costs: seconds by the number of its tokens, measured."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import pairwise

EXACT = 32  # tokens: kernels compute a few at a time, and the one that is too many is dear
SIZES = (*range(1, EXACT + 1), *range(48, 129, 16), *range(160, 257, 32), *range(320, 513, 64))
FEW = 4  # times of a size until it is known
MEMORY_OF_TIMES = 0.995  # what is left of a count at each step
NEWS = 0.05  # weight of a new time of a size that is known
MEMORY = 0.95  # of what former steps with prompts told, kept at each
SIGNAL = 0.2  # of the largest size known, that such steps must be larger
REACH = 0.5  # power of the quotient of two sizes: how much a time of one says of the other
LEAST_SLOPE = 0.5  # of a step's share for each token: what one more costs where nobody has been
OUTLIER = 1.5  # a step that takes so many times as long was held up by something else
LONGER = 0.5  # power of what is longer than was thought, as it may have been held up


@dataclass(slots=True)
class Slope:
    """Seconds for each token more than so many, of steps that had more: fading sums."""

    _squares: float = 0.0
    _seconds: float = 0.0

    def learn(self, num_more: int, seconds: float) -> None:
        if num_more > 0:
            self._squares = self._squares * MEMORY + num_more**2
            self._seconds = self._seconds * MEMORY + num_more * seconds

    def beyond(self, size: int) -> float | None:
        """None: too few were larger, or by too little."""
        if self._squares < (SIGNAL * size) ** 2:
            return None
        return max(self._seconds / self._squares, 0.0)


@dataclass(slots=True)
class Costs:
    """Seconds of a step by the number of its tokens: between the least times and their means.

    Whoever else uses the machine makes some steps slower and others not: small ones wait for the
    memory, large ones for the processor. So each time says something of all sizes, and the more,
    the more alike they are.
    """

    known: dict[int, float] = field(default_factory=dict)  # by size
    pause: float = 0.0  # seconds from the end of a step to the next one, whatever they compute
    _slope: Slope = field(default_factory=Slope)  # beyond what texts were seen to take
    _num_times: Counter[int] = field(default_factory=Counter)  # that each size was measured
    _lately: dict[int, tuple[float, int]] = field(default_factory=dict)  # likewise, and as of when
    _now: int = 0  # steps of which something was learned
    _points: list[tuple[int, float]] = field(default_factory=list)  # the known, never falling

    def learn(self, num_tokens: int, seconds: float) -> None:
        """A step is over. Sizes between those of the table are told to the larger one."""
        if not 0 < num_tokens <= SIZES[-1] or seconds <= 0:  # a clock may be coarse
            return
        size = larger(num_tokens)
        points = self._points or [(num_tokens, seconds)]
        ratio = seconds / between(points, num_tokens)
        if size not in self.known:  # what lies between others is known a little
            self.known[size] = between(points, size)
            self._num_times[size] = int(points[0][0] < size < points[-1][0])
            self._lately[size] = self._num_times[size], self._now
        if self._num_times[size]:
            ratio = careful(ratio)
        lately = self.num_lately(size)
        if lately >= FEW:
            self._spread(size, ratio)
        self._now += 1
        self._num_times[size] += 1
        self._lately[size] = min(lately + 1, 1 / NEWS), self._now
        weight = max(NEWS, 1 / (lately + 1))
        self.known[size] *= min(ratio**weight, ratio * OUTLIER)  # nothing is too fast by accident
        self._points = self._rising()

    def guess(self, num_tokens: int, seconds: float) -> None:
        """A step that computed prompts too is over. Their tokens cost about as much as others."""
        if not self.known or not 0 < num_tokens <= SIZES[-1] or seconds <= 0:
            return
        thought = between(self._points, num_tokens)
        took = thought * careful(seconds / thought)
        last = max(self.known)
        self._slope.learn(num_tokens - last, took - between(self._points, last))
        self._points = self._rising()

    def is_new(self, num_tokens: int) -> bool:
        """Whether trying it tells what it takes, which is guessed from others so far."""
        return num_tokens <= SIZES[-1] and self._num_times[larger(num_tokens)] < FEW

    def num_lately(self, num_tokens: int) -> float:
        """Times that such a step was measured, of which those long ago count less."""
        if num_tokens > SIZES[-1]:
            return math.inf
        count, since = self._lately.get(larger(num_tokens), (0.0, 0))
        return count * MEMORY_OF_TIMES ** (self._now - since)

    def doubted(self) -> Costs:
        """The same, as if all of it were long ago."""
        other = deepcopy(self)
        for size, (count, _) in self._lately.items():
            other._lately[size] = min(count, FEW - 1), self._now
        return other

    def wait(self, seconds: float) -> None:
        """So long after one step another one went on with its texts."""
        step = self.of(1)
        if step is not None:
            self.pause += NEWS * (min(seconds, step) - self.pause)

    def of(self, num_tokens: int) -> float | None:
        """Never less than that of fewer tokens. None: nothing is known."""
        if not self._points:
            return None
        return self.pause + between(self._points, num_tokens)

    def table(self, most: int) -> list[float]:
        """Of no token, of one, and so on: each step asks for hundreds."""
        points = [(0, self._points[0][1]), *self._points]
        found: list[float] = []
        for (low, least), (high, seconds) in pairwise(points):
            first = self.pause + least
            slope = (seconds - least) / (high - low)
            found += [first + slope * more for more in range(high - low)]
            if len(found) > most:
                return found
        last, seconds = points[-1]
        first, slope = self.pause + seconds, beyond(points)
        return found + [first + slope * more for more in range(most + 1 - last)]

    def _spread(self, size: int, ratio: float) -> None:
        """To other sizes, that this one takes so many times as long as was thought."""
        for other in self.known.keys() - {size}:
            alike = (min(size, other) / max(size, other)) ** REACH
            self.known[other] *= ratio ** (NEWS * alike)

    def _rising(self) -> list[tuple[int, float]]:
        """More tokens never take less: where fewer took longer, something held them up."""
        points: list[tuple[int, float]] = []
        for size in sorted(self.known, reverse=True):
            seconds = self.known[size]
            points.append((size, min(seconds, points[-1][1]) if points else seconds))
        (last, most), end = points[0], SIZES[-1]
        each = self._slope.beyond(last)
        if each is not None and last < end:
            points.insert(0, (end, most + each * (end - last)))
        return points[::-1]


def careful(ratio: float) -> float:
    """What is longer than was thought may have been held up."""
    return float(min(ratio, OUTLIER) ** LONGER) if ratio > 1 else ratio


def larger(num_tokens: int) -> int:
    """The size of the table that has the same stair: one token more than 64 is no step of 64."""
    return SIZES[bisect_left(SIZES, num_tokens)]


def between(points: Sequence[tuple[int, float]], size: int) -> float:
    """Of the polygon through some points, and beyond the last of them."""
    place = bisect_left(points, (size, 0.0))
    if place == 0:
        return points[0][1]
    if place == len(points):
        last, seconds = points[-1]
        return seconds + beyond(points) * (size - last)
    (low, least), (high, most) = points[place - 1], points[place]
    return least + (most - least) * (size - low) / (high - low)


def beyond(points: Sequence[tuple[int, float]]) -> float:
    """Seconds for each token more than the last point has: as in the upper half of what is known.

    There a step is long because of its tokens, not because of the weights that it reads; but it
    never gets them for nothing.
    """
    last, seconds = points[-1]
    if len(points) == 1:
        return seconds / last
    half = last // 2
    return max((seconds - between(points, half)) / (last - half), LEAST_SLOPE * seconds / last)
