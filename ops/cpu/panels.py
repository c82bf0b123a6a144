"""A cache of keys and values as processors multiply bfloat16: in panels of sixteen positions.

    keys    [B, P / 16, K, D / 2, 16, 2]    of sixteen keys the first two numbers, the next two, ...
    values  [B, P / 16, K, 8, E, 2]         of two neighbouring values each number, of the next two

As it lies, attention multiplies it; of a cache [B, P, K, D] it would have to lay out most of what
it reads, in every step anew, which takes longer than the reading. Letters: see `ops`.
"""

from __future__ import annotations

import torch
from torch import Tensor

from ops.cpu.library import library, needed
from ops.cpu.rows import together

PANEL = 16  # positions; likewise the numbers of a register


def are_for(like: Tensor, block_size: int, *sizes: int) -> bool:
    """Whether such a cache is laid out in panels here: of the type and device of `like`."""
    found = library()
    return (
        found is not None
        and found.multiplies_halves
        and like.is_cpu
        and like.dtype is torch.bfloat16
        and all([size % PANEL == 0 for size in (block_size, *sizes)])
    )


def empty(
    like: Tensor, num_blocks: int, block_size: int, num_heads: int, key_size: int, value_size: int
) -> tuple[Tensor, Tensor]:
    """On whose memory nobody has written yet."""
    lead = num_blocks, block_size // PANEL, num_heads
    return (
        like.new_empty(*lead, key_size // 2, PANEL, 2),
        like.new_empty(*lead, PANEL // 2, value_size, 2),
    )


def are(cache: Tensor) -> bool:
    """Whether this one is laid out so."""
    return cache.dim() == 6


def block_size(cache: Tensor) -> int:
    """Positions in a block, of this layout or the plain one."""
    return cache.shape[1] * PANEL if are(cache) else cache.shape[1]


def value_size(v_cache: Tensor) -> int:
    """Of a head."""
    return v_cache.shape[4] if are(v_cache) else v_cache.shape[3]


def write(k: Tensor, v: Tensor, *, k_cache: Tensor, v_cache: Tensor, slot_mapping: Tensor) -> None:
    """As `ops.kv_write` says."""
    slots = slot_mapping.long().contiguous()
    for x, cache, are_values in ((k, k_cache, False), (v, v_cache, True)):
        x = together(x.to(cache.dtype))
        needed().lay(
            x.data_ptr(),
            slots.data_ptr(),
            cache.data_ptr(),
            len(x),
            x.stride(0),
            *x.shape[1:],
            are_values,
            torch.get_num_threads(),
        )


def move(k_cache: Tensor, v_cache: Tensor, *, source: Tensor, target: Tensor) -> None:
    """As `ops.kv_move` says."""
    keys, values = k_cache.flatten(0, 1), v_cache.flatten(0, 1)
    panel, at = target // PANEL, target % PANEL
    other, there = source // PANEL, source % PANEL
    keys[panel, :, :, at] = keys[other, :, :, there]
    values[panel, :, at // 2, :, at % 2] = values[other, :, there // 2, :, there % 2]
