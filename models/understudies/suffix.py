"""The longest end of a text that stands elsewhere: in the text itself, or in one that has ended.

Agents ask the same things again, and answers resemble each other. Texts that have ended are kept,
a bounded number of tokens, apart for each salt: nobody learns from those with whom he would not
share a cache. Where a few tokens stand is found by a table of chains, as compressors find it; then
the longest match among the latest places counts.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.understudies import NOTHING, Ask, Draft
from models.understudies.ngram import copy

OWN, OTHERS = 2, 4  # tokens to find again in the text itself, and in another
PLACES = 8  # that are compared
LONGEST = 32  # a longer match is no surer
GROWTH = 2  # drafts for each token that matched
MOST_KEPT = 2**15  # tokens of ended texts for each salt, and as many that are on their way out
MOST_SALTS = 16
BETWEEN = -1  # texts


@dataclass(slots=True)
class Places:
    """Where each few neighbouring tokens end, the latest place first."""

    size: int
    tokens: list[int] = field(default_factory=list)
    num_known: int = 0
    latest: dict[tuple[int, ...], int] = field(default_factory=dict)
    earlier: dict[int, int] = field(default_factory=dict)  # a place with the same tokens

    def take_in(self, end: int) -> None:
        """Know the places up to there."""
        tokens, size, latest = self.tokens, self.size, self.latest
        for place in range(max(self.num_known + 1, size), end + 1):
            key = tuple(tokens[place - size : place])
            before = latest.get(key)
            if before is not None:
                self.earlier[place] = before
            latest[key] = place
        self.num_known = max(end, self.num_known)

    def find(self, last: Sequence[int]) -> tuple[int, int]:
        """(length, place) of the longest match of what stands last; length 0: there is none."""
        best, best_place = 0, 0
        place = self.latest.get(tuple(last[-self.size :]))
        for _ in range(PLACES):
            if place is None:
                break
            length = self._length(place, last)
            if length > best:
                best, best_place = length, place
            place = self.earlier.get(place)
        return best, best_place

    def _length(self, place: int, last: Sequence[int]) -> int:
        most = min(len(last), place)
        length = self.size
        while length < most and self.tokens[place - length - 1] == last[-length - 1]:
            length += 1
        return length


@dataclass(slots=True)
class Corpus:
    """Ended texts: the younger half is still growing, the older one goes when that is full."""

    young: Places = field(default_factory=lambda: Places(OTHERS))
    old: Places = field(default_factory=lambda: Places(OTHERS))

    def keep(self, text: Sequence[int]) -> None:
        if len(self.young.tokens) + len(text) > MOST_KEPT:
            self.old, self.young = self.young, Places(OTHERS)
        self.young.tokens += text[-MOST_KEPT:]
        self.young.take_in(len(self.young.tokens))
        self.young.tokens.append(BETWEEN)


class Suffixes:
    """An `Understudy` that remembers."""

    def __init__(self) -> None:
        self._texts: dict[int, tuple[str, Places]] = {}  # of each slot
        self._corpora: OrderedDict[str, Corpus] = OrderedDict()

    def propose(self, asks: Sequence[Ask]) -> list[Draft]:
        return [self._go_on(ask, self._text_of(ask)) for ask in asks]

    def _text_of(self, ask: Ask) -> Places:
        salt, text = self._texts.get(ask.slot, ("", None))
        if text is None or text.tokens is not ask.tokens:
            if text is not None:
                self._corpus_of(salt).keep(text.tokens)
            text = Places(OWN, ask.tokens)
            self._texts[ask.slot] = (ask.salt, text)
        text.take_in(len(ask.tokens) - 1)
        return text

    def _corpus_of(self, salt: str) -> Corpus:
        corpus = self._corpora.setdefault(salt, Corpus())
        self._corpora.move_to_end(salt)
        if len(self._corpora) > MOST_SALTS:
            self._corpora.popitem(last=False)
        return corpus

    def _go_on(self, ask: Ask, text: Places) -> Draft:
        last = [*ask.tokens[-LONGEST:], *ask.ahead][-LONGEST:]
        length, place = text.find(last)
        found = text
        corpus = self._corpora.get(ask.salt)
        for other in () if corpus is None else (corpus.young, corpus.old):
            match = other.find(last)
            if match[0] > length:
                (length, place), found = match, other
        if not length:
            return NOTHING
        most = min(ask.room, GROWTH * length)
        if found is text:
            return Draft(copy(ask.tokens, place, ask.ahead, most), length.bit_length())
        ids = found.tokens[place : place + most]
        if BETWEEN in ids:
            ids = ids[: ids.index(BETWEEN)]
        return Draft(ids, length.bit_length())
