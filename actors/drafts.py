"""What was read ahead for one text, and how much of it held."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

Drafted = tuple[tuple[str, int], ...]  # who proposed how many tokens of a step, in their order


@dataclass(slots=True)
class Drafts:
    """Counts. It depends on the moment, as speed does; the text does not."""

    num_steps: int = 0  # that had drafts
    drafted: Counter[str] = field(default_factory=Counter)  # by source
    accepted: Counter[str] = field(default_factory=Counter)
    held_at: list[int] = field(default_factory=list)  # how often the first, second ... one held

    def add(self, drafted: Drafted, num_accepted: int) -> None:
        """One step."""
        self.num_steps += 1
        left = num_accepted
        for source, count in drafted:
            self.drafted[source] += count
            self.accepted[source] += min(count, left)
            left = max(left - count, 0)
        self.held_at += [0] * (num_accepted - len(self.held_at))
        for place in range(num_accepted):
            self.held_at[place] += 1

    def include(self, other: Drafts) -> None:
        """The counts of another text as well."""
        self.num_steps += other.num_steps
        self.drafted += other.drafted
        self.accepted += other.accepted
        longer, shorter = sorted((self.held_at, other.held_at), key=len, reverse=True)
        self.held_at = [
            count + (shorter[place] if place < len(shorter) else 0)
            for place, count in enumerate(longer)
        ]
