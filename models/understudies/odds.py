"""How likely a draft holds: chances are learned, from all texts and from each."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.understudies.tree import Kind

PRIOR, PRIOR_WEIGHT = 0.5, 2.0  # chance of a source that nobody knows yet
PRIOR_BESIDE = 0.2  # likewise, of what may stand there instead
WEIGHTS = (8.0, 32.0, 3.0)  # of what others say about a text, in tokens of its own
OWN_MEMORY, SHARED_MEMORY = 0.97, 0.995  # what is left of a count when another one comes


@dataclass(slots=True)
class Count:
    """Tokens that were tried, and those that held."""

    tried: float = 0.0
    held: float = 0.0

    def add(self, num_tried: int, num_held: int, memory: float) -> None:
        self.tried = self.tried * memory + num_tried
        self.held = self.held * memory + num_held

    def chance(self, prior: float, weight: float) -> float:
        return (self.held + prior * weight) / (self.tried + weight)


@dataclass(slots=True)
class Shared:
    """What all texts say about a kind of drafts, and how much that says about one of them.

    Where texts are alike, luck must not pass for a gift; where they differ, each is soon judged as
    itself. What would have foretold best is believed.
    """

    prior: float
    count: Count = field(default_factory=Count)
    errors: list[float] = field(default_factory=lambda: [0.0] * len(WEIGHTS))

    @property
    def chance(self) -> float:
        return self.count.chance(self.prior, PRIOR_WEIGHT)

    def of(self, own: Count | None) -> float:
        """A text's chance, of which so much is known."""
        if own is None:
            return self.chance
        return own.chance(self.chance, WEIGHTS[self.errors.index(min(self.errors))])

    def learn(self, own: Count, tried: int, held: int) -> None:
        """What became of a text, of which so much was known before."""
        if own.tried:  # else all would have foretold the same
            others = self.chance
            for nth, weight in enumerate(WEIGHTS):
                chance = own.chance(others, weight)
                error = held * (1 - chance) ** 2 + (tried - held) * chance**2
                self.errors[nth] = self.errors[nth] * SHARED_MEMORY + error
        self.count.add(tried, held, SHARED_MEMORY)


class Odds:
    """How likely a draft of a kind holds: in a new text as in others, then as in this one."""

    def __init__(self) -> None:
        self._shared: dict[Kind, Shared] = {}
        self._own: dict[int, tuple[list[int], dict[Kind, Count]]] = {}

    def learn(self, slot: int, tokens: list[int], kind: Kind, *, tried: int, held: int) -> None:
        own = self._counts_of(slot, tokens).setdefault(kind, Count())
        self._of_all(kind).learn(own, tried, held)
        own.add(tried, held, OWN_MEMORY)

    def chance(self, slot: int, tokens: list[int], kind: Kind) -> float:
        return self._of_all(kind).of(self._counts_of(slot, tokens).get(kind))

    def _of_all(self, kind: Kind) -> Shared:
        known = self._shared.get(kind)
        if known is None:
            known = self._shared[kind] = Shared(PRIOR if kind[1] >= 0 else PRIOR_BESIDE)
        return known

    def _counts_of(self, slot: int, tokens: list[int]) -> dict[Kind, Count]:
        known = self._own.get(slot)
        if known is None or known[0] is not tokens:
            known = self._own[slot] = (tokens, {})
        return known[1]
