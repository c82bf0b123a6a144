"""The kernels of rows: right under the interpreter, and cheap as a GPU compiles them."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
import torch

from tests.ops.compiled import Cost, compile_launches, run_interpreted

DTYPES = ("float32", "bfloat16", "float16")
CASES = [
    *(f"norms_{dtype}" for dtype in DTYPES),
    "norms_in_place",
    "norms_of_very_long_rows",
    "norms_alone_and_in_company",
    *(f"rope_{dtype}" for dtype in DTYPES),
    *(f"activations_{dtype}" for dtype in DTYPES),
    "activations_in_place",
    *(f"writes_{dtype}" for dtype in DTYPES),
    "writes_of_many_heads",
    *(f"moves_{dtype}" for dtype in DTYPES),
]
BF16 = torch.bfloat16
SHARED = 4096  # bytes: what sums exchange, no more


@pytest.fixture(scope="module")
def complaints() -> Mapping[str, str]:
    """All cases in one process: most of a run is the start of torch and triton."""
    found: dict[str, str] = json.loads(run_interpreted("tests.ops.interpreted_rows"))
    return found


@pytest.mark.parametrize("case", CASES)
def test_the_kernel_agrees_with_the_truth(complaints: Mapping[str, str], case: str) -> None:
    assert complaints[case] == ""


def test_every_case_is_asked_for(complaints: Mapping[str, str]) -> None:
    assert list(complaints) == CASES


@pytest.mark.parametrize("capability", [80, 90])
@pytest.mark.parametrize(("size", "registers"), [(128, 40), (4096, 64), (32_768, 128)])
def test_a_norm_holds_its_row_in_registers(capability: int, size: int, registers: int) -> None:
    from ops.kernels.norms import layer_norm, rms_norm

    x = torch.zeros(4, size, dtype=BF16)

    def launch() -> None:
        rms_norm(x, x[0], eps=1e-6, offset=1.0, residual=x)
        layer_norm(x, x[0], bias=x[0], eps=1e-6, residual=x)

    check(compile_launches(capability, launch), registers)


@pytest.mark.parametrize("capability", [80, 90])
def test_rope_and_writes_need_few_registers(capability: int) -> None:
    from ops.kernels.kv_write import kv_move, kv_write
    from ops.kernels.rope import rope

    q, k = torch.zeros(4, 32, 128, dtype=BF16), torch.zeros(4, 8, 128, dtype=BF16)
    turns, cache, places = torch.zeros(4, 64), k.new_zeros(4, 16, 8, 128), torch.arange(4)

    def launch() -> None:
        rope(q, k, cos=turns, sin=turns)
        rope(q, k, cos=turns[:, :32], sin=turns[:, :32], interleaved=True)
        kv_write(k, k, k_cache=cache, v_cache=cache, slot_mapping=places)
        kv_move(cache, cache, source=places, target=places)

    check(compile_launches(capability, launch), 48)


@pytest.mark.parametrize("capability", [80, 90])
def test_activations_need_few_registers(capability: int) -> None:
    from ops.kernels.activation import activation, gated_activation

    def launch() -> None:
        activation(torch.zeros(4, 4864, dtype=BF16), "silu")
        for kind in ("silu", "gelu", "gelu_tanh"):
            gated_activation(torch.zeros(4, 9728, dtype=BF16), kind)

    check(compile_launches(capability, launch), 48)


@pytest.mark.parametrize("size", [100, 128])
def test_the_number_of_rows_does_not_change_the_code_of_a_norm(size: int) -> None:
    """Nor does how far apart they are: other code might sum in another order."""
    from ops.kernels.norms import rms_norm

    wide, dense = torch.zeros(40, size + 48), torch.zeros(40, size)
    heads = wide.new_zeros(16, 3, size)
    inputs = [dense, dense[:16], dense[:1], dense[1:2], wide[:, :size], wide[:, 1 : size + 1]]
    inputs += [heads, heads[:, :1], heads[:1]]

    def launch() -> None:
        for x in inputs:
            rms_norm(x, dense[0], eps=1e-6)

    costs = compile_launches(90, launch)
    assert len(costs) == len(inputs)
    assert len({cost.code for cost in costs}) == 1


def check(costs: list[Cost], registers: int) -> None:
    for cost in costs:
        assert cost.spills == 0, cost
        assert cost.shared <= SHARED, cost
        assert cost.registers <= registers, cost
