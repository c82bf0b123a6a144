"""The log: words on a terminal, a JSON object a line where a machine collects them.

Whoever logs never waits: a terminal may be stopped, and a pipe may be full. A thread writes; what
it cannot keep up with is dropped, and the next line that gets through says how much that was.
"""

from __future__ import annotations

import json
import logging
import queue
import sys
import time
from logging.handlers import QueueHandler, QueueListener
from typing import Literal, TextIO

MOST_WAITING = 10_000  # lines
ACCESS = "openai_api.access"
TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class AsJson(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": f"{self.formatTime(record, '%Y-%m-%dT%H:%M:%S')}.{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if (request_id := getattr(record, "request_id", None)) is not None:
            line["request_id"] = request_id
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


class AsText(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        request_id = getattr(record, "request_id", None)
        return super().format(record) + ("" if request_id is None else f" ({request_id})")


class NeverWaits(QueueHandler):
    """Of whoever logs. Records are put into words by the thread that writes them."""

    def __init__(self) -> None:
        self.waiting: queue.Queue[logging.LogRecord] = queue.Queue(MOST_WAITING)
        super().__init__(self.waiting)
        self.num_dropped = 0

    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        record.msg, record.args = record.getMessage(), None  # arguments may change
        return record

    def enqueue(self, record: logging.LogRecord) -> None:
        try:
            if self.num_dropped:
                record.msg += f" ({self.num_dropped} lines before this one were dropped)"
            self.waiting.put_nowait(record)
            self.num_dropped = 0
        except queue.Full:
            self.num_dropped += 1


class Writes(logging.StreamHandler[TextIO]):
    """Nobody reads any more: that is no reason to end."""

    def handleError(self, record: logging.LogRecord) -> None:
        pass


def set_up(
    level: str, form: Literal["auto", "text", "json"], *, with_access: bool = True
) -> QueueListener:
    """From here on. `stop()` of what is returned writes the rest."""
    is_json = form == "json" or (form == "auto" and not sys.stderr.isatty())
    formatter = AsJson() if is_json else AsText(TEXT)
    formatter.converter = time.gmtime if is_json else time.localtime
    writer = Writes(sys.stderr)
    writer.setFormatter(formatter)
    handler = NeverWaits()
    listener = QueueListener(handler.waiting, writer)
    listener.start()
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.getLogger(ACCESS).disabled = not with_access
    return listener
