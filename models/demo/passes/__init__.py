"""What training computes between its products, compiled where it is needed.

Everything is contiguous, halves are bfloat16. The compiler is asked for this very processor.
"""

from __future__ import annotations

import ctypes
import platform
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from torch import Tensor

HERE = Path(__file__).parent
SOURCES = ("rows.cpp", "attention.cpp")
# One by one what `-ffast-math` says: that itself makes whoever loads the library take the smallest
# numbers for zeros, in all of the process.
FREE = "-fno-math-errno -fno-trapping-math -fno-signed-zeros -fassociative-math -freciprocal-math"
# Compilers elsewhere may lack OpenMP: then one thread does it.
THREADS = "-fopenmp" if sys.platform == "linux" else ""
# Compilers think that the widest registers slow the processor down, as they did once.
WIDE = "-mprefer-vector-width=512" if platform.machine() in ("x86_64", "AMD64") else ""
FLAGS = f"-std=c++17 -O3 -march=native {WIDE} -ffinite-math-only {FREE} {THREADS} -shared -fPIC"
HEAD = 32  # entries of a head: no others are known


@cache
def library() -> ctypes.CDLL | None:
    """None where there is no compiler."""
    compiler = shutil.which("c++")
    if compiler is None:
        return None
    with tempfile.TemporaryDirectory() as directory:
        made = f"{directory}/passes.so"
        sources = [str(HERE / each) for each in SOURCES]
        subprocess.run([compiler, *FLAGS.split(), *sources, "-o", made, "-lm"], check=True)
        return ctypes.CDLL(made)


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
