"""Grammars are compiled in a process of their own, which may die of them.

The compiler is made for schemas of friends: a few bytes overflow its stack, others take all memory
or all time. No limit of its own counts that. So it lives in a process that answers line by line;
the question that it dies of is answered by its death, and the next one finds another.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import Semaphore
from typing import IO, cast

from actors.grammars import GrammarError

LONGEST = 10.0  # seconds for an answer, however busy the machine is
MOST_AT_ONCE = 2  # such processes
MOST_KEPT = 64  # answers
CHUNK = 1 << 16
# What it says when it dies of a question, as it would each time.
LAST_WORDS = {
    signal.SIGPROF: "it takes too long to compile.",
    signal.SIGSEGV: "it cannot be compiled.",
    signal.SIGBUS: "it cannot be compiled.",
}


class Compiler:
    """One such process."""

    def __init__(self) -> None:
        """:raises OSError:"""
        root = str(Path(__file__).parents[1])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "actors.narrowing"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        self.asks = cast(IO[bytes], self.process.stdin)
        self.tells = cast(IO[bytes], self.process.stdout)

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def answer_to(self, question: str) -> str | None:
        """None: it has none any more."""
        with suppress(OSError):
            self.asks.write(question.encode() + b"\n")
            self.asks.flush()
            parts: list[bytes] = []
            while not parts or not parts[-1].endswith(b"\n"):
                if not is_told(self.tells, LONGEST):
                    return None
                parts.append(os.read(self.tells.fileno(), CHUNK))
                if not parts[-1]:
                    return None
            return b"".join(parts).decode()
        return None

    def end(self) -> int:
        """What it ended with, of its own accord or now."""
        with suppress(OSError):
            self.asks.close()
        if is_told(self.tells, 0) and not os.read(self.tells.fileno(), 1):
            self.process.wait()  # it was over before
        self.process.kill()
        self.tells.close()
        return self.process.wait()


def is_told(stream: IO[bytes], seconds: float) -> bool:
    """Whether there is something to read, or an end. `select` knows no descriptors beyond 1023,
    which a server of many connections has."""
    poll = select.poll()
    poll.register(stream, select.POLLIN)
    return bool(poll.poll(seconds * 1000))


SEATS = Semaphore(MOST_AT_ONCE)
IDLE: list[Compiler] = []


@atexit.register
def end_all() -> None:
    while IDLE:
        IDLE.pop().end()


def idle_one() -> Compiler:
    """:raises OSError:"""
    with suppress(IndexError):  # another thread may take the last one
        while True:
            compiler = IDLE.pop()
            if compiler.is_alive:
                return compiler
            compiler.end()
    return Compiler()


@lru_cache(MOST_KEPT)
def asked_elsewhere(question: str) -> str:
    """Blocks for a moment. Question and answer are lines of JSON.

    :raises GrammarError: when it died for a reason that another time may not have.
    """
    with SEATS, suppress(OSError):
        compiler = idle_one()
        answer = compiler.answer_to(question)
        if answer is not None:
            IDLE.append(compiler)
            return answer
        died_of = LAST_WORDS.get(signal.Signals(-code)) if (code := compiler.end()) < 0 else None
        if died_of:
            return json.dumps({"error": died_of})
    raise GrammarError("there was no time or no memory to compile it.")
