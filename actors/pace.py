"""How much of the waiting prompts a step takes in, and how many steps are planned ahead.

While a step computes, nobody gets a token and nobody new begins. So prompts come in portions that
take about as long as people do not notice, and short ones overtake long ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actors.live import Live

FIRST = 128  # tokens, before any step was measured
FEWEST = 16  # below this the weights are read for too little, and time says little about tokens
MARGIN = 1.25  # by which a larger size must fit: no hopping to and fro
MEMORY = 0.9  # of what is known of former steps, kept at each
SURPRISE = 2.0  # times what was expected, or a part of it: then less is kept
WORTH = 5  # times what a step costs anyway: longer ones save next to nothing
FELT = 0.25  # of the time that a step may take
SPREAD = 0.2  # by which sizes must differ, relatively, to tell what a token costs


class Pace:
    """Learns from steps how many tokens fit the time that a step may take.

    A step costs something however little it computes. Where that is little, steps may as well take
    only half of the time; where it is much, it is not the prompts' fault: it counts for half of the
    time at most.
    """

    def __init__(self, most: int, seconds: float) -> None:
        """`seconds` at most; 0: as many tokens as there is room for."""
        self.most = most
        self.seconds = seconds
        self.sizes = sizes_up_to(most)
        self.tokens = min(most, FIRST) if seconds else most
        self.weight = self.n = self.t = self.nn = self.nt = 0.0  # fading sums over steps
        self.each = self.fixed = 0.0  # seconds for one token more, and that a step costs anyway
        self.is_told_apart = False  # one of these from the other

    def learn(self, tokens: int, seconds: float) -> None:
        """A step has computed so many tokens in so many seconds."""
        if not self.seconds or tokens < 1 or seconds <= 0:
            return
        expected = self.fixed + self.each * tokens
        kept = MEMORY if expected / SURPRISE < seconds < expected * SURPRISE else MEMORY / SURPRISE
        self.weight = self.weight * kept + 1
        self.n = self.n * kept + tokens
        self.t = self.t * kept + seconds
        self.nn = self.nn * kept + tokens * tokens
        self.nt = self.nt * kept + tokens * seconds
        mean, mean_seconds = self.n / self.weight, self.t / self.weight
        variance = self.nn / self.weight - mean * mean
        if variance > (SPREAD * mean) ** 2:
            self.is_told_apart = True
            covariance = self.nt / self.weight - mean * mean_seconds
            self.fixed = max(mean_seconds - max(covariance / variance, 0.0) * mean, 0.0)
        elif mean >= min(FEWEST, self.most):  # too alike to tell: as before, or half of the time
            self.fixed = min(self.fixed, mean_seconds / 2)
        else:
            return
        self.each = (mean_seconds - self.fixed) / mean
        self.adapt()

    def adapt(self) -> None:
        """Take the size that fits, a larger one only step by step and with a margin."""
        seconds = self.seconds
        if self.is_told_apart:
            seconds = min(max(WORTH * self.fixed, seconds / 2), seconds)
        left = max(seconds - self.fixed, self.seconds / 2)
        if self.each * self.tokens > left:
            fits = [size for size in self.sizes if self.each * size <= left]
            self.tokens = max(fits, default=self.sizes[-1])
            return
        larger = [size for size in self.sizes if self.tokens < size <= 2 * self.tokens]
        fits = [size for size in larger if self.each * size * MARGIN <= left]
        self.tokens = max(fits, default=self.tokens)

    def is_felt(self, num_tokens: int) -> bool:
        """Whether who waits for a step notices that it computes so many."""
        return self.each * num_tokens > FELT * self.seconds

    def room(self, num_generating: int) -> int:
        """Tokens of prompts beside so many tokens of texts."""
        return min(max(self.tokens - num_generating, FEWEST), self.most - num_generating)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many plans may be in flight. Whoever comes has to wait for all of them."""

    most: int = 1
    steady: bool = False  # a second one only while everybody writes, and nobody could come in

    def allows(self, num_in_flight: int, running: Sequence[Live], *, comes_in: bool) -> bool:
        """Another one."""
        if num_in_flight == 0:
            return True
        if num_in_flight >= self.most or not self.steady:
            return num_in_flight < self.most
        return not comes_in and all([live.num_to_catch_up <= 1 for live in running])


ONE_AT_A_TIME = Overlap()


def sizes_up_to(most: int) -> list[int]:
    """The largest first, and few of them, so that a prompt is often cut alike."""
    sizes, size = [], most
    while size > FEWEST:
        sizes += [size, size * 3 // 4]
        size //= 2
    return [*[size for size in sizes if size > FEWEST], min(FEWEST, most)]


def share_out(wishes: Sequence[tuple[Live, int]], room: int, *, is_felt: bool = False) -> list[int]:
    """What each gets, in the order of the wishes: tokens, or none.

    The first in order has half of the room, whoever comes: so it ends. The rest goes to the
    shortest of the same rank, and what those leave to the first again; but if it is felt how long
    the step takes, not where somebody is done with it, whose first token waits for the step.
    """
    if not wishes or room <= 0:
        return [0] * len(wishes)
    got = [0] * len(wishes)
    got[0] = min(wishes[0][1], -(-room // 2))
    left = room - got[0]
    others = sorted(
        range(1, len(wishes)), key=lambda nth: (wishes[nth][0].order[0], wishes[nth][1])
    )
    for nth in others:
        got[nth] = min(wishes[nth][1], left)
        left -= got[nth]
    if not (is_felt and any([0 < got[nth] == wishes[nth][1] for nth in others])):
        got[0] += min(wishes[0][1] - got[0], left)
    return got
