from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from anyio import create_task_group
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream

from tests.simulation.channels import Channels, Fault, Faults, InjectedPanic
from tests.simulation.loop import BACKENDS, Backend, run

on_both = pytest.mark.parametrize("backend", BACKENDS)
Outlet = MemoryObjectSendStream[object]
Inbox = MemoryObjectReceiveStream[object]


async def relay(inbox: Inbox, outlet: Outlet) -> None:
    with inbox:
        async for message in inbox:
            outlet.send_nowait(message)


async def relay_in_a_child(inbox: Inbox, outlet: Outlet) -> None:
    async def pass_on(message: object) -> None:
        outlet.send_nowait(message)

    with inbox:
        async with create_task_group() as children:
            async for message in inbox:
                children.start_soon(pass_on, message)


@on_both
@pytest.mark.parametrize("actor", [relay, relay_in_a_child])
def test_an_actor_dies_when_it_sends(
    actor: Callable[[Inbox, Outlet], Awaitable[None]], backend: Backend
) -> None:
    faults = Faults(0, [Fault(2, "memory_error")])

    async def main() -> None:
        channels = Channels(faults)
        outlet, inbox = channels.open("first", 1)
        onward, end = channels.open("second", 1)
        with outlet, onward, end:
            outlet.send_nowait(1)
            outlet.close()
            await actor(inbox, onward)

    with pytest.raises((MemoryError, ExceptionGroup)):
        run(main, 1, backend=backend)
    assert "second send int 1: memory_error" in faults.struck[0]


@on_both
def test_who_is_no_actor_may_send_unharmed(backend: Backend) -> None:
    faults = Faults(0, [Fault(0, "panic")])

    async def main() -> None:
        outlet, inbox = Channels(faults).open("numbers", 1)
        with outlet, inbox:
            outlet.send_nowait(1)
            await inbox.receive()

    with pytest.raises(InjectedPanic):
        run(main, 1, backend=backend)
    assert "numbers receive int 1: panic" in faults.struck[0]


def test_a_dead_actors_place_is_free() -> None:
    faults = Faults(0, [Fault(2, "panic")])

    async def main() -> None:
        channels = Channels(faults)
        outlet, inbox = channels.open("numbers", 1)
        onward, end = channels.open("onward", 1)
        with outlet, onward, end:
            with inbox:
                outlet.send_nowait(1)
                await inbox.receive()
            onward.send_nowait(1)  # by the same task, which is no actor any more

    run(main, 1)
    assert faults.struck == []
