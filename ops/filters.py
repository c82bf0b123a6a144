"""The best token that top-k, top-p and min-p leave, without sorting the vocabulary.

Tokens are ranked by logit, equal ones by id, the lower first. In that order

    min-p   keeps the tokens whose probability is at least min_p times that of the best;
    top-k   keeps the first top_k of those;
    top-p   keeps each of those before which less than top_p of their mass stands, so the first
            token always, and the one that reaches top_p as well.

All three keep the beginning of the ranking. So take the winner of all tokens: if it is kept, it is
the winner of the kept ones too; if not, nothing behind it is kept either, and the next winner is
sought before it. Each round leaves a fraction of the mass: a few rounds are enough for any filter.

Masses are sums of integers, weights in units of 2**-40 of the best token's. So they are exact and
do not depend on the order of summation, on the batch or on the machine.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from ops.candidates import Candidates, weigh
from ops.sampling_batch import Filters


def choose(candidates: Candidates, scaled: Tensor, noisy: Tensor, filters: Filters) -> Tensor:
    """The kept candidate with the highest noisy score, for each row: its place [n] in the list.

    scaled [n, c] float64: logits / temperature; noisy [n, c] float64: scaled plus noise, used up.
    Everything that the filters may keep must be in the lists. filters: of these rows.
    """
    limits = _limits(candidates, scaled, filters)
    logits = candidates.logits
    chosen = noisy.argmax(-1)
    rows = torch.arange(len(logits), device=logits.device)
    while True:
        ahead = _ranked_before(logits[rows], chosen[rows])
        again = ~_kept(ahead, chosen[rows], rows, limits)
        if not bool(again.any()):
            return chosen
        rows = rows[again]
        noisy[rows] = noisy[rows].masked_fill(~ahead[again], float("-inf"))
        chosen[rows] = noisy[rows].argmax(-1)


@dataclass(frozen=True, slots=True, eq=False)
class _Limits:
    """What it takes to be kept; None: the filter is off for all rows."""

    scaled: Tensor  # [n, c]
    lowest: Tensor | None  # [n]: scaled score that min-p asks for
    top_k: Tensor | None  # [n]: most tokens
    weights: Tensor | None  # [n, c] int64
    mass: Tensor | None  # [n] float64: what must not stand before a kept token


def _limits(candidates: Candidates, scaled: Tensor, filters: Filters) -> _Limits:
    size = scaled.shape[1]
    lowest = top_k = weights = mass = None
    if filters.min_p is not None:
        lowest = scaled.amax(-1) + filters.min_p.log()
    if filters.top_k is not None:
        top_k = filters.top_k.masked_fill(filters.top_k <= 0, size).clamp(max=size)
    if filters.top_p is not None:
        weights = weigh(scaled.clone())
        kept = weights if lowest is None else weights.masked_fill(scaled < lowest[:, None], 0)
        if top_k is None:
            total = kept.sum(-1)
        else:
            best_first = kept.sort(dim=-1, descending=True).values.cumsum(-1)
            total = best_first.gather(1, (top_k - 1)[:, None])[:, 0]
        if candidates.mass is not None:
            total = torch.where(candidates.mass >= 0, candidates.mass, total)
        off = filters.top_p >= 1
        mass = (total.double() * filters.top_p).masked_fill(off, float("inf"))
    return _Limits(scaled, lowest, top_k, weights, mass)


def _kept(ahead: Tensor, chosen: Tensor, rows: Tensor, limits: _Limits) -> Tensor:
    """Whether the chosen tokens of these rows [m] pass all filters; ahead [m, c]."""
    kept = torch.ones(len(rows), dtype=torch.bool, device=rows.device)
    if limits.lowest is not None:
        kept &= limits.scaled[rows, chosen] >= limits.lowest[rows]
    if limits.top_k is not None:
        kept &= ahead.sum(-1) < limits.top_k[rows]
    if limits.weights is not None and limits.mass is not None:
        before = limits.weights[rows].masked_fill_(~ahead, 0).sum(-1)
        kept &= before < limits.mass[rows]
    return kept | ~ahead.any(-1)  # the first of the ranking is always kept


def _ranked_before(logits: Tensor, chosen: Tensor) -> Tensor:
    """[m, c] bool: candidates that stand before the chosen one in the ranking."""
    places = torch.arange(logits.shape[1], device=logits.device)  # in the order of ids
    own = logits.gather(1, chosen[:, None])
    return (logits > own) | ((logits == own) & (places < chosen[:, None]))
