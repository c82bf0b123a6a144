"""The words of `ops.sampling_noise` in Triton, bit for bit: no state, no order."""

from __future__ import annotations

import triton
import triton.language as tl

ROUGH = tl.constexpr(0.005)


@triton.jit
def noise_key(seed: tl.tensor, position: tl.tensor) -> tl.tensor:
    """uint64 of which the noise of every token at a position is made; both int64."""
    golden: tl.constexpr = 0x9E3779B97F4A7C15
    step = position.to(tl.uint64) * golden
    return _mix64(_mix64(seed.to(tl.uint64)) + step)


@triton.jit
def noise_words(key: tl.tensor, ids: tl.tensor) -> tl.tensor:
    """x of tokens, uint32; ids int32."""
    low = (key & 0xFFFFFFFF).to(tl.uint32)
    high = (key >> 32).to(tl.uint32) | 1
    return _mix32(_mix32((ids + 1).to(tl.uint32)) * high + low)


@triton.jit
def _mix64(x: tl.tensor) -> tl.tensor:
    first: tl.constexpr = 0xBF58476D1CE4E5B9
    second: tl.constexpr = 0x94D049BB133111EB
    x = (x ^ (x >> 30)) * first
    x = (x ^ (x >> 27)) * second
    return x ^ (x >> 31)


@triton.jit
def _mix32(x: tl.tensor) -> tl.tensor:
    first: tl.constexpr = 0x7FEB352D
    second: tl.constexpr = 0x846CA68B
    x = (x ^ (x >> 16)) * first
    x = (x ^ (x >> 15)) * second
    return x ^ (x >> 16)


@triton.jit
def noise_of(words: tl.tensor) -> tl.tensor:
    """In float64, as the truth has it."""
    u = (words.to(tl.float64) + 0.5) * (1.0 / 4294967296.0)
    return -tl.log(-tl.log(1.0 - u))


@triton.jit
def rough_noise_of(words: tl.tensor) -> tl.tensor:
    """In float32, nowhere further than `ROUGH` from the noise: 1 - u is as exact as u."""
    u = (words.to(tl.float32) + 0.5) * (1.0 / 4294967296.0)
    rest = ((words ^ 0xFFFFFFFF).to(tl.float32) + 0.5) * (1.0 / 4294967296.0)
    return -tl.log(tl.where(u < 1.0 / 128.0, u + 0.5 * u * u, -tl.log(rest)))
