"""`python -m openai_api chat` as people use it: behind a pipe, and in a terminal."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.openai_api.launched import MODEL, ROOT, Launched, launch

SECONDS = 45  # for anything that has to happen
PATIENCE = 9  # more than the program takes to end its server
COMMAND = (sys.executable, "-m", "openai_api", "chat")
FAKE = ("--model", "m", "--device-name", "fake", "--served-model-name", MODEL)


@pytest.fixture(scope="module")
def server() -> Iterator[Launched]:
    with launch("--api-key", "secret", "--seed", "1", step_seconds=0.002) as launched:
        launched.wait_until_ready()
        yield launched


def pipe(words: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        input=words,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=SECONDS,
        env=os.environ | {"UNDERSTUDY_API_KEY": "secret"},
    )


def url(server: Launched) -> str:
    return f"http://127.0.0.1:{server.port}/v1"


class Terminal:
    """A program before a terminal, and what it has shown."""

    def __init__(self, *arguments: str) -> None:
        self.main, side = pty.openpty()
        environment = os.environ | {"TERM": "xterm", "UNDERSTUDY_API_KEY": "secret"}
        self.process = subprocess.Popen(
            [*COMMAND, *arguments],
            stdin=side,
            stdout=side,
            stderr=side,
            cwd=ROOT,
            env=environment,
            start_new_session=True,
            # A test run in the background ignores it, and its children would too.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        os.close(side)
        self.shown = ""
        self.seen = 0

    def type(self, line: str) -> None:
        os.write(self.main, line.encode())

    def interrupt(self) -> None:
        """What Ctrl-C does in a terminal that controls the program."""
        self.process.send_signal(signal.SIGINT)

    def interrupt_until(self, pattern: str) -> None:
        """`input` sleeps through a signal that comes just as it begins to wait: press again."""
        end = time.monotonic() + SECONDS
        while re.compile(pattern).search(self.shown, self.seen) is None:
            assert time.monotonic() < end, f"{pattern!r} does not come after {self.shown!r}"
            self.interrupt()
            if select.select([self.main], [], [], 1)[0]:
                self.shown += os.read(self.main, 65536).decode(errors="replace")
        self.expect(pattern)

    def hang_up(self) -> int:
        """What a terminal does that is closed; `input` may sleep through this, too."""
        for _ in range(SECONDS // PATIENCE):
            self.process.send_signal(signal.SIGHUP)
            with suppress(subprocess.TimeoutExpired):
                return self.process.wait(PATIENCE)
        raise AssertionError(f"it does not end after {self.shown!r}")

    def expect(self, pattern: str) -> str:
        """What is new up to the first match, which has to come."""
        end = time.monotonic() + SECONDS
        while (found := re.compile(pattern).search(self.shown, self.seen)) is None:
            readable, _, _ = select.select([self.main], [], [], max(end - time.monotonic(), 0))
            assert readable, f"{pattern!r} does not come after {self.shown[self.seen :]!r}"
            try:
                self.shown += os.read(self.main, 65536).decode(errors="replace")
            except OSError:  # the program has ended
                raise AssertionError(f"{pattern!r} did not come: {self.shown!r}") from None
        before, self.seen = self.shown[self.seen : found.end()], found.end()
        return before


@contextmanager
def terminal(*arguments: str) -> Iterator[Terminal]:
    opened = Terminal(*arguments)
    try:
        yield opened
    finally:
        if opened.process.poll() is None:
            opened.process.terminate()
        opened.process.wait(SECONDS)
        os.close(opened.main)


def test_a_pipe_is_one_message_and_gets_nothing_but_the_answer(server: Launched) -> None:
    done = pipe("Hello\nthere\n", "--url", url(server))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() and "tokens in" not in done.stdout
    assert not re.search(r"\x1b\[\d+m", done.stdout)


def test_nothing_at_all_is_no_message(server: Launched) -> None:
    done = pipe("", "--url", url(server))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--ask", "nobody"), "does not exist"),
        (("--api-key", "wrong"), "Incorrect API key"),
    ],
)
def test_what_the_server_refuses_is_told(
    server: Launched, arguments: tuple[str, ...], says: str
) -> None:
    done = pipe("Hello", "--url", url(server), *arguments)
    assert done.returncode == 1 and done.stdout == ""
    assert says in done.stderr and len(done.stderr.splitlines()) == 1


def test_an_address_without_a_server_is_told() -> None:
    done = pipe("Hello", "--url", "http://127.0.0.1:9/v1")
    assert (done.returncode, done.stderr) == (1, "Nobody answers at http://127.0.0.1:9/v1.\n")


def test_flags_of_a_server_start_one_that_ends_with_the_chat() -> None:
    with terminal(*FAKE) as chat:
        chat.expect(re.escape(f"{MODEL} at http://127.0.0.1:"))
        (server,) = children_of(chat.process.pid)
        chat.type("Hello\n")
        chat.expect(r"\d+ tokens in")
        chat.type("/quit\n")
        assert chat.process.wait(SECONDS) == 0
        assert not Path(f"/proc/{server}").exists()


def test_a_server_that_cannot_start_says_why() -> None:
    done = pipe("Hello", "--model", "/no/such/directory")
    assert done.returncode == 1
    assert "There is no directory /no/such/directory" in done.stderr


def test_a_terminal_that_closes_ends_the_server_too() -> None:
    with terminal(*FAKE) as chat:
        chat.expect(re.escape(f"{MODEL} at http://127.0.0.1:"))
        (server,) = children_of(chat.process.pid)
        chat.expect("> ")
        assert chat.hang_up() == 128 + signal.SIGHUP
        assert not Path(f"/proc/{server}").exists()


def test_ctrl_c_stops_the_answer_and_not_the_program(server: Launched) -> None:
    with terminal("--url", url(server)) as chat:
        chat.expect("> ")
        chat.type("/set ignore_eos true\n")
        chat.expect("ignore_eos is true")
        chat.type("/set max_tokens 1900\n")
        chat.expect("max_tokens is 1900")
        chat.expect("> ")
        chat.type("Hello\n")
        chat.expect("Hello\r\n.{5}")
        chat.interrupt()
        chat.expect("stopped")
        chat.expect("> ")
        chat.interrupt_until("Ctrl-D leaves")
        chat.type("/set max_tokens 5\n")
        chat.expect("max_tokens is 5")
        chat.type("And now? \\\nGo on.\n")
        chat.expect("5 tokens in .* s, seed ")
        chat.expect("> ")  # before, the terminal would keep it to itself
        chat.type("\x04")
        assert chat.process.wait(SECONDS) == 0


def test_mistakes_are_told_and_the_chat_goes_on(server: Launched) -> None:
    with terminal("--url", url(server)) as chat:
        chat.expect("> ")
        chat.type("/nothing\n")
        chat.expect("There is no /nothing")
        chat.type("/set temperature 9\n")
        chat.type("Hello\n")
        chat.expect("temperature.*2")
        chat.type("/set temperature\n")
        chat.type("Hello\n")
        chat.expect("tokens in")


def children_of(pid: int) -> list[int]:
    listing = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listing.split()]
