"""One decoder for Llama and its relatives: a ragged batch of tokens over the paged cache.

There is no prefill and no decode here: a row brings one token, some drafted ones or a part of its
prompt, and all rows go through every layer together. Families differ by `ModelConfig` only.
Letters: see `ops`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

import ops
from models.config import ModelConfig
from models.errors import ModelError
from models.layers import DecoderLayer, Norm, RaggedBatch, StepContext
from models.native_layers import Course, in_one_call
from models.rope import build_tables

Cache = tuple[Tensor, Tensor]  # keys and values of one layer, see `ops.empty_cache`


@dataclass(frozen=True, slots=True, eq=False)
class DecoderWeights:
    """All tensors of a model, ready to use."""

    embedding: Tensor  # [V, N], maybe in a narrower type
    positions: Tensor | None  # [positions, N], where they are learned
    layers: tuple[DecoderLayer, ...]
    final_norm: Norm
    head: ops.PackedLinear
    dtype: torch.dtype  # that is computed with


class Decoder:
    """The lead, or a drafter of the same kind. Inference mode and the cache are the caller's."""

    def __init__(
        self, config: ModelConfig, weights: DecoderWeights, *, context_length: int
    ) -> None:
        """`context_length` is what the server offers; see `models.rope` for what depends on it."""
        if config.num_positions is not None and context_length > config.num_positions:
            raise ModelError(
                f"The model has learned {config.num_positions} positions; a context length of "
                f"{context_length} needs more."
            )
        self.config = config
        self.context_length = context_length
        self._weights = weights
        self.taps: tuple[int, ...] = ()  # layers whose input others want to hear
        self._layers = tuple(in_one_call(layer) for layer in weights.layers)
        self._known_course: Course | None = None
        device = weights.embedding.device
        # Rounded to the type of the weights, since that is how the families were trained.
        self._multiplier = torch.tensor(
            config.embedding_multiplier, dtype=weights.dtype, device=device
        )
        self._turns = tuple(
            (cos.to(device), sin.to(device))
            for cos, sin in (build_tables(rope, context_length) for rope in config.ropes)
        )

    @property
    def embedding(self) -> Tensor:
        """[V, N], maybe in a narrower type."""
        return self._weights.embedding

    @property
    def held_as(self) -> str:
        """The kind of the weights in memory, which may be narrower than what is computed with."""
        return self._weights.layers[0].attention.out.held_as

    def bytes_of(self, num_weights: int) -> int:
        """Of memory for so many weights, the head among them, which may have bits of its own."""
        head, layer = self._weights.head, self._weights.layers[0].attention.out
        num_in_head = head.out_features * head.in_features
        in_layers = (num_weights - num_in_head) * layer.bytes_each
        return int(in_layers + num_in_head * head.bytes_each)

    def forward(
        self,
        token_ids: Tensor,
        positions: Tensor,
        *,
        batch: RaggedBatch,
        caches: Sequence[Cache],
        progress: Callable[[float], None] | None = None,
    ) -> Tensor:
        """token_ids [T], positions [T] to the normed hidden states [T, N].

        Behind them, in the same rows, what goes into the layers of `taps`, N for each.

        `progress` hears after each layer which fraction of them is done.
        """
        weights = self._weights
        context = StepContext(
            batch, tuple((cos[positions], sin[positions]) for cos, sin in self._turns)
        )
        delta = self._embed(token_ids, positions)
        stream: Tensor | None = None
        heard: list[Tensor] = []
        for piece in self._course(caches).pieces(len(token_ids)):
            if piece.first in self.taps:  # a layer may overwrite what it is given
                heard.append(delta.clone() if stream is None else delta + stream)
            delta, stream = piece.compute(delta, stream, context=context)
            if progress is not None:
                progress(piece.end / len(weights.layers))
        normed, total = weights.final_norm(delta, stream)
        if len(self._layers) in self.taps:
            heard.append(total)
        return torch.cat([normed, *heard], -1) if heard else normed

    def _course(self, caches: Sequence[Cache]) -> Course:
        """The one for these caches, which are the same from step to step."""
        course = self._known_course
        if course is None or not course.is_for(caches, self.taps):
            course = self._known_course = Course(self._layers, caches, self.taps)
        return course

    def logits(self, hidden: Tensor) -> Tensor:
        """hidden [M, N] to [M, V]: computed only for the tokens that are sampled from.

        In float32, but on a processor as they come if nothing is done to them: there many logits
        take long to be widened, and who reads them does it on the way.
        """
        logits = self._weights.head(hidden)
        is_final = self.config.logit_divisor == 1.0 and self.config.logit_softcap is None
        if is_final and logits.is_cpu:
            return logits
        logits = logits.float()
        if self.config.logit_divisor != 1.0:
            logits = logits / self.config.logit_divisor
        if self.config.logit_softcap is not None:
            logits = torch.tanh(logits / self.config.logit_softcap) * self.config.logit_softcap
        return logits

    def allocate_caches(self, num_blocks: int, block_size: int) -> list[Cache]:
        """Keys and values for every layer, of the type and on the device of the weights; where
        those are rounded, they may be too."""
        config, weights = self.config, self._weights
        like = weights.embedding.new_empty(0, dtype=weights.dtype)
        sizes = block_size, config.num_kv_heads, config.head_size, config.value_size
        may_round = self.held_as.startswith("int")
        return [
            ops.empty_cache(like, num_blocks, *sizes, may_round=may_round)
            for _ in range(config.num_layers)
        ]

    def _embed(self, token_ids: Tensor, positions: Tensor) -> Tensor:
        weights = self._weights
        x = weights.embedding.index_select(0, token_ids).to(weights.dtype)  # by one thread
        if self.config.embedding_multiplier != 1.0:
            x = x * self._multiplier
        if weights.positions is not None:
            x = x + weights.positions[positions]
        return x
