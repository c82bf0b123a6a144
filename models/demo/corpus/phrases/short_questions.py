"""Questions that one word answers."""

from __future__ import annotations

from models.demo.corpus import facts, words
from models.demo.corpus.source import Source

DRINKS = "tea coffee milk water juice cocoa lemonade beer wine cider cola soda".split()
LISTED: dict[str, list[str]] = {
    "animal": words.ANIMALS,
    "drink": DRINKS,
    "food": words.FOODS,
    "instrument": words.INSTRUMENTS,
    "job": words.JOBS,
    "material": words.MATERIALS,
    "month": words.MONTHS,
    "sport": words.SPORTS,
}
# What is told and asked, and the kind of $v, the answer. $n is somebody, $t a thing.
QUESTIONS: tuple[tuple[str, str], ...] = (
    ("The $t is $v. What color is the $t?", "color"),
    ("$n lives in $v. Where does $n live?", "city"),
    ("[$n has a $v. What pet has $n?|$n keeps a $v. Which animal does $n keep?]", "animal"),
    ("$n works as a $v. What [is the job of $n|does $n work as]?", "job"),
    ("The [shop|office|museum] is closed on $v. On which day is it closed?", "weekday"),
    ("$n drinks [a cup of |a glass of |]$v. What does $n drink?", "drink"),
    ("For [lunch|dinner] there will be $v. What is for [lunch|dinner]?", "food"),
    ("The $t is [all|made of] $v. What [is it made of|material is it]?", "material"),
    ("My [dog|cat|boat] is called $v. [What is its name|How do I call it]?", "name"),
    ("$n plays the $v. Which instrument does $n play?", "instrument"),
    ("At [home|school|work] $n speaks $v. Which language is that?", "language"),
    ("The [holidays|lessons] begin in $v. In which month[ do they begin|]?", "month"),
    ("$n painted [the door|a wall|the $t] $v. Which color did $n [take|choose]?", "color"),
    ("[We|They] flew to $v [with|to see] $n. [Where to|To which city]?", "city"),
    ("The train goes to $v every morning. Where does it go?", "city"),
    # Kept back:
    ("The new $t of $n is $v. Which color is it?", "color"),
    ("On $v $n comes to see us. On which day is that?", "weekday"),
    ("$n was born in $v and likes it there. Where was $n born?", "city"),
)
CAPITAL = 0.3  # of the questions are after a capital


def short_question(source: Source) -> tuple[str, str]:
    """Answered by one word."""
    if source.chance(CAPITAL):
        country, capital = source.random.choice([*facts.CAPITALS.items()])
        if " " not in capital:
            return f"What is the capital of {country}?", capital
    asked, kind = source.pick(QUESTIONS)
    value = one_word(source, kind)
    question = source.say(asked, v=value, n=source.person(), t=source.thing())
    return question, value[0].upper() + value[1:]


def one_word(source: Source, kind: str) -> str:
    while True:
        value = drawn(source, kind)
        if " " not in value:
            return value


def drawn(source: Source, kind: str) -> str:
    if kind == "name":
        return source.name(words.FIRST_NAMES)
    if kind == "month":
        return source.random.choice(words.MONTHS)
    return source.word(LISTED[kind]) if kind in LISTED else str(source.value(kind))
