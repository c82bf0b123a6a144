"""The arithmetic of the plain-torch attention: matrix products of shapes that never change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import torch
from torch import Tensor
from torch.nn import functional

from ops.attention_work import CHUNK, TileKind, Work

ROW_STEP = 8  # rows of a tile are a multiple: with less, MKL sums otherwise than in large tiles
COLUMN_STEP = 4
LARGE_TILES = (32, 64, 128)  # rows
SLAB_BYTES = 2**21  # keys gathered at a time: they should stay in a core's cache


@dataclass(frozen=True, slots=True, eq=False)
class Caches:
    """Keys [B * P * K, D] and values [B * P * K, E]: a line for each position and kv head."""

    k: Tensor
    v: Tensor
    num_heads: int  # K


@dataclass(frozen=True, slots=True, eq=False)
class Scoring:
    """What happens to a score between the product and the softmax; `paged_attention` explains."""

    window: int | None
    soft_cap: float | None
    sinks: Tensor | None


@dataclass(frozen=True, slots=True, eq=False)
class Partial:
    """Softmax of each piece by itself, L pieces of W rows, each with its own reference point."""

    peak: Tensor  # [L, K, W]: the largest score
    mass: Tensor  # [L, K, W]: sum of exp(score - peak)
    value: Tensor  # [L, K, W, E]: sum of exp(score - peak) * value


@lru_cache(maxsize=64)
def tile_kinds(
    group: int, key_size: int, value_size: int, device: torch.device
) -> tuple[TileKind, ...]:
    """The tiles that may share a step: those that give the same bits as the smallest does.

    That depends on the library behind `bmm`, so it is tried out. Larger tiles only save time.
    """
    smallest = -(-group // ROW_STEP) * ROW_STEP
    kinds = [TileKind(1, smallest, group)]
    for num_rows in LARGE_TILES:
        num_tokens = num_rows // group
        if num_tokens > kinds[-1].num_tokens and _sum_alike(
            smallest, num_rows, key_size, value_size, device
        ):
            kinds.append(TileKind(num_tokens, num_rows, group))
    return tuple(kinds)


def attend(queries: Tensor, caches: Caches, work: Work, scoring: Scoring) -> Tensor:
    """The results [tiles, Q, H, E] of the work's queries, out of queries [T + 1, H, D] float32."""
    size = work.tokens.shape[1]
    # [tiles, Q, K, G, D] -> [tiles, K, W, D]: the heads that share keys are rows of one matrix
    matrices = (
        queries[work.tokens].unflatten(2, (caches.num_heads, -1)).transpose(1, 2).flatten(2, 3)
    )
    padding = work.kind.num_rows - matrices.shape[2]
    matrices = functional.pad(matrices, (0, 0, 0, padding))
    peak, mass, value = _merge(_all_pieces(matrices, caches, work, scoring), work)
    if scoring.sinks is not None:
        sinks = scoring.sinks.view(caches.num_heads, -1).repeat(1, size)
        sinks = functional.pad(sinks, (0, padding))
        top = peak.maximum(sinks)
        shrink = (peak - top).exp()
        mass = mass * shrink + (sinks - top).exp()
        value = value * shrink[..., None]
    value = (value / mass[..., None])[:, :, : work.kind.num_rows - padding]
    return value.unflatten(2, (size, -1)).transpose(1, 2).flatten(2, 3)


