"""Tensors on a CPU meet the truth, tensors on a GPU the kernel."""

from __future__ import annotations

import inspect
from types import SimpleNamespace
from typing import Any

import pytest

import ops
from ops import choose, reference
from tests.test_imports import loaded_after

RUN = """
import torch, ops
cache = torch.zeros(2, 16, 1, 8)
x = torch.ones(3, 1, 8)
ops.kv_write(x, x, k_cache=cache, v_cache=cache, slot_mapping=torch.arange(3))
ops.rms_norm(x, None, eps=1e-6)
ops.gated_activation(x, "silu")
ops.paged_attention(
    x,
    k_cache=cache,
    v_cache=cache,
    block_tables=torch.zeros(1, 1, dtype=torch.int32),
    query_start=torch.tensor([0, 3]),
    context_lens=torch.tensor([3]),
    scale=1.0,
)
"""


def test_a_run_on_a_cpu_loads_no_triton() -> None:
    assert loaded_after(RUN, ("triton", "ops.kernels")) == "[]"


def test_an_operation_without_a_kernel_is_its_truth_itself() -> None:
    assert choose.choose(reference.rope_tables) is reference.rope_tables


def test_the_device_of_the_first_argument_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    def truth(x: Any, *, more: int) -> str:
        return f"truth {more}"

    monkeypatch.setitem(choose.KERNELS, "truth", "nowhere")
    monkeypatch.setattr(
        choose, "kernel", lambda name: lambda x, *, more: f"kernel of {name} {more}"
    )
    chosen = choose.choose(truth)
    assert chosen(SimpleNamespace(is_cuda=False), more=1) == "truth 1"
    assert chosen(SimpleNamespace(is_cuda=True), more=2) == "kernel of truth 2"


def test_where_triton_is_not_installed_the_truth_computes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choose, "find_spec", lambda name: None)
    choose.kernel.cache_clear()
    assert choose.kernel("paged_attention") is None
    choose.kernel.cache_clear()


@pytest.mark.parametrize("name", choose.KERNELS)
def test_a_kernel_takes_what_its_truth_takes(name: str) -> None:
    kernel = choose.kernel(name)
    assert kernel is not None
    assert inspect.signature(kernel) == inspect.signature(getattr(reference, name))
    assert getattr(ops, name) is getattr(choose, name)
