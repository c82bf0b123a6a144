"""The runner alone speaks with the device. It keeps the order and watches the clock."""

from __future__ import annotations

import math
from collections import deque

from anyio import CancelScope, create_task_group, current_time
from anyio.streams.memory import MemoryObjectReceiveStream

from actors.actor import Actor, Sink, part_of_actor
from actors.chronicle import Chronicle
from actors.errors import DeviceBroken, DeviceHung
from actors.link import DeviceLink
from actors.messages import Batch, RunnerMessage, SchedulerMessage, StepDone
from models.batch import CLIENTS_ERRORS, Progress, Row, RowResult, StepResult


class Runner(Actor[RunnerMessage]):
    """Launches batches and collects their results, each in the order of the steps."""

    def __init__(
        self,
        inbox: MemoryObjectReceiveStream[RunnerMessage],
        *,
        scheduler: Sink[SchedulerMessage],
        link: DeviceLink,
        vocabulary_size: int,
        step_deadline: float,
        chronicle: Chronicle | None = None,
    ) -> None:
        super().__init__(inbox)
        self.scheduler = scheduler
        self.link = link
        self.vocabulary_size = vocabulary_size
        self.step_deadline = step_deadline
        self.chronicle = chronicle
        self.in_flight: deque[Batch] = deque()
        self.began = 0.0  # when the device turned to the oldest of them
        self.step = 0  # of the newest batch
        self.num_signs = 0  # of life, from the device
        self.watch = CancelScope()

    async def run(self) -> None:
        async with create_task_group() as group:
            group.start_soon(part_of_actor, self.collect, self.link)
            with self.inbox:
                async for batch in self.inbox:
                    self.num_handled += 1
                    await self.launch(batch)
            group.cancel_scope.cancel()

    async def launch(self, batch: Batch) -> None:
        """Send a batch on its way. An empty one only waits for its turn."""
        if batch.work.step <= self.step:
            return
        self.step = batch.work.step
        if not self.in_flight:
            self.began = current_time()
        self.in_flight.append(batch)
        if self.chronicle is not None:
            self.chronicle.begin()
        if self.watch.deadline == math.inf:
            self.watch.deadline = current_time() + self.step_deadline
        if batch.work.rows:
            await self.link.send(batch.work)
        self.pass_empty_ones()

    async def collect(self, link: DeviceLink) -> None:
        """Receive results for ever. :raises DeviceHung: when a step shows no progress in time."""
        while True:
            deadline = current_time() + self.step_deadline if self.in_flight else math.inf
            with CancelScope(deadline=deadline) as self.watch:
                message = await link.receive()
            if self.watch.cancelled_caught:
                raise DeviceHung(f"The device made no progress for {self.step_deadline:g} s.")
            self.num_signs += 1
            if isinstance(message, Progress):
                continue
            if not isinstance(message, StepResult):
                raise DeviceBroken("The device sent something that is no result.")
            self.finish(message)

    def finish(self, result: StepResult) -> None:
        """Pair a result with its batch, and pass both on."""
        if not self.in_flight or result.step < self.in_flight[0].work.step:
            return  # told twice
        batch = self.in_flight[0]
        check(batch, result, self.vocabulary_size)
        self.in_flight.popleft()
        self.tell(batch, result.rows)
        self.pass_empty_ones()

    def pass_empty_ones(self) -> None:
        """A batch without rows has its result when all before it have theirs."""
        while self.in_flight and not self.in_flight[0].work.rows:
            self.tell(self.in_flight.popleft(), ())
        if not self.in_flight:
            self.watch.deadline = math.inf

    def tell(self, batch: Batch, results: tuple[RowResult, ...]) -> None:
        if self.chronicle is not None:
            self.chronicle.end(batch, results)
        now = current_time()
        done = StepDone(
            batch.work.step,
            results,
            batch.refused,
            batch.held,
            batch.cached,
            num_tokens=sum([row.count for row in batch.work.rows]),
            seconds=now - self.began,
        )
        self.began = now
        self.scheduler.send_nowait(done)


def check(batch: Batch, result: StepResult, vocabulary_size: int) -> None:
    """:raises DeviceBroken: for anything that a working device cannot answer.

    What clients asked in vain says nothing of the device, however many did so at once.
    """
    rows = batch.work.rows
    if result.step != batch.work.step or len(result.rows) != len(rows):
        raise DeviceBroken(f"The device answered step {batch.work.step} with something else.")
    for row, told in zip(rows, result.rows, strict=True):
        if told.id != row.id or not is_plausible(row, told, vocabulary_size):
            raise DeviceBroken(f"The device's answer for request {row.id} makes no sense.")
    others = [told for told in result.rows if told.error not in CLIENTS_ERRORS]
    if len(others) > 1 and all(told.error is not None for told in others):
        raise DeviceBroken("Every row of a step failed.")


def is_plausible(row: Row, told: RowResult, vocabulary_size: int) -> bool:
    if told.error is not None:
        return True
    most = 1 + row.draft if row.samples else 0
    least = 1 if row.samples else 0
    return (
        least <= len(told.ids) <= most
        and all(0 <= id < vocabulary_size for id in told.ids)
        and (not told.ids or told.position + len(told.ids) == told.computed + 1)
        and len(told.logprobs) in (0, len(told.ids))
    )
