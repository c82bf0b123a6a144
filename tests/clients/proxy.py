"""Stands between a client and the server, passes on every byte at once, and judges what it saw."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.clients.judge import judge

SECONDS = 50
OURS = ("host", "connection", "transfer-encoding", "content-length", "accept-encoding")


@dataclass(frozen=True, slots=True)
class Seen:
    """One request and its answer."""

    method: str
    path: str
    asked: Any
    status: int
    kind: str
    body: bytes


class Proxy(ThreadingHTTPServer):
    """One connection for each request, so that none is left when a test ends."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), Passing)
        self.behind = port
        self.seen: list[Seen] = []
        self.faults: list[str] = []
        self.num_open = 0
        self.changed = threading.Condition()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def count(self, more: int) -> None:
        with self.changed:
            self.num_open += more
            self.changed.notify_all()

    def until_all_judged(self) -> list[str]:
        """What was wrong since this was asked the last time."""
        with self.changed:
            self.changed.wait_for(lambda: self.num_open == 0, SECONDS)
        faults, self.faults = self.faults, []
        return faults

    def note(self, seen: Seen) -> None:
        self.seen.append(seen)
        try:
            asked = seen.asked if isinstance(seen.asked, dict) else {}
            judge(seen.method, seen.path, seen.status, seen.kind, seen.body, asked)
        except (AssertionError, LookupError, TypeError, ValueError) as error:
            self.faults.append(f"{seen.method} {seen.path}: {type(error).__name__}: {error}")


class Passing(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Proxy

    def pass_on(self) -> None:
        self.server.count(1)
        try:
            self.pass_one_on()
        finally:
            self.server.count(-1)

    def pass_one_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name: value for name, value in self.headers.items() if name.lower() not in OURS}
        behind = HTTPConnection("127.0.0.1", self.server.behind, timeout=SECONDS)
        try:
            behind.request(self.command, self.path, body, headers)
            with behind.getresponse() as answer:
                said = self.give_back(answer)
        finally:
            behind.close()
        asked = json.loads(body) if body else None
        kind = answer.headers.get("Content-Type", "")
        self.server.note(Seen(self.command, self.path, asked, answer.status, kind, said))

    def give_back(self, answer: HTTPResponse) -> bytes:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            if name.lower() not in OURS:
                self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        said = b""
        while part := answer.read1():
            said += part
            self.wfile.write(part)
            self.wfile.flush()
        return said

    do_GET = do_POST = do_DELETE = pass_on

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


def start(proxy: Proxy) -> threading.Thread:
    thread = threading.Thread(target=proxy.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    return thread
