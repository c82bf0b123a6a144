"""What training computes between its products, compiled where it is needed.

Everything is contiguous, halves are bfloat16. The compiler is asked for this very processor.
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from torch import Tensor

HERE = Path(__file__).parent
SOURCES = ("rows.cpp", "attention.cpp")
# One by one what `-ffast-math` says: that itself makes whoever loads the library take the smallest
# numbers for zeros, in all of the process.
FREE = "-fno-math-errno -fno-trapping-math -fno-signed-zeros -fassociative-math -freciprocal-math"
FLAGS = (
    f"-std=c++17 -O3 -march=native -mprefer-vector-width=512 -fopenmp -ffinite-math-only {FREE}"
).split()
HEAD = 32  # entries of a head: no others are known


@cache
def library() -> ctypes.CDLL | None:
    """None where nothing compiles it."""
    compiler = shutil.which("c++")
    if compiler is None:
        return None
    with tempfile.TemporaryDirectory() as directory:
        made = Path(directory) / "passes.so"
        sources = [str(HERE / each) for each in SOURCES]
        done = subprocess.run(
            [compiler, *FLAGS, "-shared", "-fPIC", *sources, "-o", str(made), "-lm"], check=False
        )
        return None if done.returncode else ctypes.CDLL(str(made))


def call(name: str, *given: Tensor | float | None) -> None:
    loaded = library()
    assert loaded is not None
    getattr(loaded, name)(*map(passed, given))


def passed(given: Tensor | float | None) -> ctypes._SimpleCData[int | None] | ctypes.c_float:
    if isinstance(given, Tensor):
        assert given.is_contiguous()
        return ctypes.c_void_p(given.data_ptr())
    if given is None:
        return ctypes.c_void_p()
    return ctypes.c_float(given) if isinstance(given, float) else ctypes.c_int64(given)
