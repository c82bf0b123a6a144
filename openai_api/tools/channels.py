"""Answers of gpt-oss: a row of messages, each with a channel, in a text that arrives in pieces.

    <|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>Yes.
    <|channel|>commentary to=functions.f <|constrain|>json<|message|>{"a": 1}

Thoughts are what it analyses, and what it tells tools that nobody offered. A text that does not
begin with a header is what the model says: it was made to answer in another way.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal

from openai_api.tools.calls import Arguments, Begun
from openai_api.tools.ends import certain_end
from openai_api.tools.thoughts import Told

MARKS = ("<|channel|>", "<|message|>")
MESSAGE = "<|message|>"
ENDS = ("<|end|>", "<|call|>", "<|return|>", "<|start|>")
END = re.compile("|".join(map(re.escape, ENDS)))
BEGINNINGS = ("<|start|>", "<|channel|>", MESSAGE, "to=")
CHANNEL = re.compile(r"<\|channel\|>\s*(\w+)")
RECIPIENT = re.compile(r"\bto=([\w.-]+)")
LONGEST_HEADER = 256  # characters, the mark behind it included

State = Literal["header", "thought", "text", "call", "plain"]


def has_channels(template: str) -> bool:
    """Whether the model with this chat template answers so."""
    return all(mark in template for mark in MARKS)


class Channels:
    """Tells thoughts, text and calls from each other by their headers."""

    def __init__(self, offered: Collection[str], prompt: str) -> None:
        """`prompt` is its end: it may have opened a message that the answer goes on with."""
        self.offered = offered
        self.num_pushed = 0  # characters
        self.held = ""
        self.is_first = True  # no header was read
        self.is_told = False  # something of this message
        self.has_thought = False
        self.state: State = "header"
        header, mark, body = prompt.rpartition(MESSAGE)
        if not END.search(body):
            self.is_first = False
            self.state = "thought" if mark and channel_of(header) == "analysis" else "text"

    @property
    def num_decided(self) -> int:
        """Characters of which it is clear what they are. What is told as text ends there."""
        return self.num_pushed - len(self.held)

    def push(self, text: str) -> Iterator[Told | Begun | Arguments]:
        self.num_pushed += len(text)
        self.held += text
        while self.held:
            before = len(self.held), self.state
            yield from self.read_header() if self.state == "header" else self.read_body()
            if before == (len(self.held), self.state):
                return

    def finish(self) -> Iterator[Told | Begun | Arguments]:
        """What was held back. Of a header that was cut off there is nothing to tell."""
        rest, self.held = self.held, ""
        if self.state == "header":
            if self.is_first and not rest.lstrip().startswith(BEGINNINGS):
                yield "text", rest
            return
        yield from self.tell(rest)
        yield from self.end()

    def read_header(self) -> Iterator[Begun]:
        begins = self.held.lstrip()
        if self.is_first and not any(
            begins.startswith(mark) or mark.startswith(begins) for mark in BEGINNINGS
        ):
            self.state = "plain"
            return
        place = self.held.find(MESSAGE, 0, LONGEST_HEADER)
        if place < 0:
            if len(self.held) >= LONGEST_HEADER:
                self.state = "plain"
            return
        header, self.held = self.held[:place], self.held[place + len(MESSAGE) :]
        self.is_first = self.is_told = False
        recipient = RECIPIENT.search(header)
        name = recipient[1].removeprefix("functions.") if recipient else None
        if name in self.offered:
            self.state = "call"
            yield Begun(str(name))
        else:
            is_thought = name is not None or channel_of(header) == "analysis"
            self.state = "thought" if is_thought else "text"

    def read_body(self) -> Iterator[Told | Begun | Arguments]:
        found = None if self.state == "plain" else END.search(self.held)
        end = certain_end(self.held, ENDS) if found is None else found.start()
        if self.state == "plain":
            end = len(self.held)
        body, self.held = self.held[:end], self.held[end:]
        yield from self.tell(body)
        if found is not None:
            yield from self.end()
            self.held = self.held[len(found[0]) :]
            self.state = "header"

    def tell(self, body: str) -> Iterator[Told | Begun | Arguments]:
        if not body:
            return
        if self.state == "call":
            yield Arguments(body)
        elif self.state == "thought":
            if self.has_thought and not self.is_told:
                yield "thought", "\n\n"
            self.has_thought = True
            yield "thought", body
        else:
            yield "text", body
        self.is_told = True

    def end(self) -> Iterator[Arguments]:
        """Clients read the arguments of a call as JSON, also where it has none."""
        if self.state == "call" and not self.is_told:
            yield Arguments("{}")


def channel_of(header: str) -> str | None:
    """The channel of the last message that this text begins."""
    channels = CHANNEL.findall(header)
    return channels[-1] if channels else None
