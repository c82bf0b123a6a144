"""Engines that share a device do not meet in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from loadtests.shared_device import Seat, SharedDevice
from loadtests.turns import Turns
from models.batch import Pending, Progress, Ready, Row, Step, StepResult
from models.understudies.company import Company
from models.understudies.rehearsal import Rehearsal


@dataclass(kw_only=True, slots=True)
class Listed(SharedDevice):
    """Computes nothing."""

    launched: list[tuple[Company, Row]] = field(default_factory=list)

    def launch_for(
        self, company: Company, step: Step, progress: Callable[[Progress], None]
    ) -> Pending:
        self.launched += [(company, row) for row in step.rows]
        return lambda: StepResult(step.step, ())


def test_each_seat_has_slots_blocks_and_understudies_of_its_own() -> None:
    device = Listed(model="none")
    device.ready = Ready(10, 16, 7, 64, 100)
    turns = Turns(0.0)
    seats = [Seat(device, Company({}), turns, str(nth), nth, 3) for nth in range(3)]
    for seat in seats:
        ready = seat.load(lambda _: None)
        assert (ready.num_blocks, ready.num_slots) == (3, 2)
        blocks = iter(range(ready.num_blocks))
        for slot in range(ready.num_slots):
            row = Row(1, slot, None, None, 1, 0, True, (next(blocks),))
            seat.launch(Step(1, (row,)), lambda _: None)()
    slots = [row.slot for _, row in device.launched]
    blocks_used = [block for _, row in device.launched for block in row.blocks]
    assert len({*slots}) == len({*blocks_used}) == len(slots) == 6
    assert max(slots) < 7 and max(blocks_used) < 10
    companies = [company for company, _ in device.launched]
    assert companies == [seat.company for seat in seats for _ in range(2)]


def test_what_one_learns_of_costs_is_not_told_to_the_others() -> None:
    device = SharedDevice(model="none")
    device.costs.learn(1, 1.0)
    one, other = (device.cast("any", Rehearsal(1.0), is_adaptive=True) for _ in range(2))
    assert one.thrift is not None and other.thrift is not None
    one.thrift.costs.learn(8, 2.0)
    assert one.thrift.costs.of(8) == 2.0
    assert other.thrift.costs.of(8) != 2.0 and other.thrift.costs.of(1) == 1.0
    assert device.cast("any", Rehearsal(1.0), is_adaptive=False).thrift is None
