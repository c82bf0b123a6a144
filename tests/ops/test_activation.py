"""Activations, and their independence of place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor
from torch.nn import functional

import ops

TRUTHS: dict[str, Callable[[Tensor], Tensor]] = {
    "silu": functional.silu,
    "gelu": functional.gelu,
    "gelu_tanh": lambda x: functional.gelu(x, approximate="tanh"),
    "quick_gelu": lambda x: x * torch.sigmoid(1.702 * x),
    "relu": torch.relu,
    "relu2": lambda x: torch.relu(x) ** 2,
    "sigmoid": torch.sigmoid,
}


def test_every_kind_is_tested() -> None:
    assert TRUTHS.keys() == ops.KINDS.keys()


@pytest.mark.parametrize("kind", TRUTHS)
def test_it_is_the_function_of_that_name(kind: str) -> None:
    x = torch.linspace(-30, 30, 5001)
    torch.testing.assert_close(
        ops.activation(x, kind).double(), TRUTHS[kind](x.double()), atol=1e-6, rtol=1e-6
    )
    far = torch.tensor([-1e4, 1e4])
    torch.testing.assert_close(ops.activation(far, kind), TRUTHS[kind](far))


@pytest.mark.parametrize("kind", TRUTHS)
def test_the_gate_comes_first(kind: str) -> None:
    gate, up = torch.randn(3, 5, 7), torch.randn(3, 5, 7)
    gated = ops.gated_activation(torch.cat((gate, up), dim=-1), kind)
    torch.testing.assert_close(gated, TRUTHS[kind](gate) * up)


@pytest.mark.parametrize("kind", TRUTHS)
def test_a_number_gets_the_same_bits_wherever_it_stands(kind: str) -> None:
    x = torch.randn(40_000) * 4
    truth = ops.activation(x, kind)
    for num_threads in (1, 2, 3):
        torch.set_num_threads(num_threads)
        for begin, end in ((0, 1), (3, 10), (16, 47), (5, 39_998), (39_999, 40_000)):
            assert torch.equal(ops.activation(x[begin:end], kind), truth[begin:end])
        columns = x.view(200, 200)
        assert torch.equal(ops.activation(columns[:, :77], kind), truth.view(200, 200)[:, :77])
        assert torch.equal(ops.activation(columns.T, kind), truth.view(200, 200).T)


@pytest.mark.parametrize("kind", TRUTHS)
def test_a_row_is_gated_alike_alone_and_in_company(kind: str) -> None:
    x = torch.randn(37, 2 * 51)
    whole = ops.gated_activation(x, kind)
    for count in (1, 2, 5, 37):
        assert torch.equal(ops.gated_activation(x[:count], kind), whole[:count])


def test_bfloat16_is_rounded_once() -> None:
    x = torch.randn(1000).bfloat16()
    assert torch.equal(ops.activation(x, "silu"), ops.activation(x.float(), "silu").bfloat16())
    assert torch.equal(
        ops.gated_activation(x, "gelu"), ops.gated_activation(x.float(), "gelu").bfloat16()
    )
