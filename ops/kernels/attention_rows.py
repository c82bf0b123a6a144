"""Which part of a step's attention a program computes: each finds out by itself.

A row's queries are cut into tiles of neighbours, and its keys into chunks that begin at multiples
of `Tile.chunk`. An item is one tile against one chunk, where the row is *split*, or against all of
its keys. Rows with few queries are split, so that a long text does not keep one program busy while
the others wait. The list of items is a running sum over the rows: every program can afford it, so
no host and no other kernel has to write the list, and a captured graph stays right whatever the
rows bring next time.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import triton
import triton.language as tl


class Rows(NamedTuple):
    """Which tokens belong to whom: tensors of `ops.paged_attention`, and their sizes.

    None of the numbers is specialized on: they change from step to step.
    """

    query_start: Any
    context_lens: Any
    tables: Any
    table_width: Any
    num_rows: Any
    most_tiles: Any  # of a row that is split
    room: Any = 0  # items of split rows whose results can be kept
    least: Any = 0  # queries of a row: rows with fewer or with more belong to another launch
    most: Any = 0
    tree_sizes: Any = None
    tree_mask: Any = None
    num_words: Any = 0


class Tile(NamedTuple):
    """Sizes, all known to the compiler."""

    rows: Any  # of the matrix: token by token, for each the heads that share keys
    tokens: Any
    keys: Any  # that are computed at a time: 64 at most, the bits of a word of a tree's mask
    chunk: Any  # keys, a multiple of the above
    group: Any  # heads that share keys
    num_kv_heads: Any
    key_size: Any
    value_size: Any
    key_width: Any  # the sizes as powers of two
    value_width: Any
    block_size: Any
    most_rows: Any  # a power of two
    precision: Any  # of products of float32
    is_exact: Any  # chunk by chunk also where a row is not split: the same bits


class Plan(NamedTuple):
    """For each row of the step: vectors, of `Tile.most_rows` numbers."""

    ends: Any  # items up to this row, its own included
    items: Any
    is_split: Any
    reserved: Any  # items of split rows before this one
    chunks: Any
    counts: Any  # queries, where the row is split


class Query(NamedTuple):
    """A tile: where its queries stand. Scalars."""

    first_token: Any  # of the step
    first_place: Any  # of the row: where the key of the first query stands
    num_tokens: Any
    tree_start: Any  # place of the first node; the row's length where there is no tree
    first_key: Any  # that one of the queries sees
    end_key: Any  # behind the last
    table: Any  # the row's blocks


@triton.jit
def survey(rows: Rows, tile: Tile, window: tl.tensor) -> Plan:
    """The plan of the whole step: split are rows of few tiles, as long as there is room for items.

    Whether a row is split depends on the batch then, but with `Tile.is_exact` its result does not.
    """
    row = tl.arange(0, tile.most_rows)
    is_row = row < rows.num_rows
    begin = tl.load(rows.query_start + row, mask=is_row, other=0).to(tl.int32)
    end = tl.load(rows.query_start + row + 1, mask=is_row, other=0).to(tl.int32)
    length = tl.load(rows.context_lens + row, mask=is_row, other=0).to(tl.int32)
    count = end - begin
    is_mine = (count >= rows.least) & (count <= rows.most)
    tiles = tl.where(is_mine, tl.cdiv(count, tile.tokens), 0)
    chunks = tl.cdiv(length, tile.chunk) - first_seen(length - count, window) // tile.chunk
    wanted = tl.where((chunks > 1) & (tiles <= rows.most_tiles), tiles * chunks, 0)
    reserved = tl.cumsum(wanted, 0)
    is_split = (wanted > 0) & (reserved <= rows.room)
    items = tl.where(is_split, wanted, tiles)
    counts = tl.where(is_split, count, 0)
    return Plan(tl.cumsum(items, 0), items, is_split, reserved - wanted, chunks, counts)


@triton.jit
def num_turns(num_items: tl.tensor) -> tl.tensor:
    """How many of the items are this program's, if all programs take turns."""
    return tl.cdiv(tl.maximum(num_items - tl.program_id(0), 0), tl.num_programs(0))


@triton.jit
def pick(values: tl.tensor, row: tl.tensor, tile: Tile) -> tl.tensor:
    """One number of a vector of the plan."""
    return tl.sum(tl.where(tl.arange(0, tile.most_rows) == row, values.to(tl.int32), 0))


@triton.jit
def locate(rows: Rows, row: tl.tensor, number: tl.tensor, window: tl.tensor, tile: Tile) -> Query:
    """Tile `number` of a row."""
    begin = tl.load(rows.query_start + row).to(tl.int32)
    count = tl.load(rows.query_start + row + 1).to(tl.int32) - begin
    length = tl.load(rows.context_lens + row).to(tl.int32)
    tree_start = length
    if rows.tree_mask is not None:
        tree_start -= tl.load(rows.tree_sizes + row).to(tl.int32)
    first = number * tile.tokens
    place = length - count + first
    num_tokens = tl.minimum(count - first, tile.tokens)
    position = tl.minimum(place, tree_start)  # a node may stand for any position of its tree
    table = rows.tables + row.to(tl.int64) * rows.table_width
    first_key = first_seen(position, window)
    return Query(begin + first, place, num_tokens, tree_start, first_key, place + num_tokens, table)


@triton.jit
def first_seen(position: tl.tensor, window: tl.tensor) -> tl.tensor:
    """The first key that a query at this position sees."""
    if window is None:
        return position * 0
    else:
        return tl.maximum(position - window + 1, 0)
