"""Where the corpus draws its choices from: one seed, and one of two halves of the world.

What training sees and what the examination asks never meet. Each list of words or phrases keeps its
last sixth back (the last one of a short list), and each invented name or number
belongs to one half by its checksum.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import TypeVar
from zlib import crc32

from models.demo.corpus import words

T = TypeVar("T")

CHOICE = re.compile(r"\[([^\[\]]*)\]")
SLOT = re.compile(r"\$(\w+)")
BEFORE_VOWEL = re.compile(r"\b([Aa]) (?=(?!us[eu]|uni|eu|one)[aeiou][a-z]{2})")
SPACES = re.compile(r" {2,}")
PLAIN = re.compile(r"(?<![$\w'])[A-Za-z]+(?![\w'])")  # no slot, no part of a word
# Values beside a word; $p is a parameter's name, which is known.
BEFORE_WORD, BEHIND_WORD = re.compile(r"\$(?!p\b)\w+\s*$"), re.compile(r"\s*\$(?!p\b)\w")
KEPT_BACK = 6  # one of so many
OPEN = 0.8  # of the words of training are none of a list: only who reads them can say them,
OPEN_NAMES = 0.5  # and of the names of people and places that are in a list
FEWEST_TO_SPLIT = 4
ONSETS = "b br c ch d dr f g gl h j k kr l m n p pr qu r s st t th tr v w z sh vl".split()
VOWELS = "a e i o u ai ea ou ia io".split()
CODAS = ["", "", "", "n", "r", "l", "s", "m", "nd", "rt", "x", "ck", "th", "ll"]


def kept_back() -> set[str]:
    """The words that only the examination uses."""
    lists = [[*each] for name, each in vars(words).items() if name.isupper()]
    return {word.lower() for each in lists for word in each[border_of(each) :]}


def border_of(things: Sequence[object]) -> int:
    """The first that is kept back; behind the last if there are too few to split."""
    kept = max(len(things) // KEPT_BACK, int(len(things) >= FEWEST_TO_SPLIT))
    return len(things) - kept


class Source:
    """Chooses at random, the same for the same seed."""

    def __init__(
        self,
        seed: int,
        *,
        held: bool = False,
        lexicon: Sequence[str] = (),
        pieces: Sequence[str] = (),
    ) -> None:
        self.random = random.Random(seed)
        self.held = held
        self.lexicon = lexicon  # any words
        self.pieces = pieces  # that words may be made of, so that each is met and said

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def pick(self, things: Sequence[T], more: Sequence[T] = ()) -> T:
        """One of this half's part of a list; in training also of those that are for it alone."""
        border, end = border_of(things), len(things)
        if self.held:
            low, high = (border, end) if border < end else (0, border)
            return things[self.random.randrange(low, high)]
        nth = self.random.randrange(border + len(more))
        return things[nth] if nth < border else more[nth - border]

    def word(self, listed: Sequence[str]) -> str:
        """One of a list; in training mostly any other."""
        return self.pick(listed) if self.held or not self.chance(OPEN) else self.any_word()

    def name(self, listed: Sequence[str]) -> str:
        """One of a list; in training as often any word."""
        if self.held or not self.chance(OPEN_NAMES):
            return self.pick(listed)
        return self.any_word().capitalize()

    def any_word(self) -> str:
        if self.pieces and self.chance(0.5):
            return "".join(self.random.choices(self.pieces, k=self.random.choice((1, 2)))).lower()
        if self.lexicon and self.chance(0.6):
            return self.random.choice(self.lexicon)
        return self.invented().lower()

    def few(self, things: Sequence[T], count: int) -> list[T]:
        """Different ones of this half, fewer where there are not so many."""
        found: list[T] = []
        for _ in range(count * 8):
            thing = self.pick(things)
            if thing not in found:
                found.append(thing)
            if len(found) == count:
                break
        return found

    def say(self, phrase: str, /, **slots: object) -> str:
        """The phrase with one of each `[this|or that]`, and with its `$slots` filled."""
        phrase = SPACES.sub(" ", self.chosen(phrase))
        said = SLOT.sub(lambda found: str(slots[found[1]]), phrase).strip()
        return BEFORE_VOWEL.sub(r"\1n ", said)

    def chosen(self, phrase: str) -> str:
        while "[" in phrase:
            phrase = CHOICE.sub(lambda found: self.random.choice(found[1].split("|")), phrase)
        return phrase

    def garbled(self, phrase: str, share: float) -> str:
        """In training some of its words are any others, so that nothing hangs on one of them.

        Those beside a value stay: else nobody could tell where it begins and ends.
        """
        if self.held:
            return phrase
        phrase = self.chosen(phrase)

        def other(found: re.Match[str]) -> str:
            before, after = phrase[: found.start()], phrase[found.end() :]
            if BEFORE_WORD.search(before) or BEHIND_WORD.match(after) or not self.chance(share):
                return found[0]
            word = self.any_word()
            return word.capitalize() if found[0][0].isupper() else word

        return PLAIN.sub(other, phrase)

    def phrase(self, phrases: Sequence[str], /, **slots: object) -> str:
        return self.say(self.pick(phrases), **slots)

    def is_mine(self, text: str) -> bool:
        return (crc32(text.encode()) % KEPT_BACK == 0) == self.held

    def number(self, low: int, high: int) -> int:
        """An integer of this half."""
        while True:
            value = self.random.randint(low, high)
            if high - low < 3 * KEPT_BACK or self.is_mine(str(value)):
                return value

    def decimal(self, low: int, high: int) -> float:
        return round(self.number(low * 100, high * 100) / 100, self.random.choice((1, 2)))

    def invented(self, syllables: int = 0) -> str:
        """A name that nobody bears."""
        while True:
            count = syllables or self.random.choice((2, 2, 3))
            name = "".join(
                self.random.choice(ONSETS) + self.random.choice(VOWELS) for _ in range(count)
            )
            name = (name + self.random.choice(CODAS)).capitalize()
            if self.is_mine(name):
                return name

    def person(self) -> str:
        first = self.name(words.FIRST_NAMES) if self.chance(0.6) else self.invented(2)
        return f"{first} {self.invented()}" if self.chance(0.35) else first

    def city(self) -> str:
        kind = self.random.random()
        if kind < 0.55:
            return self.name(words.CITIES)
        return self.two_words() if kind < 0.65 else self.invented()

    def two_words(self) -> str:
        if self.held or not self.chance(OPEN_NAMES):
            return self.pick(words.TWO_WORD_CITIES)
        return f"{self.any_word().capitalize()} {self.any_word().capitalize()}"

    def company(self) -> str:
        ends = ("", "", " Ltd", " Labs", " Group", " Inc", " Systems", " Foods", " Media", " Works")
        return self.invented() + self.random.choice(ends)

    def thing(self) -> str:
        thing = self.word(words.THINGS)
        has_more = self.chance(0.3 if self.held else 0.5)  # where a name ends has to be learned
        return f"{self.word(words.ADJECTIVES)} {thing}" if has_more else thing

    def code(self) -> str:
        letters = "".join(self.random.choice("ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(2))
        shape = self.random.choice(("{}-{}", "{}{}", "{}-{}", "#{1}", "{1}"))
        return shape.format(letters, self.number(100, 99999))

    def date(self) -> str:
        month = self.random.randrange(12)
        day, year = self.random.randint(1, 28), self.number(1990, 2035)
        name = words.MONTHS[month]
        shape = self.random.randrange(5)
        if shape == 0:
            return f"{year}-{month + 1:02}-{day:02}"
        return (f"{name} {day}", f"{day} {name}", f"{name} {day}, {year}", f"{day} {name} {year}")[
            shape - 1
        ]

    def time(self) -> str:
        hour, minute = self.random.randint(1, 12), self.random.choice((0, 0, 15, 30, 45, 20))
        if self.chance(0.4):
            return f"{hour + 12 * self.random.randrange(2) - 1:02}:{minute:02}"
        half = self.random.choice(("am", "pm"))
        return f"{hour} {half}" if not minute else f"{hour}:{minute:02} {half}"

    def title(self) -> str:
        """A few words in their order."""
        adjective, thing = self.word(words.ADJECTIVES), self.word(words.THINGS)
        return self.say(
            "[$a $t|$t for $n|$t and $u|$a $t of $n|$s|$a $s|$t repair|$n $t|cheap $t|$s lessons]",
            a=adjective,
            t=thing,
            n=self.person().split()[0],
            u=self.word(words.THINGS),
            s=self.word(words.SUBJECTS),
        )

    def email(self) -> str:
        first = self.name(words.FIRST_NAMES).lower()
        return (
            f"{first}@{self.invented().lower()}.{self.random.choice(('com', 'org', 'net', 'io'))}"
        )

    def value(self, kind: str) -> object:
        """Something for a parameter of this kind."""
        match kind:
            case "integer":
                high = self.random.choice((10, 100, 1000, 10000))
                return self.number(1, high)
            case "number":
                return self.decimal(1, self.random.choice((5, 50, 500)))
            case "year":
                return self.number(1950, 2040)
            case "boolean":
                return self.chance(0.5)
            case "weekday":
                return self.random.choice(words.WEEKDAYS)
            case "subject":
                return self.word(words.SUBJECTS)
            case "color":
                return self.word(words.COLORS)
            case "language":
                language = self.word(words.LANGUAGES)
                return language[0].upper() + language[1:]
            case "word":
                lists = (words.ADJECTIVES, words.THINGS, words.SUBJECTS, words.ANIMALS)
                return self.word(self.random.choice(lists))
        return getattr(self, kind)()
