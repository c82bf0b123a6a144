"""What a head of the lead knows of one text: hidden states that it has heard, and its own entries.

A head has one entry for each token but the last: entry i is made of the lead's hidden state at
token i and of token i + 1, and stands where the lead keeps token i, in a block with the same number
beside the lead's. What stood in blocks that the lead did not compute for this text may be known
from another one; where it is not, the head begins to see the text behind them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from models.layers import RaggedBatch


@dataclass(slots=True, eq=False)
class Hearing:
    """Of one text."""

    source: list[int]  # the lead's tokens: the same object for as long as the request lives
    table: list[int]  # its blocks
    size: int  # of a block
    first: int = 0  # the first entry that there is, at the beginning of a block
    read: int = 0  # entries up to here are in the blocks
    parts: list[tuple[int, Tensor]] = field(default_factory=list)  # heard behind them, and where
    digests: list[int] = field(default_factory=list)  # of the text up to the end of each block

    @property
    def heard(self) -> int:
        """Up to which token hidden states are known."""
        if not self.parts:
            return self.read
        start, states = self.parts[-1]
        return start + len(states)

    @property
    def num_pending(self) -> int:
        return self.heard - self.read

    def hear(self, start: int, states: Tensor) -> None:
        """Hidden states of the tokens from there on; those of drafts that did not hold go."""
        self.parts = [(at, old[: start - at]) for at, old in self.parts if at < start]
        if self.heard < start:  # something was not heard
            self.begin_at(start)
        self.read = max(min(self.read, start), self.first)
        skipped = max(self.first - start, 0)
        if skipped < len(states):
            self.parts.append((start + skipped, states[skipped:]))

    def begin_at(self, start: int) -> None:
        """Nothing is known of what stands before."""
        self.first = self.read = -(-start // self.size) * self.size
        self.parts = []

    def find_known(self, start: int, filled: dict[int, int]) -> None:
        """Which blocks before this token hold its entries."""
        self.begin_at(start)
        block = start // self.size if start % self.size == 0 else 0
        while block > 0 and filled.get(self.table[block - 1]) == self.digest(block - 1):
            block -= 1
            self.first = block * self.size

    def digest(self, block: int) -> int:
        """Of the text up to the end of a block that it fills."""
        while len(self.digests) <= block:
            start = len(self.digests) * self.size
            before = self.digests[-1] if self.digests else 0
            self.digests.append(hash((before, *self.source[start : start + self.size])))
        return self.digests[block]

    def seen(self, end: int) -> list[int]:
        """The blocks of its entries up to there."""
        return self.table[self.first // self.size : -(-end // self.size)]

    def take(self, end: int) -> Tensor:
        """The states of the entries from `read` to there, which will be in the blocks then."""
        states = torch.cat([states for _, states in self.parts])
        taken, rest = states[: end - self.read], states[end - self.read :]
        self.read = end
        self.parts = [(end, rest)] if len(rest) else []
        return taken

    def note(self, start: int, filled: dict[int, int]) -> None:
        """Entries from there up to `read` were written."""
        for nth in range(start // self.size, -(-self.read // self.size)):
            is_full = nth * self.size >= self.first and (nth + 1) * self.size <= self.read
            if is_full:
                filled[self.table[nth]] = self.digest(nth)
            else:
                filled.pop(self.table[nth], None)


@dataclass(frozen=True, slots=True)
class Span:
    """Entries `start` to `end` of a text, and the tokens that they are made of."""

    hearing: Hearing
    start: int
    tokens: Sequence[int]

    @property
    def end(self) -> int:
        return self.start + len(self.tokens)


def lay_out_spans(
    spans: Sequence[Span], device: torch.device
) -> tuple[Tensor, Tensor, RaggedBatch, Tensor]:
    """Token ids [T], positions [T], where they belong, and the last entry of each span [R]."""
    token_ids: list[int] = []
    positions: list[int] = []
    places: list[int] = []
    starts, lengths = [0], []
    for span in spans:
        table, size = span.hearing.table, span.hearing.size
        token_ids += span.tokens
        positions += range(span.start, span.end)
        places += [table[at // size] * size + at % size for at in range(span.start, span.end)]
        starts.append(len(token_ids))
        lengths.append(span.end - span.hearing.first)
    tables = [span.hearing.seen(span.end) for span in spans]
    widest = max(map(len, tables))

    def tensor(numbers: Sequence[int]) -> Tensor:
        return torch.tensor(numbers, dtype=torch.int64, device=device)

    batch = RaggedBatch(
        query_start=tensor(starts),
        block_tables=torch.tensor(
            [table + [0] * (widest - len(table)) for table in tables],
            dtype=torch.int32,
            device=device,
        ),
        context_lens=tensor(lengths),
        slot_mapping=tensor(places),
    )
    return tensor(token_ids), tensor(positions), batch, tensor(starts[1:]) - 1
