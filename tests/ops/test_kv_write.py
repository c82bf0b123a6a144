"""Keys and values go where the slot mapping says, and nowhere else."""

from __future__ import annotations

import pytest
import torch

import ops


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


def test_a_step_may_keep_nothing() -> None:
    k_cache, v_cache = torch.zeros(1, 4, 2, 6), torch.zeros(1, 4, 2, 6)
    k = torch.randn(2, 2, 6)
    ops.kv_write(k, k, k_cache=k_cache, v_cache=v_cache, slot_mapping=torch.tensor([-1, -1]))
    assert not k_cache.any()
