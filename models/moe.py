"""A mixture of experts in the place of a feed-forward block. Letters: see `ops`."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor

import ops
from models.layers import FeedForward


@dataclass(frozen=True, slots=True, eq=False)
class SharedExpert:
    """An expert that every token visits, as far as its own gate is open."""

    mlp: FeedForward
    gate: ops.PackedLinear  # to one number

    def __call__(self, x: Tensor) -> Tensor:
        """x [T, N] to [T, N]."""
        return ops.sigmoid(self.gate(x)).to(x.dtype) * self.mlp(x)


@dataclass(frozen=True, slots=True, eq=False)
class SparseFeedForward:
    """A router and its experts. A token's result does not depend on where its neighbours go."""

    router: ops.PackedLinear
    experts: ops.PackedExperts
    num_chosen: int
    normalise: bool
    shared: SharedExpert | None

    def __call__(self, x: Tensor) -> Tensor:
        """x [T, N] to [T, N]."""
        weights, ids = ops.route(
            self.router(x), self.num_chosen, scoring="softmax", renormalise=self.normalise
        )
        mixed = ops.mix_experts(x, weights, ids, experts=self.experts)
        return mixed if self.shared is None else mixed + self.shared(x)
