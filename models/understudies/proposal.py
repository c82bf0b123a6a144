"""What one row reads ahead: first a line of tokens, then a tree of several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from models.understudies import Ask, Draft
from models.understudies.odds import Odds
from models.understudies.tree import Kind, Tree

GRAMMAR = "grammar"


@dataclass(slots=True, eq=False)
class Proposal:
    """The first line is in `ask.ahead`: those who are asked next go on behind it."""

    ask: Ask
    kinds: list[Kind] = field(default_factory=list)  # who proposed each token of the first line
    lines: list[list[tuple[int, Kind]]] = field(default_factory=list)  # others, from the text on
    tree: Tree = field(default_factory=Tree)  # what is computed in the end
    num_sure: int = 0  # of its nodes, the first ones, that are taken whatever they cost
    hopes: list[float] | None = None  # for each of its nodes, once somebody has asked

    def add(self, source: str, draft: Draft) -> None:
        """The first line goes on, and at each place there may be other tokens."""
        ask, kind = self.ask, (source, draft.sureness)
        before = self.first_line
        for place, ids in enumerate(draft.beside):
            said = [*before, *[(id, kind) for id in draft.ids[:place]]]
            for rank, id in enumerate(ids, 1):
                self.lines.append([*said, (id, (source, -rank))])
        ask.ahead += draft.ids
        self.kinds += [kind] * len(draft.ids)

    def add_beside(self, source: str, draft: Draft) -> None:
        """Another line, behind what the grammar forces."""
        kind = source, draft.sureness
        forced = self.first_line[: self.num_forced]
        if draft.ids:
            self.lines.append([*forced, *[(id, kind) for id in draft.ids]])

    @property
    def first_line(self) -> list[tuple[int, Kind]]:
        return list(zip(self.ask.ahead, self.kinds, strict=True))

    @property
    def num_forced(self) -> int:
        """Tokens before the first guess."""
        guesses = (place for place, (source, _) in enumerate(self.kinds) if source != GRAMMAR)
        return next(guesses, len(self.kinds))

    @property
    def is_forced(self) -> bool:
        """Nobody has guessed yet."""
        return self.num_forced == len(self.kinds)

    def ask_beside(self) -> Ask:
        """The same question to somebody who does not know what others have guessed."""
        return replace(self.ask, ahead=self.ask.ahead[: self.num_forced])

    def cut(self, most: int) -> None:
        """Only the first so many of the first line; the others may still be worth a branch."""
        if most < len(self.kinds):
            self.lines.insert(0, self.first_line)
            del self.ask.ahead[most:], self.kinds[most:]

    def trim(self) -> None:
        """Only what the grammar allows."""
        matcher = self.ask.matcher
        if matcher is not None:
            allowed = len(matcher.trim(self.ask.ahead))
            del self.ask.ahead[allowed:], self.kinds[allowed:]
            self.lines = [line[: len(matcher.trim([id for id, _ in line]))] for line in self.lines]

    def num_better_than(self, source: str, odds: Odds) -> int:
        """How many drafts stand before the first that this source would rather make itself."""
        its_own = self.chance(odds, (source, 0))
        better = 0
        for kind in self.kinds:
            if self.chance(odds, kind) < its_own:
                break
            better += 1
        return better

    def chance(self, odds: Odds, kind: Kind) -> float:
        return odds.chance(self.ask.slot, self.ask.tokens, kind)

    def grow(self, *, is_sure: bool = False) -> None:
        """A tree of all lines; the first one is taken in any case if that is said."""
        self.tree, self.hopes = Tree(), None
        self.tree.begin(self.ask.ahead, self.kinds)
        for line in self.lines:
            self.tree.add(line)
        self.num_sure = len(self.kinds) if is_sure else 0

    def of_nodes(self, odds: Odds) -> list[float]:
        """How likely each node of the tree is to hold."""
        if self.hopes is None:
            self.hopes = self.tree.survivals(partial(self.chance, odds))
        return self.hopes

    def survivals(self, odds: Odds) -> list[float]:
        """Of the nodes that may be taken or left, falling, as many as there is room for."""
        found = self.of_nodes(odds)[self.num_sure :]
        falling = found if self.tree.is_line else sorted(found, reverse=True)
        return falling[: max(self.ask.most - self.num_sure, 0)]

    def keep(self, count: int, odds: Odds | None = None) -> None:
        """Of what may be left the likeliest, or the first ones."""
        if self.tree.is_line:
            self.hold(range(self.num_sure + count))
            return
        optional = range(self.num_sure, len(self.tree.ids))
        chosen: Iterable[int] = optional
        if odds is not None and count:
            survivals = self.of_nodes(odds)
            chosen = sorted(optional, key=lambda node: -survivals[node])  # parents stay first
        self.hold([*range(self.num_sure), *sorted([*chosen][:count])])

    def hold(self, nodes: Sequence[int]) -> None:
        """Only these nodes of the tree."""
        if len(nodes) >= len(self.tree.ids):
            return
        if self.tree.is_line:
            self.tree.cut(len(nodes))
        else:
            self.tree.keep(nodes)
        self.hopes = None  # brothers that are gone leave more to those who stay

    @property
    def ids(self) -> Sequence[int]:
        return self.tree.ids
