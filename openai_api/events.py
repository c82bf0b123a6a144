"""Reading server-sent events, for our own clients of any server."""

from __future__ import annotations

from collections.abc import Iterator

DATA = b"data:"
DONE = b"[DONE]"
LONGEST = 64 * 1024 * 1024  # bytes of an event; more is no event


class EventReader:
    """Takes bytes as they come, gives out what each complete `data:` line says."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Lines end with LF or CRLF alone: JSON may hold any other separator as it is.

        :raises ValueError: when a line does not end.
        """
        *lines, self._rest = (self._rest + data).split(b"\n")
        if len(self._rest) > LONGEST:
            raise ValueError("The server sent a line without an end.")
        for line in lines:
            if line.startswith(DATA):
                yield line[len(DATA) :].strip()
