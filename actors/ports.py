"""The engine's doors to the world: what the simulation replaces. Time is anyio's."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import anyio
from anyio import to_thread
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream

from actors.link import DeviceLink

R = TypeVar("R")

OpenLink = Callable[[], AbstractAsyncContextManager[DeviceLink]]
ChannelFactory = Callable[
    [str, int], tuple[MemoryObjectSendStream[Any], MemoryObjectReceiveStream[Any]]
]


class Offload(Protocol):
    """Run a function off the event loop. Cancelling it abandons the function."""

    def __call__(self, function: Callable[[], R], /) -> Awaitable[R]: ...


def memory_channel(
    name: str, capacity: int
) -> tuple[MemoryObjectSendStream[Any], MemoryObjectReceiveStream[Any]]:
    """An inbox called `name` that holds at most `capacity` messages."""
    del name
    return anyio.create_memory_object_stream[Any](capacity)


async def in_thread(function: Callable[[], R], /) -> R:
    """In a worker thread; a thread that outlives its deadline is left behind and replaced."""
    return await to_thread.run_sync(function, abandon_on_cancel=True)


@dataclass(frozen=True, slots=True)
class Ports:
    """How the engine reaches threads, chance and its own channels."""

    channel: ChannelFactory = memory_channel
    offload: Offload = in_thread
    entropy: Callable[[int], bytes] = os.urandom
