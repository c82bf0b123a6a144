"""Linear layers whose weights are held in eight or four bits, through the native library."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from ops.cpu.library import library, product
from ops.quantise import GROUP, Bits, quantise

TILE = 16  # outputs that lie together
FOUR = 4  # inputs of an output that lie together


def is_built() -> bool:
    return library() is not None


def pack(weight: Tensor, bits: Bits) -> Tensor:
    """weight [out, in] in the library's order: [tiles, groups, bytes], see `levels.cpp`."""
    num_out = weight.shape[0]
    levels, scales = quantise(functional.pad(weight, (0, 0, 0, -num_out % TILE)), bits)
    steps = levels.unflatten(0, (-1, TILE)).unflatten(-1, (-1, FOUR))  # [tiles, 16, groups, 8, 4]
    steps = steps.permute(0, 2, 3, 1, 4)  # [tiles, groups, 8 steps, 16 outputs, 4]
    if bits == 4:
        steps = (steps + 8).to(torch.uint8)
        steps = steps[:, :, 0::2] | (steps[:, :, 1::2] << 4)
    in_order = scales.unflatten(0, (-1, TILE)).transpose(1, 2).contiguous()
    entries = steps.contiguous().view(torch.uint8).flatten(2)
    return torch.cat((in_order.view(torch.uint8), entries), dim=-1).contiguous()


def multiply(x: Tensor, packed: Tensor, bias: Tensor | None, num_out: int, bits: Bits) -> Tensor:
    """x [..., in] in float32 to [..., out]. Each 32 entries of x are rounded to bytes."""
    rows = x.reshape(-1, x.shape[-1])
    if padding := -rows.shape[1] % GROUP:
        rows = functional.pad(rows, (0, padding))
    y = product(rows.contiguous(), packed, bias, num_out, bits=bits)
    return y.view(*x.shape[:-1], num_out)
