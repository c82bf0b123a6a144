"""The device process: `python -m models.worker --fd N DEVICE ['{"option": 1}']`.

It loads a device and answers steps on the socket that it inherited. It has no life of its own: it
ends when that socket ends, and on Linux when its parent does, whatever it is doing.
"""

from __future__ import annotations

import argparse
import ctypes
import importlib
import json
import os
import signal
import socket
import sys
import traceback
from collections import deque
from collections.abc import Callable
from typing import cast

from models.batch import Device, Pending, Step
from models.wire import FrameReader, LoadRefused, Message, Refusal, WireError, encode

# What a plain name means. Anything else is "module:attribute", called with the options.
DEVICES = {"fake": "models.fake_device:FakeDevice"}

# Steps launched and not yet answered: one computes while the next is being prepared.
MAX_LAUNCHED = 2

EXIT_FAILED = 70  # the device raised; the traceback is on stderr
EXIT_REFUSED = 78  # the device refused to load; the parent was told why

_READ_BYTES = 256 * 1024
_PR_SET_PDEATHSIG = 1


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
            serve(channel, lambda: open_device(given.device, given.options))
        except LoadRefused:
            return EXIT_REFUSED
        except BaseException:  # also what is no Exception, like the panics of native extensions
            traceback.print_exc()
            return EXIT_FAILED
    return 0


def open_device(name: str, options: dict[str, object]) -> Device:
    """Find the device's class and call it with its options."""
    module_name, _, attribute = DEVICES.get(name, name).partition(":")
    if not attribute:
        known = ", ".join(sorted(DEVICES))
        raise LoadRefused(f"There is no device named {name!r}. Known devices: {known}.")
    factory = getattr(importlib.import_module(module_name), attribute)
    return cast(Device, factory(**options))


def serve(channel: socket.socket, open_: Callable[[], Device]) -> None:
    """Load, then answer steps in their order until the other end closes."""
    try:
        _serve(_Channel(channel), open_)
    except _NobodyListens:
        return


def _serve(channel: _Channel, open_: Callable[[], Device]) -> None:
    try:
        device = open_()
        channel.send(device.load(channel.send))
    except LoadRefused as refused:
        channel.send(Refusal(str(refused)))
        raise
    launched: deque[Pending] = deque()
    while True:
        # A step that is already here is launched before we wait for the one that runs.
        if len(launched) < MAX_LAUNCHED:
            step = channel.next_step(wait=not launched)
            if step is not None:
                launched.append(device.launch(step, channel.send))
                continue
            if channel.ended:
                return
        channel.send(launched.popleft()())


class _NobodyListens(Exception):
    """The other end went away while we wrote or read: the answer has no reader."""


class _Channel:
    """The socket as messages, blocking."""

    def __init__(self, channel: socket.socket) -> None:
        self._socket = channel
        self._reader = FrameReader()
        self._arrived: deque[Message] = deque()
        self.ended = False

    def send(self, message: Message) -> None:
        try:
            self._socket.sendall(encode(message))
        except (BrokenPipeError, ConnectionResetError) as error:
            raise _NobodyListens from error

    def next_step(self, *, wait: bool) -> Step | None:
        """The next step. None: there is none yet (if we need not wait), or never will be."""
        while not self._arrived and not self.ended:
            try:
                data = self._socket.recv(_READ_BYTES, 0 if wait else socket.MSG_DONTWAIT)
            except BlockingIOError:
                return None
            except ConnectionResetError as error:  # it closed with our answers unread
                raise _NobodyListens from error
            self.ended = not data
            self._arrived.extend(self._reader.feed(data))
        if not self._arrived:
            return None
        message = self._arrived.popleft()
        if not isinstance(message, Step):
            raise WireError(f"The device expected a Step, not a {type(message).__name__}.")
        return message


def _die_with_parent() -> None:
    """Ask Linux to kill us with our parent: a device stuck in native code sees no end of file."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
