"""Files in a directory of our own that has its bounds. Their names there are never a client's.

Beside each lies a record of whose it is and what it is called. In a directory that was named they
outlive the server; where none was, they are gone with it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TypeVar

from anyio import to_thread
from msgspec import Struct

from openai_api import door_errors, errors
from openai_api.errors import ApiError
from openai_api.files.records import SUFFIX, forget_record, locked, records_in, write_record
from openai_api.files.room import Room
from openai_api.files.schemas import DAY, FileTold, Purpose
from openai_api.ids import new_id, now
from openai_api.phrases import quote

FOLDER = "understudy-files"
MOST_FILES = 10_000
MOST_BYTES = 1024**3
MOST_BYTES_EACH = 200 * 1024**2  # as OpenAI has it
LONGEST_NAME = 255
LIFE = 30 * DAY  # of a file, where its client says nothing else

Result = TypeVar("Result")


class Record(Struct, frozen=True):
    """What is known of a file."""

    told: FileTold
    client: str
    since: int  # nanoseconds: the order in which they came


class Files:
    """Those of all clients. `with` lasts as long as they can be had."""

    def __init__(
        self, parent: Path | None = None, *, most_bytes: int = MOST_BYTES, is_shared: bool = False
    ) -> None:
        self.parent = parent  # None: where the system has its temporary files
        self.most_each = min(most_bytes, MOST_BYTES_EACH)
        self.bytes = Room(most_bytes, is_shared=is_shared)
        self.places = Room(MOST_FILES, is_shared=is_shared)
        self.place: Path | None = None
        self.num_drafts = 0
        self._kept: dict[str, Kept] = {}  # oldest first
        self._temporary: TemporaryDirectory[str] | None = None
        self._lock: int | None = None

    def __enter__(self) -> Files:
        if self.parent is None:
            self._temporary = TemporaryDirectory(prefix=FOLDER)
            self.place = Path(self._temporary.name)
        else:
            self.place = self.parent / FOLDER
            self._lock = locked(self.place)
            self._load(self.place)
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """What lasts is left where it is; everything else is thrown away."""
        self.place = None
        self._kept.clear()
        if self._temporary is not None:
            self._temporary.cleanup()
            self._temporary = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    @property
    def is_lasting(self) -> bool:
        return self._lock is not None

    def draft(
        self, client: str, filename: str, purpose: Purpose, *, id: str | None = None
    ) -> Draft:
        """A file that is still being written; with an id it is a batch's, and may have been begun
        before. :raises ApiError: when there are too many.
        """
        place = self.open_place()
        if not self.places.has(client, 1):
            self.forget_expired()
        if not self.places.has(client, 1):
            raise full()
        most = self.most_each if id is None else self.bytes.most
        return Draft(self, place / (id or new_id("file")), client, filename, purpose, most)

    def open_place(self) -> Path:
        """:raises ApiError: 503, before it is open."""
        if self.place is None:
            raise errors.unavailable("There is no room for files yet.", code="loading")
        return self.place

    def reserve(self, client: str, num_bytes: int) -> None:
        """:raises ApiError: when all files together would be too large."""
        if not self.bytes.has(client, num_bytes):
            self.forget_expired()
        if not self.bytes.has(client, num_bytes):
            raise full()
        self.bytes.take(client, num_bytes)

    async def put(self, kept: Kept) -> None:
        """:raises ApiError: when the disk is full."""
        id, record = kept.told.id, Record(kept.told, kept.client, time.time_ns())
        place = self.open_place()
        await on_disk(lambda: write_record(place, id, record))
        self._kept[id] = kept

    def take_back(self, id: str) -> None:
        """It is a draft again, if it was none."""
        kept = self._kept.pop(id, None)
        if kept is not None:
            self._give_back(kept)

    def get(self, id: str, client: str, *, param: str = "id") -> Kept:
        """:raises ApiError: 404, when this client has no such file. `param` is what names it."""
        self.forget_expired()
        kept = self._kept.get(id)
        if kept is None or kept.client != client:
            raise ApiError(404, f"No such File object: {quote(id)}", param=param)
        return kept

    def all_of(self, client: str) -> list[Kept]:
        """Oldest first."""
        self.forget_expired()
        return [kept for kept in self._kept.values() if kept.client == client]

    def delete(self, id: str, client: str) -> None:
        """:raises ApiError: 404; 400, while a batch reads it."""
        kept = self.get(id, client)
        if kept.num_readers:
            message = f"The file '{id}' is being read by a batch. Cancel that first."
            raise errors.invalid(message, param="id", code="file_in_use")
        self._forget(kept)

    def forget_expired(self) -> None:
        time = now()
        for kept in list(self._kept.values()):
            if kept.told.expires_at <= time and not kept.num_readers:
                self._forget(kept)

    def sweep(self, drafts: Collection[str]) -> None:
        """Throw away what is nobody's: the last server may have had no time for that."""
        for path in () if self.place is None else self.place.iterdir():
            if path.suffix != SUFFIX and path.name not in self._kept and path.name not in drafts:
                path.unlink()

    def _load(self, place: Path) -> None:
        for record in sorted(records_in(place, "file-", Record), key=lambda each: each.since):
            kept = Kept(record.told, record.client, place / record.told.id)
            if kept.path.exists():
                self._kept[record.told.id] = kept
                self.places.take(kept.client)
                self.bytes.take(kept.client, kept.told.bytes)
            else:
                forget_record(place, record.told.id)

    def _forget(self, kept: Kept) -> None:
        del self._kept[kept.told.id]
        self._give_back(kept)
        forget_record(kept.path.parent, kept.told.id)
        kept.path.unlink(missing_ok=True)

    def _give_back(self, kept: Kept) -> None:
        self.places.give_back(kept.client)
        self.bytes.give_back(kept.client, kept.told.bytes)


