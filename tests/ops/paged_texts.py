"""Texts in a paged cache whose blocks lie anywhere, and attention over them without pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

import ops

BLOCK_SIZE = 16


@dataclass(frozen=True, slots=True, eq=False)
class Sizes:
    """Heads and their sizes."""

    heads: int = 4
    kv_heads: int = 2
    key: int = 16
    value: int = 16


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """What happens to scores."""

    scale: float = 0.25
    window: int | None = None
    soft_cap: float | None = None
    sinks: Tensor | None = None


PLAIN = Rules()


@dataclass(frozen=True, slots=True, eq=False)
class PagedTexts:
    """q [length, H, D], k [length, K, D], v [length, K, E] of each text, and the caches."""

    q: list[Tensor]
    k: list[Tensor]
    v: list[Tensor]
    k_cache: Tensor
    v_cache: Tensor
    tables: Tensor

    @classmethod
    def of(
        cls,
        lengths: Sequence[int],
        sizes: Sizes,
        *,
        dtype: torch.dtype = torch.float32,
        in_order: bool = False,
    ) -> PagedTexts:
        """Random texts; every place of the cache that is nobody's holds NaN.

        The cache lies as it would for a model, or in the order of its letters if that is said.
        """
        counts = [-(-length // BLOCK_SIZE) for length in lengths]
        free = iter(torch.randperm(sum(counts) + 3).tolist())
        tables = torch.full((len(lengths), max(counts)), -1, dtype=torch.int32)
        for row, count in enumerate(counts):
            tables[row, :count] = torch.tensor([next(free) for _ in range(count)])
        shape = sum(counts) + 3, BLOCK_SIZE, sizes.kv_heads
        like = torch.empty(0, dtype=dtype)
        k_cache, v_cache = ops.empty_cache(like, *shape, sizes.key, sizes.value)
        if in_order:
            k_cache, v_cache = (
                like.new_empty(*shape, sizes.key),
                like.new_empty(*shape, sizes.value),
            )
        texts = cls(
            q=[torch.randn(n, sizes.heads, sizes.key).to(dtype) for n in lengths],
            k=[torch.randn(n, sizes.kv_heads, sizes.key).to(dtype) for n in lengths],
            v=[torch.randn(n, sizes.kv_heads, sizes.value).to(dtype) for n in lengths],
            k_cache=k_cache.fill_(torch.nan),
            v_cache=v_cache.fill_(torch.nan),
            tables=tables,
        )
        for row, length in enumerate(lengths):
            texts.store(row, texts.k[row], texts.v[row], range(length))
        return texts

    def store(self, row: int, k: Tensor, v: Tensor, places: Sequence[int]) -> None:
        """Write keys and values as if they were tokens at these places of the row."""
        at = torch.tensor(places)
        slots = self.tables[row, at // BLOCK_SIZE].long() * BLOCK_SIZE + at % BLOCK_SIZE
        ops.kv_write(k, v, k_cache=self.k_cache, v_cache=self.v_cache, slot_mapping=slots)

    def attend(
        self,
        rows: Sequence[int],
        ends: Sequence[int],
        counts: Sequence[int],
        rules: Rules = PLAIN,
    ) -> list[Tensor]:
        """The last `counts` queries before `ends` of some rows, in one call."""
        q = [self.q[r][end - n : end] for r, end, n in zip(rows, ends, counts, strict=True)]
        out = ops.paged_attention(
            torch.cat(q),
            k_cache=self.k_cache,
            v_cache=self.v_cache,
            block_tables=self.tables[list(rows)],
            query_start=torch.tensor([0, *counts]).cumsum(0),
            context_lens=torch.tensor(list(ends)),
            scale=rules.scale,
            window=rules.window,
            soft_cap=rules.soft_cap,
            sinks=rules.sinks,
        )
        return list(out.split(list(counts)))


def what_lies_at(keys: Tensor, values: Tensor, slots: Tensor) -> tuple[Tensor, Tensor]:
    """Keys [slots, K, D] and values [slots, K, E] of a cache, in whatever order it is."""
    if keys.dim() == 6:  # panels: pairs of a key's numbers, pairs of values
        keys = keys.permute(0, 1, 4, 2, 3, 5).flatten(4)
        values = values.permute(0, 1, 3, 5, 2, 4).flatten(2, 3)
        keys, values = keys.flatten(1, 2), values.flatten(1, 2)
    return keys.flatten(0, 1)[slots], values.flatten(0, 1)[slots]


def causal(length: int, window: int | None = None) -> Tensor:
    """Who sees whom [length, length]."""
    at = torch.arange(length)
    seen = at[None, :] <= at[:, None]
    return seen if window is None else seen & (at[None, :] > at[:, None] - window)


def attend_densely(q: Tensor, k: Tensor, v: Tensor, seen: Tensor, rules: Rules = PLAIN) -> Tensor:
    """The definition, in float64; the window is in `seen` [n, m]. q [n, H, D], k, v [m, K, ...]."""
    group = q.shape[1] // k.shape[1]
    k, v = (x.double().repeat_interleave(group, dim=1) for x in (k, v))
    scores = torch.einsum("nhd,mhd->hnm", q.double(), k) * rules.scale
    if rules.soft_cap is not None:
        scores = rules.soft_cap * torch.tanh(scores / rules.soft_cap)
    scores = scores.masked_fill(~seen, float("-inf"))
    if rules.sinks is not None:
        extra = rules.sinks.double()[:, None, None].expand(-1, len(q), 1)
        scores = torch.cat((scores, extra), dim=-1)
    weights = scores.softmax(-1)[..., : len(k)]
    return torch.einsum("hnm,mhe->nhe", weights, v)
