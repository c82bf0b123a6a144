"""Names and times of answers."""

from __future__ import annotations

import time
import uuid


def new_id(prefix: str, joint: str = "-") -> str:
    """Ours, and nobody can guess it. OpenAI has either joint, and clients tell things by it."""
    return f"{prefix}{joint}{uuid.uuid4().hex}"


def now() -> int:
    return int(time.time())
