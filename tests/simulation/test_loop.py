from __future__ import annotations

import asyncio
import gc
import math
import threading
import time
from collections.abc import Awaitable, Callable

import anyio
import pytest
from anyio import (
    create_memory_object_stream,
    create_task_group,
    current_time,
    sleep,
    wait_all_tasks_blocked,
)
from anyio.lowlevel import checkpoint

from tests.simulation.loop import BACKENDS, Backend, run
from tests.simulation.verdicts import START, NotSimulated, Turn

on_both = pytest.mark.parametrize("backend", BACKENDS)


async def arrivals(num_tasks: int, *, delay: float = 0.0) -> tuple[int, ...]:
    """The order in which tasks that were started together, or woken together, arrive."""
    arrived: list[int] = []

    async def arrive(nth: int) -> None:
        await sleep(delay)
        arrived.append(nth)

    async with create_task_group() as group:
        for nth in range(num_tasks):
            group.start_soon(arrive, nth)
    return tuple(arrived)


async def crowd() -> None:
    """Tasks that sleep, pass messages, and are cancelled in a scope that holds them in a set."""
    outlet, inbox = create_memory_object_stream[int](1)

    async def send(nth: int) -> None:
        await sleep(nth % 3)
        await outlet.send(nth)
        await sleep(100)

    with outlet, inbox:
        async with create_task_group() as group:
            for nth in range(12):
                group.start_soon(send, nth)
            for _ in range(12):
                await inbox.receive()
            group.cancel_scope.cancel()


def trace_of(main: Callable[[], Awaitable[object]], seed: int, backend: Backend) -> list[Turn]:
    trace: list[Turn] = []
    run(main, seed, backend=backend, trace=trace)
    return trace


@on_both
def test_the_same_seed_gives_the_same_run_wherever_objects_lie_in_memory(backend: Backend) -> None:
    first = trace_of(crowd, 7, backend)
    clutter: list[object] = []
    for nth in range(20):
        clutter.append([object() for _ in range(nth * 97)])
        assert trace_of(crowd, 7, backend) == first


@on_both
def test_every_order_is_some_seeds_order(backend: Backend) -> None:
    orders = {run(lambda: arrivals(4), seed, backend=backend) for seed in range(300)}
    assert len(orders) == math.factorial(4)


@on_both
def test_timers_of_the_same_moment_fire_in_any_order(backend: Backend) -> None:
    orders = {run(lambda: arrivals(3, delay=1.0), seed, backend=backend) for seed in range(60)}
    assert len(orders) == math.factorial(3)


@on_both
@pytest.mark.parametrize("seed", range(20))
def test_nobody_gets_two_turns_while_another_waits_for_one(backend: Backend, seed: int) -> None:
    turns = [0, 0, 0]

    async def take_turns(nth: int) -> None:
        for _ in range(50):
            turns[nth] += 1
            assert max(turns) - min(turns) <= 2  # one more in this pass than in the last
            await checkpoint()

    async def main() -> None:
        async with create_task_group() as group:
            for nth in range(3):
                group.start_soon(take_turns, nth)

    run(main, seed, backend=backend)


@on_both
def test_an_hour_takes_no_time(backend: Backend) -> None:
    async def main() -> float:
        await sleep(3600)
        return current_time()

    began = time.monotonic()
    assert run(main, 1, backend=backend) == START + 3600
    assert time.monotonic() - began < 60


@on_both
def test_sleepers_wake_in_the_order_of_their_deadlines(backend: Backend) -> None:
    woken: list[tuple[int, float]] = []

    async def doze(seconds: int) -> None:
        await sleep(seconds)
        woken.append((seconds, current_time() - START))

    async def main() -> None:
        async with create_task_group() as group:
            for seconds in (3, 1, 2):
                group.start_soon(doze, seconds)

    run(main, 5, backend=backend)
    assert woken == [(1, 1.0), (2, 2.0), (3, 3.0)]


@on_both
def test_deadlines_cut_at_their_virtual_moment(backend: Backend) -> None:
    async def main() -> tuple[bool, float]:
        with anyio.move_on_after(5) as scope:
            await anyio.sleep_forever()
        with pytest.raises(TimeoutError), anyio.fail_after(7):
            await anyio.Event().wait()
        with anyio.fail_after(7):
            await sleep(6)
        return scope.cancelled_caught, current_time()

    assert run(main, 1, backend=backend) == (True, START + 5 + 7 + 6)


