"""`python -m openai_api` as a process of its own, with the fake device behind a real socket."""

from __future__ import annotations

import json
import os
import queue
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
MODEL = "served/name"
SECONDS = 20  # for anything that has to happen

Json = dict[str, Any]


class Launched:
    """A server process, and a thread that reads its log, so that it never waits for us."""

    def __init__(self, *arguments: str, pass_fds: Collection[int] = (), **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "openai_api", "--port", "0", *arguments],
            cwd=ROOT,
            env=os.environ | environment,
            stderr=subprocess.PIPE,
            pass_fds=pass_fds,
            text=True,
        )
        self.port = 0
        self.key = ""
        self.lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.reader = threading.Thread(target=self.read_log, name="reads the server's log")
        self.reader.start()

    def read_log(self) -> None:
        if self.process.stderr is None:
            raise AssertionError
        for line in self.process.stderr:
            self.lines.put(line)
        self.lines.put("")  # the end

    def wait_for_socket(self) -> None:
        """It says where it listens before it does anything else."""
        line = self.next_line()
        found = re.search(r"listening on http://127\.0\.0\.1:(\d+)", line)
        if found is None:
            raise AssertionError(line)
        self.port = int(found[1])

    def next_line(self) -> str:
        """Empty at the end."""
        return self.lines.get()

    def wait_until_ready(self) -> str:
        """The line that says so."""
        while "ready to serve" not in (line := self.next_line()):
            if not line:
                raise AssertionError("it ended")
        return line

    def end(self) -> tuple[int, str]:
        """Exit code, and what is left of stderr."""
        code = self.process.wait(SECONDS)
        log = "".join(iter(self.next_line, ""))
        self.close()
        return code, log

    def close(self) -> None:
        """However it stands."""
        self.process.kill()
        self.process.wait()
        self.reader.join()
        if self.process.stderr is not None:
            self.process.stderr.close()

    def device_pid(self, kind: str = "") -> int:
        """The child process with that kind of device."""
        for children in Path(f"/proc/{self.process.pid}/task").glob("*/children"):
            for pid in children.read_text().split():
                if kind in Path(f"/proc/{pid}/cmdline").read_text():
                    return int(pid)
        raise AssertionError("there is no device process")

    def num_sockets(self) -> int:
        """That the process holds, those to its device included."""
        num = 0
        for link in Path(f"/proc/{self.process.pid}/fd").iterdir():
            with suppress(FileNotFoundError):
                num += link.readlink().name.startswith("socket:")
        return num

    def metric(self, name: str) -> float:
        with self.ask("/metrics") as response:
            told = response.read().decode()
        found = re.search(rf"^understudy:{name}{{.*}} (\S+)$", told, re.MULTILINE)
        if found is None:
            raise AssertionError(told)
        return float(found[1])

    @contextmanager
    def ask(self, path: str, body: Json | None = None, **headers: str) -> Iterator[HTTPResponse]:
        """A response whose body is still to be read; leaving hangs up."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            method = "GET" if body is None else "POST"
            data = None if body is None else json.dumps(body)
            own = {"Content-Type": "application/json"}
            if self.key:
                own["Authorization"] = f"Bearer {self.key}"
            connection.request(method, path, data, own | headers)
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
        server.close()


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
