"""Running a decoder as a server would: rows that share a step, blocks scattered over the cache."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from models.decoder import Decoder
from models.layers import RaggedBatch

BLOCK_SIZE = 4
NUM_BLOCKS = 96
GARBAGE = 50.0  # in blocks that nobody has written yet: visible in the logits if it is read


@dataclass(slots=True)
class Paged:
    """Rows by name, each with a block table of its own."""

    blocks: list[int] = field(default_factory=list)
    num_computed: int = 0


class PagedDecoder:
    """A decoder, its cache, and the rows that live there."""

    def __init__(self, decoder: Decoder, *, seed: int = 0, block_size: int = BLOCK_SIZE) -> None:
        self.decoder = decoder
        self.block_size = block_size
        self.caches = decoder.allocate_caches(NUM_BLOCKS, block_size)
        for keys, values in self.caches:
            keys.fill_(GARBAGE)
            values.fill_(GARBAGE)
        self.rows: dict[str, Paged] = {}
        self.free = list(range(NUM_BLOCKS))
        random.Random(seed).shuffle(self.free)

    def share_prefix(self, owner: str, heir: str, *, num_blocks: int) -> None:
        """Let a new row begin with blocks that another one has computed."""
        blocks = self.rows[owner].blocks[:num_blocks]
        self.rows[heir] = Paged(list(blocks), num_blocks * self.block_size)

    def step(self, news: Mapping[str, Sequence[int]]) -> dict[str, Tensor]:
        """Compute the next tokens of some rows together; their logits [tokens, V] by row."""
        token_ids: list[int] = []
        positions, slots, starts, lengths = [], [], [0], []
        for name, ids in news.items():
            row = self.rows.setdefault(name, Paged())
            for position in range(row.num_computed, row.num_computed + len(ids)):
                if position // self.block_size == len(row.blocks):
                    row.blocks.append(self.free.pop())
                positions.append(position)
                block = row.blocks[position // self.block_size]
                slots.append(block * self.block_size + position % self.block_size)
            row.num_computed += len(ids)
            token_ids.extend(ids)
            starts.append(len(token_ids))
            lengths.append(row.num_computed)
        batch = RaggedBatch(
            query_start=torch.tensor(starts),
            block_tables=self._tables(list(news)),
            context_lens=torch.tensor(lengths),
            slot_mapping=torch.tensor(slots),
        )
        with torch.inference_mode():
            hidden = self.decoder.forward(
                torch.tensor(token_ids), torch.tensor(positions), batch=batch, caches=self.caches
            )
            logits = self.decoder.logits(hidden)
        return {
            name: logits[starts[number] : starts[number + 1]] for number, name in enumerate(news)
        }

    def _tables(self, names: list[str]) -> Tensor:
        most = max(len(self.rows[name].blocks) for name in names)
        unused = self.free[0]
        tables = [self.rows[name].blocks for name in names]
        return torch.tensor([[*table, *[unused] * (most - len(table))] for table in tables])


def in_chunks(decoder: Decoder, ids: Sequence[int], size: int) -> Tensor:
    """One row alone, its tokens so many at a time: the logits at every position."""
    paged = PagedDecoder(decoder)
    parts = [
        paged.step({"row": ids[start : start + size]})["row"] for start in range(0, len(ids), size)
    ]
    return torch.cat(parts)
