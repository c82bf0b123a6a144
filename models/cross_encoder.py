"""How well two texts belong together, by a model that reads both at once.

Such a model is an encoder and a head that makes one number of its hidden states. Pairs are packed
like the texts of an embedder; the head then sees them one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy
import torch
from numpy.typing import NDArray
from torch import Tensor
from transformers import AutoModelForSequenceClassification

import ops
from models.embedding_config import read_bounds, read_max_length
from models.encoder import Encoder, Texts, refuse_texts
from models.errors import CheckpointError, UnsupportedArchitecture
from models.foreign_head import Head
from models.foreign_loading import load_config, load_model, passes, say
from models.settings import read_json

# How the head's number becomes a score, by the last part of torch's name for it.
ACTIVATIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "Sigmoid": ops.sigmoid,
    "Identity": lambda x: x,
}
TRIAL_LENGTH = 6
MOST_WRONG = 1e-3  # of one number, whose size is about one; four digits in half precision are not


class CrossEncoder:
    """A model that is ready to score."""

    def __init__(
        self,
        model: Any,
        *,
        max_length: int,
        dtype: torch.dtype,
        activation: Callable[[Tensor], Tensor],
    ) -> None:
        """Replaces parts of the model, see `models.foreign_rows`."""
        self.max_length = max_length
        self._activation = activation
        self._device: torch.device = model.device
        middle = model.config.get_text_config().vocab_size // 2
        trial = torch.arange(middle, middle + TRIAL_LENGTH, device=model.device)
        expected = model(input_ids=trial[None]).logits[0]
        inner = model.base_model
        self._encoder = Encoder(inner, max_length=max_length, dtype=dtype)
        self.vocabulary_size = self._encoder.vocabulary_size
        self._head = Head(model, inner)
        hidden = next(self._encoder.read([trial.tolist()]))
        error = (self._head(hidden, ids=trial) - expected).abs().max()
        if not error <= MOST_WRONG * (1 if dtype == torch.float32 else 100):
            raise UnsupportedArchitecture(
                f"The head of {type(model).__name__} needs more than the hidden states of a pair."
            )

    @classmethod
    def load(
        cls,
        directory: Path,
        *,
        dtype: torch.dtype = torch.float32,
        device: torch.device | str = "cpu",
        progress: Callable[[float], None] | None = None,
        trust_remote_code: bool = False,
    ) -> CrossEncoder:
        """Raises a `ModelError` with one sentence. `progress` hears the fraction that is loaded."""
        settings = load_config(directory, trust_remote_code=trust_remote_code)
        if settings.num_labels != 1:
            raise UnsupportedArchitecture(
                f"{directory} tells {settings.num_labels} classes apart; a score of pairs needs a "
                "head with a single number."
            )
        model = load_model(
            AutoModelForSequenceClassification,
            directory,
            settings,
            dtype=dtype,
            device=device,
            progress=progress,
            trust_remote_code=trust_remote_code,
        )
        max_length = read_max_length(directory, read_bounds(directory))
        with torch.inference_mode():
            try:
                activation = read_activation(directory)
                return cls(model, max_length=max_length, dtype=dtype, activation=activation)
            except Exception as error:
                if passes(error):
                    raise
                raise UnsupportedArchitecture(
                    f"{directory} does not run as a reader of pairs: {say(error)}."
                ) from error

    def score(self, pairs: Texts, *, type_ids: Texts | None = None) -> NDArray[numpy.float32]:
        """float32 [pairs], out of token ids of both texts with their special tokens.

        `type_ids` tell the two texts of a pair apart, where the tokenizer gives them. Raises a
        `ValueError` for what cannot be read.
        """
        refuse_texts(
            pairs, max_length=self.max_length, vocabulary_size=self._encoder.vocabulary_size
        )
        scores = torch.empty(len(pairs))
        with torch.inference_mode():
            states = self._encoder.read(pairs, type_ids=type_ids)
            for number, (pair, hidden) in enumerate(zip(pairs, states, strict=True)):
                scores[number] = self._score(pair, hidden)
        return scores.numpy()

    def _score(self, pair: Sequence[int], hidden: Tensor) -> Tensor:
        ids = torch.tensor(list(pair), device=self._device)
        return self._activation(self._head(hidden, ids=ids).float())[0]


def read_activation(directory: Path) -> Callable[[Tensor], Tensor]:
    """As sentence-transformers says it, now or in former times; a sigmoid if it does not."""
    raw = read_json(directory / "config.json")
    new = raw.get("sentence_transformers")
    name = new.get("activation_fn") if isinstance(new, dict) else None
    name = name or raw.get("sbert_ce_default_activation_function") or "torch.nn.Sigmoid"
    kind = str(name).rpartition(".")[2]
    if kind not in ACTIVATIONS:
        raise CheckpointError(f"{directory / 'config.json'} asks for scores by {name!r}.")
    return ACTIVATIONS[kind]
