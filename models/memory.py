"""How much memory there is, and how much of it the cache of keys and values takes."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from models.decoder import Cache
from models.errors import ModelError

# Of what is free once the weights are loaded. A laptop has other things to do; a GPU has not, but
# a step's own tensors need room as well.
CPU_FRACTION = 0.25
CPU_MOST_BYTES = 4 * 2**30
CUDA_FRACTION = 0.85

CGROUP = Path("/sys/fs/cgroup")
MEMINFO = Path("/proc/meminfo")

# How the allocators of torch say it; CUDA and Python have exceptions of their own.
COMPLAINTS = ("not enough memory", "can't allocate memory", "out of memory")


def cache_bytes(
    device: torch.device,
    *,
    given: int | None = None,
    utilization: float | None = None,
    fraction: float | None = None,
) -> int:
    """Bytes for keys and values: those given, or a fraction of what is free now.

    `utilization` is a share of all of a GPU's memory; what is taken already is part of it.
    """
    if given is not None:
        return given
    if utilization is not None and device.type == "cuda":
        free, most = torch.cuda.mem_get_info(device)
        return max(int(free - most * (1 - utilization)), 0)
    free = free_bytes(device)
    if fraction is not None:
        return int(free * fraction)
    if device.type == "cpu":
        return min(int(free * CPU_FRACTION), CPU_MOST_BYTES)
    return int(free * CUDA_FRACTION)


def free_bytes(device: torch.device) -> int:
    """Memory that can still be taken without harming anybody."""
    if device.type == "cuda":
        return torch.cuda.mem_get_info(device)[0]
    return min(read_free_in_machine(), read_free_in_container())


def read_free_in_machine() -> int:
    """What the system can give without swapping; half of all memory where it does not say."""
    try:
        lines = MEMINFO.read_text().splitlines()
    except OSError:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    kibibytes = next(line for line in lines if line.startswith("MemAvailable:")).split()[1]
    return int(kibibytes) * 1024


def read_free_in_container() -> int:
    """What is left of the control group's limit; endless where there is none."""
    try:
        most = (CGROUP / "memory.max").read_text().strip()
        taken = (CGROUP / "memory.current").read_text()
        statistics = (CGROUP / "memory.stat").read_text().split()
    except OSError:
        return 2**63
    if most == "max":
        return 2**63
    # Cached files count as taken, but are dropped when somebody needs the room.
    dropped = int(dict(zip(statistics[::2], statistics[1::2], strict=False))["inactive_file"])
    return max(int(most) - int(taken) + dropped, 0)


def bytes_of(caches: Sequence[Cache]) -> int:
    """Of keys and values."""
    return sum([keys.nbytes + values.nbytes for keys, values in caches])


def count_blocks(num_bytes: int, each: int, *, most: int) -> int:
    """How many blocks fit, but no more than anybody can use. Raises a `ModelError` for none."""
    num_blocks = min(num_bytes // each, most)
    if num_blocks < 1:
        raise ModelError(
            f"There is no memory for a cache of keys and values: {num_bytes} bytes, but one block "
            f"of it takes {each}."
        )
    return num_blocks


def grow_caches(caches: Sequence[Cache], num_blocks: int) -> list[Cache]:
    """The same with so many blocks.

    On a CPU they are not written to: memory that nobody ever uses is then never taken.
    """

    def grow(cache: Tensor) -> Tensor:
        shape = (num_blocks, *cache.shape[1:])
        return cache.new_empty(shape) if cache.device.type == "cpu" else cache.new_zeros(shape)

    return [(grow(keys), grow(values)) for keys, values in caches]


def give_back() -> None:
    """Give the system what was freed between things that are still held.

    The C library keeps it otherwise: a third of the weights' size, after they were loaded.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # not every C library has it
        if trim is not None:
            trim(0)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error means that some allocation found no room."""
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    return isinstance(error, RuntimeError) and any(text in str(error) for text in COMPLAINTS)
