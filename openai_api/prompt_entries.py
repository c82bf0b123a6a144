"""A prompt as its answer repeats it: its text, its tokens and how likely they were."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from actors.engine import Engine
from actors.generation import Generation
from openai_api.schemas.answers import PromptLogprobs, PromptToken
from openai_api.token_entries import LEAST, Entry, TokenEntries


def text_of(generation: Generation, engine: Engine) -> str:
    """The whole prompt."""
    skip = generation.request.skip_special_tokens
    return engine.vocabulary.decode(generation.prompt_ids, skip_special_tokens=skip)


def entries_of(generation: Generation, engine: Engine) -> list[Entry]:
    """One for each token. Nothing is in front of the first, so nobody knows how likely it was."""
    tokens = TokenEntries(
        engine, skip_special_tokens=generation.request.skip_special_tokens, with_end=False
    )
    entries, start = [], 0
    for id, told in generation.prompt_tokens():
        end = start + len(tokens.stream.push(id))
        logprob = None if told is None else max(told.logprob, LEAST)
        top = () if told is None else told.top
        entries.append(Entry(id, tokens.bytes_of(id), start, end, logprob, top))
        start = end
    return entries


def logprobs_of(
    generation: Generation, engine: Engine, num_top: int | None
) -> PromptLogprobs | UnsetType:
    """As vLLM tells them: the token itself and the best ones, by their ids. None: not wanted."""
    if num_top is None:
        return UNSET
    name_of = engine.vocabulary.token_bytes

    def told_as(id: int, logprob: float, rank: int) -> PromptToken:
        return PromptToken(max(logprob, LEAST), rank, name_of(id).decode(errors="replace"))

    listed: PromptLogprobs = []
    for id, told in generation.prompt_tokens():
        if told is None:
            listed.append(None)
            continue
        tokens = {id: told_as(id, told.logprob, told.rank)}
        for rank, (other, logprob) in enumerate(told.top[:num_top], 1):
            tokens.setdefault(other, told_as(other, logprob, rank))
        listed.append(tokens)
    return listed
