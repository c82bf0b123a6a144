"""When it is asked: so many requests at once (closed loop), or so many a second (open loop).

A closed loop waits for the server, so a slow one is asked less. An open loop does not, as people
don't; its times count from when a request was due.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from anyio import CancelScope, create_task_group, current_time, move_on_after, sleep_until

from openai_api.bench.measure import Outcome
from openai_api.bench.workload import Job


class Ask(Protocol):
    async def __call__(self, job: Job, due: float | None, /) -> Outcome:
        """Its time counts from `due`, or from now."""
        ...


@dataclass(frozen=True, slots=True)
class Stage:
    """One kind of load, for so many requests or so many seconds."""

    concurrency: int | None = None  # else by `rate`
    rate: float | None = None  # requests a second; neither: as the jobs say themselves
    is_even: bool = False  # at equal distances, not by chance
    num_requests: int | None = None
    seconds: float | None = None

    @property
    def name(self) -> str:
        if self.concurrency is not None:
            return f"{self.concurrency} at once"
        return "as recorded" if self.rate is None else f"{self.rate:g} a second"


async def run_stage(stage: Stage, jobs: Iterator[Job], ask: Ask, *, seed: int) -> list[Outcome]:
    """All that was answered, or failed. What is under way when time is up is left out."""
    outcomes: list[Outcome] = []
    with move_on_after(stage.seconds) as scope:
        due = islice(jobs, stage.num_requests)
        try:
            if stage.concurrency is not None:
                await run_closed(stage.concurrency, due, ask, outcomes)
            else:
                await run_open(timed(due, stage, seed), ask, outcomes, scope)
        except ExceptionGroup as errors:  # a job could not be made: nothing else raises
            raise errors.exceptions[0] from errors
    return outcomes


async def run_closed(
    concurrency: int, jobs: Iterator[Job], ask: Ask, outcomes: list[Outcome]
) -> None:
    """Each client asks again as soon as it has its answer."""

    async def client() -> None:
        for job in jobs:
            outcome = await ask(job, None)
            outcomes.append(outcome)  # now, since others append meanwhile

    async with create_task_group() as group:
        for _ in range(concurrency):
            group.start_soon(client)


async def run_open(
    jobs: Iterable[tuple[float, Job]], ask: Ask, outcomes: list[Outcome], scope: CancelScope
) -> None:
    """Each request has its time, whatever became of those before."""

    async def one(job: Job, due: float) -> None:
        outcomes.append(await ask(job, due))

    start = current_time()
    async with create_task_group() as group:
        for at, job in jobs:
            if start + at >= scope.deadline:
                break
            await sleep_until(start + at)
            group.start_soon(one, job, start + at)


def timed(jobs: Iterator[Job], stage: Stage, seed: int) -> Iterator[tuple[float, Job]]:
    """With seconds after the start. By chance means as if the askers knew nothing of each other."""
    chance, at = random.Random(seed), 0.0
    for job in jobs:
        if stage.rate is None:
            at = job.at or 0.0
        yield at, job
        if stage.rate is not None:
            at += 1 / stage.rate if stage.is_even else chance.expovariate(stage.rate)
