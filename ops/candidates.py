"""The few tokens among which a winner is sought, so that the exact part is cheap.

Each function gives for every row a list of ids that is sure to hold the winner. It may hold more:
the bounds have slack, because they are computed in float32. Sampling then goes on with the lists.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from ops.sampling_batch import Filters
from ops.sampling_noise import DEFICIT, EXCESS, rough_noise

KthLogit = Callable[[Tensor, Tensor, int], Tensor]
Collect = Callable[[Tensor, Tensor, Tensor], tuple[Tensor, Tensor]]

UNIT = 2.0**40  # weight of the best token; weights are integers, see `filters`


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """n lists, of c ids at most."""

    ids: Tensor  # [n, c] int64, ascending; behind the end of a list 0
    logits: Tensor  # [n, c]: theirs; behind the end of a list -inf
    mass: Tensor | None  # [n] int64: all weights, where top-p needs more than the list's, or -1


def near_winners(
    logits: Tensor, temperature: Tensor, seeds: Tensor, positions: Tensor
) -> Candidates:
    """Without filters: the tokens whose rough noisy score is close to the best one.

    logits [n, V] float32; the others [n]. One to six tokens for most rows.
    """
    best = logits.amax(-1, keepdim=True)
    scores = (logits - best).float().div_(temperature.float()[:, None])
    scores += rough_noise(seeds, positions, logits.shape[1])
    ids, theirs = collected(scores, scores.amax(-1) - (EXCESS + 2 * DEFICIT), logits)
    return Candidates(ids, theirs, None)


def that_filters_may_keep(
    logits: Tensor,
    temperature: Tensor,
    filters: Filters,
    *,
    kth_logit: KthLogit | None = None,
    collect: Collect | None = None,
) -> Candidates:
    """With filters: all tokens that may pass them. logits [n, V] float32, temperature [n].

    The two that read all logits may be somebody else's.
    """
    kth_logit, collect = kth_logit or kth_best, collect or collected
    best = logits.amax(-1).double()
    slack = 1e-5 * (1 + best.abs())
    lowest = torch.full_like(best, float("-inf"))
    if filters.min_p is not None:
        lowest = best + temperature * filters.min_p.log() - slack
    if filters.top_k is not None:
        most = min(filters.most_k, logits.shape[1])
        kth = kth_logit(logits, filters.top_k.clamp(1, most), most).double()
        is_off = (filters.top_k <= 0) | (filters.top_k > most)
        lowest = lowest.maximum(kth.masked_fill(is_off, float("-inf")))
    mass = None
    if filters.top_p is not None:
        wide = (filters.top_p < 1) & lowest.isneginf()
        if bool(wide.any()):
            mass = torch.full_like(filters.top_p, -1, dtype=torch.int64)
            mass[wide] = weigh(logits[wide].double() / temperature[wide, None]).sum(-1)
            # all tokens below this weight have together less than what top-p leaves out
            share = (1 - filters.top_p) * mass / (1.01 * UNIT * logits.shape[1])
            bound = best + temperature * share.clamp(min=0).log() - slack
            lowest = torch.where(wide, bound, lowest)
    ids, theirs = collect(logits, lowest.float(), logits)
    return Candidates(ids, theirs, mass)


def kth_best(logits: Tensor, kth: Tensor, most: int) -> Tensor:
    """Of each row [n] the logit that so many [n] reach, none of which is over `most`."""
    return logits.topk(most, dim=-1).values.gather(1, (kth - 1)[:, None])[:, 0]


def weigh(scaled: Tensor) -> Tensor:
    """Weights int64 of scaled scores [n, any], the best of which are among them; used up."""
    return scaled.sub_(scaled.amax(-1, keepdim=True)).exp_().mul_(UNIT).long()


def collected(scores: Tensor, lowest: Tensor, logits: Tensor) -> tuple[Tensor, Tensor]:
    """Per row the tokens whose score [n, V] is at least `lowest` [n]: ids, and their logits."""
    found = scores >= lowest[:, None]
    counts = found.sum(-1)
    row, id = found.nonzero(as_tuple=True)
    first = counts.cumsum(0) - counts
    place = torch.arange(len(row), device=row.device) - first[row]
    width = max(1, int(counts.max()))
    ids = torch.zeros(len(scores), width, dtype=torch.int64, device=row.device)
    theirs = torch.full((len(scores), width), float("-inf"), device=row.device)
    ids[row, place] = id
    theirs[row, place] = logits[row, id]
    return ids, theirs
