"""Mixture of experts: which experts a token goes to, and what they make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, assert_never

import torch
from torch import Tensor

from ops.activation import activation, gated_activation, sigmoid
from ops.linear import PackedLinear
from ops.quantise import Bits

Scoring = Literal["softmax", "sigmoid", "softmax_of_chosen"]


def route(
    logits: Tensor,
    num_chosen: int,
    *,
    scoring: Scoring = "softmax",
    renormalise: bool = True,
    scale: float = 1.0,
    selection_bias: Tensor | None = None,
    num_groups: int = 1,
    num_chosen_groups: int = 1,
) -> tuple[Tensor, Tensor]:
    """The router's choice: weights [T, num_chosen] float32 and expert ids [T, num_chosen] int64.

    logits [T, X]. `scoring`: "softmax" over all experts (Mixtral, Qwen), "sigmoid" (DeepSeek-V3) or
    "softmax_of_chosen" (GPT-OSS). `selection_bias` [X] counts for the choice, not for the weight.
    With groups, the groups with the best sums of two are chosen first (DeepSeek-V3). Best first;
    of equal experts the lower id.
    """
    scores = _scores(logits.float(), scoring)
    choice = scores if selection_bias is None else scores + selection_bias.float()
    if num_groups > 1:
        choice = _only_best_groups(choice, num_groups, num_chosen_groups)
    ids = choice.sort(dim=-1, descending=True, stable=True).indices[:, :num_chosen]
    weights = scores.gather(1, ids)
    if scoring == "softmax_of_chosen":
        weights = torch.softmax(weights, dim=-1)
    elif renormalise:
        weights = weights / weights.sum(-1, keepdim=True)
    return weights * scale, ids


@dataclass(frozen=True, slots=True, eq=False)
class ExpertStack:
    """The weights of all experts of a layer, one behind another. Letters: see `ops`."""

    gate_up: Tensor  # [X, 2 I, N], the gate above; [X, I, N] when not gated
    down: Tensor  # [X, N, I]
    gate_up_bias: Tensor | None
    down_bias: Tensor | None


class PackedExperts:
    """The experts of one layer: two linear layers each, with an activation between them.

    gate_up [X, 2 I, N] (or [X, I, N] when not gated), down [X, N, I]; biases [X, 2 I] and [X, N].
    """

    def __init__(
        self,
        gate_up: Tensor,
        down: Tensor,
        *,
        kind: str,
        gated: bool = True,
        gate_up_bias: Tensor | None = None,
        down_bias: Tensor | None = None,
        bits: Bits | None = None,
    ) -> None:
        self.kind = kind
        self.gated = gated
        self._gate_up = _pack(gate_up, gate_up_bias, bits)
        self._down = _pack(down, down_bias, bits)
        # Layers that were not packed are parts of these tensors; of others it would be a copy more.
        self.stack: ExpertStack | None = None
        if not any(layer.is_packed for layer in (*self._gate_up, *self._down)):
            self.stack = ExpertStack(gate_up, down, gate_up_bias, down_bias)

    def apply(self, expert: int, x: Tensor) -> Tensor:
        """What one expert makes of x [n, N]."""
        inner = self._gate_up[expert](x)
        act = gated_activation if self.gated else activation
        return self._down[expert](act(inner, self.kind))


def mix_experts(x: Tensor, weights: Tensor, ids: Tensor, *, experts: PackedExperts) -> Tensor:
    """x [T, N], weights and ids [T, num_chosen] from `route`: the weighted sum [T, N]."""
    outputs = x.new_zeros((*ids.shape, x.shape[-1]))
    for expert in ids.unique().tolist():
        tokens, places = (ids == expert).nonzero(as_tuple=True)
        outputs[tokens, places] = experts.apply(expert, x[tokens])
    total = torch.zeros_like(x, dtype=torch.float32)
    for place in range(ids.shape[1]):  # in the order of the choice, so the rounding is fixed
        total += outputs[:, place].float() * weights[:, place, None]
    return total.to(x.dtype)


def _pack(weights: Tensor, biases: Tensor | None, bits: Bits | None) -> Sequence[PackedLinear]:
    return [
        PackedLinear(weight, None if biases is None else biases[expert], bits=bits)
        for expert, weight in enumerate(weights)
    ]


def _scores(logits: Tensor, scoring: Scoring) -> Tensor:
    match scoring:
        case "softmax":
            return torch.softmax(logits, dim=-1)
        case "sigmoid":
            return sigmoid(logits)
        case "softmax_of_chosen":
            return logits
        case _:
            assert_never(scoring)


def _only_best_groups(choice: Tensor, num_groups: int, num_chosen: int) -> Tensor:
    """choice [T, X], -inf outside the chosen groups; experts of a group stand side by side."""
    grouped = choice.unflatten(1, (num_groups, -1))
    best_two = grouped.topk(2, dim=-1).values.sum(-1)
    groups = best_two.sort(dim=-1, descending=True, stable=True).indices[:, :num_chosen]
    keep = torch.zeros_like(best_two, dtype=torch.bool).scatter_(1, groups, True)
    return grouped.masked_fill(~keep[..., None], float("-inf")).flatten(1)
