"""POST /v1/chat/completions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import UNSET
from quart import Blueprint, Response

from actors.engine import Engine
from actors.messages import Piece
from openai_api.generating import Feed, finish_reason
from openai_api.routes.answering import answer, new_id, now
from openai_api.routes.asked import read_json
from openai_api.schemas.answers import (
    ChatAnswer,
    ChatChoice,
    ChatChunk,
    ChatChunkChoice,
    ChatDelta,
    ChatLogprobs,
    ChatMessage,
    ChatToken,
    ChatTopToken,
    Usage,
)
from openai_api.schemas.chat import UNSUPPORTED, ChatAsk, read_chat
from openai_api.schemas.sampling import ignored_names
from openai_api.token_entries import LEAST, Entry, TokenEntries

routes = Blueprint("chat_completions", __name__)


@routes.post("/v1/chat/completions")
async def chat_completions() -> Response:
    body = await read_json()
    ask = read_chat(body)
    return await answer(
        ask,
        [ask.request()],
        prompt_param="messages",
        ignored=ignored_names(ChatAsk, body, UNSUPPORTED),
        make_teller=lambda engine, feed: ChatTeller(ask, engine, feed),
    )


class ChatTeller:
    """Words one answer, whole or as a stream."""

    def __init__(self, ask: ChatAsk, engine: Engine, feed: Feed) -> None:
        self.ask = ask
        self.feed = feed
        self.id = new_id("chatcmpl")
        self.created = now()
        self.model = ask.model or ""
        self.num_top = ask.top_logprobs or 0
        self.entries: list[TokenEntries] = []
        if ask.logprobs:
            skip = ask.skip_special_tokens
            self.entries = [
                TokenEntries(engine, skip_special_tokens=skip, with_end=False)
                for _ in range(feed.num_choices)
            ]

    # Whole

    async def whole(self) -> ChatAnswer:
        texts: list[list[str]] = [[] for _ in range(self.feed.num_choices)]
        tokens: list[list[ChatToken]] = [[] for _ in texts]
        reasons = [""] * len(texts)
        async for choice, piece in self.feed:
            texts[choice].append(piece.text)
            tokens[choice] += self.tokens_of(choice, piece)
            reasons[choice] = finish_reason(piece) or ""
        choices = [
            ChatChoice(
                index,
                ChatMessage("".join(texts[index])),
                ChatLogprobs(tokens[index]) if self.ask.logprobs else None,
                reasons[index],
            )
            for index in range(len(texts))
        ]
        return ChatAnswer(self.id, self.created, self.model, choices, self.feed.usage())

    # As a stream

    def begin(self) -> Iterator[ChatChunk]:
        for index in range(self.feed.num_choices):
            yield self.chunk([ChatChunkChoice(index, ChatDelta("assistant", ""))])

    def tell(self, choice: int, piece: Piece) -> Iterator[ChatChunk]:
        tokens = self.tokens_of(choice, piece)
        if piece.text or tokens:
            logprobs = ChatLogprobs(tokens) if self.ask.logprobs else None
            yield self.chunk([ChatChunkChoice(choice, ChatDelta(content=piece.text), logprobs)])
        reason = finish_reason(piece)
        if reason is not None:
            yield self.chunk([ChatChunkChoice(choice, ChatDelta(), finish_reason=reason)])

    def end(self) -> Iterator[ChatChunk]:
        if self.ask.wants_usage:
            yield self.chunk([], self.feed.usage())

    def chunk(self, choices: list[ChatChunkChoice], usage: Usage | None = None) -> ChatChunk:
        shown = usage if self.ask.wants_usage else UNSET
        return ChatChunk(self.id, self.created, self.model, choices, shown)

    # Logprobs

    def tokens_of(self, choice: int, piece: Piece) -> list[ChatToken]:
        if not self.entries:
            return []
        entries = self.entries[choice]
        due = entries.take(piece, includes_stop=self.ask.include_stop_str_in_output)
        return chat_tokens(entries, due, self.num_top)


def chat_tokens(entries: TokenEntries, due: Sequence[Entry], num_top: int) -> list[ChatToken]:
    """Tokens in OpenAI's words."""
    return [
        ChatToken(
            entries.name_of(entry.id),
            entry.logprob,
            list(entry.text),
            [
                ChatTopToken(entries.name_of(id), max(logprob, LEAST), list(entries.bytes_of(id)))
                for id, logprob in entry.top[:num_top]
            ],
        )
        for entry in due
    ]
