"""What stands between the two linear layers of an MLP.

Torch computes the ends of a tensor by other code than its middle, and for sigmoid, silu and gelu on
a CPU the two differ in the last bit: a number's result would depend on where it stands. exp, tanh
and erf do not have that fault, so everything here is made of them and of plain arithmetic.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor


def activation(x: Tensor, kind: str) -> Tensor:
    """One of `KINDS`, number by number. x of any shape; computed in float32, given in x's type."""
    return KINDS[kind](x.float()).to(x.dtype)


def gated_activation(gate_up: Tensor, kind: str) -> Tensor:
    """activation(gate) * up, where gate_up [..., 2 I] holds the gate first and up behind it."""
    gate, up = gate_up.chunk(2, dim=-1)
    return (KINDS[kind](gate.float()) * up.float()).to(gate_up.dtype)


def sigmoid(x: Tensor) -> Tensor:
    """1 / (1 + exp(-x)), in float32."""
    return x.float().neg().exp_().add_(1.0).reciprocal_()


def _silu(x: Tensor) -> Tensor:
    return x / x.neg().exp_().add_(1.0)


def _gelu(x: Tensor) -> Tensor:
    return (x * math.sqrt(0.5)).erf_().add_(1.0).mul_(x).mul_(0.5)


def _gelu_tanh(x: Tensor) -> Tensor:
    inner = (x * x).mul_(0.044715).add_(1.0).mul_(x).mul_(math.sqrt(2 / math.pi))
    return inner.tanh_().add_(1.0).mul_(x).mul_(0.5)


def _quick_gelu(x: Tensor) -> Tensor:
    return x / (x * -1.702).exp_().add_(1.0)


def _relu2(x: Tensor) -> Tensor:
    return torch.relu(x).square()


KINDS: dict[str, Callable[[Tensor], Tensor]] = {
    "silu": _silu,
    "gelu": _gelu,
    "gelu_tanh": _gelu_tanh,
    "quick_gelu": _quick_gelu,
    "relu": torch.relu,
    "relu2": _relu2,
    "sigmoid": sigmoid,
}
