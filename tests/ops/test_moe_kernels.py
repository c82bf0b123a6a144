"""The kernels of routing and experts: right under the interpreter, and cheap as a GPU has them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import ExitStack
from unittest import mock

import pytest
import torch

import ops
from tests.ops.compiled import Cost, compile_launches, run_interpreted

DTYPES = ("float32", "bfloat16", "float16")
CASES = [
    *(f"routes_{dtype}" for dtype in DTYPES),
    "routes_without_norm",
    "routes_by_groups",
    "routes_of_equals_and_of_no_numbers",
    *(f"experts_{dtype}" for dtype in DTYPES),
    "experts_that_nobody_chose",
    "experts_in_place",
    "experts_that_were_packed",
    "experts_alone_and_in_company",
]
BF16 = torch.bfloat16
SHARED = 120_000  # bytes: two thread blocks of Hopper, one of Ampere


@pytest.fixture(scope="module")
def complaints() -> Mapping[str, str]:
    """All cases in one process: most of a run is the start of torch and triton."""
    found: dict[str, str] = json.loads(run_interpreted("tests.ops.interpreted_moe"))
    return found


@pytest.mark.parametrize("case", CASES)
def test_the_kernel_agrees_with_the_truth(complaints: Mapping[str, str], case: str) -> None:
    assert complaints[case] == ""


def test_every_case_is_asked_for(complaints: Mapping[str, str]) -> None:
    assert list(complaints) == CASES


@pytest.mark.parametrize("capability", [80, 90])
def test_routing_needs_few_registers(capability: int) -> None:
    from ops.kernels.route import route

    def launch() -> None:
        route(torch.zeros(4, 128, dtype=BF16), 8)
        route(torch.zeros(4, 64), 4, scoring="softmax_of_chosen")
        logits = torch.zeros(4, 256)
        route(logits, 8, selection_bias=logits[0], num_groups=8, num_chosen_groups=4)

    check(compile_launches(capability, launch), registers=96)


@pytest.mark.parametrize("capability", [80, 90])
@pytest.mark.parametrize("dtype", [BF16, torch.float32])
def test_experts_hold_their_tiles(capability: int, dtype: torch.dtype) -> None:
    costs = compile_launches(capability, lambda: mix(4, dtype))
    assert [cost.kernel for cost in costs] == [
        "sort_kernel",
        "inner_kernel",
        "outer_kernel",
        "sum_kernel",
    ]
    check(costs, registers=255)


@pytest.mark.parametrize("size", [100, 128])
def test_the_number_of_tokens_does_not_change_the_code(size: int) -> None:
    """Nor does where they begin: other code might sum in another order."""

    def launch() -> None:
        for count, first in ((40, 0), (16, 0), (1, 0), (1, 1)):
            mix(count, BF16, size=size, first=first)

    codes: dict[str, set[str]] = {}
    for cost in compile_launches(90, launch):
        codes.setdefault(cost.kernel, set()).add(cost.code)
    assert [len(codes[kernel]) for kernel in ("inner_kernel", "outer_kernel", "sum_kernel")] == [
        1
    ] * 3


def test_the_number_of_tokens_does_not_change_the_code_of_routing() -> None:
    from ops.kernels.route import route

    logits = torch.zeros(40, 60, dtype=BF16)

    def launch() -> None:
        for some in (logits, logits[:16], logits[:1], logits[1:2]):
            route(some, 4)

    assert len({cost.code for cost in compile_launches(90, launch)}) == 1


PACKS = ("linear._onednn_takes", "cpu.linear.takes")


def mix(count: int, dtype: torch.dtype, *, size: int = 256, first: int = 0) -> None:
    """Launch the experts of a small model for some tokens."""
    from ops.kernels.moe import mix_experts

    gate_up, down = torch.zeros(8, 192, size, dtype=dtype), torch.zeros(8, size, 96, dtype=dtype)
    plainly = (mock.patch(f"ops.{name}", return_value=False) for name in PACKS)
    with ExitStack() as patched:  # as on a GPU: not packed
        for patch in plainly:
            patched.enter_context(patch)
        experts = ops.PackedExperts(gate_up, down, kind="silu")
    x = torch.zeros(first + count, size, dtype=dtype)[first:]
    mix_experts(x, torch.zeros(count, 2), torch.zeros(count, 2, dtype=torch.int64), experts=experts)


def check(costs: list[Cost], registers: int) -> None:
    for cost in costs:
        assert cost.spills == 0, cost
        assert cost.shared <= SHARED, cost
        assert cost.registers <= registers, cost
