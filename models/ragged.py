"""Shares as the tensors of one forward. Letters: see `ops`.

All numbers travel in one tensor, of which the others are parts: on a CPU making a tensor costs more
than filling it, and to a GPU one copy is cheaper than ten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

import ops
from models.layers import RaggedBatch
from models.slots import Share, Slots


@dataclass(frozen=True, slots=True, eq=False)
class Ragged:
    """What a forward takes, and where the lead decides."""

    token_ids: Tensor  # [T]
    positions: Tensor  # [T]
    batch: RaggedBatch
    nodes: Tensor | None  # [M]: tokens that are sampled from; None: all of them, in their order
    trees: ops.Trees | None  # of the shares that sample; None: none does


@dataclass(slots=True)
class _Columns:
    """The numbers, column by column."""

    token_ids: list[int] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)  # in the cache
    starts: list[int] = field(default_factory=lambda: [0])
    lengths: list[int] = field(default_factory=list)
    slots: list[int] = field(default_factory=list)
    nodes: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)  # of the nodes, counted among those that sample
    roots: list[int] = field(default_factory=list)

    def add(self, share: Share, block_size: int) -> None:
        slot, start, stop = share.slot, share.start, share.end + len(share.drafts)
        self.token_ids += slot.tokens[start : share.end]
        self.token_ids += share.drafts
        self.positions += range(start, stop)
        table = slot.table
        self.places += [
            table[position // block_size] * block_size + position % block_size
            for position in range(start, stop)
        ]
        self.starts.append(len(self.token_ids))
        self.lengths.append(stop)
        self.slots.append(slot.number)

    def decide_behind(self, share: Share) -> None:
        """The newest token and the drafts are a chain of nodes. They were added last."""
        first, num_nodes = len(self.nodes), 1 + len(share.drafts)
        length = len(self.token_ids)
        self.nodes += range(length - num_nodes, length)
        self.parents.append(-1)
        self.parents += range(first, first + num_nodes - 1)
        self.rows += [len(self.roots)] * num_nodes
        self.roots.append(first)

    def tensors(self, device: torch.device) -> Sequence[Tensor]:
        """Each column as a part of one tensor."""
        columns = (
            self.token_ids,
            self.positions,
            self.places,
            self.starts,
            self.lengths,
            self.slots,
            self.nodes,
            self.parents,
            self.rows,
            self.roots,
        )
        numbers = torch.tensor([number for column in columns for number in column])
        if device.type == "cuda":
            numbers = numbers.pin_memory().to(device, non_blocking=True)
        return numbers.split([len(column) for column in columns])


def lay_out(shares: Sequence[Share], slots: Slots, device: torch.device) -> Ragged:
    """All shares behind one another."""
    columns = _Columns()
    depth = 0
    for share in shares:
        columns.add(share, slots.block_size)
        if share.samples:
            columns.decide_behind(share)
            depth = max(depth, len(share.drafts))
    token_ids, positions, places, starts, lengths, numbers, nodes, *tree = columns.tensors(device)
    parents, rows, roots = tree
    batch = RaggedBatch(
        query_start=starts,
        block_tables=slots.tables(numbers, -(-max(columns.lengths) // slots.block_size)),
        context_lens=lengths,
        slot_mapping=places,
    )
    if not columns.roots:
        return Ragged(token_ids, positions, batch, nodes, None)
    samples_all = len(nodes) == len(token_ids)
    trees = ops.Trees(
        token=token_ids if samples_all else token_ids[nodes],
        parent=parents,
        position=positions if samples_all else positions[nodes],
        row=rows,
        root=roots,
        depth=depth,
    )
    return Ragged(token_ids, positions, batch, None if samples_all else nodes, trees)