def _all_pieces(matrices: Tensor, caches: Caches, work: Work, scoring: Scoring) -> Partial:
    """matrices [tiles, K, W, D]."""
    num_pieces = len(work.piece_tile)
    shape = (num_pieces, *matrices.shape[1:3])
    partial = Partial(
        peak=matrices.new_empty(shape),
        mass=matrices.new_empty(shape),
        value=matrices.new_empty(*shape, caches.v.shape[-1]),
    )
    slab = max(1, SLAB_BYTES // (CHUNK * caches.num_heads * matrices.shape[3] * 4))
    for begin in range(0, num_pieces, slab):
        _one_slab(matrices, caches, work, scoring, slice(begin, begin + slab), partial)
    return partial


def _one_slab(
    matrices: Tensor,
    caches: Caches,
    work: Work,
    scoring: Scoring,
    pieces: slice,
    partial: Partial,
) -> None:
    """Fill in `partial` for n pieces."""
    left = matrices[work.piece_tile[pieces]]  # [n, K, W, D]
    head = torch.arange(caches.num_heads, device=left.device)[:, None]
    lines = work.piece_slots[pieces, None] * caches.num_heads + head  # [n, K, CHUNK]
    k = caches.k.index_select(0, lines.flatten()).unflatten(0, lines.shape).float()
    v = caches.v.index_select(0, lines.flatten()).unflatten(0, lines.shape).float()
    scores = _multiply(left, k.transpose(2, 3))
    if scoring.soft_cap is not None:
        scores = scores.div_(scoring.soft_cap).tanh_().mul_(scoring.soft_cap)
    if any(work.piece_is_cut[pieces]):
        seen = _seen(work, pieces, scoring.window)  # [n, Q, CHUNK]
        # what nobody sees may be anything, and NaN times a weight of 0 would still be NaN
        v.masked_fill_(~seen.any(1)[:, None, :, None], 0.0)
        scores.masked_fill_(~_for_rows(seen, work.kind)[:, None], float("-inf"))
    peak = torch.amax(scores, -1, out=partial.peak[pieces])
    scores = scores.sub_(_finite(peak)[..., None]).exp_()
    torch.sum(scores, -1, out=partial.mass[pieces])
    partial.value[pieces] = _multiply(scores, v)


def _multiply(left: Tensor, right: Tensor) -> Tensor:
    """Matrix products over [n, K]. A single one would be summed in an order of its own.

    So would be columns that are not a multiple of 4, depending on how many products there are.
    """
    shape, columns = left.shape[:2], right.shape[-1]
    left, right = left.flatten(0, 1), right.flatten(0, 1)
    if columns % COLUMN_STEP:
        right = functional.pad(right, (0, -columns % COLUMN_STEP))
    if len(left) == 1:
        left, right = left.repeat(2, 1, 1), right.repeat(2, 1, 1)
    return torch.bmm(left, right)[: shape.numel(), :, :columns].unflatten(0, shape)


def _merge(partial: Partial, work: Work) -> tuple[Tensor, Tensor, Tensor]:
    """Add the pieces of each tile in the order of their chunks: peak, mass [tiles, K, W], value."""
    count = work.num_tiles[0]
    later = []
    start = count
    for fewer in work.num_tiles[1:]:
        later.append((slice(0, fewer), slice(start, start + fewer)))
        start += fewer
    peak = partial.peak[:count].clone()
    for tiles, pieces in later:
        torch.maximum(peak[tiles], partial.peak[pieces], out=peak[tiles])
    weight = (partial.peak - _finite(peak)[work.piece_tile]).exp_()
    masses = partial.mass.mul_(weight)
    values = partial.value.mul_(weight[..., None])
    mass, value = masses[:count], values[:count]
    for tiles, pieces in later:
        mass[tiles] += masses[pieces]
        value[tiles] += values[pieces]
    return peak, mass, value


def _seen(work: Work, pieces: slice, window: int | None) -> Tensor:
    """[n, Q, CHUNK]: whether the query sees the key."""
    chunk = work.piece_chunk[pieces, None, None] * CHUNK
    key = chunk + torch.arange(CHUNK, device=chunk.device)
    query = work.positions[work.piece_tile[pieces], :, None]
    seen = key <= query
    return seen if window is None else seen & (key > query - window)


def _for_rows(seen: Tensor, kind: TileKind) -> Tensor:
    """[n, Q, CHUNK] to [n, W, CHUNK]; padding rows see what the last query sees."""
    if kind.num_tokens == 1:
        return seen
    query = torch.arange(kind.num_rows, device=seen.device) // kind.group
    return seen[:, query.clamp(max=kind.num_tokens - 1)]


def _finite(peak: Tensor) -> Tensor:
    """A row that sees nothing has a peak of -inf: measured from 0, all its weights become 0."""
    return peak.masked_fill(peak == float("-inf"), 0.0)


def _sum_alike(few: int, many: int, key_size: int, value_size: int, device: torch.device) -> bool:
    """Whether matrices of few rows and of many give the same bits for the rows they share."""
    draw = torch.Generator().manual_seed(0)
    q = torch.randn(1, 3, many, key_size, generator=draw).to(device)
    k = torch.randn(1, 3, CHUNK, key_size, generator=draw).to(device)
    weights = torch.rand(1, 3, many, CHUNK, generator=draw).to(device)
    v = torch.randn(1, 3, CHUNK, value_size, generator=draw).to(device)
    for left, right in ((q, k.transpose(2, 3)), (weights, v)):
        for count in (1, 3):
            whole = _multiply(left[:, :count], right[:, :count])
            part = _multiply(left[:, :count, :few], right[:, :count])
            if not torch.equal(whole[:, :, :few], part):
                return False
    return True
