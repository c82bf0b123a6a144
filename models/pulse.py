"""Signs of life in a long step."""

from __future__ import annotations

import time
from collections.abc import Callable

from models.batch import Progress

SIGN_SECONDS = 1.0  # how often a long step says that it lives


class Pulse:
    """Says now and then that a step gets on."""

    def __init__(self, progress: Callable[[Progress], None]) -> None:
        self._progress = progress
        self._last = time.monotonic()

    def beat(self, fraction: float) -> None:
        """A layer is done."""
        now = time.monotonic()
        if now - self._last > SIGN_SECONDS:
            self._last = now
            self._progress(Progress("step", fraction))
