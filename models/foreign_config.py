"""What the server must know of a checkpoint that only transformers can compute.

It is read off `config.json` alone, so that the front process can do it without torch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.config import (
    ModelConfig,
    SamplingDefaults,
    read_config,
    read_dtype,
    read_generation,
    read_ids,
    read_sampling,
)
from models.errors import CheckpointError, UnsupportedArchitecture
from models.settings import Settings, read_json

# What families call the number of positions that the authors vouch for.
LENGTHS = (
    "max_position_embeddings",
    "n_positions",
    "max_sequence_length",
    "max_seq_len",
    "seq_length",
    "n_ctx",
    "model_max_length",
)


@dataclass(frozen=True, slots=True)
class ForeignConfig:
    """The part of `ModelConfig` that any language model has. The rest is transformers' affair."""

    family: str
    dtype: str | None
    vocabulary_size: int
    context_length: int
    bos_id: int | None = None
    eos_ids: tuple[int, ...] = ()
    sampling: SamplingDefaults = SamplingDefaults()


def read_any_config(directory: Path) -> ModelConfig | ForeignConfig:
    """The native configuration if there is one, otherwise what can be said without it."""
    return read_native_config(directory) or read_foreign_config(directory)


def read_native_config(directory: Path) -> ModelConfig | None:
    """None: the native decoder does not compute this checkpoint."""
    try:
        return read_config(directory)
    except UnsupportedArchitecture:
        return None


def read_foreign_config(
    directory: Path, defaults: Mapping[str, Any] | None = None
) -> ForeignConfig:
    """What `config.json` says, or its part about text where the model also sees or hears.

    `defaults` holds what counts where the file is silent; only transformers knows that.
    """
    path = directory / "config.json"
    raw = read_json(path)
    inner = Settings(raw, str(path)).optional_object("text_config") or {}
    values: dict[str, Any] = {}
    for source in (defaults or {}, raw, inner):
        values |= {key: value for key, value in source.items() if value is not None}
    settings = Settings({**values, "model_type": raw.get("model_type")}, str(path))
    generation = read_generation(directory)
    return ForeignConfig(
        family=settings.text("model_type"),
        dtype=read_dtype(settings),
        vocabulary_size=settings.integer("vocab_size"),
        context_length=read_length(settings),
        bos_id=settings.optional_integer("bos_token_id"),
        eos_ids=read_ids(generation, "eos_token_id") or read_ids(settings, "eos_token_id"),
        sampling=read_sampling(generation),
    )


def read_length(settings: Settings) -> int:
    """The first word for it that the file uses."""
    for key in LENGTHS:
        length = settings.optional_integer(key, least=1)
        if length is not None:
            return length
    raise CheckpointError(f"{settings.where} does not say {LENGTHS[0]!r}.")
