"""`ops.filters.choose` for GPUs: the candidate with the highest noisy score that the filters keep.

One program for each node. As in the truth, the winner of all is sought first; if a filter drops it,
nothing behind it in the ranking is kept either, and the next winner is sought before it. Scores are
those of the truth in float64, ranks and masses are integers: the order of the list is of no
importance. Where a logarithm or an exponential differs in its last bit from the truth's, weights
differ by one unit of 2**-40 of the best token's.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import triton
import triton.language as tl
from torch import Tensor

from ops.kernels.candidates import Found
from ops.kernels.logit_rules import Nodes
from ops.kernels.sampling_asks import (
    Asks,
    Row,
    ordered,
    read_row,
    stands_alone,
    unordered,
    weigh,
)
from ops.kernels.sampling_noise import noise_key, noise_of, noise_words

WIDTH = tl.constexpr(512)  # candidates that a program reads at a time
LAST = tl.constexpr(2**31 - 1)  # behind all ids


class Listing(NamedTuple):
    """The candidates of a node."""

    line: Any  # the node's logits
    ids: Any
    listed: Any  # how many ids there are, 0 where the whole vocabulary stands for them
    number: Any  # of candidates
    best: Any  # logit


class Limits(NamedTuple):
    """What it takes to be kept."""

    lowest: Any  # float64: logit / temperature
    top_k: Any  # int64: less than this many tokens stand before
    mass: Any  # float64: and less than this


@triton.jit
def choose_kernel(
    ruled: tl.tensor,
    nodes: Nodes,
    asks: Asks,
    found: Found,
    size: tl.constexpr,
    most: tl.constexpr,
) -> None:
    node = tl.program_id(0).to(tl.int64)
    count = tl.load(found.count + node)
    if count > 0:
        row = tl.load(nodes.row + node)
        ask = read_row(asks, row)
        listed = tl.where(count > most, 0, count)
        number = tl.where(count > most, size, count)
        best = tl.load(found.best + node)
        of = Listing(ruled + node * size, found.ids + node * most, listed, number, best)
        limits = _limits(of, ask, tl.load(found.lowest + node), tl.load(found.mass + node))
        key = noise_key(tl.load(asks.seed + row), tl.load(nodes.position + node) + 1)
        logit, id = best - float("inf"), number * 0 + size  # stands behind all
        is_sought = number > 0
        while is_sought:
            before, mass, winner = _ahead_of(logit, id, of, ask, key)
            scaled = logit.to(tl.float64) / ask.temperature
            is_kept = (scaled >= limits.lowest) & (before < limits.top_k)
            is_kept &= mass.to(tl.float64) < limits.mass
            is_kept = (id < size) & (is_kept | (before == 0))
            id = tl.where(is_kept, id, winner)
            logit = tl.load(of.line + id).to(tl.float32)
            is_sought = ask.is_filtered & (is_kept == 0)
        tl.store(found.decided + node, id.to(tl.int64))


@triton.jit
def _ahead_of(
    logit: tl.tensor, id: tl.tensor, of: Listing, ask: Row, key: tl.tensor
) -> tuple[tl.tensor, tl.tensor, tl.tensor]:
    """Of the candidates that stand before this one: how many, their weight, and their winner."""
    count = of.number.to(tl.int64) * 0
    mass = count
    top = of.best.to(tl.float64) - float("inf")
    winner = id
    for first in range(0, of.number, WIDTH):
        ids, x, is_one = _read(of, first)
        is_ahead = is_one & ((x > logit) | ((x == logit) & (ids < id)))
        count += tl.sum(is_ahead.to(tl.int64), 0)
        if ask.top_p < 1:
            mass += tl.sum(tl.where(is_ahead, weigh(x, of.best, ask.temperature), 0), 0)
        scores = x.to(tl.float64) / ask.temperature + noise_of(noise_words(key, ids))
        scores = tl.where(is_ahead, scores, float("-inf"))
        best = tl.max(scores, 0)
        its = tl.min(tl.where(is_ahead & (scores == best), ids, LAST), 0)
        is_better = (best > top) | ((best == top) & (its < winner))
        winner = tl.where(is_better, its, winner)
        top = tl.where(is_better, best, top)
    return count, mass, winner


@triton.jit
def _read(of: Listing, first: tl.tensor) -> tuple[tl.tensor, tl.tensor, tl.tensor]:
    """Some candidates: ids, logits, and which of them there are."""
    place = first + tl.arange(0, WIDTH)
    is_one = place < of.number
    ids = tl.load(of.ids + place, mask=place < of.listed, other=0)
    ids = tl.where(of.listed > 0, ids, place)
    x = tl.load(of.line + ids, mask=is_one, other=0.0).to(tl.float32)
    is_one &= x > float("-inf")
    return ids, tl.where(is_one, x, float("-inf")), is_one


@triton.jit
def _limits(of: Listing, ask: Row, least: tl.tensor, mass: tl.tensor) -> Limits:
    """least: no candidate has a lower logit; mass: of all tokens, where top-p stands alone."""
    top = of.best.to(tl.float64) / ask.temperature
    lowest = top - float("inf")
    if ask.min_p > 0:
        lowest = top + tl.log(ask.min_p)
    top_k = tl.where(ask.top_k > 0, ask.top_k, of.number + 1)
    limit = top + float("inf")
    if ask.top_p < 1:
        total = mass
        if stands_alone(ask) == 0:
            total = _kept_mass(of, ask, lowest, top_k, least)
        limit = total.to(tl.float64) * ask.top_p
    return Limits(lowest, top_k, limit)


@triton.jit
def _kept_mass(
    of: Listing, ask: Row, lowest: tl.tensor, top_k: tl.tensor, least: tl.tensor
) -> tl.tensor:
    """Weight of the first top_k of the ranking, as far as min-p keeps them."""
    cut = _cut(of, top_k, least)
    count = top_k * 0
    total = count
    for first in range(0, of.number, WIDTH):
        _, x, is_one = _read(of, first)
        is_one &= x >= cut
        count += tl.sum(is_one.to(tl.int64), 0)
        is_one &= x.to(tl.float64) / ask.temperature >= lowest
        total += tl.sum(tl.where(is_one, weigh(x, of.best, ask.temperature), 0), 0)
    if (count > top_k) & (cut.to(tl.float64) / ask.temperature >= lowest):
        total -= (count - top_k) * weigh(cut, of.best, ask.temperature)  # equals of the last one
    return total


@triton.jit
def _cut(of: Listing, top_k: tl.tensor, least: tl.tensor) -> tl.tensor:
    """A logit that top_k candidates are not below, or more if the last has its equals."""
    low = ordered(least).to(tl.int64)
    high = ordered(of.best).to(tl.int64) + 1
    count = of.number.to(tl.int64)
    high = tl.where(count > top_k, high, low)
    while (low + 1 < high) & (count != top_k):
        middle = (low + high) >> 1
        count = top_k * 0
        for first in range(0, of.number, WIDTH):
            _, x, is_one = _read(of, first)
            count += tl.sum((is_one & (ordered(x) >= middle)).to(tl.int64), 0)
        low = tl.where(count >= top_k, middle, low)
        high = tl.where(count >= top_k, high, middle)
    return unordered(low)


def choose(ruled: Tensor, nodes: Nodes, asks: Asks, found: Found) -> None:
    """Decides for the nodes that have candidates; ruled [M, V] without gaps."""
    num_nodes, size = ruled.shape
    most = found.ids.shape[1]
    options = {"num_warps": 8, "enable_fp_fusion": False}
    choose_kernel[(num_nodes,)](ruled, nodes, asks, found, size, most, **options)
