"""`ops.kv_write` and `ops.kv_move` for GPUs: one kernel, which copies positions.

Nothing waits for the GPU: a token that is not kept is left out by the program that would copy it.
"""

from __future__ import annotations

import triton
import triton.language as tl
from torch import Tensor

from ops.kernels.launch import has_dense_rows, power_of_2

MOST_NUMBERS = 1024  # of a program


@triton.jit
def copy_kernel(
    k: tl.tensor,
    v: tl.tensor,
    k_to: tl.tensor,
    v_to: tl.tensor,
    source: tl.tensor,
    target: tl.tensor,
    k_stride: tl.tensor,
    v_stride: tl.tensor,
    k_size: tl.constexpr,
    v_size: tl.constexpr,
    width: tl.constexpr,
) -> None:
    """Item n goes from place source[n] to place target[n]; without them, from or to place n."""
    item = tl.program_id(0).to(tl.int64)
    begin, end = item, item
    if source is not None:
        begin = tl.load(source + item).to(tl.int64)
    if target is not None:
        end = tl.load(target + item).to(tl.int64)
    column = tl.program_id(1) * width + tl.arange(0, width)
    if end >= 0:
        _copy(k + begin * k_stride, k_to + end * k_size, column, column < k_size)
        _copy(v + begin * v_stride, v_to + end * v_size, column, column < v_size)


@triton.jit
def _copy(source: tl.tensor, target: tl.tensor, column: tl.tensor, mask: tl.tensor) -> None:
    x = tl.load(source + column, mask=mask, other=0.0).to(tl.float32)
    tl.store(target + column, x.to(target.dtype.element_ty), mask=mask)


def kv_write(
    k: Tensor, v: Tensor, *, k_cache: Tensor, v_cache: Tensor, slot_mapping: Tensor
) -> None:
    """As `ops.kv_write`."""
    _require_no_gaps(k_cache, v_cache)
    _copy_positions(k, v, k_cache.flatten(0, 1), v_cache.flatten(0, 1), target=slot_mapping)


def kv_move(k_cache: Tensor, v_cache: Tensor, *, source: Tensor, target: Tensor) -> None:
    """As `ops.kv_move`: through a tensor beside the caches, as programs do not wait for others."""
    _require_no_gaps(k_cache, v_cache)
    k_flat, v_flat = k_cache.flatten(0, 1), v_cache.flatten(0, 1)
    k, v = (flat.new_empty(len(source), *flat.shape[1:]) for flat in (k_flat, v_flat))
    _copy_positions(k_flat, v_flat, k, v, source=source)
    _copy_positions(k, v, k_flat, v_flat, target=target)


def _require_no_gaps(k_cache: Tensor, v_cache: Tensor) -> None:
    if not (k_cache.is_contiguous() and v_cache.is_contiguous()):
        raise ValueError("The kernel wants caches without gaps.")


def _copy_positions(
    k: Tensor,
    v: Tensor,
    k_to: Tensor,
    v_to: Tensor,
    *,
    source: Tensor | None = None,
    target: Tensor | None = None,
) -> None:
    """All [places, heads, size]; the targets without gaps."""
    k, v = (x if has_dense_rows(x) else x.contiguous() for x in (k, v))
    source, target = (None if x is None else x.contiguous() for x in (source, target))
    count = len(k) if source is None else len(source)
    k_size, v_size = k_to.shape[1:].numel(), v_to.shape[1:].numel()
    width = min(MOST_NUMBERS, power_of_2(max(k_size, v_size)))
    if count > 0:
        grid = (count, triton.cdiv(max(k_size, v_size), width))
        strides = k.stride(0), v.stride(0)
        copy_kernel[grid](
            *(k, v, k_to, v_to, source, target, *strides, k_size, v_size, width),
            enable_fp_fusion=False,
        )
