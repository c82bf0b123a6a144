from __future__ import annotations

import anyio
import pytest

from tests.simulation.channels import Channels, Fault, Faults, InjectedError
from tests.simulation.loop import run
from tests.simulation.minimise import minimise


def numbers_received(faults: Faults) -> list[int]:
    """Of twenty numbers, those that came before anything went wrong."""
    received: list[int] = []

    async def main() -> None:
        outlet, inbox = Channels(faults).open("numbers", 1)
        with outlet, inbox:
            for number in range(20):
                outlet.send_nowait(number)
                try:
                    received.append(await inbox.receive())
                except InjectedError:
                    await anyio.sleep(1)
                    return

    run(main, 3)
    return received


def test_of_twenty_faults_the_guilty_one_is_found() -> None:
    guilty = Fault(21, "error")
    plan = [guilty, *(Fault(index, "delay") for index in range(1, 41, 2) if index != 21)]
    num_runs = 0

    def fails(faults: tuple[Fault, ...]) -> bool:
        nonlocal num_runs
        num_runs += 1
        return len(numbers_received(Faults(0, faults))) < 20

    assert len(plan) == 20
    assert minimise(fails, plan) == (guilty,)
    assert num_runs < len(plan)


def test_all_faults_that_it_takes_are_kept() -> None:
    assert minimise(lambda kept: {3, 8, 13} <= set(kept), range(20)) == (3, 8, 13)


def test_no_fault_is_kept_when_none_is_guilty() -> None:
    assert minimise(lambda kept: True, range(20)) == ()


def test_a_run_that_does_not_fail_cannot_be_minimised() -> None:
    with pytest.raises(ValueError, match="does not fail"):
        minimise(lambda kept: False, range(20))
