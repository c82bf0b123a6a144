"""The process that a device lives in, as its parent sees it: spawned, watched, killed, reaped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from actors.errors import DeviceLost
from models import worker

# A killed process is gone within milliseconds; longer only if it is stuck inside the kernel.
_REAP_SECONDS = 1.0


class DeviceProcess:
    """A child process: it can be killed, and must be reaped."""

    def __init__(self, theirs: socket.socket, device: str, options_json: str) -> None:
        self._process = _spawn(theirs, device, options_json)
        self.pid: int | None = self._process.pid
        self.death_fd = _open_death_fd(self._process.pid)  # readable once it has ended

    def ended(self) -> bool:
        return self._process.poll() is not None

    def loss(self) -> DeviceLost:
        match self._process.poll():
            case None:
                return DeviceLost("The device process closed its socket.")
            case code if code < 0:
                return DeviceLost(f"The device process was killed by {_signal_name(-code)}.")
            case code:
                return DeviceLost(f"The device process ended with exit code {code}.")

    def kill(self) -> bool:
        """Whether that is of any use. SIGKILL ends a stopped process too."""
        self._process.kill()
        return True

    def bury(self) -> None:
        """Leave nothing behind, whatever happened before."""
        if self.death_fd is not None:
            os.close(self.death_fd)
            self.death_fd = None
        self._process.kill()
        try:
            self._process.wait(_REAP_SECONDS)
        except subprocess.TimeoutExpired:
            pass  # stuck inside the kernel: a later child of ours reaps it


def _spawn(theirs: socket.socket, device: str, options_json: str) -> subprocess.Popen[bytes]:
    """A fresh interpreter, never a fork: a copy of our threads' locks and sockets is a trap.

    Blocks for the few milliseconds of a spawn, on purpose: Linux kills the child when the *thread*
    that started it ends (see `models.worker`), so that must be the event loop's own.
    """
    # Our own packages come from where this process has them, not from its working directory.
    root = str(Path(worker.__file__).parents[1])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    fd = theirs.fileno()
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "models.worker", "--fd", str(fd), device, options_json],
        stdin=subprocess.DEVNULL,
        pass_fds=(fd,),
        env={**os.environ, "PYTHONPATH": path},
    )


def _open_death_fd(pid: int) -> int | None:
    """A descriptor that becomes readable when the process ends, where the system has such."""
    if sys.platform != "linux":
        return None
    try:
        return os.pidfd_open(pid)
    except OSError:
        return None


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
