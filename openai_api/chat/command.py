"""`python -m openai_api chat`: talk to a running server, or to one that is started for it."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from typing import Any, TextIO

from openai_api.chat.conversation import Conversation, Leaving, Mistake
from openai_api.chat.embedded import serve
from openai_api.chat.remote import Fault, Remote, Unreachable
from openai_api.chat.screen import Screen

DEFAULT_URL = "http://127.0.0.1:8000/v1"
HOW_TO_LEAVE = "\n/quit or Ctrl-D leaves."
EXIT_FAULT = 1
DESCRIPTION = """\
Chat in the terminal with a running server. If none runs at the default address, or flags of the
server are given (python -m openai_api --help), one is started on a free port and ends with the
chat. What comes through a pipe is one message, and the answer is all that is written.
"""


def main(arguments: Sequence[str]) -> int:
    """Talk until the user leaves. The exit code."""
    parser = argparse.ArgumentParser("python -m openai_api chat", description=DESCRIPTION)
    parser.allow_abbrev = False
    parser.add_argument("--url", help=f"of a running server; default: {DEFAULT_URL}")
    parser.add_argument("--api-key", default="", help="or UNDERSTUDY_API_KEY, or OPENAI_API_KEY")
    parser.add_argument("--system", default="", metavar="TEXT", help="how the model shall behave")
    parser.add_argument("--ask", metavar="NAME", help="the model's name; default: the first one")
    options, flags = parser.parse_known_args(arguments)
    if options.url and flags:
        parser.error(f"{flags[0]} is a flag of the server, and --url names one that runs")
    screen = Screen(sys.stdout, sys.stderr)
    try:
        with reach(options.url, options.api_key, flags, screen) as remote:
            model = options.ask or first_model(remote)
            conversation = Conversation(model, options.system)
            return Chat(remote, conversation, screen, sys.stdin).run()
    except Fault as fault:
        screen.complain(str(fault))
        return EXIT_FAULT
    except KeyboardInterrupt:
        return 130


@contextmanager
def reach(url: str | None, key: str, flags: Sequence[str], screen: Screen) -> Iterator[Remote]:
    """A server, running or started. :raises Fault: when there is none."""
    known = os.environ.get("UNDERSTUDY_API_KEY") or os.environ.get("OPENAI_API_KEY") or ""
    key = key or known.split(",")[0].strip()
    if not flags:
        with Remote(url or DEFAULT_URL, key) as remote:
            try:
                remote.models()
            except Unreachable:
                if url:
                    raise
            else:
                yield remote
                return
    with serve(flags, key, tell=screen.progress) as (address, own_key):
        screen.progress("")
        with Remote(address, own_key) as remote:
            yield remote


def first_model(remote: Remote) -> str:
    models = remote.models()
    if not models:
        raise Fault(f"The server at {remote.url} has no model.")
    return models[0]


class Chat:
    """One conversation, read from one place and shown in another."""

    def __init__(
        self, remote: Remote, conversation: Conversation, screen: Screen, source: TextIO
    ) -> None:
        self.remote = remote
        self.conversation = conversation
        self.screen = screen
        self.source = source

    def run(self) -> int:
        if not self.source.isatty():
            words = self.source.read().strip()
            return self.answer(words) if words else 0
        import_readline()
        self.screen.note(f"{self.conversation.model} at {self.remote.url}. /help tells what else.")
        hint = ""
        while True:
            try:
                if hint:
                    self.screen.note(hint)
                    hint = ""
                line = self.read()
                if line.startswith("/"):
                    self.screen.note(self.conversation.command(line))
                elif line.strip():
                    self.answer(line)
            except Mistake as mistake:
                self.screen.complain(str(mistake))
            except KeyboardInterrupt:
                hint = HOW_TO_LEAVE  # told where pressing again does no harm
            except (Leaving, EOFError):
                self.screen.say("\n")
                return 0

    def read(self) -> str:
        """What the user types, over several lines if they say so."""
        line = input(self.screen.prompt)
        while line.endswith("\\"):
            line = line[:-1] + "\n" + input(". ")
        return line

    def answer(self, words: str) -> int:
        """Show the answer to these words. The exit code, for when it is the only one."""
        text, began = "", time.monotonic()
        usage: dict[str, Any] | None = None
        is_thinking = False
        try:
            with closing(self.remote.ask(self.conversation.request(words))) as parts:
                for part in parts:
                    usage = part.usage or usage
                    if part.thought:
                        is_thinking = True
                        self.think(part.thought)
                    if is_thinking and (part.text or part.call):
                        is_thinking = False
                        self.think("\n\n")
                    text += part.text
                    self.screen.say(part.text + part.call)
        except KeyboardInterrupt:
            self.screen.note("\nstopped")
        except Fault as fault:
            self.screen.say("\n" if text else "")
            self.screen.complain(str(fault))
            if text:
                self.conversation.remember(words, text)
            return EXIT_FAULT
        self.screen.say("\n")
        self.conversation.remember(words, text)
        self.tell_figures(usage, time.monotonic() - began)
        return 0

    def think(self, text: str) -> None:
        """Thoughts are for people; who reads through a pipe wants the answer."""
        if self.screen.is_terminal:
            self.screen.say(text, "2")

    def tell_figures(self, usage: dict[str, Any] | None, seconds: float) -> None:
        if usage is not None:
            number = usage.get("completion_tokens", 0)
            seed = f", seed {self.remote.seed}" if self.remote.seed else ""
            self.screen.note(f"{number} tokens in {seconds:.1f} s{seed}")


def import_readline() -> None:
    """Editing and history for `input`, where the interpreter was built with them."""
    with suppress(ImportError):
        importlib.import_module("readline")
