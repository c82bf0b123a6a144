"""The fake device's key-value memory, and the arithmetic that stands in for a model.

A cell stands for the keys and values of one token. Like those, it is a function of the token, of
its position and of everything before it: the token's id, and a checksum chained from the cell
before. So a cell of another text, at another place or behind another past is another cell, and the
next token, a hash of all cells that were read, comes out differently.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from zlib import crc32

from models.batch import Sampling, TokenLogprobs
from models.fake_rules import DeviceMisused

_CELL = struct.Struct("<II")  # token id, chain
_TOKEN = struct.Struct("<II")  # position, token id
CELL_BYTES = _CELL.size

# No id has its highest bit set, so eight such bytes in a row appear in empty cells only.
_EMPTY = b"\xff" * CELL_BYTES
_GARBAGE = _CELL.pack(0x7FFF_FFFF, 0x0BAD_F00D)


def cell(token_id: int, position: int, past: bytes) -> bytes:
    """What computing a token leaves behind, given the cell before it (nothing at position 0)."""
    chain = _CELL.unpack(past)[1] if past else 0
    return _CELL.pack(token_id, crc32(_TOKEN.pack(position, token_id), chain))


class Memory:
    """Cells in blocks, reached through block tables only."""

    def __init__(self, num_blocks: int, block_size: int) -> None:
        self.block_size = block_size
        self._block_bytes = block_size * CELL_BYTES
        self._cells = bytearray(_EMPTY * (num_blocks * block_size))

    def write(self, table: Sequence[int], start: int, ids: Sequence[int]) -> None:
        """Compute tokens from position `start` on. What lies before them is read, not known."""
        past = self._read_cell(table, start - 1) if start else b""
        for position, token_id in enumerate(ids, start):
            past = cell(token_id, position, past)
            offset = self._offset(table, position)
            self._cells[offset : offset + CELL_BYTES] = past

    def spoil(self, table: Sequence[int], start: int, end: int) -> None:
        """Leave what a failed computation leaves."""
        for position in range(start, end):
            offset = self._offset(table, position)
            self._cells[offset : offset + CELL_BYTES] = _GARBAGE

    def read(self, table: Sequence[int], num_cells: int) -> bytes:
        """The first cells of a text, as attention sees them."""
        size = self._block_bytes
        blocks = table[: -(-num_cells // self.block_size)]
        read = b"".join([self._cells[block * size : block * size + size] for block in blocks])
        read = read[: num_cells * CELL_BYTES]
        if _EMPTY in read:
            position = read.index(_EMPTY) // CELL_BYTES
            raise DeviceMisused(f"Position {position} is read, but it was never computed.")
        return read

    def _read_cell(self, table: Sequence[int], position: int) -> bytes:
        offset = self._offset(table, position)
        read = bytes(self._cells[offset : offset + CELL_BYTES])
        if read == _EMPTY:
            raise DeviceMisused(f"Position {position} is read, but it was never computed.")
        return read

    def _offset(self, table: Sequence[int], position: int) -> int:
        nth, within = divmod(position, self.block_size)
        return table[nth] * self._block_bytes + within * CELL_BYTES


@dataclass(frozen=True, slots=True)
class Lead:
    """The model that decides, for one request: a hash of what was read, and of the seed."""

    key: bytes
    sampling: Sampling
    num_prompt: int
    vocabulary_size: int

    def read(self, cells: bytes) -> Thought:
        """Begin with the cells of positions 0, 1, 2 and so on."""
        return Thought(self, cells)


class Thought:
    """What the lead thinks after the cells that it has read so far."""

    def __init__(self, lead: Lead, cells: bytes) -> None:
        self._lead = lead
        self._hash = blake2b(cells, digest_size=16, key=lead.key)
        self.position = len(cells) // CELL_BYTES  # of the token that follows

    def go_on(self, cell: bytes) -> None:
        """Read one more cell."""
        self._hash.update(cell)
        self.position += 1

    def decide(self) -> int:
        """The token that follows."""
        lead, sampling = self._lead, self._lead.sampling
        size = lead.vocabulary_size
        token_id = int.from_bytes(self._hash.digest()[:8], "little") % size
        if sampling.stop_ids and self.position - lead.num_prompt < sampling.min_tokens:
            for further in range(size):
                if (candidate := (token_id + further) % size) not in sampling.stop_ids:
                    return candidate
        return token_id

    def logprobs(self, num_top: int) -> TokenLogprobs:
        """Made up, but a function of the text like the real ones. The decided token is the best."""
        size = self._lead.vocabulary_size
        best = -(1 + int.from_bytes(self._hash.digest()[8:10], "little")) / 2**16
        top = [((self.decide() + nth) % size, best - nth) for nth in range(min(num_top, size))]
        return TokenLogprobs(logprob=best, rank=1, top=tuple(top))

    def score(self, token: int, num_top: int) -> TokenLogprobs:
        """Those of any token at this place."""
        best = self.logprobs(num_top)
        nth = (token - self.decide()) % self._lead.vocabulary_size
        return TokenLogprobs(best.logprob - nth, 1 + nth, best.top)


def lead_of(sampling: Sampling, num_prompt: int, vocabulary_size: int) -> Lead:
    """Greedy text does not depend on the seed, sampled text does."""
    greedy = sampling.temperature == 0
    key = b"greedy" if greedy else b"seed" + (sampling.seed % 2**64).to_bytes(8, "little")
    return Lead(key, sampling, num_prompt, vocabulary_size)


def scores_of(
    cells: bytes, lead: Lead, start: int, following: Sequence[int]
) -> tuple[TokenLogprobs, ...]:
    """Of the tokens that follow those from `start` on, as far as they belong to a prompt."""
    num_top = lead.sampling.prompt_logprobs
    if num_top is None:
        return ()
    greedy = Lead(b"greedy", Sampling(temperature=0.0), lead.num_prompt, lead.vocabulary_size)
    thought = greedy.read(cells[: start * CELL_BYTES])
    scored = []
    for token in following[: max(lead.num_prompt - 1 - start, 0)]:
        place = thought.position * CELL_BYTES
        thought.go_on(cells[place : place + CELL_BYTES])
        scored.append(thought.score(token, num_top))
    return tuple(scored)
