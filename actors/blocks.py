"""The books of the key-value memory: which block is whose, and which one holds known tokens.

A block is in exactly one of three states:

    free      nobody's, and nothing worth keeping in it
    used      in the tables of `references[block]` requests
    cached    nobody's, but its content is known: reused on a hit, evicted when blocks run out

Content is known by a chained digest of all tokens from the start of the text up to the block's end.
Knows nothing of actors, of steps or of torch.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable
from hashlib import sha256


def chain(parent: bytes, ids: tuple[int, ...]) -> bytes:
    """Digest of a block whose predecessors have the digest `parent`."""
    return sha256(parent + array("q", ids).tobytes()).digest()


class BlockPool:
    """Grants, shares and takes back blocks of `block_size` tokens."""

    def __init__(self, num_blocks: int, block_size: int) -> None:
        self.num_blocks = num_blocks
        self.block_size = block_size
        self.references = [0] * num_blocks
        self._free = list(range(num_blocks - 1, -1, -1))
        self._cached: OrderedDict[int, None] = OrderedDict()  # least recently used first
        self._known: list[tuple[bytes, tuple[int, ...]] | None] = [None] * num_blocks
        self._index: dict[bytes, int] = {}

    @property
    def num_available(self) -> int:
        """Blocks that a grant could take, those with evictable content included."""
        return len(self._free) + len(self._cached)

    @property
    def num_cached(self) -> int:
        """Blocks that nobody holds but whose content may still be of use."""
        return len(self._cached)

    def is_known(self, block: int) -> bool:
        """Whether somebody else might find what it holds."""
        return self._known[block] is not None

    def take(self, num: int) -> tuple[int, ...] | None:
        """Grant `num` blocks to one holder, or none at all if there are too few."""
        if num > self.num_available:
            return None
        return tuple(self._take_one() for _ in range(num))

    def find(self, digest: bytes, ids: tuple[int, ...]) -> int | None:
        """Share the block that holds these tokens after that past, if there is one."""
        block = self._index.get(digest)
        if block is None:
            return None
        known = self._known[block]
        if known is None or known[1] != ids:  # a digest is a hint, the ids are the proof
            return None
        if self.references[block] == 0:
            del self._cached[block]
        self.references[block] += 1
        return block

    def publish(self, block: int, digest: bytes, ids: tuple[int, ...]) -> None:
        """Make the content of a used block findable. The first of two equal blocks is kept."""
        if digest not in self._index and self._known[block] is None:
            self._index[digest] = block
            self._known[block] = (digest, ids)

    def release(self, blocks: Iterable[int]) -> None:
        """One holder gives its table back. Its last blocks are evicted before its first ones."""
        for block in reversed(tuple(blocks)):
            self.references[block] -= 1
            if self.references[block] == 0:
                if self._known[block] is None:
                    self._free.append(block)
                else:
                    self._cached[block] = None

    def audit(self, tables: Iterable[Iterable[int]]) -> None:
        """Compare the books with the tables of all holders.

        :raises RuntimeError: if they differ.
        """
        held = [0] * self.num_blocks
        for table in tables:
            for block in table:
                held[block] += 1
        states = [*self._free, *self._cached, *(b for b, n in enumerate(held) if n)]
        if held != self.references:
            raise RuntimeError(f"Reference counts {self.references} but tables hold {held}.")
        if sorted(states) != list(range(self.num_blocks)):
            raise RuntimeError("A block is in two states or in none.")
        known = {k[0]: block for block, k in enumerate(self._known) if k is not None}
        lost = [b for b in self._cached if self._known[b] is None]
        lost += [b for b in self._free if self._known[b] is not None]
        if known != self._index or lost:
            raise RuntimeError("The index of known content does not match the blocks.")

    def _take_one(self) -> int:
        if self._free:
            block = self._free.pop()
        else:
            block, _ = self._cached.popitem(last=False)
            self._forget(block)
        self.references[block] = 1
        return block

    def _forget(self, block: int) -> None:
        known = self._known[block]
        if known is not None:
            del self._index[known[0]]
            self._known[block] = None
