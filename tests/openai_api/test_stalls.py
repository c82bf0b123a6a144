"""The server's own clock for clients that read nothing: a file socket has none in the kernel."""

from __future__ import annotations

import socket
from functools import partial
from pathlib import Path

from anyio import Event, create_task_group, fail_after, to_thread

from openai_api.connections import Connections, Patience
from openai_api.doorway import Receive, Scope, Send

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
