"""Weights as small whole numbers with a scale for each 32 of them.

A scale is rounded to bfloat16 before the levels are chosen, so its rounding costs nothing. Eight
bits have levels from -127 to 127. Of four bits the entry that is farthest from zero becomes -8, as
llama.cpp does it, since there is one level more on that side.
"""

from __future__ import annotations

from typing import Literal

import torch
from torch import Tensor
from torch.nn import functional

Bits = Literal[4, 8]
GROUP = 32


def quantise(weight: Tensor, bits: Bits) -> tuple[Tensor, Tensor]:
    """weight [out, in] to levels [out, groups, 32] int8 and scales [out, groups] bfloat16.

    What the last group lacks is zeros.
    """
    padding = -weight.shape[1] % GROUP
    groups = functional.pad(weight.float(), (0, padding)).unflatten(1, (-1, GROUP))
    if bits == 8:
        scales = (groups.abs().amax(-1) / 127).bfloat16()
        least, most = -127, 127
    else:
        farthest = groups.gather(-1, groups.abs().argmax(-1, keepdim=True))[..., 0]
        scales = (farthest / -8).bfloat16()
        least, most = -8, 7
    inverse = torch.where(scales == 0, 0.0, 1 / scales.float())
    levels = (groups * inverse[..., None]).round_().clamp_(least, most)
    return levels.to(torch.int8), scales


def restored(levels: Tensor, scales: Tensor, num_in: int) -> Tensor:
    """The weight [out, in] that the levels stand for, in float32."""
    return (levels.float() * scales.float()[..., None]).flatten(1)[:, :num_in]
