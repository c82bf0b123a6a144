"""Heads of the lead that read ahead: a layer that has heard what the lead thought.

The lead tells after each step what it thought at each token (`hear`). A head turns that, and the
token that was then decided, into what it believes the lead will think next; so it guesses a token,
and goes on from its own belief. It is not asked about texts of which it has heard nothing yet.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import torch
from torch import Tensor

from models.decoder import Cache
from models.layers import Attention, RaggedBatch
from models.slots import Share
from models.understudies import NOTHING, Ask, Draft, ModelUnderstudy
from models.understudies.choosing import Choice, may_go_on
from models.understudies.costs import Costs
from models.understudies.hearing import Hearing, Span, lay_out_spans

ENOUGH = 64  # states that wait for somebody to ask, before they are read anyway
MOST_FORCED = 4  # tokens that others have proposed already: each costs a step


def separate(model: ModelUnderstudy | None, hidden: Tensor) -> tuple[Tensor, Tensor | None]:
    """What the lead decides by [T, N], and what a head wants to know of what it thought [T, F]."""
    return model.separate(hidden) if isinstance(model, HeadUnderstudy) else (hidden, None)


def tell(model: ModelUnderstudy | None, shares: Sequence[Share], states: Tensor | None) -> None:
    """Of each token, and of the drafts that held as if they had been a chain."""
    if isinstance(model, HeadUnderstudy) and states is not None:
        model.hear(shares, states)


class Head(Protocol):
    """The arithmetic. Letters: see `ops`."""

    @property
    def attention(self) -> Attention:
        """Whose keys and values are kept."""
        ...

    @property
    def context_length(self) -> int:
        """Positions that it knows."""
        ...

    def enter(self, states: Tensor) -> Tensor:
        """What the lead told [T, F] to what a layer takes [T, N]."""
        ...

    def forward(
        self, token_ids: Tensor, states: Tensor, positions: Tensor, batch: RaggedBatch, cache: Cache
    ) -> tuple[Tensor, Tensor]:
        """Token ids [T], states [T, N] to what logits are made of, and to the next states."""
        ...

    def logits(self, hidden: Tensor) -> Tensor:
        """[R, N] to those of the lead's tokens [R, V]."""
        ...


@dataclass(slots=True, eq=False)
class Going:
    """A text that is being read ahead."""

    ask: Ask
    hearing: Hearing
    drafts: list[int] = field(default_factory=list)  # those of others first
    beside: list[list[int]] = field(default_factory=list)  # for each of its own, and one more

    @property
    def draft(self) -> Draft:
        """Its own."""
        return Draft(tuple(self.drafts[len(self.ask.ahead) :]), beside=self.beside)

    def follow(self, id: int) -> Span:
        """The entry that this draft makes, which is the last of them."""
        return Span(self.hearing, len(self.ask.tokens) + len(self.drafts) - 2, (id,))


