"""The parts of a decoder layer: weights, and the few calls that use them.

Plain classes that hold tensors: there is nothing to register, to train or to move. Letters: `ops`.

The residual stream travels as a pair, `delta` (what the last block gave) and `stream` (the sum
before it), so that each norm can do the sum and the norm in one pass over memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import torch
from torch import Tensor

import ops


@dataclass(frozen=True, slots=True, eq=False)
class RaggedBatch:
    """Where the tokens of a step belong. All rows behind one another, without padding."""

    query_start: Tensor  # [R + 1]: the tokens of row r are query_start[r] ... query_start[r + 1]
    block_tables: Tensor  # [R, most blocks]
    context_lens: Tensor  # [R]: tokens of the row in the cache, those of this step included
    slot_mapping: Tensor  # [T]: block * block_size + offset; -1: keep nothing of this token
    tree_mask: Tensor | None = None  # [T, words], see `ops.paged_attention`
    tree_sizes: Tensor | None = None  # [R]


@dataclass(frozen=True, eq=False)
class StepContext:
    """What all layers of one forward share."""

    batch: RaggedBatch
    turns: tuple[tuple[Tensor, Tensor], ...]  # for each rope: cosines and sines [T, rotated / 2]

    @cached_property
    def native(self) -> ops.NativeStep:
        """The batch as layers in one call take it."""
        batch = self.batch
        return ops.NativeStep(
            query_start=batch.query_start,
            block_tables=batch.block_tables,
            context_lens=batch.context_lens,
            slot_mapping=batch.slot_mapping,
            tree_mask=batch.tree_mask,
            tree_sizes=batch.tree_sizes,
            turns=self.turns,
        )


class Layer(Protocol):
    """A decoder layer, however it is computed. The residual stream: see the top of this file."""

    def __call__(
        self,
        delta: Tensor,
        stream: Tensor | None,
        *,
        cache: tuple[Tensor, Tensor],
        context: StepContext,
    ) -> tuple[Tensor, Tensor]:
        """What the layer's last block gave, and the stream that it is yet to be added to."""
        ...


class Block(Protocol):
    """What stands where a feed-forward block stands."""

    def __call__(self, x: Tensor) -> Tensor:
        """x [T, N] to [T, N]."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class RmsNorm:
    """Norm by the root of the mean square."""

    weight: Tensor
    eps: float
    offset: float = 0.0

    def __call__(self, delta: Tensor, stream: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """The normed sum of the two, and the sum."""
        return ops.rms_norm(delta, self.weight, eps=self.eps, offset=self.offset, residual=stream)


@dataclass(frozen=True, slots=True, eq=False)
class LayerNorm:
    """Norm by mean and variance."""

    weight: Tensor
    bias: Tensor
    eps: float

    def __call__(self, delta: Tensor, stream: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """The normed sum of the two, and the sum."""
        return ops.layer_norm(delta, self.weight, bias=self.bias, eps=self.eps, residual=stream)


class NoNorm:
    """Only the sum: for families that norm what comes out of a block, not what goes in."""

    def __call__(self, delta: Tensor, stream: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """The sum, twice."""
        total = delta if stream is None else delta + stream
        return total, total


Norm = RmsNorm | LayerNorm | NoNorm


@dataclass(frozen=True, slots=True, eq=False)
class Attention:
    """Projections, norms of heads, positions, cache and attention of one layer."""

    qkv: ops.PackedLinear
    out: ops.PackedLinear
    query_norm: RmsNorm | None
    key_norm: RmsNorm | None
    norms_heads: bool  # each head alone; otherwise all of them as one vector
    num_heads: int
    num_kv_heads: int
    head_size: int
    value_size: int
    rope: int | None
    scale: float
    window: int | None
    softcap: float | None

    def __call__(self, x: Tensor, cache: tuple[Tensor, Tensor], context: StepContext) -> Tensor:
        """x [T, N] to [T, N]. Writes the keys and values of the step before it reads any."""
        batch = context.batch
        k_cache, v_cache = cache
        q, k, v = self._project(x)
        if self.rope is not None:
            cos, sin = context.turns[self.rope]
            q, k = ops.rope(q, k, cos=cos, sin=sin)
        ops.kv_write(k, v, k_cache=k_cache, v_cache=v_cache, slot_mapping=batch.slot_mapping)
        heads = ops.paged_attention(
            q,
            k_cache=k_cache,
            v_cache=v_cache,
            block_tables=batch.block_tables,
            query_start=batch.query_start,
            context_lens=batch.context_lens,
            scale=self.scale,
            window=self.window,
            soft_cap=self.softcap,
            tree_mask=batch.tree_mask,
            tree_sizes=batch.tree_sizes,
        )
        return self.out(heads.flatten(1))

    def _project(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """x [T, N] to q [T, H, D], k [T, K, D], v [T, K, E], the heads normed."""
        sizes = [
            self.num_heads * self.head_size,
            self.num_kv_heads * self.head_size,
            self.num_kv_heads * self.value_size,
        ]
        q, k, v = torch.split(self.qkv(x), sizes, dim=-1)
        if self.query_norm is not None and self.key_norm is not None and not self.norms_heads:
            q, k = self.query_norm(q)[0], self.key_norm(k)[0]
        q = q.view(-1, self.num_heads, self.head_size)
        k = k.view(-1, self.num_kv_heads, self.head_size)
        v = v.view(-1, self.num_kv_heads, self.value_size)
        if self.query_norm is not None and self.key_norm is not None and self.norms_heads:
            q, k = self.query_norm(q)[0], self.key_norm(k)[0]
        return q, k, v


@dataclass(frozen=True, slots=True, eq=False)
class FeedForward:
    """Two matrices with an activation between them."""

    gate_up: ops.PackedLinear  # the gate above what it multiplies; only the latter if not gated
    down: ops.PackedLinear
    activation: str
    gated: bool

    def __call__(self, x: Tensor) -> Tensor:
        """x [T, N] to [T, N]."""
        act = ops.gated_activation if self.gated else ops.activation
        return self.down(act(self.gate_up(x), self.activation))


@dataclass(frozen=True, slots=True, eq=False)
class DecoderLayer:
    """Attention and a feed-forward block on the residual stream."""

    attention_norm: Norm
    attention: Attention
    attention_after_norm: Norm | None
    mlp_norm: Norm
    mlp: Block
    mlp_after_norm: Norm | None
    residual_multiplier: float

    def __call__(
        self,
        delta: Tensor,
        stream: Tensor | None,
        *,
        cache: tuple[Tensor, Tensor],
        context: StepContext,
    ) -> tuple[Tensor, Tensor]:
        """What the layer's last block gave, and the stream that it is yet to be added to."""
        x, stream = self.attention_norm(delta, stream)
        delta = self._finish(self.attention(x, cache, context), self.attention_after_norm)
        x, stream = self.mlp_norm(delta, stream)
        return self._finish(self.mlp(x), self.mlp_after_norm), stream

    def _finish(self, x: Tensor, norm: Norm | None) -> Tensor:
        if norm is not None:
            x = norm(x)[0]
        return x if self.residual_multiplier == 1.0 else x * self.residual_multiplier
