"""One conversation of the corpus, and what the examination wants of its last answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """A conversation that ends with an answer."""

    skill: str
    messages: list[Message]
    tools: list[Message] = field(default_factory=list)
    must: tuple[str, ...] = ()  # be in the answer
    may_not: tuple[str, ...] = ()  # be in it

    @property
    def answer(self) -> Message:
        return self.messages[-1]


def user(text: str) -> Message:
    return {"role": "user", "content": text}


def assistant(text: str) -> Message:
    return {"role": "assistant", "content": text}


def system(text: str) -> Message:
    return {"role": "system", "content": text}
