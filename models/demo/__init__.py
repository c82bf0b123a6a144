"""The models in the box: small, trained here from scratch, and good enough to build against."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
LEAD = HERE / "lead"
UNDERSTUDY = HERE / "understudy"
EMBEDDER = HERE / "embedder"
