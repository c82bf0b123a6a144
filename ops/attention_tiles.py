"""The arithmetic of the plain-torch attention: matrix products of shapes that never change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import torch
from torch import Tensor
from torch.nn import functional

from ops.attention_work import CHUNK, TileKind, Work

ROW_STEP = 8  # rows of a tile come in multiples of it: below, MKL sums in other orders
LARGE_TILES = (32, 64, 128)  # rows
SLAB_BYTES = 2**21  # keys gathered at a time: they should stay in a core's cache


@dataclass(frozen=True, slots=True, eq=False)
class Caches:
    """Keys [B * P, K, D] and values [B * P, K, E]."""

    k: Tensor
    v: Tensor


@dataclass(frozen=True, slots=True, eq=False)
class Scoring:
    """What happens to a score between the product and the softmax; `paged_attention` explains."""

    window: int | None
    soft_cap: float | None
    sinks: Tensor | None


@dataclass(frozen=True, slots=True, eq=False)
class Partial:
    """Softmax of each piece by itself, L pieces of W rows, each with its own reference point."""

    peak: Tensor  # [K, L, W]: the largest score
    mass: Tensor  # [K, L, W]: sum of exp(score - peak)
    value: Tensor  # [K, L, W, E]: sum of exp(score - peak) * value


@lru_cache(maxsize=64)
def tile_kinds(
    group: int, key_size: int, value_size: int, device: torch.device
) -> tuple[TileKind, ...]:
    """The tiles that may share a step: those that give the same bits as the smallest does.

    That depends on the library behind `bmm`, so it is tried out. Larger tiles only save time.
    """
    smallest = -(-group // ROW_STEP) * ROW_STEP
    kinds = [TileKind(1, smallest)]
    for num_rows in LARGE_TILES:
        num_tokens = num_rows // group
        if num_tokens > kinds[-1].num_tokens and _sum_alike(
            smallest, num_rows, key_size, value_size, device
        ):
            kinds.append(TileKind(num_tokens, num_rows))
    return tuple(kinds)


def attend(queries: Tensor, caches: Caches, work: Work, scoring: Scoring) -> Tensor:
    """The results [tiles, Q, H, E] of the work's queries, out of queries [T + 1, H, D] float32."""
    num_heads = queries.shape[1]
    num_kv_heads = caches.k.shape[1]
    tiles, size = work.tokens.shape
    # [tiles, Q, K, G, D] -> [K, tiles, W, D]: the heads that share keys are rows of one matrix
    matrices = queries[work.tokens].unflatten(2, (num_kv_heads, -1)).permute(2, 0, 1, 3, 4)
    matrices = matrices.flatten(2, 3)
    used = matrices.shape[2]
    matrices = functional.pad(matrices, (0, 0, 0, work.kind.num_rows - used)).contiguous()
    partial = _all_pieces(matrices, caches, work, scoring, used // size)
    peak, mass, value = _merge(partial, work)
    if scoring.sinks is not None:
        sinks = scoring.sinks.view(num_kv_heads, 1, -1).repeat(1, 1, size)
        sinks = functional.pad(sinks, (0, work.kind.num_rows - used))
        top = peak.maximum(sinks)
        shrink = (peak - top).exp()
        mass = mass * shrink + (sinks - top).exp()
        value = value * shrink[..., None]
    value = (value / mass[..., None])[:, :, :used]
    return value.unflatten(2, (size, -1)).permute(1, 2, 0, 3, 4).reshape(tiles, size, num_heads, -1)


def _all_pieces(
    matrices: Tensor, caches: Caches, work: Work, scoring: Scoring, group: int
) -> Partial:
    """matrices [K, tiles, W, D]."""
    num_pieces = len(work.piece_tile)
    shape = (matrices.shape[0], num_pieces, matrices.shape[2])
    partial = Partial(
        peak=matrices.new_empty(shape),
        mass=matrices.new_empty(shape),
        value=matrices.new_empty(*shape, caches.v.shape[-1]),
    )
    slab = max(1, SLAB_BYTES // (CHUNK * caches.k[0].numel() * 4))
    for begin in range(0, num_pieces, slab):
        _one_slab(matrices, caches, work, scoring, slice(begin, begin + slab), partial, group)
    return partial


def _one_slab(
    matrices: Tensor,
    caches: Caches,
    work: Work,
    scoring: Scoring,
    pieces: slice,
    partial: Partial,
    group: int,
) -> None:
    """Fill in `partial` for some pieces."""
    tile = work.piece_tile[pieces]
    slots = work.piece_slots[pieces]
    k = caches.k.index_select(0, slots.flatten()).unflatten(0, slots.shape).float()
    v = caches.v.index_select(0, slots.flatten()).unflatten(0, slots.shape).float()
    seen = None
    if any(work.piece_is_cut[pieces]):
        seen = _seen(work, pieces, scoring.window)  # [pieces, Q, CHUNK]
        # what nobody sees may be anything, and NaN times a weight of 0 would still be NaN
        v.masked_fill_(~seen.any(1)[:, :, None, None], 0.0)
        seen = _for_rows(seen, group, matrices.shape[2])
    for head in range(len(matrices)):
        scores = torch.bmm(matrices[head, tile], k[:, :, head].transpose(1, 2))
        if scoring.soft_cap is not None:
            scores = scores.div_(scoring.soft_cap).tanh_().mul_(scoring.soft_cap)
        if seen is not None:
            scores.masked_fill_(~seen, float("-inf"))
        peak = torch.amax(scores, -1, out=partial.peak[head, pieces])
        scores = scores.sub_(_finite(peak)[..., None]).exp_()
        torch.sum(scores, -1, out=partial.mass[head, pieces])
        torch.bmm(scores, v[:, :, head], out=partial.value[head, pieces])


def _merge(partial: Partial, work: Work) -> tuple[Tensor, Tensor, Tensor]:
    """The pieces of each tile, added in the order of their chunks: peak, mass [K, tiles, W], value."""
    ranks = []
    start = 0
    for count in work.num_tiles:
        ranks.append((slice(0, count), slice(start, start + count)))
        start += count
    peak = partial.peak[:, ranks[0][1]].clone()
    for tiles, pieces in ranks[1:]:
        torch.maximum(peak[:, tiles], partial.peak[:, pieces], out=peak[:, tiles])
    weight = (partial.peak - _finite(peak)[:, work.piece_tile]).exp_()
    masses = partial.mass.mul_(weight)
    values = partial.value.mul_(weight[..., None])
    mass = masses[:, ranks[0][1]].clone()
    value = values[:, ranks[0][1]].clone()
    for tiles, pieces in ranks[1:]:
        mass[:, tiles] += masses[:, pieces]
        value[:, tiles] += values[:, pieces]
    return peak, mass, value


def _seen(work: Work, pieces: slice, window: int | None) -> Tensor:
    """[pieces, Q, CHUNK]: whether the query sees the key."""
    chunk = work.piece_chunk[pieces, None, None] * CHUNK
    key = chunk + torch.arange(CHUNK, device=chunk.device)
    query = work.positions[work.piece_tile[pieces], :, None]
    seen = key <= query
    return seen if window is None else seen & (key > query - window)


def _for_rows(seen: Tensor, group: int, num_rows: int) -> Tensor:
    """[pieces, Q, CHUNK] to [pieces, W, CHUNK]; padding rows see what the last query sees."""
    query = torch.arange(num_rows, device=seen.device) // group
    return seen[:, query.clamp(max=seen.shape[1] - 1)]


def _finite(peak: Tensor) -> Tensor:
    """A row that sees nothing has a peak of -inf: measured from 0, all its weights become 0."""
    return peak.masked_fill(peak == float("-inf"), 0.0)


def _sum_alike(
    few: int, many: int, key_size: int, value_size: int, device: torch.device
) -> bool:
    """Whether matrices of few rows and of many give the same bits for the rows they share."""
    draw = torch.Generator().manual_seed(0)
    q = torch.randn(3, many, key_size, generator=draw).to(device)
    k = torch.randn(3, CHUNK, key_size, generator=draw).to(device)
    weights = torch.rand(3, many, CHUNK, generator=draw).to(device)
    v = torch.randn(3, CHUNK, value_size, generator=draw).to(device)
    for left, right in ((q, k.transpose(1, 2)), (weights, v)):
        for count in (1, 3):
            whole = torch.bmm(left[:count], right[:count])
            part = torch.bmm(left[:count, :few].contiguous(), right[:count])
            if not torch.equal(whole[:, :few], part):
                return False
    return True
