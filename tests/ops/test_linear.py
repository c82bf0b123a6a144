"""A row of a linear layer does not know how many others there are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor
from torch.nn import functional

import ops

SHAPES = [(896, 320), (1025, 77), (2048, 128), (4864, 40), (100, 1), (1, 64), (16, 16)]
COUNTS = [1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 31, 33, 64, 100, 257]


def layers_of(weight: Tensor, bias: Tensor | None) -> list[Callable[[Tensor], Tensor]]:
    """One that is packed and one that is not; of the first kind one that bfloat16 can hold."""
    rounded = ops.PackedLinear(weight.bfloat16().float(), bias)
    return [ops.PackedLinear(weight, bias), lambda x: ops.linear(x, weight, bias), rounded]


@pytest.mark.parametrize("num_in, num_out", SHAPES)
@pytest.mark.parametrize("has_bias", [True, False])
def test_it_is_a_linear_layer(num_in: int, num_out: int, has_bias: bool) -> None:
    weight = torch.randn(num_out, num_in)
    bias = torch.randn(num_out) if has_bias else None
    x = torch.randn(2, 3, num_in)
    truth = functional.linear(x.double(), weight.double(), None if bias is None else bias.double())
    *exact, _ = layers_of(weight, bias)
    for layer in exact:
        torch.testing.assert_close(layer(x).double(), truth, atol=1e-3, rtol=1e-5)


@pytest.mark.parametrize("num_in, num_out", SHAPES)
def test_a_row_gets_the_same_bits_whatever_their_number(num_in: int, num_out: int) -> None:
    weight, bias = torch.randn(num_out, num_in), torch.randn(num_out)
    x = torch.randn(257, num_in)
    for layer in layers_of(weight, bias):
        torch.set_num_threads(1)
        truth = layer(x)
        for num_threads in (1, 2, 3):
            torch.set_num_threads(num_threads)
            for count in COUNTS:
                assert torch.equal(layer(x[:count]), truth[:count])
                assert torch.equal(layer(x[257 - count :]), truth[257 - count :])


def test_rows_may_lie_apart_in_memory() -> None:
    layer = ops.PackedLinear(torch.randn(32, 24))
    wide = torch.randn(9, 100)
    assert torch.equal(layer(wide[:, 7:31]), layer(wide[:, 7:31].contiguous()))


def test_no_rows_are_fine() -> None:
    weight = torch.randn(32, 24)
    for layer in layers_of(weight, None):
        assert layer(torch.randn(0, 24)).shape == (0, 32)


def test_bfloat16_is_rounded_once() -> None:
    weight, bias = torch.randn(64, 3000).bfloat16(), torch.randn(64).bfloat16()
    x = torch.randn(5, 3000).bfloat16()
    truth = functional.linear(x.double(), weight.double(), bias.double())
    for layer in layers_of(weight, bias):
        y = layer(x)
        assert y.dtype == torch.bfloat16
        assert (y.double() - truth).abs().max() <= truth.abs().max() * 2**-8


def test_without_onednn_rows_keep_their_bits_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.backends.mkldnn, "is_available", lambda: False)
    weight, bias = torch.randn(50, 900), torch.randn(50)
    x = torch.randn(70, 900)
    *exact, _ = layers_of(weight, bias)
    for layer in exact:
        truth = layer(x)
        torch.testing.assert_close(truth, functional.linear(x, weight, bias), atol=1e-3, rtol=1e-5)
        for count in (0, 1, 2, 3, 16, 17, 69):
            assert torch.equal(layer(x[:count]), truth[:count])
