from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any

import anyio
import pytest

from actors.errors import DeviceBroken, DeviceLost, DeviceRefused
from actors.link import DeviceLink, SocketLink, open_inline_link, open_process_link
from models.batch import Pending, Progress, Ready, RowResult, Step, StepResult
from models.fake_device import DeviceMisused, FakeDevice
from tests.actors.link_devices import BreaksWhileLoading, Refuses
from tests.actors.link_steps import expected_text, first_step, next_step, result_of, until_ready

pytestmark = pytest.mark.anyio

OpenFake = Callable[..., AbstractAsyncContextManager[SocketLink]]


def open_fake_process(**options: object) -> AbstractAsyncContextManager[SocketLink]:
    return open_process_link("fake", options)


def open_fake_inline(**options: Any) -> AbstractAsyncContextManager[SocketLink]:
    return open_inline_link(FakeDevice(**options))


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[open_fake_process, open_fake_inline], ids=["process", "inline"])
def open_fake(request: pytest.FixtureRequest) -> OpenFake:
    opener: OpenFake = request.param
    return opener


@pytest.fixture(autouse=True)
def no_descriptor_is_left() -> Iterator[None]:
    before = os.listdir("/proc/self/fd")
    yield
    assert os.listdir("/proc/self/fd") == before


async def test_a_device_loads_and_then_answers(open_fake: OpenFake) -> None:
    async with open_fake(vocabulary_size=100, num_blocks=64) as link:
        messages = [await link.receive()]
        while not isinstance(messages[-1], Ready):
            messages.append(await link.receive())
        *stages, ready = messages
        assert stages == [Progress("load", n / 4) for n in range(5)]
        assert isinstance(ready, Ready)
        assert (ready.vocabulary_size, ready.num_blocks) == (100, 64)
        await link.send(first_step())
        assert await link.receive() == result_of(1, vocabulary_size=100)


async def test_many_steps_give_the_text_of_the_oracle(open_fake: OpenFake) -> None:
    async with open_fake() as link:
        await until_ready(link)
        text: list[int] = []
        await link.send(first_step(num_blocks=32))
        for step in range(2, 301):
            await link.send(next_step(step))  # two steps are always on their way
            result = await link.receive()
            assert isinstance(result, StepResult)
            assert result.step == step - 1
            text.extend(result.rows[0].ids)
    assert text == expected_text(299)


async def test_a_step_may_be_larger_than_any_socket_buffer(open_fake: OpenFake) -> None:
    prompt = tuple(n % 1000 for n in range(400_000))
    async with open_fake(context_length=500_000, block_size=5000) as link:
        await until_ready(link)
        await link.send(first_step(prompt, num_blocks=100))
        assert await link.receive() == result_of(1, prompt)


async def test_leaving_early_is_no_trouble(open_fake: OpenFake) -> None:
    async with open_fake():
        pass


async def test_a_closed_link_says_so(open_fake: OpenFake) -> None:
    async with open_fake() as link:
        await until_ready(link)
        await link.aclose()
        with pytest.raises(DeviceLost, match="link is closed"):
            await link.receive()
        with pytest.raises(DeviceLost, match="link is closed"):
            await link.send(first_step())
        await link.aclose()


async def test_closing_wakes_whoever_waits(open_fake: OpenFake) -> None:
    woken = anyio.Event()

    async def wait(link: DeviceLink) -> None:
        with pytest.raises(DeviceLost, match="link is closed"):
            await link.receive()
        woken.set()

    async with open_fake() as link, anyio.create_task_group() as tasks:
        await until_ready(link)
        tasks.start_soon(wait, link)
        await anyio.wait_all_tasks_blocked()
        await link.aclose()
        await woken.wait()


async def test_a_cancelled_receive_loses_nothing(open_fake: OpenFake) -> None:
    async with open_fake() as link:
        with anyio.CancelScope() as scope:
            scope.cancel()
            await link.receive()
        await until_ready(link)
        await link.send(first_step())
        await link.send(next_step(2))
        with anyio.move_on_after(0):
            while True:
                await link.receive()
        await link.send(next_step(3))
        steps = [await link.receive() for _ in range(3)]
        assert [getattr(result, "step", None) for result in steps] == [1, 2, 3]


async def test_what_the_body_raises_comes_out_as_it_is(open_fake: OpenFake) -> None:
    error = KeyError("mine")
    with pytest.raises(KeyError) as caught:
        async with open_fake():
            raise error
    assert caught.value is error


