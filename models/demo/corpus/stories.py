"""Stories that are made up here, and verse of Shakespeare's."""

from __future__ import annotations

import re
from collections import Counter

from models.demo.corpus import chat, words
from models.demo.corpus.example import Example, assistant, user
from models.demo.corpus.source import Source, kept_back

BEGINNINGS = (
    "Once upon a time there was a $a $h called $n.",
    "Long ago a $a $h called $n lived near a $p.",
    "There once lived a $h whose name was $n. It was very $a.",
    "In a $b $p lived $n, a $a $h.",
    "One day $n, the $a $h, woke up early.",
)
MIDDLES = (
    "One morning $n found a $b $t [in the $p|under a tree|by the road].",
    "$n had a $t, and it was very $b.",
    "$n wanted nothing more than a $b $t.",
    "Then the $t of $n was gone, and nobody knew where it was.",
    "A $f came by and asked for the $t.",
    "Every day $n looked for a $t, but found only a $u.",
)
MEETINGS = (
    "On the way $n met a $f. 'Can you help me?' asked $n.",
    "There stood a $f and laughed. 'What do you want?' it asked.",
    "A $b $f sat [in the $p|under a tree]. 'I know where your $t is,' it said.",
    "Soon a $f came along and looked at the $t for a long time.",
    "$n was afraid of the $f, but the $f was $c.",
)
ENDINGS = (
    "So they became friends, and the $t was never lost again.",
    "In the end $n gave the $t to the $f, and both were happy.",
    "They took the $t home and lived happily ever after.",
    "And from that day on $n and the $f shared everything.",
    "$n went to sleep and dreamed of the $t. The end.",
)
ASKED = (
    "[Tell me|Write|Write me] a [short |]story[ about a $h|].",
    "[Tell|Write] a story about a $h[ called $n|].",
    "Once upon a time there was a $a $h. [Continue|Go on|What happened then?]",
    "Write a [short |]story about a $h [and|with] a $t.",
    "[Please tell|Can you tell] me [something|a story] about a $h[?|.]",
    "Make up a tale [about|of] a $h[ called $n|].",
)


def story(source: Source) -> Example:
    """A little tale, of what it was asked to be about."""
    source = Source(source.random.getrandbits(40))
    slots = {
        "a": source.pick(words.ADJECTIVES),
        "b": source.pick(words.ADJECTIVES),
        "c": source.pick(words.ADJECTIVES),
        "h": source.random.choice(words.ANIMALS),
        "f": source.random.choice(words.ANIMALS),
        "n": source.random.choice(words.FIRST_NAMES),
        "t": source.random.choice(words.THINGS),
        "u": source.random.choice(words.THINGS),
        "p": source.pick(words.PLACES),
    }
    pages = (BEGINNINGS, MIDDLES, MEETINGS, ENDINGS)
    told = " ".join(source.phrase(page, **slots) for page in pages)
    asked = source.phrase(ASKED, **slots)
    return Example(
        "story", [*chat.opening(source), user(asked), assistant(told)], must=(slots["h"],)
    )


class Verse:
    """Speeches of plays: a passage to read on, or as an answer."""

    def __init__(self, text: str) -> None:
        self.speeches = [each.strip() for each in text.split("\n\n") if each.strip()]
        counts = Counter(re.findall(r"\b[a-z]{3,10}\b", text))
        kept = kept_back()
        self.words = sorted(word for word, num in counts.items() if num > 4 and word not in kept)

    def __call__(self, source: Source) -> Example:
        start = source.random.randrange(len(self.speeches) - 8)
        passage = "\n\n".join(self.speeches[start : start + 6])[:900]
        lines = passage.split("\n")
        cut = source.random.randint(1, max(1, len(lines) // 2))
        head, rest = "\n".join(lines[:cut]), "\n".join(lines[cut : cut + 12])
        asked = source.say("[Continue|Continue this|Go on|Continue these lines][:|:\n]\n$t", t=head)
        return Example("verse", [user(asked), assistant(rest.strip())])
