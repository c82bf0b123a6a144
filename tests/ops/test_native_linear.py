"""Weights held in bfloat16, multiplied by rows of float32 or bfloat16 by the native library."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor
from torch.nn import functional

import ops
from ops.cpu import library, linear

SHAPES = [(1, 1), (3, 5), (16, 16), (33, 1000), (896, 320), (2049, 65), (4864, 40)]
COUNTS = [1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 17, 32, 33, 47, 48, 49, 100, 257, 300, 512, 700]


def rounded(num_out: int, num_in: int) -> Tensor:
    return torch.randn(num_out, num_in).bfloat16().float()


@pytest.fixture(autouse=True)
def _built() -> None:
    assert library.library() is not None, "pip install -e . builds it where there is a compiler"


@pytest.mark.parametrize("num_in, num_out", SHAPES)
@pytest.mark.parametrize("has_bias", [True, False])
def test_it_is_the_product_in_float32(num_in: int, num_out: int, has_bias: bool) -> None:
    weight, bias = rounded(num_out, num_in), torch.randn(num_out) if has_bias else None
    layer = ops.PackedLinear(weight, bias)
    assert layer.held_as == "bfloat16"
    x = torch.randn(700, num_in)
    truth = functional.linear(x.double(), weight.double(), None if bias is None else bias.double())
    scale = functional.linear(x.double().abs(), weight.double().abs())
    for count in COUNTS:
        error = (layer(x[:count]).double() - truth[:count]).abs()
        assert (error <= 1e-6 * scale[:count] + 1e-6).all()


@pytest.mark.parametrize("num_in, num_out", SHAPES)
@pytest.mark.parametrize("has_bias", [True, False])
def test_rows_of_bfloat16_are_summed_in_float32_and_rounded_once(
    num_in: int, num_out: int, has_bias: bool
) -> None:
    weight, bias = torch.randn(num_out, num_in).bfloat16(), torch.randn(num_out).bfloat16()
    layer = ops.PackedLinear(weight, bias if has_bias else None)
    x = torch.randn(700, num_in).bfloat16()
    truth = functional.linear(x.double(), weight.double(), bias.double() if has_bias else None)
    scale = functional.linear(x.double().abs(), weight.double().abs())
    whole = layer(x)
    assert whole.dtype == torch.bfloat16
    error = (whole.double() - truth).abs()
    assert (error <= 2**-8 * truth.abs() + 1e-5 * scale + 1e-6).all()


@pytest.mark.parametrize("num_in, num_out", SHAPES)
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=["float32", "bfloat16"])
def test_a_row_has_the_same_bits_in_any_company(
    num_in: int, num_out: int, dtype: torch.dtype
) -> None:
    layer = ops.PackedLinear(rounded(num_out, num_in).to(dtype))
    x = torch.randn(700, num_in).to(dtype)
    whole = layer(x)
    for count in COUNTS:
        assert torch.equal(layer(x[-count:]), whole[-count:])


@pytest.mark.parametrize("dtype", [torch.float16, torch.float64])
def test_rows_of_another_type_are_computed_in_float32(dtype: torch.dtype) -> None:
    layer, x = ops.PackedLinear(rounded(40, 24)), torch.randn(9, 24).to(dtype)
    assert torch.equal(layer(x), layer(x.float()).to(dtype))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e-40, 3e38])
def test_numbers_at_the_edge_stay_in_their_row(value: float) -> None:
    layer = ops.PackedLinear(rounded(40, 24))
    x = torch.randn(9, 24)
    truth = layer(x)
    x[4, 3] = value
    others = [row for row in range(9) if row != 4]
    assert torch.equal(layer(x)[others], truth[others])


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=["float32", "bfloat16"])
def test_what_is_no_number_is_none_when_it_is_rounded(dtype: torch.dtype) -> None:
    bias = torch.zeros(40)
    bias.view(torch.int32)[7] = 0x7FFFFFFF  # a step upwards would make it a zero
    y = ops.PackedLinear(rounded(40, 24).to(dtype), bias)(torch.randn(9, 24).to(dtype))
    assert y[:, 7].isnan().all()
    assert y.isnan().sum() == 9


@pytest.mark.parametrize(
    "weight",
    [torch.randn(8, 8), rounded(8, 8).half(), torch.zeros(0, 4)],
)
def test_what_would_lose_something_is_left_to_torch(weight: Tensor) -> None:
    assert not linear.takes(weight)


def test_without_the_library_torch_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linear, "library", lambda: None)
    weight, x = rounded(40, 24), torch.randn(9, 24)
    layer = ops.PackedLinear(weight)
    assert layer.held_as == "float32"
    torch.testing.assert_close(layer(x), functional.linear(x, weight), atol=1e-4, rtol=1e-5)
