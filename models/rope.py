"""Frequencies of rotary positions for every kind of scaling, and their tables.

Two kinds depend on how long a text gets: dynamic changes its base and longrope swaps its factors
once the text outgrows the original context. Doing that per request would make a token's keys depend
on what was asked of it later, on chunks and on preemption, so the length that counts here is the
context length that the server offers, the same for every request: a server that offers no more than
the original context computes exactly the short variant, and one that offers more the long variant.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

import ops
from models.rope_settings import RopeConfig


def build_tables(rope: RopeConfig, context_length: int) -> tuple[Tensor, Tensor]:
    """Cosines and sines [context_length, rotated channels / 2] in float32."""
    frequencies, scaling = compute_frequencies(rope, context_length)
    return ops.rope_tables(torch.arange(context_length), frequencies, attention_scaling=scaling)


def compute_frequencies(rope: RopeConfig, context_length: int) -> tuple[Tensor, float]:
    """Radians for each position [rotated channels / 2], and the factor on cosines and sines."""
    match rope.kind:
        case "default":
            return invert(rope.theta, rope.size), 1.0
        case "linear":
            return invert(rope.theta, rope.size) / rope.factor, 1.0
        case "dynamic":
            return stretch_dynamic(rope, context_length), 1.0
        case "llama3":
            return stretch_llama3(rope), 1.0
        case "yarn":
            return stretch_yarn(rope), scale_yarn(rope)
        case "longrope":
            return stretch_longrope(rope, context_length), scale_longrope(rope)


def invert(theta: float, size: int) -> Tensor:
    """The plain frequencies: theta to the power of minus 0 ... 1 in equal steps."""
    return 1.0 / theta ** (torch.arange(0, size, 2, dtype=torch.float32) / size)


def stretch_dynamic(rope: RopeConfig, context_length: int) -> Tensor:
    """The base grows with the length, once that exceeds what the model was trained for."""
    length = max(context_length, rope.max_positions)
    growth = rope.factor * length / rope.max_positions - (rope.factor - 1)
    return invert(rope.theta * growth ** (rope.size / (rope.size - 2)), rope.size)


def stretch_llama3(rope: RopeConfig) -> Tensor:
    """Slow frequencies are divided by the factor, fast ones stay, those between are blended."""
    frequencies = invert(rope.theta, rope.size)
    turns = rope.original_positions * frequencies / (2 * math.pi)
    blend = (turns - rope.low_freq_factor) / (rope.high_freq_factor - rope.low_freq_factor)
    blend = blend.clamp(0, 1)
    return (1 - blend) * frequencies / rope.factor + blend * frequencies


def stretch_yarn(rope: RopeConfig) -> Tensor:
    """As llama3, but the blend runs over the number of the channel, not over its frequency."""
    frequencies = invert(rope.theta, rope.size)

    def channel_of(turns: float) -> float:
        """The channel pair that turns so often within the original context."""
        length = rope.original_positions / (turns * 2 * math.pi)
        return rope.size * math.log(length) / (2 * math.log(rope.theta))

    low, high = channel_of(rope.beta_fast), channel_of(rope.beta_slow)
    if rope.truncate:
        low, high = math.floor(low), math.ceil(high)
    low, high = max(low, 0), min(high, rope.size - 1)
    high += 0.001 if low == high else 0  # a step instead of a ramp, without dividing by zero
    ramp = (torch.arange(rope.size // 2, dtype=torch.float32) - low) / (high - low)
    ramp = ramp.clamp(0, 1)
    return frequencies / rope.factor * ramp + frequencies * (1 - ramp)


def scale_yarn(rope: RopeConfig) -> float:
    """Longer contexts make the softmax flatter; this sharpens it again."""
    if rope.attention_factor is not None:
        return rope.attention_factor

    def sharpness(mscale: float) -> float:
        return 1.0 if rope.factor <= 1 else 0.1 * mscale * math.log(rope.factor) + 1.0

    if rope.mscale and rope.mscale_all_dim:
        return sharpness(rope.mscale) / sharpness(rope.mscale_all_dim)
    return sharpness(1.0)


def stretch_longrope(rope: RopeConfig, context_length: int) -> Tensor:
    """A searched factor for each frequency: one list for short contexts and one for long ones."""
    is_long = context_length > rope.original_positions
    factors = torch.tensor(rope.long_factors if is_long else rope.short_factors)
    return invert(rope.theta, rope.size) / factors


def scale_longrope(rope: RopeConfig) -> float:
    """The sharpening of longrope, which short contexts get too."""
    if rope.attention_factor is not None:
        return rope.attention_factor
    if rope.factor <= 1:
        return 1.0
    return math.sqrt(1 + math.log(rope.factor) / math.log(rope.original_positions))
