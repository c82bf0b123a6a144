"""What of a request only the model's vocabulary or the clock can settle, before it starts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from anyio import to_thread

from actors.engine import Engine
from actors.infill import infilling_of
from actors.messages import Gap, Request
from openai_api.errors import invalid, unsupported_parameter
from openai_api.schemas.sampling import MAX_SECONDS, SamplingAsk

TIMEOUT_HEADER = "X-Request-Timeout"
MOST_WORD_TOKENS = 2**15  # spellings of bad words times the longest: each step looks at them all


async def settled(ask: SamplingAsk, request: Request, engine: Engine) -> Request:
    """The request with the tokens that its words mean. :raises ApiError: if the model has none."""
    if not ask.bad_words and not isinstance(request.prompt, Gap):
        return request
    return await to_thread.run_sync(settle, ask.bad_words, request, engine)


def settle(bad_words: Sequence[str], request: Request, engine: Engine) -> Request:
    """Encodes, which takes a moment."""
    sampling = request.sampling
    if bad_words:
        sampling = replace(sampling, bad_words_ids=spellings(bad_words, engine))
    if isinstance(request.prompt, Gap):
        infilling = infilling_of(engine.vocabulary)
        if infilling is None:
            why = "needs a model with tokens for filling in the middle"
            raise unsupported_parameter("suffix", why)
        if not request.ignore_eos:
            ends = infilling.end_ids.union(sampling.stop_ids)
            sampling = replace(sampling, stop_ids=tuple(sorted(ends)))
    return replace(request, sampling=sampling)


def spellings(words: Sequence[str], engine: Engine) -> tuple[tuple[int, ...], ...]:
    """Their tokens, at the beginning of a text and within it. :raises ApiError: of too many."""
    found: dict[tuple[int, ...], None] = {}
    for word in words:
        bare = word.lstrip() or word
        for text in (bare, " " + bare):
            ids = engine.vocabulary.encode(text, add_special_tokens=False, parse_special=False)
            if ids:
                found[ids] = None
    longest = max(map(len, found), default=0)
    if len(found) * longest > MOST_WORD_TOKENS:
        message = (
            f"Invalid 'bad_words': {len(found)} spellings of up to {longest} tokens are too many; "
            f"their product may be {MOST_WORD_TOKENS} at most."
        )
        raise invalid(message, param="bad_words", code="invalid_value")
    return tuple(found)


def patience_of(ask: SamplingAsk, header: str | None) -> float:
    """Seconds until the client wants no answer any more. :raises ApiError: when nobody can tell."""
    said = [] if ask.timeout is None else [ask.timeout]
    if header is not None:
        said.append(read_header(header))
    return min(said, default=math.inf)


def read_header(header: str) -> float:
    try:
        seconds = float(header)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds <= MAX_SECONDS:
        message = f"Invalid '{TIMEOUT_HEADER}': expected seconds, at most {MAX_SECONDS:g}."
        raise invalid(message, param=TIMEOUT_HEADER, code="invalid_value")
    return seconds
