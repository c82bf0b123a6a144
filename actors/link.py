"""The runner's end of the device link: frames to and from a child process, or a thread.

    async with open_process_link(device="fake", options={"num_blocks": 64}) as link:
        while not isinstance(message := await link.receive(), Ready): ...
        await link.send(step)
        result = await link.receive()

A dead device is noticed at once: its end of the socket closes or, where something else still holds
that end open, its process descriptor becomes readable. A device that merely says nothing is none
of our business: the runner owns the deadline, and leaving the context ends whatever is there.
"""

from __future__ import annotations

import json
import select
import socket
import sys
import threading
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack, asynccontextmanager
from typing import Protocol

import anyio
from anyio.lowlevel import cancel_shielded_checkpoint, checkpoint, checkpoint_if_cancelled

from actors.device_process import DeviceProcess
from actors.errors import DeviceBroken, DeviceLost, DeviceRefused
from models import worker
from models.batch import Device, Progress, Ready, Step, StepResult
from models.embedding_batch import Embed
from models.wire import FrameReader, Message, Refusal, WireError, encode

# How long a device may take to end by itself once its socket is closed, before it is killed.
GRACE_SECONDS = 1.0

# A process that closed its socket or was killed is gone when the kernel has freed its memory.
_BURIAL_SECONDS = 10.0
_EXIT_SECONDS = 1.0

# Without a process descriptor (threads, and systems other than Linux) the end is polled for.
_POLL_SECONDS = 0.005

_READ_BYTES = 256 * 1024


class DeviceLink(Protocol):
    """What the runner needs of a device, wherever it lives."""

    async def receive(self) -> Progress | Ready | StepResult:
        """The device's next message. Raises `DeviceLost` as soon as there will be none."""
        ...

    async def send(self, step: Step) -> None:
        """Hand over a step. Raises `DeviceLost` when nobody takes it any more."""
        ...

    async def aclose(self) -> None:
        """End the device, gently at first. From then on both other methods raise `DeviceLost`."""
        ...


@asynccontextmanager
async def open_process_link(
    device: str = "fake",
    options: Mapping[str, object] | None = None,
    *,
    grace_seconds: float = GRACE_SECONDS,
) -> AsyncIterator[SocketLink]:
    """Start the device in a process of its own. Leaving the context ends and reaps it."""
    async with _closing(
        _start_process(device, json.dumps(dict(options or {})), grace_seconds)
    ) as link:
        yield link


@asynccontextmanager
async def open_inline_link(
    device: Device, *, grace_seconds: float = GRACE_SECONDS
) -> AsyncIterator[SocketLink]:
    """Run the device in one thread of this process: for debugging, and to embed the engine.

    It speaks the same frames over the same kind of socket as a process does, so that nothing
    works here that would not work there. A thread cannot be killed: one that hangs is left behind.
    """
    ours, theirs = socket.socketpair()
    link = SocketLink(ours, _DeviceThread(device, theirs), grace_seconds=grace_seconds)
    async with _closing(link):
        yield link


@asynccontextmanager
async def _closing(link: SocketLink) -> AsyncIterator[SocketLink]:
    try:
        yield link
    except BaseException:
        link.kill()  # before anything is awaited: we may be in the middle of a cancellation
        raise
    finally:
        await link.aclose()


