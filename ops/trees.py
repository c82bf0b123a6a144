"""Trees of drafted tokens: what `verify` decides on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor


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
        columns = torch.tensor(nodes, dtype=torch.int64, device=device).unbind(1)
        token, parent_of, position_of, row_of = columns
        return cls(token, parent_of, position_of, row_of, torch.tensor(roots, device=device), most)

    def drafts_above(self, nodes: Tensor) -> tuple[Tensor, Tensor]:
        """The drafts on the way from a root to each of the nodes [n], that node included.

        Two tensors of equal length: index into `nodes`, and the draft's token.
        """
        which = torch.arange(len(nodes), device=nodes.device)
        found_which, found_tokens = [which[:0]], [self.token[:0]]
        at = nodes
        for _ in range(self.depth):
            is_draft = self.parent[at] >= 0
            which, at = which[is_draft], at[is_draft]
            found_which.append(which)
            found_tokens.append(self.token[at])
            at = self.parent[at]
        return torch.cat(found_which), torch.cat(found_tokens)

    def text_behind(self, text: Tensor) -> Tensor:
        """What stands before the token that each node decides: [M, width], nearest first.

        text [R, width] is that of the rows up to their roots, nearest first, -1 where none.
        """
        depth = self.position - self.position[self.root[self.row]]
        behind = torch.full((len(self.token), text.shape[1]), -1, device=text.device)
        at = torch.arange(len(self.token), device=text.device)
        for step in range(text.shape[1]):
            in_text = (step - depth).clamp(min=0)
            committed = text[self.row, in_text]
            behind[:, step] = torch.where(step < depth, self.token[at], committed)
            at = self.parent[at].maximum(self.root[self.row])
        return behind
