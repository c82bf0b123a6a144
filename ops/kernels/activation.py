"""`ops.activation` and `ops.gated_activation` for GPUs, number by number."""

from __future__ import annotations

import torch
import triton
import triton.language as tl
from torch import Tensor

from ops.kernels.launch import has_dense_rows, power_of_2

MOST_NUMBERS = 1024  # of a program


@triton.jit
def curve(x: tl.tensor, kind: tl.constexpr) -> tl.tensor:
    """One of `ops.KINDS`; x float32."""
    if kind == "silu":
        y = x / (1.0 + tl.exp(-x))
    elif kind == "gelu":
        y = 0.5 * x * (1.0 + tl.erf(x * 0.7071067811865476))
    elif kind == "gelu_tanh":  # (1 + tanh(y)) / 2 is 1 / (1 + exp(-2 y))
        y = x / (1.0 + tl.exp(x * (1.0 + 0.044715 * (x * x)) * -1.5957691216057308))
    elif kind == "quick_gelu":
        y = x / (1.0 + tl.exp(x * -1.702))
    elif kind == "relu":
        y = _relu(x)
    elif kind == "relu2":
        y = _relu(x) * _relu(x)
    else:
        tl.static_assert(kind == "sigmoid")
        y = 1.0 / (1.0 + tl.exp(-x))
    return y


@triton.jit
def _relu(x: tl.tensor) -> tl.tensor:
    """What is no number stays none, which a maximum would hide."""
    return tl.where(x < 0.0, 0.0, x)


@triton.jit(do_not_specialize=["count"])
def activation_kernel(
    x: tl.tensor, out: tl.tensor, count: tl.tensor, kind: tl.constexpr, width: tl.constexpr
) -> None:
    number = tl.program_id(0).to(tl.int64) * width + tl.arange(0, width)
    mask = number < count
    y = curve(tl.load(x + number, mask=mask, other=0.0).to(tl.float32), kind)
    tl.store(out + number, y.to(out.dtype.element_ty), mask=mask)


@triton.jit
def gated_kernel(
    gate_up: tl.tensor,
    out: tl.tensor,
    stride: tl.tensor,
    size: tl.constexpr,
    kind: tl.constexpr,
    width: tl.constexpr,
) -> None:
    row = tl.program_id(0).to(tl.int64)
    column = tl.program_id(1) * width + tl.arange(0, width)
    mask = column < size
    places = gate_up + row * stride + column
    gate = tl.load(places, mask=mask, other=0.0).to(tl.float32)
    up = tl.load(places + size, mask=mask, other=0.0).to(tl.float32)
    y = curve(gate, kind) * up
    tl.store(out + row * size + column, y.to(out.dtype.element_ty), mask=mask)


def activation(x: Tensor, kind: str) -> Tensor:
    """As `ops.activation`."""
    out = torch.empty_like(x, memory_format=torch.contiguous_format)
    count = x.numel()
    if count > 0:
        grid = (triton.cdiv(count, MOST_NUMBERS),)
        activation_kernel[grid](
            x.contiguous(), out, count, kind, MOST_NUMBERS, enable_fp_fusion=False
        )
    return out


def gated_activation(gate_up: Tensor, kind: str) -> Tensor:
    """As `ops.gated_activation`."""
    size = gate_up.shape[-1] // 2
    out = gate_up.new_empty(*gate_up.shape[:-1], size)
    rows = gate_up if gate_up.dim() == 2 else gate_up.reshape(-1, 2 * size)
    rows = rows if has_dense_rows(rows) else rows.contiguous()
    width = min(MOST_NUMBERS, power_of_2(size))
    if out.numel() > 0:
        grid = (len(rows), triton.cdiv(size, width))
        gated_kernel[grid](rows, out, rows.stride(0), size, kind, width, enable_fp_fusion=False)
    return out
