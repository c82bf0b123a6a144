"""`ops.rms_norm` and `ops.layer_norm` for GPUs: the sum and the norm in one pass over memory.

A row is summed in an order that only its size decides. So the compiler must not know how many rows
there are nor how far apart: it would choose who holds which numbers by what it knows.
"""

from __future__ import annotations

import torch
import triton
import triton.language as tl
from torch import Tensor

from ops import norm_rope
from ops.kernels.launch import has_dense_rows, is_aligned, power_of_2

MOST_NUMBERS = 2**15  # of a row: all are held at once
LEAST_NUMBERS = 1024  # of a program: short rows are taken several at a time
NUMBERS_OF_A_WARP = 1024
ALIGNED = 16


@triton.jit(do_not_specialize=["num_rows", "heads", "stride"])
def norm_kernel(
    x: tl.tensor,
    residual: tl.tensor,
    weight: tl.tensor,
    bias: tl.tensor,
    normed: tl.tensor,
    stream: tl.tensor,
    num_rows: tl.tensor,
    heads: tl.tensor,
    stride: tl.tensor,
    eps: tl.constexpr,
    offset: tl.constexpr,
    centred: tl.constexpr,
    size: tl.constexpr,
    unit: tl.constexpr,
    rows: tl.constexpr,
    width: tl.constexpr,
) -> None:
    """x: tokens `stride` units apart, of `heads` rows each. Everything else is without gaps."""
    row = tl.program_id(0).to(tl.int64) * rows + tl.arange(0, rows)
    column = tl.arange(0, width)
    mask = (row < num_rows)[:, None] & (column < size)[None, :]
    places = row[:, None] * size + column[None, :]
    begin = row // heads * (stride * unit) + row % heads * size
    wide = tl.load(x + begin[:, None] + column[None, :], mask=mask, other=0.0).to(tl.float32)
    if residual is not None:
        wide += tl.load(residual + places, mask=mask, other=0.0).to(tl.float32)
        rounded = wide.to(stream.dtype.element_ty)
        tl.store(stream + places, rounded, mask=mask)
        wide = rounded.to(tl.float32)
    result = _scaled(wide, mask, eps, centred, size)
    if weight is not None:
        scale = tl.load(weight + column, mask=column < size, other=0.0).to(tl.float32)
        result *= (scale + offset)[None, :]
    if bias is not None:
        shift = tl.load(bias + column, mask=column < size, other=0.0).to(tl.float32)
        result += shift[None, :]
    tl.store(normed + places, result.to(normed.dtype.element_ty), mask=mask)


@triton.jit
def _scaled(
    wide: tl.tensor, mask: tl.tensor, eps: tl.constexpr, centred: tl.constexpr, size: tl.constexpr
) -> tl.tensor:
    """Rows [rows, width], zeros where there is no number: to a mean square of one."""
    if centred:
        mean = tl.sum(wide, 1) / size
        wide = tl.where(mask, wide - mean[:, None], 0.0)
    square = tl.sum(wide * wide, 1) / size
    return wide * tl.rsqrt(square + eps)[:, None]


def rms_norm(
    x: Tensor,
    weight: Tensor | None,
    *,
    eps: float,
    offset: float = 0.0,
    residual: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """As `ops.rms_norm`."""
    if x.shape[-1] > MOST_NUMBERS:
        return norm_rope.rms_norm(x, weight, eps=eps, offset=offset, residual=residual)
    return _norm(x, residual, weight, None, eps=eps, offset=offset, centred=False)


def layer_norm(
    x: Tensor,
    weight: Tensor | None,
    *,
    bias: Tensor | None = None,
    eps: float,
    residual: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """As `ops.layer_norm`."""
    if x.shape[-1] > MOST_NUMBERS:
        return norm_rope.layer_norm(x, weight, bias=bias, eps=eps, residual=residual)
    return _norm(x, residual, weight, bias, eps=eps, offset=0.0, centred=True)


def _norm(
    x: Tensor,
    residual: Tensor | None,
    weight: Tensor | None,
    bias: Tensor | None,
    *,
    eps: float,
    offset: float,
    centred: bool,
) -> tuple[Tensor, Tensor]:
    normed = torch.empty_like(x, memory_format=torch.contiguous_format)
    stream = x
    if residual is not None:
        stream = normed.new_empty(x.shape, dtype=torch.promote_types(x.dtype, residual.dtype))
        residual = _dense(residual.expand_as(x))
    size = x.shape[-1]
    num_rows = x.numel() // size
    if num_rows == 0:
        return normed, stream
    rows, unit = _tokens(x)
    width = power_of_2(size)
    at_a_time = max(1, LEAST_NUMBERS // width)
    weight, bias = (None if t is None else _dense(t) for t in (weight, bias))
    heads, stride = rows[:1].numel() // size, rows.stride(0) // unit
    norm_kernel[(triton.cdiv(num_rows, at_a_time),)](
        *(rows, residual, weight, bias, normed, stream, num_rows, heads, stride),
        *(float(eps), float(offset), centred, size, unit, at_a_time, width),
        num_warps=min(16, max(4, width // NUMBERS_OF_A_WARP)),
        enable_fp_fusion=False,
    )
    return normed, stream


def _tokens(x: Tensor) -> tuple[Tensor, int]:
    """x with its tokens a whole number of units apart, and the unit. The size alone decides it."""
    unit = ALIGNED if x.shape[-1] % ALIGNED == 0 else 1
    x = x if x.dim() > 1 else x[None]
    if has_dense_rows(x) and is_aligned(x) and x.stride(0) % unit == 0:
        return x, unit
    return _dense(x), unit


def _dense(x: Tensor) -> Tensor:
    """Without gaps, and beginning where a whole tensor would."""
    return x.contiguous() if is_aligned(x) else x.clone(memory_format=torch.contiguous_format)
