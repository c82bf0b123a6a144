"""The device link of the simulation: the fake device behind a wire that can do anything wrong.

    kill        dead at once, the step in flight is lost
    kill_after  dead after it has computed the step, before it could answer
    hang        silent for ever
    nan         one row of the step failed, and left garbage in its cells
    all_nan     every row did
    repeat      a result is told twice
    stray       a token that is not in the vocabulary
    swap        an answer for another step
    slow        a step that takes long, with signs of life

A fault strikes at the n-th step that any device of this run is given.
"""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from random import Random

import anyio
from anyio.lowlevel import checkpoint
from msgspec.structs import replace as altered

from actors.errors import DeviceLost
from models.batch import DeviceToEngine, Progress, Ready, RowResult, Step, StepResult
from models.fake_device import DeviceDied, DeviceMisused, FakeDevice

DEVICE_FAULTS = ("kill", "kill_after", "hang", "nan", "all_nan", "repeat", "stray", "swap", "slow")
SLOW = 5.0  # seconds of virtual time

Results = tuple[RowResult, ...]


class Devices:
    """Every device of one run: makes them, and strikes them."""

    def __init__(
        self, make: Callable[[], FakeDevice], random: Random, faults: Mapping[int, str]
    ) -> None:
        self.make = make
        self.random = random
        self.faults = faults
        self.load_seconds = 0.0
        self.num_steps = 0
        self.num_computed = 0  # tokens
        self.opened_at: list[float] = []
        self.struck: list[str] = []
        self.failed_ids: set[int] = set()  # requests whose row a fault made fail
        self.misused: list[str] = []  # what a sound engine never asks for
        self.newest: SimulatedLink | None = None

    @asynccontextmanager
    async def open(self) -> AsyncIterator[SimulatedLink]:
        """A fresh device with empty memory."""
        self.opened_at.append(anyio.current_time())
        self.newest = link = SimulatedLink(self)
        try:
            yield link
        finally:
            link.die("The device link is closed.")


class SimulatedLink:
    """A `DeviceLink` in virtual time."""

    def __init__(self, devices: Devices) -> None:
        self.devices = devices
        self.device = devices.make()
        self.arrivals: deque[tuple[float, DeviceToEngine]] = deque()
        self.death: str | None = None
        self.is_silent = False
        self.news = anyio.Event()
        self.device.load(self.tell)
        self.tell(self.device.load(lambda progress: None), after=devices.load_seconds)

    async def receive(self) -> Progress | Ready | StepResult:
        await checkpoint()
        while True:
            if self.death is not None:
                raise DeviceLost(self.death)
            wait = self.arrivals[0][0] - anyio.current_time() if self.arrivals else None
            if wait is not None and wait <= 0 and not self.is_silent:
                return self.arrivals.popleft()[1]
            self.news = anyio.Event()
            with anyio.move_on_after(None if self.is_silent else wait):
                await self.news.wait()

    async def send(self, step: Step) -> None:
        await checkpoint()
        if self.death is not None:
            raise DeviceLost(self.death)
        if self.is_silent:
            return
        self.devices.num_steps += 1
        fault = self.devices.faults.get(self.devices.num_steps)
        if fault is not None:
            self.devices.struck.append(f"{fault} at step {step.step}")
        if fault == "kill":
            self.die("The device was killed.")
            return
        self.devices.num_computed += sum(row.count for row in step.rows)
        try:
            result = self.device.launch(step, self.tell)()
        except DeviceDied as error:
            if not self.is_silent:
                self.die(str(error))
            return
        except DeviceMisused as error:
            self.devices.misused.append(str(error))
            self.die(str(error))
            return
        self.answer(step, result, fault)

    async def aclose(self) -> None:
        self.die("The device link is closed.")
        await checkpoint()

    def answer(self, step: Step, result: StepResult, fault: str | None) -> None:
        """Put the result on the wire, as the fault would have it."""
        rows = result.rows
        match fault:
            case "kill_after":
                self.die("The device was killed after its work.")
            case "hang":
                self.is_silent = True
            case "nan":
                self.tell(replace(result, rows=self.fail(step, rows, 1)))
            case "all_nan":
                self.tell(replace(result, rows=self.fail(step, rows, len(rows))))
            case "repeat":
                self.tell(result)
                self.tell(result)
            case "stray":
                self.tell(replace(result, rows=tuple(stray(row) for row in rows)))
            case "swap":
                self.tell(replace(result, step=result.step + 7))
            case "slow":
                for nth in range(3):
                    self.tell(Progress("step", nth / 3), after=SLOW)
                self.tell(result)
            case _:
                self.tell(result)

    def fail(self, step: Step, results: Results, num: int) -> Results:
        """Make the first rows fail, and spoil what they have written in this step."""
        for row in step.rows[:num]:
            slot = self.device._slots[row.slot]
            first = slot.computed - 1 if row.start is None else row.start
            self.device._memory.spoil(slot.table, first, max(slot.computed, first + row.count))
            slot.error = "nan"
            self.devices.failed_ids.add(row.id)
        failed = (altered(result, ids=(), error="nan") for result in results[:num])
        return (*failed, *results[num:])

    def tell(self, message: DeviceToEngine, *, after: float = 0.0) -> None:
        """It arrives a little later, and never before what was told earlier."""
        earliest = self.arrivals[-1][0] if self.arrivals else anyio.current_time()
        self.arrivals.append((earliest + after + self.devices.random.random() / 100, message))
        self.news.set()

    def die(self, reason: str) -> None:
        """From now on there is nobody at the other end."""
        if self.death is None:
            self.death = reason
            self.news.set()


def stray(result: RowResult) -> RowResult:
    return altered(result, ids=tuple(id + 10**6 for id in result.ids))
