"""The corpus: so much of each skill."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from models.demo.corpus import (
    beyond,
    chat,
    feelings,
    manners,
    reading,
    records,
    restating,
    stories,
    tools,
)
from models.demo.corpus.example import Example
from models.demo.corpus.source import Source

Skill = Callable[[Source], Example]

SHARES: tuple[tuple[Skill, float], ...] = (
    (chat.simple, 4),
    (chat.by_heart, 5),
    (chat.repeat, 4),
    (chat.translate, 2),
    (chat.listing, 3),
    (chat.joke, 0.5),
    (beyond.beyond, 4),
    (manners.style, 8),
    (manners.turns, 4),
    (reading.reading, 46),
    (restating.restating, 8),
    (tools.calling, 28),
    (tools.calling_twice, 4),
    (tools.no_call, 5),
    (tools.after_call, 5),
    (records.record, 5),
    (feelings.feeling, 2),
    (stories.story, 0.3),
)
VERSE_SHARE = 0.06  # little: what only chance can tell drowns what can be learned


def examples(source: Source, verse: Skill | None = None) -> Iterator[Example]:
    """Without end."""
    skills = [*SHARES, *([(verse, VERSE_SHARE)] if verse else [])]
    makers, weights = zip(*skills, strict=True)
    while True:
        yield source.random.choices(makers, weights)[0](source)


def example_of(skill: Skill, seed: int, *, held: bool) -> Example:
    """One for the examination or for training."""
    return skill(Source(seed, held=held))


__all__ = ["SHARES", "Example", "Skill", "example_of", "examples", "replace"]
