"""Keys and values go where the slot mapping says, and nowhere else."""

from __future__ import annotations

import pytest
import torch

import ops
from tests.ops.paged_texts import what_lies_at


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_each_token_is_written_to_its_slot(dtype: torch.dtype) -> None:
    k_cache, v_cache = torch.zeros(5, 4, 2, 6, dtype=dtype), torch.zeros(5, 4, 2, 3, dtype=dtype)
    k, v = torch.randn(4, 2, 6), torch.randn(4, 2, 3)
    slots = torch.tensor([7, -1, 0, 19])
    ops.kv_write(k, v, k_cache=k_cache, v_cache=v_cache, slot_mapping=slots)
    for token, slot in enumerate(slots.tolist()):
        if slot >= 0:
            assert torch.equal(k_cache[slot // 4, slot % 4], k[token].to(dtype))
            assert torch.equal(v_cache[slot // 4, slot % 4], v[token].to(dtype))
    assert int(k_cache.flatten(2).any(-1).sum()) == 3
    assert int(v_cache.flatten(2).any(-1).sum()) == 3


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_so_it_does_in_a_cache_that_lies_as_it_is_read(dtype: torch.dtype) -> None:
    k_cache, v_cache = ops.empty_cache(torch.empty(0, dtype=dtype), 3, 16, 2, 32, 48)
    k_cache.zero_()
    v_cache.zero_()
    k, v = torch.randn(4, 2, 32).to(dtype), torch.randn(4, 2, 48).to(dtype)
    slots = torch.tensor([7, -1, 0, 47])
    ops.kv_write(k, v, k_cache=k_cache, v_cache=v_cache, slot_mapping=slots)
    keys, values = what_lies_at(k_cache, v_cache, torch.arange(48))
    kept = slots >= 0
    assert torch.equal(keys[slots[kept]], k[kept])
    assert torch.equal(values[slots[kept]], v[kept])
    assert int(keys.flatten(1).any(-1).sum()) == int(values.flatten(1).any(-1).sum()) == 3


def test_a_step_may_keep_nothing() -> None:
    k_cache, v_cache = torch.zeros(1, 4, 2, 6), torch.zeros(1, 4, 2, 6)
    k = torch.randn(2, 2, 6)
    ops.kv_write(k, k, k_cache=k_cache, v_cache=v_cache, slot_mapping=torch.tensor([-1, -1]))
    assert not k_cache.any()
