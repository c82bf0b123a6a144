"""Blocks of a model whose texts have other lengths than the lead's, so that it needs its own.

What stands in a block is known by a digest of the text up to its end. A block that nobody uses any
more keeps what it holds until it is needed for something else.
"""

from __future__ import annotations

from collections import OrderedDict

import torch
from torch import Tensor


class OwnBlocks:
    """Given out by number, and taken back."""

    def __init__(self, num_blocks: int, size: int) -> None:
        self.size = size
        self._free = OrderedDict.fromkeys(range(num_blocks))  # what was given back last, last
        self._uses: dict[int, int] = {}
        self._digests: dict[int, int] = {}
        self._known: dict[int, int] = {}  # blocks by digest

    def find(self, digest: int) -> int | None:
        """A block that holds this text, and is used once more now."""
        block = self._known.get(digest)
        if block is not None:
            self._uses[block] = self._uses.get(block, 0) + 1
            self._free.pop(block, None)
        return block

    def take(self) -> int | None:
        """One that nobody uses; None: there is none."""
        if not self._free:
            return None
        block, _ = self._free.popitem(last=False)
        digest = self._digests.pop(block, None)
        if digest is not None:
            del self._known[digest]
        self._uses[block] = 1
        return block

    def keep(self, block: int, digest: int) -> None:
        """It is full, and its text will not change."""
        if digest not in self._known and block not in self._digests:
            self._known[digest] = block
            self._digests[block] = digest

    def drop(self, block: int) -> None:
        """One use less."""
        self._uses[block] -= 1
        if not self._uses[block]:
            del self._uses[block]
            self._free[block] = None


class OwnTables:
    """Block tables of each slot, as `models.ragged` wants them."""

    def __init__(self, block_size: int, most_blocks: int) -> None:
        self.block_size = block_size
        self.most_blocks = most_blocks
        self.of: dict[int, list[int]] = {}

    def tables(self, slots: Tensor, num_blocks: int) -> Tensor:
        """[R, num_blocks] int32."""
        rows = [self.of[slot][:num_blocks] for slot in slots.tolist()]
        filled = [row + [0] * (num_blocks - len(row)) for row in rows]
        return torch.tensor(filled, dtype=torch.int32, device=slots.device)
