"""Something that texts tell, in many wordings, and how it is asked for, in as many."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relation:
    """Something that texts tell of a subject $s: its value is $v."""

    of: str  # what the subject is
    value: str  # kind of the value
    told: tuple[str, ...]
    asked: tuple[str, ...]
    answered: str


def relation(of: str, value: str, told: str, asked: str, answered: str) -> Relation:
    """The alternatives are separated by ` / `; the last sixth is kept for the examination."""
    return Relation(of, value, tuple(told.split(" / ")), tuple(asked.split(" / ")), answered)
