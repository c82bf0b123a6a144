"""Made-up texts in a paged cache, sampling batches, experts. Letters: see `ops`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

import ops
from loadtests.gpu.rig import Rig
from models.batch import Sampling


@dataclass(frozen=True, slots=True)
class Heads:
    """Heads and their sizes."""

    queries: int = 32
    keys: int = 8
    size: int = 128
    value_size: int = 128
    block_size: int = 16

    def cache_bytes(self, num_tokens: int, dtype: torch.dtype) -> int:
        """Of the keys and values of so many tokens."""
        return num_tokens * self.keys * (self.size + self.value_size) * dtype.itemsize


@dataclass(frozen=True, slots=True)
class Texts:
    """Lengths of the texts in the cache, and how many of their last tokens ask."""

    lengths: Sequence[int]
    counts: Sequence[int]
    parents: Sequence[int] = ()  # of a draft tree that all rows have; their counts are its size
    shared: int = 0  # tokens at the beginning that all of them have in common


def paged_call(
    rig: Rig, texts: Texts, heads: Heads, dtype: torch.dtype
) -> tuple[Tensor, dict[str, Any]]:
    """Queries, and what else `ops.paged_attention` wants. Blocks lie anywhere."""
    size, device = heads.block_size, rig.device
    needed = [-(-length // size) for length in texts.lengths]
    common = texts.shared // size
    free = iter(torch.randperm(sum(needed)).tolist())
    first = [next(free) for _ in range(common)]
    tables = torch.zeros(len(needed), max(needed), dtype=torch.int32)
    for row, count in enumerate(needed):
        own = [next(free) for _ in range(count - common)]
        tables[row, :count] = torch.tensor([*first, *own])
    shape = (sum(needed), size, heads.keys)
    more: dict[str, Any] = {}
    if texts.parents:
        words = ops.ancestor_words(torch.tensor(texts.parents))
        more["tree_mask"] = words.repeat(len(needed), 1).to(device)
        more["tree_sizes"] = torch.tensor([len(texts.parents)] * len(needed), device=device)
    q = rig.random(sum(texts.counts), heads.queries, heads.size, dtype=dtype)
    return q, {
        "k_cache": rig.random(*shape, heads.size, dtype=dtype),
        "v_cache": rig.random(*shape, heads.value_size, dtype=dtype),
        "block_tables": tables.to(device),
        "query_start": torch.tensor([0, *texts.counts]).cumsum(0).to(device),
        "context_lens": torch.tensor(list(texts.lengths), device=device),
        "scale": heads.size**-0.5,
        **more,
    }


def binary_tree(size: int) -> list[int]:
    """Parents of a tree whose nodes have two children each."""
    return [(node - 1) // 2 if node else -1 for node in range(size)]


def everything(row: int, vocabulary_size: int) -> Sampling:
    """Every parameter on, another for each row."""
    return Sampling(
        seed=1000 + row,
        temperature=0.5 + row % 7 / 5,
        top_k=20 + row,
        top_p=0.8 + row % 4 / 20,
        min_p=0.01,
        presence_penalty=0.5,
        frequency_penalty=0.3,
        repetition_penalty=1.1,
        logit_bias=((row % vocabulary_size, 2.0), (7, -1.0)),
        bad_words_ids=((5,), (3, 4)),
        stop_ids=(1,),
        min_tokens=50,
        logprobs=3,
    )


SAMPLINGS = {
    "greedy": lambda row, size: Sampling(temperature=0.0),
    "sampled": lambda row, size: Sampling(seed=row),
    "filtered": lambda row, size: Sampling(seed=row, top_k=40, top_p=0.9, min_p=0.02),
    "allowed": lambda row, size: Sampling(seed=row, allowed_ids=tuple(range(row, size, 3))),
    "everything": everything,
    "mixed": lambda row, size: everything(row, size) if row % 2 else Sampling(temperature=0.0),
}


def verify_call(
    rig: Rig, num_rows: int, vocabulary_size: int, *, name: str, drafts: int, dtype: torch.dtype
) -> tuple[Any, ...]:
    """Logits, trees and sampling of rows that have `drafts` drafted tokens each, most of them bad.

    Logits lie as far apart as those of a model that knows what it wants, now and then.
    """
    slots = ops.SlotSampling(vocabulary_size, device=rig.device)
    for row in range(num_rows):
        tokens = [(row + 3 * n) % vocabulary_size for n in range(12)]
        slots.enter(row, SAMPLINGS[name](row, vocabulary_size), tokens=tokens, num_prompt=8)
    logits = rig.random(num_rows * (drafts + 1), vocabulary_size, dtype=torch.float32) * 3
    chains = [
        [(row * 7 + n) % vocabulary_size for n in range(drafts + 1)] for row in range(num_rows)
    ]
    trees = ops.Trees.of(chains, positions=[11] * num_rows, device=rig.device)
    for node in range(0, len(logits), 2):  # the next draft is right
        logits[node, trees.token[min(node + 1, len(logits) - 1)]] += 30.0
    return logits.to(dtype), trees, slots.batch(range(num_rows))


def make_experts(
    rig: Rig, num_experts: int, size: int, inner: int, dtype: torch.dtype
) -> ops.PackedExperts:
    """Gated, with weights such that nothing grows."""
    gate_up = rig.random(num_experts, 2 * inner, size, dtype=dtype) * size**-0.5
    down = rig.random(num_experts, size, inner, dtype=dtype) * inner**-0.5
    return ops.PackedExperts(gate_up, down, kind="silu")
