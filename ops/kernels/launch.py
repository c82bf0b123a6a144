"""What every launch wants to know about sizes and about the GPU."""

from __future__ import annotations

from functools import lru_cache

import torch
from torch import Tensor


def power_of_2(size: int, *, least: int = 1) -> int:
    """The smallest power of two that is neither below `size` nor below `least`."""
    return max(least, 1 << max(0, size - 1).bit_length())


@lru_cache(maxsize=8)
def num_multiprocessors(device: torch.device) -> int:
    """How many thread blocks run beside each other at least. The interpreter runs one."""
    if device.type != "cuda":
        return 1
    return int(torch.cuda.get_device_properties(device).multi_processor_count)


@lru_cache(maxsize=8)
def has_wide_products(device: torch.device) -> bool:
    """Whether four warps multiply matrices together, as from Hopper on: it saves registers."""
    return device.type == "cuda" and torch.cuda.get_device_capability(device)[0] >= 9


def has_dense_rows(x: Tensor) -> bool:
    """Whether each x[i] is without gaps, however far apart they are."""
    return x[:1].is_contiguous()


def is_aligned(x: Tensor) -> bool:
    """Whether it begins where a whole tensor would: the compiler knows, and takes other loads."""
    return x.data_ptr() % 16 == 0
