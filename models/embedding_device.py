"""A device process' inside for embedders and readers of pairs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import torch

from models.batch import Progress
from models.cross_encoder import CrossEncoder
from models.embedder import Embedder
from models.embedding_batch import Embed, Embedded, EmbedderReady
from models.errors import ModelError
from models.wire import LoadRefused


class EmbeddingDevice:
    """Reads texts in float32, so that a vector does not depend on its company."""

    def __init__(
        self,
        *,
        model: str,
        scores_pairs: bool = False,
        device: str = "auto",
        num_threads: int | None = None,
    ) -> None:
        self._directory = Path(model)
        self._scores_pairs = scores_pairs
        has_cuda = torch.cuda.is_available()
        self._device = ("cuda" if has_cuda else "cpu") if device == "auto" else device
        if num_threads is not None:
            torch.set_num_threads(num_threads)
        self._model: Embedder | CrossEncoder | None = None

    def load(self, progress: Callable[[Progress], None]) -> EmbedderReady:
        """:raises LoadRefused: with one sentence on what is wrong with the checkpoint."""
        kind = CrossEncoder if self._scores_pairs else Embedder
        try:
            self._model = kind.load(
                self._directory,
                device=self._device,
                progress=lambda fraction: progress(Progress("weights", fraction)),
            )
        except ModelError as error:
            raise LoadRefused(str(error)) from error
        if isinstance(self._model, CrossEncoder):
            return EmbedderReady(1, self._model.max_length, self._model.vocabulary_size)
        return EmbedderReady(
            self._model.num_dimensions, self._model.max_length, self._model.vocabulary_size
        )

    def launch(self, batch: Embed, progress: Callable[[Progress], None]) -> Callable[[], Embedded]:
        """Nothing is computed before the result is waited for."""
        return partial(self._read, batch)

    def _read(self, batch: Embed) -> Embedded:
        match self._model:
            case Embedder() as embedder:
                vectors = embedder.embed(batch.texts, dimensions=batch.dimensions)
            case CrossEncoder() as reader:
                vectors = reader.score(batch.texts, type_ids=batch.type_ids)
            case None:
                raise RuntimeError("The device was asked before it was loaded.")
        return Embedded(batch.id, tuple(vector.astype("<f4").tobytes() for vector in vectors))
