"""Understudies read ahead; the lead has the last word. Whatever they propose, the text is the same.

An understudy sees the tokens of the rows that may draft and proposes what could follow. It keeps
no books about who comes and goes: a request is known by its list of tokens, which only grows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, eq=False)
class Ask:
    """One row that may draft."""

    slot: int
    tokens: list[int]  # the whole text so far: the same object for as long as the request lives
    most: int  # drafts


class Understudy(Protocol):
    """Guesses what the lead will say."""

    def propose(self, asks: Sequence[Ask]) -> Sequence[Sequence[int]]:
        """For each row the tokens that may follow, at most as many as it takes; none is fine."""
        ...
