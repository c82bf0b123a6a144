"""Thoughts in front of an answer, in a text that arrives in pieces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from openai_api.tools.ends import certain_end

Told = tuple[Literal["thought", "text"], str]


@dataclass(frozen=True, slots=True)
class ThoughtMarks:
    opens: str
    closes: str


MARKS = (
    ThoughtMarks("<think>", "</think>"),
    ThoughtMarks("[THINK]", "[/THINK]"),
    ThoughtMarks("<seed:think>", "</seed:think>"),
    ThoughtMarks("<thought>", "</thought>"),  # EXAONE
)


def marks_of(template: str) -> ThoughtMarks | None:
    """How the model with this chat template thinks, if it does."""
    return next((marks for marks in MARKS if marks.closes in template), None)


class Thoughts:
    """Tells thoughts from the text behind them. White space around thoughts is dropped.

    A text thinks if it begins with the mark, or if its prompt ended with it (`is_thinking`).
    """

    def __init__(self, marks: ThoughtMarks, *, is_thinking: bool) -> None:
        self.marks = marks
        self.num_pushed = 0  # characters
        self.held = ""
        self.state: Literal["begin", "think", "behind", "text"] = (
            "think" if is_thinking else "begin"
        )
        self.is_first = True  # nothing of the thoughts is told yet
        self.may_open = True  # the mark may still come, though the prompt has it

    @property
    def num_decided(self) -> int:
        """Characters of which it is clear what they are. What is told as text ends there."""
        return self.num_pushed - len(self.held)

    def push(self, text: str) -> Iterator[Told]:
        self.num_pushed += len(text)
        self.held += text
        if self.state == "begin" and not self.begin():
            return
        if self.state == "think":
            yield from self.think()
        if self.state == "behind":
            self.held = self.held.lstrip()
            self.state = "text" if self.held else "behind"
        if self.state == "text" and self.held:
            text, self.held = self.held, ""
            yield "text", text

    def finish(self) -> Iterator[Told]:
        """What was held back."""
        rest, self.held = self.held, ""
        if self.state == "think":
            thought = rest.rstrip()
            if thought.strip():
                yield "thought", thought.lstrip() if self.is_first else thought
        elif rest and self.state == "begin":
            yield "text", rest

    def begin(self) -> bool:
        """Whether it is clear how the text begins."""
        stripped = self.held.lstrip()
        if stripped.startswith(self.marks.opens):
            self.held = stripped[len(self.marks.opens) :]
            self.state, self.may_open = "think", False
            return True
        if self.marks.opens.startswith(stripped):
            return False
        self.state = "text"
        return True

    def think(self) -> Iterator[Told]:
        if self.is_first:
            self.held = self.held.lstrip()
        if self.may_open and not self.skip_mark():
            return
        thought, mark, rest = self.held.partition(self.marks.closes)
        if mark:
            self.state = "behind"
        else:
            end = certain_end(thought, (self.marks.closes,))
            end = len(thought[:end].rstrip())
            thought, rest = thought[:end], thought[end:]
        self.held = rest
        thought = thought.rstrip()
        if thought:
            self.is_first = False
            yield "thought", thought

    def skip_mark(self) -> bool:
        """Some models write the mark although the prompt has it. False: not clear yet."""
        if self.held.startswith(self.marks.opens):
            self.held = self.held[len(self.marks.opens) :].lstrip()
        elif self.marks.opens.startswith(self.held):
            return False
        self.may_open = False
        return True
