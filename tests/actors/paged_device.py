"""A device whose memory remembers which text each cell was computed for, and checks every read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from zlib import crc32

from models.batch import Row, RowResult, Step

NUM_TOKENS = 8  # few, so that texts have much in common
STOP = 7

Cell = tuple[str, tuple[int, ...]]  # the salt of the writer, and the text up to this token


@dataclass
class Slot:
    id: int
    salt: str
    seed: int
    tokens: list[int]
    num_prompt: int
    table: list[int] = field(default_factory=list)
    computed: int = 0
    failed: bool = False


class PagedDevice:
    """Decides with `decide`. How many drafts were right, and which rows fail, is up to a test."""

    def __init__(self, num_blocks: int, block_size: int) -> None:
        self.num_blocks = num_blocks
        self.block_size = block_size
        self.cells: dict[tuple[int, int], Cell] = {}
        self.slots: dict[int, Slot] = {}

    def run(
        self, step: Step, *, salts: dict[int, str], accept: int = 0, failing: int | None = None
    ) -> tuple[RowResult, ...]:
        """All writes of a step come before all of its reads."""
        assert len({row.slot for row in step.rows}) == len(step.rows)
        works = [(row, *self._take_in(row, salts)) for row in step.rows]
        for row, slot, start in works:
            if not slot.failed:
                slot.failed = row.id == failing
                self._write(row, slot, start)
        return tuple([self._decide(row, slot, start, accept) for row, slot, start in works])

    def _take_in(self, row: Row, salts: dict[int, str]) -> tuple[Slot, int]:
        if row.setup is not None:
            setup = row.setup
            seed, tokens = setup.sampling.seed, list(setup.tokens)
            self.slots[row.slot] = Slot(row.id, salts[row.id], seed, tokens, setup.num_prompt)
        slot = self.slots[row.slot]
        assert slot.id == row.id
        slot.table.extend(row.blocks)
        assert len(set(slot.table)) == len(slot.table)
        assert all(0 <= block < self.num_blocks for block in row.blocks)
        return slot, slot.computed if row.start is None else row.start

    def _write(self, row: Row, slot: Slot, start: int) -> None:
        end = start + row.count
        assert row.count >= 1
        assert row.samples == (end == len(slot.tokens))
        assert not row.draft or row.samples
        assert end + row.draft <= len(slot.table) * self.block_size
        for position in range(start, end + row.draft):
            is_text = position < end and not slot.failed
            text = tuple(slot.tokens[: position + 1]) if is_text else (-1,)
            self.cells[self._place(slot, position)] = (slot.salt, text)

    def _decide(self, row: Row, slot: Slot, start: int, accept: int) -> RowResult:
        if slot.failed:
            return RowResult(row.id, 0, (), 0, error="nan")
        for position in range(start + row.count):
            cell = self.cells[self._place(slot, position)]
            assert cell == (slot.salt, tuple(slot.tokens[: position + 1]))
        slot.computed = start + row.count
        position = len(slot.tokens)
        if row.samples:
            for _ in range(1 + min(accept, row.draft)):
                slot.tokens.append(decide(slot.seed, slot.tokens))
            for written in range(position, len(slot.tokens) - 1):  # the drafts that were right
                text = tuple(slot.tokens[: written + 1])
                self.cells[self._place(slot, written)] = (slot.salt, text)
            slot.computed = len(slot.tokens) - 1
        return RowResult(row.id, position, tuple(slot.tokens[position:]), slot.computed)

    def _place(self, slot: Slot, position: int) -> tuple[int, int]:
        nth, offset = divmod(position, self.block_size)
        return slot.table[nth], offset


def decide(seed: int, tokens: Sequence[int]) -> int:
    """The one right token after these."""
    return crc32(bytes([seed, *tokens])) % NUM_TOKENS


def oracle(seed: int, prompt: Sequence[int], *, limit: int) -> tuple[tuple[int, ...], str]:
    """The one right text, and why it ends. `limit` counts the prompt too."""
    tokens = list(prompt)
    while len(tokens) < limit:
        tokens.append(decide(seed, tokens))
        if tokens[-1] == STOP:
            return tuple(tokens[len(prompt) :]), "stop"
    return tuple(tokens[len(prompt) :]), "length"
