"""Small files that tell what is known of the large ones, each written whole or not at all."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

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
