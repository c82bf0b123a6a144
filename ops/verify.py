"""Sampler, chain verifier and tree verifier: one operation.

A row brings a tree of tokens: its root is the newest committed token, the other nodes are drafts.
The lead decides at every node which token follows it, with noise that depends on the seed and the
position only (see `sampling_noise`). From the root, the walk goes to the child that carries the
decided token, until there is none; the decided tokens on that walk are the row's new text. A row
without drafts is a tree of one node, a chain a tree without branches. Drafts never change what is
decided, only how much of it this step knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from ops.sampling_batch import SamplingBatch


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """The nodes of all rows, M in all: rows behind one another, parents before their children."""

    token: Tensor  # [M] int64
    parent: Tensor  # [M] int64: index of a node, or -1 at a root
    position: Tensor  # [M] int64: absolute position of the node's token
    row: Tensor  # [M] int64
    root: Tensor  # [R] int64: index of the row's root
    max_depth: int  # most drafts on any path

    @classmethod
    def of(
        cls,
        tokens: Sequence[Sequence[int]],
        *,
        parents: Sequence[Sequence[int]] | None = None,
        positions: Sequence[int],
        device: torch.device | str = "cpu",
    ) -> Trees:
        """From lists, one for each row. parents count within the row, root -1; None means chains.

        positions are those of the roots' tokens.
        """
        raise NotImplementedError


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What the lead decided. W is max_depth + 1; entries behind a row's `num_ids` are -1."""

    ids: Tensor  # [R, W] int64: decided tokens, the first stands behind the root
    num_ids: Tensor  # [R] int64: at least 1 but for a failed row, which has 0
    nodes: Tensor  # [R, W] int64: the nodes that decided them; behind the root: accepted drafts
    failed: Tensor  # [R] bool: NaN or infinity in the root's logits, or no token left to choose
    logprobs: Logprobs | None


@dataclass(frozen=True, slots=True, eq=False)
class Logprobs:
    """Of the lead's own distribution (before any parameter), for the rows that want them: L."""

    rows: tuple[int, ...]
    logprob: Tensor  # [L, W] float32, of the decided tokens
    rank: Tensor  # [L, W] int64: 1 for the best
    top_ids: Tensor  # [L, W, num_top] int64, best first
    top_logprobs: Tensor  # [L, W, num_top] float32


def verify(
    logits: Tensor,
    trees: Trees,
    sampling: SamplingBatch,
    *,
    grammar_mask: Tensor | None = None,
) -> Verdict:
    """Decide at every node, walk from every root.

    logits [M, V] of the nodes; grammar_mask [M, ceil(V / 32)] int32, bit id % 32 of word id // 32 is
    set where the grammar allows the id (rows without a grammar have all bits set).

    Order of the parameters, as in vLLM's sampler: grammar, allowed ids, bad words, least length,
    bias, penalties (repetition, frequency, presence), temperature, min-p, top-k, top-p. Penalties
    and bad words see the path from the root to the node as part of the text.
    """
    raise NotImplementedError
