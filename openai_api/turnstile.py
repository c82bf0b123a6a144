"""A crowd that comes at once is let in a few at a time, so that those inside go on meanwhile."""

from __future__ import annotations

import asyncio

from anyio import Semaphore

from openai_api.doorway import ASGIApp, Receive, Scope, Send

A_FEW = 32  # in one turn of the event loop


class Turnstile:
    """First come, first served."""

    def __init__(self, width: int = A_FEW) -> None:
        self.free = Semaphore(width, fast_acquire=True)

    async def enter(self) -> None:
        await self.free.acquire()
        asyncio.get_running_loop().call_soon(self.free.release)

    def before(self, app: ASGIApp) -> ASGIApp:
        """The same application, whose requests pass here first."""

        async def entered(scope: Scope, receive: Receive, send: Send) -> None:
            await self.enter()
            await app(scope, receive, send)

        return entered
