"""Relations that mean nothing, for training: only the words of a question tell which is meant.

Of those that people write there are a hundred, which a small model learns by heart instead.
"""

from __future__ import annotations

from typing import NamedTuple

from models.demo.corpus.relation import Relation, wordings
from models.demo.corpus.source import Source

FEW = 3  # wordings of one: a list so short keeps none back
TWO_WORDS = 0.2  # of the names of such relations


class Form(NamedTuple):
    """How a relation called $w is spoken of, and the kinds of its values."""

    kinds: tuple[str, ...]
    told: str
    asked: str
    answered: str


NAMES = ("person", "invented", "city", "company", "title", "word", "code", "product")
FIGURES = ("small", "year", "thousands", "price", "weight", "minutes", "email", "phone", "version")
TIMES = ("date", "weekday", "time", "year")
NOUN = Form(
    (*NAMES, *FIGURES, *TIMES, "color", "food", "job", "language", "material", "subject"),
    "The $w of $s is $v. / $S has the $w $v. / $v is the $w of $s. / $s's $w is $v. / $W of $s: "
    "$v. / For $s the $w is $v. / $S: $w $v. / $S - $w: $v. / $S has $v as its $w. / They say "
    "that the $w of $s is $v. / Since [spring|then|last year] the $w of $s has been $v. / The $w "
    "that belongs to $s is $v. / Everybody knows $v, the $w of $s. / $S, whose $w is $v, [is "
    "well known|has friends|needs time]. / As to the $w, $s has $v. / If you ask for the $w of "
    "$s: it is $v. / $v serves $s as $w. / With $v as $w, $s [does well|is content]. / The $w "
    "[given for|listed for|found at] $s is $v.",
    "What is the $w of $s? / [Which|What] $w does $s have? / $W of $s? / $s: $w? / [Tell me|Give "
    "me|Find|I need] the $w of $s. / Do you know $s's $w? / What is $s's $w? / About $s: what is "
    "the $w? / Can you tell me the $w [for|of] $s? / What do they say about the $w of $s? / Of "
    "$s, what is the $w? / What $w is [given|listed] for $s? / What does $s have as its $w? / "
    "What is the $w [at|for] $s? / Who or what is the $w of $s? / [In the text|Here], what is "
    "the $w of $s? / $s has [which|what] $w?",
    "The $w of $s is $v.",
)
DOES = Form(
    (*NAMES, "food", "material", "subject", "language"),
    "$S $ws $v. / It is $v that $s $ws. / $v is $wed by $s. / Every [day|week] $s $ws $v. / $S "
    "$ws $v, as everybody knows. / What $s $ws is $v. / $S, which $ws $v, [is well known|is not "
    "alone]. / $S [began to|wants to|likes to|has to] $w $v. / Nothing but $v is $wed by $s.",
    "What does $s $w? / [Whom|What] does $s $w? / What is $wed by $s? / Tell me what $s $ws. / "
    "$s $ws what? / What is it that $s $ws? / Which thing is $wed by $s? / [Do you know|I "
    "wonder] what $s $ws.",
    "$S $ws $v.",
)
DONE = Form(
    ("person", "company", "invented"),
    "$S was $wed by $v. / $v $wed $s. / It was $v who $wed $s. / $S, $wed by $v, [is well "
    "known|lasted long]. / The one who $wed $s is $v. / $v is said to have $wed $s. / Nobody but "
    "$v $wed $s. / [Years ago|In spring] $v $wed $s. / $S has been $wed by $v.",
    "Who $wed $s? / By whom was $s $wed? / Tell me who $wed $s. / $s was $wed by whom? / [Which "
    "person|Which firm] $wed $s? / Who was it that $wed $s? / [Do you know|I wonder] who $wed "
    "$s. / Who is the one that $wed $s?",
    "$S was $wed by $v.",
)
WHERE = Form(
    ("city", "invented", "spot"),
    "$S is $wed in $v. / In $v $s is $wed. / $v is where $s is $wed. / $S gets $wed in $v. / One "
    "has to go to $v, where $s is $wed. / The place where $s is $wed is $v. / $S, $wed in $v, "
    "[is well known|is liked].",
    "Where is $s $wed? / In [which|what] place is $s $wed? / Tell me where $s is $wed. / $s is "
    "$wed where? / What is the place where $s is $wed? / [Do you know|I wonder] where $s gets "
    "$wed.",
    "$S is $wed in $v.",
)
COUNT = Form(
    ("small", "thousands"),
    "$S has $v $ws. / There are $v $ws [in|at] $s. / $v $ws belong to $s. / The number of $ws of "
    "$s is $v. / $S is [known|famous] for its $v $ws. / With its $v $ws, $s is not small. / At "
    "the last count $s had $v $ws.",
    "How many $ws does $s have? / How many $ws are there [in|at] $s? / What is the number of $ws "
    "of $s? / $ws of $s: how many? / [Tell me|I need to know] how many $ws $s has. / How many "
    "$ws belong to $s? / Count the $ws of $s.",
    "$S has $v $ws.",
)
WHEN = Form(
    TIMES,
    "$S $ws [on|at|in] $v. / [On|At|In] $v $s $ws. / $v is when $s $ws. / The time when $s $ws "
    "is $v. / $S will $w [on|at|in] $v. / Wait for $v: that is when $s $ws.",
    "When does $s $w? / [On which day|At what time|In which year] does $s $w? / Tell me when $s "
    "$ws. / $s $ws when? / What is the time when $s $ws? / [Do you know|I wonder] when $s $ws.",
    "The time when $s $ws is $v.",
)
FORMS = (NOUN, NOUN, NOUN, NOUN, DOES, DONE, WHERE, COUNT, WHEN)


def any_relation(source: Source, of: str) -> Relation:
    """One of this kind of subject, and its few wordings."""
    form = source.random.choice(FORMS)
    word = source.any_word()
    if source.chance(TWO_WORDS):
        word = f"{source.any_word()} {word}"

    def named(phrase: str) -> str:
        return phrase.replace("$w", word).replace("$W", word.capitalize())

    told, asked = wordings(form.told, form.asked)
    return Relation(
        of,
        source.random.choice(form.kinds),
        tuple(named(each) for each in source.random.sample(told, FEW)),
        tuple(named(each) for each in source.random.sample(asked, FEW)),
        named(form.answered),
        is_of_any_words=True,
    )
