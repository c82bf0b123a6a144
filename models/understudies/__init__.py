"""Understudies read ahead; the lead has the last word. Whatever they propose, the text is the same.

An understudy sees the tokens of the rows that may draft and proposes what could follow. It keeps
no books about who comes and goes: a request is known by its list of tokens, which only grows.
`models.understudies.company` asks several of them, and takes as many tokens as pay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from models.batch import Speculation
from models.understudies.costs import Costs

if TYPE_CHECKING:
    from models.grammars import Matcher


@dataclass(slots=True, eq=False)
class Ask:
    """One row that may draft."""

    slot: int
    tokens: list[int]  # the whole text so far: the same object for as long as the request lives
    most: int  # drafts
    num_prompt: int = 0
    speculation: Speculation = Speculation()
    salt: str = ""  # whom it may learn from
    table: list[int] = field(default_factory=list)  # the blocks that its text lies in
    matcher: Matcher | None = None  # follows its grammar
    stop_ids: Sequence[int] = ()  # nothing follows one of them
    ahead: list[int] = field(default_factory=list)  # proposed by others: go on behind them
    num_beside: int = 0  # other tokens that are wanted for each place, of who knows some

    @property
    def room(self) -> int:
        """For more drafts."""
        return self.most - len(self.ahead)


@dataclass(frozen=True, slots=True)
class Draft:
    """What may follow a text. It holds as often as others of this source that were as sure."""

    ids: Sequence[int] = ()
    sureness: int = 0
    beside: Sequence[Sequence[int]] = ()  # for each place what may stand there instead, best first


NOTHING = Draft()


class Understudy(Protocol):
    """Guesses what the lead will say."""

    def propose(self, asks: Sequence[Ask]) -> Sequence[Draft]:
        """For each row the tokens that may follow, at most as many as it has room for."""
        ...


class ModelUnderstudy(Understudy, Protocol):
    """One with weights: it takes a step for each token that it drafts, whose costs are known."""

    costs: Costs

    @property
    def name(self) -> str:
        """What it is called as a source of drafts."""
        ...
