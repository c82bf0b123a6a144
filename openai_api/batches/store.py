"""The batches that may be asked about: all that are under way, and the newest of the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import anyio
from anyio import CancelScope

from openai_api import errors
from openai_api.batches.schemas import BatchAsk, BatchTold, Counts, ErrorList, LineError, Status
from openai_api.errors import ApiError
from openai_api.files.schemas import DAY
from openai_api.files.store import Kept
from openai_api.ids import new_id, now
from openai_api.phrases import quote

MOST_BATCHES = 1024
MOST_ACTIVE = 64  # under way at once


@dataclass(slots=True, eq=False)
class Batch:
    """One, and what it takes to work on it."""

    told: BatchTold
    client: str
    file: Kept  # what it was sent
    output_life: int | None
    scope: CancelScope = field(default_factory=CancelScope)
    ended: anyio.Event = field(default_factory=anyio.Event)

    faults: list[LineError] = field(default_factory=list)

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

    def fail(self, *faults: LineError) -> None:
        self.faults += faults
        self.told.errors = ErrorList(self.faults)
        self.move("failed")


class Store:
    """Of all clients, oldest first."""

    def __init__(self) -> None:
        self._batches: dict[str, Batch] = {}

    def __iter__(self) -> Iterator[Batch]:
        return iter(self._batches.values())

    def add(self, ask: BatchAsk, file: Kept) -> Batch:
        """:raises ApiError: when too many are under way."""
        if sum(batch.is_active for batch in self) >= MOST_ACTIVE:
            message = f"This server works on {MOST_ACTIVE} batches at once. Try again later."
            raise errors.invalid(message, code="batch_limit_exceeded")
        time = now()
        told = BatchTold(
            id=new_id("batch").replace("-", "_"),
            endpoint=ask.endpoint,
            input_file_id=ask.input_file_id,
            created_at=time,
            expires_at=time + DAY,
            request_counts=Counts(),
            metadata=ask.metadata,
        )
        life = None if ask.output_expires_after is None else ask.output_expires_after.seconds
        batch = self._batches[told.id] = Batch(told, file.client, file, life)
        if len(self._batches) > MOST_BATCHES:
            del self._batches[next(id for id, old in self._batches.items() if not old.is_active)]
        return batch

    def get(self, id: str, client: str) -> Batch:
        """:raises ApiError: 404, when this client has no such batch."""
        batch = self._batches.get(id)
        if batch is None or batch.client != client:
            raise ApiError(404, f"No batch found with id '{quote(id)}'.", param="id")
        return batch

    def all_of(self, client: str) -> list[Batch]:
        return [batch for batch in self if batch.client == client]
