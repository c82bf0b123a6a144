"""Whatever hangs, a server that was told to end ends."""

from __future__ import annotations

import logging
import os
import threading

logger = logging.getLogger(__name__)

EXIT_STUCK = 70


def leave_within(seconds: float) -> None:
    """A thread of its own sees to it: an event loop that hangs cannot end itself."""
    timer = threading.Timer(seconds, leave)
    timer.daemon = True
    timer.start()


def leave() -> None:
    logger.critical("something did not end; the process does")  # told if anybody still writes
    os._exit(EXIT_STUCK)
