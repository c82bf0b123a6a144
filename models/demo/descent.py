"""Training for so many minutes of computing: the rate rises at once, and falls to the end."""

from __future__ import annotations

import sys
import time

import torch
from torch import Tensor, nn

from models.demo.muon import Muon

MATRIX_RATE, OTHER_RATE = 0.006, 0.001
WARM = 50  # steps at the beginning
TOLD = 50  # steps between two lines


class Descent:
    """Muon for what is a matrix inside, AdamW for the rest."""

    def __init__(self, network: nn.Module, minutes: float, *, pace: float = 1.0) -> None:
        named = [*network.named_parameters()]
        inner = [each for name, each in named if each.ndim == 2 and "embed" not in name]
        outer = [each for name, each in named if each.ndim != 2 or "embed" in name]
        self.network = network
        self.steppers: list[torch.optim.Optimizer] = [
            Muon(inner, lr=MATRIX_RATE * pace),
            torch.optim.AdamW(outer, lr=OTHER_RATE * pace, betas=(0.9, 0.98), weight_decay=0.0),
        ]
        self.rates = [each.param_groups[0]["lr"] for each in self.steppers]
        self.seconds, self.began = minutes * 60, time.process_time()
        self.num_steps = 0
        self.losses: list[float] = []

    @property
    def spent(self) -> float:
        return (time.process_time() - self.began) / self.seconds

    def step(self, loss: Tensor) -> None:
        """The gradients are there already if the loss has none to give."""
        if loss.requires_grad:
            loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        scale = min((self.num_steps + 1) / WARM, max(0.0, 1 - self.spent))
        for stepper, rate in zip(self.steppers, self.rates, strict=True):
            stepper.param_groups[0]["lr"] = rate * scale
            stepper.step()
            stepper.zero_grad()
        self.num_steps += 1
        self.losses.append(loss.item())
        if self.num_steps % TOLD == 0:
            mean = sum(self.losses[-TOLD:]) / TOLD
            sys.stdout.write(f"{self.spent:6.1%} step {self.num_steps} loss {mean:.4f}\n")
            sys.stdout.flush()
