"""A call that is told while it is written: its name first, then its arguments as they come.

Whoever is told of a call cannot be told that it was none. What goes wrong within its arguments ends
it where it stands, and what follows is text again.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from openai_api.tools.calls import Malformed
from openai_api.tools.ends import Balance
from openai_api.tools.json_scan import ObjectScan


class Fate(Enum):
    """What became of a call so far."""

    OPEN = auto()  # it goes on
    LISTED = auto()  # it is complete, and a comma of its list follows
    OVER = auto()  # it is complete
    BROKEN = auto()  # what follows is no part of it


class OpenCall:
    """Reads from the brace of the arguments on."""

    def __init__(self, opening: re.Match[str], closes: tuple[str, ...]) -> None:
        groups = opening.groupdict()
        self.name = self.name_in(opening)
        self.scan = ObjectScan()
        self.is_listed = bool(groups["list"])
        # Looks for the brace that closes the call, if one opens it.
        self.tail = Balance(0, '"', closes, depth=1) if groups["brace"] else None

    @staticmethod
    def name_in(opening: re.Match[str]) -> str:
        groups = opening.groupdict()
        return groups["name"] or groups.get("bare") or ""

    def read(self, text: str) -> tuple[str, int, Fate]:
        """More of the arguments, how much of the text is behind them, and what is to come.

        The next text has to begin with what was left of this one.
        """
        told, place = "", 0
        if not self.scan.is_over:
            told, place, is_sound = self.scan.read(text)
            if not is_sound:
                return told, place, Fate.BROKEN
            if not self.scan.is_over:
                return told, place, Fate.OPEN
        if self.tail is not None:
            try:
                end = self.tail.find_end(text[place:])
            except Malformed:  # the mark behind the call: somebody forgot the brace
                return told, place, Fate.OVER
            if end is None:
                return told, place, Fate.OPEN
            self.tail = None
            place += end
        return told, *self.read_list(text, place)

    def read_list(self, text: str, place: int) -> tuple[int, Fate]:
        """What follows a complete call."""
        if not self.is_listed:
            return place, Fate.OVER
        rest = text[place:].lstrip()
        if not rest:
            return place, Fate.OPEN
        place = len(text) - len(rest)
        if rest[0] == ",":
            return place, Fate.LISTED
        return place + (rest[0] == "]"), Fate.OVER
