"""Works through batches, a few lines at a time, behind everybody else.

A batch is one task, and each of its lines that is being answered is another. Places for lines are
few and go round between batches. The engine takes lines at the lowest priority, and they wait here
as long as it has much to do. What the server refuses because it is busy is asked again.

Where files last, the next server goes on with what the last one had no time for, however that one
ended: lines that were answered are not asked again. Elsewhere the end of the server fails a batch.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

import anyio
import msgspec
from anyio import (
    TASK_STATUS_IGNORED,
    CancelScope,
    CapacityLimiter,
    create_task_group,
    current_time,
    to_thread,
)
from anyio.abc import TaskGroup, TaskStatus

from openai_api import errors
from openai_api.batches.exchange import Answer, ask
from openai_api.batches.lines import Numbered, all_lines, judge, next_line
from openai_api.batches.results import Results
from openai_api.batches.schemas import BatchAsk, LineError
from openai_api.batches.store import Batch, Store
from openai_api.doorway import ASGIApp
from openai_api.errors import ApiError
from openai_api.files.schemas import DAY
from openai_api.files.store import Files
from openai_api.ids import now
from openai_api.schemas.answers import ErrorAnswer

logger = logging.getLogger(__name__)

LINES = 8  # answered at once, of all batches
LOOK_AGAIN = 0.1  # seconds until a busy engine is looked at again
LONGEST_PAUSE = 5.0  # after which a line that was refused is asked again
BUSY = ("overloaded", "loading", "rate_limit_exceeded", "shutting_down")
EXPIRED = "This request could not be executed before the completion window expired."


class Batches:
    """All of them. `run` works; the rest is asked by routes."""

    def __init__(
        self,
        files: Files,
        *,
        line_bytes: int,
        is_idle: Callable[[], bool],
        lines: int = LINES,
        window: float = DAY,
    ) -> None:
        self.files = files
        self.line_bytes = line_bytes
        self.is_idle = is_idle
        self.window = window  # seconds until a batch expires
        self.store = Store(files)
        self.app: ASGIApp | None = None  # what answers lines
        self._num_lines = lines
        self._places: CapacityLimiter | None = None
        self._group: TaskGroup | None = None

    async def run(self, *, task_status: TaskStatus[None] = TASK_STATUS_IGNORED) -> None:
        self._places = CapacityLimiter(self._num_lines)
        async with create_task_group() as self._group:
            self._resume()
            task_status.started()
            await anyio.sleep_forever()

    async def stop(self) -> None:
        """Cut what is under way, and take nothing new."""
        self._group = None
        active = [batch for batch in self.store if batch.is_active]
        for batch in active:
            message = "The server stopped before this batch was complete."
            if self.files.is_lasting:
                batch.leave()
            else:
                batch.end(LineError("shutting_down", message))
        for batch in active:
            await batch.ended.wait()

    def _resume(self) -> None:
        """Go on where the last server ended."""
        self.store.load()
        drafts: list[str] = []
        for batch in self.store:
            if batch.is_active:
                drafts += (batch.record.output_draft, batch.record.error_draft)
                self._start(batch, batch.told.expires_at - now())
        self.files.sweep(drafts)

    # What routes ask for.

    async def create(self, asked: BatchAsk, client: str) -> Batch:
        """:raises ApiError: when there is no such file, or no room."""
        if self._group is None:
            raise errors.unavailable("The server takes no batches now.", code="shutting_down")
        file = self.files.get(asked.input_file_id, client, param="input_file_id")
        if file.told.purpose != "batch":
            message = "The purpose of the input file must be 'batch'."
            raise errors.invalid(message, param="input_file_id", code="invalid_value")
        batch = await self.store.add(asked, client)
        self._start(batch, self.window)
        return batch

    async def cancel(self, id: str, client: str) -> Batch:
        """:raises ApiError: 404; 400, when it has ended already."""
        batch = self.store.get(id, client)
        status = batch.told.status
        if status in ("validating", "in_progress"):
            batch.move("cancelling")
            batch.scope.cancel()
            await self.store.save(batch)
        elif status != "cancelling":
            raise errors.invalid(f"Cannot cancel a batch with status '{status}'.", param="id")
        return batch

    def _start(self, batch: Batch, window: float) -> None:
        if self._group is None:  # it ended while the batch was written down
            self.store.end(batch)
            return
        batch.scope.deadline = current_time() + window
        if batch.told.status == "cancelling":
            batch.scope.cancel()
        self._group.start_soon(self._work, batch)

    # The work.

    async def _work(self, batch: Batch) -> None:
        results = Results(self.files, batch)
        try:
            with self._reading(batch) as file:
                await results.resume()
                with batch.scope:
                    await self._answer_all(batch, file, results)
                if not batch.is_left:
                    await self._finish(batch, file, results)
        except ApiError as error:
            batch.fail(LineError(error.code or "server_error", error.message))
        except Exception:
            logger.exception("a batch failed")
            batch.fail(LineError("server_error", errors.internal().message))
        finally:
            results.discard()
            await self._write_down(batch)
            self.store.end(batch)

    @contextmanager
    def _reading(self, batch: Batch) -> Iterator[IO[bytes]]:
        """:raises ApiError: 404, when there is no such file any more."""
        kept = self.files.get(batch.told.input_file_id, batch.client)
        kept.num_readers += 1
        try:
            with kept.path.open("rb") as file:
                yield file
        finally:
            kept.num_readers -= 1

    async def _write_down(self, batch: Batch) -> None:
        """Without it the next server would answer some of it again."""
        try:
            with CancelScope(shield=True):
                await self.store.save(batch)
        except ApiError as error:
            logger.warning("a batch could not be written down: %s", error.message)

    async def _answer_all(self, batch: Batch, file: IO[bytes], results: Results) -> None:
        """Every line once, unless the file is no batch."""
        told = batch.told
        total, found = await to_thread.run_sync(judge, file, told.endpoint, self.line_bytes)
        if found:
            batch.faults += found
            return
        told.request_counts.total = total
        batch.move("in_progress")
        await self._write_down(batch)
        lines = all_lines(file, self.line_bytes)
        async with create_task_group() as group:
            while (line := await to_thread.run_sync(next_line, lines)) is not None:
                if not results.has(line):
                    place = await self._place()
                    group.start_soon(self._answer, batch, results, line, place)

    async def _place(self) -> object:
        if self._places is None:
            raise RuntimeError("Nobody works on batches.")
        place = object()
        await self._places.acquire_on_behalf_of(place)
        return place

    async def _answer(self, batch: Batch, results: Results, line: Numbered, place: object) -> None:
        try:
            answer = await self._ask_patiently(batch, bytes(line.asked.body))
            with CancelScope(shield=True):
                await results.put(line, answer)
        except ApiError as error:  # there is no room for what was answered
            batch.end(LineError(error.code or "server_error", error.message))
        finally:
            if self._places is not None:
                self._places.release_on_behalf_of(place)

    async def _ask_patiently(self, batch: Batch, body: bytes) -> Answer:
        while True:
            pause = LOOK_AGAIN
            if self.app is not None and self.is_idle():
                answer = await ask(self.app, batch.told.endpoint, body, batch.client)
                if not is_busy(answer):
                    return answer
                pause = pause_of(answer)
            await anyio.sleep(pause)

    async def _finish(self, batch: Batch, file: IO[bytes], results: Results) -> None:
        """Whatever was answered can be read, however it ended."""
        is_expired = batch.scope.cancelled_caught and batch.is_on
        if is_expired:
            lines = all_lines(file, self.line_bytes)
            while (line := await to_thread.run_sync(next_line, lines)) is not None:
                await results.give_up(line, "batch_expired", EXPIRED)
        elif batch.is_on:
            batch.move("finalizing")
        await results.keep()
        if batch.faults:
            batch.fail()
        elif batch.told.status == "cancelling":
            batch.move("cancelled")
        else:
            batch.move("expired" if is_expired else "completed")


def is_busy(answer: Answer) -> bool:
    """Whether the server had no time, rather than anything against the request."""
    if answer.status not in (429, 503):
        return False
    return msgspec.json.decode(answer.body, type=ErrorAnswer).error.code in BUSY


def pause_of(answer: Answer) -> float:
    said = answer.headers.get(b"retry-after", b"1")
    return min(float(said) if said.isdigit() else 1.0, LONGEST_PAUSE)
