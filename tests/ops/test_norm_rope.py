"""Norms and rotary positions against torch and against the definition."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor
from torch.nn import functional

import ops


@pytest.mark.parametrize("size", [7, 64, 896, 4100])
@pytest.mark.parametrize("offset", [0.0, 1.0])
def test_rms_norm_is_torch_s(size: int, offset: float) -> None:
    x, weight = torch.randn(5, size) * 3, torch.randn(size)
    normed, stream = ops.rms_norm(x, weight, eps=1e-5, offset=offset)
    truth = functional.rms_norm(x.double(), (size,), weight.double() + offset, eps=1e-5)
    torch.testing.assert_close(normed.double(), truth, atol=1e-5, rtol=1e-5)
    assert stream is x


@pytest.mark.parametrize("size", [7, 64, 896])
def test_layer_norm_is_torch_s(size: int) -> None:
    x, weight, bias = torch.randn(5, size) * 3 + 7, torch.randn(size), torch.randn(size)
    normed, stream = ops.layer_norm(x, weight, bias=bias, eps=1e-5)
    truth = functional.layer_norm(x.double(), (size,), weight.double(), bias.double(), eps=1e-5)
    torch.testing.assert_close(normed.double(), truth, atol=1e-5, rtol=1e-5)
    assert stream is x


def test_norms_may_have_no_weight() -> None:
    x = torch.randn(5, 32)
    ones = torch.ones(32)
    assert torch.equal(ops.rms_norm(x, None, eps=1e-6)[0], ops.rms_norm(x, ones, eps=1e-6)[0])
    assert torch.equal(ops.layer_norm(x, None, eps=1e-6)[0], ops.layer_norm(x, ones, eps=1e-6)[0])


@pytest.mark.parametrize("norm", [ops.rms_norm, ops.layer_norm])
def test_the_residual_is_added_before_the_norm_and_given_back(norm: object) -> None:
    assert callable(norm)
    x, residual, weight = torch.randn(5, 32), torch.randn(5, 32), torch.randn(32)
    normed, stream = norm(x, weight, eps=1e-6, residual=residual)
    assert torch.equal(stream, x + residual)
    assert torch.equal(normed, norm(x + residual, weight, eps=1e-6)[0])


def test_bfloat16_is_rounded_once() -> None:
    x, weight = torch.randn(5, 64).bfloat16(), torch.randn(64).bfloat16()
    normed, _ = ops.rms_norm(x, weight, eps=1e-6, offset=1.0)
    wide, _ = ops.rms_norm(x.float(), weight.float(), eps=1e-6, offset=1.0)
    assert torch.equal(normed, wide.bfloat16())


@pytest.mark.parametrize("size", [50, 896, 14_336])
def test_a_row_is_normed_alike_alone_and_in_company(size: int) -> None:
    x, weight = torch.randn(40, size), torch.randn(size)
    wide = torch.randn(40, size + 9)
    for norm in (ops.rms_norm, ops.layer_norm):
        torch.set_num_threads(1)
        whole, apart = norm(x, weight, eps=1e-6)[0], norm(wide[:, 9:], weight, eps=1e-6)[0]
        for num_threads in (1, 3):
            torch.set_num_threads(num_threads)
            for count in (1, 2, 5, 39):
                assert torch.equal(norm(x[:count], weight, eps=1e-6)[0], whole[:count])
                assert torch.equal(norm(wide[:count, 9:], weight, eps=1e-6)[0], apart[:count])


def turn_slowly(x: Tensor, position: int, inv_freq: Tensor, interleaved: bool) -> list[float]:
    """One head [D], pair by pair."""
    half = len(inv_freq)
    out = x.tolist()
    for pair, frequency in enumerate(inv_freq.tolist()):
        first, second = (2 * pair, 2 * pair + 1) if interleaved else (pair, pair + half)
        turned = complex(out[first], out[second]) * complex(
            math.cos(position * frequency), math.sin(position * frequency)
        )
        out[first], out[second] = turned.real, turned.imag
    return out


@pytest.mark.parametrize("interleaved", [False, True])
@pytest.mark.parametrize("rotary_dim", [16, 6])
def test_rope_turns_pairs(interleaved: bool, rotary_dim: int) -> None:
    inv_freq = 10_000.0 ** -(torch.arange(0, rotary_dim, 2) / rotary_dim)
    positions = torch.tensor([0, 1, 2, 700])
    q, k = torch.randn(4, 3, 16), torch.randn(4, 1, 16)
    cos, sin = ops.rope_tables(positions, inv_freq)
    for x, turned in zip(
        (q, k), ops.rope(q, k, cos=cos, sin=sin, interleaved=interleaved), strict=True
    ):
        for token, position in enumerate(positions.tolist()):
            for head in range(x.shape[1]):
                truth = turn_slowly(x[token, head], position, inv_freq, interleaved)
                torch.testing.assert_close(
                    turned[token, head], torch.tensor(truth), atol=1e-5, rtol=1e-4
                )


def test_attention_scaling_stretches_both_tables() -> None:
    positions, inv_freq = torch.arange(5), torch.tensor([1.0, 0.1])
    plain, scaled = (ops.rope_tables(positions, inv_freq, attention_scaling=s) for s in (1.0, 1.25))
    for before, after in zip(plain, scaled, strict=True):
        torch.testing.assert_close(after, before * 1.25)


def test_tables_are_exact_at_far_positions() -> None:
    inv_freq = torch.tensor([1.0, 0.3, 1e-4])
    cos, sin = ops.rope_tables(torch.tensor([1_000_003]), inv_freq)
    for pair, frequency in enumerate(inv_freq.tolist()):
        assert cos[0, pair].item() == pytest.approx(math.cos(1_000_003 * frequency), abs=1e-7)
        assert sin[0, pair].item() == pytest.approx(math.sin(1_000_003 * frequency), abs=1e-7)


def test_rope_of_a_token_does_not_know_its_neighbours() -> None:
    cos, sin = ops.rope_tables(torch.arange(50), torch.rand(9))
    q, k = torch.randn(50, 5, 20), torch.randn(50, 2, 20)
    whole = ops.rope(q, k, cos=cos, sin=sin)
    for count in (1, 3, 49):
        part = ops.rope(q[:count], k[:count], cos=cos[:count], sin=sin[:count])
        assert all(torch.equal(p, w[:count]) for p, w in zip(part, whole, strict=True))
