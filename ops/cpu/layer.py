"""Decoder layers of the Llama family in one call: what `layer.cpp` is told, and how it is called.

What is known once the weights are loaded is written down then; what a step adds is written down
once and shared by all layers.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from ops.cpu import attention, panels, rows
from ops.cpu.library import POINTER, REAL, SIZE, address, needed
from ops.linear import PackedLinear
from ops.quantise import GROUP


class _Matrix(ctypes.Structure):
    _fields_ = (
        ("weight", POINTER),
        ("bias", POINTER),
        ("outputs", SIZE),
        ("inputs", SIZE),
        ("bits", SIZE),
    )


class _Norm(ctypes.Structure):
    _fields_ = (("weight", POINTER), ("eps", REAL), ("offset", REAL))


MATRICES = ("qkv", "out", "gate_up", "down")
NORMS = ("before_attention", "of_queries", "of_keys", "before_mlp")


class _Layer(ctypes.Structure):
    _fields_ = (
        *((name, _Matrix) for name in MATRICES),
        *((name, _Norm) for name in NORMS),
        ("heads", SIZE),
        ("kv_heads", SIZE),
        ("key_size", SIZE),
        ("value_size", SIZE),
        ("window", SIZE),
        ("halves", SIZE),
        ("scale", REAL),
        ("soft_cap", REAL),
        ("multiplier", REAL),
    )


class _Turns(ctypes.Structure):
    _fields_ = (("cos", POINTER), ("sin", POINTER), ("half", SIZE))


class _Call(ctypes.Structure):
    _fields_ = (("of", POINTER), ("keys", POINTER), ("values", POINTER), ("turns", SIZE))


class _Step(ctypes.Structure):
    _fields_ = (
        ("tables", POINTER),
        ("query_start", POINTER),
        ("context_lens", POINTER),
        ("tree_sizes", POINTER),
        ("tree_mask", POINTER),
        ("slots", POINTER),
        ("tokens", SIZE),
        ("rows", SIZE),
        ("table_size", SIZE),
        ("words", SIZE),
        ("block_size", SIZE),
        ("panels", SIZE),
        ("threads", SIZE),
        ("scratch", POINTER),
        ("turns", POINTER),
    )


@dataclass(frozen=True, slots=True, eq=False)
class NormOf:
    """A norm by the root of the mean square, as `ops.rms_norm` takes it."""

    weight: Tensor
    eps: float
    offset: float


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class DenseLayer:
    """What a layer is made of. Queries and keys are normed head by head, if at all."""

    qkv: PackedLinear
    out: PackedLinear
    gate_up: PackedLinear
    down: PackedLinear
    before_attention: NormOf
    of_queries: NormOf | None
    of_keys: NormOf | None
    before_mlp: NormOf
    heads: int
    kv_heads: int
    key_size: int
    value_size: int
    window: int | None
    scale: float
    soft_cap: float | None
    multiplier: float


class NativeStep:
    """Where the tokens of a step belong, as `ops.paged_attention` and `ops.kv_write` take it."""

    def __init__(
        self,
        *,
        query_start: Tensor,
        block_tables: Tensor,
        context_lens: Tensor,
        slot_mapping: Tensor,
        tree_mask: Tensor | None,
        tree_sizes: Tensor | None,
        turns: Sequence[tuple[Tensor, Tensor]],  # for each rope: cosines and sines
    ) -> None:
        tables = block_tables.int().contiguous()
        numbers = (query_start, context_lens, tree_sizes, tree_mask, slot_mapping)
        long = [each if each is None else each.long().contiguous() for each in numbers]
        numbers_told = (tables, *long)
        turned = [_Turns(cos.data_ptr(), sin.data_ptr(), cos.shape[-1]) for cos, sin in turns]
        self._turns = (_Turns * len(turned))(*turned)
        self._held = (numbers_told, turns)  # as long as their addresses are known
        self._scratch = torch.empty(0)
        self._told = _Step(
            *map(address, numbers_told),
            tokens=len(slot_mapping),
            rows=len(context_lens),
            table_size=tables.shape[1],
            words=0 if tree_mask is None else tree_mask.shape[1],
            threads=torch.get_num_threads(),
            turns=ctypes.addressof(self._turns),
        )

    def tell(self, cache: Tensor, width: int) -> _Step:
        """How the cache lies, and room for so many numbers for each token, be they float32."""
        if self._scratch.numel() < width * self._told.tokens:
            self._scratch = torch.empty(width * self._told.tokens)
            self._told.scratch = self._scratch.data_ptr()
        self._told.block_size = panels.block_size(cache)
        self._told.panels = panels.are(cache)
        return self._told


class NativeLayer:
    """A layer that the library computes."""

    def __init__(self, layer: DenseLayer) -> None:
        self._held = layer
        self.told = _Layer(
            *(_matrix(getattr(layer, name)) for name in MATRICES),
            *(_norm(getattr(layer, name)) for name in NORMS),
            layer.heads,
            layer.kv_heads,
            layer.key_size,
            layer.value_size,
            layer.window or 0,
            layer.before_mlp.weight.dtype is torch.bfloat16,
            layer.scale,
            layer.soft_cap or 0.0,
            layer.multiplier,
        )
        queries, keys = layer.heads * layer.key_size, layer.kv_heads * layer.key_size
        values = max(queries, layer.heads * layer.value_size)
        # Where the cache is narrower than what is computed with:
        rounded = (queries + keys + layer.kv_heads * layer.value_size + values + 1) // 2
        heads = layer.qkv.out_features + queries + keys + values + rounded
        gates = layer.gate_up.out_features + layer.down.in_features
        self.width = 2 * layer.down.out_features + max(heads, gates)

    @property
    def num_bytes(self) -> int:
        """Of its matrices."""
        weights = [getattr(self._held, name) for name in MATRICES]
        return int(
            sum([each.out_features * each.in_features * each.bytes_each for each in weights])
        )


class NativeLayers:
    """Layers that follow each other, computed by one call, and the cache of each."""

    def __init__(
        self,
        layers: Sequence[tuple[NativeLayer, int | None]],  # and which rope turns its heads
        caches: Sequence[tuple[Tensor, Tensor]],
    ) -> None:
        self._held = (layers, caches)
        self._keys = caches[0][0]
        self._width = max([layer.width for layer, _ in layers])
        self._calls = (_Call * len(layers))(
            *[
                _Call(
                    ctypes.addressof(layer.told),
                    keys.data_ptr(),
                    values.data_ptr(),
                    -1 if rope is None else rope,
                )
                for (layer, rope), (keys, values) in zip(layers, caches, strict=True)
            ]
        )

    def __call__(
        self, delta: Tensor, stream: Tensor | None, step: NativeStep
    ) -> tuple[Tensor, Tensor]:
        """What is given is used up: both are overwritten with what they become."""
        delta = delta.contiguous()
        is_first = stream is None
        stream = torch.empty_like(delta) if stream is None else stream.contiguous()
        needed().layers(
            self._calls,
            len(self._calls),
            ctypes.byref(step.tell(self._keys, self._width)),
            delta.data_ptr(),
            stream.data_ptr(),
            is_first,
        )
        return delta, stream


def takes(layer: DenseLayer) -> bool:
    """Whether the library computes all of it, with the bits of the single operations."""
    halves = layer.before_mlp.weight.dtype is torch.bfloat16
    for name in MATRICES:
        linear: PackedLinear = getattr(layer, name)
        if linear.native is None:
            return False
        if linear.native[0] < 16 and (halves or linear.in_features % GROUP):
            return False
    norms = [getattr(layer, name) for name in NORMS]
    return (
        rows.takes(*(norm.weight for norm in norms if norm is not None))
        and layer.key_size % attention.LANES == 0
        and layer.value_size % attention.LANES == 0
    )


def _matrix(linear: PackedLinear) -> _Matrix:
    if linear.native is None:
        raise ValueError("It was not asked whether the library takes this.")
    bits, weight, bias = linear.native
    return _Matrix(address(weight), address(bias), linear.out_features, linear.in_features, bits)


def _norm(norm: NormOf | None) -> _Norm:
    return _Norm() if norm is None else _Norm(norm.weight.data_ptr(), norm.eps, norm.offset)
