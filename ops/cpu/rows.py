"""The small operations between the linear layers, through the native library.

Torch takes several passes and allocations for each. Microseconds with AVX2, two cores, of which
about 15 are Python's: a norm of 1,024 numbers, positions of 20 heads of 64, a gate of 2,816:

    rows      norm        rope        gate
       1     41   26    104   31     33   14
      32     69   36    152   40    120   92
     256    458   84    567   72    799  669
"""

from __future__ import annotations

import torch
from torch import Tensor

from ops.cpu.library import address, library, needed

KINDS = (torch.float32, torch.bfloat16)


def takes(first: Tensor, *others: Tensor | None) -> bool:
    """Whether the library computes with these. The same for all calls of a model."""
    dtype = first.dtype
    if not first.is_cpu or dtype not in KINDS or library() is None:
        return False
    for each in others:
        if each is not None and not (each.dtype is dtype and each.is_cpu):
            return False
    return True


def rms_norm(
    x: Tensor,
    weight: Tensor | None,
    *,
    eps: float,
    offset: float = 0.0,
    residual: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """As `ops.rms_norm` says."""
    size, rows = x.shape[-1], lines(x)
    # Held by names until the library has read them.
    residual = None if residual is None else residual.contiguous()
    weight = None if weight is None else weight.contiguous()
    y = x.new_empty(x.shape)
    stream = x if residual is None else x.new_empty(x.shape)
    needed().norm(
        rows.data_ptr(),
        address(residual),
        address(weight),
        stream.data_ptr(),
        y.data_ptr(),
        len(rows),
        rows.stride(0),
        size,
        eps,
        offset,
        x.dtype is torch.bfloat16,
        torch.get_num_threads(),
    )
    return y, stream


def rope(q: Tensor, k: Tensor, *, cos: Tensor, sin: Tensor) -> tuple[Tensor, Tensor]:
    """As `ops.rope` says, in half style."""
    cos, sin = cos.contiguous(), sin.contiguous()
    return turned(q, cos, sin), turned(k, cos, sin)


def turned(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """x [T, heads, D]."""
    x = together(x)
    y = x.new_empty(x.shape)
    needed().turn(
        x.data_ptr(),
        cos.data_ptr(),
        sin.data_ptr(),
        y.data_ptr(),
        len(x),
        x.stride(0),
        x.shape[1],
        x.shape[2],
        cos.shape[-1],
        x.dtype is torch.bfloat16,
        torch.get_num_threads(),
    )
    return y


def gated_silu(gate_up: Tensor) -> Tensor:
    """`ops.gated_activation` of silu."""
    gate_up = gate_up.contiguous()
    size = gate_up.shape[-1] // 2
    y = gate_up.new_empty(*gate_up.shape[:-1], size)
    needed().gate(
        gate_up.data_ptr(),
        y.data_ptr(),
        y.numel() // size,
        size,
        y.dtype is torch.bfloat16,
        torch.get_num_threads(),
    )
    return y


def kv_write(
    k: Tensor, v: Tensor, *, k_cache: Tensor, v_cache: Tensor, slot_mapping: Tensor
) -> None:
    """As `ops.kv_write` says."""
    slots, width = slot_mapping.contiguous(), k.itemsize
    for x, cache in ((together(k), k_cache), (together(v), v_cache)):
        needed().write(
            x.data_ptr(),
            slots.data_ptr(),
            cache.data_ptr(),
            len(x),
            x.stride(0) * width,
            x.shape[1] * x.shape[2] * width,
            torch.get_num_threads(),
        )


def lines(x: Tensor) -> Tensor:
    """[..., N] as [rows, N], the numbers of a row side by side."""
    if x.stride(-1) != 1:
        x = x.contiguous()
    return x.reshape(-1, x.shape[-1])


def together(x: Tensor) -> Tensor:
    """[T, heads, D], the heads of a token side by side; tokens may be apart."""
    return x if x.stride(2) == 1 and x.stride(1) == x.shape[2] else x.contiguous()