class SocketLink:
    """A `DeviceLink` over a stream socket. One task may receive while another one sends."""

    def __init__(self, ours: socket.socket, peer: _Peer, *, grace_seconds: float) -> None:
        self._socket = ours
        self._peer = peer
        self._grace_seconds = grace_seconds
        self._reader = FrameReader()
        self._arrived: deque[Message] = deque()
        self._unsent = bytearray()  # outlives a sender that was cancelled in the middle of a frame
        self._closed = False
        self._one_waits = anyio.Lock()
        ours.setblocking(False)
        self._news = _watch(ours, peer.death_fd)

    @property
    def pid(self) -> int | None:
        """The device's process, or None where it is a thread of this one."""
        return self._peer.pid

    async def receive(self) -> Progress | Ready | StepResult:
        """The device's next message. Raises `DeviceLost` as soon as there will be none."""
        match await self.receive_any():
            case Progress() | Ready() | StepResult() as message:
                return message
            case message:
                raise DeviceBroken(f"The device sent a {type(message).__name__}.")

    async def receive_any(self) -> Message:
        """The same, whatever kind of device it is."""
        if self._arrived:
            await checkpoint()
        while not self._arrived:
            data = await self._read()
            if not data:
                raise await self._loss()
            try:
                self._arrived.extend(self._reader.feed(data))
            except WireError as error:
                raise DeviceBroken(str(error)) from error
        match self._arrived.popleft():
            case Refusal(message=sentence):
                raise DeviceRefused(sentence)
            case message:
                return message

    async def send(self, step: Step | Embed) -> None:
        """Hand over a step. What a cancelled send had begun goes out with the next one."""
        await checkpoint_if_cancelled()
        self._unsent += encode(step)
        try:
            while self._unsent:
                try:
                    del self._unsent[: self._socket.send(self._unsent)]
                except BlockingIOError:
                    await anyio.wait_writable(self._socket)
        except (OSError, ValueError, anyio.ClosedResourceError) as error:
            raise await self._loss() from error
        await cancel_shielded_checkpoint()  # after the bytes: the device need not wait for others

    def kill(self) -> None:
        """End the device now, without asking. What is left to do is `aclose`."""
        self._peer.kill()

    async def aclose(self) -> None:
        """End the device, gently at first. From then on both other methods raise `DeviceLost`."""
        if self._closed:
            return
        self._closed = True
        try:
            for waited_for in (self._news, self._socket):
                anyio.notify_closing(waited_for)
            self._socket.shutdown(socket.SHUT_RDWR)
            with anyio.CancelScope(shield=True):
                if not await self._peer_ends_within(self._grace_seconds) and self._peer.kill():
                    await self._peer_ends_within(_BURIAL_SECONDS)
        finally:  # a native task cancellation reaches even into a shield
            self._news.close()
            self._socket.close()
            self._peer.bury()

    async def _read(self) -> bytes:
        """Some bytes; none if there is no more to come."""
        while not self._closed:
            try:
                await anyio.wait_readable(self._news)
                return self._socket.recv(_READ_BYTES)
            except BlockingIOError:
                if self._peer.ended():
                    break
            except (OSError, anyio.ClosedResourceError):
                break
        return b""

    async def _loss(self) -> DeviceLost:
        """Why there is no more to come."""
        if not self._closed:
            await self._peer_ends_within(_EXIT_SECONDS)
        return DeviceLost("The device link is closed.") if self._closed else self._peer.loss()

    async def _peer_ends_within(self, seconds: float) -> bool:
        async with self._one_waits:
            with anyio.move_on_after(seconds):
                while not self._peer.ended():
                    if self._peer.death_fd is None:
                        await anyio.sleep(_POLL_SECONDS)
                    else:
                        await anyio.wait_readable(self._peer.death_fd)
        return self._peer.ended()


class _DeviceThread:
    """A thread of this process: it ends by itself when its socket does."""

    pid: int | None = None
    death_fd: int | None = None

    def __init__(self, device: Device, theirs: socket.socket) -> None:
        self._device = device
        self._socket = theirs
        self._error: BaseException | None = None
        # Daemonic: a device that hangs must not keep the interpreter from ending.
        self._thread = threading.Thread(target=self._serve, name="device", daemon=True)
        self._thread.start()

    def ended(self) -> bool:
        return not self._thread.is_alive()

    def loss(self) -> DeviceLost:
        if (error := self._error) is None:
            return DeviceLost("The device thread ended.")
        loss = DeviceLost(f"The device thread failed: {type(error).__name__}: {error}")
        loss.__cause__ = error
        return loss

    def kill(self) -> bool:
        return False

    def bury(self) -> None:
        pass

    def _serve(self) -> None:
        try:
            worker.serve(self._socket, lambda: self._device)
        except BaseException as error:  # also the panics of native extensions
            self._error = error
        finally:
            self._socket.close()  # after the error is known: whoever sees the end asks for it


_Peer = DeviceProcess | _DeviceThread


def _start_process(device: str, options_json: str, grace_seconds: float) -> SocketLink:
    with ExitStack() as undo:
        try:
            ours, theirs = socket.socketpair()
            undo.callback(ours.close)
            with theirs:
                process = DeviceProcess(theirs, device, options_json)
            undo.callback(process.bury)
            link = SocketLink(ours, process, grace_seconds=grace_seconds)
        except OSError as error:
            raise DeviceLost(f"The device process could not be started: {error}.") from error
        undo.pop_all()
    return link


def _watch(ours: socket.socket, death_fd: int | None) -> socket.socket | select.epoll:
    """One thing to wait for that is readable as soon as there are bytes, or a death."""
    if sys.platform != "linux" or death_fd is None:
        return ours
    news = select.epoll()
    news.register(ours, select.EPOLLIN)
    news.register(death_fd, select.EPOLLIN)
    return news
