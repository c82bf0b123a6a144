"""The attention kernel: right under the interpreter, and never more than a GPU can hold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from unittest import mock

import pytest
import torch

from tests.ops.compiled import Cost, compile_launches, run_interpreted

CASES = [
    "decode_in_groups_of_3",
    "decode_in_groups_of_8",
    "decode_without_groups",
    "drafts",
    "drafts_in_a_window",
    "window_of_1",
    "prompts",
    "prompts_with_everything",
    "mixed",
    "mixed_with_everything",
    "window_across_chunks",
    "mixed_bf16",
    "decode_bf16",
    "tree",
    "tree_across_chunks",
    "tree_in_a_window",
    "tree_of_more_than_64_in_a_window",
    "chain",
    "same_bits",
]
SHARED = {80: 166_912, 90: 232_448}  # bytes that a thread block may have at most
REGISTERS = 65_536  # of a multiprocessor


@pytest.fixture(scope="module")
def complaints() -> Mapping[str, str]:
    """All cases in one process: most of a run is the start of torch and triton."""
    found: dict[str, str] = json.loads(run_interpreted("tests.ops.interpreted_attention"))
    return found


@pytest.mark.parametrize("case", CASES)
def test_the_kernel_agrees_with_the_truth(complaints: Mapping[str, str], case: str) -> None:
    assert complaints[case] == ""


def test_every_case_is_asked_for(complaints: Mapping[str, str]) -> None:
    assert list(complaints) == CASES


@pytest.mark.parametrize("capability", [80, 90])
def test_nothing_spills_and_all_fits(capability: int) -> None:
    """Decode rows and a prompt: a launch for each, and their merging."""
    costs = launch_costs(capability, (1, 300), heads=8, head_size=128)
    assert {cost.kernel for cost in costs} == {"attention_kernel", "merge_kernel"}
    check(costs, capability)


@pytest.mark.parametrize("capability", [80, 90])
def test_trees_windows_caps_and_sinks_do_not_spill_either(capability: int) -> None:
    more = {"window": 4096, "soft_cap": 30.0, "sinks": torch.zeros(8)}
    trees = {
        "tree_mask": torch.zeros(16, 1, dtype=torch.int64),
        "tree_sizes": torch.zeros(2, dtype=torch.int64),
    }
    check(launch_costs(capability, (8, 8), heads=8, head_size=128, **more, **trees), capability)


def check(costs: list[Cost], capability: int) -> None:
    for cost in costs:
        assert cost.spills == 0, cost
        assert cost.shared <= SHARED[capability], cost
        assert cost.registers * cost.num_warps * 32 <= REGISTERS, cost


def launch_costs(
    capability: int, counts: tuple[int, ...], *, heads: int, head_size: int, **more: Any
) -> list[Cost]:
    from ops.kernels.paged_attention import paged_attention

    cache = torch.zeros(2, 16, 2, head_size, dtype=torch.bfloat16)
    arguments = {
        "k_cache": cache,
        "v_cache": cache,
        "block_tables": torch.zeros(len(counts), 64, dtype=torch.int32),
        "query_start": torch.tensor([0, *counts]).cumsum(0).to(torch.int32),
        "context_lens": torch.full((len(counts),), 900, dtype=torch.int32),
        "scale": 0.1,
        **more,
    }
    q = torch.zeros(sum(counts), heads, head_size, dtype=torch.bfloat16)
    wide = "ops.kernels.attention_tiling.has_wide_products"
    with mock.patch(wide, lambda _: capability >= 90):
        return compile_launches(capability, lambda: paged_attention(q, **arguments))
