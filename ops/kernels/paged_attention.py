"""`ops.paged_attention` for GPUs: one kernel for decode rows, drafts and prompts, one that merges.

What a program computes, it finds in the plan that every program makes (`attention_rows`). The heads
that share keys are lines of one matrix together with the tile's tokens, so that verifying a few
drafts reads the cache once, as decoding does.
"""

from __future__ import annotations

import triton
import triton.language as tl
from torch import Tensor

from ops.kernels.attention_loop import attend
from ops.kernels.attention_merge import Queries, Scratch, merge_kernel
from ops.kernels.attention_rows import Plan, Rows, Tile, locate, num_turns, pick, survey
from ops.kernels.attention_tile import (
    LOG2_E,
    Caches,
    Lines,
    Scoring,
    Softmax,
    lines,
    nothing,
)
from ops.kernels.attention_tiling import MOST_SPLIT_TILES, Heads, launches
from ops.kernels.launch import num_multiprocessors

MERGE_OPTIONS = {"num_warps": 4, "enable_fp_fusion": True}


@triton.jit(do_not_specialize=["rows"])
def attention_kernel(
    queries: Queries, caches: Caches, rows: Rows, scoring: Scoring, scratch: Scratch, tile: Tile
) -> None:
    """The last tiles of a text have most keys: they come first, so that nobody waits for them."""
    plan = survey(rows, tile, scoring.window)
    num_items = tl.max(plan.ends, 0)
    num_heads: tl.constexpr = tile.num_kv_heads
    for turn in range(0, num_turns(num_items * num_heads)):
        number = tl.program_id(0) + turn * tl.num_programs(0)
        item = num_items - 1 - number // num_heads
        head = number % num_heads
        _compute(item, head, plan, queries, caches, rows, scoring, scratch, tile)


