"""`python -m openai_api` as a process of its own, with the fake device behind a real socket."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
MODEL = "served/name"
SECONDS = 20  # for anything that has to happen

Json = dict[str, Any]


class Launched:
    """A server process. Its stderr is read only as far as the tests need it."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "openai_api", "--port", "0", *arguments],
            cwd=ROOT,
            env=os.environ | environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.port = 0

    def wait_for_socket(self) -> None:
        """It says where it listens before it does anything else."""
        line = self.next_line()
        found = re.search(r"listening on http://127\.0\.0\.1:(\d+)", line)
        if found is None:
            raise AssertionError(line)
        self.port = int(found[1])

    def next_line(self) -> str:
        if self.process.stderr is None:
            raise AssertionError
        return self.process.stderr.readline()

    def wait_until_ready(self) -> None:
        while "ready to serve" not in (line := self.next_line()):
            if not line:
                raise AssertionError("it ended")

    def end(self) -> tuple[int, str]:
        """Exit code, and what is left of stderr."""
        _, log = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, log

    def device_pid(self, kind: str = "") -> int:
        """The child process with that kind of device."""
        for children in Path(f"/proc/{self.process.pid}/task").glob("*/children"):
            for pid in children.read_text().split():
                if kind in Path(f"/proc/{pid}/cmdline").read_text():
                    return int(pid)
        raise AssertionError("there is no device process")

    @contextmanager
    def ask(self, path: str, body: Json | None = None, **headers: str) -> Iterator[HTTPResponse]:
        """A response whose body is still to be read; leaving hangs up."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            method = "GET" if body is None else "POST"
            data = None if body is None else json.dumps(body)
            connection.request(method, path, data, {"Content-Type": "application/json"} | headers)
            with connection.getresponse() as response:
                yield response
        finally:
            connection.close()

    def read(self, path: str, body: Json | None = None) -> tuple[int, Json]:
        with self.ask(path, body) as response:
            return response.status, json.loads(response.read())

    def say(self, data: bytes) -> bytes:
        """Everything that comes back for these bytes, until the server hangs up."""
        with socket.create_connection(("127.0.0.1", self.port), SECONDS) as connection:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))


@contextmanager
def launch(*arguments: str, **device: object) -> Iterator[Launched]:
    """A server with a socket, whose model still loads. `device` are the fake device's options."""
    options = ("--device-name", "fake", "--device-options", json.dumps(device))
    server = Launched("--model", "m", "--served-model-name", MODEL, *options, *arguments)
    try:
        server.wait_for_socket()
        yield server
    finally:
        server.process.send_signal(signal.SIGKILL)
        server.process.communicate()


def deltas(data: bytes) -> tuple[str, str | None, bool]:
    """Of a chat stream: its text, the code of its error, whether it was complete."""
    text, code, is_complete = "", None, False
    for line in data.decode().splitlines():
        event = line.removeprefix("data: ")
        if event == line:
            continue
        if event == "[DONE]":
            is_complete = True
            continue
        parsed = json.loads(event)
        code = parsed.get("error", {}).get("code", code)
        for choice in parsed.get("choices", ()):
            text += choice["delta"].get("content", "")
    return text, code, is_complete
