"""What a row asks for when it samples, and how its tokens are weighed and ordered."""

from __future__ import annotations

from typing import Any, NamedTuple

import triton
import triton.language as tl

from ops import candidates
from ops.sampling_batch import SamplingBatch

UNIT = tl.constexpr(candidates.UNIT)


class Asks(NamedTuple):
    """What rows ask for: tensors of `ops.sampling_batch`, None where no row asks for it."""

    seed: Any
    temperature: Any
    min_p: Any
    top_k: Any
    top_p: Any

    @classmethod
    def of(cls, sampling: SamplingBatch) -> Asks:
        noise, filters = sampling.noise, sampling.filters
        if noise is None:
            return cls(None, None, None, None, None)
        if filters is None:
            return cls(noise.seed, noise.temperature, None, None, None)
        return cls(noise.seed, noise.temperature, filters.min_p, filters.top_k, filters.top_p)


class Row(NamedTuple):
    """One row's asks as scalars; 0 tokens or a probability of 0 or 1: off."""

    temperature: Any
    min_p: Any
    top_k: Any
    top_p: Any
    is_filtered: Any


@triton.jit
def read_row(asks: Asks, row: tl.tensor) -> Row:
    temperature = tl.load(asks.temperature + row)
    min_p = tl.zeros_like(temperature)
    top_k = row * 0
    top_p = min_p + 1.0
    if asks.min_p is not None:
        min_p = tl.load(asks.min_p + row)
    if asks.top_k is not None:
        top_k = tl.load(asks.top_k + row)
    if asks.top_p is not None:
        top_p = tl.load(asks.top_p + row)
    is_filtered = (temperature > 0) & ((min_p > 0) | (top_k > 0) | (top_p < 1))
    return Row(temperature, min_p, top_k, top_p, is_filtered)


@triton.jit
def stands_alone(ask: Row) -> tl.tensor:
    """Whether top-p is of the mass of all tokens."""
    return (ask.top_p < 1) & (ask.top_k <= 0) & (ask.min_p <= 0)


@triton.jit
def weigh(x: tl.tensor, best: tl.tensor, temperature: tl.tensor) -> tl.tensor:
    """Weights of logits float32, int64; best: the best logit."""
    scaled = x.to(tl.float64) / temperature - best.to(tl.float64) / temperature
    return (tl.exp(scaled) * UNIT).to(tl.int64)


@triton.jit
def ordered(x: tl.tensor) -> tl.tensor:
    """int32 in the order of these float32."""
    bits = x.to(tl.int32, bitcast=True)
    return bits ^ ((bits >> 31) & 0x7FFFFFFF)


@triton.jit
def unordered(key: tl.tensor) -> tl.tensor:
    bits = key.to(tl.int32)
    return (bits ^ ((bits >> 31) & 0x7FFFFFFF)).to(tl.float32, bitcast=True)
