"""Responses that may be asked for again: the newest ones, as many as fit."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from openai_api import errors
from openai_api.errors import ApiError
from openai_api.phrases import quote
from openai_api.responses.jobs import Job
from openai_api.responses.references import KeptItems, Parts

MOST_RESPONSES = 4096
MOST_BYTES = 64 * 1024 * 1024
ROOM = 512  # bytes that an item takes besides its JSON, about: its id, and what finds it


@dataclass(frozen=True, slots=True, eq=False)
class Stored:
    """A response, and the conversation that led to it, all as JSON: so what is held can be counted.

    As objects it would take far more memory than it has characters: `[]` takes 64 bytes.
    """

    id: str
    response: bytes
    turns: bytes  # without instructions, which hold for one response only
    items: Parts = ()  # the input, as it was sent
    output: Parts = ()  # that of the response
    is_background: bool = False
    job: Job | None = None  # that still makes it
    frames: Sequence[bytes] = ()  # of the stream that it was in the background

    @property
    def num_bytes(self) -> int:
        parts = sum(ROOM + len(id) + len(item) for id, item in (*self.items, *self.output))
        return len(self.response) + len(self.turns) + parts + sum(map(len, self.frames))

    def told(self) -> bytes:
        """The response as it is now."""
        return self.response if self.job is None else msgspec.json.encode(self.job.response)

    @property
    def is_heard(self) -> bool:
        """Its events can be told again."""
        return bool(self.frames) if self.job is None else self.job.is_heard

    async def listen(self, nth: int, heartbeat: float) -> AsyncIterator[bytes]:
        """The frames of its events from the n-th on."""
        if self.job is None:
            yield b"".join(self.frames[nth:])
        else:
            async for heard in self.job.listen(nth, heartbeat):
                yield heard


class Store:
    """The oldest go first."""

    def __init__(self, *, responses: int = MOST_RESPONSES, num_bytes: int = MOST_BYTES) -> None:
        self._most_responses = responses
        self._most_bytes = num_bytes
        self._num_bytes = 0
        self._stored: OrderedDict[str, Stored] = OrderedDict()
        self.items = KeptItems()

    def __len__(self) -> int:
        return len(self._stored)

    def put(self, stored: Stored) -> None:
        """In place of what was known of it."""
        if stored.id in self._stored:
            self.delete(stored.id)
        self._stored[stored.id] = stored
        self._num_bytes += stored.num_bytes
        self.items.add((*stored.items, *stored.output))
        while len(self._stored) > self._most_responses or self._num_bytes > self._most_bytes:
            self.delete(next(iter(self._stored)))

    def get(self, id: str) -> Stored:
        """:raises ApiError: 404, for what was never stored, was deleted or had to go."""
        try:
            return self._stored[id]
        except KeyError:
            raise not_found(id) from None

    def delete(self, id: str) -> None:
        """:raises ApiError: 404."""
        stored = self.get(id)
        self._num_bytes -= stored.num_bytes
        self.items.remove((*stored.items, *stored.output))
        del self._stored[id]

    def continued(self, id: str | None) -> list[dict[str, Any]]:
        """The conversation so far. :raises ApiError: 400, when nobody knows it, or how it ends."""
        if id is None:
            return []
        try:
            stored = self.get(id)
        except ApiError:
            raise errors.invalid(
                f"Previous response with id '{quote(id)}' not found.",
                param="previous_response_id",
                code="previous_response_not_found",
            ) from None
        if stored.job is not None:
            raise errors.invalid(
                f"Previous response with id '{quote(id)}' is not complete yet.",
                param="previous_response_id",
                code="previous_response_not_completed",
            )
        return msgspec.json.decode(stored.turns, type=list[dict[str, Any]])


def not_found(id: str) -> ApiError:
    return ApiError(404, f"Response with id '{quote(id)}' not found.")
