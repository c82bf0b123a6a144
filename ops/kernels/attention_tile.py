"""The arithmetic of a tile: products, softmax in one pass, and who sees which key."""

from __future__ import annotations

from typing import Any, NamedTuple

import triton
import triton.language as tl

from ops.kernels.attention_rows import Query, Rows, Tile

LOG2_E = tl.constexpr(1.4426950408889634)
BITS = tl.constexpr(64)  # of a word of the tree's mask


class Caches(NamedTuple):
    """Keys [B, P, K, D] and values [B, P, K, E]."""

    k: Any
    v: Any


class Scoring(NamedTuple):
    """What happens to a score, see `ops.paged_attention`; None: nothing of the kind."""

    scale: Any
    window: Any
    soft_cap: Any
    sinks: Any


class Softmax(NamedTuple):
    """Sums over some keys: of exp2(score - peak), and of that times the value."""

    peak: Any  # [M]
    mass: Any  # [M]
    value: Any  # [M, E]


class Lines(NamedTuple):
    """The lines of a tile's matrix: a query's token and head. [M] each."""

    token: Any  # of the step
    place: Any  # where the token's own key stands
    position: Any  # in the text: of a node of a tree, that of its depth
    is_node: Any
    is_real: Any  # not padding


@triton.jit
def nothing(tile: Tile) -> Softmax:
    """The sums over no keys."""
    peak = tl.full([tile.rows], float("-inf"), tl.float32)
    mass = tl.zeros([tile.rows], tl.float32)
    return Softmax(peak, mass, tl.zeros([tile.rows, tile.value_width], tl.float32))


@triton.jit
def join(one: Softmax, other: Softmax) -> Softmax:
    """The sums over the keys of both. Written so that each compiler rounds it alike."""
    peak = tl.maximum(one.peak, other.peak)
    top = finite(peak)
    a, b = tl.exp2(one.peak - top), tl.exp2(other.peak - top)
    mass = tl.fma(one.mass, a, other.mass * b)
    value = tl.fma(
        one.value, tl.broadcast_to(a[:, None], one.value.shape), other.value * b[:, None]
    )
    return Softmax(peak, mass, value)


@triton.jit
def finite(peak: tl.tensor) -> tl.tensor:
    """A query that sees nothing has a peak of -inf: measured from 0, its weights become 0."""
    return tl.where(peak == float("-inf"), 0.0, peak)


@triton.jit
def lines(query: Query, rows: Rows, tile: Tile) -> Lines:
    """Padding repeats the last token."""
    number = tl.arange(0, tile.rows) // tile.group
    is_real = number < query.num_tokens
    number = tl.minimum(number, query.num_tokens - 1)
    token, place = query.first_token + number, query.first_place + number
    is_node = place >= query.tree_start
    position = place
    if rows.tree_mask is not None:
        depth = tl.full([tile.rows], -1, tl.int32)
        for index in range(rows.num_words):
            depth += num_bits(_tree_word(token, is_node, index, rows))
        position = tl.where(is_node, query.tree_start + depth, place)
    return Lines(token, place, position, is_node, is_real)


@triton.jit
def seen_keys(
    first: tl.tensor, of: Lines, query: Query, rows: Rows, window: tl.tensor
) -> tl.tensor:
    """Words [M] of 64 bits: bit n says whether the line's query sees the key at place first + n.

    Bits that are set stand for neighbours in the text, also where the places of the path through
    a tree are not neighbours. So a window takes away the lowest ones, however far they reach.
    """
    seen = lowest_bits(of.place - first + 1)
    position = tl.zeros_like(of.place) + first  # of the key of the lowest bit that is set
    if rows.tree_mask is not None:
        path = _path(first - query.tree_start, of, rows)
        seen = tl.where(of.is_node, path, seen)
    if window is not None:
        too_many = of.position - window + 1 - position
        if rows.tree_mask is not None:
            before = _nodes_before(first - query.tree_start, of, rows)
            left = of.position - window + 1 - tl.minimum(first, query.tree_start) - before
            left = tl.where(of.is_node, tl.minimum(left, BITS), 0)
            for _ in range(0, tl.max(left, 0)):
                seen = tl.where(left > 0, seen & (seen - 1), seen)
                left -= 1
            too_many = tl.where(of.is_node, 0, too_many)
        seen &= ~lowest_bits(too_many)
    return seen


@triton.jit
def _path(start: tl.tensor, of: Lines, rows: Rows) -> tl.tensor:
    """What nodes see from node `start` on, as `seen_keys`; everything, before the tree begins."""
    index = tl.maximum(start, 0) // BITS
    low = _tree_word(of.token, of.is_node, index, rows)
    if start >= 0:
        shift = (start % BITS).to(tl.uint64)
        high = _tree_word(of.token, of.is_node, index + 1, rows)
        path = (low >> shift) | ((high << 1) << (BITS - 1 - shift))
    else:
        shift = tl.minimum(-start, BITS - 1).to(tl.uint64)
        before = lowest_bits(tl.zeros_like(of.place) - start)
        path = tl.where(start > -BITS, low << shift, 0) | before
    return path


@triton.jit
def _nodes_before(start: tl.tensor, of: Lines, rows: Rows) -> tl.tensor:
    """How many nodes before node `start` are on the way to the line's own."""
    index = tl.maximum(start, 0) // BITS
    low = _tree_word(of.token, of.is_node, index, rows)
    count = num_bits(low & lowest_bits(tl.zeros_like(of.place) + tl.maximum(start, 0) % BITS))
    for other in range(0, index):
        count += num_bits(_tree_word(of.token, of.is_node, other, rows))
    return count


@triton.jit
def _tree_word(token: tl.tensor, is_node: tl.tensor, index: tl.tensor, rows: Rows) -> tl.tensor:
    """[M] words of the mask; zeros behind the last one, and for queries outside a tree."""
    places = rows.tree_mask + token.to(tl.int64) * rows.num_words + index
    is_word = tl.zeros_like(token) + index < rows.num_words
    word = tl.load(places, mask=is_node & is_word, other=0)
    return word.to(tl.uint64)


@triton.jit
def lowest_bits(count: tl.tensor) -> tl.tensor:
    """Words with so many bits set, from the lowest on: none below 0, all from 64 on."""
    word = (tl.full(count.shape, 1, tl.uint64) << tl.minimum(tl.maximum(count, 0), BITS - 1)) - 1
    return tl.where(count >= BITS, ~tl.zeros_like(word), word)


@triton.jit
def num_bits(word: tl.tensor) -> tl.tensor:
    """How many of the 64 are set."""
    word = word - ((word >> 1) & 0x5555555555555555)
    word = (word & 0x3333333333333333) + ((word >> 2) & 0x3333333333333333)
    word = (word + (word >> 4)) & 0x0F0F0F0F0F0F0F0F
    return ((word * 0x0101010101010101) >> 56).to(tl.int32)
