"""All understudies of a device, and how much each of them may say.

    the grammar    tokens that stand next whatever the lead says
    prediction     what the client sent along
    suffix, ngram  what stood there before
    a model        a smaller one, or a head of the lead

The cheap ones are asked first. What they propose is cut to what pays (`models.understudies.thrift`)
and to what the grammar allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import mul

from models.understudies import Ask, Draft, ModelUnderstudy, Understudy
from models.understudies.thrift import Costs, Kind, Odds, Thrift

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

    def chances(self, odds: Odds) -> list[float]:
        """That the first, the first two ... drafts hold."""
        each: list[float] = []
        for kind, count in self.parts:
            each += [odds.chance(self.ask.slot, self.ask.tokens, kind)] * count
        return [*accumulate(each, mul)]

    def num_better_than(self, source: str, odds: Odds) -> int:
        """How many drafts stand before the first that this source would rather make itself."""
        its_own = odds.chance(self.ask.slot, self.ask.tokens, (source, 0))
        better = 0
        for kind, count in self.parts:
            if odds.chance(self.ask.slot, self.ask.tokens, kind) < its_own:
                break
            better += count
        return better

    @property
    def is_forced(self) -> bool:
        """Nobody has guessed yet."""
        return all(source == GRAMMAR for (source, _), _ in self.parts)

    @property
    def drafted(self) -> tuple[tuple[str, int], ...]:
        """Without how sure they were."""
        return tuple([(source, count) for (source, _), count in self.parts])


class Company:
    """Asks the understudies in their order, and learns whom to believe."""

    def __init__(
        self,
        understudies: Mapping[str, Understudy],
        *,
        model: ModelUnderstudy | None = None,
        thrift: Thrift | None = None,
    ) -> None:
        self.understudies = understudies
        self.model = model
        self.thrift = thrift

    @property
    def name_of_model(self) -> str:
        """Empty: none of them has weights."""
        return "" if self.model is None else self.model.name

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
            self._spare(proposals, self.thrift, num_rows, num_tokens)
        if self.model is not None:
            self._ask_model(proposals, self.model, num_rows, num_tokens)
        return proposals

    def _spare(
        self, proposals: Sequence[Proposal], thrift: Thrift, num_rows: int, num_tokens: int
    ) -> None:
        """Only the drafts that pay; and none where the model has more to hope for."""
        if self.model is not None:
            for proposal in proposals:
                if admits(proposal.ask, self.model.name):
                    proposal.cut(proposal.num_better_than(self.model.name, thrift.odds))
        chances = [proposal.chances(thrift.odds) for proposal in proposals]
        counts = thrift.choose(chances, num_rows=num_rows, num_tokens=num_tokens)
        for proposal, count in zip(proposals, counts, strict=True):
            proposal.cut(count)

    def _ask_model(
        self, proposals: Sequence[Proposal], model: ModelUnderstudy, num_rows: int, num_tokens: int
    ) -> None:
        """It reads ahead for those who have nothing else, as far as its own steps pay too."""
        asked = [
            each
            for each in proposals
            if admits(each.ask, model.name) and each.ask.room > 0 and each.is_forced
        ]
        if not asked:
            return
        if self.thrift is not None:
            chances = [
                self.thrift.odds.chance(each.ask.slot, each.ask.tokens, (model.name, 0))
                for each in asked
            ]
            num_taken = sum([len(each.ask.ahead) for each in proposals])
            depth = self.thrift.depth(
                chances,
                most=max(each.ask.room for each in asked),
                draft_costs=model.costs,
                num_rows=num_rows,
                num_tokens=num_tokens + num_taken,
            )
            if not depth:
                return
            for each in asked:
                each.ask.most = min(each.ask.most, len(each.ask.ahead) + depth)
        for proposal, draft in zip(asked, model.propose([each.ask for each in asked]), strict=True):
            proposal.add(model.name, draft)

    def forget_costs(self) -> None:
        """What was slow only because it was the first time."""
        for each in (self.thrift, self.model):
            if each is not None:
                each.costs = Costs()

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


def admits(ask: Ask, source: str) -> bool:
    """Whether its client lets this one draft."""
    return ask.speculation.method in ("auto", source)
