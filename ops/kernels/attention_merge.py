"""Joins what the items of split rows found: one program for each query and head."""

from __future__ import annotations

from typing import Any, NamedTuple

import torch
import triton
import triton.language as tl
from torch import Tensor

from ops.kernels.attention_rows import Rows, Tile, locate, num_turns, pick, survey
from ops.kernels.attention_tile import LOG2_E, Scoring, finite


class Queries(NamedTuple):
    """[T, H, D]: heads behind one another, tokens `stride` numbers apart."""

    q: Any
    stride: Any
    out: Any  # [T, H, E], without gaps


class Scratch(NamedTuple):
    """Where the items of split rows leave their sums: for each, heads times M lines."""

    peak: Any
    mass: Any
    value: Any  # [lines, E]

    @classmethod
    def allocate(cls, num_lines: int, out: Tensor) -> Scratch:
        """out [T, H, E]."""
        value = out.new_empty(num_lines, out.shape[-1], dtype=torch.float32)
        return cls(value.new_empty(num_lines), value.new_empty(num_lines), value)


@triton.jit(do_not_specialize=["rows"])
def merge_kernel(
    queries: Queries,
    rows: Rows,
    scoring: Scoring,
    scratch: Scratch,
    tile: Tile,
    at_a_time: tl.constexpr,
) -> None:
    """`at_a_time` chunks; one at a time is the very sum that a row gets which is not split."""
    plan = survey(rows, tile, scoring.window)
    ends = tl.cumsum(plan.counts, 0)
    num_heads: tl.constexpr = tile.num_kv_heads * tile.group
    for turn in range(0, num_turns(tl.max(ends, 0) * num_heads)):
        number = tl.program_id(0) + turn * tl.num_programs(0)
        head = number % num_heads
        row = tl.sum((ends <= number // num_heads).to(tl.int32), 0)
        token = number // num_heads - pick(ends - plan.counts, row, tile)
        query = locate(rows, row, token // tile.tokens, scoring.window, tile)
        chunks = pick(plan.chunks, row, tile)
        length = tl.load(rows.context_lens + row).to(tl.int32)
        before = query.first_key // tile.chunk - (tl.cdiv(length, tile.chunk) - chunks)
        item = pick(plan.reserved, row, tile) + token // tile.tokens * chunks + before
        line = item * tile.num_kv_heads + head // tile.group
        line = line.to(tl.int64) * tile.rows + token % tile.tokens * tile.group + head % tile.group
        count = tl.cdiv(query.end_key, tile.chunk) - query.first_key // tile.chunk
        out = _merge(line, count, head, scoring, scratch, tile, at_a_time)
        column = tl.arange(0, tile.value_width)
        token += tl.load(rows.query_start + row).to(tl.int32)
        places = (token.to(tl.int64) * num_heads + head) * tile.value_size + column
        out = out.to(queries.out.dtype.element_ty)
        tl.store(queries.out + places, out, mask=column < tile.value_size)


@triton.jit
def _merge(
    line: tl.tensor,
    count: tl.tensor,
    head: tl.tensor,
    scoring: Scoring,
    scratch: Scratch,
    tile: Tile,
    at_a_time: tl.constexpr,
) -> tl.tensor:
    """The query's result [E], from `count` items whose first keeps its sums in `line`."""
    peak = tl.full([1], float("-inf"), tl.float32)
    mass = tl.zeros([1], tl.float32)
    if scoring.sinks is not None:
        peak = tl.zeros_like(mass) + tl.load(scoring.sinks + head).to(tl.float32) * LOG2_E
        mass += 1.0
    value = tl.zeros([tile.value_width], tl.float32)
    column = tl.arange(0, tile.value_width)
    for first in range(0, count, at_a_time):
        chunk = first + tl.arange(0, at_a_time)
        lines = line + chunk.to(tl.int64) * (tile.num_kv_heads * tile.rows)
        is_one = chunk < count
        peaks = tl.load(scratch.peak + lines, mask=is_one, other=float("-inf"))
        masses = tl.load(scratch.mass + lines, mask=is_one, other=0.0)
        places = scratch.value + lines[:, None] * tile.value_size + column[None, :]
        mask = is_one[:, None] & (column < tile.value_size)[None, :]
        values = tl.load(places, mask=mask, other=0.0)
        new_peak = tl.maximum(peak, tl.max(peaks, 0))
        a, b = tl.exp2(peak - finite(new_peak)), tl.exp2(peaks - finite(new_peak))
        mass = tl.fma(mass, a, tl.zeros_like(mass) + tl.sum(masses * b, 0))
        weight = tl.broadcast_to(a, value.shape)
        value = tl.fma(value, weight, tl.sum(values * b[:, None], 0))
        peak = new_peak
    return value / mass
