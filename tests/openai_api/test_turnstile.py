"""A crowd that comes at once is let in a few at a time."""

from __future__ import annotations

from typing import Any, cast
from unittest.mock import Mock

import pytest
from anyio import create_task_group
from anyio.lowlevel import checkpoint

from openai_api.connections import Connection, Connections, Patience
from openai_api.doorway import Receive, Scope, Send
from openai_api.turnstile import A_FEW, Turnstile

CROWD = 10 * A_FEW


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


async def test_connections_begin_a_few_in_each_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Connection] = []

    async def begin(connection: Connection) -> None:
        begun.append(connection)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        raise AssertionError

    monkeypatch.setattr(Connection, "run", begin)
    connections = Connections(app, Patience(connections=CROWD))
    most = 0
    async with create_task_group() as group:
        for _ in range(CROWD):
            group.start_soon(connections.welcome, Mock(), Mock())
        while len(begun) < CROWD:
            num_before = len(begun)
            await checkpoint()
            most = max(most, len(begun) - num_before)
    assert most == A_FEW
    assert not connections.open and not connections.idle


async def test_who_leaves_while_he_waits_takes_no_place_with_him() -> None:
    turnstile = Turnstile(1)
    async with create_task_group() as crowd:
        for _ in range(20):
            crowd.start_soon(turnstile.enter)
        await checkpoint()
        crowd.cancel_scope.cancel()
    for _ in range(20):
        await turnstile.enter()
