"""Layers that the native library computes in one call instead of a dozen each. Letters: see `ops`.

A step of few tokens goes through all of them in one call or a few: between two calls the processor
would wait for Python, in a small model as long as it computes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from torch import Tensor

import ops
from models.layers import DecoderLayer, FeedForward, Layer, Norm, RmsNorm, StepContext

FEW = 128  # tokens
AT_ONCE = 2**28  # bytes of weights


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
        return ops.NativeLayers([(self.layer, self.rope)], [cache])(delta, stream, context.native)


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Layers between which nobody listens: from the first on, up to the one behind them."""

    first: int
    end: int
    compute: Callable[..., tuple[Tensor, Tensor]]  # as a `Layer`, of whose caches it knows


class Course:
    """How a forward goes through the layers: one by one, or few tokens through many at once."""

    def __init__(
        self,
        layers: Sequence[Layer],
        caches: Sequence[tuple[Tensor, Tensor]],
        taps: tuple[int, ...],  # layers whose input others want to hear
    ) -> None:
        self._layers, self._caches, self._taps = layers, caches, taps
        self._singly = [self._piece(nth, nth + 1) for nth in range(len(layers))]
        self._at_once = [self._piece(first, end) for first, end in self._runs()]

    def is_for(self, caches: Sequence[tuple[Tensor, Tensor]], taps: tuple[int, ...]) -> bool:
        return self._caches is caches and self._taps == taps

    def pieces(self, num_tokens: int) -> Sequence[Piece]:
        return self._at_once if num_tokens <= FEW else self._singly

    def _piece(self, first: int, end: int) -> Piece:
        layers, caches = self._layers[first:end], self._caches[first:end]
        native = [each for each in layers if isinstance(each, NativeDecoderLayer)]
        if not native:
            (layer,), (cache,) = layers, caches
            return Piece(first, end, partial(layer, cache=cache))
        run = ops.NativeLayers([(each.layer, each.rope) for each in native], caches)
        return Piece(
            first, end, lambda delta, stream, *, context: run(delta, stream, context.native)
        )

    def _runs(self) -> list[tuple[int, int]]:
        """The longest, within bounds: also of a large model signs of life are wanted."""
        runs: list[tuple[int, int]] = []
        left = 0
        for nth, layer in enumerate(self._layers):
            size = layer.layer.num_bytes if isinstance(layer, NativeDecoderLayer) else AT_ONCE + 1
            goes_on = bool(runs) and size <= left and nth not in self._taps
            left = left - size if goes_on else AT_ONCE - size
            runs[-1:] = [(runs[-1][0], nth + 1)] if goes_on else [*runs[-1:], (nth, nth + 1)]
        return runs


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
