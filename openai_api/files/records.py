"""A directory that lasts: small files tell what is known of the large ones, each written whole or
not at all."""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from openai_api.config import SettingsError

logger = logging.getLogger(__name__)

SUFFIX = ".json"
Record = TypeVar("Record", bound=Struct)


def write_record(place: Path, id: str, record: Struct) -> None:
    """:raises OSError: when the disk is full."""
    new = place / f"{id}{SUFFIX}.new"
    new.write_bytes(msgspec.json.encode(record))
    new.replace(place / f"{id}{SUFFIX}")


def forget_record(place: Path, id: str) -> None:
    (place / f"{id}{SUFFIX}").unlink(missing_ok=True)


def records_in(place: Path, prefix: str, kind: type[Record]) -> Iterator[Record]:
    """One that cannot be read is told to the log, and is gone."""
    for path in place.glob(f"{prefix}*{SUFFIX}"):
        try:
            yield msgspec.json.decode(path.read_bytes(), type=kind)
        except (OSError, msgspec.MsgspecError) as error:
            logger.warning("%s cannot be read: %s", path, error)
            path.unlink(missing_ok=True)


def locked(place: Path) -> int:
    """A directory that is there, and no other server's as long as the descriptor is open.

    :raises SettingsError: when it is another's.
    """
    try:
        place.mkdir(mode=0o700, exist_ok=True)
        lock = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise SettingsError(f"--files-dir cannot be used: {error.strerror}.") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise SettingsError(f"--files-dir is another server's: {place}") from None
    return lock
