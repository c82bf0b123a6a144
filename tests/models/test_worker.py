"""The worker's two threads: one launches steps, the other one answers them."""

from __future__ import annotations

import gc
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from models import worker
from models.batch import Pending, Progress, Ready, Step, StepResult
from models.wire import FrameReader, Message, encode

PATIENCE = 20.0  # seconds; far more than anything here takes


def answer(step: int) -> StepResult:
    return StepResult(step, ())


@dataclass
class Gated:
    """A device whose launches and waits each pass a gate."""

    log: list[str] = field(default_factory=list)
    gates: dict[str, threading.Event] = field(default_factory=dict)
    fails_at: str = ""

    def load(self, progress: Callable[[Progress], None]) -> Ready:
        return Ready(1, 1, 1, 1, 1)

    def launch(self, step: Step, progress: Callable[[Progress], None]) -> Pending:
        self.pass_gate(f"launch {step.step}")

        def wait() -> StepResult:
            self.pass_gate(f"wait {step.step}")
            return answer(step.step)

        return wait

    def pass_gate(self, name: str) -> None:
        self.log.append(name)
        if name in self.gates:
            assert self.gates[name].wait(PATIENCE)
        if name == self.fails_at:
            raise ZeroDivisionError(name)


class Served:
    """A worker in a thread, and our end of its socket."""

    def __init__(self, device: Gated) -> None:
        self.ours, self.theirs = socket.socketpair()
        self.ours.settimeout(PATIENCE)
        self.error: BaseException | None = None
        self.reader = FrameReader()
        self.arrived: list[Message] = []
        self.device = device
        self.thread = threading.Thread(target=self.run)
        self.thread.start()
        assert isinstance(self.receive(), Ready)

    def run(self) -> None:
        try:
            worker.serve(self.theirs, lambda: self.device)
        except BaseException as error:
            self.error = error
        finally:
            self.theirs.close()

    def send(self, *steps: int) -> None:
        for step in steps:
            self.ours.sendall(encode(Step(step, ())))

    def receive(self) -> Message | None:
        while not self.arrived:
            data = self.ours.recv(4096)
            if not data:
                return None
            self.arrived += self.reader.feed(data)
        return self.arrived.pop(0)

    def close(self) -> None:
        self.ours.close()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()


@pytest.fixture
def device() -> Gated:
    return Gated()


@pytest.fixture
def served(device: Gated) -> Iterator[Served]:
    served = Served(device)
    yield served
    served.close()


class Looked:
    """A device that tells how garbage is looked for."""

    def load(self, progress: Callable[[Progress], None]) -> Ready:
        return Ready(gc.get_freeze_count(), int(gc.isenabled()), 1, 1, 1)


def test_what_was_imported_is_never_looked_through_again() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.settimeout(PATIENCE)
        command = [sys.executable, "-m", "models.worker", "--fd", str(theirs.fileno())]
        device = f"{Looked.__module__}:{Looked.__name__}"
        process = subprocess.Popen([*command, device], pass_fds=[theirs.fileno()])
        theirs.close()
        (told,) = FrameReader().feed(ours.recv(4096))
        ours.close()
        assert process.wait(PATIENCE) == 0
    assert isinstance(told, Ready)
    num_frozen, is_enabled = told.num_blocks, told.block_size
    assert num_frozen > 10_000
    assert is_enabled == 1


def test_a_result_leaves_while_the_next_step_is_being_launched(
    device: Gated, served: Served
) -> None:
    device.gates["launch 2"] = threading.Event()
    served.send(1, 2)
    assert served.receive() == answer(1)
    device.gates["launch 2"].set()
    assert served.receive() == answer(2)


def test_the_next_step_is_launched_while_the_last_one_is_waited_for(
    device: Gated, served: Served
) -> None:
    device.gates["wait 1"] = threading.Event()
    device.gates["launch 2"] = threading.Event()
    device.gates["launch 2"].set()
    served.send(1, 2)
    while "launch 2" not in device.log:
        pass
    device.gates["wait 1"].set()
    assert [served.receive(), served.receive()] == [answer(1), answer(2)]


def test_no_more_than_two_steps_are_launched_and_not_answered(
    device: Gated, served: Served
) -> None:
    device.gates["wait 1"] = threading.Event()
    served.send(1, 2, 3)
    while "launch 2" not in device.log:
        pass
    device.gates["wait 1"].set()
    assert [served.receive() for _ in range(3)] == [answer(1), answer(2), answer(3)]
    assert device.log.index("launch 3") > device.log.index("wait 1")


def test_results_keep_the_order_of_the_steps(served: Served) -> None:
    served.send(*range(1, 200))
    assert [served.receive() for _ in range(199)] == [answer(step) for step in range(1, 200)]


def test_a_step_that_fails_while_it_is_waited_for_ends_the_worker(
    device: Gated, served: Served
) -> None:
    device.fails_at = "wait 2"
    served.send(1, 2)
    assert served.receive() == answer(1)
    assert served.receive() is None
    served.thread.join(PATIENCE)
    assert isinstance(served.error, ZeroDivisionError)


def test_steps_before_one_that_cannot_be_launched_are_answered(
    device: Gated, served: Served
) -> None:
    device.fails_at = "launch 2"
    device.gates["wait 1"] = threading.Event()
    served.send(1, 2)
    while "launch 2" not in device.log:
        pass
    device.gates["wait 1"].set()
    assert served.receive() == answer(1)
    assert served.receive() is None
    assert isinstance(served.error, ZeroDivisionError)


def test_a_reader_that_goes_away_ends_the_worker_quietly(device: Gated, served: Served) -> None:
    device.gates["wait 1"] = threading.Event()
    served.send(1)
    served.ours.close()
    device.gates["wait 1"].set()
    served.thread.join(PATIENCE)
    assert served.error is None


def test_both_threads_may_tell_their_progress_at_once(served: Served) -> None:
    """Frames are never torn apart."""
    channel = worker._Channel(served.theirs)
    told = Progress("x" * 3000, 0.5)

    def tell() -> None:
        for _ in range(300):
            channel.send(told)

    threads = [threading.Thread(target=tell) for _ in range(2)]
    for thread in threads:
        thread.start()
    assert [served.receive() for _ in range(600)] == [told] * 600
    for thread in threads:
        thread.join()
