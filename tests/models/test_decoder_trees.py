"""Drafted trees: each node sees its ancestors, and only them, through every layer."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

import ops
from models.layers import RaggedBatch
from tests.models.paged_rows import BLOCK_SIZE, PagedDecoder, in_chunks
from tests.models.test_decoder_families import assert_same, draw_ids, load
from tests.models.tiny_checkpoints import RECIPES, write

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

PARENTS = [-1, 0, 0, 1, 2, 2, 3]  # the newest token and six drafted ones


def path_to(node: int) -> list[int]:
    return [] if node < 0 else [*path_to(PARENTS[node]), node]


@pytest.mark.parametrize("name", ["llama", "gemma2", "smollm3 with a window", "gpt2"])
def test_each_node_of_a_tree_has_the_logits_of_its_own_path(name: str, tmp_path: Path) -> None:
    decoder = load(write(RECIPES[name], tmp_path))
    prompt, drafted = draw_ids(13), draw_ids(len(PARENTS), seed=1)
    paged = PagedDecoder(decoder)
    paged.step({"row": prompt})
    blocks = paged.rows["row"].blocks
    blocks.extend(paged.free.pop() for _ in range(2))
    places = range(len(prompt), len(prompt) + len(PARENTS))
    batch = RaggedBatch(
        query_start=torch.tensor([0, len(PARENTS)]),
        block_tables=torch.tensor([blocks]),
        context_lens=torch.tensor([len(prompt) + len(PARENTS)]),
        slot_mapping=torch.tensor(
            [blocks[place // BLOCK_SIZE] * BLOCK_SIZE + place % BLOCK_SIZE for place in places]
        ),
        tree_mask=ops.ancestor_words(torch.tensor(PARENTS)),
        tree_sizes=torch.tensor([len(PARENTS)]),
    )
    depths = [len(path_to(node)) - 1 for node in range(len(PARENTS))]
    with torch.inference_mode():
        hidden = decoder.forward(
            torch.tensor(drafted),
            torch.tensor([len(prompt) + depth for depth in depths]),
            batch=batch,
            caches=paged.caches,
        )
        logits = decoder.logits(hidden)
    for node in range(len(PARENTS)):
        ids = [*prompt, *(drafted[step] for step in path_to(node))]
        assert_same(logits[node], in_chunks(decoder, ids, len(ids))[-1])
