"""Connections: so many and no more, HTTP/1.1 and nothing else, and none is waited for for ever.

Hypercorn's parts speak HTTP. Its own loop around them is not used: it lets any client change over
to HTTP/2 or a WebSocket, waits without end for clients that do not read, counts nothing, and does
not return while a connection is open.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from contextlib import suppress
from dataclasses import dataclass
from ssl import SSLContext
from typing import cast

from anyio import Event, fail_after, move_on_after
from hypercorn.app_wrappers import ASGIWrapper
from hypercorn.asyncio.task_group import TaskGroup
from hypercorn.asyncio.tcp_server import TCPServer
from hypercorn.asyncio.worker_context import WorkerContext
from hypercorn.config import Config
from hypercorn.events import Closed, RawData, Updated
from hypercorn.events import Event as HTTPEvent
from hypercorn.protocol import ProtocolWrapper
from hypercorn.typing import ASGIFramework, ConnectionState, LifespanState
from hypercorn.utils import parse_socket_addr

from openai_api import errors
from openai_api.doorway import ASGIApp
from openai_api.http11 import Http11
from openai_api.turnstile import Turnstile

BACKLOG = 1024  # connections that wait to be accepted
ACCEPTED = 32  # of them in a turn of the event loop; a crowd would hold up those who are in
UNSENT = 4096  # bytes that wait for a client to take them, before who writes them waits, too
MAX_READ = 65536  # bytes at once
HEAD_BYTES = 16 * 1024  # of a request line and its headers
HANDSHAKE_SECONDS = 10.0
LINGER_SECONDS = 1.0  # for what a client still sends after it was refused


@dataclass(frozen=True, slots=True)
class Patience:
    """How many connections, and how long each may do nothing. Seconds."""

    connections: int = 512
    head: float = 5.0  # from connecting, or from the last answer, to a whole head
    stall: float = 30.0  # without taking what was sent


FULL_BODY = errors.unavailable(
    "This server has no place for another connection.", code="overloaded"
).body()
FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\n"
    b"Content-Type: application/json\r\nContent-Length: %d\r\n"
    b"Retry-After: 1\r\nConnection: close\r\n\r\n%s" % (len(FULL_BODY), FULL_BODY)
)


class Connections:
    """All that are open."""

    def __init__(self, app: ASGIApp, patience: Patience) -> None:
        self.turnstile = Turnstile()
        self.app = ASGIWrapper(cast(ASGIFramework, self.turnstile.before(app)))
        self.patience = patience
        self.context = WorkerContext(None)
        self.config = Config()
        self.config.errorlog = logging.getLogger("hypercorn.error")
        self.config.include_server_header = False
        self.config.keep_alive_timeout = patience.head
        self.config.h11_max_incomplete_size = HEAD_BYTES
        # Bounded, it would be full of a body that nobody wants, and then the news that the client
        # has left would wait for ever. Whoever takes messages does so without a pause.
        self.config.max_app_queue_size = 0
        self.open: set[Connection] = set()
        self.idle: dict[Connection, None] = {}  # those among them without a request, oldest first
        self.num_refused = 0  # that are being told so
        self.somebody_left = asyncio.Event()

    async def serve(
        self, listener: socket.socket, end: Event, *, tls: SSLContext | None, closing: float
    ) -> None:
        """Until `end`. Whoever is not done `closing` seconds later is cut off."""
        server = await asyncio.start_server(
            self.welcome,
            sock=listener,
            backlog=ACCEPTED,  # which asyncio takes for both
            ssl=tls,
            ssl_handshake_timeout=None if tls is None else HANDSHAKE_SECONDS,
        )
        listener.listen(BACKLOG)
        try:
            await end.wait()
        finally:
            server.close()  # but do not wait for it: it waits for the connections
            await self.context.terminated.set()  # those without a request close now
        with move_on_after(closing):
            await self.wait_until_closed()
        for connection in self.open:
            connection.writer.transport.abort()
        await self.wait_until_closed()

    async def wait_until_closed(self) -> None:
        while self.open:
            self.somebody_left.clear()
            await self.somebody_left.wait()

    async def welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, from its beginning to its end."""
        if len(self.open) >= self.patience.connections:
            if not self.idle:
                await self.refuse(reader, writer)
                return
            longest = next(iter(self.idle))
            self.forget(longest)
            longest.writer.transport.abort()
        connection = Connection(self, reader, writer)
        self.open.add(connection)
        self.idle[connection] = None
        try:
            await connection.run()
        finally:
            self.forget(connection)

    def forget(self, connection: Connection) -> None:
        self.open.discard(connection)
        self.idle.pop(connection, None)
        self.somebody_left.set()

    async def refuse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """There is no place. Even to say so takes one; a crowd is told nothing."""
        if self.num_refused < self.patience.connections // 2:
            self.num_refused += 1
            try:
                writer.write(FULL)
                with move_on_after(LINGER_SECONDS), suppress(OSError):
                    if writer.can_write_eof():
                        writer.write_eof()
                    while await reader.read(MAX_READ):
                        pass
            finally:
                self.num_refused -= 1
        writer.transport.abort()


