"""A device's first steps. Libraries choose their kernels when they are first called, and what steps
cost is measured before anybody waits for them.

All texts are made of zeros and lie in the same blocks: nobody reads them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.batch import Row, Sampling, Setup, Speculation
from models.understudies import Ask, Draft

LENGTH = 32  # tokens of a text
DRAFTS = 2
SIZES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)  # of steps, and of batches of a draft model
SHARE = 8  # tokens of a text in such a step
ROUNDS = 4  # as some are held up
LONG_ENOUGH = 0.5  # seconds for the first of them: what is slower is not measured
IN_ALL = 0.75  # seconds for all of them: somebody waits


@dataclass(frozen=True, slots=True)
class WarmUp:
    """Runs steps on a device whose texts may have `most` tokens."""

    run: Callable[[tuple[Row, ...]], object]
    most: int
    block_size: int
    num_slots: int

    @property
    def length(self) -> int:
        return min(LENGTH, self.most - 1)

    def first_steps(self, method: str) -> None:
        """A prompt, and a step with drafts."""
        self.run((self._row(0, method, start=0),))
        self._draft(1, DRAFTS, method)

    def batches(self, method: str) -> None:
        """So many texts at once, each with drafts."""
        self._measure([(size, DRAFTS) for size in SIZES if size <= self.num_slots], method)

    def steps(self) -> None:
        """Texts with drafts, so that the step has each size: few each, as a long chain of them
        takes longer than as many tokens of several texts."""
        shapes = [(min(-(-size // SHARE), self.num_slots), size) for size in SIZES]
        steps = [(num_rows, size // num_rows - 1) for num_rows, size in shapes]
        self._measure([each for each in steps if each[1] < self.most - self.length], "auto")

    def _measure(self, steps: Sequence[tuple[int, int]], method: str) -> None:
        began = time.monotonic()
        done = []
        for each in steps:
            if time.monotonic() - began < LONG_ENOUGH:
                self._draft(*each, method)
                done.append(each)
        for each in done[::-1] * (ROUNDS - 1):  # small ones come often enough later on
            if time.monotonic() - began < IN_ALL:
                self._draft(*each, method)

    def _draft(self, num_rows: int, num_drafts: int, method: str) -> None:
        last = self.length - 1
        rows = [self._row(slot, method, start=last, draft=num_drafts) for slot in range(num_rows)]
        self.run(tuple(rows))

    def _row(self, slot: int, method: str, *, start: int, draft: int = 0) -> Row:
        length = self.length
        setup = Setup(Sampling(seed=slot), (0,) * length, length, Speculation(method))
        blocks = tuple(range(-(-min(length + max(SIZES), self.most) // self.block_size)))
        draft = min(draft, self.most - length)
        return Row(slot, slot, setup, start, length - start, draft, True, blocks)


class Anything:
    """An `Understudy` that drafts as much as it may."""

    def propose(self, asks: Sequence[Ask]) -> list[Draft]:
        return [Draft((0,) * ask.room) for ask in asks]
