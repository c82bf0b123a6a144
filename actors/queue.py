"""Who comes next: the queue of the scheduler.

Order is (priority, what its client has been given, arrival).

Priority is the request's own, lower first, less what it has gained by waiting. The gain doubles
again and again, so that it overtakes any number sooner or later, and nobody starves.

Among equals the next place goes to the client that has been given the fewest tokens, prompts and
answers together. That is deficit round robin with the smallest quantum, where costs are known only
afterwards: who asks for much waits for himself, and those who ask for little do not notice him. Who
was away has saved nothing up, and comes back level with the least of those who are here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from heapq import heapify, heappop, heappush

from actors.live import Live

STEPS_TO_DOUBLE = 1000  # what waiting gains: 0, then 1, 3, 7 ...
MOST_DOUBLINGS = 40  # more than any two priorities are apart


class Queue:
    """Requests without a slot, and the accounts of their clients."""

    def __init__(self) -> None:
        self.waiting: list[Live] = []
        self.parked: dict[int, Live] = {}  # their clients do not read; they wait for no slot
        self.given: dict[str, int] = {}  # tokens, by client
        self.num_alive: Counter[str] = Counter()  # requests, waiting or not, by client

    def __len__(self) -> int:
        return len(self.waiting)

    def __iter__(self) -> Iterator[Live]:
        return iter(self.waiting)

    def welcome(self, live: Live, step: int) -> None:
        """A new request."""
        client = live.submit.client
        live.since = step
        if not self.num_alive[client]:
            least = min((self.given[other] for other in +self.num_alive), default=0)
            self.given[client] = max(self.given.get(client, 0), least)
        self.num_alive[client] += 1
        self.waiting.append(live)

    def take(self, most: int, step: int) -> list[Live]:
        """The first in order, or so many of them. They keep their ranks while they run."""
        if not most or not self.waiting:
            return []
        own: dict[str, list[tuple[int, int, Live]]] = {}  # each client's, in their order
        for live in self.waiting:
            own.setdefault(live.submit.client, []).append((self.rank(live, step), live.id, live))
        first: list[tuple[int, int, int, Live]] = []  # of each client, in order among clients
        for client, lives in own.items():
            heapify(lives)
            self._step_forward(first, client, lives)
        taken: dict[int, Live] = {}
        while first and len(taken) < most:
            rank, _, id, live = heappop(first)
            live.order = (rank, id)
            self.charge(live)
            taken[id] = live
            client = live.submit.client
            self._step_forward(first, client, own[client])
        self.waiting = [live for live in self.waiting if live.id not in taken]
        return list(taken.values())

    def _step_forward(
        self,
        first: list[tuple[int, int, int, Live]],
        client: str,
        lives: list[tuple[int, int, Live]],
    ) -> None:
        """The next of a client takes its place among the first of all clients."""
        if lives:
            rank, id, live = heappop(lives)
            heappush(first, (rank, self.given[client], id, live))

    def rank(self, live: Live, step: int) -> int:
        num_doublings = min((step - (live.since or 0)) // STEPS_TO_DOUBLE, MOST_DOUBLINGS)
        return live.submit.priority + 1 - (1 << num_doublings)

    def give_back(self, live: Live) -> None:
        """It lost its slot; what it gained by waiting it keeps."""
        self.waiting.append(live)

    def park(self, live: Live) -> None:
        """It gave up its slot, and wants none until its client has read."""
        self.parked[live.id] = live
        live.log.parked = True

    def go_on(self, id: int) -> None:
        """Its client has read."""
        if (live := self.parked.pop(id, None)) is not None:
            self.give_back(live)

    def remove(self, live: Live) -> None:
        self.waiting.remove(live)

    def charge(self, live: Live) -> None:
        """Its client pays for each token once, however often it is computed."""
        self.given[live.submit.client] += len(live.tokens) - live.num_paid
        live.num_paid = len(live.tokens)

    def forget(self, live: Live) -> None:
        """It has ended, wherever it was."""
        if live.since is None:
            return  # before it began
        if self.parked.pop(live.id, None) is None and live in self.waiting:
            self.remove(live)
        self.num_alive[live.submit.client] -= 1
        if not self.num_alive.total():
            self.given.clear()
            self.num_alive.clear()
