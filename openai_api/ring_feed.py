"""What `GET /ring` tells: the ring in numbers, for a page that draws it a few times a second.

Looking costs the event loop some time, so it is looked at most so often that this stays a fiftieth
of it, however many pages are open; in between all of them are told the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import msgspec
from msgspec import Struct

from actors.chronicle import StepRecord
from actors.engine import Engine
from actors.view import Mailbox, Owner, RingView

INTERVAL = 0.25  # seconds between two looks, if a look costs little
SHARE = 1 / 50  # of the event loop's time


class RingReport(Struct, frozen=True):
    """Times in seconds; those of steps count back from now."""

    status: str  # as /health says it
    restarts: int
    interval: float  # asking more often tells nothing new
    num_free: int = 0  # requests that would be let in now
    num_running: int = 0
    num_waiting: int = 0
    num_slots: int = 0
    num_in_flight: int = 0  # steps
    actors: Sequence[Mailbox] = ()
    num_blocks: int = 0
    block_size: int = 0
    cells: Sequence[tuple[int, int]] = ()  # see actors.view
    owners: Sequence[Owner] = ()
    steps: Sequence[StepRecord] = ()  # as `step_fields` says, oldest first
    step_fields: tuple[str, ...] = StepRecord._fields


class RingFeed:
    """Looks at the ring for everybody who asks."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._view: RingView | None = None
        self._looked_at = float("-inf")
        self._interval = INTERVAL

    def tell(self, engine: Engine | None, status: str, after: int) -> bytes:
        """JSON; of the steps, those behind the one with the number `after`."""
        if engine is None:
            return msgspec.json.encode(RingReport(status, 0, INTERVAL))
        view = self._look(engine)
        restarts, num_free = engine.health.num_restarts, engine.num_permits
        if view is None:
            return msgspec.json.encode(RingReport(status, restarts, INTERVAL, num_free))
        report = RingReport(
            status,
            restarts,
            self._interval,
            num_free=num_free,
            num_running=view.num_running,
            num_waiting=view.num_queued,
            num_slots=view.num_slots,
            num_in_flight=view.num_in_flight,
            actors=view.actors,
            num_blocks=view.num_blocks,
            block_size=view.block_size,
            cells=view.cells,
            owners=view.owners,
            steps=[ago(record, view.now) for record in view.steps if record.step > after],
        )
        return msgspec.json.encode(report)

    def _look(self, engine: Engine) -> RingView | None:
        now = self._clock()
        if now - self._looked_at >= self._interval * 0.9:
            self._view, self._looked_at = engine.view, now
            self._interval = max(INTERVAL, (self._clock() - now) / SHARE)
        return self._view


def ago(record: StepRecord, now: float) -> StepRecord:
    """With times that mean something to a browser."""
    began, ended = round(now - record.began, 6), round(now - record.ended, 6)
    return record._replace(began=began, ended=ended)
