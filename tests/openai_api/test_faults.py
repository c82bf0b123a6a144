"""What goes wrong under many clients at once, and what each of them has to be told."""

from __future__ import annotations

import json
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import anyio
import httpx
from anyio import create_task_group

from tests.openai_api.launched import MODEL, SECONDS, Json, Launched, deltas, launch
from tests.openai_api.raw_requests import ask, chat

CHAT_PATH = "/v1/chat/completions"
NUM_CLIENTS = 64
GRACE = 1.0


def body_of(nth: int, num_tokens: int) -> Json:
    return {
        "model": MODEL,
        "messages": [{"role": "user", "content": f"I am number {nth}."}],
        "max_tokens": num_tokens,
        "seed": nth,
        "ignore_eos": True,
    }


class Crowd:
    """Many clients of one server, each with a connection of its own."""

    def __init__(self, server: Launched, num: int, num_tokens: int) -> None:
        self.url = f"http://127.0.0.1:{server.port}{CHAT_PATH}"
        self.num = num
        self.num_tokens = num_tokens
        self.received = [b""] * num
        self.num_begun = 0
        self.all_begun = anyio.Event()

    async def read_streams(self, client: httpx.AsyncClient) -> None:
        async with create_task_group() as group:
            for nth in range(self.num):
                group.start_soon(self.read_stream, client, nth)

    async def read_stream(self, client: httpx.AsyncClient, nth: int) -> None:
        body = body_of(nth, self.num_tokens) | {"stream": True}
        async with client.stream("POST", self.url, json=body) as response:
            async for data in response.aiter_raw():
                if not self.received[nth]:
                    self.num_begun += 1
                self.received[nth] += data
                if self.num_begun == self.num:
                    self.all_begun.set()

    async def read_whole(self, client: httpx.AsyncClient) -> list[str]:
        texts = [""] * self.num

        async def read(nth: int) -> None:
            response = await client.post(self.url, json=body_of(nth, self.num_tokens))
            texts[nth] = response.json()["choices"][0]["message"]["content"]

        async with create_task_group() as group:
            for nth in range(self.num):
                group.start_soon(read, nth)
        return texts


def a_client() -> httpx.AsyncClient:
    limits = httpx.Limits(max_connections=None)
    return httpx.AsyncClient(timeout=SECONDS * 2, limits=limits)


async def test_a_killed_device_changes_nothing_for_64_streams() -> None:
    with launch(step_seconds=0.02, num_slots=NUM_CLIENTS) as server:
        server.wait_until_ready()
        crowd = Crowd(server, NUM_CLIENTS, num_tokens=24)
        async with a_client() as client:
            undisturbed = await crowd.read_whole(client)
            async with create_task_group() as group:
                group.start_soon(crowd.read_streams, client)
                await crowd.all_begun.wait()
                os.kill(server.device_pid(), signal.SIGKILL)
        told = [deltas(data) for data in crowd.received]
        assert server.read("/health")[1]["restarts"] == 1
    assert all((code, is_complete) == (None, True) for _, code, is_complete in told)
    assert [text for text, _, _ in told] == undisturbed


async def test_at_the_end_of_the_grace_nobody_is_left_in_doubt() -> None:
    with launch("--shutdown-grace", str(GRACE), step_seconds=0.02) as server:
        server.wait_until_ready()
        crowd = Crowd(server, 16, num_tokens=1000)
        async with a_client() as client, create_task_group() as group:
            group.start_soon(crowd.read_streams, client)
            await crowd.all_begun.wait()
            server.process.send_signal(signal.SIGTERM)
            code = await anyio.to_thread.run_sync(server.process.wait, SECONDS)
    assert code == 0  # and not the last resort's
    for data in crowd.received:
        _, error, is_complete = deltas(data)
        assert (error, is_complete) == ("shutting_down", False)


async def test_a_device_that_does_not_move_does_not_keep_the_server_from_ending() -> None:
    with launch("--shutdown-grace", str(GRACE), step_seconds=0.02) as server:
        server.wait_until_ready()
        crowd = Crowd(server, 2, num_tokens=1000)
        async with a_client() as client, create_task_group() as group:
            group.start_soon(crowd.read_streams, client)
            await crowd.all_begun.wait()
            os.kill(server.device_pid(), signal.SIGSTOP)
            server.process.send_signal(signal.SIGTERM)
            code = await anyio.to_thread.run_sync(server.process.wait, SECONDS)
    assert code == 0  # and not the last resort's
    assert {deltas(data)[1] for data in crowd.received} == {"shutting_down"}


def test_who_does_not_read_lends_its_place_and_misses_nothing() -> None:
    """There is one place, and the first client to ask for it stops reading."""
    options = {"step_seconds": 0.002, "context_length": 4096, "num_blocks": 4096, "num_slots": 1}
    long = body_of(1, 600) | {"stream": True, "logprobs": True, "top_logprobs": 20}
    with launch("--stall-timeout", "60", **options) as server:
        server.wait_until_ready()
        with server.ask(CHAT_PATH, body_of(1, 600)) as response:
            text = json.load(response)["choices"][0]["message"]["content"]
        with small_window(server.port) as connection:
            connection.sendall(ask(json.dumps(long).encode(), b"Connection: close", key=None))
            while not server.metric("num_requests_parked"):
                pass
            answer = server.read(CHAT_PATH, body_of(2, 50))[1]
            assert answer["usage"]["completion_tokens"] == 50
            assert server.metric("num_requests_parked") == 1
            # So small a window may open by a few hundred bytes every 200 ms only.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
            received = b"".join(iter(lambda: connection.recv(1 << 16), b""))
        assert server.metric("num_requests_parked") == 0
    assert deltas(received) == (text, None, True)


@contextmanager
def small_window(port: int) -> Iterator[socket.socket]:
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        connection.settimeout(SECONDS)
        connection.connect(("127.0.0.1", port))
        yield connection


def test_200_clients_that_never_read_change_nobody_elses_answer() -> None:
    """Each gives its place back once nothing more fits into the buffers between us."""
    options = {"step_seconds": 0.002, "context_length": 4096, "num_blocks": 32768}
    with launch("--stall-timeout", "2", "--max-requests", "400", **options) as server:
        server.wait_until_ready()
        alone = server.read(CHAT_PATH, body_of(1, 50))[1]["choices"]
        body = ask(chat(3000, stream=True, logprobs=True, top_logprobs=20), key=None)
        silent: list[socket.socket] = []
        try:
            for _ in range(200):
                connection = socket.socket()
                silent.append(connection)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
                connection.connect(("127.0.0.1", server.port))
                connection.sendall(body)
            assert server.read(CHAT_PATH, body_of(1, 50))[1]["choices"] == alone
            while server.read("/load")[1]["server_load"]:
                pass
            assert server.num_sockets() < 20
        finally:
            for connection in silent:
                connection.close()
        assert server.read(CHAT_PATH, body_of(1, 50))[1]["choices"] == alone
