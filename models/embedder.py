"""Texts to vectors: a checkpoint of the sentence-transformers kind, or any encoder or decoder.

    models.embedding_config   what the checkpoint says
    models.encoder            hidden states by transformers' code, several texts at once
    models.decoder_reader     hidden states by the native decoder
    models.pooling            one vector out of them

In float32 on a CPU a text's vector is the same, bit for bit, whatever else is embedded with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.config import ModelConfig
from models.decoder_reader import open_decoder_reader
from models.embedding_config import EmbeddingConfig, read_embedding_config
from models.encoder import Texts, open_encoder, refuse_texts
from models.foreign_config import read_native_config
from models.pooling import load_after, normalise, pool
from models.settings import read_json


class Reader(Protocol):
    """Gives the hidden states of texts."""

    @property
    def vocabulary_size(self) -> int:
        """Token ids are below it."""
        ...

    def read(self, texts: Texts) -> Iterator[Tensor]:
        """[tokens, N] of each text."""
        ...


class Embedder:
    """A model that is ready to embed."""

    def __init__(
        self,
        config: EmbeddingConfig,
        reader: Reader,
        after: Sequence[Callable[[Tensor], Tensor]],
    ) -> None:
        self.config = config
        self.max_length = config.max_length
        self.vocabulary_size = reader.vocabulary_size
        self._reader = reader
        self._after = after
        with torch.inference_mode():
            self.num_dimensions = len(self._finish(next(reader.read([[0]])), None))

    @classmethod
    def load(
        cls,
        directory: Path,
        *,
        dtype: torch.dtype = torch.float32,
        device: torch.device | str = "cpu",
        progress: Callable[[float], None] | None = None,
        trust_remote_code: bool = False,
    ) -> Embedder:
        """Raises a `ModelError` with one sentence. `progress` hears the fraction that is loaded."""
        config = read_embedding_config(directory)
        native = find_native(config.directory)
        reader: Reader
        if native is not None:
            reader = open_decoder_reader(
                config.directory,
                native,
                max_length=config.max_length,
                dtype=dtype,
                device=device,
                progress=progress,
            )
        else:
            reader = open_encoder(
                config.directory,
                max_length=config.max_length,
                dtype=dtype,
                device=device,
                progress=progress,
                trust_remote_code=trust_remote_code,
            )
        return cls(config, reader, load_after(config, device))

    def embed(self, texts: Texts, *, dimensions: int | None = None) -> NDArray[numpy.float32]:
        """float32 [texts, dimensions], out of token ids with their special tokens.

        `dimensions` cuts vectors to their first numbers and to a length of one: of use for models
        that were trained for it. Raises a `ValueError` for what cannot be embedded.
        """
        refuse_texts(texts, max_length=self.max_length, vocabulary_size=self.vocabulary_size)
        num_dimensions = self.num_dimensions if dimensions is None else dimensions
        if not 1 <= num_dimensions <= self.num_dimensions:
            raise ValueError(
                f"The model's vectors have {self.num_dimensions} dimensions, not {dimensions}."
            )
        vectors = torch.empty(len(texts), num_dimensions)
        with torch.inference_mode():
            for vector, hidden in zip(vectors, self._reader.read(texts), strict=True):
                vector.copy_(self._finish(hidden, dimensions))
        return vectors.numpy()

    def _finish(self, hidden: Tensor, dimensions: int | None) -> Tensor:
        vector = pool(hidden, self.config.pooling)
        for step in self._after:
            vector = step(vector)
        return vector if dimensions is None else normalise(vector[:dimensions])


def find_native(directory: Path) -> ModelConfig | None:
    """The native decoder's configuration, unless the checkpoint was made to read both ways."""
    raw = read_json(directory / "config.json")
    return None if raw.get("is_causal") is False else read_native_config(directory)