@on_both
def test_a_shielded_cleanup_may_take_its_time(backend: Backend) -> None:
    async def main() -> float:
        with anyio.move_on_after(1):
            try:
                await anyio.sleep_forever()
            finally:
                with anyio.CancelScope(shield=True):
                    await sleep(10)
        return current_time()

    assert run(main, 1, backend=backend) == START + 11


@on_both
def test_one_failing_task_ends_its_group(backend: Backend) -> None:
    async def fail() -> None:
        await sleep(1)
        raise LookupError("mine")

    async def main() -> None:
        async with create_task_group() as group:
            group.start_soon(anyio.sleep_forever)
            group.start_soon(fail)

    with pytest.raises(ExceptionGroup) as caught:
        run(main, 1, backend=backend)
    assert [repr(error) for error in caught.value.exceptions] == ["LookupError('mine')"]


@on_both
@pytest.mark.parametrize("seed", range(10))
def test_a_stream_delivers_everything_in_order(backend: Backend, seed: int) -> None:
    received: list[int] = []

    async def main() -> None:
        outlet, inbox = create_memory_object_stream[int](3)

        async def send() -> None:
            with outlet:
                for nth in range(20):
                    await outlet.send(nth)

        async with create_task_group() as group:
            group.start_soon(send)
            with inbox:
                received.extend([nth async for nth in inbox])

    run(main, seed, backend=backend)
    assert received == list(range(20))


@on_both
def test_waiting_until_all_are_blocked_is_no_deadlock(backend: Backend) -> None:
    async def main() -> bool:
        event = anyio.Event()
        async with create_task_group() as group:
            group.start_soon(event.wait)
            await wait_all_tasks_blocked()
            event.set()
        return event.is_set()

    assert run(main, 1, backend=backend)


@on_both
@pytest.mark.parametrize("kind", [SystemExit, KeyboardInterrupt, MemoryError])
def test_what_no_except_clause_caught_comes_out(
    backend: Backend, kind: type[BaseException]
) -> None:
    async def main() -> None:
        await sleep(1)
        raise kind

    with pytest.raises(kind):
        run(main, 1, backend=backend)


def test_a_task_can_be_cancelled_past_all_scopes() -> None:
    ended: list[str] = []

    async def read() -> None:
        try:
            with anyio.CancelScope(shield=True):
                await anyio.sleep_forever()
        finally:
            ended.append("read")

    async def main() -> bool:
        task = asyncio.ensure_future(read())
        await sleep(1)
        task.cancel()
        await asyncio.wait([task])
        return task.cancelled()

    assert run(main, 1)
    assert ended == ["read"]


@on_both
def test_finalizers_of_cycles_never_run_amid_a_run(backend: Backend) -> None:
    async def main() -> bool:
        return gc.isenabled()

    assert gc.isenabled()
    assert run(main, 1, backend=backend) is False
    assert gc.isenabled()


@pytest.mark.parametrize("method", ["run_in_executor", "add_reader", "add_writer"])
def test_the_real_world_is_out_of_reach(method: str) -> None:
    async def main() -> None:
        getattr(asyncio.get_running_loop(), method)(None, print)

    with pytest.raises(NotSimulated):
        run(main, 1)


def test_another_thread_may_not_speak_to_the_loop() -> None:
    refused: list[BaseException] = []

    def speak(loop: asyncio.AbstractEventLoop) -> None:
        try:
            loop.call_soon_threadsafe(print)
        except NotSimulated as error:
            refused.append(error)

    async def main() -> None:
        thread = threading.Thread(target=speak, args=(asyncio.get_running_loop(),))
        thread.start()
        thread.join()

    run(main, 1)
    assert len(refused) == 1


@on_both
def test_a_trace_tells_who_ran_in_which_pass_and_when(backend: Backend) -> None:
    async def main() -> None:
        await sleep(1.5)

    trace = trace_of(main, 1, backend)
    turns = [turn for turn in trace if turn.name.startswith("#1 ")]  # the scenario's own
    assert [turn.time for turn in turns] == [START, START + 1.5]
    assert [turn.num_pass for turn in trace] == sorted(turn.num_pass for turn in trace)
    assert trace[0].num_pass == 1
    assert turns[0].num_pass < turns[1].num_pass
