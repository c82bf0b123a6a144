"""A server of our own, for as long as the conversation lasts."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

import httpx2

from openai_api.chat.remote import Fault

GRACE = 5.0  # seconds for it to end by itself
GLANCE = 0.1  # seconds between two looks at how far it is
TAIL = 2000  # characters of its last words


@contextmanager
def serve(
    flags: Sequence[str], key: str, *, tell: Callable[[str], object]
) -> Iterator[tuple[str, str]]:
    """Its address and its key, once its model is loaded; it ends with the block.

    :raises Fault: when it does not start, with its own last words.
    """
    key = key or secrets.token_hex(16)
    with socket.create_server(("127.0.0.1", 0)) as listener, tempfile.TemporaryFile() as words:
        port, fd = listener.getsockname()[1], listener.fileno()
        command = [sys.executable, "-m", "openai_api", *flags, "--fd", str(fd)]
        process = subprocess.Popen(
            [*command, "--log-format", "text", "--log-level", "warning"],
            env=os.environ | {"UNDERSTUDY_API_KEY": key},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=words,
            pass_fds=[fd],
            start_new_session=True,  # Ctrl-C stops an answer, not the server
        )
        listener.close()
        try:
            with ended_by(signal.SIGTERM, signal.SIGHUP):
                if not is_ready(process, port, tell):
                    words.seek(0)
                    told = words.read().decode(errors="replace").strip()[-TAIL:]
                    raise Fault(told or "The server ended without a word.")
                yield f"http://127.0.0.1:{port}/v1", key
        finally:
            end(process)


def is_ready(process: subprocess.Popen[bytes], port: int, tell: Callable[[str], object]) -> bool:
    """Wait until it is. False: it has ended."""
    while process.poll() is None:
        try:
            response = httpx2.get(f"http://127.0.0.1:{port}/health", timeout=GRACE)
        except httpx2.HTTPError:
            time.sleep(GLANCE)
            continue
        if response.status_code == 200:
            return True
        told = response.json()
        tell(f"loading: {told.get('stage', '')} {100 * told.get('progress', 0):.0f} %")
        time.sleep(GLANCE)
    return False


def end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def ended_by(*numbers: signal.Signals) -> Iterator[None]:
    """These signals end the program in good order, which ends the server too."""

    def leave(number: int, _: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, leave) for number in numbers}
    try:
        yield
    finally:
        for number, meaning in before.items():
            signal.signal(number, meaning)
