"""Sampling parameters of the tests, and a sampler that is slow, simple and not ours."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

import ops

WORD32 = (1 << 32) - 1
WORD64 = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Ask:
    """The fields of the engine's `Sampling`, which this package may not import."""

    seed: int = 0
    temperature: float = 1.0
    top_k: int = 0
    top_p: float = 1.0
    min_p: float = 0.0
    presence_penalty: float = 0.0
    frequency_penalty: float = 0.0
    repetition_penalty: float = 1.0
    logit_bias: tuple[tuple[int, float], ...] = ()
    bad_words_ids: tuple[tuple[int, ...], ...] = ()
    allowed_ids: tuple[int, ...] = ()
    stop_ids: tuple[int, ...] = ()
    min_tokens: int = 0
    logprobs: int | None = None


GREEDY = Ask(temperature=0.0)


def batch_of(
    asks: Sequence[Ask],
    vocabulary_size: int,
    *,
    texts: Sequence[Sequence[int]] | None = None,
    num_prompt: int = 1,
) -> ops.SamplingBatch:
    """A batch of rows that just moved in; every text is a prompt of one token if not given."""
    slots = ops.SlotSampling(vocabulary_size)
    for row, ask in enumerate(asks):
        tokens = (0,) if texts is None else texts[row]
        slots.enter(row, ask, tokens=tokens, num_prompt=num_prompt)
    return slots.batch(range(len(asks)))


def sample_slowly(
    logits: Tensor, ask: Ask, text: Sequence[int], num_prompt: int, banned: Sequence[int] = ()
) -> int:
    """The token that follows the text, by sorting and by Python's own numbers. logits [V]."""
    ruled = rule_slowly(logits.tolist(), ask, text, num_prompt, banned)
    kept = keep_slowly(ruled, ask)
    if ask.temperature == 0:
        return kept[0]
    scores = {
        id: ruled[id] / ask.temperature + noise_slowly(ask.seed, len(text), id) for id in kept
    }
    return max(scores, key=lambda id: (scores[id], -id))


def law_slowly(logits: Tensor, ask: Ask, text: Sequence[int], num_prompt: int) -> dict[int, float]:
    """The probability of every token that may follow the text."""
    ruled = rule_slowly(logits.tolist(), ask, text, num_prompt, ())
    kept = keep_slowly(ruled, ask)
    weights = [math.exp((ruled[id] - ruled[kept[0]]) / ask.temperature) for id in kept]
    return {id: weight / sum(weights) for id, weight in zip(kept, weights, strict=True)}


def keep_slowly(ruled: Sequence[float], ask: Ask) -> list[int]:
    """What the filters leave, best first; for greedy asks everything."""
    ranking = sorted(range(len(ruled)), key=lambda id: (-ruled[id], id))
    if ask.temperature == 0:
        return ranking
    weight = {id: math.exp((ruled[id] - ruled[ranking[0]]) / ask.temperature) for id in ranking}
    kept = [id for id in ranking if weight[id] >= ask.min_p]
    kept = kept[: ask.top_k] if ask.top_k > 0 else kept
    mass = sum(weight[id] for id in kept)
    before = 0.0
    for rank, id in enumerate(kept):
        if rank > 0 and ask.top_p < 1 and before >= ask.top_p * mass:
            return kept[:rank]
        before += weight[id]
    return kept


def rule_slowly(
    logits: list[float], ask: Ask, text: Sequence[int], num_prompt: int, banned: Sequence[int]
) -> list[float]:
    """What stands before temperature and filters."""
    out = list(logits)
    generated = list(text[num_prompt:])
    for id in range(len(out)):
        too_early = len(generated) < ask.min_tokens and id in ask.stop_ids
        foreign = bool(ask.allowed_ids) and id not in ask.allowed_ids
        if id in banned or foreign or too_early or ends_bad_word(ask, text, id):
            out[id] = -math.inf
    for id, add in ask.logit_bias:
        out[id] += add
    for id in set(text):
        out[id] *= 1 / ask.repetition_penalty if out[id] > 0 else ask.repetition_penalty
    for id in set(generated):
        out[id] -= ask.frequency_penalty * generated.count(id) + ask.presence_penalty
    return out


def ends_bad_word(ask: Ask, text: Sequence[int], id: int) -> bool:
    return any(
        word[-1] == id and tuple(text[len(text) - len(word) + 1 :]) == word[:-1]
        for word in ask.bad_words_ids
        if len(text) >= len(word) - 1
    )


def noise_slowly(seed: int, position: int, id: int) -> float:
    """The noise as its own page states it, in integers of any length."""
    key = mix64(mix64(seed & WORD64) + position * 0x9E3779B97F4A7C15 & WORD64)
    low, high = key & WORD32, key >> 32
    x = mix32(mix32(id + 1) * (high | 1) + low & WORD32)
    return -math.log(-math.log(1 - (x + 0.5) / 2**32))


def mix32(x: int) -> int:
    x = (x ^ x >> 16) * 0x7FEB352D & WORD32
    x = (x ^ x >> 15) * 0x846CA68B & WORD32
    return x ^ x >> 16


def mix64(x: int) -> int:
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & WORD64
    x = (x ^ x >> 27) * 0x94D049BB133111EB & WORD64
    return x ^ x >> 31


def logits_after(text: Sequence[int], vocabulary_size: int, *, spread: float = 2.0) -> Tensor:
    """A language model without a past: the logits [V] that follow a text, from its hash."""
    draw = torch.Generator().manual_seed(hash(tuple(text)) & (1 << 62) - 1)
    return torch.randn(vocabulary_size, generator=draw) * spread
