"""So much for everybody together, and nobody takes all of it."""

from __future__ import annotations

from collections import Counter


class Room:
    """Where it is shared, a client may have half of what the others leave: there is always some
    for one who comes late."""

    def __init__(self, most: int, *, is_shared: bool) -> None:
        self.most = most
        self.is_shared = is_shared
        self.taken: Counter[str] = Counter()  # by client

    @property
    def total(self) -> int:
        return self.taken.total()

    def has(self, client: str, num: int) -> bool:
        own = self.taken[client]
        left = self.most - (self.total - own)
        return own + num <= (left // 2 if self.is_shared else left)

    def take(self, client: str, num: int = 1) -> None:
        self.taken[client] += num

    def give_back(self, client: str, num: int = 1) -> None:
        self.taken[client] -= num
        if not self.taken[client]:
            del self.taken[client]
