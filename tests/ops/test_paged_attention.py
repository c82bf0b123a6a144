"""Attention over pages is attention, and what a query gets does not depend on the step."""

from __future__ import annotations

import dataclasses
import random
import sys

import pytest
import torch
from torch.nn import functional

import ops
from ops.attention_work import Rows, TileKind, plan
from tests.ops.paged_texts import PagedTexts, Rules, Sizes, attend_densely, causal

pytestmark = pytest.mark.usefixtures("who_computes")

LENGTHS = [1, 17, 255, 256, 257, 700]
SIZES = {
    "one_group": Sizes(),
    "every_head_its_own": Sizes(heads=3, kv_heads=3, key=24, value=24),
    "group_of_7": Sizes(heads=14, kv_heads=2, key=64, value=64),
    "one_kv_head_of_12": Sizes(heads=12, kv_heads=1, key=80, value=80),
    "one_kv_head_of_odd_size": Sizes(heads=3, kv_heads=1, key=24, value=24),
    "values_of_odd_size": Sizes(heads=4, kv_heads=2, key=6, value=7),
    "narrow_values": Sizes(heads=4, kv_heads=2, key=48, value=20),
}
RULES = {
    "plain": Rules(),
    "window_of_1": Rules(window=1),
    "window": Rules(window=100),
    "soft_cap": Rules(soft_cap=3.0),
    "everything": Rules(window=300, soft_cap=20.0, sinks=torch.linspace(-3, 5, 14)),
}


@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize("rules", RULES)
def test_it_is_attention(sizes: str, rules: str) -> None:
    texts = PagedTexts.of(LENGTHS, SIZES[sizes])
    settings = RULES[rules]
    if settings.sinks is not None:
        settings = dataclasses.replace(settings, sinks=settings.sinks[: SIZES[sizes].heads])
    found = texts.attend(range(6), LENGTHS, LENGTHS, settings)
    for row, length in enumerate(LENGTHS):
        seen = causal(length, settings.window)
        truth = attend_densely(texts.q[row], texts.k[row], texts.v[row], seen, settings)
        torch.testing.assert_close(found[row].double(), truth, atol=1e-5, rtol=1e-4)


def test_torch_s_own_attention_agrees() -> None:
    texts = PagedTexts.of([300], SIZES["group_of_7"])
    (found,) = texts.attend([0], [300], [300], Rules(scale=64**-0.5))
    q, k, v = (x[0].transpose(0, 1)[None] for x in (texts.q, texts.k, texts.v))
    truth = functional.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True)
    torch.testing.assert_close(found, truth[0].transpose(0, 1), atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize("num_threads", [1, 3])
def test_a_query_gets_the_same_bits_in_every_step(sizes: str, num_threads: int) -> None:
    """As a decode row, in a chunk of any size, alone and in company."""
    chance = random.Random(num_threads)
    settings = Rules(window=chance.choice([None, 90]), soft_cap=chance.choice([None, 30.0]))
    texts = PagedTexts.of(LENGTHS, SIZES[sizes])
    whole = texts.attend(range(6), LENGTHS, LENGTHS, settings)
    torch.set_num_threads(num_threads)
    for _ in range(8):
        rows = chance.sample(range(6), chance.randint(1, 6))
        ends = [chance.randint(1, LENGTHS[row]) for row in rows]
        counts = [min(end, chance.choice([1, 1, 2, 5, 40, 700])) for end in ends]
        found = texts.attend(rows, ends, counts, settings)
        for row, end, count, values in zip(rows, ends, counts, found, strict=True):
            assert torch.equal(values, whole[row][end - count : end])


def test_a_sick_neighbour_and_what_lies_behind_a_text_do_not_matter() -> None:
    texts = PagedTexts.of([40, 40], Sizes())
    (healthy, _) = texts.attend([0, 1], [30, 30], [4, 4])
    texts.k_cache[texts.tables[1].long()] = float("nan")
    texts.v_cache[texts.tables[1].long()] = float("inf")
    places = range(30, 40)
    nan = torch.full((10, 2, 16), float("nan"))
    texts.store(0, nan, nan, places)
    (again, sick) = texts.attend([0, 1], [30, 30], [4, 4])
    assert torch.equal(again, healthy)
    assert sick.isnan().all()


def test_what_a_window_has_left_behind_does_not_matter() -> None:
    texts = PagedTexts.of([300], Sizes())
    (healthy,) = texts.attend([0], [300], [4], Rules(window=20))
    nan = torch.full((270, 2, 16), float("nan"))
    texts.store(0, nan, nan, range(270))
    (again,) = texts.attend([0], [300], [4], Rules(window=20))
    assert torch.equal(again, healthy)


def test_keys_outside_the_window_are_not_even_fetched() -> None:
    rows = Rows(torch.zeros(1, 100, dtype=torch.int32), torch.tensor([0, 1]), torch.tensor([1500]))
    kinds = (TileKind(1, 8, 1),)
    sizes = {
        window: len(plan(rows, kinds, window=window, block_size=16)[0].piece_chunk)
        for window in (None, 1200, 20)
    }
    assert sizes == {None: 6, 1200: 5, 20: 1}


def test_the_step_may_fill_its_tensors_anew() -> None:
    """Work is remembered between the layers of a step, by content and not by tensor."""
    texts = PagedTexts.of([60], Sizes())
    (whole,) = texts.attend([0], [60], [60])
    lengths = torch.tensor([60])
    for length in (60, 35):
        lengths[0] = length
        found = ops.paged_attention(
            texts.q[0][length - 1 : length],
            k_cache=texts.k_cache,
            v_cache=texts.v_cache,
            block_tables=texts.tables,
            query_start=torch.tensor([0, 1]),
            context_lens=lengths,
            scale=0.25,
        )
        assert torch.equal(found[0], whole[length - 1])


@pytest.mark.parametrize("window", [None, 100])
def test_long_steps_are_computed_in_portions(
    monkeypatch: pytest.MonkeyPatch, window: int | None
) -> None:
    texts = PagedTexts.of([600, 300], Sizes())
    whole = texts.attend([0, 1], [600, 300], [600, 300], Rules(window=window))
    monkeypatch.setattr(sys.modules["ops.attention_work"], "PIECES", 3)
    monkeypatch.setattr(sys.modules["ops.attention_tiles"], "SLAB_BYTES", 1)
    again = texts.attend([1, 0], [300, 600], [300, 600], Rules(window=window))
    assert torch.equal(again[1], whole[0])
    assert torch.equal(again[0], whole[1])


def test_small_tiles_do_where_large_ones_sum_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine whose matrix products depend on the number of rows."""
    tiles = sys.modules["ops.attention_tiles"]
    texts = PagedTexts.of([100], Sizes())
    (whole,) = texts.attend([0], [100], [100])
    monkeypatch.setattr(tiles, "LARGE_TILES", ())
    tiles.tile_kinds.cache_clear()
    (again,) = texts.attend([0], [100], [100])
    tiles.tile_kinds.cache_clear()
    assert torch.equal(again, whole)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_half_precision_is_rounded_once_at_the_end(dtype: torch.dtype) -> None:
    texts = PagedTexts.of([70], Sizes(), dtype=dtype)
    (found,) = texts.attend([0], [70], [70])
    truth = attend_densely(texts.q[0], texts.k[0], texts.v[0], causal(70))
    assert found.dtype == dtype
    assert (found.double() - truth).abs().max() <= truth.abs().max() * torch.finfo(dtype).eps
