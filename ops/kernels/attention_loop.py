"""The loop over a tile's keys. Letters: M lines of the tile's matrix, N keys at a time."""

from __future__ import annotations

import triton
import triton.language as tl

from ops.kernels.attention_rows import Query, Rows, Tile
from ops.kernels.attention_tile import (
    LOG2_E,
    Caches,
    Lines,
    Scoring,
    Softmax,
    finite,
    join,
    nothing,
    seen_keys,
)


@triton.jit
def attend(
    q: tl.tensor,
    total: Softmax,
    begin: tl.tensor,
    end: tl.tensor,
    of: Lines,
    query: Query,
    head: tl.tensor,
    caches: Caches,
    rows: Rows,
    scoring: Scoring,
    tile: Tile,
) -> Softmax:
    """Add the keys begin ... end - 1 of the tile's row. `begin` is a multiple of N."""
    if not tile.is_exact:
        total = _add(total, q, begin, end, of, query, head, caches, rows, scoring, tile)
    else:
        for first in range(begin // tile.chunk * tile.chunk, end, tile.chunk):
            low, high = tl.maximum(first, begin), tl.minimum(first + tile.chunk, end)
            part = nothing(tile)
            part = _add(part, q, low, high, of, query, head, caches, rows, scoring, tile)
            total = join(total, part)
    return total


@triton.jit
def _add(
    sums: Softmax,
    q: tl.tensor,
    low: tl.tensor,
    high: tl.tensor,
    of: Lines,
    query: Query,
    head: tl.tensor,
    caches: Caches,
    rows: Rows,
    scoring: Scoring,
    tile: Tile,
) -> Softmax:
    """Add the keys low ... high - 1: first those that every query sees, then the rest."""
    size = tile.keys
    open_begin = low
    if scoring.window is not None:
        open_begin = tl.cdiv(tl.maximum(query.end_key - scoring.window, 0), size) * size
        open_begin = tl.minimum(tl.maximum(open_begin, low), high)
    open_end = tl.minimum(query.first_place + 1, query.tree_start) // size * size
    open_end = tl.minimum(tl.maximum(open_end, open_begin), high)
    for key in range(open_begin, open_end, size):
        sums = _step(sums, q, key, of, query, head, caches, rows, scoring, tile, False)
    in_front = tl.cdiv(open_begin - low, size)
    for number in range(0, in_front + tl.cdiv(high - open_end, size)):
        key = tl.where(number < in_front, low, open_end - in_front * size) + number * size
        sums = _step(sums, q, key, of, query, head, caches, rows, scoring, tile, True)
    return sums


@triton.jit
def _step(
    sums: Softmax,
    q: tl.tensor,
    first: tl.tensor,
    of: Lines,
    query: Query,
    head: tl.tensor,
    caches: Caches,
    rows: Rows,
    scoring: Scoring,
    tile: Tile,
    is_cut: tl.constexpr,
) -> Softmax:
    """Add N keys. What is cut, is read only where some query may see it: it may be anything."""
    keys = first + tl.arange(0, tile.keys)
    inside = (keys >= query.first_key) & (keys < query.end_key) if is_cut else None
    slots = _slots(first, inside, query, tile) * tile.num_kv_heads + head
    k = _read(caches.k, slots, inside, tile.key_size, tile.key_width).to(q.dtype)
    scores = _score(tl.dot(q, tl.trans(k), input_precision=tile.precision), scoring)
    if is_cut:
        seen = seen_keys(first, of, query, rows, scoring.window)[:, None]
        is_seen = ((seen >> tl.arange(0, tile.keys).to(tl.uint64)[None, :]) & 1) != 0
        scores = tl.where(is_seen, scores, float("-inf"))
    peak = tl.maximum(sums.peak, tl.max(scores, 1))
    top = finite(peak) if is_cut else peak
    scores = tl.exp2(scores - top[:, None])
    shrink = tl.exp2(sums.peak - top)
    mass = sums.mass * shrink + tl.sum(scores, 1)
    v = _read(caches.v, slots, inside, tile.value_size, tile.value_width).to(q.dtype)
    value = sums.value * shrink[:, None]
    value = tl.dot(scores.to(q.dtype), v, value, input_precision=tile.precision)
    return Softmax(peak, mass, value)


@triton.jit
def _slots(first: tl.tensor, inside: tl.tensor, query: Query, tile: Tile) -> tl.tensor:
    """Where N neighbouring keys are in the cache: block * P + offset."""
    number = tl.arange(0, tile.keys)
    if tile.block_size % tile.keys == 0:  # all of them in one block
        index = first // tile.block_size
        block = tl.load(query.table + index).to(tl.int64)
        return (block - index) * tile.block_size + first + number
    else:
        keys = first + number
        blocks = tl.load(query.table + keys // tile.block_size, mask=inside).to(tl.int64)
        return blocks * tile.block_size + keys % tile.block_size


@triton.jit
def _read(
    cache: tl.tensor,
    slots: tl.tensor,
    inside: tl.tensor,
    size: tl.constexpr,
    width: tl.constexpr,
) -> tl.tensor:
    """[N, width] of the cache's type; zeros where there is nothing."""
    column = tl.arange(0, width)
    places = cache + slots[:, None] * size + column[None, :]
    if inside is not None:
        return tl.load(places, mask=inside[:, None] & (column < size)[None, :], other=0.0)
    elif size != width:
        return tl.load(places, mask=(column < size)[None, :], other=0.0)
    else:
        return tl.load(places)


@triton.jit
def _score(products: tl.tensor, scoring: Scoring) -> tl.tensor:
    """In units of which 2 is the base."""
    if scoring.soft_cap is None:
        return products * (scoring.scale * LOG2_E)
    else:
        turned = tl.exp2(products * (scoring.scale / scoring.soft_cap * 2 * LOG2_E))
        return (1.0 - 2.0 / (turned + 1.0)) * (scoring.soft_cap * LOG2_E)
