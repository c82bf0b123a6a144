"""Attention by the native library over a cache in bfloat16."""

from __future__ import annotations

import pytest
import torch

from ops.cpu import attention
from tests.ops.paged_texts import PagedTexts, Rules, Sizes, attend_densely, causal

SIZES = {
    "group_of_7": Sizes(heads=14, kv_heads=2, key=64, value=64),
    "every_head_its_own": Sizes(heads=3, kv_heads=3, key=24, value=24),
    "narrow_values": Sizes(heads=4, kv_heads=2, key=48, value=16),
}


@pytest.mark.parametrize("sizes", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize(
    "rules",
    [Rules(), Rules(window=40, soft_cap=5.0), Rules(window=100)],
    ids=["plain", "rules", "window"],
)
@pytest.mark.parametrize("in_order", [False, True], ids=["as_read", "in_order"])
def test_a_query_gets_the_same_bits_in_every_step(
    sizes: Sizes, rules: Rules, in_order: bool
) -> None:
    texts = PagedTexts.of([170], sizes, dtype=torch.bfloat16, in_order=in_order)
    assert attention.takes(texts.q[0], texts.k_cache, texts.v_cache)
    (whole,) = texts.attend([0], [170], [170], rules)
    truth = attend_densely(texts.q[0], texts.k[0], texts.v[0], causal(170, rules.window), rules)
    error = (whole.double() - truth).abs().max()
    assert error <= truth.abs().max() * torch.finfo(torch.bfloat16).eps
    for start, end in ((0, 9), (9, 64), (64, 169), (169, 170)):
        (part,) = texts.attend([0], [end], [end - start], rules)
        assert torch.equal(part, whole[start:end])


@pytest.mark.parametrize("bad", [100, 101])
@pytest.mark.parametrize("in_order", [False, True], ids=["as_read", "in_order"])
def test_what_a_query_does_not_see_may_be_no_number(bad: int, in_order: bool) -> None:
    texts = PagedTexts.of([170], SIZES["group_of_7"], dtype=torch.bfloat16, in_order=in_order)
    (right,) = texts.attend([0], [170], [170], Rules())
    texts.store(0, texts.k[0][bad : bad + 1], torch.full_like(texts.v[0][:1], torch.nan), [bad])
    (found,) = texts.attend([0], [170], [170], Rules())
    assert torch.equal(found[:bad], right[:bad])
    assert found[bad:].isnan().any(-1).all()


@pytest.mark.parametrize("in_order", [False, True], ids=["as_read", "in_order"])
def test_what_lies_before_a_window_may_be_no_number(in_order: bool) -> None:
    """Where all sixteen last positions are written: garbage there is met in another way."""
    texts = PagedTexts.of([176], SIZES["group_of_7"], dtype=torch.bfloat16, in_order=in_order)
    rules = Rules(window=20)
    (right,) = texts.attend([0], [176], [1], rules)
    texts.store(0, texts.k[0][130:131], torch.full_like(texts.v[0][:1], torch.nan), [130])
    (found,) = texts.attend([0], [176], [1], rules)
    assert torch.equal(found, right)


def test_what_a_query_does_not_see_may_be_as_large_as_can_be() -> None:
    texts = PagedTexts.of([170], SIZES["group_of_7"], dtype=torch.bfloat16)
    (right,) = texts.attend([0], [170], [170], Rules())
    texts.store(0, texts.k[0][100:101], torch.full_like(texts.v[0][:1], 3e38), [100])
    (found,) = texts.attend([0], [170], [170], Rules())
    assert torch.equal(found[:100], right[:100])
    assert (found[100:] != right[100:]).any(-1).all()


@pytest.mark.parametrize("step", [0.02, 0.06, 0.5], ids=["slowly", "hardly too slowly", "fast"])
@pytest.mark.parametrize("in_order", [False, True], ids=["as_read", "in_order"])
def test_scores_may_rise_from_block_to_block(step: float, in_order: bool) -> None:
    sizes = SIZES["group_of_7"]
    texts = PagedTexts.of([400], sizes, dtype=torch.bfloat16, in_order=in_order)
    rising = torch.arange(400)[:, None] * step * torch.ones(sizes.key) / (sizes.key * 0.25)
    texts.k[0][:] = rising[:, None].bfloat16()
    texts.q[0][:] = 1.0
    texts.store(0, texts.k[0], texts.v[0], range(400))
    (found,) = texts.attend([0], [400], [400], Rules())
    truth = attend_densely(texts.q[0], texts.k[0], texts.v[0], causal(400, None), Rules())
    assert (found.double() - truth).abs().max() <= truth.abs().max() * 2**-7
