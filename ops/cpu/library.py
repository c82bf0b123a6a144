"""The compiled library, found where `pip install` has put it, and what it is asked through."""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

PATHS = {1: "plain C++", 2: "AVX2", 3: "AVX512", 4: "AVX512 with bfloat16", 5: "AMX"}
POINTER, SIZE, COUNT, REAL = ctypes.c_void_p, ctypes.c_int64, ctypes.c_int, ctypes.c_float
Function = Any  # ctypes has no public type for it


class Library:
    """The functions of one file."""

    def __init__(self, file: Path) -> None:
        loaded = ctypes.CDLL(str(file))

        def function(name: str, pointers: int, sizes: int, *others: type) -> Function:
            found: Function = getattr(loaded, f"understudy_{name}")
            found.argtypes = [POINTER] * pointers + [SIZE] * sizes + [*others]
            found.restype = None
            return found

        self.linear = function("linear", 4, 3, COUNT, COUNT)
        self.levels = function("levels", 4, 3, COUNT, COUNT)
        self.attention = function("attention", 11, 0, REAL, REAL, COUNT, COUNT)
        self.norm = function("norm", 5, 3, REAL, REAL, COUNT, COUNT)
        self.turn = function("turn", 4, 5, COUNT, COUNT)
        self.gate = function("gate", 2, 2, COUNT, COUNT)
        self.write = function("write", 3, 3, COUNT)
        self.lay = function("lay", 3, 4, COUNT, COUNT)
        self.winners = function("winners", 7, 3, COUNT, COUNT)
        self.best = function("best", 2, 2, COUNT, COUNT)
        self.rank = function("rank", 3, 2, COUNT)
        self.sieve = function("sieve", 4, 3, COUNT)
        self.layers = function("layers", 1, 1, POINTER, POINTER, POINTER, COUNT)
        self.pin = function("pin", 0, 0, ctypes.POINTER(COUNT), COUNT)
        path = loaded.understudy_path()
        self.name = PATHS[path]
        self.multiplies_halves = path >= 4
        self.has_tiles = path >= 5


@cache
def library() -> Library | None:
    """None: it was not built, or does not fit this system."""
    for file in sorted(Path(__file__).parent.glob("_native*")):
        try:
            return Library(file)
        except (OSError, AttributeError):
            continue
    return None


def needed() -> Library:
    """For those who asked before."""
    found = library()
    if found is None:
        raise RuntimeError("The native library is gone.")
    return found


def address(tensor: Tensor | None) -> int | None:
    """Where it lies. Whoever asks holds the tensor until the library has read it."""
    return None if tensor is None else tensor.data_ptr()


def product(x: Tensor, packed: Tensor, bias: Tensor | None, num_out: int, bits: int) -> Tensor:
    """Rows x [n, in], side by side, times a matrix of entries of so many bits: [n, num_out]."""
    y = x.new_empty(len(x), num_out)
    pointers = map(address, (x, packed, bias, y))
    sizes = len(x), num_out, x.shape[1]
    if bits == 16:
        halves = x.dtype is torch.bfloat16
        needed().linear(*pointers, *sizes, halves, torch.get_num_threads())
    else:
        needed().levels(*pointers, *sizes, bits, torch.get_num_threads())
    return y
