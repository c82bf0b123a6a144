"""The answer to a chat, in OpenAI's words: whole, or as the chunks of a stream."""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import UNSET, UnsetType, structs

from actors.engine import Engine
from actors.messages import Piece
from openai_api.draft_marks import DraftMarks
from openai_api.generating import Feed, finish_reason
from openai_api.ids import new_id, now
from openai_api.prompt_entries import logprobs_of
from openai_api.schemas.answers import (
    ChatAnswer,
    ChatChunk,
    ChatChunkChoice,
    ChatDelta,
    ChatLogprobs,
    ChatToken,
    ChatTopToken,
    FunctionDelta,
    PromptLogprobs,
    ToolCallDelta,
    Usage,
)
from openai_api.schemas.chat import ChatAsk
from openai_api.token_entries import LEAST, ContentEntries, Entry, TokenEntries
from openai_api.tools.calls import Arguments, Begun
from openai_api.tools.speech import Plain, Said, Speech, Thought, listen
from openai_api.whole_choice import WholeChoice

UTF8 = getincrementaldecoder("utf-8")


@dataclass(slots=True)
class Voice:
    """One choice, as far as it is told."""

    speech: Speech
    entries: TokenEntries | None  # where logprobs are wanted
    content: ContentEntries = field(default_factory=ContentEntries)
    thoughts: list[str] = field(default_factory=list)
    num_tokens: int = 0
    num_begun: int = 0  # calls
    untold_ids: list[int] = field(default_factory=list)


class ChatTeller:
    """Words one answer, whole or as a stream."""

    def __init__(self, ask: ChatAsk, engine: Engine, feed: Feed) -> None:
        self.ask = ask
        self.feed = feed
        self.engine = engine
        self.id = new_id("chatcmpl")
        self.created = now()
        self.model = ask.model
        self.knows_prompt = False  # the client
        self.voices: dict[int, Voice] = {}
        self.marks = DraftMarks(engine, feed.generations[0]) if ask.mark_drafts else None

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

    # A piece in OpenAI's words

    def parts(self, choice: int, piece: Piece) -> Iterator[ChatChunkChoice]:
        """What a piece says. Ids that are wanted go with what is said next."""
        voice = self.voice_of(choice)
        voice.num_tokens += len(piece.ids)
        if not self.ask.return_token_ids:
            yield from self.words(choice, voice, piece)
            return
        voice.untold_ids += piece.ids
        for part in self.words(choice, voice, piece):
            yield structs.replace(part, token_ids=voice.untold_ids)
            voice.untold_ids = []

    def words(self, choice: int, voice: Voice, piece: Piece) -> Iterator[ChatChunkChoice]:
        """The tokens of a piece go with its first text."""
        speech, reason = voice.speech, finish_reason(piece)
        said = list(speech.push(piece.text))
        said += [] if reason is None else speech.finish()
        tokens = self.tokens_of(voice, piece, said)
        for each in said:
            delta = self.delta_of(voice, each)
            if delta is None:
                continue
            if self.ask.logprobs and isinstance(each, Plain):
                for text, its in by_characters(each.text, tokens):
                    yield ChatChunkChoice(choice, ChatDelta(content=text), ChatLogprobs(its))
                tokens = []
            else:
                yield ChatChunkChoice(choice, delta)
        if tokens:
            yield ChatChunkChoice(choice, ChatDelta(content=""), ChatLogprobs(tokens))
        if reason is not None:
            if speech.num_calls and reason == "stop":
                reason = "function_call" if self.ask.is_legacy else "tool_calls"
            self.feed.num_thought += self.num_thought(voice)
            yield ChatChunkChoice(choice, ChatDelta(), finish_reason=reason)

    def delta_of(self, voice: Voice, said: Said) -> ChatDelta | None:
        """Only the first delta of a call has its id and its name: clients add up the rest."""
        match said:
            case Plain(text):
                return ChatDelta(content=text)
            case Thought(text):
                voice.thoughts.append(text)
                if not self.ask.include_reasoning:
                    return None
                return ChatDelta(reasoning_content=text, reasoning=text)
            case Begun(name):
                voice.num_begun += 1
                function = FunctionDelta("", name)
                call = ToolCallDelta(
                    voice.num_begun - 1, function, voice.speech.new_call_id(), "function"
                )
            case Arguments(text):
                function = FunctionDelta(text)
                call = ToolCallDelta(voice.num_begun - 1, function)
        if self.ask.is_legacy:
            return ChatDelta(function_call=function)
        return ChatDelta(tool_calls=[call])

    def num_thought(self, voice: Voice) -> int:
        """Tokens of its thoughts, without their marks, and the same whatever the pieces were.

        Never more than all: without the white space around it a text may take other tokens.
        """
        thought = "".join(voice.thoughts)
        ids = self.engine.vocabulary.encode(thought, add_special_tokens=False)
        return min(len(ids), voice.num_tokens)

    def voice_of(self, choice: int) -> Voice:
        if choice not in self.voices:
            request = self.feed.generations[0].request
            speech = listen(
                request,
                self.engine,
                self.feed.prompt_ids,
                is_one_call=self.ask.is_one_call,
                shape=self.ask.shape,
            )
            entries = TokenEntries(
                self.engine,
                skip_special_tokens=request.skip_special_tokens,
                with_end=False,
                by_ids=self.ask.return_tokens_as_token_ids,
                continues=request.continues,
            )
            self.voices[choice] = Voice(speech, entries if self.ask.logprobs else None)
        return self.voices[choice]

    # Logprobs

    def tokens_of(self, voice: Voice, piece: Piece, said: Sequence[Said]) -> list[ChatToken]:
        """Of the content; those of thoughts and calls are nobody's."""
        if voice.entries is None:
            return []
        due = voice.entries.take(piece, includes_stop=self.ask.include_stop_str_in_output)
        if not voice.speech.is_plain:
            voice.content.add(due)
            for each in said:
                if isinstance(each, Plain):
                    voice.content.say(each.start, each.start + len(each.text))
            due = voice.content.settle(voice.speech.num_decided)
        return chat_tokens(voice.entries, due, self.ask.top_logprobs or 0)


def by_characters(text: str, tokens: list[ChatToken]) -> Iterator[tuple[str, list[ChatToken]]]:
    """In parts, if one of several tokens is a part of a character only: a character goes with the
    last of its tokens, as if they had come one by one. Who takes the names of several tokens for
    their text, as guidance does, gets what was said."""
    parts = [bytes(token.bytes) for token in tokens]
    decoder = UTF8(errors="replace")
    said = [decoder.decode(part, nth == len(parts)) for nth, part in enumerate(parts, 1)]
    if all(map(is_text, parts)) or "".join(said) != text:
        yield text, tokens
        return
    first = 0
    for nth, chars in enumerate(said):
        if chars:
            if nth > first:
                yield "", tokens[first:nth]
            yield chars, tokens[nth : nth + 1]
            first = nth + 1
    if first < len(tokens):
        yield "", tokens[first:]


def is_text(data: bytes) -> bool:
    """Not if it begins or ends within a character."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


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
