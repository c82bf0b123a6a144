"""Rows of tokens drawn at random, which can be continued by looking back and in no other way.

Text alone tempts a small model to learn names by heart. These teach it to copy, to look up what
stands behind two keys, to say that nothing does, and to find the one that is meant among several
that are like it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from models.demo.corpus.source import Source
from models.demo.text import ASSISTANT, END, USER

FIRST_FREE = 5  # ids below it are control tokens
ONLY = 1  # pools of nothing else, to begin with
SHARE = 0.25  # of the rows of later pools: a fifteenth of their tokens, as they are short
MOST_QUESTIONS = 4  # about what was read,
MOST_TOLD = 10  # which tells so much,
TOLD = 0.6  # and so often of what is asked for

Ids = list[int]


def share(pool: int) -> float:
    """How much of this pool they are."""
    return 1.0 if pool < ONLY else SHARE


@dataclass(frozen=True, slots=True)
class Drills:
    """Turns of the user's and answers: ids, and which of them can be known."""

    source: Source
    vocabulary: int
    user: int
    end: int
    assistant: int
    stop: Ids  # behind each thing that is told
    nothing: Ids  # the answer where there is none

    @classmethod
    def of(cls, source: Source, tokenizer: Tokenizer) -> Drills:
        user, end, assistant = tokenizer.encode(USER + END + ASSISTANT).ids
        stop, nothing = (tokenizer.encode(text).ids for text in (".\n", "... I do not know."))
        return cls(source, tokenizer.get_vocab_size(), user, end, assistant, stop, nothing)

    def one(self) -> tuple[Ids, list[bool]]:
        """Ids, and of each but the first whether it has a loss."""
        draw = self.source.random.random()
        if draw < 0.1:
            return self.again()
        if draw < 0.2:
            return self.again_and_again()
        return self.looked_up() if draw < 0.65 else self.chosen()

    def drawn(self, most: int) -> Ids:
        count = self.source.random.randint(1, most)
        return [self.source.random.randrange(FIRST_FREE, self.vocabulary) for _ in range(count)]

    def some(self, least: int, most: int, longest: int) -> list[Ids]:
        return [self.drawn(longest) for _ in range(self.source.random.randint(least, most))]

    def again(self) -> tuple[Ids, list[bool]]:
        """What was said."""
        said = self.drawn(30)
        return self.conversation([(said, said)])

    def again_and_again(self) -> tuple[Ids, list[bool]]:
        """The same several times, which is known from the second time on."""
        said = self.drawn(12)
        times = self.source.random.randint(2, 5)
        ids, counts = self.conversation([(said * times, said)])
        known = range(len(said) + 1, len(said) * times)
        return ids, [count or nth in known for nth, count in enumerate(counts)]

    def looked_up(self) -> tuple[Ids, list[bool]]:
        """Two keys, of which others have one or the other, then what stands behind both, if any."""
        random = self.source.random
        ones, others = self.some(2, 5, 3), self.some(2, 5, 3)
        pairs = [(one, other) for one in range(len(ones)) for other in range(len(others))]
        random.shuffle(pairs)
        num_told = random.randint(2, min(len(pairs) - 1, MOST_TOLD))
        told = {pair: self.drawn(3) for pair in pairs[:num_told]}
        read = [
            self.in_some_order(ones[one], others[other]) + it for (one, other), it in told.items()
        ]
        asked = []
        for _ in range(random.randint(1, MOST_QUESTIONS)):
            pair = random.choice(pairs[:num_told] if random.random() < TOLD else pairs[num_told:])
            keys = self.in_some_order(ones[pair[0]], others[pair[1]])
            asked.append((keys, keys + told.get(pair, self.nothing)))
        return self.conversation(asked, read)

    def in_some_order(self, one: Ids, other: Ids) -> Ids:
        return one + other if self.source.random.random() < 0.5 else other + one

    def chosen(self) -> tuple[Ids, list[bool]]:
        """The one that has all that was asked for, among others that have some of it."""
        random = self.source.random
        parts = self.some(3, 5, 2)
        places = [random.sample(range(len(parts)), 2) for _ in range(random.randint(2, 6))]
        pairs = {frozenset(each): each for each in places}  # each two parts once
        wanted = [(parts[one], parts[other]) for one, other in pairs.values()]
        read = [one + self.drawn(2) + other for one, other in wanted]
        asked = []
        for nth in random.sample(range(len(wanted)), min(len(wanted), MOST_QUESTIONS)):
            one, other = random.sample(wanted[nth], 2)
            noise = self.drawn(2) if random.random() < 0.5 else []
            asked.append((one + noise + other, read[nth]))
        return self.conversation(asked, read)

    def conversation(
        self, turns: Sequence[tuple[Ids, Ids]], read: Sequence[Ids] = ()
    ) -> tuple[Ids, list[bool]]:
        """The first question stands behind what is read."""
        ids: Ids = []
        known: list[bool] = []
        before = [id for each in read for id in (*each, *self.stop)]
        for asked, wanted in turns:
            ids += [self.user, *before, *asked, self.end, self.assistant]
            known += [False] * (len(ids) - len(known))
            ids += [*wanted, self.end]
            known += [True] * (len(ids) - len(known))
            before = []
        return ids, known[1:]
