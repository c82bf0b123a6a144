"""What stands in an embedder's line: a request's texts, in pieces that fit into a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import anyio

from actors.errors import UnderstudyError
from models.embedding_text import Tokens

BATCH_TOKENS = 4096


@dataclass(eq=False, slots=True)
class Piece:
    """Texts of one request that are read in one batch."""

    texts: Sequence[Tokens]
    dimensions: int | None
    done: anyio.Event = field(default_factory=anyio.Event)
    vectors: Sequence[bytes] = ()
    error: UnderstudyError | None = None
    num_deaths: int = 0  # of the device, with this piece in work

    @property
    def num_tokens(self) -> int:
        return sum(len(text.ids) for text in self.texts)

    def goes_with(self, other: Piece) -> bool:
        return (
            not (self.num_deaths or other.num_deaths)
            and self.dimensions == other.dimensions
            and (self.texts[0].type_ids is None) == (other.texts[0].type_ids is None)
        )

    def fail(self, error: UnderstudyError) -> None:
        self.error = error
        self.done.set()


def cut(texts: Sequence[Tokens]) -> list[Sequence[Tokens]]:
    """Neighbours that fit into a batch; a text that does not is read alone."""
    parts: list[Sequence[Tokens]] = []
    start, room = 0, BATCH_TOKENS
    for number, text in enumerate(texts):
        room -= len(text.ids)
        if room < 0 and number > start:
            parts.append(texts[start:number])
            start, room = number, BATCH_TOKENS - len(text.ids)
    return [*parts, texts[start:]]
