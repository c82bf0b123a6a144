"""Texts that begin in the same blocks of the cache are met together, and nobody can tell."""

from __future__ import annotations

import pytest
import torch

import ops
from tests.ops.paged_texts import BLOCK_SIZE, PagedTexts, Rules, Sizes, attend_densely, causal

pytestmark = pytest.mark.usefixtures("who_computes")

DTYPES = pytest.mark.parametrize(
    "dtype", [torch.float32, torch.bfloat16], ids=["float32", "halves"]
)
SIZES = {
    "group_of_3": Sizes(heads=12, kv_heads=4, key=64, value=64),
    "one_head_of_keys": Sizes(heads=5, kv_heads=1, key=32, value=32),
    "every_head_its_own": Sizes(heads=3, kv_heads=3, key=24, value=24),
}
RULES = {
    "plain": Rules(),
    "capped": Rules(soft_cap=5.0),
    "window": Rules(window=90),
    "wide": Rules(window=1000),
}
LENGTHS = [430, 290, 415, 422, 70, 405, 401, 130, 440]
# Of each text: whose blocks it begins with, and how many tokens these are.
ALIKE = {2: (0, 400), 3: (0, 208), 5: (2, 400), 6: (0, 400), 7: (1, 128), 8: (0, 48)}


def texts_alike(sizes: Sizes, dtype: torch.dtype) -> PagedTexts:
    texts = PagedTexts.of(LENGTHS, sizes, dtype=dtype)
    for row, (other, count) in ALIKE.items():
        texts.k[row][:count], texts.v[row][:count] = texts.k[other][:count], texts.v[other][:count]
        texts.tables[row, : count // BLOCK_SIZE] = texts.tables[other, : count // BLOCK_SIZE]
    return texts


@DTYPES
@pytest.mark.parametrize("sizes", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
@pytest.mark.parametrize("num_threads", [1, 3])
def test_a_query_gets_the_bits_that_it_gets_alone(
    sizes: Sizes, dtype: torch.dtype, rules: Rules, num_threads: int
) -> None:
    torch.set_num_threads(num_threads)
    texts = texts_alike(sizes, dtype)
    counts = [1, 1, 4, 1, 2, 1, 3, 1, 60]
    rows = [*range(len(LENGTHS))]
    for order in (rows, [6, 1, 3, 0, 8, 7, 5, 4, 2]):
        some = [LENGTHS[n] for n in order], [counts[n] for n in order]
        together = texts.attend(order, *some, rules)
        for row, found in zip(order, together, strict=True):
            (alone,) = texts.attend([row], [LENGTHS[row]], [counts[row]], rules)
            assert torch.equal(found, alone)
            seen = causal(LENGTHS[row], rules.window)[-counts[row] :]
            q = texts.q[row][-counts[row] :]
            truth = attend_densely(q, texts.k[row], texts.v[row], seen, rules)
            error = 1e-5 if dtype is torch.float32 else 3e-2
            torch.testing.assert_close(found.double(), truth, atol=error, rtol=10 * error)


@DTYPES
def test_what_one_of_them_goes_on_with_is_not_met_by_the_others(dtype: torch.dtype) -> None:
    texts = texts_alike(SIZES["group_of_3"], dtype)
    rows = [0, 2, 5, 6]
    ends = [LENGTHS[row] for row in rows]
    before = texts.attend(rows, ends, [1] * 4)
    texts.store(5, texts.k[5][403:404], torch.full_like(texts.v[5][:1], torch.nan), [403])
    after = texts.attend(rows, ends, [1] * 4)
    assert after[2].isnan().all()
    assert all(torch.equal(before[nth], after[nth]) for nth in (0, 1, 3))


def attend_trees(texts: PagedTexts, rows: list[int], ends: list[int]) -> torch.Tensor:
    """Each has three branches of one token at its end."""
    return ops.paged_attention(
        torch.cat([texts.q[row][end - 4 : end] for row, end in zip(rows, ends, strict=True)]),
        k_cache=texts.k_cache,
        v_cache=texts.v_cache,
        block_tables=texts.tables[rows],
        query_start=torch.arange(0, 4 * len(rows) + 1, 4),
        context_lens=torch.tensor(ends),
        scale=0.25,
        tree_mask=ops.ancestor_words(torch.tensor([-1, 0, 0, 0]), words=1).repeat(len(rows), 1),
        tree_sizes=torch.full((len(rows),), 4),
    )


@DTYPES
@pytest.mark.parametrize(
    ("rows", "ends"),
    [([0, 2, 5, 6], [430, 415, 405, 401]), ([0, 0, 0], [430, 200, 420])],
    ids=["of_several_texts", "of_one_text"],
)
def test_trees_of_texts_that_begin_alike_keep_their_bits(
    rows: list[int], ends: list[int], dtype: torch.dtype
) -> None:
    texts = texts_alike(SIZES["group_of_3"], dtype)
    alone = [attend_trees(texts, [row], [end]) for row, end in zip(rows, ends, strict=True)]
    assert torch.equal(attend_trees(texts, rows, ends), torch.cat(alone))
