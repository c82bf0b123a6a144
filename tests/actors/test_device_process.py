from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator

import anyio
import pytest

from actors import device_process
from actors.errors import DeviceBroken, DeviceLost, DeviceRefused
from actors.link import SocketLink, open_process_link
from models.batch import Progress, StepResult
from tests.actors.link_steps import first_step, next_step, result_of, until_ready

pytestmark = pytest.mark.anyio

DEVICES = "tests.actors.link_devices"
POISON = 77
POISONED = first_step((1, POISON), step=1)


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(autouse=True)
def no_descriptor_is_left() -> Iterator[None]:
    before = os.listdir("/proc/self/fd")
    yield
    assert os.listdir("/proc/self/fd") == before


def is_gone(pid: int | None) -> bool:
    """Neither running nor a zombie."""
    assert pid is not None
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def pid_of(link: SocketLink) -> int:
    assert link.pid is not None
    return link.pid


@pytest.mark.parametrize("name", ["SIGKILL", "SIGSEGV", "SIGABRT", "SIGBUS"])
async def test_a_device_killed_from_outside_is_lost_by_name(name: str) -> None:
    async with open_process_link() as link:
        await until_ready(link)
        os.kill(pid_of(link), signal.Signals[name])
        with pytest.raises(DeviceLost, match=f"^The device process was killed by {name}.$"):
            await link.receive()
        with pytest.raises(DeviceLost, match=name):
            await link.send(next_step(1))
    assert is_gone(link.pid)


@pytest.mark.parametrize("name", ["SIGKILL", "SIGSEGV"])
async def test_results_from_before_the_death_still_arrive(name: str) -> None:
    options = {"poison_ids": [result_of(2).rows[0].ids[0]], "poison_signal": name}
    async with open_process_link("fake", options) as link:
        await until_ready(link)
        for step in (first_step(), next_step(2), next_step(3)):
            await link.send(step)
        results: list[StepResult | Progress] = []
        with pytest.raises(DeviceLost, match=name):
            while isinstance(message := await link.receive(), StepResult):
                results.append(message)
    # Step 3 is poison. It may be launched before step 2 is waited for, but never before step 1 is.
    assert results[:1] == [result_of(1)]


async def test_a_death_is_noticed_although_a_grandchild_holds_the_socket() -> None:
    async with open_process_link(f"{DEVICES}:LeavesAChild") as link:
        told = await link.receive()
        assert isinstance(told, Progress)
        try:
            await until_ready(link)
            os.kill(pid_of(link), signal.SIGKILL)
            with pytest.raises(DeviceLost, match="SIGKILL"):
                await link.receive()
        finally:
            os.kill(int(told.stage), signal.SIGKILL)


async def test_a_death_is_noticed_without_process_descriptors(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(device_process, "_open_death_fd", lambda pid: None)
    async with open_process_link() as link:
        await until_ready(link)
        os.kill(pid_of(link), signal.SIGKILL)
        with pytest.raises(DeviceLost, match="SIGKILL"):
            await link.receive()
    assert is_gone(link.pid)


async def test_an_exception_ends_the_process_with_its_traceback_on_stderr(
    capfd: pytest.CaptureFixture[str],
) -> None:
    async with open_process_link() as link:
        await until_ready(link)
        await link.send(next_step(1))
        with pytest.raises(DeviceLost, match="^The device process ended with exit code 70.$"):
            await link.receive()
    assert "DeviceMisused: Request 1 does not live in slot 0." in capfd.readouterr().err


async def test_a_device_that_breaks_while_loading_is_lost(
    capfd: pytest.CaptureFixture[str],
) -> None:
    async with open_process_link(f"{DEVICES}:BreaksWhileLoading") as link:
        with pytest.raises(DeviceLost, match="exit code 70"):
            await link.receive()
    assert "ZeroDivisionError: of course" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("device", "sentence"),
    [
        (f"{DEVICES}:Refuses", "^There is no model here.$"),
        ("toaster", "^There is no device named 'toaster'. Known devices: "),
    ],
)
async def test_a_refusal_is_one_sentence(
    device: str, sentence: str, capfd: pytest.CaptureFixture[str]
) -> None:
    async with open_process_link(device) as link:
        with pytest.raises(DeviceRefused, match=sentence):
            await link.receive()
        with pytest.raises(DeviceLost, match="exit code 78"):
            await link.receive()
    assert capfd.readouterr().err == ""


