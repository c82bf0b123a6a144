from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable

import anyio
import pytest
from anyio import create_memory_object_stream, create_task_group, current_time, sleep
from anyio.lowlevel import checkpoint

from tests.simulation.loop import BACKENDS, Backend, run
from tests.simulation.verdicts import START, Deadlock, Limits, Livelock, Overdue, Turn, Unheard

on_both = pytest.mark.parametrize("backend", BACKENDS)
SHORT = Limits(still_passes=500, passes=5000, seconds=100.0, mercy=50)


@on_both
def test_a_spin_is_found_and_named(backend: Backend) -> None:
    async def spin() -> None:
        while True:
            await checkpoint()

    async def main() -> None:
        async with create_task_group() as group:
            group.start_soon(sleep, 1)
            group.start_soon(spin)

    with pytest.raises(Livelock, match=r"501 passes.*\n.*spin$"):
        run(main, 1, backend=backend, limits=SHORT)


@on_both
def test_a_run_without_end_is_found_although_its_time_goes_on(backend: Backend) -> None:
    async def main() -> None:
        for _ in itertools.count():
            await sleep(0.001)

    with pytest.raises(Livelock, match="5,001 passes"):
        run(main, 1, backend=backend, limits=SHORT)


@on_both
def test_a_deadlock_is_found_with_everybody_who_waits(backend: Backend) -> None:
    async def wait_for_nothing() -> None:
        await anyio.Event().wait()

    async def main() -> None:
        async with create_task_group() as group:
            group.start_soon(wait_for_nothing)
            group.start_soon(anyio.sleep_forever)

    with pytest.raises(Deadlock) as caught:
        run(main, 1, backend=backend)
    told = str(caught.value)
    assert "wait_for_nothing\n" in told
    assert "test_verdicts.py" in told
    assert "sleep_forever" in told
    assert told.count("  #") == 3  # main and the two, but none of the backend's own


@on_both
def test_a_deadline_that_was_kept_moves_no_clock(backend: Backend) -> None:
    async def main() -> None:
        with anyio.fail_after(10**6):
            await checkpoint()
        await anyio.Event().wait()

    with pytest.raises(Deadlock):
        run(main, 1, backend=backend, limits=SHORT)


@on_both
def test_the_first_verdict_stands(backend: Backend) -> None:
    async def main() -> None:
        try:
            await sleep(1000)
        finally:
            with anyio.CancelScope(shield=True):
                await anyio.Event().wait()

    with pytest.raises(Overdue):
        run(main, 1, backend=backend, limits=SHORT)


@on_both
def test_too_much_virtual_time_is_found(backend: Backend) -> None:
    with pytest.raises(Overdue, match="1000 virtual seconds"):
        run(lambda: sleep(1000), 1, backend=backend, limits=SHORT)


@on_both
def test_the_guilty_may_clean_up(backend: Backend) -> None:
    cleaned: list[float] = []

    async def main() -> None:
        try:
            await anyio.Event().wait()
        finally:
            with anyio.CancelScope(shield=True):
                await sleep(2)
                cleaned.append(current_time() - START)

    with pytest.raises(Deadlock):
        run(main, 1, backend=backend)
    assert cleaned == [2.0]


@on_both
@pytest.mark.parametrize("wait", [checkpoint, anyio.sleep_forever])
def test_who_refuses_to_end_is_ended(
    backend: Backend, wait: Callable[[], Awaitable[object]]
) -> None:
    async def main() -> None:
        while True:
            try:
                with anyio.CancelScope(shield=True):
                    await wait()
            except anyio.get_cancelled_exc_class():  # noqa: ASYNC103 # it is rude on purpose
                pass

    trace: list[Turn] = []
    with pytest.raises((Livelock, Deadlock)):
        run(main, 1, backend=backend, limits=SHORT, trace=trace)
    assert trace[-1].num_pass <= SHORT.still_passes + SHORT.mercy + 1


@on_both
def test_a_verdict_outweighs_what_the_scenario_made_of_it(backend: Backend) -> None:
    async def main() -> str:
        try:
            await anyio.Event().wait()
        finally:
            raise LookupError("while being cancelled")

    with pytest.raises(Deadlock) as caught:
        run(main, 1, backend=backend)
    assert backend == "asyncio" or isinstance(caught.value.__cause__, LookupError)


def test_an_exception_that_nobody_fetches_is_heard() -> None:
    async def fail() -> None:
        raise LookupError("into the void")

    async def main() -> None:
        asyncio.ensure_future(fail())
        await sleep(1)

    with pytest.raises(Unheard, match="never retrieved.*into the void"):
        run(main, 1)


@on_both
def test_a_stream_that_nobody_closed_is_heard(backend: Backend) -> None:
    async def main() -> None:
        ends = create_memory_object_stream[object](1)
        ends[0].send_nowait(ends)  # only a cycle keeps them
        await checkpoint()

    with pytest.raises(Unheard, match="Unclosed <MemoryObject"):
        run(main, 1, backend=backend)