class Kept:
    """A complete file."""

    def __init__(self, told: FileTold, client: str, path: Path) -> None:
        self.told = told
        self.client = client
        self.path = path
        self.num_readers = 0  # batches


class Draft:
    """A file that is being written, and is nobody's until it is kept."""

    def __init__(
        self,
        files: Files,
        path: Path,
        client: str,
        filename: str,
        purpose: Purpose,
        most_bytes: int,
    ) -> None:
        self.files = files
        self.path = path
        self.client = client
        self.filename = filename[:LONGEST_NAME]
        self.purpose = purpose
        self.most_bytes = most_bytes
        self.is_open = True
        self._file: IO[bytes] = path.open("ab")
        self.num_bytes = self._file.tell()  # more than nothing, if the last server began it
        files.num_drafts += 1
        files.places.take(client)
        files.bytes.take(client, self.num_bytes)

    async def write(self, data: bytes) -> None:
        """:raises ApiError: when there is no room, for this file or for all."""
        if self.num_bytes + len(data) > self.most_bytes:
            raise door_errors.body_too_large()
        self.files.reserve(self.client, len(data))
        self.num_bytes += len(data)
        await on_disk(lambda: self._write(data))

    async def keep(self, seconds: int | None = None) -> Kept:
        """From now on it is there. :raises ApiError: when the disk is full after all."""
        await on_disk(self._file.close)
        created, life = now(), LIFE if seconds is None else seconds
        told = FileTold(
            self.path.name, self.num_bytes, created, created + life, self.filename, self.purpose
        )
        kept = Kept(told, self.client, self.path)
        await self.files.put(kept)
        self._end()
        return kept

    def discard(self) -> None:
        """Unless it was kept, it never was."""
        if self.is_open:
            self.leave()
            self.files.places.give_back(self.client)
            self.files.bytes.give_back(self.client, self.num_bytes)
            self.path.unlink(missing_ok=True)

    def leave(self) -> None:
        """As it is, for the next server."""
        if self.is_open:
            self._end()
            self._file.close()

    def _end(self) -> None:
        self.is_open = False
        self.files.num_drafts -= 1

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._file.flush()  # a server that is killed has said this much


async def on_disk(work: Callable[[], Result]) -> Result:
    """:raises ApiError: when the disk does not take it."""
    try:
        return await to_thread.run_sync(work)
    except OSError as error:
        raise full() from error


def full() -> ApiError:
    message = "There is no room for more files on this server. Delete some first."
    return errors.invalid(message, code="storage_limit_exceeded")
