"""What people do to a server on a processor, with fixed lengths: who is compared does all of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from statistics import fmean

import anyio

from openai_api.bench.load import Stage, run_stage
from openai_api.bench.measure import Asker, Outcome
from openai_api.bench.workload import FIRST_ID, Job

LONG = 4096  # tokens of a prompt that others have to wait for, or not
HEAD_START = 0.2, 0.6  # seconds, at least and at most, that the first of two requests has


class Unanswered(Exception):
    """A request had no whole answer. Its message says why."""


@dataclass(frozen=True, slots=True)
class Workload:
    """So many requests, so many at once; `figure` is told. Lengths are tokens."""

    name: str
    title: str
    unit: str
    figure: Callable[[list[Outcome], float], float]
    prompt: int
    answer: int
    count: int = 1
    at_once: int = 1
    shared: int = 0  # that all prompts begin with
    during: tuple[int, int] | None = None  # another prompt and answer, computed meanwhile
    comes_first: bool = False  # before that other one, not after it
    times: int = 1  # whose mean is told: at another moment of a step each time

    @property
    def more_is_better(self) -> bool:
        return self.unit == "tokens/s"

    def scaled(self, by: float) -> Workload:
        """The same with shorter texts."""
        during = self.during and (short(self.during[0], by), short(self.during[1], by))
        return replace(
            self,
            prompt=short(self.prompt, by),
            answer=short(self.answer, by),
            shared=short(self.shared, by) if self.shared else 0,
            during=during,
        )

    async def run(self, asker: Asker, ids: Ids, clock: Callable[[], float]) -> float:
        """The figure. :raises Unanswered: when a request fails."""
        return fmean([await self._once(asker, ids, clock) for _ in range(self.times)])

    async def _once(self, asker: Asker, ids: Ids, clock: Callable[[], float]) -> float:
        began = clock()
        outcomes = await (self._beside(asker, ids) if self.during else self._alone(asker, ids))
        faults = {outcome.fault for outcome in outcomes if outcome.fault is not None}
        if faults or any(outcome.first is None for outcome in outcomes):
            raise Unanswered(f"{self.name}: {', '.join(sorted(faults)) or 'an answer had no text'}")
        return self.figure(outcomes, clock() - began)

    async def _alone(self, asker: Asker, ids: Ids) -> list[Outcome]:
        prefix = ids.draw(self.shared)

        def jobs() -> Iterator[Job]:
            while True:
                yield job(prefix + ids.draw(self.prompt), self.answer)

        stage = Stage(concurrency=self.at_once, num_requests=self.count)
        return await run_stage(stage, jobs(), asker.ask, seed=0)

    async def _beside(self, asker: Asker, ids: Ids) -> list[Outcome]:
        """The outcome of the one that is measured, then that of the other."""
        other_prompt, other_answer = self.during or (1, 1)
        measured = job(ids.draw(self.prompt), self.answer)
        other = job(ids.draw(other_prompt), other_answer)
        found: dict[bool, Outcome] = {}

        async def ask(is_measured: bool) -> None:
            found[is_measured] = await asker.ask(measured if is_measured else other)

        async with anyio.create_task_group() as group:
            group.start_soon(ask, self.comes_first)
            await anyio.sleep(ids.chance.uniform(*HEAD_START))
            group.start_soon(ask, not self.comes_first)
        return [found[True], found[False]]


class Ids:
    """Prompts that no cache has seen."""

    def __init__(self, vocabulary_size: int, seed: int) -> None:
        self.chance = random.Random(seed)
        self._ids = range(FIRST_ID, vocabulary_size)

    def draw(self, count: int) -> list[int]:
        return self.chance.choices(self._ids, k=count)


def job(ids: list[int], answer: int) -> Job:
    return Job("completions", {"prompt": ids, "max_tokens": answer})


def short(count: int, by: float) -> int:
    return max(round(count * by), 2)


def speed(outcomes: list[Outcome], seconds: float) -> float:
    return sum(outcome.num_generated for outcome in outcomes) / seconds


def first(outcomes: list[Outcome], seconds: float) -> float:
    """Milliseconds until the first piece of text."""
    return 1000 * (outcomes[0].first or 0.0)


def largest_gap(outcomes: list[Outcome], seconds: float) -> float:
    """Milliseconds."""
    return 1000 * max(outcomes[0].gaps, default=0.0)


WORKLOADS = (
    Workload("W1", "one stream", "tokens/s", speed, 128, 128),
    Workload("W2", "8 at a time", "tokens/s", speed, 128, 128, 8, 8),
    Workload("W3", "32 at a time", "tokens/s", speed, 128, 64, 32, 32),
    Workload("W4", "a shared prefix", "tokens/s", speed, 32, 32, 16, 8, shared=1024),
    Workload("W5", "first token of a long prompt", "ms", first, LONG, 16),
    Workload(
        *("W5s", "first token of a short one during it", "ms", first, 32, 8),
        during=(LONG, 16),
        times=4,
    ),
    Workload(
        *("W5d", "largest gap of a stream during it", "ms", largest_gap, 32, 160),
        during=(LONG, 8),
        comes_first=True,
    ),
)
