"""Something that texts tell, in many wordings, and how it is asked for, in as many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

Phrases = tuple[str, ...]
Wordings = tuple[Phrases, Phrases]  # told, and asked
KEPT_OF_FIRST, KEPT_OF_MORE = 2, 3  # for the examination, as far as they are in the last sixth


@dataclass(frozen=True, slots=True)
class Relation:
    """Something that texts tell of a subject $s: its value is $v."""

    of: str  # what the subject is
    value: str  # kind of the value
    told: tuple[str, ...]
    asked: tuple[str, ...]
    answered: str
    is_of_any_words: bool = False  # and needs no others in their place
    in_lessons: Wordings = ((), ())  # more of both, for training alone


def wordings(told: str, asked: str) -> Wordings:
    """The alternatives are separated by ` / `."""
    return tuple(told.split(" / ")), tuple(asked.split(" / "))


def relation(of: str, value: str, told: str, asked: str, answered: str) -> Relation:
    """The last sixth of the alternatives is kept for the examination."""
    return Relation(of, value, *wordings(told, asked), answered)


def widened(relations: tuple[Relation, ...], *more: Mapping[str, Wordings]) -> list[Relation]:
    """With more wordings by answer. Those that are kept at the ends of both lists come last."""
    known = {answer: each for several in more for answer, each in several.items()}
    return [
        replace(
            each,
            told=together(each.told, known[each.answered][0]),
            asked=together(each.asked, known[each.answered][1]),
        )
        for each in relations
    ]


def together(first: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return (
        *first[:-KEPT_OF_FIRST],
        *more[:-KEPT_OF_MORE],
        *first[-KEPT_OF_FIRST:],
        *more[-KEPT_OF_MORE:],
    )
