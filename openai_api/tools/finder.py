"""Calls in a text that arrives in pieces.

A call whose arguments are JSON is told once its name is known, and its arguments as they come. Any
other is held back until it is complete, since only then is it certain to be one: what turns out to
be none is told as the text that it is. Each character is looked at a bounded number of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from openai_api.tools.calls import Arguments, Begun, Malformed, Offered
from openai_api.tools.ends import Balance, UntilMark, certain_end
from openai_api.tools.open_call import Fate, OpenCall
from openai_api.tools.syntaxes import Syntax

LONGEST_HEAD = 200  # characters in which a body has to look like a call
LONGEST_OPENING = 512  # characters in which a call has to come to its arguments to be told early
SEPARATORS = ";,"

Found = str | Begun | Arguments


class CallFinder:
    """Takes the text of one answer; gives out text and calls, in order."""

    def __init__(self, syntax: Syntax, offered: Offered) -> None:
        self.syntax = syntax
        self.offered = offered
        self.num_pushed = 0  # characters
        self.held = ""  # what may belong to a call
        self.may_begin = syntax.is_bare  # a body without a mark is welcome here
        self.is_behind = False  # what was told last is a call
        self.body = -1  # where the body begins in `held`, once a call may have begun
        self.balance: Balance | UntilMark | None = None  # within the body, once its head is read
        self.open: OpenCall | None = None  # what is being told
        self.is_glued = False  # a bracket in `held` stands for the comma of a list that is told

    def push(self, text: str) -> Iterator[Found]:
        """What is certain now."""
        self.num_pushed += len(text)
        self.held += text
        while True:
            before = (len(self.held), self.body, self.open)
            yield from self.read_call() if self.body >= 0 else self.read_text()
            if before == (len(self.held), self.body, self.open):
                return

    def finish(self) -> Iterator[Found]:
        """What was held back. A call that was cut off before it was told is text."""
        self.unglue()
        rest, self.held, self.body = self.held, "", -1
        if self.open is not None:
            if rest and not self.open.scan.is_over:
                yield Arguments(rest)
        elif rest and not (self.is_behind and not rest.strip()):
            yield rest

    @property
    def num_decided(self) -> int:
        """Characters of which it is clear what they are. What is told as text ends there."""
        return self.num_pushed - len(self.held)

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
        if self.open is not None:
            yield from self.read_open(self.open)
            return
        try:
            if self.balance is None and not self.find_balance():
                return
            if opening := self.find_opening():
                self.open = OpenCall(opening, self.syntax.closes)
                self.held, self.body = opening.string[opening.end() :], 0
                yield Begun(self.open.name)
                return
            end = None if self.balance is None else self.balance.find_end(self.held)
            if end is None:
                return
            calls = self.syntax.read(self.held[self.body : end].strip(), self.offered)
        except Malformed:
            yield self.give_up()
            return
        self.held = self.held[end:]
        self.begin_anew(is_behind=True)
        for call in calls:
            yield Begun(call.name)
            yield Arguments(call.arguments)

    def read_open(self, call: OpenCall) -> Iterator[Found]:
        told, place, fate = call.read(self.held)
        self.held = self.held[place:]
        if told:
            yield Arguments(told)
        if fate is Fate.LISTED:
            self.begin_anew(is_behind=False)
            self.held, self.body, self.is_glued = "[" + self.held[1:], 0, True
        elif fate is not Fate.OPEN:
            self.begin_anew(is_behind=fate is Fate.OVER)

    def find_opening(self) -> re.Match[str] | None:
        """What there is of a call whose arguments can be told."""
        if self.syntax.open_call is None:
            return None
        start = len(self.held) - len(self.held[self.body :].lstrip())
        opening = self.syntax.open_call.match(self.held, start, start + LONGEST_OPENING)
        is_known = opening is not None and OpenCall.name_in(opening) in self.offered
        return opening if is_known else None

    def find_balance(self) -> bool:
        """Whether the head is there. :raises Malformed: when this cannot be a call."""
        start = self.find_start()
        if start is not None:
            self.balance = (
                UntilMark(start, self.syntax.end)
                if self.syntax.end
                else Balance(start, self.syntax.quotes, self.syntax.closes)
            )
        return start is not None

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
        self.unglue()
        end = self.body if self.balance is None else self.balance.position
        text, self.held = self.held[:end], self.held[end:]
        self.begin_anew(is_behind=False)
        return text

    def unglue(self) -> None:
        if self.is_glued:
            self.held, self.is_glued = "," + self.held[1:], False

    def begin_anew(self, *, is_behind: bool) -> None:
        self.body, self.balance, self.open, self.is_glued = -1, None, None, False
        self.is_behind = self.may_begin = is_behind
