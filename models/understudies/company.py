"""All understudies of a device, and how much each of them may say.

    the grammar    tokens that stand next whatever the lead says
    prediction     what the client sent along
    suffix, ngram  what stood there before
    a model        a smaller one, or a head of the lead

The cheap ones are asked first: to go on where another ended, and for a line of their own. All lines
of a text make a tree (`models.understudies.tree`), of which the nodes are computed that pay
(`models.understudies.thrift`) and that the grammar allows.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence

from models.understudies import Ask, Draft, ModelUnderstudy, Understudy
from models.understudies.costs import Costs
from models.understudies.proposal import GRAMMAR, Proposal
from models.understudies.thrift import Base, Thrift
from models.understudies.tree import Kind

MOST_BESIDE = 2  # other tokens that a model is asked for at each place


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
        """For each ask, or none at all where nobody is asked.

        Beside the drafts the step computes `num_tokens` for `num_rows` texts.
        """
        thrift = self.thrift
        if thrift is not None and num_rows:
            thrift.settle(num_rows)
        rests = bool(asks) and thrift is not None and thrift.rests()
        if not asks or (rests and all([ask.matcher is None for ask in asks])):
            return []
        proposals = [Proposal(ask) for ask in asks]
        self._force(proposals)
        if thrift is None:
            self._guess(proposals, num_rows, num_tokens)
        elif any([each.kinds for each in proposals]) or not rests:
            began = time.perf_counter()
            if self._guess(proposals, num_rows, num_tokens):
                thrift.rest(time.perf_counter() - began, num_tokens)
        return proposals

    def _guess(self, proposals: Sequence[Proposal], num_rows: int, num_tokens: int) -> bool:
        """What pays of what is known. Whether anybody had something to say."""
        for name, understudy in self.understudies.items():
            self._hear(name, understudy, proposals)
        for proposal in proposals:
            proposal.trim()
        is_known = any([each.kinds or each.lines for each in proposals])
        if self.thrift is not None:
            self._spare(proposals, self.thrift, num_rows, num_tokens)
        if self.model is not None:
            self._ask_model(proposals, self.model, num_rows, num_tokens)
        if self.thrift is None:
            for proposal in proposals:
                proposal.grow()
                proposal.keep(proposal.ask.most)
        return is_known or self.model is not None

    def _hear(self, name: str, understudy: Understudy, proposals: Sequence[Proposal]) -> None:
        """Who has no room behind what others guessed may still know better."""
        admitted = [each for each in proposals if admits(each.ask, name)]
        asked = [each for each in admitted if each.ask.room > 0]
        choosy = asked if self.thrift is None else admitted  # else the first line takes all room
        guessed = [each for each in choosy if not each.is_forced]
        beside = [each.ask_beside() for each in guessed]
        drafts = understudy.propose([each.ask for each in asked]) if asked else ()
        others = understudy.propose(beside) if beside else ()
        for proposal, draft in zip(asked, drafts, strict=True):
            proposal.add(name, draft)
        for proposal, draft in zip(guessed, others, strict=True):
            proposal.add_beside(name, draft)

    def _spare(
        self, proposals: Sequence[Proposal], thrift: Thrift, num_rows: int, num_tokens: int
    ) -> None:
        """Only the drafts that pay; and none where the model has more to hope for."""
        for proposal in proposals:
            if self.model is not None and admits(proposal.ask, self.model.name):
                proposal.cut(proposal.num_better_than(self.model.name, thrift.odds))
            proposal.grow()
            if self._waits_for_model(proposal):
                proposal.hold(range(len(proposal.kinds)))  # branches come with its line
        chances = [proposal.survivals(thrift.odds) for proposal in proposals]
        counts = thrift.choose(chances, num_rows=num_rows, num_tokens=num_tokens)
        for proposal, count in zip(proposals, counts, strict=True):
            proposal.keep(count, thrift.odds)
            if self._waits_for_model(proposal):
                proposal.cut(count)

    def _waits_for_model(self, proposal: Proposal) -> bool:
        """It reads ahead for those who have nothing else."""
        model, ask = self.model, proposal.ask
        return model is not None and admits(ask, model.name) and ask.room > 0 and proposal.is_forced

    def _ask_model(
        self, proposals: Sequence[Proposal], model: ModelUnderstudy, num_rows: int, num_tokens: int
    ) -> None:
        """As far as its own steps pay too."""
        asked = [each for each in proposals if self._waits_for_model(each)]
        if not asked:
            return
        most = [each.ask.most for each in asked]
        if self.thrift is not None:
            taken = sum([len(each.ids) for each in proposals])
            chances = [each.chance(self.thrift.odds, (model.name, 0)) for each in asked]
            depth = self.thrift.depth(
                chances,
                most=max(each.ask.room for each in asked),
                draft_costs=model.costs,
                num_rows=num_rows,
                num_tokens=num_tokens + taken,
            )
            if not depth:
                return
            for each in asked:
                each.ask.most = min(each.ask.most, len(each.ask.ahead) + depth)
            self._want_others(asked, model, self.thrift, Base(num_rows, num_rows, num_tokens))
        for proposal, draft in zip(asked, model.propose([each.ask for each in asked]), strict=True):
            proposal.add(model.name, draft)
            proposal.trim()
        for proposal, count in zip(asked, most, strict=True):
            proposal.ask.most = count
        if self.thrift is not None:
            self._branch(proposals, asked, self.thrift, num_rows, num_tokens)

    def _want_others(
        self, asked: Sequence[Proposal], model: ModelUnderstudy, thrift: Thrift, base: Base
    ) -> None:
        """What it would say instead, if the first of that would pay beside its line."""
        chances = []
        for each in asked:
            first = each.chance(thrift.odds, (model.name, 0))
            chances.append([min(each.chance(thrift.odds, (model.name, -1)), 1 - first)])
        for each, count in zip(asked, thrift.take(chances, base), strict=True):
            each.ask.num_beside = MOST_BESIDE if count else 0

    def _branch(
        self,
        proposals: Sequence[Proposal],
        asked: Sequence[Proposal],
        thrift: Thrift,
        num_rows: int,
        num_tokens: int,
    ) -> None:
        """Beside the model's lines, what others said and what it would say instead."""
        for proposal in asked:
            proposal.grow(is_sure=True)
        hoped, taken = float(num_rows), 0
        for proposal in proposals:
            count = proposal.num_sure if proposal in asked else len(proposal.ids)
            hoped += sum(proposal.of_nodes(thrift.odds)[:count])
            taken += count
        base = Base(hoped, num_rows + taken, num_tokens + taken)
        counts = thrift.take([each.survivals(thrift.odds) for each in asked], base)
        for proposal, count in zip(asked, counts, strict=True):
            proposal.keep(count, thrift.odds)

    def forget_costs(self) -> None:
        """What was slow only because it was the first time."""
        if self.thrift is not None:
            self.thrift.forget_costs()
        if self.model is not None:
            self.model.costs = Costs()

    def wait(self, seconds: float) -> None:
        """So long after one step another one went on with its texts."""
        if self.thrift is not None:
            self.thrift.costs.wait(seconds)

    def learn(
        self,
        told: Iterable[tuple[Proposal, Sequence[int]]],
        *,
        num_tokens: int,
        seconds: float,
        has_prompts: bool = False,
    ) -> None:
        """A step is over: what the lead decided for each proposal, and how long it took."""
        if self.thrift is None:
            return
        costs = self.thrift.costs
        (costs.guess if has_prompts else costs.learn)(num_tokens, seconds)
        for proposal, decided in told:
            found: dict[Kind, list[bool]] = {}
            for kind, has_held in proposal.tree.tried(decided):
                found.setdefault(kind, []).append(has_held)
            ask = proposal.ask
            for kind, held in found.items():
                self.thrift.odds.learn(ask.slot, ask.tokens, kind, tried=len(held), held=sum(held))

    def _force(self, proposals: Sequence[Proposal]) -> None:
        for proposal in proposals:
            ask = proposal.ask
            if ask.matcher is not None and admits(ask, GRAMMAR):
                proposal.add(GRAMMAR, Draft(ask.matcher.forced(ask.room)))


def admits(ask: Ask, source: str) -> bool:
    """Whether its client lets this one draft."""
    return ask.speculation.method in ("auto", source)
