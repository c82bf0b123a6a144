"""What a step costs: seconds by the number of its tokens, measured."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

SIZES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512)
FEW = 4  # times of a size of which the least counts: what disturbs a step makes it longer
NEWS = 0.1  # weight of a new time among those before
LEAST_SLOPE = 0.5  # of a step's share for each token: what one more costs where nobody has been
DRIFT = 0.3  # likewise, for how fast the machine is at the moment
OUTLIER = 2.0  # a step that takes so many times as long was held up by something else


@dataclass(slots=True)
class Costs:
    """Seconds of a step by the number of its tokens.

    What holds a machine up holds up all sizes: they share a `pace`, so that those that are seldom
    computed are not thought fast or slow because they were measured at another time.
    """

    known: dict[int, float] = field(default_factory=dict)  # by size, at the pace 1
    pace: float = 1.0
    pause: float = 0.0  # seconds from the end of a step to the next one, whatever they compute
    _num_times: Counter[int] = field(default_factory=Counter)  # that each size was measured
    _points: list[tuple[int, float]] = field(default_factory=list)  # the same, never falling

    def learn(self, num_tokens: int, seconds: float) -> None:
        """A step is over. Sizes between those of the table are told to the nearer one."""
        if num_tokens < 1 or num_tokens > SIZES[-1] or seconds <= 0:  # a clock may be coarse
            return
        size = min(SIZES, key=lambda size: abs(size - num_tokens))
        points, told = self._points or [(size, 1.0)], seconds / self.pace
        self._num_times[size] += 1
        if self._num_times[size] <= FEW:
            told *= between(points, size) / between(points, num_tokens)
            self.known[size] = min(self.known.get(size, told), told)
        else:
            ratio = told / between(points, num_tokens)
            ratio = min(max(ratio, 1 / OUTLIER), OUTLIER)
            self.pace *= ratio**DRIFT
            self.known[size] *= ratio**NEWS
        self._points = self._rising()

    def wait(self, seconds: float) -> None:
        """So long after one step another one went on with its texts."""
        step = self.of(1)
        if step is not None:
            self.pause += NEWS * (min(seconds, step) - self.pause)

    def of(self, num_tokens: int) -> float | None:
        """Never less than that of fewer tokens. None: nothing is known."""
        if not self._points:
            return None
        return self.pause + self.pace * between(self._points, num_tokens)

    def table(self, most: int) -> list[float]:
        """Of no token, of one, and so on: each step asks for hundreds."""
        points = [(0, self._points[0][1]), *self._points]
        found: list[float] = []
        for (low, least), (high, seconds) in pairwise(points):
            first = self.pause + self.pace * least
            slope = self.pace * (seconds - least) / (high - low)
            found += [first + slope * more for more in range(high - low)]
            if len(found) > most:
                return found
        last, seconds = points[-1]
        first, slope = self.pause + self.pace * seconds, self.pace * beyond(points)
        return found + [first + slope * more for more in range(most + 1 - last)]

    def _rising(self) -> list[tuple[int, float]]:
        """More tokens never take less: where fewer took longer, something held them up."""
        points: list[tuple[int, float]] = []
        for size in sorted(self.known, reverse=True):
            seconds = self.known[size]
            points.append((size, min(seconds, points[-1][1]) if points else seconds))
        return points[::-1]


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
