"""The logprobs of a prompt: they come from the very forwards that compute it, chunk by chunk."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

import ops
from models.batch import TokenLogprobs
from models.slots import Share


def score_prompts(
    hidden: Tensor, shares: Sequence[Share], head: Callable[[Tensor], Tensor], *, num_ids: int
) -> ops.Scores | None:
    """hidden [T, N] of these shares; `head` makes logits of some of them, `num_ids` for each.

    None: nobody asked.
    """
    places: list[int] = []
    following: list[int] = []
    first = num_top = 0
    for share in shares:
        if num := share.num_to_score:
            places += range(first, first + num)
            following += share.slot.tokens[share.start + 1 : share.start + 1 + num]
            num_top = max(num_top, share.slot.sampling.prompt_logprobs or 0)
        first += share.num_tokens
    if not places:
        return None
    where, ids = torch.tensor([places, following], device=hidden.device)
    size = ops.rows_at_a_time(hidden.device, num_ids)
    parts = zip(where.split(size), ids.split(size), strict=True)
    return ops.join([ops.score(head(hidden[rows]), wanted, num_top) for rows, wanted in parts])


def hand_out(scores: ops.Scores, shares: Sequence[Share]) -> None:
    """Tell each share what its tokens of a prompt are followed by."""
    told = zip(
        scores.logprob.tolist(),
        scores.rank.tolist(),
        scores.top_ids.tolist(),
        scores.top_logprobs.tolist(),
        strict=True,
    )
    for share in shares:
        num_top = share.slot.sampling.prompt_logprobs
        for _ in range(share.num_to_score):
            logprob, rank, ids, values = next(told)
            top = tuple(zip(ids[:num_top], values[:num_top], strict=True))
            share.scored.append(TokenLogprobs(logprob, rank, top))
