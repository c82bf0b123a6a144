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

from ops.sampling_batch import Filters

UNIT = 2.0**40


def choose(logits: Tensor, scaled: Tensor, noisy: Tensor, filters: Filters | None) -> Tensor:
    """The kept token with the highest noisy score, for each row: [n] int64.

    logits [n, V]: what tokens are ranked by; scaled [n, V] float64: logits / temperature; noisy
    [n, V] float64: scaled plus noise, used up. filters: of these rows.
    """
    if filters is None:
        return noisy.argmax(-1)
    limits = _limits(logits, scaled, filters)
    chosen = noisy.argmax(-1)
    open_rows = torch.arange(len(logits), device=logits.device)
    while True:
        ahead = _ranked_before(logits[open_rows], chosen[open_rows])
        again = ~_kept(ahead, chosen, open_rows, limits)
        if not bool(again.any()):
            return chosen
        open_rows = open_rows[again]
        noisy[open_rows] = noisy[open_rows].masked_fill(~ahead[again], float("-inf"))
        chosen[open_rows] = noisy[open_rows].argmax(-1)


def of_rows(filters: Filters | None, rows: Tensor) -> Filters | None:
    """The filters of some rows, [n] int64, which may repeat."""
    if filters is None:
        return None
    return Filters(
        min_p=None if filters.min_p is None else filters.min_p[rows],
        top_k=None if filters.top_k is None else filters.top_k[rows],
        top_p=None if filters.top_p is None else filters.top_p[rows],
        most_k=filters.most_k,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Limits:
    """What it takes to be kept; None: the filter is off for all rows."""

    scaled: Tensor  # [n, V]
    lowest: Tensor | None  # [n]: scaled score that min-p asks for
    top_k: Tensor | None  # [n]: most tokens
    weights: Tensor | None  # [n, V] int64
    mass: Tensor | None  # [n] float64: what must not stand before a kept token


def _limits(logits: Tensor, scaled: Tensor, filters: Filters) -> _Limits:
    best = scaled.amax(-1)
    lowest = None if filters.min_p is None else best + filters.min_p.log()
    top_k = filters.top_k
    if top_k is not None:
        top_k = top_k.masked_fill(top_k <= 0, logits.shape[1])
    weights = mass = None
    if filters.top_p is not None:
        weights = (scaled - best[:, None]).exp_().mul_(UNIT).long()
        kept = weights
        if lowest is not None:
            kept = kept.masked_fill(scaled < lowest[:, None], 0)
        if top_k is not None:
            most = min(filters.most_k, logits.shape[1])
            mass_of_k = kept.topk(most, dim=-1).values.cumsum(-1)
            within = mass_of_k.gather(1, (top_k.clamp(max=most) - 1)[:, None])[:, 0]
            total = torch.where(top_k <= most, within, kept.sum(-1))
        else:
            total = kept.sum(-1)
        off = filters.top_p >= 1
        mass = (total.double() * filters.top_p).masked_fill(off, float("inf"))
    return _Limits(scaled, lowest, top_k, weights, mass)


def _kept(ahead: Tensor, chosen: Tensor, rows: Tensor, limits: _Limits) -> Tensor:
    """Whether the chosen tokens of these rows pass all filters; ahead [rows, V] see below."""
    kept = torch.ones(len(rows), dtype=torch.bool, device=rows.device)
    if limits.lowest is not None:
        kept &= limits.scaled[rows, chosen[rows]] >= limits.lowest[rows]
    if limits.top_k is not None:
        kept &= ahead.sum(-1) < limits.top_k[rows]
    if limits.weights is not None and limits.mass is not None:
        before = limits.weights[rows].masked_fill_(~ahead, 0).sum(-1)
        kept &= before < limits.mass[rows]
    return kept | ~ahead.any(-1)  # the first of the ranking is always kept


def _ranked_before(logits: Tensor, chosen: Tensor) -> Tensor:
    """[n, V] bool: tokens that stand before the chosen one in the ranking."""
    ids = torch.arange(logits.shape[1], device=logits.device)
    own = logits.gather(1, chosen[:, None])
    return (logits > own) | ((logits == own) & (ids < chosen[:, None]))
