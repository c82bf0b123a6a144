"""Routing as the model families define it, and experts that keep tokens apart."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor
from torch.nn import functional

import ops


def test_softmax_over_all_then_the_best() -> None:
    logits = torch.randn(6, 8)
    weights, ids = ops.route(logits, 3, renormalise=False)
    scores = logits.softmax(-1)
    assert ids.equal(scores.topk(3).indices)
    torch.testing.assert_close(weights, scores.topk(3).values)
    again, _ = ops.route(logits, 3)
    torch.testing.assert_close(again.sum(-1), torch.ones(6))
    torch.testing.assert_close(again, weights / weights.sum(-1, keepdim=True))


def test_softmax_of_the_chosen_only() -> None:
    logits = torch.randn(6, 8)
    weights, ids = ops.route(logits, 3, scoring="softmax_of_chosen")
    torch.testing.assert_close(weights, logits.gather(1, ids).softmax(-1))


def test_a_selection_bias_chooses_but_does_not_weigh() -> None:
    logits = torch.randn(6, 8)
    bias = torch.zeros(8)
    bias[5] = 100.0
    weights, ids = ops.route(
        logits, 2, scoring="sigmoid", selection_bias=bias, renormalise=False, scale=2.5
    )
    assert ids[:, 0].eq(5).all()
    torch.testing.assert_close(weights, logits.sigmoid().gather(1, ids) * 2.5)


def test_only_the_best_groups_are_searched() -> None:
    logits = torch.full((1, 8), -5.0)
    logits[0, [0, 2, 3, 6]] = torch.tensor([4.0, 2.0, 2.5, 3.0])  # groups of two experts
    for bias in (0.0, -10.0):
        _, ids = ops.route(
            logits,
            3,
            scoring="sigmoid",
            selection_bias=torch.full((8,), bias),
            num_groups=4,
            num_chosen_groups=2,
        )
        assert ids.tolist() == [[0, 3, 2]]


def test_of_equal_experts_the_lower_is_chosen() -> None:
    _, ids = ops.route(torch.zeros(40, 64), 3)
    assert ids.eq(torch.tensor([0, 1, 2])).all()


def make_experts(gated: bool, has_bias: bool) -> tuple[ops.PackedExperts, list[Tensor]]:
    width = 40 if gated else 20
    gate_up, down = torch.randn(6, width, 24) * 0.3, torch.randn(6, 24, 20) * 0.3
    biases = (torch.randn(6, width), torch.randn(6, 24)) if has_bias else (None, None)
    packed = ops.PackedExperts(
        gate_up, down, kind="silu", gated=gated, gate_up_bias=biases[0], down_bias=biases[1]
    )
    zeros = (torch.zeros(6, width), torch.zeros(6, 24))
    return packed, [gate_up, down, *(biases if has_bias else zeros)]


@pytest.mark.parametrize("gated", [True, False])
@pytest.mark.parametrize("has_bias", [True, False])
def test_experts_are_summed_with_their_weights(gated: bool, has_bias: bool) -> None:
    packed, (gate_up, down, gate_up_bias, down_bias) = make_experts(gated, has_bias)
    x = torch.randn(11, 24)
    weights, ids = ops.route(torch.randn(11, 6), 2)
    found = ops.mix_experts(x, weights, ids, experts=packed)
    for token in range(11):
        truth = torch.zeros(24)
        for weight, expert in zip(weights[token], ids[token].tolist(), strict=True):
            inner = gate_up[expert] @ x[token] + gate_up_bias[expert]
            if gated:
                inner = functional.silu(inner[:20]) * inner[20:]
            else:
                inner = functional.silu(inner)
            truth += weight * (down[expert] @ inner + down_bias[expert])
        torch.testing.assert_close(found[token], truth, atol=1e-5, rtol=1e-4)


def test_a_token_gets_the_same_bits_alone_and_in_company() -> None:
    packed, _ = make_experts(True, True)
    x, logits = torch.randn(60, 24), torch.randn(60, 6)
    whole = ops.mix_experts(x, *ops.route(logits, 3), experts=packed)
    for count in (1, 2, 7, 59):
        choice = ops.route(logits[:count], 3)
        assert torch.equal(ops.mix_experts(x[:count], *choice, experts=packed), whole[:count])
