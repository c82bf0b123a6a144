"""POST /v1/chat/completions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import UNSET, UnsetType, structs
from quart import Blueprint, Response

from actors.engine import Engine
from actors.messages import Piece
from openai_api.contract import contract
from openai_api.draft_marks import DraftMarks
from openai_api.generating import Feed, finish_reason
from openai_api.prompt_entries import logprobs_of
from openai_api.routes.answering import answer, new_id, now, requests_of
from openai_api.routes.asked import read_json
from openai_api.schemas.answers import (
    CalledFunction,
    ChatAnswer,
    ChatChoice,
    ChatChunk,
    ChatChunkChoice,
    ChatDelta,
    ChatLogprobs,
    ChatMessage,
    ChatToken,
    ChatTopToken,
    FunctionDelta,
    PromptLogprobs,
    ToolCall,
    ToolCallDelta,
    Usage,
)
from openai_api.schemas.chat import UNSUPPORTED, ChatAsk, read_chat
from openai_api.schemas.sampling import ignored_names
from openai_api.token_entries import LEAST, Entry, TokenEntries
from openai_api.tools.calls import Call
from openai_api.tools.speech import Said, Speech, listen

routes = Blueprint("chat_completions", __name__)


@routes.post("/v1/chat/completions")
@contract(ChatAnswer, takes=ChatAsk, streams=True, event=ChatChunk)
async def chat_completions() -> Response:
    """The next turn of a conversation."""
    body = await read_json()
    ask = read_chat(body)
    return await answer(
        ask,
        await requests_of(ask, lambda: [ask.request()]),
        prompt_param="messages",
        ignored=ignored_names(ChatAsk, body, UNSUPPORTED),
        make_teller=lambda engine, feed: ChatTeller(ask, engine, feed),
    )


class ChatTeller:
    """Words one answer, whole or as a stream."""

    def __init__(self, ask: ChatAsk, engine: Engine, feed: Feed) -> None:
        self.ask = ask
        self.feed = feed
        self.engine = engine
        self.id = new_id("chatcmpl")
        self.created = now()
        self.model = ask.model
        self.num_top = ask.top_logprobs or 0
        self.knows_prompt = False  # the client
        self.untold: dict[int, list[int]] = {}  # ids of each choice
        self.speeches: dict[int, Speech] = {}
        self.marks = DraftMarks(engine, feed.generations[0]) if ask.mark_drafts else None
        self.entries: list[TokenEntries] = []
        if ask.logprobs:
            skip = feed.generations[0].request.skip_special_tokens
            by_ids = ask.return_tokens_as_token_ids
            self.entries = [
                TokenEntries(engine, skip_special_tokens=skip, with_end=False, by_ids=by_ids)
                for _ in range(feed.num_choices)
            ]

    # Whole

    async def whole(self) -> ChatAnswer:
        choices = [WholeChoice(index) for index in range(self.feed.num_choices)]
        async for choice, piece in self.feed:
            for part in self.parts(choice, piece):
                choices[choice].add(part)
        told = [choice.told(has_logprobs=self.ask.logprobs) for choice in choices]
        usage, prompt = self.feed.usage(), self.prompt()
        return ChatAnswer(self.id, self.created, self.model, told, usage, *prompt)

    # As a stream

    def begin(self) -> Iterator[ChatChunk]:
        for index in range(self.feed.num_choices):
            yield self.chunk([ChatChunkChoice(index, ChatDelta("assistant", ""))])

    def tell(self, choice: int, piece: Piece) -> Iterator[ChatChunk]:
        marks = self.marks.take(choice, piece) if self.marks is not None else ()
        for part in self.parts(choice, piece):
            yield self.chunk([structs.replace(part, drafts=marks) if marks else part])
            marks = ()
        if marks:
            yield self.chunk([ChatChunkChoice(choice, ChatDelta(), drafts=marks)])

    def end(self) -> Iterator[ChatChunk]:
        if self.ask.wants_usage:
            yield self.chunk([], self.feed.usage())

    def chunk(self, choices: list[ChatChunkChoice], usage: Usage | None = None) -> ChatChunk:
        shown = usage if self.ask.wants_usage else UNSET
        return ChatChunk(self.id, self.created, self.model, choices, shown, *self.prompt())

    def prompt(self) -> tuple[PromptLogprobs | UnsetType, list[int] | UnsetType]:
        """Its logprobs and its ids, once, if they are wanted."""
        if self.knows_prompt or not self.feed.has_begun:
            return UNSET, UNSET
        self.knows_prompt = True
        generation, num_top = self.feed.generations[0], self.ask.prompt_logprobs
        ids = list(generation.prompt_ids) if self.ask.return_token_ids else UNSET
        return logprobs_of(generation, self.engine, num_top), ids

    def parts(self, choice: int, piece: Piece) -> Iterator[ChatChunkChoice]:
        """What a piece says. Ids that are wanted go with what is said next."""
        if not self.ask.return_token_ids:
            yield from self.words(choice, piece)
            return
        ids = self.untold.setdefault(choice, [])
        ids += piece.ids
        for part in self.words(choice, piece):
            yield structs.replace(part, token_ids=ids.copy())
            ids.clear()

    def words(self, choice: int, piece: Piece) -> Iterator[ChatChunkChoice]:
        """The tokens of a piece go with its first text."""
        tokens = self.tokens_of(choice, piece)
        speech = self.speech_of(choice)
        reason = finish_reason(piece)
        said = speech.push(piece.text)
        for each in said if reason is None else chain(said, speech.finish()):
            has_text = not isinstance(each, Call) and each[0] == "text"
            for delta in deltas_of(each, speech):
                logprobs = ChatLogprobs(tokens) if self.ask.logprobs and has_text else None
                yield ChatChunkChoice(choice, delta, logprobs)
            tokens = [] if has_text else tokens
        if tokens:
            yield ChatChunkChoice(choice, ChatDelta(content=""), ChatLogprobs(tokens))
        if reason is not None:
            reason = "tool_calls" if speech.num_calls and reason == "stop" else reason
            yield ChatChunkChoice(choice, ChatDelta(), finish_reason=reason)

    def speech_of(self, choice: int) -> Speech:
        if choice not in self.speeches:
            self.speeches[choice] = listen(
                self.feed.generations[0].request,
                self.engine,
                self.feed.prompt_ids,
                is_one_call=self.ask.is_one_call,
                is_forced=self.ask.is_forced,
            )
        return self.speeches[choice]

    # Logprobs

    def tokens_of(self, choice: int, piece: Piece) -> list[ChatToken]:
        if not self.entries:
            return []
        entries = self.entries[choice]
        due = entries.take(piece, includes_stop=self.ask.include_stop_str_in_output)
        return chat_tokens(entries, due, self.num_top)


def deltas_of(said: Said, speech: Speech) -> Iterator[ChatDelta]:
    match said:
        case Call(name, arguments):
            named = FunctionDelta("", name)
            nth = speech.num_calls - 1
            begun = ToolCallDelta(nth, named, speech.new_call_id(), "function")
            yield ChatDelta(tool_calls=[begun])
            yield ChatDelta(tool_calls=[ToolCallDelta(nth, FunctionDelta(arguments))])
        case ("thought", text):
            yield ChatDelta(reasoning_content=text, reasoning=text)
        case (_, text):
            yield ChatDelta(content=text)


class WholeChoice:
    """The parts of a stream, put together as clients do it."""

    def __init__(self, index: int) -> None:
        self.index = index
        self.text = ""
        self.thought = ""
        self.calls: list[ToolCall] = []
        self.tokens: list[ChatToken] = []
        self.ids: list[int] | UnsetType = UNSET
        self.reason = ""

    def add(self, part: ChatChunkChoice) -> None:
        delta = part.delta
        self.text += delta.content or ""
        self.thought += delta.reasoning or ""
        for call in delta.tool_calls or ():
            if call.id:
                self.calls.append(ToolCall(call.id, CalledFunction(call.function.name or "", "")))
            else:
                begun = self.calls[-1]
                function = CalledFunction(begun.function.name, call.function.arguments)
                self.calls[-1] = ToolCall(begun.id, function)
        self.tokens += part.logprobs.content if part.logprobs is not None else []
        if part.token_ids is not UNSET:
            self.ids = [*(self.ids or ()), *part.token_ids]
        self.reason = part.finish_reason or self.reason

    def told(self, *, has_logprobs: bool) -> ChatChoice:
        thought = self.thought or UNSET
        message = ChatMessage(
            None if self.calls and not self.text else self.text,
            tool_calls=self.calls or UNSET,
            reasoning_content=thought,
            reasoning=thought,
        )
        logprobs = ChatLogprobs(self.tokens) if has_logprobs else None
        return ChatChoice(self.index, message, logprobs, self.reason, self.ids)


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
        if entry.logprob is not None  # as those of a prompt's first token are
    ]
