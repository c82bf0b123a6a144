"""Devices that misbehave in a process of their own, for the tests of the link."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

from models.batch import Pending, Progress, Ready, Step
from models.fake_device import FakeDevice
from models.wire import LoadRefused


class Refuses:
    """Cannot load, and says why."""

    def load(self, progress: Callable[[Progress], None]) -> Ready:
        raise LoadRefused("There is no model here.")

    def launch(self, step: Step, progress: Callable[[Progress], None]) -> Pending:
        raise AssertionError("never loaded")


class BreaksWhileLoading(Refuses):
    """Cannot load, for no reason that a user would understand."""

    def load(self, progress: Callable[[Progress], None]) -> Ready:
        raise ZeroDivisionError("of course")


class Babbles(Refuses):
    """Writes past the protocol."""

    def load(self, progress: Callable[[Progress], None]) -> Ready:
        os.write(int(sys.argv[sys.argv.index("--fd") + 1]), bytes(100))
        signal.pause()
        raise AssertionError("killed before")


class LeavesAChild(FakeDevice):
    """Forks a child that keeps the socket open, and tells its process id."""

    def load(self, progress: Callable[[Progress], None]) -> Ready:
        child = os.fork()
        if child == 0:
            signal.pause()
        progress(Progress(str(child), 0.0))
        return super().load(progress)
