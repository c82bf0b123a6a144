"""A node of a draft tree sees what it would see if its path had been generated."""

from __future__ import annotations

import random

import pytest
import torch
from torch import Tensor

import ops
from tests.ops.paged_texts import PagedTexts, Sizes, attend_densely, what_lies_at

pytestmark = pytest.mark.usefixtures("who_computes")

SIZES = Sizes(heads=6, kv_heads=2, key=32, value=32)


# The second as it lies where processors multiply bfloat16.
KINDS = pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=["float32", "halves"])


def ancestors_of(parents: list[int]) -> list[list[int]]:
    """For each node its path from the first node down to itself."""
    paths: list[list[int]] = []
    for node, parent in enumerate(parents):
        paths.append([*(paths[parent] if parent >= 0 else []), node])
    return paths


def random_parents(size: int, chance: random.Random) -> list[int]:
    return [-1, *(chance.randint(max(0, node - 6), node - 1) for node in range(1, size))]


def attend_trees(
    texts: PagedTexts,
    lengths: list[int],
    num_plain: list[int],
    trees: list[list[int]],
    window: int | None,
) -> list[Tensor]:
    """Rows of some plain queries and a tree behind them, in one call; lengths count both."""
    words = max(1, -(-max(map(len, trees)) // 64))
    counts = [plain + len(tree) for plain, tree in zip(num_plain, trees, strict=True)]
    masks = []
    for plain, tree in zip(num_plain, trees, strict=True):
        masks.append(torch.zeros(plain, words, dtype=torch.int64))
        masks.append(ops.ancestor_words(torch.tensor(tree, dtype=torch.int64), words=words))
    q = [
        texts.q[row][end - n : end]
        for row, (end, n) in enumerate(zip(lengths, counts, strict=True))
    ]
    out = ops.paged_attention(
        torch.cat(q),
        k_cache=texts.k_cache,
        v_cache=texts.v_cache,
        block_tables=texts.tables,
        query_start=torch.tensor([0, *counts]).cumsum(0),
        context_lens=torch.tensor(lengths),
        scale=0.25,
        window=window,
        tree_mask=torch.cat(masks),
        tree_sizes=torch.tensor([len(tree) for tree in trees]),
    )
    return list(out.split(counts))


@KINDS
@pytest.mark.parametrize("window", [None, 3, 200])
def test_it_is_attention_over_the_path(window: int | None, dtype: torch.dtype) -> None:
    chance = random.Random(1)
    lengths, num_plain = [300, 20, 200, 40, 170], [0, 3, 60, 5, 0]
    trees = [random_parents(size, chance) for size in (12, 1, 130, 0)]
    trees[3] = []
    trees.append([*range(-1, 49), *[0] * 20])  # one long branch, and many short ones behind it
    texts = PagedTexts.of(lengths, SIZES, dtype=dtype)
    found = attend_trees(texts, lengths, num_plain, trees, window)
    for row, tree in enumerate(trees):
        length, start = lengths[row], lengths[row] - len(tree)
        at = torch.arange(length)
        position = at.clone()
        seen = at[None, :] <= at[:, None]
        for node, path in enumerate(ancestors_of(tree)):
            position[start + node] = start + len(path) - 1
            seen[start + node, start:] = False
            seen[start + node, [start + step for step in path]] = True
        if window is not None:
            seen &= position[None, :] > position[:, None] - window
        count = num_plain[row] + len(tree)
        q = texts.q[row][length - count :]
        truth = attend_densely(q, texts.k[row], texts.v[row], seen[length - count :])
        error = 1e-5 if dtype is torch.float32 else 3e-2
        torch.testing.assert_close(found[row].double(), truth, atol=error, rtol=10 * error)


@KINDS
@pytest.mark.parametrize("start", [5, 250, 256])
def test_a_node_gets_the_bits_of_its_path_generated_token_by_token(
    start: int, dtype: torch.dtype
) -> None:
    """Also where the tree lies across the border of two chunks of keys."""
    chance = random.Random(start)
    tree = random_parents(20, chance)
    length = start + len(tree)
    texts = PagedTexts.of([length], SIZES, dtype=dtype)
    (nodes,) = attend_trees(texts, [length], [0], [tree], None)
    for node, path in enumerate(ancestors_of(tree)):
        stored = [start + step for step in path]
        texts.store(0, texts.k[0][stored], texts.v[0][stored], range(start, start + len(path)))
        texts.q[0][start + len(path) - 1] = texts.q[0][start + node]
        saved = texts.q[0].clone()
        (alone,) = texts.attend([0], [start + len(path)], [1])
        assert torch.equal(alone[0], nodes[node])
        texts.q[0][:] = saved


def test_words_name_ancestors_beyond_the_first_64_nodes() -> None:
    words = ops.ancestor_words(torch.arange(-1, 129), words=3)
    for node in (0, 62, 63, 64, 127, 128, 129):
        bits = [b for b in range(192) if int(words[node, b // 64]) >> (b % 64) & 1]
        assert bits == list(range(node + 1))


@KINDS
@pytest.mark.parametrize(
    "source, target",
    [([21, 22, 24, 29], [20, 21, 22, 23]), ([20, 21, 22], [21, 22, 20])],
    ids=["accepted_nodes", "a_circle"],
)
def test_positions_move_as_if_all_were_read_first(
    source: list[int], target: list[int], dtype: torch.dtype
) -> None:
    texts = PagedTexts.of([30], SIZES, dtype=dtype)
    slots = texts.tables[0].long()
    where = [
        torch.tensor([int(slots[p // 16]) * 16 + p % 16 for p in places])
        for places in (source, target)
    ]
    ops.kv_move(texts.k_cache, texts.v_cache, source=where[0], target=where[1])
    keys, values = what_lies_at(texts.k_cache, texts.v_cache, where[1])
    assert torch.equal(keys, texts.k[0][source])
    assert torch.equal(values, texts.v[0][source])
