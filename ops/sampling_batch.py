"""The sampling parameters of a batch as tensors: what no row asks for is None and costs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor


class SamplingParameters(Protocol):
    """What a request asks for; the engine's own `Sampling` is one, and explains the fields."""

    @property
    def seed(self) -> int: ...
    @property
    def temperature(self) -> float: ...
    @property
    def top_k(self) -> int: ...
    @property
    def top_p(self) -> float: ...
    @property
    def min_p(self) -> float: ...
    @property
    def presence_penalty(self) -> float: ...
    @property
    def frequency_penalty(self) -> float: ...
    @property
    def repetition_penalty(self) -> float: ...
    @property
    def logit_bias(self) -> Sequence[tuple[int, float]]: ...
    @property
    def bad_words_ids(self) -> Sequence[Sequence[int]]: ...
    @property
    def allowed_ids(self) -> Sequence[int]: ...
    @property
    def stop_ids(self) -> Sequence[int]: ...
    @property
    def min_tokens(self) -> int: ...
    @property
    def logprobs(self) -> int | None: ...


@dataclass(frozen=True, slots=True, eq=False)
class SamplingBatch:
    """Parameters of R rows; [R] unless a field says otherwise. `SlotSampling` builds it."""

    num_rows: int
    noise: Noise | None  # None: every row is greedy
    filters: Filters | None
    penalties: Penalties | None
    bias: Pairs | None  # value: what is added to the logit
    allowed: Allowed | None
    stops: Pairs | None  # value: position from which on this id may be sampled
    bad_words: BadWords | None
    logprob_rows: tuple[int, ...]  # rows that want logprobs
    logprob_index: Tensor | None  # [L] int64: the same rows, where the logits are
    num_top: int  # the most of them that one row wants beside its own token's


@dataclass(frozen=True, slots=True, eq=False)
class Noise:
    """Who samples, and with what."""

    seed: Tensor  # int64: the bits of an unsigned seed
    temperature: Tensor  # float64; 0 is greedy


@dataclass(frozen=True, slots=True, eq=False)
class Filters:
    """Which of the best tokens may be sampled; None: off for every row."""

    min_p: Tensor | None  # float64; 0 is off
    top_k: Tensor | None  # int64; 0 is off
    top_p: Tensor | None  # float64; 1 is off
    most_k: int  # the largest top_k; 0 when that is None

    def active_rows(self) -> Tensor:
        """[R] bool: rows of which a filter is on."""
        on = []
        if self.min_p is not None:
            on.append(self.min_p > 0)
        if self.top_k is not None:
            on.append(self.top_k > 0)
        if self.top_p is not None:
            on.append(self.top_p < 1)
        return torch.stack(on).any(0)

    def of_rows(self, rows: Tensor) -> Filters:
        """The filters of some rows, [n] int64, which may repeat."""
        return Filters(
            min_p=None if self.min_p is None else self.min_p[rows],
            top_k=None if self.top_k is None else self.top_k[rows],
            top_p=None if self.top_p is None else self.top_p[rows],
            most_k=self.most_k,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Penalties:
    """Against repetition. Rows that have none may be without a place, -1."""

    place: Tensor  # int64: the row's line in the two tables below
    repetition: Tensor  # float32, as the next two
    frequency: Tensor
    presence: Tensor
    output_counts: Tensor  # [places, V] int32: how often each token was generated
    in_prompt: Tensor  # [places, V] bool


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Something about a few tokens of a few rows."""

    row: Tensor  # [pairs] int64
    id: Tensor  # [pairs] int64
    value: Tensor  # [pairs] float32 or int64


@dataclass(frozen=True, slots=True, eq=False)
class Allowed:
    """The only tokens that some rows may sample."""

    place: Tensor  # int64: the row's line in the table, or -1: every token
    table: Tensor  # [places, V] bool


@dataclass(frozen=True, slots=True, eq=False)
class BadWords:
    """Sequences of tokens of which the last is banned where the others stand before it."""

    row: Tensor  # [words] int64
    last: Tensor  # [words] int64
    before: Tensor  # [words, longest - 1] int64, nearest first, -1 behind the first token
    text: Tensor  # [R, longest - 1] int64: the row's last tokens, nearest first, -1 where none
