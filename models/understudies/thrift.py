"""How many tokens ahead pay: costs are measured, chances are learned, and the rest is division.

A step that computes n tokens takes `Costs.of(n)` seconds, and a draft that holds saves a share of
another step. The texts alone, read ahead as far as is best for them, reach some rate of tokens per
second: what a second is worth. `Thrift.choose` takes the drafts by their chance to hold, the surest
first, as far as they bring more tokens than their seconds are worth - also in a step that prompts
make long anyway. None is taken unless all of them bring `LEAST_GAIN`: reading ahead must never be
slower than not to. Which drafts are computed changes no token, so all of this may depend on the
clock.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from operator import neg, truediv

from models.understudies.costs import FEW, Costs
from models.understudies.odds import Odds

LEAST_GAIN = 0.02  # tokens for each that comes anyway
CURIOSITY = 0.2  # likewise, that may be lost by a number of which too little is known
DOUBT = 0.02  # likewise, by one that was measured a few times lately; more, if less often
SELDOM = 0.1  # times lately, below which it makes no difference
PROBED = 100  # one step of so many tries what does not seem to pay, lest nothing is ever learned
PROBE = 2  # drafts
ASKING = 0.0025  # share of the time that may go into finding out again that nothing pays
LONGEST_REST = 16  # steps


@dataclass(frozen=True, slots=True)
class Base:
    """What a step computes in any case."""

    hoped: float  # tokens that it will decide on
    num_texts: int  # tokens that it computes for that
    num_tokens: int  # prompts included


class Thrift:
    """Decides for each step."""

    def __init__(self) -> None:
        self.costs = Costs()  # of steps for about as many texts as now
        self._by_crowd: dict[int, Costs] = {}
        self.odds = Odds()
        self.saved = 0.0  # seconds that the drafts of this step save, if all goes as is thought
        self._num_idle = 0  # steps since the last probe that could have drafts and had none
        self._asking = math.inf  # seconds that it took the last time
        self._rest = 0  # steps in which nobody is asked

    def forget_costs(self) -> None:
        self.costs, self._by_crowd = Costs(), {}

    def settle(self, num_rows: int) -> None:
        """From here on it is about steps for so many texts.

        Each costs something by itself, so twelve texts with three tokens each take less than 36
        with one; what is known of similar crowds is as good as what was known long ago.
        """
        crowd = (num_rows + num_rows // 3).bit_length()  # 1, 2, 3 to 5, 6 to 11, 12 to 23 ...
        if crowd not in self._by_crowd:
            alike = min(self._by_crowd, key=lambda known: abs(known - crowd), default=None)
            known = self.costs if alike is None else self._by_crowd[alike]
            self._by_crowd[crowd] = known.doubted()
        self.costs = self._by_crowd[crowd]

    def choose(
        self, chances: Sequence[Sequence[float]], *, num_rows: int, num_tokens: int
    ) -> list[int]:
        """How many drafts of each row: chances[r][d] is that of its nth best to hold, falling.

        `num_rows` will decide on a token in any case, for which `num_tokens` are computed.
        """
        if self.costs.of(num_tokens) is None:  # before anything was measured
            return [min(len(row), PROBE) for row in chances]
        base = Base(num_rows, num_rows, num_tokens)
        taken, saved = self._take(chances, base)
        self.saved += saved
        return taken if any(taken) else self._probe(chances)

    def take(self, chances: Sequence[Sequence[float]], base: Base) -> list[int]:
        """The same, beside what is taken already, and without probes."""
        taken, _ = self._take(chances, base)
        return taken

    def _take(self, chances: Sequence[Sequence[float]], base: Base) -> tuple[list[int], float]:
        taken = [0] * len(chances)
        if self.costs.of(base.num_tokens) is None:
            return taken, 0.0
        order = sorted(chain.from_iterable(chances), reverse=True)
        best, saved = self._best([*accumulate(order, initial=base.hoped)], 1, base)
        if not best:
            return taken, saved
        least = order[best - 1]
        taken = [bisect_left(row, -least, key=neg) for row in chances]  # all that are likelier
        left = best - sum(taken)
        for nth, row in enumerate(chances):
            more = min(bisect_right(row, -least, key=neg) - taken[nth], left)
            taken[nth] += more
            left -= more
        return taken, saved

    def depth(
        self,
        chances: Sequence[float],
        *,
        most: int,
        draft_costs: Costs,
        num_rows: int,
        num_tokens: int,
    ) -> int:
        """How many tokens a model shall draft for each of some texts: it takes a step for each.

        chances[r] is that of any of its drafts for a text to hold, if those before held.
        """
        drafting = draft_costs.of(len(chances))
        if self.costs.of(num_tokens) is None or drafting is None:
            return min(most, PROBE)
        base = Base(num_rows, num_rows, num_tokens)
        hopes = [base.hoped]
        for depth in range(1, most + 1):
            hopes.append(hopes[-1] + sum([chance**depth for chance in chances]))
        best, saved = self._best(hopes, len(chances), base, extra=drafting)
        self.saved += saved + best * drafting  # which is among what asking takes
        if not best:
            best = min(PROBE, most) if self._is_time_to_probe() else 0
        return best

    def rest(self, seconds: float, num_tokens: int) -> None:
        """Asking took so long. If what was said saves less, it is not done again at once.

        What took long once, and not the time before, was held up.
        """
        took, self._asking = min(seconds, self._asking), seconds
        step = self.costs.of(num_tokens)
        if step is not None and self.saved < took:
            self._rest = min(int(took / (ASKING * step)), LONGEST_REST)

    def rests(self) -> bool:
        """Whether nobody needs to be asked this time. A new step begins."""
        self.saved = 0.0
        if not self._rest:
            return False
        self._rest -= 1
        self._num_idle += 1
        return True

    def _best(
        self, hopes: Sequence[float], size: int, base: Base, *, extra: float = 0.0
    ) -> tuple[int, float]:
        """Which place to stop at: hopes[place] tokens in all for `size` drafts a place, or 0.

        `extra` seconds for each place come on top. And the seconds that are saved after all.
        """

        count = len(hopes)
        costs = self.costs.table(base.num_tokens + size * count)
        alone = costs[base.num_texts :: size][:count]
        after = costs[base.num_tokens :: size][:count]
        if extra:
            alone = [cost + place * extra for place, cost in enumerate(alone)]
            after = [cost + place * extra for place, cost in enumerate(after)]
        worth = max(map(truediv, hopes, alone))
        plain = hopes[0] - worth * after[0]
        gains = [hope - worth * cost - plain for hope, cost in zip(hopes, after, strict=True)]
        best = gains.index(max(gains))
        if gains[best] <= LEAST_GAIN * base.hoped:
            return 0, 0.0
        saved = gains[best] / worth  # also where something else is tried: it pays to be asked
        return self._most_curious(gains, best, size, base), saved

    def _most_curious(self, gains: Sequence[float], best: int, size: int, base: Base) -> int:
        """The best place, or one that may be as good, for all that is known about its costs."""
        if base.num_tokens != base.num_texts:  # nothing is learned about costs beside prompts
            return best
        least = max(gains[best] - CURIOSITY * base.hoped, LEAST_GAIN * base.hoped)
        good = [place for place, gain in enumerate(gains) if gain >= least]
        tokens = {place: base.num_tokens + size * place for place in good}
        new = [place for place in good if self.costs.is_new(tokens[place])]
        if new:
            return max(new, key=gains.__getitem__)
        stale = [
            place
            for place in good
            if gains[best] - gains[place] < base.hoped * self._doubt(tokens[place])
        ]
        return max(stale, key=gains.__getitem__, default=best)

    def _doubt(self, num_tokens: int) -> float:
        """Tokens for each that may be lost, the more the longer ago such a step was measured."""
        lately = self.costs.num_lately(num_tokens)
        return DOUBT * math.sqrt(FEW / max(lately, SELDOM)) if lately < FEW else 0.0

    def _probe(self, chances: Sequence[Sequence[float]]) -> list[int]:
        """Now and then the first row that could."""
        taken = [0] * len(chances)
        first = next((nth for nth, row in enumerate(chances) if row), None)
        if first is None:
            return taken
        if self._is_time_to_probe():
            taken[first] = min(PROBE, len(chances[first]))
        return taken

    def _is_time_to_probe(self) -> bool:
        self._num_idle += 1
        if self._num_idle < PROBED:
            return False
        self._num_idle = 0
        return True
