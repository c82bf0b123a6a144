"""Which tiles suit a step: sizes, warps and stages of the attention's launches.

Not tuned on a GPU yet. What they were chosen by: nothing may spill (the tests of compilation
watch that), thread blocks of few lines keep two stages of keys and values on their way, and two of
them fit into a multiprocessor.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor

from ops.kernels.launch import has_wide_products, power_of_2

CHUNK = 512  # keys; of a text of 4096 tokens and 8 key-value heads, 64 programs have some
FEW_LINES = 32
EXACT_LINES = 64
STAGE_BYTES = 2**15  # keys and values
SCRATCH_BYTES = 2**27
MOST_SPLIT_TILES = 16  # of a row; more are enough to keep everybody busy
ANY = 2**31 - 1  # queries


@dataclass(frozen=True, slots=True)
class Launch:
    """One launch of the kernel, for rows of `least` to `most` queries."""

    tile: tuple[int | str | bool, ...]  # fields of `attention_rows.Tile`
    least: int
    most: int
    num_warps: int
    num_stages: int
    per_multiprocessor: int
    room: int  # items of split rows whose sums can be kept
    merged_at_a_time: int

    @property
    def lines(self) -> int:
        return int(self.tile[0])


@dataclass(frozen=True, slots=True)
class Heads:
    """What the shapes of a model say."""

    num_kv: int
    group: int  # heads that share keys
    key_size: int
    value_size: int
    block_size: int
    item_size: int
    has_wide_products: bool

    @classmethod
    def of(cls, q: Tensor, k_cache: Tensor, v_cache: Tensor) -> Heads:
        _, block_size, num_kv, key_size = k_cache.shape
        wide = has_wide_products(q.device) and q.element_size() == 2
        group = q.shape[1] // num_kv
        value_size = v_cache.shape[-1]
        return cls(num_kv, group, key_size, value_size, block_size, q.element_size(), wide)

    @property
    def widths(self) -> tuple[int, int]:
        return power_of_2(self.key_size, least=16), power_of_2(self.value_size, least=16)

    @property
    def least_lines(self) -> int:
        """A token at least, and no fewer than a product takes."""
        return power_of_2(self.group, least=16)

    def most_lines(self, *, has_trees: bool) -> int:
        """As many as registers hold; masks of trees take some away."""
        cells = 2**13 if self.item_size == 2 else 2**12
        if self.has_wide_products and not (has_trees and max(self.widths) > 128):
            cells *= 2
        return max(min(128, cells // max(self.widths)), self.least_lines)


def launches(
    heads: Heads, *, num_tokens: int, num_rows: int, most_keys: int, has_trees: bool
) -> list[Launch]:
    """Few lines where all rows have few queries; otherwise many, and rows of few by themselves.

    The host does not know how many queries each row has, and does not ask: that would wait for the
    GPU. So every launch is right for every row, and looks for those that are its own.
    """
    most_items = 0 if most_keys <= CHUNK else -(-most_keys // CHUNK) * num_rows * MOST_SPLIT_TILES
    launch = partial(_launch, heads, num_rows, most_items)
    least, most = heads.least_lines, heads.most_lines(has_trees=has_trees)
    if torch.are_deterministic_algorithms_enabled():
        lines = min(max(EXACT_LINES, least), most)
        return [launch(lines, is_exact=True)]
    lines = power_of_2(-(-num_tokens // max(1, num_rows)) * heads.group, least=least)
    if lines <= 2 * FEW_LINES or num_rows == 1:
        return [launch(min(lines, most))]
    few = min(max(FEW_LINES, least), most)
    border = few // heads.group
    return [
        launch(few, most=border),
        launch(most, least=border + 1),
    ]


def _launch(
    heads: Heads,
    num_rows: int,
    most_items: int,
    lines: int,
    *,
    least: int = 0,
    most: int = ANY,
    is_exact: bool = False,
) -> Launch:
    key_width, value_width = heads.widths
    keys = 64
    while keys > 16 and (key_width + value_width) * keys * heads.item_size > STAGE_BYTES:
        keys //= 2
    cells = lines * max(heads.widths)
    item_bytes = heads.num_kv * lines * (heads.value_size + 2) * 4
    sizes = (heads.key_size, heads.value_size, key_width, value_width, heads.block_size)
    most_rows = power_of_2(num_rows, least=16)
    cut = (lines, lines // heads.group, keys, CHUNK, heads.group, heads.num_kv)
    return Launch(
        tile=(*cut, *sizes, most_rows, "ieee", is_exact),
        least=least,
        most=most,
        num_warps=8 if cells > 2**12 or (cells == 2**12 and heads.item_size == 4) else 4,
        num_stages=5 if cells <= 2**12 and heads.item_size == 2 else 3,
        per_multiprocessor=2 if cells <= 2**12 else 1,
        room=min(most_items, SCRATCH_BYTES // item_bytes),
        merged_at_a_time=1 if is_exact else 8,
    )
