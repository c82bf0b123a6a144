"""A crowd that comes at once is let in a few at a time."""

from __future__ import annotations

import asyncio
import socket
from contextlib import ExitStack
from functools import partial
from typing import Any, cast
from unittest.mock import Mock

import pytest
from anyio import Event, create_task_group
from anyio.lowlevel import checkpoint
from hypercorn.events import RawData

from openai_api.connections import ACCEPTED, BACKLOG, Connection, Connections, Patience
from openai_api.doorway import Receive, Scope, Send
from openai_api.turnstile import A_FEW, Turnstile

CROWD = 10 * A_FEW


async def nobody_asks(scope: Scope, receive: Receive, send: Send) -> None:
    raise AssertionError


async def test_requests_begin_a_few_in_each_turn_in_the_order_of_their_arrival() -> None:
    begun: list[int] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        begun.append(scope["nth"])

    async def ask(nth: int) -> None:
        scope = {"type": "http", "nth": nth}
        await cast(Any, connections.app)(scope, None, None, None, None)

    connections = Connections(app, Patience())
    most = 0
    async with create_task_group() as group:
        for nth in range(CROWD):
            group.start_soon(ask, nth)
        while len(begun) < CROWD:
            num_before = len(begun)
            await checkpoint()
            most = max(most, len(begun) - num_before)
    assert begun == list(range(CROWD))
    assert most == A_FEW


async def test_what_a_crowd_has_sent_is_read_a_few_at_a_time() -> None:
    read: list[bytes] = []

    class Ear:
        async def handle(self, event: object) -> None:
            if isinstance(event, RawData):
                read.append(event.data)

    connections = Connections(nobody_asks, Patience(connections=CROWD))
    most = 0
    async with create_task_group() as group:
        for _ in range(CROWD):
            reader = asyncio.StreamReader()
            reader.feed_data(b"GET")
            reader.feed_eof()
            connection = Connection(connections, reader, Mock())
            connection.protocol = cast(Any, Ear())
            group.start_soon(connection._read_data)
        while len(read) < CROWD:
            num_before = len(read)
            await checkpoint()
            most = max(most, len(read) - num_before)
    assert most == A_FEW


async def test_connections_are_accepted_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    num_welcome = 0

    async def welcome(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal num_welcome
        num_welcome += 1
        writer.close()

    connections = Connections(nobody_asks, Patience(connections=CROWD))
    monkeypatch.setattr(connections, "welcome", welcome)
    most, end = 0, Event()
    with ExitStack() as opened:
        listener = opened.enter_context(socket.create_server(("127.0.0.1", 0), backlog=BACKLOG))
        listener.setblocking(False)
        for _ in range(CROWD):
            opened.enter_context(socket.create_connection(listener.getsockname()))
        async with create_task_group() as group:
            group.start_soon(partial(connections.serve, listener, end, tls=None, closing=0))
            while num_welcome < CROWD:
                num_before = num_welcome
                await checkpoint()
                most = max(most, num_welcome - num_before)
            end.set()
    assert most <= ACCEPTED + 1  # some versions of asyncio accept one more


async def test_who_leaves_while_he_waits_takes_no_place_with_him() -> None:
    turnstile = Turnstile(1)
    async with create_task_group() as crowd:
        for _ in range(20):
            crowd.start_soon(turnstile.enter)
        await checkpoint()
        crowd.cancel_scope.cancel()
    for _ in range(20):
        await turnstile.enter()
