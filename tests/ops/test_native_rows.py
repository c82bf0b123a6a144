"""Norms, positions, activation and cache writes by the native library are torch's."""

from __future__ import annotations

import subprocess
import sys

import pytest
import torch
from torch import Tensor

import ops
from ops import host, reference
from ops.cpu import library, rows

COUNTS = [0, 1, 7, 300]


@pytest.fixture(autouse=True)
def _built() -> None:
    assert library.library() is not None, "pip install -e . builds it where there is a compiler"


@pytest.fixture(params=[torch.float32, torch.bfloat16], ids=["float32", "bfloat16"])
def kind(request: pytest.FixtureRequest) -> torch.dtype:
    dtype: torch.dtype = request.param
    return dtype


def near(given: Tensor, truth: Tensor) -> None:
    """Equal but for rounding; in bfloat16 a number between two may go either way."""
    assert given.dtype == truth.dtype
    error = 2e-6 if given.dtype == torch.float32 else 2**-7
    torch.testing.assert_close(given, truth, atol=error / 10, rtol=error)
    if given.dtype == torch.bfloat16 and given.numel() > 100:
        assert (given == truth).float().mean() > 0.98


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("size", [1, 7, 8, 896, 1003])
@pytest.mark.parametrize("has_weight", [True, False])
def test_a_norm(kind: torch.dtype, count: int, size: int, has_weight: bool) -> None:
    x, residual = torch.randn(count, size + 5).to(kind)[:, 2:-3], torch.randn(count, size).to(kind)
    weight = torch.randn(size).to(kind) if has_weight else None
    for before in (None, residual):
        given = ops.rms_norm(x, weight, eps=1e-5, offset=1.0, residual=before)
        truth = reference.rms_norm(x, weight, eps=1e-5, offset=1.0, residual=before)
        near(given[0], truth[0])
        assert torch.equal(given[1], truth[1])


def test_a_norm_of_numbers_that_lie_apart() -> None:
    x, residual, weight = torch.randn(40, 9).T, torch.randn(40, 9).T, torch.randn(80)[::2]
    given = ops.rms_norm(x, weight, eps=1e-6, residual=residual)
    truth = reference.rms_norm(x, weight, eps=1e-6, residual=residual)
    near(given[0], truth[0])
    assert torch.equal(given[1], truth[1])


