"""Attention over the paged cache, for decode rows, verified drafts and prompt chunks in one call.

A row is a text; its queries are its last tokens, one for a decode row, all for a whole prompt. A
query sees the keys of its row up to its own position.

Scores are q.k times a scale; a soft cap c makes that c tanh(score / c). With a window w a query at
position p sees positions p - w + 1 ... p only. Sinks are one more logit for each head, which takes
its share of the softmax and gives nothing.

Trees: the last queries of a row may be the nodes of a draft tree, stored behind each other, parents
first. A node sees all of the context before the tree and, of the tree, its ancestors and itself.
Its position is that of the tree's first node plus its depth, wherever its key is stored.

Exact means here: the sums of a query are made of the same numbers in the same order whatever the
step looks like (`attention_work` says how), by matrix products whose shapes never depend on it. The
price is work on padding: a decode row computes 8 rows of a matrix where it has H / K.
"""

from __future__ import annotations

import torch
from torch import Tensor

from ops.attention_tiles import Caches, Scoring, attend, tile_kinds
from ops.attention_work import Rows, TileKind, Work, plan


def paged_attention(
    q: Tensor,
    *,
    k_cache: Tensor,
    v_cache: Tensor,
    block_tables: Tensor,
    query_start: Tensor,
    context_lens: Tensor,
    scale: float,
    window: int | None = None,
    soft_cap: float | None = None,
    sinks: Tensor | None = None,
    tree_mask: Tensor | None = None,
    tree_sizes: Tensor | None = None,
) -> Tensor:
    """The result of every query [T, H, E], in q's type.

    q [T, H, D]; the queries of row r are q[query_start[r] : query_start[r + 1]], query_start
    [R + 1]. context_lens [R]: tokens of the row in the cache, those of this step included. k_cache
    [B, P, K, D], v_cache [B, P, K, E]; block_tables [R, most blocks] int, where nothing behind a
    row's context is used. sinks [H].

    tree_sizes [R]: how many of the row's last queries are nodes of a tree, 0 for none. tree_mask
    [T, words] int64: bit j % 64 of word j // 64 is set where the node sees node j of its tree, see
    `ancestor_words`; queries outside a tree ignore theirs.
    """
    rows = Rows(block_tables, query_start, context_lens, tree_mask, tree_sizes)
    caches = Caches(k_cache.flatten(0, 2), v_cache.flatten(0, 2), k_cache.shape[2])
    scoring = Scoring(window, soft_cap, None if sinks is None else sinks.float())
    group = q.shape[1] // k_cache.shape[2]
    kinds = tile_kinds(group, q.shape[2], v_cache.shape[-1], q.device)
    filler = q.new_zeros(1, *q.shape[1:])  # the query of places in a tile that have none
    queries = torch.cat((q, filler)).float() * scale
    out = q.new_empty(len(queries), q.shape[1], v_cache.shape[-1])
    for work in _remembered(rows, kinds, window, k_cache.shape[1]):
        out[work.tokens] = attend(queries, caches, work, scoring).to(q.dtype)
    return out[:-1]


def ancestor_words(parents: Tensor, *, words: int = 1) -> Tensor:
    """Rows of `tree_mask` [nodes, words] for one tree.

    parents [nodes]: -1 for nodes without one in the tree; parents come before their children.
    """
    seen = torch.zeros(len(parents), words, dtype=torch.int64)
    for node, parent in enumerate(parents.tolist()):
        if parent >= 0:
            seen[node] = seen[parent]
        bit = 1 << (node % 64)
        seen[node, node // 64] |= bit - (1 << 64) if bit >> 63 else bit
    return seen.to(parents.device)


_last: tuple[Rows, dict[tuple[object, ...], list[Work]]] | None = None


def _remembered(
    rows: Rows, kinds: tuple[TileKind, ...], window: int | None, block_size: int
) -> list[Work]:
    """All layers of a step have the same work: plan it for the first, know it for the others."""
    global _last
    known = _last
    if known is None or not rows.says_the_same_as(known[0]):
        known = _last = (rows.copy(), {})
    key = (kinds, window, block_size)
    if key not in known[1]:
        known[1][key] = plan(rows, kinds, window=window, block_size=block_size)
    return known[1][key]
