"""`paged_attention` through the native library: one query after the other."""

from __future__ import annotations

import ctypes

import torch
from torch import Tensor

from ops.cpu import panels, rows
from ops.cpu.library import address, needed

Sizes = ctypes.c_int64 * 9
LANES = 8  # numbers of a register: the sizes of keys and values are multiples of it


def takes(q: Tensor, k_cache: Tensor, v_cache: Tensor) -> bool:
    """Whether the library computes this. The same for all calls of a model."""
    if panels.are(k_cache):
        return True
    return (
        rows.takes(q, k_cache, v_cache)
        and k_cache.shape[-1] % LANES == 0
        and v_cache.shape[-1] % LANES == 0
        and k_cache.is_contiguous()
        and v_cache.is_contiguous()
    )


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
    """As `ops.paged_attention` says."""
    dtype, q = q.dtype, q.to(k_cache.dtype).contiguous()
    out = q.new_empty(*q.shape[:2], panels.value_size(v_cache))
    tables = block_tables.int().contiguous()
    counts = [query_start.long().contiguous(), context_lens.long().contiguous()]
    trees = [each if each is None else each.long().contiguous() for each in (tree_sizes, tree_mask)]
    sinks = None if sinks is None else sinks.float().contiguous()
    words = 0 if tree_mask is None else tree_mask.shape[1]
    sizes = Sizes(
        *(len(context_lens), q.shape[1], k_cache.shape[2], *q.shape[2:], out.shape[2]),
        *(panels.block_size(k_cache), tables.shape[1], window or 0, words),
    )
    needed().attention(
        *map(address, (q, k_cache, v_cache, sinks, out, tables, *counts, *trees)),
        sizes,
        scale,
        soft_cap or 0.0,
        (q.dtype is torch.bfloat16) + panels.are(k_cache),
        torch.get_num_threads(),
    )
    return out.to(dtype)