async def test_bytes_that_are_no_frame_are_a_broken_device() -> None:
    async with open_process_link(f"{DEVICES}:Babbles", grace_seconds=0.01) as link:
        with pytest.raises(DeviceBroken, match="unknown kind 0"):
            await link.receive()


async def test_leaving_ends_a_device_that_waits_for_steps() -> None:
    async with open_process_link(grace_seconds=15.0) as link:
        await until_ready(link)
    assert is_gone(link.pid)


async def test_leaving_quietly_ends_a_device_that_nobody_listened_to(
    capfd: pytest.CaptureFixture[str],
) -> None:
    async with open_process_link(options={"block_size": 5000}, grace_seconds=15.0) as link:
        await until_ready(link)
        await link.send(first_step(num_blocks=100))
        for step in range(2, 400):
            await link.send(next_step(step))
    assert is_gone(link.pid)
    assert capfd.readouterr().err == ""


async def test_leaving_kills_a_device_that_hangs() -> None:
    options = {"poison_ids": [POISON], "poison_mode": "hang"}
    async with open_process_link("fake", options, grace_seconds=0.01) as link:
        await until_ready(link)
        await link.send(POISONED)
    assert is_gone(link.pid)


async def test_leaving_kills_a_device_that_was_stopped() -> None:
    async with open_process_link(grace_seconds=0.01) as link:
        await until_ready(link)
        os.kill(pid_of(link), signal.SIGSTOP)
    assert is_gone(link.pid)


async def test_an_exception_leaves_no_grace() -> None:
    with pytest.raises(KeyError):
        async with open_process_link(grace_seconds=60.0) as link:
            await until_ready(link)
            os.kill(pid_of(link), signal.SIGSTOP)
            raise KeyError
    assert is_gone(link.pid)


async def test_a_cancellation_leaves_no_grace_and_no_process() -> None:
    with anyio.CancelScope() as scope:
        async with open_process_link(grace_seconds=60.0) as link:
            await until_ready(link)
            os.kill(pid_of(link), signal.SIGSTOP)
            scope.cancel()
            await link.receive()
    assert scope.cancelled_caught
    assert is_gone(link.pid)


async def test_signals_for_the_whole_group_are_left_to_the_parent() -> None:
    async with open_process_link() as link:
        await until_ready(link)
        os.kill(pid_of(link), signal.SIGINT)
        os.kill(pid_of(link), signal.SIGTERM)
        await link.send(first_step())
        assert await link.receive() == result_of(1)


async def test_a_process_that_cannot_be_started_is_a_lost_device(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(DeviceLost, match="could not be started"):
        async with open_process_link():
            pass


PARENT = f"""
import anyio, os
from actors.link import open_process_link
from tests.actors.link_steps import until_ready, first_step

async def main():
    options = {{"poison_ids": [{POISON}], "poison_mode": "hang"}}
    async with open_process_link("fake", options) as link:
        await until_ready(link)
        await link.send(first_step((1, {POISON})))
        print(link.pid, flush=True)
        await anyio.sleep_forever()

anyio.run(main)
"""


def test_a_device_dies_with_its_parent_even_if_it_hangs() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    with parent:
        assert parent.stdout is not None
        death_fd = os.pidfd_open(int(parent.stdout.readline()))
        try:
            parent.kill()
            readable, _, _ = select.select([death_fd], [], [], 10)
            assert readable
        finally:
            os.close(death_fd)
