"""What the client believes the answer to be, read along with it: most of an edited text is old.

A follower stands at a place of the prediction. Where the text leaves it, it is looked for further
on, by the last two tokens: what was changed, put in or left out is skipped.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from models.understudies import NOTHING, Ask, Draft


@dataclass(slots=True)
class Follower:
    """The place in a prediction where a text stands."""

    prediction: Sequence[int]
    place: int | None = 0  # of the token that should come next; None: lost
    num_right: int = 0  # tokens of the text that were foreseen
    num_read: int = 0  # tokens of the text
    _last: int | None = None  # token of the text
    _lost_at: int = 0
    _pairs: dict[tuple[int, int], list[int]] = field(default_factory=dict)  # where they end

    def read(self, ids: Sequence[int]) -> None:
        """The text goes on."""
        for id in ids:
            self._step(id)
        self.num_read += len(ids)

    def _step(self, id: int) -> None:
        place, prediction = self.place, self.prediction
        if place is not None and place < len(prediction) and prediction[place] == id:
            self.place = place + 1
            self.num_right += 1
        else:
            if place is not None:
                self._lost_at = place
            self.place = self._find(id)
        self._last = id

    def _find(self, id: int) -> int | None:
        """Behind the last two tokens, at the next place where they stand; else at an earlier."""
        if self._last is None or not self.prediction:
            return None
        if not self._pairs:
            for end, pair in enumerate(pairwise(self.prediction), 2):
                self._pairs.setdefault(pair, []).append(end)
        ends = self._pairs.get((self._last, id))
        if ends is None:
            return None
        return ends[min(bisect_left(ends, self._lost_at), len(ends) - 1)]

    def ahead(self, drafted: Sequence[int], most: int) -> Sequence[int]:
        """What should follow the text and what others drafted behind it, unless that differs."""
        place = self.place
        if place is None or list(self.prediction[place : place + len(drafted)]) != [*drafted]:
            return ()
        place += len(drafted)
        return self.prediction[place : place + most]


class Prediction:
    """An `Understudy` that reads from what the client has sent."""

    def __init__(self) -> None:
        self._followers: dict[int, tuple[list[int], Follower]] = {}

    def propose(self, asks: Sequence[Ask]) -> list[Draft]:
        return [self._follow(ask) if ask.speculation.prediction else NOTHING for ask in asks]

    def _follow(self, ask: Ask) -> Draft:
        tokens, follower = self._followers.get(ask.slot, (None, None))
        if tokens is not ask.tokens or follower is None:
            follower = Follower(ask.speculation.prediction)
            self._followers[ask.slot] = (ask.tokens, follower)
        follower.read(ask.tokens[ask.num_prompt + follower.num_read :])
        return Draft(follower.ahead(ask.ahead, ask.room))
