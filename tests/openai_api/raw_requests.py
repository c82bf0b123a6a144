"""Requests as bytes, one wrong one of each kind, and what a server has to say to them."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.openai_api.launched import MODEL, SECONDS, Launched, launch

CHAT = b"/v1/chat/completions"
KEY = "right"
# What is sent, which status it gets, and the code of the error if the application answers.
CLOSE = b"Connection: close"
LIMITS = {
    "--api-key": KEY,
    "--max-connections": "40",
    "--head-timeout": "1",
    "--body-timeout": "1",
    "--stall-timeout": "1",
    "--max-body-bytes": "100000",
    "--max-total-body-bytes": "250000",
}


@contextmanager
def launch_strictly() -> Iterator[Launched]:
    """A server that has little patience."""
    flags = [part for pair in LIMITS.items() for part in pair]
    with launch(*flags, step_seconds=0.002, context_length=8192, num_blocks=4096) as launched:
        launched.key = KEY
        launched.wait_until_ready()
        yield launched


def head(method: bytes, target: bytes, *lines: bytes, key: str | None = KEY) -> bytes:
    """A request without its body."""
    signature = [] if key is None else [b"Authorization: Bearer " + key.encode()]
    return (
        b"\r\n".join(
            [method + b" " + target + b" HTTP/1.1", b"Host: localhost", *signature, *lines]
        )
        + b"\r\n\r\n"
    )


def get(target: bytes, *lines: bytes, key: str | None = KEY) -> bytes:
    return head(b"GET", target, *lines, key=key)


def ask(body: bytes, *lines: bytes, target: bytes = CHAT, key: str | None = KEY) -> bytes:
    return head(b"POST", target, b"Content-Length: %d" % len(body), *lines, key=key) + body


def chat(num_tokens: int = 3, **fields: object) -> bytes:
    messages = [{"role": "user", "content": "Hello"}]
    body = {
        "model": MODEL,
        "messages": messages,
        "max_tokens": num_tokens,
        "ignore_eos": True,
        "seed": 1,
    }
    return json.dumps(body | fields).encode()


def chunked(*chunks: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)


def exchange(server: Launched, data: bytes) -> bytes:
    """Everything that comes back until the server closes, which it has to do by itself."""
    with socket.create_connection(("127.0.0.1", server.port), SECONDS) as connection:
        try:
            connection.sendall(data)
        except OSError:
            pass  # it has said what it had to say
        return b"".join(iter(lambda: receive(connection), b""))


def receive(connection: socket.socket) -> bytes:
    try:
        return connection.recv(65536)
    except ConnectionResetError:
        return b""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def code(self) -> str | None:
        """Of the error, whose shape is OpenAI's."""
        error = json.loads(self.body)["error"]
        assert set(error) == {"message", "type", "param", "code"}
        return error["code"]


def read(data: bytes) -> Answer:
    """The first answer in these bytes."""
    top, _, body = data.partition(b"\r\n\r\n")
    first, *lines = top.decode().split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return Answer(int(first.split(" ")[1]), headers, body)


def is_well(server: Launched) -> bool:
    """Somebody else is served as if nothing had been."""
    answer = read(exchange(server, ask(chat(), b"Connection: close")))
    return answer.status == 200 and json.loads(answer.body)["usage"]["completion_tokens"] == 3


