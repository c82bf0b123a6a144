"""Muon: momentum whose steps have no favourite direction.

The step of a matrix is its momentum with all singular values brought near one, by a few rounds of
Newton and Schulz, of all matrices of one shape at once. torch has it too, but there the rounds are
in bfloat16 always, which takes many times as long on a CPU without an instruction for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor

from models.demo.network import NARROW

ROUNDS = 4
A, B, C = 3.4445, -4.7750, 2.0315
DECAY = 0.03  # of the rate, at each step: what nobody needs any more makes room for what is new


class Muon(torch.optim.Optimizer):
    """For matrices only."""

    def __init__(self, matrices: Iterable[Tensor], lr: float, momentum: float = 0.95) -> None:
        super().__init__(matrices, {"lr": lr, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure: Any = None) -> Any:
        for group in self.param_groups:
            alike: dict[tuple[int, int], list[Tensor]] = {}
            for matrix in group["params"]:
                rows, columns = sorted(matrix.shape)
                alike.setdefault((rows, columns), []).append(matrix)
            for matrices in alike.values():
                ahead = torch.stack(
                    [lying(self.ahead(each, group["momentum"])) for each in matrices]
                )
                for matrix, step in zip(matrices, level(ahead), strict=True):
                    rows, columns = matrix.shape
                    scale = max(1.0, rows / columns) ** 0.5
                    matrix.mul_(1 - group["lr"] * DECAY)
                    matrix.add_(step if rows <= columns else step.T, alpha=-group["lr"] * scale)

    def ahead(self, matrix: Tensor, momentum: float) -> Tensor:
        grad = torch.zeros_like(matrix) if matrix.grad is None else matrix.grad
        kept: Tensor = self.state[matrix].setdefault("kept", torch.zeros_like(matrix))
        kept.lerp_(grad, 1 - momentum)
        return grad.lerp(kept, momentum)


def lying(matrix: Tensor) -> Tensor:
    """At least as wide as high."""
    return matrix if matrix.shape[0] <= matrix.shape[1] else matrix.T


def level(matrices: Tensor) -> Tensor:
    """For each, at least as wide as high: the nearest matrix without scale, about."""
    wide = matrices / (matrices.norm(dim=(1, 2), keepdim=True) + 1e-7)
    wide = wide.bfloat16() if NARROW else wide
    for _ in range(ROUNDS):
        square = wide @ wide.mT
        wide = torch.baddbmm(
            wide, torch.baddbmm(square, square, square, beta=B, alpha=C), wide, beta=A
        )
    return wide.to(matrices.dtype)
