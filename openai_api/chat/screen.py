"""What the terminal shows. Colours are for terminals only, and no model's text moves a cursor."""

from __future__ import annotations

import os
import re
from typing import TextIO

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # all but tab and line feed
BOLD, DIM, RED = "1", "2", "31"


class Screen:
    """Answers go to one stream, all else to the other."""

    def __init__(self, out: TextIO, err: TextIO) -> None:
        self.out = out
        self.err = err
        self.is_terminal = out.isatty()
        self.has_colours = (
            self.is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        )

    def say(self, text: str, style: str = "") -> None:
        """A piece of an answer, at once."""
        if self.is_terminal:
            text = CONTROLS.sub("", text)
        self.out.write(self.styled(text, style))
        self.out.flush()

    def note(self, text: str, style: str = DIM) -> None:
        """Something about it, on a line of its own, for people."""
        if self.is_terminal:
            self.say(text.rstrip("\n") + "\n", style)

    def complain(self, text: str) -> None:
        text = CONTROLS.sub("", text)
        self.err.write((self.styled(text, RED) if self.err.isatty() else text) + "\n")
        self.err.flush()

    def progress(self, text: str) -> None:
        """It replaces the last one."""
        if self.err.isatty():
            self.err.write(f"\r\x1b[K{CONTROLS.sub('', text)}")
            self.err.flush()

    def styled(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if style and self.has_colours and text else text

    @property
    def prompt(self) -> str:
        """For readline, which has to be told what takes no room."""
        if not self.has_colours:
            return "> "
        return f"\x01\x1b[{BOLD}m\x02> \x01\x1b[0m\x02"
