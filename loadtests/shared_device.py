"""One device for several engines, each with its own slots, blocks and understudies.

Where weights happen to lie in memory makes some percent of a step's time: engines that are compared
have to read the same ones. Their blocks alternate, for the same reason.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace

import msgspec

from loadtests.turns import Turns
from models.batch import Pending, Progress, Ready, Row, Step, StepResult
from models.executor import CheckpointDevice
from models.understudies import Understudy
from models.understudies.company import Company
from models.understudies.costs import Costs
from models.understudies.thrift import Thrift


@dataclass(kw_only=True, slots=True)
class SharedDevice(CheckpointDevice):
    """Loaded before anybody takes a seat."""

    ready: Ready = field(init=False)
    costs: Costs = field(init=False, default_factory=Costs)  # as they were measured at the start
    _one_launches: threading.Lock = field(init=False, default_factory=threading.Lock)

    def prepare(self) -> None:
        self.ready = self.load(lambda _: None)
        if self._company.thrift is not None:
            self.costs = self._company.thrift.costs

    def cast(self, name: str, understudy: Understudy, *, is_adaptive: bool) -> Company:
        """One who knows no more than at the start."""
        thrift = Thrift() if is_adaptive else None
        if thrift is not None:
            thrift.costs = deepcopy(self.costs)
        return Company({name: understudy}, thrift=thrift)

    def launch_for(
        self, company: Company, step: Step, progress: Callable[[Progress], None]
    ) -> Pending:
        with self._one_launches:
            if company is not self._company:
                self._land()  # the other one learns from its last step
                self._company = company
            return self.launch(step, progress)


@dataclass(frozen=True, slots=True)
class Seat:
    """What one of the engines takes for its device. It waits for its turns."""

    device: SharedDevice
    company: Company
    turns: Turns
    name: str
    nth: int
    num_seats: int

    def load(self, progress: Callable[[Progress], None]) -> Ready:
        ready, count = self.device.ready, self.num_seats
        num_blocks, num_slots = ready.num_blocks // count, ready.num_slots // count
        return replace(ready, num_blocks=num_blocks, num_slots=num_slots)

    def launch(self, step: Step, progress: Callable[[Progress], None]) -> Pending:
        self.turns.wait(self.name)
        rows = tuple([self._in_its_place(row) for row in step.rows])
        pending = self.device.launch_for(self.company, Step(step.step, rows), progress)

        def land() -> StepResult:
            result = pending()
            self.turns.tell(self.name, sum([len(row.ids) for row in result.rows]))
            return result

        return land

    def _in_its_place(self, row: Row) -> Row:
        blocks = tuple([block * self.num_seats + self.nth for block in row.blocks])
        return msgspec.structs.replace(
            row, slot=row.slot * self.num_seats + self.nth, blocks=blocks
        )
