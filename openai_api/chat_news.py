"""What a chat's chunks say, for the APIs that say it in other words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from msgspec import UNSET

from openai_api.schemas.answers import ChatChunkChoice, ChatToken


@dataclass(frozen=True, slots=True)
class Thought:
    """The model reasons."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """The model answers."""

    text: str
    tokens: list[ChatToken]


@dataclass(frozen=True, slots=True)
class CallBegins:
    """The model calls a function."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class CallGoesOn:
    """More of the arguments of the call that began last, as JSON."""

    arguments: str


News = Thought | Words | CallBegins | CallGoesOn


def news_of(part: ChatChunkChoice) -> Iterator[News]:
    """In the order in which it was said."""
    delta: Any = part.delta
    thought = getattr(delta, "reasoning_content", UNSET)
    if isinstance(thought, str) and thought:
        yield Thought(thought)
    tokens = part.logprobs.content if part.logprobs is not None else []
    text = delta.content if isinstance(delta.content, str) else ""
    if text or tokens:
        yield Words(text, tokens)
    calls = getattr(delta, "tool_calls", UNSET)
    for call in calls if isinstance(calls, list) else ():
        name, arguments = (getattr(call.function, key, UNSET) for key in ("name", "arguments"))
        if isinstance(name, str):
            yield CallBegins(call.id, name)
        if isinstance(arguments, str) and arguments:
            yield CallGoesOn(arguments)
