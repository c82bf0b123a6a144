"""The kernels of `verify`: right under the interpreter, and cheap as a GPU compiles them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
import torch
from torch.utils._python_dispatch import TorchDispatchMode

import ops
from tests.ops.asks import Ask, batch_of
from tests.ops.compiled import compile_launches, run_interpreted

RULES = ["bias", "bad_words", "allowed", "stops", "presence", "frequency", "repetition"]
FILTERS = ["plain", "cold", "hot", "top_k", "top_p", "min_p", "top_k_top_p", "min_p_top_p"]
CASES = [
    *RULES,
    "grammar",
    "long_lists",
    "no_rules",
    "noises",
    *FILTERS,
    "all_filters",
    "filters_of_many_tokens",
    "all_on_float32",
    "all_on_bfloat16",
    "all_on_float16",
    "greedy",
    "equal_logits",
    "sick_logits",
    "alone_and_in_company",
]
EVERYTHING = Ask(
    top_k=30,
    top_p=0.9,
    min_p=0.001,
    presence_penalty=0.7,
    logit_bias=((0, 2.5),),
    bad_words_ids=((1, 3),),
    allowed_ids=(0, 3, 4),
    stop_ids=(1,),
    min_tokens=5,
    logprobs=20,
)
REGISTERS = {  # of a thread, at most
    "mask_kernel": 40,
    "list_kernel": 72,
    "penalty_kernel": 64,
    "survey_kernel": 40,
    "bound_kernel": 56,
    "collect_kernel": 72,
    "choose_kernel": 80,
    "walk_kernel": 40,
    "block_kernel": 64,
    "entry_kernel": 56,
}
SHARED = 8192  # bytes: what sums and lists exchange
MAKE_ROOM = {"empty", "empty_like", "new_empty", "select", "unbind"}  # operators of torch


class Watch(TorchDispatchMode):
    """Which operators are called."""

    def __init__(self) -> None:
        super().__init__()
        self.called: set[str] = set()

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self.called.add(func.overloadpacket.__name__)
        return func(*args, **(kwargs or {}))


@pytest.fixture(scope="module")
def complaints() -> Mapping[str, str]:
    """All cases in one process: most of a run is the start of torch and triton."""
    found: dict[str, str] = json.loads(run_interpreted("tests.ops.interpreted_verify"))
    return found


@pytest.mark.parametrize("case", CASES)
def test_the_kernels_agree_with_the_truth(complaints: Mapping[str, str], case: str) -> None:
    assert complaints[case] == ""


def test_every_case_is_asked_for(complaints: Mapping[str, str]) -> None:
    assert list(complaints) == CASES


@pytest.mark.parametrize("capability", [80, 90])
def test_a_vocabulary_of_150_000_is_held_in_registers(capability: int) -> None:
    from ops.kernels.verify import verify

    size = 151_936
    logits = torch.zeros(2, size, dtype=torch.bfloat16)
    mask = torch.zeros(2, size // 32, dtype=torch.int32)
    trees = ops.Trees.of([[1], [2]], positions=[0, 0])
    batch = batch_of([EVERYTHING] * 2, size)
    with Watch() as watch:
        costs = compile_launches(
            capability, lambda: verify(logits, trees, batch, grammar_mask=mask)
        )
    assert watch.called <= MAKE_ROOM, "on a GPU, what asks for numbers waits for them"
    assert [cost.kernel for cost in costs] == list(REGISTERS)
    for cost in costs:
        assert cost.spills == 0, cost
        assert cost.shared <= SHARED, cost
        assert cost.registers <= REGISTERS[cost.kernel], cost
