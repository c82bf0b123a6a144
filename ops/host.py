"""Who computes on a CPU: the native library where it takes what is asked, else the plain truth.

What it takes is the same for all calls of a model, so a text never meets both.
"""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from ops import reference
from ops.cpu import attention, layer, linear, panels, rows
from ops.cpu.library import library


def native_path() -> str | None:
    """Which kernels of the native library serve on this processor; None: it was not built."""
    found = library()
    return None if found is None else f"the native library ({found.name})"


def narrowed(table: Tensor) -> Tensor:
    """In bfloat16 where that loses nothing, for rows that are widened when they are read."""
    if table.is_cpu and table.dtype is torch.float32 and linear.is_narrow(table):
        return table.bfloat16()
    return table


def pin_workers(processors: Sequence[int]) -> None:
    """Start so many threads of the native library, each on a processor of its own."""
    if (found := library()) is not None:
        found.pin((ctypes.c_int * len(processors))(*processors), len(processors))


def native_layer(of: layer.DenseLayer) -> layer.NativeLayer | None:
    """The layer in one call, with the same bits as the operations one by one; None where the
    native library does not compute all of them."""
    return layer.NativeLayer(of) if layer.takes(of) else None


def empty_cache(
    like: Tensor,
    num_blocks: int,
    block_size: int,
    num_heads: int,
    key_size: int,
    value_size: int,
    *,
    may_round: bool = False,
) -> tuple[Tensor, Tensor]:
    """Keys [B, P, K, D] and values [B, P, K, E] of `like`'s type and device, as they are read
    fastest there: on some processors in another order, see `ops.cpu.panels`, and of bfloat16 there
    if they may be rounded."""
    narrow = like.bfloat16() if may_round else like
    if panels.are_for(narrow, block_size, key_size, value_size):
        return panels.empty(narrow, num_blocks, block_size, num_heads, key_size, value_size)
    shape = num_blocks, block_size, num_heads
    new = like.new_empty if like.is_cpu else like.new_zeros  # never taken if nobody writes to it
    return new(*shape, key_size), new(*shape, value_size)


@functools.wraps(reference.paged_attention)
def paged_attention(q: Tensor, *, k_cache: Tensor, v_cache: Tensor, **named: Any) -> Tensor:
    is_native = attention.takes(q, k_cache, v_cache)
    attend = attention.paged_attention if is_native else reference.paged_attention
    return attend(q, k_cache=k_cache, v_cache=v_cache, **named)


@functools.wraps(reference.rms_norm)
def rms_norm(
    x: Tensor, weight: Tensor | None, *, residual: Tensor | None = None, **named: Any
) -> tuple[Tensor, Tensor]:
    is_native = rows.takes(x, weight, residual)
    norm = rows.rms_norm if is_native else reference.rms_norm
    return norm(x, weight, residual=residual, **named)


@functools.wraps(reference.rope)
def rope(
    q: Tensor, k: Tensor, *, cos: Tensor, sin: Tensor, interleaved: bool = False
) -> tuple[Tensor, Tensor]:
    if interleaved or not rows.takes(q, k) or not rows.takes(cos, sin):
        return reference.rope(q, k, cos=cos, sin=sin, interleaved=interleaved)
    return rows.rope(q, k, cos=cos, sin=sin)


@functools.wraps(reference.kv_write)
def kv_write(
    k: Tensor, v: Tensor, *, k_cache: Tensor, v_cache: Tensor, slot_mapping: Tensor
) -> None:
    if panels.are(k_cache):
        panels.write(k, v, k_cache=k_cache, v_cache=v_cache, slot_mapping=slot_mapping)
        return
    is_native = (
        rows.takes(k, v, k_cache, v_cache)
        and k_cache.is_contiguous()
        and v_cache.is_contiguous()
        and slot_mapping.dtype == torch.int64
    )
    write = rows.kv_write if is_native else reference.kv_write
    write(k, v, k_cache=k_cache, v_cache=v_cache, slot_mapping=slot_mapping)


@functools.wraps(reference.kv_move)
def kv_move(k_cache: Tensor, v_cache: Tensor, *, source: Tensor, target: Tensor) -> None:
    move = panels.move if panels.are(k_cache) else reference.kv_move
    move(k_cache, v_cache, source=source, target=target)


@functools.wraps(reference.gated_activation)
def gated_activation(gate_up: Tensor, kind: str) -> Tensor:
    if kind == "silu" and rows.takes(gate_up):
        return rows.gated_silu(gate_up)
    return reference.gated_activation(gate_up, kind)
