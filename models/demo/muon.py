"""Muon: momentum whose steps have no favourite direction.

The step of a matrix is its momentum with all singular values brought near one, by a few rounds of
Newton and Schulz. torch has it too, but there the rounds are in bfloat16 always, which takes many
times as long on a CPU without an instruction for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor

from models.demo.network import NARROW

ROUNDS = 4
A, B, C = 3.4445, -4.7750, 2.0315


class Muon(torch.optim.Optimizer):
    """For matrices only."""

    def __init__(self, matrices: Iterable[Tensor], lr: float, momentum: float = 0.95) -> None:
        super().__init__(matrices, {"lr": lr, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure: Any = None) -> Any:
        for group in self.param_groups:
            for matrix in group["params"]:
                kept = self.state[matrix].setdefault("kept", torch.zeros_like(matrix))
                kept.lerp_(matrix.grad, 1 - group["momentum"])
                ahead = matrix.grad.lerp(kept, group["momentum"])
                rows, columns = matrix.shape
                scale = max(1.0, rows / columns) ** 0.5
                matrix.add_(level(ahead), alpha=-group["lr"] * scale)


def level(matrix: Tensor) -> Tensor:
    """The nearest matrix without scale, about."""
    wide = matrix if matrix.shape[0] <= matrix.shape[1] else matrix.T
    wide = wide / (wide.norm() + 1e-7)
    wide = wide.bfloat16() if NARROW else wide
    for _ in range(ROUNDS):
        square = wide @ wide.T
        wide = A * wide + (B * square + C * square @ square) @ wide
    return (wide if matrix.shape[0] <= matrix.shape[1] else wide.T).to(matrix.dtype)
