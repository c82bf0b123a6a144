"""Names and times of answers."""

from __future__ import annotations

import time
import uuid


def new_id(prefix: str) -> str:
    """Ours, and nobody can guess it."""
    return f"{prefix}-{uuid.uuid4().hex}"


def now() -> int:
    return int(time.time())