def test_a_norm_of_heads_that_lie_among_others() -> None:
    heads = torch.randn(9, 3 * 64 + 11)[:, 11:].view(9, 3, 64)
    weight = torch.randn(64)
    given = ops.rms_norm(heads, weight, eps=1e-6)[0]
    near(given, reference.rms_norm(heads, weight, eps=1e-6)[0])


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("rotated, size", [(2, 2), (16, 24), (64, 64), (10, 37)])
def test_positions(kind: torch.dtype, count: int, rotated: int, size: int) -> None:
    q, k, _ = torch.randn(count, 6 * size).to(kind).split([3 * size, 2 * size, size], dim=-1)
    q, k = q.view(-1, 3, size), k.view(-1, 2, size)
    cos, sin = torch.randn(count, rotated // 2), torch.randn(count, rotated // 2)
    given, truth = ops.rope(q, k, cos=cos, sin=sin), reference.rope(q, k, cos=cos, sin=sin)
    near(given[0], truth[0])
    near(given[1], truth[1])


def test_heads_that_lie_apart_are_turned_and_written() -> None:
    wide = torch.randn(6, 3, 20)
    q, k = wide[..., :8], wide[..., 8:16]
    cos, sin, slots = torch.randn(6, 4), torch.randn(6, 4), torch.arange(6)
    given, truth = ops.rope(q, k, cos=cos, sin=sin), reference.rope(q, k, cos=cos, sin=sin)
    near(given[0], truth[0])
    near(given[1], truth[1])
    caches = torch.zeros(2, 4, 3, 8), torch.zeros(2, 4, 3, 8)
    ops.kv_write(k, q, k_cache=caches[0], v_cache=caches[1], slot_mapping=slots)
    assert torch.equal(caches[0].flatten(0, 1)[:6], k)
    assert torch.equal(caches[1].flatten(0, 1)[:6], q)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("size", [1, 9, 300])
def test_a_gate(kind: torch.dtype, count: int, size: int) -> None:
    gate_up = (torch.randn(count, 2 * size) * 8).to(kind)
    near(ops.gated_activation(gate_up, "silu"), reference.gated_activation(gate_up, "silu"))


def test_a_gate_takes_any_number() -> None:
    edges = torch.tensor([0.0, -0.0, 1e-30, -1e-30, 80.0, -80.0, 3e38, float("inf")])
    wide = torch.cat((edges, torch.ones(8)))
    near(ops.gated_activation(wide, "silu"), reference.gated_activation(wide, "silu"))
    assert ops.gated_activation(torch.tensor([-3e38, 1.0]), "silu").abs() < 1.0
    assert ops.gated_activation(torch.tensor([float("nan"), 1.0]), "silu").isnan()


@pytest.mark.parametrize("count", COUNTS)
def test_writes(kind: torch.dtype, count: int) -> None:
    k, v = torch.randn(count, 6 * 20).to(kind).split([80, 40], dim=-1)
    k, v = k.view(-1, 4, 20), v.view(-1, 4, 10)
    slots = torch.randperm(400)[:count]
    slots[::3] = -1
    found = []
    for write in (ops.kv_write, reference.kv_write):
        caches = torch.zeros(25, 16, 4, 20).to(kind), torch.zeros(25, 16, 4, 10).to(kind)
        write(k, v, k_cache=caches[0], v_cache=caches[1], slot_mapping=slots)
        found.append(caches)
    assert torch.equal(found[0][0], found[1][0])
    assert torch.equal(found[0][1], found[1][1])


def test_bfloat16_is_rounded_to_the_nearest_and_of_two_to_the_even_one() -> None:
    ones = torch.ones(2, dtype=torch.int32).bfloat16()
    bits = torch.arange(0x3F80, 0x4100, dtype=torch.int32)
    numbers = (bits << 16).view(torch.float32).bfloat16()
    zeros = torch.zeros_like(numbers)
    for step in (2**-9, 2**-8, 3 * 2**-9, 2**-7):  # halves and quarters of what lies between
        residual = (numbers.float() * 0 + step).bfloat16()
        stream = ops.rms_norm(numbers[None], None, eps=1.0, residual=residual[None])[1]
        assert torch.equal(stream[0], numbers + residual)
    nan = torch.tensor([float("nan"), float("inf")]).bfloat16()
    assert ops.rms_norm(nan[None], None, eps=1.0, residual=ones[None])[1][0].isnan().tolist() == [
        True,
        False,
    ]
    assert torch.equal(ops.rms_norm(zeros[None], None, eps=1.0)[0][0], zeros)


def test_a_row_has_the_same_bits_alone_and_on_any_number_of_threads() -> None:
    x, weight, threads = torch.randn(400, 1000), torch.randn(1000), torch.get_num_threads()
    together = ops.rms_norm(x, weight, eps=1e-6)[0], ops.gated_activation(x, "silu")
    try:
        for count in (1, 3):
            torch.set_num_threads(count)
            for row in (0, 199, 399):
                alone = x[row : row + 1]
                assert torch.equal(ops.rms_norm(alone, weight, eps=1e-6)[0][0], together[0][row])
                assert torch.equal(ops.gated_activation(alone, "silu")[0], together[1][row])
            assert torch.equal(ops.rms_norm(x, weight, eps=1e-6)[0], together[0])
    finally:
        torch.set_num_threads(threads)


def test_other_types_and_a_machine_without_the_library_are_left_to_torch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    x = torch.randn(3, 8)
    assert not rows.takes(x.half())
    assert not rows.takes(x.bfloat16(), x)
    assert rows.takes(x, None)
    assert rows.takes(x.bfloat16(), None)
    monkeypatch.setattr(rows, "library", lambda: None)
    assert not rows.takes(x)
    assert torch.equal(
        host.rms_norm(x, None, eps=1e-6)[0], reference.rms_norm(x, None, eps=1e-6)[0]
    )


@pytest.mark.skipif(sys.platform != "linux", reason="threads are pinned on Linux only")
def test_a_worker_stands_where_it_is_put() -> None:
    """In a process of its own, since there it stays."""
    program = """
import os, ops
before = set(os.listdir("/proc/self/task"))
last = max(os.sched_getaffinity(0))
ops.pin_workers([last])
(worker,) = set(os.listdir("/proc/self/task")) - before
assert os.sched_getaffinity(int(worker)) == {last}
ops.pin_workers([last])
assert len(os.listdir("/proc/self/task")) == len(before) + 1
"""
    subprocess.run([sys.executable, "-c", program], check=True)
