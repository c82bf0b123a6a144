"""Layers that the native library computes in one call instead of a dozen. Letters: see `ops`."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor

import ops
from models.layers import DecoderLayer, FeedForward, Layer, Norm, RmsNorm, StepContext


@dataclass(frozen=True, slots=True, eq=False)
class NativeDecoderLayer:
    """Stands where a `DecoderLayer` stands, and gives the same bits."""

    layer: ops.NativeLayer
    rope: int | None

    def __call__(
        self,
        delta: Tensor,
        stream: Tensor | None,
        *,
        cache: tuple[Tensor, Tensor],
        context: StepContext,
    ) -> tuple[Tensor, Tensor]:
        """As `DecoderLayer` says, but that it overwrites what it is given."""
        turns = None if self.rope is None else context.turns[self.rope]
        return self.layer(delta, stream, step=context.native, cache=cache, turns=turns)


def in_one_call(layer: DecoderLayer) -> Layer:
    """The same layer for the library, where that computes all of it."""
    before_attention, before_mlp = _norm(layer.attention_norm), _norm(layer.mlp_norm)
    attention, mlp = layer.attention, layer.mlp
    if before_attention is None or before_mlp is None or not isinstance(mlp, FeedForward):
        return layer
    if not mlp.gated or mlp.activation != "silu":
        return layer
    if layer.attention_after_norm is not None or layer.mlp_after_norm is not None:
        return layer
    if attention.query_norm is not None and not attention.norms_heads:
        return layer
    native = ops.native_layer(
        ops.DenseLayer(
            qkv=attention.qkv,
            out=attention.out,
            gate_up=mlp.gate_up,
            down=mlp.down,
            before_attention=before_attention,
            of_queries=_norm(attention.query_norm),
            of_keys=_norm(attention.key_norm),
            before_mlp=before_mlp,
            heads=attention.num_heads,
            kv_heads=attention.num_kv_heads,
            key_size=attention.head_size,
            value_size=attention.value_size,
            window=attention.window,
            scale=attention.scale,
            soft_cap=attention.softcap,
            multiplier=layer.residual_multiplier,
        )
    )
    return layer if native is None else NativeDecoderLayer(native, attention.rope)


def _norm(norm: Norm | None) -> ops.NormOf | None:
    return ops.NormOf(norm.weight, norm.eps, norm.offset) if isinstance(norm, RmsNorm) else None
