"""Rows of tokens drawn at random, which can be continued by looking back and in no other way.

Text alone tempts a small model to learn names by heart. These teach it to copy, and to look up what
stood behind a key.
"""

from __future__ import annotations

from models.demo.corpus.source import Source

FIRST_FREE = 5  # ids below it are control tokens
ONLY = 1  # pools of nothing else, to begin with
SHARE = 0.1  # of the rows of later pools


def share(pool: int) -> float:
    """How much of this pool they are."""
    return 1.0 if pool < ONLY else SHARE


def drill(
    source: Source, vocabulary: int, around: tuple[int, int, int]
) -> tuple[list[int], list[bool]]:
    """A turn of the user's and an answer, and which tokens can be known.

    `around` are the tokens for user, end and assistant.
    """
    user, end, assistant = around

    def drawn(most: int) -> list[int]:
        count = source.random.randint(1, most)
        return [source.random.randrange(FIRST_FREE, vocabulary) for _ in range(count)]

    kind = source.random.random()
    if kind < 0.35:  # what was said, again
        asked = wanted = drawn(30)
        known = [False] * len(asked)
    elif kind < 0.65:  # the same again and again
        wanted = drawn(12)
        times = source.random.randint(2, 5)
        asked = wanted * times
        known = [False] * (len(wanted) + 1) + [True] * (len(wanted) * (times - 1) - 1)
    else:  # what stood behind a key
        pairs = [(drawn(3), drawn(4)) for _ in range(source.random.randint(2, 9))]
        key, wanted = source.random.choice(pairs)
        asked = [token for pair in pairs for part in pair for token in part] + key
        known = [False] * len(asked)
    ids = [user, *asked, end, assistant, *wanted, end]
    return ids, [*known, False, False, *[True] * (len(wanted) + 1)]
