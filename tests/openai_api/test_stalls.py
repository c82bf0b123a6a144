"""The server's own clock for clients that read nothing: a file socket has none in the kernel."""

from __future__ import annotations

import socket
from functools import partial
from pathlib import Path

from anyio import Event, create_task_group, fail_after, to_thread

from openai_api.connections import Connections, Patience
from openai_api.doorway import Receive, Scope, Send
from openai_api.listening import listen_on_port, prepare

SECONDS = 20  # for anything that has to happen


async def test_who_reads_nothing_is_hung_up_on(tmp_path: Path) -> None:
    has_left, end = Event(), Event()

    async def endless(scope: Scope, receive: Receive, send: Send) -> None:
        async def listen() -> None:
            while (await receive())["type"] != "http.disconnect":
                pass
            has_left.set()
            talk.cancel_scope.cancel()

        await send({"type": "http.response.start", "status": 200, "headers": []})
        async with create_task_group() as talk:
            talk.start_soon(listen)
            while True:
                body = b"x" * 65536
                await send({"type": "http.response.body", "body": body, "more_body": True})

    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(tmp_path / "door"))
    listener.listen()
    connections = Connections(endless, Patience(stall=0.1))
    async with create_task_group() as group:
        group.start_soon(partial(connections.serve, listener, end, tls=None, closing=SECONDS))
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(tmp_path / "door"))
            client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            with fail_after(SECONDS):
                await has_left.wait()
                await connections.wait_until_closed()
            received = await to_thread.run_sync(partial(read_all, client))
        end.set()
    assert received.startswith(b"HTTP/1.1 200") and b"x" * 65536 in received


def read_all(client: socket.socket) -> bytes:
    return b"".join(iter(lambda: client.recv(1 << 20), b""))


async def test_who_reads_nothing_holds_up_its_own_answer_soon() -> None:
    """Else work for it would go on until all the memory is full that the system has for it."""
    sent, has_left, end = 0, Event(), Event()

    async def endless(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal sent

        async def listen() -> None:
            while (await receive())["type"] != "http.disconnect":
                pass
            has_left.set()
            talk.cancel_scope.cancel()

        await send({"type": "http.response.start", "status": 200, "headers": []})
        async with create_task_group() as talk:
            talk.start_soon(listen)
            while True:
                await send({"type": "http.response.body", "body": b"x" * 256, "more_body": True})
                sent += 256

    listener = listen_on_port("127.0.0.1", 0)
    prepare(listener, SECONDS)
    connections = Connections(endless, Patience(stall=0.1))
    async with create_task_group() as group:
        group.start_soon(partial(connections.serve, listener, end, tls=None, closing=SECONDS))
        with socket.socket() as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.connect(listener.getsockname())
            client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            with fail_after(SECONDS):
                await has_left.wait()
                await connections.wait_until_closed()
        end.set()
    assert 0 < sent < 32 * 1024
