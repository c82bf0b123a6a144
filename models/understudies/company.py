"""All understudies of a device, and how much each of them may say.

    the grammar    tokens that stand next whatever the lead says
    prediction     what the client sent along
    suffix, ngram  what stood there before
    draft_model    a smaller model

The cheap ones are asked first. What they propose is cut to what pays (`models.understudies.thrift`)
and to what the grammar allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import mul

from models.understudies import Ask, Draft, Understudy
from models.understudies.thrift import Kind, Odds, Thrift

GRAMMAR = "grammar"


@dataclass(slots=True, eq=False)
class Proposal:
    """What one row reads ahead, and who proposed how much of it."""

    ask: Ask
    parts: list[tuple[Kind, int]] = field(default_factory=list)

    def add(self, source: str, draft: Draft) -> None:
        if draft.ids:
            self.ask.ahead += draft.ids
            self.parts.append(((source, draft.sureness), len(draft.ids)))

    def cut(self, most: int) -> None:
        """Only the first so many."""
        del self.ask.ahead[most:]
        parts, self.parts = self.parts, []
        for kind, count in parts:
            if most > 0:
                self.parts.append((kind, min(count, most)))
            most -= count

    @property
    def drafted(self) -> tuple[tuple[str, int], ...]:
        """Without how sure they were."""
        return tuple([(source, count) for (source, _), count in self.parts])


class Company:
    """Asks the understudies in their order, and learns whom to believe."""

    def __init__(
        self, understudies: Mapping[str, Understudy], *, thrift: Thrift | None = None
    ) -> None:
        self.understudies = understudies
        self.thrift = thrift

    def propose(self, asks: Sequence[Ask], *, num_rows: int, num_tokens: int) -> list[Proposal]:
        """For each ask. Beside the drafts the step computes `num_tokens` for `num_rows` texts."""
        proposals = [Proposal(ask) for ask in asks]
        self._force(proposals)
        for name, understudy in self.understudies.items():
            asked = [each for each in proposals if each.ask.room > 0 and admits(each.ask, name)]
            drafts = understudy.propose([each.ask for each in asked]) if asked else ()
            for proposal, draft in zip(asked, drafts, strict=True):
                proposal.add(name, draft)
        for proposal in proposals:
            matcher = proposal.ask.matcher
            if matcher is not None:
                proposal.cut(len(matcher.trim(proposal.ask.ahead)))
        if self.thrift is not None:
            chances = [chances_of(proposal, self.thrift.odds) for proposal in proposals]
            counts = self.thrift.choose(chances, num_rows=num_rows, num_tokens=num_tokens)
            for proposal, count in zip(proposals, counts, strict=True):
                proposal.cut(count)
        return proposals

    def learn(
        self, told: Iterable[tuple[Proposal, int]], *, num_tokens: int, seconds: float
    ) -> None:
        """A step is over: how many drafts of each proposal held, and how long it took."""
        if self.thrift is None:
            return
        self.thrift.costs.learn(num_tokens, seconds)
        for proposal, held in told:
            for kind, count in proposal.parts:
                ask = proposal.ask
                self.thrift.odds.learn(ask.slot, ask.tokens, kind, count, min(held, count))
                if held < count:
                    break
                held -= count

    def _force(self, proposals: Sequence[Proposal]) -> None:
        for proposal in proposals:
            ask = proposal.ask
            if ask.matcher is not None and admits(ask, GRAMMAR):
                proposal.add(GRAMMAR, Draft(ask.matcher.forced(ask.room)))


def chances_of(proposal: Proposal, odds: Odds) -> list[float]:
    """That the first, the first two ... drafts hold."""
    each: list[float] = []
    for kind, count in proposal.parts:
        each += [odds.chance(proposal.ask.slot, proposal.ask.tokens, kind)] * count
    return [*accumulate(each, mul)]


def admits(ask: Ask, source: str) -> bool:
    """Whether its client lets this one draft."""
    return ask.speculation.method in ("auto", source)
