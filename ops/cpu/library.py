"""The compiled library, found where `pip install` has put it, and what it is asked through."""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path

import torch
from torch import Tensor

PATHS = {1: "plain C++", 2: "AVX2", 3: "AVX512", 4: "AVX512 with bfloat16"}
POINTER, SIZE, COUNT, REAL = ctypes.c_void_p, ctypes.c_int64, ctypes.c_int, ctypes.c_float


class Library:
    """The functions of one file."""

    def __init__(self, file: Path) -> None:
        loaded = ctypes.CDLL(str(file))
        self.linear = loaded.understudy_linear
        self.linear.argtypes = [POINTER] * 4 + [SIZE] * 3 + [COUNT, COUNT]
        self.linear.restype = None
        self.levels = loaded.understudy_levels
        self.levels.argtypes = [POINTER] * 4 + [SIZE] * 3 + [COUNT, COUNT]
        self.levels.restype = None
        self.attention = loaded.understudy_attention
        self.attention.argtypes = [POINTER] * 11 + [REAL, REAL, COUNT, COUNT]
        self.attention.restype = None
        self.norm = loaded.understudy_norm
        self.norm.argtypes = [POINTER] * 5 + [SIZE] * 3 + [REAL, REAL, COUNT, COUNT]
        self.turn = loaded.understudy_turn
        self.turn.argtypes = [POINTER] * 4 + [SIZE] * 5 + [COUNT, COUNT]
        self.gate = loaded.understudy_gate
        self.gate.argtypes = [POINTER] * 2 + [SIZE] * 2 + [COUNT, COUNT]
        self.write = loaded.understudy_write
        self.write.argtypes = [POINTER] * 3 + [SIZE] * 3 + [COUNT]
        self.lay = loaded.understudy_lay
        self.lay.argtypes = [POINTER] * 3 + [SIZE] * 4 + [COUNT, COUNT]
        for each in (self.norm, self.turn, self.gate, self.write, self.lay):
            each.restype = None
        self.winners = loaded.understudy_winners
        self.winners.argtypes = [POINTER] * 7 + [SIZE] * 3 + [COUNT]
        self.rank = loaded.understudy_rank
        self.rank.argtypes = [POINTER] * 3 + [SIZE] * 2 + [COUNT]
        self.sieve = loaded.understudy_sieve
        self.sieve.argtypes = [POINTER] * 4 + [SIZE] * 3 + [COUNT]
        for each in (self.winners, self.rank, self.sieve):
            each.restype = None
        self.layer = loaded.understudy_layer
        self.layer.argtypes = [POINTER] * 6 + [SIZE] + [POINTER] * 2 + [COUNT]
        self.layer.restype = None
        self.pin = loaded.understudy_pin
        self.pin.argtypes = [ctypes.POINTER(COUNT), COUNT]
        self.pin.restype = None
        self.name = PATHS[loaded.understudy_path()]
        self.multiplies_halves = self.name == PATHS[4]


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
