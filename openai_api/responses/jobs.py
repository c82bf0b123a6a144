"""Responses that are made in the background: nobody has to wait, and who has left may come back.

A job is one task. Where its client asked for a stream, all that it tells is kept as frames, so that
who knows its id can listen from any event on, as often as he likes.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import ExitStack
from typing import Protocol

import anyio
from anyio import TASK_STATUS_IGNORED, CancelScope, create_task_group, move_on_after
from anyio.abc import TaskGroup, TaskStatus

from openai_api import errors, sse
from openai_api.errors import ApiError
from openai_api.generating import Feed
from openai_api.responses.answers import ModelResponse
from openai_api.responses.telling import ResponseTeller

logger = logging.getLogger(__name__)

MOST_BYTES = 64 * 1024 * 1024  # of what is kept for all that run; then no more are taken
RETRY_AFTER = 5.0


class Keeping(Protocol):
    """Where a response can be asked for again."""

    def keep(
        self, response: ModelResponse, *, job: Job | None = None, frames: Sequence[bytes] = ()
    ) -> int:
        """Returns how many bytes it takes."""
        ...


class Job:
    """One response."""

    def __init__(
        self, teller: ResponseTeller, feed: Feed, place: Keeping, *, is_heard: bool
    ) -> None:
        self.teller = teller
        self.feed = feed
        self.place = place
        self.is_heard = is_heard  # somebody may listen
        self.over = anyio.Event()
        self.scope = CancelScope()
        self.frames: list[bytes] = []  # the n-th event is the n-th of them
        self._news = anyio.Event()
        self.num_bytes = place.keep(teller.response, job=self)
        self.tell(teller.begin())

    @property
    def response(self) -> ModelResponse:
        return self.teller.response

    async def run(self, opened: ExitStack) -> None:
        """What is opened ends with it."""
        try:
            with opened, self.scope:
                async for choice, piece in self.feed:
                    self.tell(self.teller.tell(choice, piece))
                self.tell(self.teller.end())
            if self.scope.cancelled_caught:
                self.tell(self.teller.call_off())
        except ApiError as error:
            self.tell(self.teller.fail(error))
        except Exception:
            logger.exception("a response in the background failed")
            self.tell(self.teller.fail(errors.internal()))
        finally:
            self.place.keep(self.response, frames=self.frames)
            self.over.set()
            self._news.set()

    async def cancel(self) -> None:
        """Returns when it is over, as it is then; to one that is over already nothing happens."""
        self.scope.cancel()
        await self.over.wait()

    def tell(self, events: Iterable[sse.Event]) -> None:
        for event in events:
            if self.is_heard:
                frame = sse.frames([event])
                self.num_bytes += len(frame)
                self.frames.append(frame)
        self._news.set()
        self._news = anyio.Event()

    async def listen(self, nth: int, heartbeat: float) -> AsyncIterator[bytes]:
        """The frames from the n-th on, also those to come. No cancel scope is open at a yield."""
        lead = b""
        while True:
            news, is_over = self._news, self.over.is_set()
            if heard := self.frames[nth:]:
                nth += len(heard)
                yield lead + b"".join(heard)
                lead = b""
            elif is_over:
                return
            else:
                with move_on_after(heartbeat) as silence:
                    await news.wait()
                if silence.cancelled_caught:
                    yield sse.PING
                    lead = sse.PARTING


class Jobs:
    """All that run. `run` is what they run in."""

    def __init__(self, *, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes = most_bytes
        self._running: set[Job] = set()
        self._group: TaskGroup | None = None

    async def run(self, *, task_status: TaskStatus[None] = TASK_STATUS_IGNORED) -> None:
        async with create_task_group() as self._group:
            task_status.started()
            await anyio.sleep_forever()

    def check_room(self) -> None:
        """:raises ApiError: 503, when those that run keep too much already."""
        if sum(job.num_bytes for job in self._running) >= self.most_bytes:
            message = "Too much is made in the background. Try again later."
            raise errors.unavailable(message, code="overloaded", retry_after=RETRY_AFTER)

    def start(self, job: Job, opened: ExitStack) -> None:
        if self._group is None:
            raise RuntimeError("Nobody runs jobs.")
        self._running.add(job)
        self._group.start_soon(self._work, job, opened)

    async def _work(self, job: Job, opened: ExitStack) -> None:
        try:
            await job.run(opened)
        finally:
            self._running.discard(job)
