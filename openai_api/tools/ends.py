"""Where things end in a text that arrives in pieces."""

from __future__ import annotations

import re
from collections.abc import Collection

from openai_api.tools.calls import Malformed


class Balance:
    """Looks for the bracket that closes the first one, past what is quoted."""

    def __init__(self, start: int, quotes: str, closes: Collection[str], *, depth: int = 0) -> None:
        """`depth`: so many brackets are open already."""
        self.position = start
        self.depth = depth
        self.quote = ""
        self.quotes = quotes
        marks = "|".join(map(re.escape, closes))
        self.pattern = re.compile(rf"\\.|[{quotes}\[\]{{}}()]" + f"|{marks}" * bool(marks), re.S)
        self.closes = closes

    def find_end(self, text: str) -> int | None:
        """:raises Malformed: when the mark behind a call comes before its end."""
        # A mark that is cut in two is seen when it is whole.
        for found in self.pattern.finditer(text, self.position):
            self.position = found.end()
            if self.step(found[0]):
                return self.position
        end = certain_end(text, ("\\.", *self.closes))
        self.position = max(self.position, end)
        return None

    def step(self, met: str) -> bool:
        """Whether the first bracket is closed now."""
        if self.quote:
            self.quote = "" if met == self.quote else self.quote
        elif met in self.closes:
            raise Malformed
        elif met in self.quotes:
            self.quote = met
        elif met in "[{(":
            self.depth += 1
        elif met in "]})":
            self.depth -= 1
            return self.depth <= 0
        return False


class UntilMark:
    """Looks for a mark."""

    def __init__(self, start: int, mark: str) -> None:
        self.position = start
        self.mark = mark

    def find_end(self, text: str) -> int | None:
        found = text.find(self.mark, self.position)
        if found >= 0:
            self.position = found + len(self.mark)
            return self.position
        self.position = max(self.position, len(text) - len(self.mark) + 1)
        return None


def certain_end(text: str, marks: Collection[str]) -> int:
    """Up to where no later text can make one of the marks."""
    end = len(text)
    for mark in marks:
        for length in range(min(len(mark) - 1, len(text)), 0, -1):
            if text.endswith(mark[:length]):
                end = min(end, len(text) - length)
                break
    return end
