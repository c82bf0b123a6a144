"""Run under Triton's interpreter: routing and experts against the plain-torch truths, by cases."""

from __future__ import annotations

from typing import Any
from unittest import mock

import torch
from torch import Tensor
from triton.runtime.interpreter import InterpreterBuilder

from ops import reference
from ops.kernels import moe, route
from tests.ops.interpreted import report
from tests.ops.interpreted_attention import product
from tests.ops.interpreted_rows import agree, in_each_dtype, random, rounding_cast

SCORINGS = ("softmax", "sigmoid", "softmax_of_chosen")


def routes(dtype: torch.dtype) -> None:
    """Numbers of experts that are powers of two and that are not."""
    for num_experts, num_chosen in ((60, 4), (128, 3)):
        for scoring in SCORINGS:
            check_route(random(2, num_experts, dtype=dtype), num_chosen, scoring=scoring)


def routes_without_norm() -> None:
    """A single expert, and all of a few."""
    for num_experts, num_chosen in ((1, 1), (5, 5)):
        for scoring in SCORINGS:
            logits = torch.randn(2, num_experts)
            check_route(logits, num_chosen, scoring=scoring, renormalise=False, scale=2.5)


def check_route(logits: Tensor, num_chosen: int, **more: Any) -> None:
    weights, ids = route.route(logits, num_chosen, **more)
    true_weights, true_ids = reference.route(logits, num_chosen, **more)
    assert ids.equal(true_ids)
    agree(weights, true_weights)


def routes_by_groups() -> None:
    """With a bias for the choice, without, with one so low that its groups look empty."""
    for bias in (torch.randn(32), torch.full((32,), -100.0)):
        for num_groups, num_chosen_groups in ((8, 3), (2, 2), (1, 1)):
            groups = {"num_groups": num_groups, "num_chosen_groups": num_chosen_groups}
            more: dict[str, Any] = {"selection_bias": bias, **groups}
            check_route(torch.randn(2, 32), 4, scoring="sigmoid", **more)
    more = {"num_groups": 8, "num_chosen_groups": 1}
    check_route(torch.randn(1, 32), 6, scoring="sigmoid", renormalise=False, **more)
    more = {"num_groups": 3, "num_chosen_groups": 2}
    check_route(torch.randn(5, 24), 4, scoring="sigmoid", **more)


def routes_of_equals_and_of_no_numbers() -> None:
    check_route(torch.zeros(1, 64), 3)
    check_route(torch.zeros(1, 64), 3, scoring="sigmoid", num_groups=8, num_chosen_groups=2)
    check_route(torch.randn(4, 64)[:0], 3)
    check_route(torch.randn(4, 70)[1:, 3:67], 3)
    weights, ids = route.route(torch.full((1, 60), float("nan")), 4)
    assert weights.isnan().all()
    assert sorted(set(ids[0].tolist())) == sorted(ids[0].tolist())
    assert ids.min() >= 0
    assert ids.max() < 60


def experts_of(
    num_experts: int, size: int, inner: int, *, dtype: torch.dtype, gated: bool, has_bias: bool
) -> reference.PackedExperts:
    """As on a GPU: not packed."""
    height = 2 * inner if gated else inner
    with mock.patch("ops.linear._onednn_takes", return_value=False):
        return reference.PackedExperts(
            random(num_experts, height, size, dtype=dtype) / size**0.5,
            random(num_experts, size, inner, dtype=dtype) / inner**0.5,
            kind="silu" if gated else "gelu",
            gated=gated,
            gate_up_bias=random(num_experts, height, dtype=dtype) if has_bias else None,
            down_bias=random(num_experts, size, dtype=dtype) if has_bias else None,
        )


def choose(num_tokens: int, num_experts: int, num_chosen: int) -> tuple[Tensor, Tensor]:
    return reference.route(torch.randn(num_tokens, num_experts), num_chosen)


def experts(dtype: torch.dtype) -> None:
    """Sizes with a rest and without, with biases and without."""
    for num_tokens, num_experts, num_chosen, size, inner, gated in (
        (1, 9, 3, 24, 20, True),
        (7, 3, 2, 100, 65, False),
        (70, 2, 2, 64, 64, True),
    ):
        packed = experts_of(
            num_experts, size, inner, dtype=dtype, gated=gated, has_bias=num_tokens > 1
        )
        x = random(num_tokens, size, dtype=dtype)
        check_experts(x, *choose(num_tokens, num_experts, num_chosen), packed)


def experts_that_nobody_chose() -> None:
    packed = experts_of(3, 24, 20, dtype=torch.float32, gated=True, has_bias=False)
    for expert in range(3):
        ids = torch.full((70, 1), expert)
        check_experts(torch.randn(70, 24), torch.rand(70, 1), ids, packed)


def check_experts(x: Tensor, weights: Tensor, ids: Tensor, packed: reference.PackedExperts) -> None:
    found = moe.mix_experts(x, weights, ids, experts=packed)
    truth = reference.mix_experts(x, weights, ids, experts=packed)
    bound = {torch.float32: 1e-4, torch.float16: 2e-2, torch.bfloat16: 1e-1}[x.dtype]
    torch.testing.assert_close(found, truth, atol=bound, rtol=bound)


def experts_in_place() -> None:
    """No tokens at all, tokens with gaps between them, and more than are sorted at a time."""
    packed = experts_of(4, 24, 20, dtype=torch.float32, gated=True, has_bias=True)
    check_experts(torch.randn(0, 24), *choose(0, 4, 2), packed)
    check_experts(torch.randn(9, 50)[1:, 3:27], *choose(8, 4, 2), packed)
    with mock.patch.object(moe, "ITEMS", 32):
        check_experts(torch.randn(45, 24), *choose(45, 4, 2), packed)


def experts_that_were_packed() -> None:
    """Nothing is stacked: the truth computes."""
    packed = reference.PackedExperts(torch.randn(3, 8, 6), torch.randn(3, 6, 4), kind="silu")
    with mock.patch.object(packed, "stack", None):
        check_experts(torch.randn(5, 6), *choose(5, 3, 2), packed)


def experts_alone_and_in_company() -> None:
    packed = experts_of(3, 72, 40, dtype=torch.float32, gated=True, has_bias=True)
    x = torch.randn(100, 72)
    weights, ids = choose(100, 3, 2)
    whole = moe.mix_experts(x, weights, ids, experts=packed)
    for rows in (slice(0, 1), slice(1, 2), slice(7, 20), slice(99, 100)):
        alone = moe.mix_experts(x[rows], weights[rows], ids[rows], experts=packed)
        assert torch.equal(alone, whole[rows])


CASES = {
    **in_each_dtype(routes),
    "routes_without_norm": routes_without_norm,
    "routes_by_groups": routes_by_groups,
    "routes_of_equals_and_of_no_numbers": routes_of_equals_and_of_no_numbers,
    **in_each_dtype(experts),
    "experts_that_nobody_chose": experts_that_nobody_chose,
    "experts_in_place": experts_in_place,
    "experts_that_were_packed": experts_that_were_packed,
    "experts_alone_and_in_company": experts_alone_and_in_company,
}


if __name__ == "__main__":
    InterpreterBuilder.cast_impl = rounding_cast
    InterpreterBuilder.create_dot = product
    report(CASES)
