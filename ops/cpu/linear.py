"""Linear layers whose weights are held in bfloat16.

Most checkpoints are published in bfloat16. Rows of float32 lose nothing there: it is the product of
float32 for half of the reading, and with one row reading is all that takes time. Rows of bfloat16
are multiplied as such where the processor can. In both types a row's sums do not depend on how many
rows there are. Microseconds with AVX512-BF16, two cores, weights out of cache, beside oneDNN's
bfloat16:

    in x out       rows  oneDNN  bfloat16 here  float32 here
    896 x 4864     1        266            192           197
                   8        321            228           270
                   32       472            383           789
                   512     4569           4887          9602
    768 x 32768    1       1187           1059          1073
                   32      2406           2221          3989
                   512    26032          28763         55305
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from ops.cpu.library import library, product
from ops.cpu.rows import KINDS

TILE = 16  # outputs that lie together


ROWS_AT_ONCE = 4096  # of a matrix that is looked through


def is_narrow(weight: Tensor) -> bool:
    """Whether bfloat16 holds it without loss."""
    return all(torch.equal(part.bfloat16().float(), part) for part in weight.split(ROWS_AT_ONCE))


def takes(weight: Tensor) -> bool:
    """Whether a weight can be held like this without loss, and nothing here is faster."""
    found = library()
    if weight.device.type != "cpu" or weight.numel() == 0 or found is None:
        return False
    if weight.dtype == torch.bfloat16:  # without the unit oneDNN is faster, which has it
        return found.has_tiles or not torch.cpu._is_amx_tile_supported()
    return weight.dtype == torch.float32 and is_narrow(weight)


def pack(weight: Tensor) -> Tensor:
    """weight [out, in] in the library's order: [tiles, pairs of inputs, 16, 2] bfloat16."""
    num_out, num_in = weight.shape
    padding = (0, num_in % 2, 0, -num_out % TILE)
    pairs = functional.pad(weight.bfloat16(), padding).view(-1, TILE, (num_in + 1) // 2, 2)
    return pairs.transpose(1, 2).contiguous()


def multiply(x: Tensor, packed: Tensor, bias: Tensor | None, num_out: int) -> Tensor:
    """x [..., in] to [..., out], in x's type; sums are of float32."""
    if x.dtype not in KINDS:  # the library would read what is not there
        return multiply(x.float(), packed, bias, num_out).to(x.dtype)
    y = product(x.reshape(-1, x.shape[-1]).contiguous(), packed, bias, num_out, bits=16)
    return y.view(*x.shape[:-1], num_out)
