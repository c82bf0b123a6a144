"""From the hidden states of a text's tokens to one vector, as sentence-transformers does it.

Everything is computed in float32 and for each text by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

import ops
from models.checkpoint import Checkpoint
from models.embedding_config import DenseConfig, EmbeddingConfig, Pooling


def pool(hidden: Tensor, modes: Sequence[Pooling]) -> Tensor:
    """hidden [tokens, N] to [N], or to several such vectors behind one another."""
    wide = hidden.float()
    return torch.cat([POOLINGS[mode](wide) for mode in modes])


def weigh_by_place(hidden: Tensor) -> Tensor:
    """The later a token, the more it counts: it has seen more."""
    weights = torch.arange(1, len(hidden) + 1, device=hidden.device, dtype=hidden.dtype)
    return (hidden * weights[:, None]).sum(0) / weights.sum()


POOLINGS: Mapping[Pooling, Callable[[Tensor], Tensor]] = {
    "cls": lambda hidden: hidden[0],
    "max": lambda hidden: hidden.amax(0),
    "mean": lambda hidden: hidden.sum(0) / len(hidden),
    "mean_sqrt_len_tokens": lambda hidden: hidden.sum(0) / len(hidden) ** 0.5,
    "weightedmean": weigh_by_place,
    "lasttoken": lambda hidden: hidden[-1],
}


@dataclass(frozen=True, slots=True, eq=False)
class Dense:
    """A linear layer on the pooled vector."""

    linear: ops.PackedLinear
    activation: str | None

    def __call__(self, vector: Tensor) -> Tensor:
        """[in] to [out]."""
        result = self.linear(vector[None])[0]
        match self.activation:
            case None:
                return result
            case "tanh":
                return torch.tanh(result)
            case kind:
                return ops.activation(result, kind)


def normalise(vector: Tensor) -> Tensor:
    """To the length of one."""
    return functional.normalize(vector, dim=-1)


def load_after(
    config: EmbeddingConfig, device: torch.device | str
) -> tuple[Callable[[Tensor], Tensor], ...]:
    """What happens to the pooled vector, in order."""
    return tuple(
        normalise if step == "normalise" else load_dense(step, device) for step in config.after
    )


def load_dense(config: DenseConfig, device: torch.device | str) -> Dense:
    """Its weights are in a file of their own."""
    checkpoint = Checkpoint(config.directory)
    weight = torch.empty(config.out_size, config.in_size, device=device)
    checkpoint.read_into(weight, "linear.weight")
    if not config.bias:
        return Dense(ops.PackedLinear(weight), config.activation)
    bias = torch.empty(config.out_size, device=device)
    checkpoint.read_into(bias, "linear.bias")
    return Dense(ops.PackedLinear(weight, bias), config.activation)
