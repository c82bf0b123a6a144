"""Shares as the tensors of one forward. Letters: see `ops`.

All numbers travel in one tensor, of which the others are parts: on a CPU making a tensor costs more
than filling it, and to a GPU one copy is cheaper than ten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypedDict

import torch
from torch import Tensor

import ops
from models.decoder import Cache
from models.layers import RaggedBatch
from models.slots import Share


class Room(NamedTuple):
    """What the tensors are filled up to, where their shapes shall not depend on the step."""

    num_tokens: int
    num_rows: int


class Tables(Protocol):
    """Which blocks the texts of slots lie in; `models.slots.Slots` knows it."""

    block_size: int
    most_blocks: int

    def tables(self, slots: Tensor, num_blocks: int) -> Tensor:
        """The beginnings of some slots' block tables [R, num_blocks] int32; slots [R]."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Ragged:
    """What a forward takes, and where the lead decides. Tokens of no row may stand behind."""

    token_ids: Tensor  # [T]
    positions: Tensor  # [T]
    batch: RaggedBatch
    nodes: Tensor | None  # [M]: tokens that are sampled from; None: all of them, in their order
    trees: ops.Trees | None  # of the shares that sample; None: none does
    num_tokens: int  # that belong to a row
    numbers: Tensor  # all that a forward takes, but for the block tables

    def compact(self, nodes: Tensor, caches: Sequence[Cache], states: Tensor | None = None) -> None:
        """What belongs to the nodes that held goes where it would be if they were a chain.

        nodes [R, W]: on the walk of each row, -1 behind its end; states [T, any]. Of chains nothing
        moves.
        """
        if self.trees is None or self.batch.tree_mask is None:
            return
        step = torch.arange(nodes.shape[1], device=nodes.device)
        root, has_held = self.trees.root[:, None], nodes >= 0
        source = torch.where(has_held, nodes, root)  # who has moved nowhere moves to himself
        target = torch.where(has_held, root + step, root)
        if self.nodes is not None:
            source, target = self.nodes[source], self.nodes[target]
        places = self.batch.slot_mapping
        for keys, values in caches:
            ops.kv_move(keys, values, source=places[source], target=places[target])
        if states is not None:
            states[target] = states[source]


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
        self.positions += range(start, share.end)
        self.positions += [share.end - 1 + depth for depth in share.depths]
        table = slot.table
        self.places += [
            table[position // block_size] * block_size + position % block_size
            for position in range(start, stop)
        ]
        self.starts.append(len(self.token_ids))
        self.lengths.append(stop)
        self.slots.append(slot.number)

    def decide_behind(self, share: Share) -> None:
        """The newest token and the drafts are nodes. They were added last."""
        first, num_nodes = len(self.nodes), 1 + len(share.drafts)
        length = len(self.token_ids)
        self.nodes += range(length - num_nodes, length)
        self.parents.append(-1)
        self.parents += [first + 1 + parent for parent in share.parents or range(-1, num_nodes - 2)]
        self.rows += [len(self.roots)] * num_nodes
        self.roots.append(first)

    def fill(self, room: Room) -> None:
        """Rows without tokens, and tokens of no row, of which the cache keeps nothing."""
        num_tokens = room.num_tokens - len(self.token_ids)
        self.token_ids += [0] * num_tokens
        self.positions += [0] * num_tokens
        self.places += [-1] * num_tokens
        num_rows = room.num_rows - len(self.lengths)
        self.starts += [self.starts[-1]] * num_rows
        self.lengths += [0] * num_rows
        self.slots += [0] * num_rows

    def tensors(self, device: torch.device) -> tuple[Tensor, Sequence[Tensor], Sequence[Tensor]]:
        """Each column as a part of one tensor: those of the forward, and those of the trees."""
        forward = (
            self.token_ids,
            self.positions,
            self.places,
            self.starts,
            self.lengths,
            self.slots,
        )
        trees = (self.nodes, self.parents, self.rows, self.roots)
        numbers = torch.tensor(
            [number for column in (*forward, *trees) for number in column], dtype=torch.int64
        )
        if device.type == "cuda":
            numbers = numbers.pin_memory().to(device, non_blocking=True)
        sizes = [[len(column) for column in columns] for columns in (forward, trees)]
        first, second = numbers.split([sum(some) for some in sizes])
        return first, first.split(sizes[0]), second.split(sizes[1])


class Masks(TypedDict):
    """Of trees, see `ops.paged_attention`."""

    tree_mask: Tensor | None
    tree_sizes: Tensor | None


def masks_of(shares: Sequence[Share], device: torch.device) -> Masks:
    """Which nodes each token sees, where some of the shares are trees."""
    if not any([share.parents for share in shares]):
        return Masks(tree_mask=None, tree_sizes=None)
    sizes = [1 + len(share.drafts) if share.parents else 0 for share in shares]
    words = -(-max(sizes) // 64)
    lines = []
    for share, size in zip(shares, sizes, strict=True):
        lines.append(torch.zeros(share.num_tokens - size, words, dtype=torch.int64))
        if size:
            parents = torch.tensor([-1, *[1 + parent for parent in share.parents]])
            lines.append(ops.ancestor_words(parents, words=words))
    return Masks(
        tree_mask=ops.to_device(torch.cat(lines), device),
        tree_sizes=ops.to_device(torch.tensor(sizes), device),
    )


def lay_out(
    shares: Sequence[Share], slots: Tables, device: torch.device, room: Room | None = None
) -> Ragged:
    """All shares behind one another, filled up to the room if there is one."""
    columns = _Columns()
    depth = 0
    for share in shares:
        columns.add(share, slots.block_size)
        if share.samples:
            columns.decide_behind(share)
            depth = max(depth, *share.depths, 0)
    num_tokens = len(columns.token_ids)
    num_blocks = -(-max(columns.lengths, default=0) // slots.block_size)
    if room is not None:
        columns.fill(room)
        num_blocks = slots.most_blocks
    numbers, forward, (nodes, *tree) = columns.tensors(device)
    token_ids, positions, places, starts, lengths, homes = forward
    batch = RaggedBatch(
        query_start=starts,
        block_tables=slots.tables(homes, num_blocks),
        context_lens=lengths,
        slot_mapping=places,
        **masks_of(shares, device),
    )
    if not columns.roots:
        return Ragged(token_ids, positions, batch, nodes, None, num_tokens, numbers)
    parents, rows, roots = tree
    samples_all = len(nodes) == num_tokens
    trees = ops.Trees(
        token=token_ids[:num_tokens] if samples_all else token_ids[nodes],
        parent=parents,
        position=positions[:num_tokens] if samples_all else positions[nodes],
        row=rows,
        root=roots,
        depth=depth,
    )
    deciding = None if samples_all else nodes
    return Ragged(token_ids, positions, batch, deciding, trees, num_tokens, numbers)