@triton.jit
def _compute(
    item: tl.tensor,
    head: tl.tensor,
    plan: Plan,
    queries: Queries,
    caches: Caches,
    rows: Rows,
    scoring: Scoring,
    scratch: Scratch,
    tile: Tile,
) -> None:
    row = tl.sum((plan.ends <= item).to(tl.int32), 0)
    local = item - pick(plan.ends - plan.items, row, tile)
    is_split = pick(plan.is_split, row, tile) == 1
    chunks = tl.where(is_split, pick(plan.chunks, row, tile), 1)
    query = locate(rows, row, local // chunks, scoring.window, tile)
    begin, end = query.first_key // tile.keys * tile.keys, query.end_key
    if is_split:
        length = tl.load(rows.context_lens + row).to(tl.int32)
        chunk = tl.cdiv(length, tile.chunk) - chunks + local % chunks
        begin = tl.maximum(begin, chunk * tile.chunk)
        end = tl.minimum(end, (chunk + 1) * tile.chunk)
    if begin < end:
        of = lines(query, rows, tile)
        q = _load_queries(queries, of, head, tile)
        start = _start(head, is_split, scoring, tile)
        sums = attend(q, start, begin, end, of, query, head, caches, rows, scoring, tile)
        if is_split:
            slot = (pick(plan.reserved, row, tile) + local) * tile.num_kv_heads + head
            _keep(sums, slot, scratch, tile)
        else:
            _give(sums, queries, of, head, tile)


@triton.jit
def _load_queries(queries: Queries, of: Lines, head: tl.tensor, tile: Tile) -> tl.tensor:
    """[M, D]."""
    heads = head * tile.group + tl.arange(0, tile.rows) % tile.group
    column = tl.arange(0, tile.key_width)
    places = of.token.to(tl.int64) * queries.stride + heads * tile.key_size
    mask = of.is_real[:, None] & (column < tile.key_size)[None, :]
    return tl.load(queries.q + places[:, None] + column[None, :], mask=mask, other=0.0)


@triton.jit
def _start(head: tl.tensor, is_split: tl.tensor, scoring: Scoring, tile: Tile) -> Softmax:
    """A sink is a key without a value. Of split rows it is added when they are merged."""
    start = nothing(tile)
    if scoring.sinks is not None:
        heads = head * tile.group + tl.arange(0, tile.rows) % tile.group
        sinks = tl.load(scoring.sinks + heads).to(tl.float32) * LOG2_E
        peak = tl.where(is_split, float("-inf"), sinks)
        start = Softmax(peak, tl.where(is_split, start.mass, 1.0), start.value)
    return start


@triton.jit
def _keep(sums: Softmax, slot: tl.tensor, scratch: Scratch, tile: Tile) -> None:
    line = slot.to(tl.int64) * tile.rows + tl.arange(0, tile.rows)
    tl.store(scratch.peak + line, sums.peak)
    tl.store(scratch.mass + line, sums.mass)
    column = tl.arange(0, tile.value_width)
    places = scratch.value + line[:, None] * tile.value_size + column[None, :]
    tl.store(places, sums.value, mask=(column < tile.value_size)[None, :])


@triton.jit
def _give(sums: Softmax, queries: Queries, of: Lines, head: tl.tensor, tile: Tile) -> None:
    num_heads: tl.constexpr = tile.num_kv_heads * tile.group
    heads = head * tile.group + tl.arange(0, tile.rows) % tile.group
    column = tl.arange(0, tile.value_width)
    places = (of.token.to(tl.int64) * num_heads + heads) * tile.value_size
    mask = of.is_real[:, None] & (column < tile.value_size)[None, :]
    out = (sums.value / sums.mass[:, None]).to(queries.out.dtype.element_ty)
    tl.store(queries.out + places[:, None] + column[None, :], out, mask=mask)


def paged_attention(
    q: Tensor,
    *,
    k_cache: Tensor,
    v_cache: Tensor,
    block_tables: Tensor,
    query_start: Tensor,
    context_lens: Tensor,
    scale: float,
    window: int | None = None,
    soft_cap: float | None = None,
    sinks: Tensor | None = None,
    tree_mask: Tensor | None = None,
    tree_sizes: Tensor | None = None,
) -> Tensor:
    """As `ops.paged_attention`. Results of queries that belong to no row mean nothing.

    Under `torch.use_deterministic_algorithms` a result has the same bits whatever else is in the
    batch and however the row's prompt was cut; otherwise tiles of several sizes save time.
    """
    if not (k_cache.is_contiguous() and v_cache.is_contiguous()):
        raise ValueError("The kernel wants caches without gaps.")
    q = q if q[:1].is_contiguous() else q.contiguous()
    out = q.new_empty(*q.shape[:2], v_cache.shape[-1])
    if len(q) == 0:
        return out
    rows = Rows(
        query_start=query_start,
        context_lens=context_lens,
        tables=block_tables.contiguous(),
        table_width=block_tables.shape[1],
        num_rows=len(context_lens),
        most_tiles=MOST_SPLIT_TILES,
    )
    if tree_mask is not None and tree_sizes is not None:
        words = tree_mask.contiguous()
        rows = rows._replace(tree_sizes=tree_sizes, tree_mask=words, num_words=words.shape[1])
    _launch_all(q, out, Caches(k_cache, v_cache), rows, Scoring(scale, window, soft_cap, sinks))
    return out


def _launch_all(q: Tensor, out: Tensor, caches: Caches, rows: Rows, scoring: Scoring) -> None:
    heads = Heads.of(q, caches.k, caches.v)
    queries = Queries(q, q.stride(0), out)
    most_keys = rows.table_width * heads.block_size
    for launch in launches(
        heads,
        num_tokens=len(q),
        num_rows=rows.num_rows,
        most_keys=most_keys,
        has_trees=rows.tree_mask is not None,
    ):
        tile = Tile(*map(tl.constexpr, launch.tile))
        mine = rows._replace(least=launch.least, most=launch.most, room=launch.room)
        scratch = Scratch.allocate(launch.room * heads.num_kv * launch.lines, out)
        grid = (num_multiprocessors(q.device) * launch.per_multiprocessor,)
        options = {"num_warps": launch.num_warps, "num_stages": launch.num_stages}
        attention_kernel[grid](
            queries, caches, mine, scoring, scratch, tile, enable_fp_fusion=True, **options
        )
        if launch.room > 0:
            at_a_time = launch.merged_at_a_time
            merge_kernel[grid](queries, mine, scoring, scratch, tile, at_a_time, **MERGE_OPTIONS)
