"""A JSON object that is read while it is written."""

from __future__ import annotations

import json
import re
from typing import Literal

MOST_NESTED = 100
LONGEST_WORD = 1000  # characters of a number

SPACE = re.compile(r"[ \t\r\n]*")
PLAIN = re.compile(r'[^"\\\x00-\x1f]+')  # within a string
ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})')
HALF_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{0,3})?")
WORD = re.compile(r"[-+.0-9A-Za-z]+")
VALUE = re.compile(r"true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")

Wanted = Literal["object", "key or end", "key", "colon", "value or end", "value", "more or end"]


class NotJson(Exception):
    """What came last cannot go on."""


class ObjectScan:
    """Takes the text of an object from its first brace on, and gives it out as far as it is JSON.

    Characters that a string may not hold as they are (line breaks, say) are given out as escapes.
    """

    def __init__(self) -> None:
        self.wanted: Wanted = "object"
        self.in_string = False
        self.is_key = False
        self.open: list[str] = []  # brackets that close what is open
        self.is_over = False

    def read(self, text: str) -> tuple[str, int, bool]:
        """What is certain of it, how many characters that takes, and whether they can go on.

        A number, a word or an escape is certain once all of it is there.
        """
        told: list[str] = []
        place = 0
        while place < len(text) and not self.is_over:
            try:
                part, used = (
                    self.string_part(text, place) if self.in_string else self.part(text, place)
                )
            except NotJson:
                return "".join(told), place, False
            if not used:
                break
            told.append(part)
            place += used
        return "".join(told), place, True

    def string_part(self, text: str, place: int) -> tuple[str, int]:
        if plain := PLAIN.match(text, place):
            return plain[0], len(plain[0])
        mark = text[place]
        if mark == '"':
            self.in_string = False
            self.wanted = "colon" if self.is_key else "more or end"
            return mark, 1
        if mark != "\\":
            return json.dumps(mark)[1:-1], 1
        if escape := ESCAPE.match(text, place):
            return escape[0], len(escape[0])
        half = HALF_ESCAPE.match(text, place)
        if half is not None and half.end() == len(text):
            return "", 0
        raise NotJson

    def part(self, text: str, place: int) -> tuple[str, int]:
        """Anything outside of strings."""
        space = SPACE.match(text, place)
        if space and space[0]:
            return space[0], len(space[0])
        mark = text[place]
        if mark in "{[":
            self.nest(mark)
        elif mark in "}]":
            self.close(mark)
        elif mark == '"':
            self.begin_string()
        elif mark == ":" and self.wanted == "colon":
            self.wanted = "value"
        elif mark == "," and self.wanted == "more or end":
            self.wanted = "key" if self.open[-1] == "}" else "value"
        else:
            return self.word(text, place)
        return mark, 1

    def nest(self, mark: str) -> None:
        is_value = self.wanted in ("value", "value or end")
        is_first = self.wanted == "object" and mark == "{"
        if not (is_value or is_first) or len(self.open) >= MOST_NESTED:
            raise NotJson
        self.open.append("}" if mark == "{" else "]")
        self.wanted = "key or end" if mark == "{" else "value or end"

    def close(self, mark: str) -> None:
        may_end = self.wanted in ("more or end", "key or end", "value or end")
        if not may_end or self.open.pop() != mark:
            raise NotJson
        self.wanted = "more or end"
        self.is_over = not self.open

    def begin_string(self) -> None:
        self.is_key = self.wanted in ("key", "key or end")
        if not self.is_key and self.wanted not in ("value", "value or end"):
            raise NotJson
        self.in_string = True

    def word(self, text: str, place: int) -> tuple[str, int]:
        found = WORD.match(text, place)
        if found is None or self.wanted not in ("value", "value or end"):
            raise NotJson
        if len(found[0]) > LONGEST_WORD:
            raise NotJson
        if found.end() == len(text):
            return "", 0
        if not VALUE.fullmatch(found[0]):
            raise NotJson
        self.wanted = "more or end"
        return found[0], len(found[0])
