"""Random weights of a checkpoint's shapes, without its files: to measure speed."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from models.checkpoint import Checkpoint
from models.config import ModelConfig
from models.decoder import DecoderWeights
from models.weights import Loader
from ops.quantise import Bits

SPREAD = 0.02


def draw_weights(
    config: ModelConfig,
    *,
    dtype: torch.dtype,
    device: torch.device,
    progress: Callable[[float], None],
    bits: Bits | None = None,
) -> DecoderWeights:
    """What `load_weights` would read, drawn at random."""
    loader = Loader(DrawnCheckpoint(), config, dtype, device, bits)
    embedding, positions = loader.read_embeddings()
    layers = []
    for number, layer in enumerate(config.layers):
        layers.append(loader.read_layer(number, layer))
        progress((number + 1) / config.num_layers)
    final_norm = loader.read_norm(loader.root + loader.names.final_norm, config.hidden_size)
    return DecoderWeights(
        embedding, positions, tuple(layers), final_norm, loader.read_head(embedding), dtype
    )


class DrawnCheckpoint(Checkpoint):
    """Has every tensor, of whatever shape is wanted."""

    def __init__(self) -> None:
        self._draw = torch.Generator().manual_seed(1234)

    def __contains__(self, name: str) -> bool:
        return True

    def read_into(self, target: Tensor, name: str, *, transposed: bool = False) -> None:
        """Vectors are neutral as weights and biases, matrices are small."""
        if target.ndim == 1:
            target.fill_(float(name.endswith("weight")))
        else:
            drawn = torch.empty(target.shape, dtype=torch.float32)
            target.copy_(drawn.normal_(std=SPREAD, generator=self._draw))

    def unmap(self) -> None:
        """Nothing is mapped."""
