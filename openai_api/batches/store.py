"""The batches that may be asked about: all that are under way, and the newest of the others."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import anyio
from anyio import CancelScope
from msgspec import Struct

from openai_api import errors
from openai_api.batches.schemas import BatchAsk, BatchTold, Counts, ErrorList, LineError, Status
from openai_api.errors import ApiError
from openai_api.files.records import forget_record, records_in, write_record
from openai_api.files.room import Room
from openai_api.files.schemas import DAY
from openai_api.files.store import Files, on_disk
from openai_api.ids import new_id, now
from openai_api.phrases import quote

MOST_BATCHES = 1024
MOST_ACTIVE = 64  # under way at once
OVER = ("failed", "completed", "expired", "cancelled")


class Record(Struct):
    """What the next server has to know of a batch."""

    told: BatchTold
    client: str
    output_life: int | None
    output_draft: str  # names of files that it writes, if there is anything to write
    error_draft: str
    since: int  # nanoseconds: the order in which they came


@dataclass(slots=True, eq=False)
class Batch:
    """One, and what it takes to work on it."""

    record: Record
    scope: CancelScope = field(default_factory=CancelScope)
    ended: anyio.Event = field(default_factory=anyio.Event)
    is_left: bool = False  # to the next server
    writing: anyio.Lock = field(default_factory=anyio.Lock)
    faults: list[LineError] = field(default_factory=list)

    @property
    def told(self) -> BatchTold:
        return self.record.told

    @property
    def client(self) -> str:
        return self.record.client

    @property
    def is_active(self) -> bool:
        return not self.ended.is_set()

    @property
    def is_on(self) -> bool:
        """Nobody has called it off."""
        return not self.faults and self.told.status != "cancelling"

    def move(self, status: Status) -> None:
        self.told.status = status
        setattr(self.told, f"{status}_at", now())

    def end(self, fault: LineError) -> None:
        """It is called off: what is answered at the moment is left."""
        self.faults.append(fault)
        self.scope.cancel()

    def leave(self) -> None:
        """The next server goes on, unless the end has begun."""
        self.is_left = self.told.status in ("validating", "in_progress")
        self.scope.cancel()

    def fail(self, *faults: LineError) -> None:
        self.faults += faults
        self.told.errors = ErrorList(self.faults)
        self.move("failed")


class Store:
    """Of all clients, oldest first; each has a record among the files."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.active = Room(MOST_ACTIVE, is_shared=files.bytes.is_shared)
        self._batches: dict[str, Batch] = {}

    def __iter__(self) -> Iterator[Batch]:
        return iter(self._batches.values())

    def load(self) -> None:
        """Those of the last server."""
        place = self.files.open_place()
        for record in sorted(records_in(place, "batch_", Record), key=lambda each: each.since):
            batch = self._batches[record.told.id] = Batch(record)
            if record.told.status in OVER:
                batch.ended.set()
            else:
                self.active.take(record.client)

    async def add(self, ask: BatchAsk, client: str) -> Batch:
        """:raises ApiError: when too many are under way."""
        place = self.files.open_place()
        if not self.active.has(client, 1):
            message = f"This server works on {MOST_ACTIVE} batches at once. Try again later."
            raise errors.invalid(message, code="batch_limit_exceeded")
        batch = Batch(new_record(ask, client))
        self.active.take(client)
        self._batches[batch.told.id] = batch
        try:
            await self.save(batch)
        except ApiError:
            self.active.give_back(client)
            del self._batches[batch.told.id]
            raise
        if len(self._batches) > MOST_BATCHES:
            self._forget_one(place)
        return batch

    async def save(self, batch: Batch) -> None:
        """As it is now: who calls it off and who works on it may write it down at once.

        :raises ApiError: when the disk is full.
        """
        place = self.files.open_place()
        async with batch.writing:
            await on_disk(lambda: write_record(place, batch.told.id, batch.record))

    def end(self, batch: Batch) -> None:
        self.active.give_back(batch.client)
        batch.ended.set()

    def get(self, id: str, client: str) -> Batch:
        """:raises ApiError: 404, when this client has no such batch."""
        batch = self._batches.get(id)
        if batch is None or batch.client != client:
            raise ApiError(404, f"No batch found with id '{quote(id)}'.", param="id")
        return batch

    def all_of(self, client: str) -> list[Batch]:
        return [batch for batch in self if batch.client == client]

    def _forget_one(self, place: Path) -> None:
        """The oldest of whoever has the most."""
        over = [batch for batch in self if not batch.is_active]
        most = Counter(batch.client for batch in over).most_common(1)[0][0]
        id = next(batch.told.id for batch in over if batch.client == most)
        del self._batches[id]
        forget_record(place, id)


def new_record(ask: BatchAsk, client: str) -> Record:
    begun = now()
    told = BatchTold(
        id=new_id("batch", "_"),
        endpoint=ask.endpoint,
        input_file_id=ask.input_file_id,
        created_at=begun,
        expires_at=begun + DAY,
        request_counts=Counts(),
        metadata=ask.metadata,
    )
    life = None if ask.output_expires_after is None else ask.output_expires_after.seconds
    return Record(told, client, life, new_id("file"), new_id("file"), time.time_ns())
