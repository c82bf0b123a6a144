"""Files in a directory of our own that has its bounds. Their names there are never a client's.

They last as long as the server does. Whose a file is, and what it is called, is known in memory.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TypeVar

from anyio import to_thread

from openai_api import door_errors, errors
from openai_api.errors import ApiError
from openai_api.files.schemas import DAY, FileTold, Purpose
from openai_api.ids import new_id, now
from openai_api.phrases import quote

MOST_FILES = 10_000
MOST_BYTES = 1024**3
MOST_BYTES_EACH = 200 * 1024**2  # as OpenAI has it
LONGEST_NAME = 255
LIFE = 30 * DAY  # of a file, where its client says nothing else

Result = TypeVar("Result")


class Files:
    """Those of all clients. `with` lasts as long as the directory."""

    def __init__(self, parent: Path | None = None, *, most_bytes: int = MOST_BYTES) -> None:
        self.parent = parent  # None: where the system has its temporary files
        self.most_bytes = most_bytes
        self.most_each = min(most_bytes, MOST_BYTES_EACH)
        self.num_bytes = 0
        self.num_drafts = 0
        self._kept: dict[str, Kept] = {}  # oldest first
        self._directory: TemporaryDirectory[str] | None = None

    def __enter__(self) -> Files:
        self._directory = TemporaryDirectory(prefix="understudy-files-", dir=self.parent)
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Everything is thrown away."""
        if self._directory is not None:
            self._directory.cleanup()
            self._directory = None
            self._kept.clear()

    def draft(
        self, client: str, filename: str, purpose: Purpose, *, is_bounded: bool = True
    ) -> Draft:
        """A file that is still being written. :raises ApiError: when there are too many."""
        if self._directory is None:
            raise errors.unavailable("There is no room for files yet.", code="loading")
        self.forget_expired()
        if len(self._kept) + self.num_drafts >= MOST_FILES:
            raise full()
        id = new_id("file")
        most = self.most_each if is_bounded else self.most_bytes
        return Draft(self, Path(self._directory.name) / id, client, filename, purpose, most)

    def reserve(self, num_bytes: int) -> None:
        """:raises ApiError: when all files together would be too large."""
        if self.num_bytes + num_bytes > self.most_bytes:
            self.forget_expired()
        if self.num_bytes + num_bytes > self.most_bytes:
            raise full()
        self.num_bytes += num_bytes

    def put(self, kept: Kept) -> None:
        self._kept[kept.told.id] = kept

    def get(self, id: str, client: str) -> Kept:
        """:raises ApiError: 404, when this client has no such file."""
        self.forget_expired()
        kept = self._kept.get(id)
        if kept is None or kept.client != client:
            raise ApiError(404, f"No such File object: {quote(id)}", param="id")
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

    def _forget(self, kept: Kept) -> None:
        del self._kept[kept.told.id]
        self.num_bytes -= kept.told.bytes
        kept.path.unlink(missing_ok=True)


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
        self.num_bytes = 0
        self.is_open = True
        self._file: IO[bytes] = path.open("xb")
        files.num_drafts += 1

    async def write(self, data: bytes) -> None:
        """:raises ApiError: when there is no room, for this file or for all."""
        if self.num_bytes + len(data) > self.most_bytes:
            raise door_errors.body_too_large()
        self.files.reserve(len(data))
        self.num_bytes += len(data)
        await on_disk(lambda: self._file.write(data))

    async def keep(self, seconds: int | None = None) -> Kept:
        """From now on it is there. :raises ApiError: when the disk is full after all."""
        await on_disk(self._file.close)
        created, life = now(), LIFE if seconds is None else seconds
        told = FileTold(
            self.path.name, self.num_bytes, created, created + life, self.filename, self.purpose
        )
        kept = Kept(told, self.client, self.path)
        self._end()
        self.files.put(kept)
        return kept

    def discard(self) -> None:
        """Unless it was kept, it never was."""
        if self.is_open:
            self._end()
            self.files.num_bytes -= self.num_bytes
            self._file.close()
            self.path.unlink(missing_ok=True)

    def _end(self) -> None:
        self.is_open = False
        self.files.num_drafts -= 1


async def on_disk(work: Callable[[], Result]) -> Result:
    """:raises ApiError: when the disk does not take it."""
    try:
        return await to_thread.run_sync(work)
    except OSError as error:
        raise full() from error


def full() -> ApiError:
    message = "There is no room for more files on this server. Delete some first."
    return errors.invalid(message, code="storage_limit_exceeded")
