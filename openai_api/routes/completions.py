"""POST /v1/completions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec import UNSET, UnsetType, structs
from quart import Blueprint, Response

from actors.engine import Engine
from actors.generation import Generation
from actors.messages import Piece
from openai_api import prompt_entries
from openai_api.contract import contract
from openai_api.generating import Feed, finish_reason
from openai_api.ids import new_id, now
from openai_api.routes.answering import answer, requests_of
from openai_api.routes.asked import read_json
from openai_api.schemas.answers import (
    PromptLogprobs,
    TextAnswer,
    TextChoice,
    TextLogprobs,
    Usage,
)
from openai_api.schemas.completions import UNSUPPORTED, CompletionAsk, read_completion
from openai_api.schemas.sampling import ignored_names
from openai_api.token_entries import LEAST, Entry, TokenEntries

routes = Blueprint("completions", __name__)


@routes.post("/v1/completions")
@contract(TextAnswer, takes=CompletionAsk, streams=True, event=TextAnswer)
async def completions() -> Response:
    """What follows a text."""
    body = await read_json()
    ask = read_completion(body)
    return await answer(
        ask,
        await requests_of(ask, ask.requests),
        prompt_param="prompt",
        ignored=ignored_names(CompletionAsk, body, UNSUPPORTED),
        make_teller=lambda engine, feed: TextTeller(ask, engine, feed),
    )


class TextTeller:
    """Words one answer, whole or as a stream."""

    def __init__(self, ask: CompletionAsk, engine: Engine, feed: Feed) -> None:
        self.ask = ask
        self.feed = feed
        self.engine = engine
        self.id = new_id("cmpl")
        self.created = now()
        self.model = ask.model
        self.begun: set[int] = set()  # choices that have told something
        self.entries: list[TokenEntries] = []
        self.num_echoed = [0] * feed.num_choices  # characters in front of the text
        if ask.logprobs is not None:
            self.entries = [
                TokenEntries(
                    engine,
                    skip_special_tokens=ask.skip_special_tokens,
                    with_end=True,
                    by_ids=ask.return_tokens_as_token_ids,
                    continues=feed.generation_of(choice).request.continues,
                )
                for choice in range(feed.num_choices)
            ]

    # Whole

    async def whole(self) -> TextAnswer:
        parts: list[list[TextChoice]] = [[] for _ in range(self.feed.num_choices)]
        likeliness = [Likeliness() for _ in parts]
        async for choice, piece in self.feed:
            parts[choice].append(self.part(choice, piece))
            likeliness[choice].add(piece)
        choices = [together(of_choice) for of_choice in parts]
        if self.ask.chooses:
            choices = self.best(choices, likeliness)
        return TextAnswer(self.id, self.created, self.model, choices, self.feed.usage())

    def best(
        self, choices: Sequence[TextChoice], likeliness: Sequence[Likeliness]
    ) -> list[TextChoice]:
        """The `n` likeliest texts of each prompt, best first."""
        best: list[TextChoice] = []
        made = self.ask.best_of or 1
        for first in range(0, len(choices), made):
            places = range(first, first + made)
            ranked = sorted(places, key=lambda place: -likeliness[place].mean)
            best += [choices[place] for place in ranked[: self.ask.n]]
        return [structs.replace(choice, index=index) for index, choice in enumerate(best)]

    # As a stream

    def begin(self) -> Iterator[TextAnswer]:
        return iter(())

    def tell(self, choice: int, piece: Piece) -> Iterator[TextAnswer]:
        part = self.part(choice, piece)
        has_entries = part.logprobs is not None and part.logprobs.tokens
        if part.text or has_entries or part.token_ids or part.finish_reason is not None:
            yield self.chunk([part])

    def end(self) -> Iterator[TextAnswer]:
        if self.ask.wants_usage:
            yield self.chunk([], self.feed.usage())

    def chunk(self, choices: list[TextChoice], usage: Usage | None = None) -> TextAnswer:
        shown = usage if self.ask.wants_usage else UNSET
        return TextAnswer(self.id, self.created, self.model, choices, shown)

    # A piece in OpenAI's words

    def part(self, choice: int, piece: Piece) -> TextChoice:
        """What a piece says; the first one of a choice has the prompt in front of it."""
        text = piece.text
        due = self.entries_of(choice, piece)
        echoed: list[Entry] = []
        scores: PromptLogprobs | UnsetType = UNSET
        prompt_ids: list[int] | UnsetType = UNSET
        if choice not in self.begun:
            self.begun.add(choice)
            generation = self.feed.generation_of(choice)
            num_top = self.ask.prompt_logprobs
            scores = prompt_entries.logprobs_of(generation, self.engine, num_top)
            if self.ask.return_token_ids:
                prompt_ids = list(generation.prompt_ids)
            if self.ask.echo:
                echo = prompt_entries.text_of(generation, self.engine)
                self.num_echoed[choice], text = len(echo), echo + text
                echoed = self.echo_of(generation)
        return TextChoice(
            choice,
            text,
            self.logprobs(choice, echoed, due),
            finish_reason(piece),
            prompt_logprobs=scores,
            prompt_token_ids=prompt_ids,
            token_ids=list(piece.ids) if self.ask.return_token_ids else UNSET,
        )

    def echo_of(self, generation: Generation) -> list[Entry]:
        return prompt_entries.entries_of(generation, self.engine) if self.entries else []

    def entries_of(self, choice: int, piece: Piece) -> list[Entry]:
        if not self.entries:
            return []
        includes_stop = self.ask.include_stop_str_in_output
        return self.entries[choice].take(piece, includes_stop=includes_stop)

    def logprobs(
        self, choice: int, echoed: Sequence[Entry], due: Sequence[Entry]
    ) -> TextLogprobs | None:
        """Of the prompt, and of the text behind it."""
        if not self.entries:
            return None
        told = TextLogprobs([], [], [], [])
        for entry in (*echoed, *due):
            token = self.name_of(choice, entry.id, entry.text)
            told.tokens.append(token)
            told.token_logprobs.append(entry.logprob)
            told.top_logprobs.append(self.top_of(choice, entry, token))
        behind = self.num_echoed[choice]
        told.text_offset.extend(entry.start for entry in echoed)
        told.text_offset.extend(behind + entry.start for entry in due)
        return told

    def top_of(self, choice: int, entry: Entry, token: str) -> dict[str, float] | None:
        """The best tokens by their texts, best first; the chosen one is always among them."""
        if entry.logprob is None:
            return None
        bytes_of = self.entries[choice].bytes_of
        top: dict[str, float] = {}
        for id, logprob in entry.top[: self.ask.logprobs]:
            name = token if id == entry.id else self.name_of(choice, id, bytes_of(id))
            top.setdefault(name, max(logprob, LEAST))
        top.setdefault(token, entry.logprob)
        return top

    def name_of(self, choice: int, id: int, text: bytes) -> str:
        """A token that is no text has no name here."""
        if self.ask.return_tokens_as_token_ids:
            return self.entries[choice].name_of(id)
        return text.decode(errors="replace")


@dataclass(slots=True)
class Likeliness:
    """Of a text: the mean of its tokens' logprobs."""

    total: float = 0.0
    num_tokens: int = 0

    def add(self, piece: Piece) -> None:
        self.total += sum(max(told.logprob, LEAST) for told in piece.logprobs)
        self.num_tokens += len(piece.logprobs)

    @property
    def mean(self) -> float:
        return self.total / max(self.num_tokens, 1)


def together(parts: Sequence[TextChoice]) -> TextChoice:
    """The chunks of a choice, as one."""
    first, last = parts[0], parts[-1]
    told = [part.logprobs for part in parts if part.logprobs is not None]
    logprobs = TextLogprobs(
        [token for each in told for token in each.tokens],
        [logprob for each in told for logprob in each.token_logprobs],
        [top for each in told for top in each.top_logprobs],
        [offset for each in told for offset in each.text_offset],
    )
    ids = [id for part in parts for id in part.token_ids or ()]
    return TextChoice(
        first.index,
        "".join([part.text for part in parts]),
        logprobs if told else None,
        last.finish_reason,
        prompt_logprobs=first.prompt_logprobs,
        prompt_token_ids=first.prompt_token_ids,
        token_ids=UNSET if first.token_ids is UNSET else ids,
    )
