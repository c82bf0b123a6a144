"""An understudy that has heard the text before, and is right as often as it was told to be.

The same prompt, parameters and seed give the same text, so the second time it is known. For
benchmarks: how much speculation gains or costs at any rate of acceptance, with any weights.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

from models.understudies import NOTHING, Ask, Draft

MOST_TEXTS = 1024

Heard = OrderedDict[tuple[int, ...], list[list[int]]]  # texts by their prompt


class Rehearsal:
    """An `Understudy` for measuring. Texts that begin alike are told apart by what was said yet.

    Several may have heard the same, if that is handed to them.
    """

    def __init__(self, acceptance: float, heard: Heard | None = None) -> None:
        self.acceptance = acceptance
        self._heard: Heard = OrderedDict() if heard is None else heard
        self._texts: dict[int, tuple[list[int], int]] = {}  # of each slot, and its prompt's length

    def propose(self, asks: Sequence[Ask]) -> list[Draft]:
        return [self._recall(ask) for ask in asks]

    def _recall(self, ask: Ask) -> Draft:
        text, num_prompt = self._texts.get(ask.slot, (ask.tokens, 0))
        if text is not ask.tokens:
            self._keep(text, num_prompt)
        self._texts[ask.slot] = (ask.tokens, ask.num_prompt)
        said = [*ask.tokens, *ask.ahead]
        for heard in self._heard.get(tuple(ask.tokens[: ask.num_prompt]), ()):
            if heard[: len(said)] == said:
                return Draft(self._blur(heard, len(said), ask.room))
        return NOTHING

    def _keep(self, text: list[int], num_prompt: int) -> None:
        prompt = tuple(text[:num_prompt])
        known = self._heard.setdefault(prompt, [])
        known[:] = [text, *(each for each in known if each != text[: len(each)])]
        self._heard.move_to_end(prompt)
        if len(self._heard) > MOST_TEXTS:
            self._heard.popitem(last=False)

    def _blur(self, heard: list[int], start: int, most: int) -> list[int]:
        """What follows, each token wrong by a throw of dice that falls alike at each place."""
        return [
            id if dice(place, heard[0]) < self.acceptance else id ^ 1
            for place, id in enumerate(heard[start : start + most], start)
        ]


@lru_cache(maxsize=2**18)
def dice(place: int, first: int) -> float:
    """Whatever fell at the place before. (A CRC's throws depend on each other: drafts behind a
    wrong one held more often than others.)"""
    return int.from_bytes(blake2b(b"%d %d" % (place, first), digest_size=4).digest()) / 2**32
