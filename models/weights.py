"""From a checkpoint's files to a decoder's weights, tensor by tensor.

Each matrix is allocated in its final type and place and filled from the mapped files, so that at
no moment there is much more than one copy of the weights: the layer at hand may exist twice while
it is packed. What belongs together (queries, keys and values; gate and up) is stacked on the way.
Letters: see `ops`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor

import ops
from models.checkpoint import Checkpoint
from models.config import ExpertsConfig, ModelConfig
from models.decoder import DecoderWeights
from models.families import FAMILIES
from models.layer_settings import LayerConfig
from models.layers import (
    Attention,
    Block,
    DecoderLayer,
    FeedForward,
    LayerNorm,
    NoNorm,
    Norm,
    RmsNorm,
)
from models.memory import give_back
from models.moe import SharedExpert, SparseFeedForward
from ops.quantise import Bits


def load_weights(
    directory: Path,
    config: ModelConfig,
    *,
    dtype: torch.dtype,
    device: torch.device | str = "cpu",
    progress: Callable[[float], None] | None = None,
    bits: Bits | None = None,
) -> DecoderWeights:
    """Everything that the decoder needs, as `dtype`, on `device`, matrices rounded to `bits`.

    Raises a `CheckpointError` that names file and tensor. `progress` hears the fraction that is
    done, after the embedding and after each layer.
    """
    loader = Loader(Checkpoint(directory), config, dtype, torch.device(device), bits)
    num_parts = config.num_layers + 2

    def report(num_done: int) -> None:
        loader.checkpoint.unmap()
        if progress is not None:
            progress(num_done / num_parts)

    embedding, positions = loader.read_embeddings()
    report(1)
    layers = []
    for number, layer in enumerate(config.layers):
        layers.append(loader.read_layer(number, layer))
        report(number + 2)
    final_norm = loader.read_norm(loader.root + loader.names.final_norm, config.hidden_size)
    head = loader.read_head(embedding)
    report(num_parts)
    embedding = ops.narrowed(embedding)
    give_back()
    return DecoderWeights(embedding, positions, tuple(layers), final_norm, head, dtype)


class Loader:
    """Reads the parts of one checkpoint under the names of its family."""

    def __init__(
        self,
        checkpoint: Checkpoint,
        config: ModelConfig,
        dtype: torch.dtype,
        device: torch.device,
        bits: Bits | None = None,
    ) -> None:
        self.checkpoint = checkpoint
        self.config = config
        self.names = FAMILIES[config.family].names
        self.root = self._find_root()
        self._dtype = dtype
        self._device = device
        self._bits = bits

    def read_embeddings(self) -> tuple[Tensor, Tensor | None]:
        """Token embedding [V, N], and that of the positions where they are learned."""
        config, root = self.config, self.root
        embedding = self.read(
            f"{root}{self.names.embedding}.weight", (config.vocabulary_size, config.hidden_size)
        )
        if config.num_positions is None:
            return embedding, None
        shape = (config.num_positions, config.hidden_size)
        return embedding, self.read(f"{root}{self.names.positions}.weight", shape)

    def read_head(self, embedding: Tensor) -> ops.PackedLinear:
        """What turns hidden states into logits: the embedding again, or a matrix of its own."""
        head_bits: Bits | None = None if self._bits is None else 8  # every token passes here
        if self.config.tied:
            return ops.PackedLinear(embedding, bits=head_bits)
        present = [name for name in self.names.heads if f"{name}.weight" in self.checkpoint]
        name = present[0] if present else self.names.heads[0]
        weight = self.read(f"{name}.weight", tuple(embedding.shape))
        return ops.PackedLinear(weight, bits=head_bits)

    def read_layer(self, number: int, layer: LayerConfig) -> DecoderLayer:
        """One layer, all of it."""
        return self.read_block(self.root + self.names.layer.format(number), layer)

    def read_block(self, prefix: str, layer: LayerConfig) -> DecoderLayer:
        """The layer whose tensors' names begin like this."""
        config, names = self.config, self.names
        size = config.hidden_size

        def norm(name: str) -> Norm | None:
            return self.read_norm(prefix + name, size) if name else None

        if layer.has_experts and config.experts is not None:
            mlp: Block = self._read_experts(prefix, config.experts)
        else:
            mlp = self.read_mlp(
                prefix,
                names.gate_up,
                down=names.down,
                size=config.intermediate_size,
                bias=config.biases.mlp,
            )
        return DecoderLayer(
            attention_norm=norm(names.attention_norm) or NoNorm(),
            attention=self.read_attention(prefix, layer),
            attention_after_norm=norm(names.attention_after_norm),
            mlp_norm=norm(names.mlp_norm) or NoNorm(),
            mlp=mlp,
            mlp_after_norm=norm(names.mlp_after_norm),
            residual_multiplier=config.residual_multiplier,
        )

    def read_norm(self, name: str, size: int) -> RmsNorm | LayerNorm:
        """A norm's weight [size], and its bias where the family's norms have one."""
        config = self.config
        weight = self.read(f"{name}.weight", (size,))
        if config.norm.kind == "layer":
            return LayerNorm(weight, self.read(f"{name}.bias", (size,)), config.norm.eps)
        return RmsNorm(weight, config.norm.eps, config.norm.offset)

    def read_attention(
        self, prefix: str, layer: LayerConfig, *, in_size: int | None = None
    ) -> Attention:
        config, names = self.config, self.names
        queries = config.num_heads * config.head_size
        keys = config.num_kv_heads * config.head_size
        values = config.num_kv_heads * config.value_size
        normed = {None: (0, 0), "head": (config.head_size,) * 2, "full": (queries, keys)}
        query_size, key_size = normed[config.norm.heads]
        return Attention(
            qkv=self.read_linear(
                prefix,
                names.qkv,
                (queries, keys, values),
                bias=config.biases.qkv,
                in_size=in_size,
            ),
            out=self.read_linear(
                prefix,
                (names.out,),
                (config.hidden_size,),
                bias=config.biases.out,
                in_size=config.num_heads * config.value_size,
            ),
            query_norm=self._read_head_norm(prefix + names.query_norm, query_size),
            key_norm=self._read_head_norm(prefix + names.key_norm, key_size),
            norms_heads=config.norm.heads == "head",
            num_heads=config.num_heads,
            num_kv_heads=config.num_kv_heads,
            head_size=config.head_size,
            value_size=config.value_size,
            rope=layer.rope,
            scale=layer.attention_scale,
            window=layer.window,
            softcap=config.attention_softcap,
        )

    def _read_head_norm(self, name: str, size: int) -> RmsNorm | None:
        if not size:
            return None
        weight = self.read(f"{name}.weight", (size,))
        return RmsNorm(weight, self.config.norm.eps, self.config.norm.offset)

    def read_mlp(
        self, prefix: str, gate_up: tuple[str, ...], *, down: str, size: int, bias: bool = False
    ) -> FeedForward:
        """A feed-forward block of the given inner size."""
        config = self.config
        sizes = (size, size) if config.gated else (size,)
        return FeedForward(
            gate_up=self.read_linear(prefix, gate_up, sizes, bias=bias),
            down=self.read_linear(prefix, (down,), (config.hidden_size,), bias=bias, in_size=size),
            activation=config.activation,
            gated=config.gated,
        )

    def _read_experts(self, prefix: str, experts: ExpertsConfig) -> SparseFeedForward:
        """The router, and the matrices of all experts of a layer stacked: gate_up [X, 2 I, N]."""
        names, hidden, inner = self.names, self.config.hidden_size, experts.intermediate_size
        gate_up = self._allocate((experts.num_experts, 2 * inner, hidden))
        down = self._allocate((experts.num_experts, hidden, inner))
        for expert in range(experts.num_experts):
            parts = [name.format(expert) for name in names.expert_gate_up]
            self._fill(gate_up[expert], prefix, parts, (inner, inner))
            self._fill(down[expert], prefix, [names.expert_down.format(expert)], (hidden,))
        return SparseFeedForward(
            router=self.read_linear(prefix, (names.router,), (experts.num_experts,)),
            experts=ops.PackedExperts(gate_up, down, kind=self.config.activation, bits=self._bits),
            num_chosen=experts.num_chosen,
            normalise=experts.normalise,
            shared=self._read_shared(prefix, experts.shared_size),
        )

    def _read_shared(self, prefix: str, size: int) -> SharedExpert | None:
        if not size:
            return None
        names = self.names
        return SharedExpert(
            self.read_mlp(prefix, names.shared_gate_up, down=names.shared_down, size=size),
            self.read_linear(prefix, (names.shared_gate,), (1,)),
        )

    def read_linear(
        self,
        prefix: str,
        parts: Sequence[str],
        sizes: Sequence[int],
        *,
        bias: bool = False,
        in_size: int | None = None,
    ) -> ops.PackedLinear:
        """Matrices of these numbers of rows, stacked; `in_size` is the hidden size if not said."""
        weight = self._allocate((sum(sizes), in_size or self.config.hidden_size))
        self._fill(weight, prefix, parts, sizes)
        if not bias:
            return ops.PackedLinear(weight, bits=self._bits)
        offsets = self._allocate((sum(sizes),))
        self._fill(offsets, prefix, parts, sizes, kind="bias")
        return ops.PackedLinear(weight, offsets, bits=self._bits)

    def _fill(
        self,
        target: Tensor,
        prefix: str,
        parts: Sequence[str],
        sizes: Sequence[int],
        *,
        kind: str = "weight",
    ) -> None:
        """Read the parts into their rows of `target`. A single part fills all of it."""
        targets = torch.split(target, list(sizes)) if len(parts) > 1 else (target,)
        transposed = self.names.transposed and kind == "weight"
        for part, rows in zip(parts, targets, strict=True):
            self.checkpoint.read_into(rows, f"{prefix}{part}.{kind}", transposed=transposed)

    def read(self, name: str, shape: tuple[int, ...]) -> Tensor:
        """A tensor of this shape."""
        target = self._allocate(shape)
        self.checkpoint.read_into(target, name)
        return target

    def _allocate(self, shape: tuple[int, ...]) -> Tensor:
        return torch.empty(shape, dtype=self._dtype, device=self._device)

    def _find_root(self) -> str:
        """What the names of this checkpoint begin with: it depends on the class that saved it."""
        for root in self.names.roots:
            if f"{root}{self.names.embedding}.weight" in self.checkpoint:
                return root
        return self.names.roots[0]  # the complaint about the first tensor will show it