class HeadUnderstudy:
    """An `Understudy` that listens to the lead."""

    def __init__(
        self,
        name: str,
        head: Head,
        cache: Cache,
        *,
        lead_size: int,
        block_size: int,
        choice: Choice,
        device: torch.device,
    ) -> None:
        self.name = name
        self.costs = Costs()  # of one more token for each of so many texts
        self._head = head
        self._cache = cache
        self._lead_size = lead_size  # of a hidden state
        self._block_size = block_size
        self._choice = choice
        self._device = device
        self._hearings: dict[int, Hearing] = {}
        self._filled: dict[int, int] = {}  # blocks that hold a text's entries, by its digest

    def separate(self, hidden: Tensor) -> tuple[Tensor, Tensor]:
        """The lead's last hidden states, and those that the head wants to hear."""
        last = hidden[:, : self._lead_size]
        if last.shape == hidden.shape:
            return hidden, hidden
        return last.contiguous(), hidden[:, self._lead_size :]

    def hear(self, shares: Sequence[Share], states: Tensor) -> None:
        """What the lead thought at the tokens of these shares [T, F]."""
        told = states.split([share.num_tokens for share in shares])
        for share, part in zip(shares, told, strict=True):
            slot = share.slot
            hearing = self._hearings.get(slot.number)
            if hearing is None or hearing.source is not slot.tokens:
                hearing = Hearing(slot.tokens, slot.table, self._block_size)
                hearing.find_known(share.start, self._filled)
                self._hearings[slot.number] = hearing
            hearing.hear(share.start, part.clone())  # the whole of it is not to be kept
        self._read([each for each in self._hearings.values() if each.num_pending >= ENOUGH])

    def propose(self, asks: Sequence[Ask]) -> list[Draft]:
        """One token for each text, and another one, until nobody has room."""
        going = [Going(ask, self._hearings[ask.slot]) for ask in asks if self._knows(ask)]
        begun = {each.ask.slot: each for each in going}
        began = time.monotonic()
        hidden, states = self._read([each.hearing for each in going])
        while going:
            chosen = self._decide(going, hidden)
            self.costs.learn(len(going), time.monotonic() - began)
            staying = [
                nth
                for nth, (each, ids) in enumerate(zip(going, chosen, strict=True))
                if self._take(each, ids)
            ]
            going = [going[nth] for nth in staying]
            began = time.monotonic()
            if going:
                spans = [each.follow(each.drafts[-1]) for each in going]
                hidden, states = self._compute(spans, states[staying])
        return [begun[ask.slot].draft if ask.slot in begun else NOTHING for ask in asks]

    def _knows(self, ask: Ask) -> bool:
        """It has heard all but the newest token."""
        hearing = self._hearings.get(ask.slot)
        last = len(ask.tokens) - 1
        return (
            hearing is not None
            and hearing.source is ask.tokens
            and hearing.first < last <= hearing.heard
            and hearing.read < last
            and ask.room > 0
            and len(ask.ahead) <= MOST_FORCED
        )

    def _read(self, hearings: Sequence[Hearing]) -> tuple[Tensor, Tensor]:
        """Catch up with what was heard: what follows each text, and the states there [R, N]."""
        spans, heard = [], []
        for hearing in hearings:
            start = hearing.read
            end = min(hearing.heard, len(hearing.source) - 1)
            if end > start:
                heard.append(hearing.take(end))
                spans.append(Span(hearing, start, hearing.source[start + 1 : end + 1]))
        if not spans:
            nothing = torch.empty(0, device=self._device)
            return nothing, nothing
        hidden, states = self._compute(spans, self._head.enter(torch.cat(heard)))
        for span in spans:
            span.hearing.note(span.start, self._filled)
        return hidden, states

    def _compute(self, spans: Sequence[Span], states: Tensor) -> tuple[Tensor, Tensor]:
        """The same of the spans' last entries [R, N]; all entries are in the blocks then."""
        token_ids, positions, batch, last = lay_out_spans(spans, self._device)
        hidden, states = self._head.forward(token_ids, states, positions, batch, self._cache)
        return hidden[last], states[last]

    def _decide(self, going: Sequence[Going], hidden: Tensor) -> list[list[int]]:
        """What follows each text, and what would instead; first of all what others proposed."""
        ahead = [each.ask.ahead[len(each.drafts) :][:1] for each in going]
        if all(ahead):
            return ahead
        asks = [each.ask for each in going]
        chosen = self._choice.of(self._head.logits(hidden), asks, [each.drafts for each in going])
        return [said or ids for said, ids in zip(ahead, chosen, strict=True)]

    def _take(self, going: Going, ids: Sequence[int]) -> bool:
        """One more draft, or none. Whether another one may follow."""
        ask, drafts = going.ask, going.drafts
        if len(drafts) >= len(ask.ahead):
            going.beside.append([*ids[1:]])
        if not ids or (ask.matcher is not None and ask.matcher.is_end(ids[0])):
            return False
        drafts.append(ids[0])
        is_in_reach = len(ask.tokens) + len(drafts) < self._head.context_length
        return may_go_on(ask, drafts) and is_in_reach
