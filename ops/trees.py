"""Trees of drafted tokens: what `verify` decides on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from ops.transfer import to_device


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """The nodes of all rows, M in all: rows behind one another, parents before their children.

    A row's root is its newest committed token, the other nodes are drafts. A row without drafts is
    a tree of one node; a chain is a tree in which every node is the parent of the next.
    """

    token: Tensor  # [M] int64
    parent: Tensor  # [M] int64: index of a node, or -1 at a root
    position: Tensor  # [M] int64: absolute position of the node's token
    row: Tensor  # [M] int64
    root: Tensor  # [R] int64: index of the row's root
    depth: int  # most drafts on any path

    @classmethod
    def of(
        cls,
        tokens: Sequence[Sequence[int]],
        *,
        positions: Sequence[int],
        parents: Sequence[Sequence[int]] | None = None,
        device: torch.device | str = "cpu",
    ) -> Trees:
        """From lists, one for each row: tokens, the root's first; the roots' positions.

        parents count within the row, -1 for the root; None means that all rows are chains.
        """
        nodes: list[tuple[int, int, int, int]] = []
        roots = []
        most = 0
        for row, (row_tokens, position) in enumerate(zip(tokens, positions, strict=True)):
            first = len(nodes)
            above = range(-1, len(row_tokens) - 1) if parents is None else parents[row]
            depths: list[int] = []
            for id, parent in zip(row_tokens, above, strict=True):
                depths.append(0 if parent < 0 else depths[parent] + 1)
                at = -1 if parent < 0 else first + parent
                nodes.append((id, at, position + depths[-1], row))
            roots.append(first)
            most = max(most, *depths)
        there = torch.device(device)
        columns = to_device(torch.tensor([*zip(*nodes, strict=True)]), there)
        token, parent_of, position_of, row_of = columns.unbind(0)
        root = to_device(torch.tensor(roots), there)
        return cls(token, parent_of, position_of, row_of, root, most)

    def drafts_above(self, nodes: Tensor) -> Tensor:
        """Tokens of the drafts on the way from nodes [n] up to their roots, themselves included.

        [n, depth], nearest first, -1 behind the last one.
        """
        tokens = torch.full((len(nodes), self.depth), -1, device=nodes.device)
        at = nodes
        for step in range(self.depth):
            is_draft = self.parent[at] >= 0
            tokens[:, step] = self.token[at].masked_fill(~is_draft, -1)
            at = torch.where(is_draft, self.parent[at], at)
        return tokens

    def text_behind(self, nodes: Tensor, text: Tensor) -> Tensor:
        """What stands before the tokens that nodes [n] decide: [n, width], nearest first.

        text [R, width] is that of the rows up to their roots, nearest first, -1 where none.
        """
        drafts = self.drafts_above(nodes)
        num_drafts = (drafts >= 0).sum(-1, keepdim=True)
        step = torch.arange(text.shape[1], device=text.device)
        committed = text[self.row[nodes, None], (step - num_drafts).clamp(min=0)]
        width = max(text.shape[1] - self.depth, 0)
        padded = functional.pad(drafts, (0, width))[:, : text.shape[1]]
        return torch.where(step < num_drafts, padded, committed)
