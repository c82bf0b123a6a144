"""Calls in a text that arrives in pieces.

A call is held back until it is complete, since only then is it certain to be one: what turns out to
be none is told as the text that it is. Each character is looked at a bounded number of times.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from openai_api.tools.calls import Call, Malformed, Offered
from openai_api.tools.syntaxes import Syntax

LONGEST_HEAD = 200  # characters in which a body has to look like a call
SEPARATORS = ";,"

Found = str | Call


class CallFinder:
    """Takes the text of one answer; gives out text and calls, in order."""

    def __init__(self, syntax: Syntax, offered: Offered) -> None:
        self.syntax = syntax
        self.offered = offered
        self.held = ""  # what may belong to a call
        self.may_begin = syntax.is_bare  # a body without a mark is welcome here
        self.is_behind = False  # what was told last is a call
        self.body = -1  # where the body begins in `held`, once a call may have begun
        self.balance: Balance | UntilMark | None = None  # within the body, once its head is read

    def push(self, text: str) -> Iterator[Found]:
        """What is certain now."""
        self.held += text
        while True:
            num_held, body = len(self.held), self.body
            yield from self.read_call() if self.body >= 0 else self.read_text()
            if (num_held, body) == (len(self.held), self.body):
                return

    def finish(self) -> Iterator[Found]:
        """What was held back. A call that was cut off is text."""
        rest, self.held, self.body = self.held, "", -1
        if rest and not (self.is_behind and not rest.strip()):
            yield rest

    # Outside of calls

    def read_text(self) -> Iterator[Found]:
        if self.is_behind and not self.read_close():
            return
        stripped = self.held.lstrip()
        if not stripped:
            return
        if self.may_begin and stripped[0] in "[{" and not stripped.startswith(self.syntax.opens):
            self.body = len(self.held) - len(stripped)
            return
        start, mark = min(
            ((self.held.find(mark), mark) for mark in self.syntax.opens if mark in self.held),
            default=(-1, ""),
        )
        if mark:
            text = self.held[:start].rstrip()
            self.held = self.held[len(text) :]
            self.body = start - len(text) + len(mark)
        else:
            end = len(self.held[: certain_end(self.held, self.syntax.opens)].rstrip())
            text, self.held = self.held[:end], self.held[end:]
        if text:
            self.may_begin = self.is_behind = False
            yield text

    def read_close(self) -> bool:
        """Drop the mark behind a call, and what separates it from the next. False: wait."""
        rest = self.held.lstrip().lstrip(SEPARATORS if self.syntax.is_bare else "").lstrip()
        for mark in self.syntax.closes:
            if rest.startswith(mark):
                self.held = rest[len(mark) :]
                return self.read_close()
            if mark.startswith(rest):
                return False
        if rest and rest[0] in "[{":
            self.held = rest
        return bool(rest)

    # Within a call

    def read_call(self) -> Iterator[Found]:
        try:
            end = self.find_end()
            if end is None:
                return
            calls = self.syntax.read(self.held[self.body : end].strip(), self.offered)
        except Malformed:
            yield self.give_up()
            return
        self.held = self.held[end:]
        self.begin_anew(is_behind=True)
        yield from calls

    def find_end(self) -> int | None:
        """Where the body ends, if it does yet. :raises Malformed: when this cannot be a call."""
        if self.balance is None:
            start = self.find_start()
            if start is None:
                return None
            self.balance = (
                UntilMark(start, self.syntax.end)
                if self.syntax.end
                else Balance(start, self.syntax.quotes, self.syntax.closes)
            )
        return self.balance.find_end(self.held)

    def find_start(self) -> int | None:
        """Where the brackets begin that have to be balanced."""
        body = self.held[self.body : self.body + LONGEST_HEAD].lstrip()
        head, delimiter, _ = body.partition(self.syntax.delimiter)
        if not delimiter:
            if len(self.held) - self.body >= LONGEST_HEAD or any(
                mark in body for mark in (*self.syntax.opens, *self.syntax.closes)
            ):
                raise Malformed
            return None
        if not self.syntax.head.fullmatch(head):
            raise Malformed
        place = self.held.index(body[0], self.body)
        return place if body[0] in "[{" else place + len(head)

    def give_up(self) -> str:
        """As far as it was read, it is text."""
        end = self.body if self.balance is None else self.balance.position
        text, self.held = self.held[:end], self.held[end:]
        self.begin_anew(is_behind=False)
        return text

    def begin_anew(self, *, is_behind: bool) -> None:
        self.body, self.balance = -1, None
        self.is_behind = self.may_begin = is_behind


class Balance:
    """Looks for the bracket that closes the first one, past what is quoted."""

    def __init__(self, start: int, quotes: str, closes: Collection[str]) -> None:
        self.position = start
        self.depth = 0
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