REFUSED = {
    "headers of 20 KB in one packet": (
        get(b"/v1/models", b"X: " + b"x" * 20_000),
        431,
        "headers_too_large",
    ),
    "headers of 100 KB": (get(b"/v1/models", b"X: " + b"x" * 100_000), 431, None),
    "ten thousand headers": (get(b"/v1/models", *[b"A: bcdefghij"] * 10_000), 431, None),
    "a target of 20 KB": (get(b"/" + b"x" * 20_000), 431, "headers_too_large"),
    "two keys": (get(b"/v1/models", b"Authorization: Bearer wrong"), 400, "invalid_header"),
    "two content types": (
        ask(b"{}", *[b"Content-Type: application/json"] * 2),
        400,
        "invalid_header",
    ),
    "two hosts": (get(b"/v1/models", b"Host: other"), 400, None),
    "no host": (b"GET /live HTTP/1.1\r\n\r\n", 400, None),
    "a length that is negative": (head(b"POST", CHAT, b"Content-Length: -1"), 400, None),
    "a length with a sign": (head(b"POST", CHAT, b"Content-Length: +5"), 400, None),
    "two lengths in one": (head(b"POST", CHAT, b"Content-Length: 5,6"), 400, None),
    "two lengths": (head(b"POST", CHAT, b"Content-Length: 5", b"Content-Length: 6"), 400, None),
    "another coding": (head(b"POST", CHAT, b"Transfer-Encoding: gzip"), 501, None),
    "a chunk without a size": (
        head(b"POST", CHAT, b"Transfer-Encoding: chunked") + b"x\r\n",
        400,
        None,
    ),
    "a chunk that ends wrongly": (
        head(b"POST", CHAT, b"Transfer-Encoding: chunked") + b"2\r\n{}XX",
        400,
        None,
    ),
    "an endless chunk extension": (
        head(b"POST", CHAT, b"Transfer-Encoding: chunked") + b"2;" + b"x" * 1_000_000,
        431,
        None,
    ),
    "a length over the limit": (
        head(b"POST", CHAT, b"Content-Length: 1000000000"),
        413,
        "request_too_large",
    ),
    "a body over the limit": (ask(b"x" * 5_000_000), 413, "request_too_large"),
    "chunks over the limit": (
        head(b"POST", CHAT, b"Transfer-Encoding: chunked") + chunked(*[b"x" * 1000] * 2000),
        413,
        "request_too_large",
    ),
    "many small chunks without a key": (
        head(b"POST", CHAT, b"Transfer-Encoding: chunked", key=None) + chunked(*[b"x"] * 2000),
        401,
        "invalid_api_key",
    ),
    "a body that a probe has no use for": (
        head(b"GET", b"/health", b"Content-Length: 1000000000", key=None),
        413,
        "request_too_large",
    ),
    "no key": (get(b"/v1/models", key=None), 401, "invalid_api_key"),
    "a wrong key": (get(b"/v1/models", key="wrong"), 401, "invalid_api_key"),
    "the preface of HTTP/2": (
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00",
        505,
        None,
    ),
    "HTTP/0.9": (b"GET /v1/models\r\n\r\n", 400, None),
    "HTTP/3.7": (b"GET /v1/models HTTP/3.7\r\nHost: localhost\r\n\r\n", 505, None),
    "the hello of TLS": (bytes.fromhex("160301020001") + b"\x0a" * 200, 400, None),
    "a method of a megabyte": (b"F" * 1_000_000, 431, None),
    "an unknown method": (head(b"FOO", b"/v1/models", CLOSE), 405, "method_not_allowed"),
    "a trace": (head(b"TRACE", CHAT, CLOSE), 405, "method_not_allowed"),
    "a target without a slash": (get(b"?x", CLOSE), 404, "unknown_url"),
    "a target that is a star": (get(b"*", CLOSE), 404, "unknown_url"),
    "a target of a proxy": (get(b"http://localhost/v1/models", CLOSE), 404, "unknown_url"),
    "a target of a tunnel": (head(b"CONNECT", b"localhost:80", CLOSE), 404, "unknown_url"),
    "two slashes": (get(b"//v1/models", CLOSE), 404, "unknown_url"),
    "a slash at the end": (get(b"/v1/models/", CLOSE), 404, "unknown_url"),
    "dots in disguise": (get(b"/v1/%2e%2e/v1/models", CLOSE), 404, "unknown_url"),
    "a body that is zipped": (
        ask(b"{}", b"Content-Encoding: gzip", CLOSE),
        415,
        "unsupported_content_encoding",
    ),
    "a body that is text": (
        ask(b"{}", b"Content-Type: text/plain", CLOSE),
        415,
        "unsupported_content_type",
    ),
    "a body that is nothing": (ask(b"", CLOSE), 400, None),
}
