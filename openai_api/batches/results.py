"""The files that a batch makes: answers in one, errors in the other. None is made in vain."""

from __future__ import annotations

import uuid
from pathlib import Path

import msgspec
from msgspec import Struct

from openai_api.batches.exchange import Answer
from openai_api.batches.lines import Numbered
from openai_api.batches.schemas import LineAnswer, LineFailure, LineTold
from openai_api.batches.store import Batch
from openai_api.files.store import Draft, Files, on_disk
from openai_api.one_line import one_line


class Told(Struct):
    """A line of such a file, for who only wants to know that it is there."""

    custom_id: str


class Results:
    """Of one batch, in the order in which its lines were answered."""

    def __init__(self, files: Files, batch: Batch) -> None:
        self.files = files
        self.batch = batch
        self._answered: set[str] = set()
        self._output: Draft | None = None
        self._errors: Draft | None = None

    async def resume(self) -> None:
        """Take up what another server has left. :raises ApiError: when the disk does not."""
        place, record = self.files.open_place(), self.batch.record
        good = await on_disk(lambda: ids_in(place / record.output_draft))
        bad = await on_disk(lambda: ids_in(place / record.error_draft))
        counts = self.batch.told.request_counts
        counts.completed, counts.failed = len(good or ()), len(bad or ())
        self._answered.update(good or (), bad or ())
        if good is not None:
            self._output_draft()
        if bad is not None:
            self._error_draft()

    def has(self, line: Numbered) -> bool:
        return line.asked.custom_id in self._answered

    async def put(self, line: Numbered, answer: Answer) -> None:
        """:raises ApiError: when there is no room."""
        told = LineAnswer(answer.status, answer.request_id, msgspec.Raw(answer.body))
        await self._write(line, told, None)

    async def give_up(self, line: Numbered, code: str, message: str) -> None:
        """Nothing, if it was answered. :raises ApiError: when there is no room."""
        if not self.has(line):
            await self._write(line, None, LineFailure(code, message))

    async def keep(self) -> None:
        """Now they are there. :raises ApiError: when the disk is full."""
        told, life = self.batch.told, self.batch.record.output_life
        if self._output is not None:
            told.output_file_id = (await self._output.keep(life)).told.id
        if self._errors is not None:
            told.error_file_id = (await self._errors.keep(life)).told.id

    def discard(self) -> None:
        """Of what was not kept, nothing is left, unless it is for the next server."""
        for draft in (self._output, self._errors):
            if draft is not None and self.batch.is_left:
                draft.leave()
            elif draft is not None:
                draft.discard()

    async def _write(
        self, line: Numbered, answer: LineAnswer | None, failure: LineFailure | None
    ) -> None:
        is_good = answer is not None and answer.status_code == 200
        id = f"batch_req_{uuid.uuid4().hex}"
        told = LineTold(id, line.asked.custom_id, answer, failure)
        draft = self._output_draft() if is_good else self._error_draft()
        await draft.write(one_line(msgspec.json.encode(told)) + b"\n")
        self._answered.add(line.asked.custom_id)
        counts = self.batch.told.request_counts
        if is_good:
            counts.completed += 1
        else:
            counts.failed += 1

    def _output_draft(self) -> Draft:
        if self._output is None:
            self._output = self._draft("output", self.batch.record.output_draft)
        return self._output

    def _error_draft(self) -> Draft:
        if self._errors is None:
            self._errors = self._draft("error", self.batch.record.error_draft)
        return self._errors

    def _draft(self, kind: str, id: str) -> Draft:
        self.files.take_back(id)  # the last server may have been that far
        name = f"{self.batch.told.id}_{kind}.jsonl"
        return self.files.draft(self.batch.client, name, "batch_output", id=id)


def ids_in(path: Path) -> list[str] | None:
    """Of the lines that are whole; half a one goes. None: there is no such file."""
    if not path.exists():
        return None
    ids, end = [], 0
    with path.open("r+b") as file:
        for line in file:
            if not line.endswith(b"\n"):
                break
            ids.append(msgspec.json.decode(line, type=Told).custom_id)
            end += len(line)
        file.truncate(end)
    return ids