@dataclass
class Scripted:
    """Notes what is asked of it. Steps wait for `steps_sent`."""

    log: list[str] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)
    steps_sent: threading.Event = field(default_factory=threading.Event)

    def load(self, progress: Callable[[Progress], None]) -> Ready:
        self.threads.add(threading.get_ident())
        return Ready(1, 1, 1, 1, 1)

    def launch(self, step: Step, progress: Callable[[Progress], None]) -> Pending:
        self.steps_sent.wait()
        self.threads.add(threading.get_ident())
        self.log.append(f"launch {step.step}")

        def wait() -> StepResult:
            self.threads.add(threading.get_ident())
            self.log.append(f"wait {step.step}")
            progress(Progress("step", 0.5))
            return StepResult(step.step, (RowResult(1, 0, (), 0),))

        return wait


async def test_an_inline_device_lives_in_two_threads_that_are_not_ours() -> None:
    device = Scripted()
    device.steps_sent.set()
    async with open_inline_link(device) as link:
        await until_ready(link)
        for step in (1, 2):
            await link.send(next_step(step))
        told = [await link.receive() for _ in range(4)]
    assert told[0] == Progress("step", 0.5)
    assert [message.step for message in told if isinstance(message, StepResult)] == [1, 2]
    assert len(device.threads) == 2  # one loads and launches, the other waits
    assert threading.get_ident() not in device.threads
    assert not device.threads & {thread.ident for thread in threading.enumerate()}


async def test_a_cancelled_send_leaves_the_frames_whole() -> None:
    device = Scripted()
    async with open_inline_link(device) as link:
        await until_ready(link)
        await link.send(next_step(1))
        with anyio.move_on_after(0.01) as scope:
            await link.send(first_step(tuple(range(500_000)), step=2))
        assert scope.cancelled_caught
        device.steps_sent.set()
        await link.send(next_step(3))
        told = [await link.receive() for _ in range(6)]
    assert [message.step for message in told if isinstance(message, StepResult)] == [1, 2, 3]


async def test_a_cancelled_task_sends_nothing() -> None:
    device = Scripted()
    device.steps_sent.set()
    async with open_inline_link(device) as link:
        await until_ready(link)
        with anyio.CancelScope() as scope:
            scope.cancel()
            await link.send(next_step(1))
        await link.send(next_step(2))
        await link.receive()
        await link.receive()
    assert device.log == ["launch 2", "wait 2"]


async def test_what_an_inline_device_raises_is_the_cause_of_its_loss() -> None:
    async with open_inline_link(FakeDevice()) as link:
        await until_ready(link)
        await link.send(next_step(1))
        with pytest.raises(DeviceLost, match="DeviceMisused: Request 1 does not live") as caught:
            await link.receive()
    assert isinstance(caught.value.__cause__, DeviceMisused)


async def test_an_inline_device_that_breaks_while_loading_is_lost() -> None:
    async with open_inline_link(BreaksWhileLoading()) as link:
        with pytest.raises(DeviceLost, match="ZeroDivisionError: of course"):
            await link.receive()


async def test_an_inline_device_may_refuse_to_load() -> None:
    async with open_inline_link(Refuses()) as link:
        with pytest.raises(DeviceRefused, match="^There is no model here.$"):
            await link.receive()


async def test_an_inline_device_that_hangs_is_left_behind() -> None:
    device = Scripted()
    async with open_inline_link(device, grace_seconds=0.01) as link:
        await until_ready(link)
        await link.send(next_step(1))
    thread = next(thread for thread in threading.enumerate() if thread.name == "device")
    assert thread.daemon
    device.steps_sent.set()
    thread.join()


async def test_a_cancellation_waits_for_the_step_of_an_inline_device() -> None:
    device = Scripted()
    with anyio.CancelScope() as scope:
        async with open_inline_link(device, grace_seconds=15.0) as link:
            await until_ready(link)
            await link.send(next_step(1))
            threading.Timer(0.05, device.steps_sent.set).start()
            scope.cancel()
            await link.receive()
    assert not device.threads & {thread.ident for thread in threading.enumerate()}


async def test_a_message_that_no_device_sends_is_a_broken_device() -> None:
    @dataclass
    class Confused(Scripted):
        def load(self, progress: Callable[..., None]) -> Ready:
            progress(next_step(1))
            return super().load(progress)

    async with open_inline_link(Confused()) as link:
        with pytest.raises(DeviceBroken, match="sent a Step"):
            await link.receive()
