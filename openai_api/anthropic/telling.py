"""A chat's chunks, told as a message: blocks that grow, and the events that say so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct, field

from actors.messages import Piece
from openai_api.anthropic.wording import error_of
from openai_api.chat_news import CallBegins, CallGoesOn, News, Thought, Words, news_of
from openai_api.chat_teller import ChatTeller
from openai_api.errors import ApiError
from openai_api.generating import Feed
from openai_api.ids import new_id

Event = dict[str, Any]

REASONS = {"stop": "end_turn", "length": "max_tokens", "tool_calls": "tool_use"}


class TextOut(Struct, tag_field="type", tag="text"):
    text: str = ""


class ThinkingOut(Struct, tag_field="type", tag="thinking"):
    thinking: str = ""
    signature: str = ""


class UseOut(Struct, tag_field="type", tag="tool_use"):
    id: str
    name: str
    input: dict[str, Any] = field(default_factory=dict)


class MessageUsage(Struct, frozen=True):
    input_tokens: int
    output_tokens: int
    cache_read_input_tokens: int
    cache_creation_input_tokens: int = 0


class MessageAnswer(Struct, tag_field="type", tag="message"):
    """It changes while it is made."""

    id: str
    model: str
    usage: MessageUsage
    role: Literal["assistant"] = "assistant"
    content: list[TextOut | ThinkingOut | UseOut] = field(default_factory=list)
    stop_reason: str | None = None
    stop_sequence: str | None = None


class MessageTeller:
    """Follows the one choice of a chat. Whole or streamed, the same steps build the message."""

    def __init__(self, chat: ChatTeller, feed: Feed, model: str) -> None:
        self.chat = chat
        self.feed = feed
        self.message = MessageAnswer(new_id("msg", "_"), model, self.usage())
        self._arguments = ""  # of the call that is being told
        self._is_open = False  # the last block still grows

    async def whole(self) -> MessageAnswer:
        async for choice, piece in self.feed:
            for _ in self.tell(choice, piece):
                pass
        for _ in self.end():
            pass
        return self.message

    # As a stream

    def begin(self) -> Iterator[Event]:
        self.message.usage = self.usage()
        yield {"type": "message_start", "message": self.message}
        yield {"type": "ping"}

    def tell(self, choice: int, piece: Piece) -> Iterator[Event]:
        for chunk in self.chat.tell(choice, piece):
            for part in chunk.choices:
                for news in news_of(part):
                    yield from self.follow(news)
                if part.finish_reason is not None:
                    self.message.stop_reason = REASONS[part.finish_reason]
        if piece.finish is not None and isinstance(piece.finish.stop, str):
            if self.message.stop_reason == "end_turn":
                self.message.stop_reason = "stop_sequence"
                self.message.stop_sequence = piece.finish.stop

    def end(self) -> Iterator[Event]:
        if not self.message.content:
            yield from self.open(TextOut())
        yield from self.close()
        self.message.usage = self.usage()
        reason, stop = self.message.stop_reason, self.message.stop_sequence
        told = {"stop_reason": reason, "stop_sequence": stop}
        yield {"type": "message_delta", "delta": told, "usage": self.message.usage}
        yield {"type": "message_stop"}

    def fail(self, error: ApiError) -> list[Event]:
        """What went wrong once the head was sent."""
        return [dict(error_of(error))]

    def usage(self) -> MessageUsage:
        usage = self.feed.usage()
        num_cached = usage.prompt_tokens_details.cached_tokens
        return MessageUsage(usage.prompt_tokens - num_cached, usage.completion_tokens, num_cached)

    # Blocks

    def follow(self, news: News) -> Iterator[Event]:
        block = self.message.content[-1] if self._is_open else None
        match news:
            case Thought(text):
                if not isinstance(block, ThinkingOut):
                    block = ThinkingOut()
                    yield from self.open(block)
                block.thinking += text
                yield self.delta(type="thinking_delta", thinking=text)
            case Words(text) if text:
                if not isinstance(block, TextOut):
                    block = TextOut()
                    yield from self.open(block)
                block.text += text
                yield self.delta(type="text_delta", text=text)
            case CallBegins(id, name):
                yield from self.open(UseOut(id, name))
            case CallGoesOn(arguments):
                self._arguments += arguments
                yield self.delta(type="input_json_delta", partial_json=arguments)

    def open(self, block: TextOut | ThinkingOut | UseOut) -> Iterator[Event]:
        """The one before it is over."""
        yield from self.close()
        self.message.content.append(block)
        self._is_open = True
        yield {"type": "content_block_start", "index": self.index, "content_block": block}

    def close(self) -> Iterator[Event]:
        if not self._is_open:
            return
        self._is_open = False
        block = self.message.content[-1]
        if isinstance(block, UseOut):
            block.input = read_arguments(self._arguments)
            self._arguments = ""
        yield {"type": "content_block_stop", "index": self.index}

    @property
    def index(self) -> int:
        return len(self.message.content) - 1

    def delta(self, **fields: str) -> Event:
        return {"type": "content_block_delta", "index": self.index, "delta": fields}


def read_arguments(arguments: str) -> dict[str, Any]:
    """An object, also where the text was cut in the middle of it."""
    try:
        read = json.loads(arguments or "{}")
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
