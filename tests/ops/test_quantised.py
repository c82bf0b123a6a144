"""Weights of eight and four bits are as near as they can be, and rows know of no other row."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor
from torch.nn import functional

import ops
from ops.cpu import levels, library, linear
from ops.quantise import GROUP, Bits, quantise, restored

EIGHT: Bits = 8
FOUR: Bits = 4
SHAPES = [(1, 1), (3, 5), (16, 32), (33, 1000), (896, 320), (65, 4864)]
COUNTS = [1, 2, 3, 4, 5, 6, 7, 13, 49, 100]


@pytest.fixture(autouse=True)
def _built() -> None:
    assert library.library() is not None, "pip install -e . builds it where there is a compiler"


def error_of(weight: Tensor, bits: Bits) -> float:
    """Relative to the weight, root mean square."""
    near = restored(*quantise(weight, bits), weight.shape[1])
    return float((near - weight).norm() / weight.norm())


def as_llama_cpp_does(weight: Tensor, bits: Bits) -> Tensor:
    """Q8_0 and Q4_0 by their definition, with scales in float16."""
    groups = weight.unflatten(1, (-1, GROUP))
    farthest = groups.gather(-1, groups.abs().argmax(-1, keepdim=True))
    scales = farthest.abs() / 127 if bits == EIGHT else farthest / -8
    if bits == EIGHT:
        levels = (groups / scales).round()
    else:
        levels = (groups / scales + 8.5).trunc().clamp(0, 15) - 8
    return (levels * scales.half().float()).flatten(1)


@pytest.mark.parametrize("bits", [EIGHT, FOUR])
def test_errors_are_those_of_llama_cpp_s_formats(bits: Bits) -> None:
    weight = torch.randn(256, 1024)
    theirs = float((as_llama_cpp_does(weight, bits) - weight).norm() / weight.norm())
    assert 0 < error_of(weight, bits) < 1.02 * theirs


@pytest.mark.parametrize("bits, most", [(EIGHT, 127), (FOUR, 8)])
def test_the_farthest_of_a_group_keeps_its_place(bits: Bits, most: int) -> None:
    weight = torch.randn(7, 5 * GROUP)
    levels, scales = quantise(weight, bits)
    assert (levels.abs().amax(-1) == most).all()
    farthest = weight.unflatten(1, (-1, GROUP)).abs().amax(-1)
    near = scales.float().abs() * most
    assert ((near / farthest - 1).abs() < 2**-8).all()


def rounded(x: Tensor) -> Tensor:
    """What the library makes of rows: bytes with a scale for each 32."""
    groups = functional.pad(x, (0, -x.shape[1] % GROUP)).unflatten(1, (-1, GROUP))
    peaks = groups.abs().amax(-1, keepdim=True)
    inverse = torch.where(peaks == 0, 0.0, 127 / peaks)
    return ((groups * inverse).round() * (peaks / 127)).flatten(1)[:, : x.shape[1]]


@pytest.mark.parametrize("bits", [EIGHT, FOUR])
@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e-40, 1e37])
def test_numbers_at_the_edge_stay_in_their_row(bits: Bits, value: float) -> None:
    layer = ops.PackedLinear(torch.randn(40, 64), bits=bits)
    x = torch.randn(9, 64)
    truth = layer(x)
    x[4, 3] = value
    others = [row for row in range(9) if row != 4]
    found = layer(x)
    assert torch.equal(found[others], truth[others])
    assert found[4].isfinite().all() == (value in (1e-40, 1e37))


@pytest.mark.parametrize("bits", [EIGHT, FOUR])
def test_zeros_and_what_is_exact_stay(bits: Bits) -> None:
    assert error_of(torch.cat((torch.zeros(2, 40), torch.ones(2, 40))), bits) < 2**-8
    whole = torch.randint(-7, 8, (4, GROUP)).float()
    whole[:, 0] = -8 if bits == FOUR else 127
    assert torch.equal(restored(*quantise(whole, bits), GROUP), whole)


@pytest.mark.parametrize("bits", [EIGHT, FOUR])
@pytest.mark.parametrize("num_in, num_out", SHAPES)
@pytest.mark.parametrize("has_bias", [True, False])
def test_it_is_the_product_with_what_the_levels_stand_for(
    bits: Bits, num_in: int, num_out: int, has_bias: bool
) -> None:
    weight, bias = torch.randn(num_out, num_in), torch.randn(num_out) if has_bias else None
    layer = ops.PackedLinear(weight, bias, bits=bits)
    assert layer.held_as == f"int{bits}"
    near = restored(*quantise(weight, bits), num_in).double()
    x = torch.randn(100, num_in)
    x[3] = 0
    heard = rounded(x).double()
    truth = functional.linear(heard, near, None if bias is None else bias.double())
    scale = functional.linear(heard.abs(), near.abs())
    whole = layer(x)
    for count in COUNTS:
        found = layer(x[:count])
        error = (found.double() - truth[:count]).abs()
        assert (error <= 1e-6 * scale[:count] + 1e-6).all()
        assert torch.equal(found, whole[:count]), "a row knows of the others"


@pytest.mark.parametrize("bits, each", [(EIGHT, 1.0625), (FOUR, 0.5625)])
def test_it_is_as_small_as_it_says(bits: Bits, each: float) -> None:
    packed = levels.pack(torch.randn(64, 128), bits)
    assert packed.nbytes == 64 * 128 * each
    assert ops.PackedLinear(torch.randn(64, 128), bits=bits).bytes_each == each


@pytest.mark.parametrize("bits", [EIGHT, FOUR])
def test_without_the_library_torch_computes_about_the_same(
    bits: Bits, monkeypatch: pytest.MonkeyPatch
) -> None:
    weight, x = torch.randn(40, 70), torch.randn(9, 70)
    native = ops.PackedLinear(weight, bits=bits)(x)
    for module in (levels, linear):
        monkeypatch.setattr(module, "library", lambda: None)
    layer = ops.PackedLinear(weight, bits=bits)
    assert layer.held_as == "float32"
    assert (layer(x) - native).norm() < 0.01 * native.norm()
