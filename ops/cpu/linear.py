"""Linear layers whose weights are held in bfloat16 and computed with in float32.

Most checkpoints are published in bfloat16, and there this loses nothing: it is the same product as
in float32, for half of the reading. With one row reading is all that takes time. Microseconds with
AVX2, two cores, weights out of cache, beside oneDNN's float32:

    in x out       rows  oneDNN  here
    896 x 4864     1        945   264
                   8       1175   647
                   32      2473  1691
                   256    15071 11795
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from ops.cpu.library import library, product

TILE = 16  # outputs that lie together


ROWS_AT_ONCE = 4096  # of a matrix that is looked through


def is_narrow(weight: Tensor) -> bool:
    """Whether bfloat16 holds it without loss."""
    return all(torch.equal(part.bfloat16().float(), part) for part in weight.split(ROWS_AT_ONCE))


def takes(weight: Tensor) -> bool:
    """Whether a weight can be held like this without loss."""
    return (
        weight.device.type == "cpu"
        and weight.dtype == torch.float32
        and weight.numel() > 0
        and library() is not None
        and is_narrow(weight)
    )


def pack(weight: Tensor) -> Tensor:
    """weight [out, in] in the library's order: [tiles, in, 16] bfloat16, in pairs."""
    num_out, num_in = weight.shape
    narrow = weight.bfloat16()
    if padding := -num_out % TILE:
        narrow = functional.pad(narrow, (0, 0, 0, padding))
    halves = narrow.view(-1, 2, TILE // 2, num_in)  # of a tile: those that become low and high
    return halves.permute(0, 3, 2, 1).reshape(-1, num_in, TILE)


def multiply(x: Tensor, packed: Tensor, bias: Tensor | None, num_out: int) -> Tensor:
    """x [..., in] to [..., out]; all but the weight in float32."""
    y = product(x.reshape(-1, x.shape[-1]).contiguous(), packed, bias, num_out, bits=16)
    return y.view(*x.shape[:-1], num_out)
