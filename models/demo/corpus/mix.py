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
    (chat.simple, 7),
    (chat.by_heart, 7),
    (chat.repeat, 6),
    (chat.translate, 3),
    (chat.listing, 4),
    (chat.joke, 0.5),
    (beyond.beyond, 5),
    (manners.style, 10),
    (manners.turns, 4),
    (reading.reading, 40),
    (restating.restating, 24),
    (tools.calling, 30),
    (tools.calling_twice, 6),
    (tools.no_call, 4),
    (tools.after_call, 6),
    (records.record, 10),
    (feelings.feeling, 2),
    (stories.story, 0.5),
)
VERSE_SHARE = 0.15  # little: what only chance can tell drowns what can be learned


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
