"""What a stream waits for at every token: news, or that too much time has passed."""

from __future__ import annotations

import asyncio
import math


class Bell:
    """Rung by news, and at a moment at the latest. One waits for it at a time.

    An event in a cancel scope would do, too, and make thirty objects for each wait. With a thousand
    streams these are what the search for garbage wades through. Here a clock is set only when
    none goes off early enough; who is woken before it is time waits on.
    """

    def __init__(self) -> None:
        self._waiter: asyncio.Future[None] | None = None
        self._alarm: asyncio.TimerHandle | None = None

    def ring(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    async def wait(self, until: float) -> None:
        """Until it rings. That may be early: the caller looks whether it has news, or is late."""
        loop = asyncio.get_running_loop()
        self._set(loop, until)
        self._waiter = loop.create_future()
        try:
            await self._waiter
        except BaseException:
            self.silence()
            raise
        finally:
            self._waiter = None

    def silence(self) -> None:
        """Nobody waits any more."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def _set(self, loop: asyncio.AbstractEventLoop, until: float) -> None:
        if self._alarm is not None and self._alarm.when() > until:
            self.silence()
        if self._alarm is None and until < math.inf:
            self._alarm = loop.call_at(until, self._go_off)

    def _go_off(self) -> None:
        self._alarm = None
        self.ring()
