"""What the server bears of its clients."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a request may cost before it is understood, and how long silence may last. Seconds."""

    body_bytes: int = 2 * 1024 * 1024
    all_bodies_bytes: int = 64 * 1024 * 1024  # of the requests that are being answered
    body_seconds: float = 20.0
    requests_per_key: int | None = None  # under way at once
    head_patience: float = 10.0  # without a token; then a stream begins with a sign of life
    heartbeat: float = 10.0  # between signs of life in a stream that says nothing