class Connection(TCPServer):
    """Hypercorn's, but nothing of it waits without end."""

    def __init__(
        self, all: Connections, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        loop, state = asyncio.get_running_loop(), LifespanState()
        super().__init__(all.app, loop, all.config, all.context, state, reader, writer)
        self.all = all
        self.http: Http11 | None = None
        self.is_ending = False
        writer.transport.set_write_buffer_limits(high=UNSENT)
        self.timers: list[asyncio.TimerHandle] = []

    async def run(self) -> None:
        sock = self.writer.get_extra_info("socket")
        is_tls = self.writer.get_extra_info("ssl_object") is not None
        try:
            client = parse_socket_addr(sock.family, sock.getpeername())
            own = parse_socket_addr(sock.family, sock.getsockname())
            async with TaskGroup(self.loop) as self._task_group:
                self.http = Http11(
                    self.app,
                    self.config,
                    self.context,
                    self._task_group,
                    ConnectionState(self.state),
                    is_tls,
                    client,
                    own,
                    self.protocol_send,
                )
                self.protocol = cast(ProtocolWrapper, self.http)  # which would only choose it
                await self.idle_task.restart(self._task_group, self._idle_timeout)
                await self._read_data()
        except OSError:
            pass  # it left before it could be asked who it is
        finally:
            await self._close()

    async def protocol_send(self, event: HTTPEvent) -> None:
        match event:
            case RawData():
                await self.send(event.data)
            case Closed():
                self.end()
            case Updated():
                if event.idle:
                    self.all.idle[self] = None
                else:
                    self.all.idle.pop(self, None)
                await super().protocol_send(event)

    async def send(self, data: bytes) -> None:
        """Only who lags behind is waited for: a clock for each piece costs more than to send it."""
        try:
            self.writer.write(data)
            if self.writer.transport.get_write_buffer_size() > UNSENT or self.writer.is_closing():
                with fail_after(self.all.patience.stall):
                    await self.writer.drain()
        except TimeoutError:
            self.writer.transport.abort()
            await self.protocol.handle(Closed())
        except (ConnectionError, RuntimeError):  # it has left
            await self.protocol.handle(Closed())

    async def _read_data(self) -> None:
        with suppress(OSError):
            while data := await self.reader.read(MAX_READ):
                await self.all.turnstile.enter()
                if not self.is_ending:
                    await self.protocol.handle(RawData(data))
        await self.protocol.handle(Closed())
        await self.idle_task.stop()

    def end(self) -> None:
        """Say no more. What was said shall arrive: to close on a client that is still speaking
        would take it back, and who takes nothing is not waited for."""
        if self.is_ending:
            return
        self.is_ending = True
        linger = 0.0
        if self.http is not None and self.http.is_spoken_to and self.writer.can_write_eof():
            linger = LINGER_SECONDS
            with suppress(OSError, RuntimeError):  # it has left
                self.writer.write_eof()
        abort = self.writer.transport.abort
        self.timers = [
            self.loop.call_later(linger, self.writer.close),
            self.loop.call_later(linger + self.all.patience.stall, abort),
        ]

    async def _initiate_server_close(self) -> None:
        await self.protocol.handle(Closed())
        self.end()

    async def _close(self) -> None:
        self.end()
        self.writer.close()
        with suppress(OSError):
            await self.writer.wait_closed()
        for timer in self.timers:
            timer.cancel()
        await self.idle_task.stop()
