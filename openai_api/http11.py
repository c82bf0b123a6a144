"""HTTP/1.1 and nothing else, over one connection."""

from __future__ import annotations

import h11
from hypercorn.asyncio.worker_context import EventWrapper
from hypercorn.events import Closed
from hypercorn.events import Event as HTTPEvent
from hypercorn.protocol.h11 import H11Protocol

VERSIONS = (b"1.0", b"1.1")


class Gate(EventWrapper):
    """Where reading waits while a client has asked for more than the answer that it is getting."""

    is_shut = False

    async def wait(self) -> None:
        await super().wait()
        if self.is_shut:
            raise ConnectionAbortedError


class Http11(H11Protocol):
    """An offer to speak something else is not taken up."""

    can_read: Gate

    async def initiate(self) -> None:
        self.can_read = Gate()

    @property
    def is_spoken_to(self) -> bool:
        """Whether the client may be in the middle of a request."""
        return self.connection.their_state in (h11.SEND_BODY, h11.ERROR)

    async def handle(self, event: HTTPEvent) -> None:
        try:
            await super().handle(event)
        except h11.RemoteProtocolError as error:
            await self._send_error_response(error.error_status_hint)
            await self.send(Closed())
        if isinstance(event, Closed):
            self.can_read.is_shut = True
            await self.can_read.set()

    async def _check_protocol(self, event: h11.Request) -> None:
        if event.http_version not in VERSIONS:
            raise h11.RemoteProtocolError("HTTP/1.1 is spoken here", error_status_hint=505)

    async def _create_stream(self, request: h11.Request) -> None:
        headers = [(name, value) for name, value in request.headers if name != b"upgrade"]
        if len(headers) < len(request.headers):
            request = h11.Request(
                method=request.method,
                headers=headers,
                target=request.target,
                http_version=request.http_version,
            )
        await super()._create_stream(request)
