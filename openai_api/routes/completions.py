"""POST /v1/completions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import UNSET
from quart import Blueprint, Response

from actors.engine import Engine
from actors.messages import Piece
from openai_api.generating import Feed, finish_reason
from openai_api.routes.answering import answer, new_id, now, requests_of
from openai_api.routes.asked import read_json
from openai_api.schemas.answers import TextAnswer, TextChoice, TextLogprobs, Usage
from openai_api.schemas.completions import UNSUPPORTED, CompletionAsk, read_completion
from openai_api.schemas.sampling import ignored_names
from openai_api.token_entries import LEAST, Entry, TokenEntries

routes = Blueprint("completions", __name__)


@routes.post("/v1/completions")
async def completions() -> Response:
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
        self.id = new_id("cmpl")
        self.created = now()
        self.model = ask.model or ""
        self.num_top = ask.logprobs or 0
        self.entries: list[TokenEntries] = []
        self.offsets = [0] * feed.num_choices  # characters of the tokens told so far
        if ask.logprobs is not None:
            skip = ask.skip_special_tokens
            self.entries = [
                TokenEntries(engine, skip_special_tokens=skip, with_end=True)
                for _ in range(feed.num_choices)
            ]

    async def whole(self) -> TextAnswer:
        texts: list[list[str]] = [[] for _ in range(self.feed.num_choices)]
        due: list[list[Entry]] = [[] for _ in texts]
        reasons = [""] * len(texts)
        async for choice, piece in self.feed:
            texts[choice].append(piece.text)
            due[choice] += self.entries_of(choice, piece)
            reasons[choice] = finish_reason(piece) or ""
        choices = [
            TextChoice(
                index, "".join(texts[index]), self.logprobs(index, due[index]), reasons[index]
            )
            for index in range(len(texts))
        ]
        return TextAnswer(self.id, self.created, self.model, choices, self.feed.usage())

    def begin(self) -> Iterator[TextAnswer]:
        return iter(())

    def tell(self, choice: int, piece: Piece) -> Iterator[TextAnswer]:
        due = self.entries_of(choice, piece)
        reason = finish_reason(piece)
        if piece.text or due or reason is not None:
            logprobs = self.logprobs(choice, due)
            yield self.chunk([TextChoice(choice, piece.text, logprobs, reason)])

    def end(self) -> Iterator[TextAnswer]:
        if self.ask.wants_usage:
            yield self.chunk([], self.feed.usage())

    def chunk(self, choices: list[TextChoice], usage: Usage | None = None) -> TextAnswer:
        shown = usage if self.ask.wants_usage else UNSET
        return TextAnswer(self.id, self.created, self.model, choices, shown)

    def entries_of(self, choice: int, piece: Piece) -> list[Entry]:
        if not self.entries:
            return []
        includes_stop = self.ask.include_stop_str_in_output
        return self.entries[choice].take(piece, includes_stop=includes_stop)

    def logprobs(self, choice: int, due: Sequence[Entry]) -> TextLogprobs | None:
        """Tokens in OpenAI's words; they go on where those of the chunk before ended."""
        if not self.entries:
            return None
        entries = self.entries[choice]
        tokens = [entry.text.decode(errors="replace") for entry in due]
        tops: list[dict[str, float] | None] = []
        offsets = []
        for entry, token in zip(due, tokens, strict=True):
            offsets.append(self.offsets[choice])
            self.offsets[choice] += len(token)
            tops.append(top_of(entries, entry, token, num_top=self.num_top))
        return TextLogprobs(tokens, [entry.logprob for entry in due], tops, offsets)


def top_of(entries: TokenEntries, entry: Entry, token: str, *, num_top: int) -> dict[str, float]:
    """The best tokens by their texts, best first; the chosen one is always among them."""
    top: dict[str, float] = {}
    for id, logprob in entry.top[:num_top]:
        text = token if id == entry.id else entries.bytes_of(id).decode(errors="replace")
        top.setdefault(text, max(logprob, LEAST))
    top.setdefault(token, entry.logprob)
    return top
