"""The whole of our actor framework: an inbox, a loop, and outlets that never wait."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Generic, Protocol, TypeVar

from anyio import EndOfStream, WouldBlock
from anyio.lowlevel import checkpoint
from anyio.streams.memory import MemoryObjectReceiveStream

from actors.errors import ActorDied

A = TypeVar("A")
M = TypeVar("M")
M_contra = TypeVar("M_contra", contravariant=True)


class Sink(Protocol[M_contra]):
    """Where an actor tells things. A full sink raises: inside the ring that is a bug."""

    def send_nowait(self, item: M_contra, /) -> None: ...


async def part_of_actor(function: Callable[[A], Awaitable[None]], argument: A) -> None:
    """Run a task of an actor that has several.

    `SystemExit` and `KeyboardInterrupt` would leave through the event loop, past every supervisor.
    """
    try:
        await function(argument)
    except (SystemExit, KeyboardInterrupt) as error:
        raise ActorDied(f"A task of an actor died: {type(error).__name__}.") from error


class Actor(Generic[M]):
    """Owns its state; learns from its inbox; tells its neighbours."""

    def __init__(self, inbox: MemoryObjectReceiveStream[M]) -> None:
        self.inbox = inbox
        self.num_handled = 0  # the supervisor looks whether it moves

    async def run(self) -> None:
        """Handle messages until the inbox ends."""
        with self.inbox:
            async for first in self.inbox:
                self.num_handled += 1
                self.handle(first)
                self.act()
                while self.has_more_to_do:
                    await checkpoint()
                    self.act()

    def act(self) -> None:
        for message in self.waiting():
            self.num_handled += 1
            self.handle(message)
        self.flush()

    def waiting(self) -> Iterable[M]:
        """What lies in the inbox already: learn it all before acting on any of it.

        Finite, because nobody else runs while this actor does not await.
        """
        while True:
            try:
                message = self.inbox.receive_nowait()
            except (WouldBlock, EndOfStream):
                return
            yield message

    def handle(self, message: M) -> None:
        """Change own state, tell others. Never waits."""
        raise NotImplementedError

    def flush(self) -> None:
        """Act on everything that was just learned. Called when the inbox is empty."""

    @property
    def has_more_to_do(self) -> bool:
        """`flush` left something for a later turn of the event loop."""
        return False
