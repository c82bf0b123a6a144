"""What the engine and a device that embeds say to each other; see `models.batch` for the lead's.

engine                                        device
  | <------- Progress ... EmbedderReady ------- |   once, while it loads
  | -- Embed ---------------------------------> |
  | <-------------------------------- Embedded -|   one for each Embed, in order
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EmbedderReady:
    """Device -> engine. Loaded."""

    num_dimensions: int  # of a vector; 1 for a model that scores pairs
    max_length: int
    vocabulary_size: int


@dataclass(frozen=True, slots=True)
class Embed:
    """Engine -> device. Texts that are read together."""

    id: int
    texts: tuple[tuple[int, ...], ...]
    type_ids: tuple[tuple[int, ...], ...] | None = None  # of pairs only
    dimensions: int | None = None  # None: all of them


@dataclass(frozen=True, slots=True)
class Embedded:
    """Device -> engine. A vector for each text, in little-endian float32."""

    id: int
    vectors: tuple[bytes, ...]
