"""The device process: `python -m models.worker --fd N DEVICE ['{"option": 1}']`.

It loads a device and answers steps on the socket that it inherited. It has no life of its own: it
ends when that socket ends, and on Linux when its parent does, whatever it is doing.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import importlib
import json
import os
import signal
import socket
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, Protocol, cast

from models.batch import Progress, Ready, Step, StepResult
from models.embedding_batch import Embed, Embedded, EmbedderReady
from models.wire import FrameReader, LoadRefused, Message, Refusal, WireError, encode

# What a plain name means. Anything else is "module:attribute", called with the options.
DEVICES = {
    "checkpoint": "models.executor:CheckpointDevice",
    "embedder": "models.embedding_device:EmbeddingDevice",
    "fake": "models.fake_device:FakeDevice",
}

# Steps launched and not yet answered: one computes while the next is being prepared.
MAX_LAUNCHED = 2

EXIT_FAILED = 70  # the device raised; the traceback is on stderr
EXIT_REFUSED = 78  # the device refused to load; the parent was told why

_READ_BYTES = 256 * 1024
_PR_SET_PDEATHSIG = 1


class AnyDevice(Protocol):
    """`models.batch.Device`, or one that embeds."""

    def load(self, progress: Callable[[Progress], None]) -> Ready | EmbedderReady: ...

    def launch(
        self, step: Any, progress: Callable[[Progress], None]
    ) -> Callable[[], StepResult | Embedded]: ...


def main(arguments: list[str] | None = None) -> int:
    """Serve one device until the parent closes the socket."""
    # Ctrl-C and a service manager's SIGTERM reach the whole process group, but the parent drains
    # first and still needs the device: it decides when this process ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    _die_with_parent()
    parser = argparse.ArgumentParser(prog="models.worker", description=__doc__)
    parser.add_argument("--fd", type=int, required=True, help="inherited stream socket")
    parser.add_argument("device", help='a device\'s name, or "module:attribute"')
    parser.add_argument("options", nargs="?", default="{}", type=json.loads, help="a JSON object")
    given = parser.parse_args(arguments)
    os.set_inheritable(given.fd, False)  # or a grandchild would keep the socket open
    with socket.socket(fileno=given.fd) as channel:
        try:
            serve(channel, lambda: open_quickly(given.device, given.options))
        except LoadRefused:
            return EXIT_REFUSED
        except BaseException:  # also what is no Exception, like the panics of native extensions
            traceback.print_exc()
            return EXIT_FAILED
    return 0


def open_quickly(name: str, options: dict[str, object]) -> AnyDevice:
    """Without looking for garbage, which imports do not make; what they leave is set aside, as it
    would hold up each search later on by as long as a step takes."""
    gc.disable()
    try:
        return open_device(name, options)
    finally:
        gc.freeze()
        gc.enable()


def open_device(name: str, options: dict[str, object]) -> AnyDevice:
    """Find the device's class and call it with its options."""
    module_name, _, attribute = DEVICES.get(name, name).partition(":")
    if not attribute:
        known = ", ".join(sorted(DEVICES))
        raise LoadRefused(f"There is no device named {name!r}. Known devices: {known}.")
    factory = getattr(importlib.import_module(module_name), attribute)
    return cast(AnyDevice, factory(**options))


def serve(channel: socket.socket, open_: Callable[[], AnyDevice]) -> None:
    """Load, then answer steps in their order until the other end closes."""
    try:
        _serve(_Channel(channel), open_)
    except _NobodyListens:
        return


def _serve(channel: _Channel, open_: Callable[[], AnyDevice]) -> None:
    try:
        device = open_()
        channel.send(device.load(channel.send))
    except LoadRefused as refused:
        channel.send(Refusal(str(refused)))
        raise
    with _Answers(channel) as answers:
        while (step := channel.next_step()) is not None:
            answers.wait_for_room()
            answers.follow(device.launch(step, channel.send))


class _Answers:
    """Waits for results and sends them, in a thread of its own.

    So a result leaves as soon as it is ready, also while the next step is being launched: on a
    processor that is most of a step's time.
    """

    def __init__(self, channel: _Channel) -> None:
        self._channel = channel
        self._room = threading.Semaphore(MAX_LAUNCHED)
        self._launched: SimpleQueue[Callable[[], StepResult | Embedded] | None] = SimpleQueue()
        self._error: BaseException | None = None
        # Daemonic: a device that hangs must not keep the interpreter from ending.
        self._thread = threading.Thread(target=self._run, name="device answers", daemon=True)

    def __enter__(self) -> _Answers:
        self._thread.start()
        return self

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        """Everything that was launched is answered, unless that failed."""
        self._launched.put(None)
        self._thread.join()
        if error is None:
            self._complain()

    def wait_for_room(self) -> None:
        """Until fewer than `MAX_LAUNCHED` steps are not answered yet."""
        self._room.acquire()
        self._complain()

    def follow(self, pending: Callable[[], StepResult | Embedded]) -> None:
        """Answer this step when those before it are answered."""
        self._launched.put(pending)

    def _run(self) -> None:
        try:
            while (pending := self._launched.get()) is not None:
                self._channel.send(pending())
                self._room.release()
        except BaseException as error:  # also what is no Exception; the other thread raises it
            self._error = error
            self._channel.hang_up()
            self._room.release()

    def _complain(self) -> None:
        if self._error is not None:
            raise self._error


class _NobodyListens(Exception):
    """The other end went away while we wrote or read: the answer has no reader."""


class _Channel:
    """The socket as messages, blocking. One thread reads; any thread may send."""

    def __init__(self, channel: socket.socket) -> None:
        self._socket = channel
        self._reader = FrameReader()
        self._arrived: deque[Message] = deque()
        self._one_sends = threading.Lock()

    def send(self, message: Message) -> None:
        frame = encode(message)
        try:
            with self._one_sends:
                self._socket.sendall(frame)
        except (BrokenPipeError, ConnectionResetError) as error:
            raise _NobodyListens from error

    def next_step(self) -> Step | Embed | None:
        """Wait for the next step. None: there will be none."""
        while not self._arrived:
            try:
                data = self._socket.recv(_READ_BYTES)
            except ConnectionResetError as error:  # it closed with our answers unread
                raise _NobodyListens from error
            if not data:
                return None
            self._arrived.extend(self._reader.feed(data))
        message = self._arrived.popleft()
        if not isinstance(message, Step | Embed):
            raise WireError(f"The device expected a Step, not a {type(message).__name__}.")
        return message

    def hang_up(self) -> None:
        """Wake whoever waits for a step, here, and for a result, over there."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)


def _die_with_parent() -> None:
    """Ask Linux to kill us with our parent: a device stuck in native code sees no end of file."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
