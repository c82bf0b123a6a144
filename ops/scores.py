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
    top_ids: Tensor  # [S, num_top] int64, best first
    top_logprobs: Tensor  # [S, num_top] float32


def score(logits: Tensor, ids: Tensor, num_top: int) -> Scores:
    """logits [S, V], of which ids [S] are the tokens that follow."""
    logprobs = torch.log_softmax(logits.float(), dim=-1)
    own = logprobs.gather(-1, ids[:, None])
    top = logprobs.topk(num_top, dim=-1)
    return Scores(own[:, 0], (logprobs > own).sum(-1) + 1, top.indices, top.values)


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
