"""How likely given tokens were, where the text went that way already."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

# Logits scored at a time: a prompt's would fill the memory.
SCORED = {"cpu": 2**22, "cuda": 2**25}


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Of the lead's own distribution, before any parameter, at S places."""

    logprob: Tensor  # [S] float32: of the given token
    rank: Tensor  # [S] int64: 1 + number of likelier tokens
    top_ids: Tensor  # [S, num_top] int64, best first, of equal ones the lowest
    top_logprobs: Tensor  # [S, num_top] float32


def score(logits: Tensor, ids: Tensor, num_top: int) -> Scores:
    """logits [S, V], of which ids [S] are the tokens that follow."""
    logits = logits.float()
    logprobs = torch.log_softmax(logits, dim=-1)
    own = logprobs.gather(-1, ids[:, None])
    top = best_first(logits, num_top)
    return Scores(own[:, 0], (logprobs > own).sum(-1) + 1, top, logprobs.gather(-1, top))


def best_first(logits: Tensor, num: int) -> Tensor:
    """The ids [any, num] of the best logits [any, V] float32, of equal ones the lowest first.

    In bfloat16 many are equal. Which of those `topk` takes, and in which order, depends on `num`,
    and so on what others ask for.
    """
    if not num:
        return logits.topk(0).indices
    size = logits.shape[-1]
    least = logits.topk(num).values[..., -1:]
    worth = torch.arange(size, 0, -1, dtype=torch.int32, device=logits.device)
    worth = worth.masked_fill(logits < least, 0) + (logits > least).int() * size
    ids = worth.topk(num).indices.sort(-1).values
    order = logits.gather(-1, ids).sort(dim=-1, descending=True, stable=True).indices
    return ids.gather(-1, order)


def rows_at_a_time(device: torch.device, vocabulary_size: int) -> int:
    """Places whose logits fit into little memory."""
    return max(1, SCORED[device.type] // vocabulary_size)


def join(scores: list[Scores]) -> Scores:
    """Behind one another."""
    return Scores(
        torch.cat([each.logprob for each in scores]),
        torch.cat([each.rank for each in scores]),
        torch.cat([each.top_ids for each in scores]),
        torch.cat([each.top_logprobs for each in scores]),
    )
