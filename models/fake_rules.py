"""What a sound engine never asks of a device. A real one would compute nonsense instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.batch import Row

if TYPE_CHECKING:
    from models.fake_memory import Lead


class DeviceMisused(Exception):
    """The engine asked for something that it may never ask for."""


@dataclass(slots=True)
class Slot:
    """What the fake device knows of the request that lives here."""

    id: int
    lead: Lead
    tokens: list[int]
    table: list[int] = field(default_factory=list)
    computed: int = 0
    error: str | None = None  # what it failed with: its cells hold garbage


@dataclass(slots=True)
class Work:
    """A row, with what its slot adds to it."""

    row: Row
    slot: Slot
    start: int
    end: int  # of the known tokens; drafts lie behind
    drafts: list[int] = field(default_factory=list)

    @property
    def written_end(self) -> int:
        """Where the row's drafts may end."""
        return self.end + self.row.draft


def check_slots(rows: Sequence[Row]) -> None:
    """A slot has one row in a step."""
    if len({row.slot for row in rows}) != len(rows):
        raise DeviceMisused("Two rows of one step share a slot.")


def check_blocks(work: Work, num_blocks: int) -> None:
    """A table names blocks that exist, each once."""
    if not work.row.blocks:
        return
    if not all(0 <= block < num_blocks for block in work.row.blocks):
        raise DeviceMisused(f"Request {work.slot.id} has a block that does not exist.")
    if len(set(work.slot.table)) != len(work.slot.table):
        raise DeviceMisused(f"Request {work.slot.id} has a block twice.")


def check_span(work: Work, context_length: int, block_size: int) -> None:
    """A row computes known tokens that come next, and has room for them."""
    row, slot, start = work.row, work.slot, work.start
    if start < 0 or row.count < 1 or row.draft < 0:
        raise DeviceMisused(f"Request {slot.id} computes nothing.")
    if work.end > len(slot.tokens):
        raise DeviceMisused(f"Request {slot.id} computes tokens that are not decided.")
    if row.samples and work.end != len(slot.tokens):
        raise DeviceMisused(f"Request {slot.id} samples behind an old token.")
    if row.draft and not row.samples:
        raise DeviceMisused(f"Request {slot.id} drafts without sampling.")
    if work.written_end > context_length:
        raise DeviceMisused(f"Request {slot.id} leaves the context.")
    if work.written_end > len(slot.table) * block_size:
        raise DeviceMisused(f"Request {slot.id} has too few blocks.")


def check_writers(works: Sequence[Work], block_size: int) -> None:
    """A block that a row writes is not even read by another row of the step."""
    written: set[int] = set()
    read: set[int] = set()
    for work in works:
        first, behind = work.start // block_size, -(-work.written_end // block_size)
        num_before = len(written)
        written.update(work.slot.table[first:behind])
        if len(written) - num_before < behind - first:
            raise DeviceMisused(f"Request {work.slot.id} writes a block that another row writes.")
        read.update(work.slot.table[:first])
    if not written.isdisjoint(read):
        shared = min(written & read)
        raise DeviceMisused(f"Block {shared} is written by one row and read by another one.")
