"""`ops.candidates` for GPUs: for each node a list of tokens that is sure to hold the winner.

Three kernels. The first looks at everything once and keeps a few numbers of every group of tokens;
the second concludes from them what the best token is, and how low a token may be and still win; the
third gathers the tokens that are not lower. All that they say is either exact or has slack, so
neither the order of the lists nor how a GPU rounds can be seen in what is decided.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import torch
import triton
import triton.language as tl
from torch import Tensor

from ops.kernels.launch import power_of_2
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
from ops.kernels.sampling_noise import ROUGH, noise_key, noise_words, rough_noise_of

GROUP = tl.constexpr(128)  # tokens
GROUPS = tl.constexpr(8)  # of a program
MOST_LISTED = 8192  # a list that would be longer stands for all tokens

OPTIONS = {"num_warps": 4, "enable_fp_fusion": False}


class Found(NamedTuple):
    """What is known of M nodes; groups, see `GROUP`, are G."""

    peaks: Any  # [M, G] float32: best logit of the group, or NaN
    scores: Any  # [M, G] float32: best rough noisy score; None where all rows are greedy
    decided: Any  # [M] int64: the best token, in the end the one that is decided
    is_usable: Any  # [M] bool
    best: Any  # [M] float32: logit
    lowest: Any  # [M] float32: candidates have no lower logit, or score where nothing is filtered
    mass: Any  # [M] int64: all weights, where top-p stands alone
    count: Any  # [M] int32: of candidates
    ids: Any  # [M, most] int32: theirs, in any order

    @classmethod
    def of(cls, ruled: Tensor, *, is_noisy: bool) -> Found:
        num_nodes, size = ruled.shape
        places = torch.empty(num_nodes, 2, dtype=torch.int64, device=ruled.device)
        peaks = places.new_empty(num_nodes, triton.cdiv(size, GROUP.value), dtype=torch.float32)
        one = peaks.new_empty(2, num_nodes)
        is_usable = places.new_empty(num_nodes, dtype=torch.bool)
        decided = places.new_empty(num_nodes)
        if not is_noisy:
            return cls(peaks, None, decided, is_usable, one[0], None, None, None, None)
        mass, count = places.new_empty(num_nodes), places.new_empty(num_nodes, dtype=torch.int32)
        ids = count.new_empty(num_nodes, min(size, MOST_LISTED))
        scores = torch.empty_like(peaks)
        return cls(peaks, scores, decided, is_usable, one[0], one[1], mass, count, ids)


@triton.jit
def rough_scores(
    x: tl.tensor, ids: tl.tensor, node: tl.tensor, row: tl.tensor, nodes: Nodes, asks: Asks
) -> tl.tensor:
    """Logits / temperature with rough noise; temperature 1 for greedy rows."""
    temperature = tl.load(asks.temperature + row).to(tl.float32)
    key = noise_key(tl.load(asks.seed + row), tl.load(nodes.position + node) + 1)
    divisor = tl.where(temperature > 0, temperature, 1.0)
    return x / divisor + rough_noise_of(noise_words(key, ids))


@triton.jit
def read_block(ruled: tl.tensor, node: tl.tensor, ids: tl.tensor, size: tl.constexpr) -> tl.tensor:
    """Logits, -inf behind the vocabulary."""
    inside = ids < size
    x = tl.load(ruled + node * size + ids, mask=inside, other=0.0).to(tl.float32)
    return tl.where(inside, x, float("-inf"))


@triton.jit
def block_ids() -> tl.tensor:
    """[groups, tokens]."""
    group = tl.program_id(1) * GROUPS + tl.arange(0, GROUPS)
    return group[:, None] * GROUP + tl.arange(0, GROUP)[None, :]


@triton.jit
def survey_kernel(
    ruled: tl.tensor, nodes: Nodes, asks: Asks, found: Found, size: tl.constexpr
) -> None:
    """Peaks and scores of the groups."""
    node = tl.program_id(0).to(tl.int64)
    ids = block_ids()
    x = read_block(ruled, node, ids, size)
    group = tl.program_id(1) * GROUPS + tl.arange(0, GROUPS)
    num_groups: tl.constexpr = (size + GROUP - 1) // GROUP
    is_sick = tl.max((x != x).to(tl.int32), 1) > 0
    peak = tl.where(is_sick, float("nan"), tl.max(x, 1))
    places = node * num_groups + group
    tl.store(found.peaks + places, peak, mask=group < num_groups)
    if found.scores is not None:
        row = tl.load(nodes.row + node)
        score = tl.max(rough_scores(x, ids, node, row, nodes, asks), 1)
        tl.store(found.scores + places, score, mask=group < num_groups)


@triton.jit
def bound_kernel(
    ruled: tl.tensor,
    nodes: Nodes,
    asks: Asks,
    found: Found,
    size: tl.constexpr,
    width: tl.constexpr,
) -> None:
    """The best token of a node, the lowest of equal ones, and what it takes to be a candidate."""
    node = tl.program_id(0).to(tl.int64)
    num_groups: tl.constexpr = (size + GROUP - 1) // GROUP
    group = tl.arange(0, width)
    inside = group < num_groups
    peaks = tl.load(found.peaks + node * num_groups + group, mask=inside, other=float("-inf"))
    is_sick = tl.max((peaks != peaks).to(tl.int32), 0) > 0
    best = tl.max(peaks, 0)
    first = tl.min(tl.where(peaks == best, group, width - 1), 0)
    ids = first * GROUP + tl.arange(0, GROUP)
    x = read_block(ruled, node, ids, size)
    id = tl.min(tl.where(x == best, ids, size - 1), 0)
    is_usable = (is_sick == 0) & (best > float("-inf")) & (best < float("inf"))
    tl.store(found.decided + node, id.to(tl.int64))
    tl.store(found.is_usable + node, is_usable)
    if found.scores is not None:
        row = tl.load(nodes.row + node)
        ask = read_row(asks, row)
        places = found.scores + node * num_groups + group
        scores = tl.load(places, mask=inside, other=float("-inf"))
        top = tl.max(scores, 0)
        lowest = top - 2 * (ROUGH + (tl.abs(top) + 25.0) * (1.0 / 1048576.0))
        if ask.is_filtered:
            lowest = _lowest_kept(peaks, best, ask, size, num_groups)
        is_sampled = is_usable & (ask.temperature > 0)
        tl.store(found.lowest + node, tl.where(is_sampled, lowest, float("inf")))
        tl.store(found.best + node, best)
        tl.store(found.mass + node, tl.zeros_like(node))
        tl.store(found.count + node, tl.zeros_like(id))


@triton.jit
def _lowest_kept(
    peaks: tl.tensor, best: tl.tensor, ask: Row, size: tl.constexpr, num_groups: tl.constexpr
) -> tl.tensor:
    """A logit so low that the filters keep nothing below it."""
    top = best.to(tl.float64)
    slack = 1e-5 * (1.0 + tl.abs(top))
    lowest = tl.full([], float("-inf"), tl.float64)
    if ask.min_p > 0:
        lowest = top + ask.temperature * tl.log(ask.min_p) - slack
    if (ask.top_k > 0) & (ask.top_k <= num_groups):
        lowest = tl.maximum(lowest, kth_largest(peaks, ask.top_k).to(tl.float64))
    if stands_alone(ask):
        # All groups together have the mass of their best tokens at least; what lies below the
        # bound has together less than what top-p leaves out.
        least = tl.sum(tl.exp((peaks - best) / ask.temperature.to(tl.float32)), 0).to(tl.float64)
        share = (1.0 - ask.top_p) * least / (1.02 * size)
        lowest = top + ask.temperature * tl.log(share) - slack
    return lowest.to(tl.float32)


@triton.jit
def kth_largest(x: tl.tensor, k: tl.tensor) -> tl.tensor:
    """A number that k of these are not below, or more if the kth has its equals. float32."""
    keys = ordered(x)
    low = tl.min(keys, 0).to(tl.int64)
    high = tl.max(keys, 0).to(tl.int64) + 1
    count = k * 0 - 1
    while (low + 1 < high) & (count != k):
        middle = (low + high) >> 1
        count = tl.sum((keys >= middle).to(tl.int32), 0).to(tl.int64)
        low = tl.where(count >= k, middle, low)
        high = tl.where(count >= k, high, middle)
    return unordered(low)


@triton.jit
def collect_kernel(
    ruled: tl.tensor,
    nodes: Nodes,
    asks: Asks,
    found: Found,
    size: tl.constexpr,
    most: tl.constexpr,
) -> None:
    """Candidates: whoever comes first stands first. Where top-p stands alone, all weights."""
    node = tl.program_id(0).to(tl.int64)
    lowest = tl.load(found.lowest + node)
    if lowest < float("inf"):
        row = tl.load(nodes.row + node)
        ask = read_row(asks, row)
        ids = block_ids()
        x = read_block(ruled, node, ids, size)
        if ask.is_filtered:
            is_one = (x >= lowest) & (x > float("-inf"))
            if stands_alone(ask):
                weights = weigh(x, tl.load(found.best + node), ask.temperature)
                tl.atomic_add(found.mass + node, tl.sum(tl.sum(weights, 1), 0), sem="relaxed")
        else:
            is_one = rough_scores(x, ids, node, row, nodes, asks) >= lowest
        _list(is_one, ids, node, found, most)


@triton.jit
def _list(
    is_one: tl.tensor, ids: tl.tensor, node: tl.tensor, found: Found, most: tl.constexpr
) -> None:
    is_one = tl.reshape(is_one, [GROUPS * GROUP])
    ids = tl.reshape(ids, [GROUPS * GROUP])
    number = tl.cumsum(is_one.to(tl.int32), 0)
    count = tl.max(number, 0)
    if count > 0:
        place = tl.atomic_add(found.count + node, count, sem="relaxed") + number - 1
        tl.store(found.ids + node * most + place, ids, mask=is_one & (place < most))


def find_best(ruled: Tensor, nodes: Nodes, asks: Asks) -> Found:
    """The best tokens, and lists of candidates where a row samples; ruled [M, V] without gaps."""
    found = Found.of(ruled, is_noisy=asks.seed is not None)
    num_nodes, size = ruled.shape
    grid = (num_nodes, triton.cdiv(size, GROUP.value * GROUPS.value))
    width = power_of_2(triton.cdiv(size, GROUP.value), least=32)
    survey_kernel[grid](ruled, nodes, asks, found, size, **OPTIONS)
    bound_kernel[(num_nodes,)](ruled, nodes, asks, found, size, width, **OPTIONS)
    if found.ids is not None:
        collect_kernel[grid](ruled, nodes, asks, found, size, found.ids.shape[1], **OPTIONS)
    return found
