"""Prompt lookup: what followed the last few tokens when they stood in this text before.

Code, quotes, summaries and lists repeat themselves, so this often hits, and it costs no model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice

from models.understudies import Ask, Draft

LONGEST = 4  # tokens to find again: the more, the likelier that the text goes on alike
SHORTEST = 2


class PromptLookup:
    """An `Understudy` that copies."""

    def __init__(self, longest: int = LONGEST, shortest: int = SHORTEST) -> None:
        self.longest, self.shortest = longest, min(shortest, longest)
        self._indexes: dict[int, _Index] = {}

    def propose(self, asks: Sequence[Ask]) -> list[Draft]:
        """The longest end of each text that stood there before decides, its latest place first."""
        return [Draft(self._index_of(ask).go_on(ask.ahead, ask.room)) for ask in asks]

    def _index_of(self, ask: Ask) -> _Index:
        index = self._indexes.get(ask.slot)
        if index is None or index.tokens is not ask.tokens:
            index = self._indexes[ask.slot] = _Index(ask.tokens, self.longest, self.shortest)
        index.take_in()
        return index


@dataclass(slots=True)
class _Index:
    """Where each few neighbouring tokens of a text end, the latest time; not those at its end."""

    tokens: list[int]
    longest: int
    shortest: int
    ends: dict[tuple[int, ...], int] = field(default_factory=dict)
    num_known: int = 1  # tokens that were looked at as the last of a few

    def take_in(self) -> None:
        """Catch up with the text."""
        tokens, ends = self.tokens, self.ends
        for end in range(self.num_known, len(tokens)):
            for size in range(self.shortest, min(self.longest, end) + 1):
                ends[tuple(tokens[end - size : end])] = end
        self.num_known = len(tokens)

    def go_on(self, ahead: Sequence[int], most: int) -> list[int]:
        """What followed. A copy that reaches the end of the text goes on with itself."""
        tokens = self.tokens
        last = [*tokens[-self.longest :], *ahead][-self.longest :]
        for size in range(len(last), self.shortest - 1, -1):
            place = self.ends.get(tuple(last[len(last) - size :]))
            if place is not None:
                return copy(tokens, place, ahead, most)
        return []


def copy(tokens: list[int], place: int, ahead: Sequence[int], most: int) -> list[int]:
    """The text and what lies ahead, from a place on, and then from there again."""
    if place + most <= len(tokens):
        return tokens[place : place + most]
    return list(islice(cycle([*tokens[place:], *ahead]), most))
