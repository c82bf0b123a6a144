"""The engine's doors to the world: what the simulation replaces. Time is anyio's."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import anyio
from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream

from actors.link import DeviceLink

MOST_ASIDE = 40  # threads that make grammars; nearly all of them wait for a compiler

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


_threads_aside: RunVar[CapacityLimiter] = RunVar("threads that make grammars")


async def aside(make: Callable[[], R], /) -> R:
    """In a thread that is none of those that all share: a grammar may wait long for its compiler,
    and whoever sends many hard ones keeps nobody else from having a prompt encoded."""
    try:
        threads = _threads_aside.get()
    except LookupError:
        _threads_aside.set(threads := CapacityLimiter(MOST_ASIDE))
    return await to_thread.run_sync(make, limiter=threads)


@dataclass(frozen=True, slots=True)
class Ports:
    """How the engine reaches threads, chance and its own channels."""

    channel: ChannelFactory = memory_channel
    offload: Offload = in_thread
    entropy: Callable[[int], bytes] = os.urandom
