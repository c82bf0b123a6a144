"""The decoder of a checkpoint: the native one, or transformers' own code where that is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor

from models.config import ModelConfig
from models.decoder import Cache, Decoder
from models.foreign_config import ForeignConfig, read_native_config
from models.layers import RaggedBatch
from models.weights import load_weights
from ops.quantise import Bits


class LanguageModel(Protocol):
    """What the executor needs of either kind. Letters: see `ops`."""

    @property
    def config(self) -> ModelConfig | ForeignConfig:
        """What the checkpoint says of itself."""
        ...

    @property
    def context_length(self) -> int:
        """Tokens of the longest text."""
        ...

    def forward(
        self,
        token_ids: Tensor,
        positions: Tensor,
        *,
        batch: RaggedBatch,
        caches: Sequence[Cache],
        progress: Callable[[float], None] | None = None,
    ) -> Tensor:
        """token_ids [T], positions [T] to the normed hidden states [T, N]."""
        ...

    def logits(self, hidden: Tensor) -> Tensor:
        """hidden [M, N] to float32 [M, V]."""
        ...

    def allocate_caches(self, num_blocks: int, block_size: int) -> list[Cache]:
        """Keys and values for every layer."""
        ...


def read_servable_config(
    directory: Path, *, trust_remote_code: bool = False
) -> ModelConfig | ForeignConfig:
    """Like `read_any_config`, but says first what about the model cannot be served."""
    config = read_native_config(directory)
    if config is not None:
        return config
    from models.foreign import read_servable

    return read_servable(directory, trust_remote_code=trust_remote_code)[1]


def open_decoder(
    directory: Path,
    *,
    dtype: torch.dtype,
    device: torch.device | str = "cpu",
    context_length: int | None = None,
    progress: Callable[[float], None] | None = None,
    trust_remote_code: bool = False,
    bits: Bits | None = None,
) -> LanguageModel:
    """Raises a `ModelError` with one sentence. `progress` hears the fraction that is loaded.

    `context_length` is what the server offers; None: what the authors vouch for. Code that comes
    with the checkpoint runs only with `trust_remote_code`, and never where native code does.
    """
    config = read_native_config(directory)
    if config is not None:
        weights = load_weights(
            directory, config, dtype=dtype, device=device, progress=progress, bits=bits
        )
        return Decoder(config, weights, context_length=context_length or config.context_length)
    # Imported here: transformers takes seconds, and most checkpoints do without it.
    from models.foreign import open_foreign

    return open_foreign(
        directory,
        dtype=dtype,
        device=device,
        context_length=context_length,
        progress=progress,
        trust_remote_code=trust_remote_code,
    )
