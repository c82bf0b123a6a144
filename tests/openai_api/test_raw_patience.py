"""Clients that are slow, silent, or too many: each costs its own place and nobody else's."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest

from tests.openai_api.launched import SECONDS, Launched
from tests.openai_api.raw_requests import (
    CLOSE,
    ask,
    chat,
    exchange,
    get,
    head,
    is_well,
    launch_strictly,
    read,
)


@pytest.fixture(scope="module")
def server() -> Iterator[Launched]:
    with launch_strictly() as launched:
        yield launched


@pytest.mark.parametrize("dribble", [get(b"/v1/models"), ask(b" " * 30 + chat())])
def test_who_dribbles_is_cut_off(server: Launched, dribble: bytes) -> None:
    """Byte for byte: a head has its time from connecting on, a body has its own."""
    with socket.create_connection(("127.0.0.1", server.port), SECONDS) as connection:
        began = time.monotonic()
        is_body = dribble.startswith(b"POST")
        start = dribble.index(b"\r\n\r\n") + 4 if is_body else 1
        connection.sendall(dribble[:start])
        connection.settimeout(0.2)
        data, sent, is_cut = b"", start, False
        while not is_cut and time.monotonic() - began < SECONDS:
            try:
                if sent < len(dribble) - 1:
                    connection.sendall(dribble[sent : sent + 1])
                    sent += 1
                part = connection.recv(65536)
                data, is_cut = data + part, not part
            except TimeoutError:
                continue
            except ConnectionError:
                is_cut = True
        assert is_cut
    assert (read(data).status, read(data).code) == (408, "request_timeout") if is_body else not data
    assert is_well(server)


def test_who_never_reads_loses_the_place(server: Launched) -> None:
    """Small buffers on this side; the rest fills up on the other."""
    num_before = server.num_sockets()
    body = chat(4000, stream=True, logprobs=True, top_logprobs=20)
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        connection.settimeout(SECONDS)
        connection.connect(("127.0.0.1", server.port))
        connection.sendall(ask(body))
        while server.metric("num_requests_running") == 0:
            pass
        while server.metric("num_requests_running") or server.num_sockets() > num_before:
            pass
    assert is_well(server)


@pytest.mark.parametrize(
    "refusal", [get(b"/v1/models", key="wrong"), get(b"/nowhere"), get(b"/live")]
)
def test_who_never_reads_what_is_no_stream_is_let_go_too(server: Launched, refusal: bytes) -> None:
    """Answers to request after request fill every buffer."""
    num_before = server.num_sockets()
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        connection.settimeout(0.5)
        connection.connect(("127.0.0.1", server.port))
        try:
            for _ in range(20_000):
                connection.sendall(refusal)
        except OSError:
            pass  # it reads no more, or has hung up
        while server.num_sockets() > num_before:
            pass
    assert is_well(server)


def test_who_hangs_up_frees_the_place(server: Launched) -> None:
    with socket.create_connection(("127.0.0.1", server.port), SECONDS) as connection:
        connection.sendall(ask(chat(4000, stream=True)))
        connection.recv(1)
    while server.metric("num_requests_running"):
        pass
    with socket.create_connection(("127.0.0.1", server.port), SECONDS) as connection:
        connection.sendall(ask(chat(4000)))
        while not server.metric("num_requests_running"):
            pass
        connection.shutdown(socket.SHUT_WR)  # half a goodbye is one
        while server.metric("num_requests_running"):
            pass


def test_over_the_cap_who_does_nothing_makes_room(server: Launched) -> None:
    idle = [socket.create_connection(("127.0.0.1", server.port), SECONDS) for _ in range(60)]
    try:
        assert is_well(server)
        assert server.num_sockets() < 50
    finally:
        for connection in idle:
            connection.close()


def test_over_the_cap_of_busy_ones_a_newcomer_is_told_so(server: Launched) -> None:
    busy: list[socket.socket] = []
    try:
        while (answer := read(exchange(server, get(b"/live", CLOSE)))).status == 200:
            busy.append(socket.create_connection(("127.0.0.1", server.port), SECONDS))
            busy[-1].sendall(head(b"POST", b"/tokenize", b"Content-Length: 10") + b"{")
        assert (answer.status, answer.code) == (503, "overloaded")
        assert answer.headers["retry-after"] == "1"
    finally:
        for connection in busy:
            connection.close()
    while read(exchange(server, get(b"/live", CLOSE)) or b"HTTP/1.1 503 ").status != 200:
        pass


def test_bodies_that_are_on_their_way_share_a_budget(server: Launched) -> None:
    writers = [socket.create_connection(("127.0.0.1", server.port), SECONDS) for _ in range(2)]
    try:
        for connection in writers:
            connection.sendall(head(b"POST", b"/tokenize", b"Content-Length: 100000"))
        body = b" " * 90_000
        while (answer := read(exchange(server, ask(body, CLOSE)))).status == 400:
            pass
        assert (answer.status, answer.code) == (503, "overloaded")
        assert int(answer.headers["retry-after"]) >= 1
        assert is_well(server)  # a small one still fits
    finally:
        for connection in writers:
            connection.close()
    while read(exchange(server, ask(body, CLOSE))).status != 400:
        pass


def test_whatever_happened_no_connection_is_left(server: Launched) -> None:
    while server.num_sockets() > 5:  # it listens, and has two pairs
        pass
