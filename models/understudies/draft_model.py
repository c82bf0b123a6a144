"""A smaller model that reads ahead, with the same noise as the lead, so that both choose alike.

It keeps its keys and values in the lead's blocks: for each block of the lead's cache there is one
of its own with the same number. So a text that shares blocks shares them here too, nothing has to
be taken or given back, and what was rejected is written over. What is in a block is known by a
digest of the text up to its end; a text that was computed by the lead alone is caught up with.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

import torch
from torch import Tensor

from models.batch import Row, Sampling
from models.decoder import Cache
from models.open_model import LanguageModel
from models.ragged import Ragged, lay_out
from models.slots import Share, Slot, Slots
from models.understudies import Ask, Draft
from models.understudies.choosing import Choice, may_go_on
from models.understudies.costs import Costs

CATCH_UP = 512  # tokens of texts that it does not know yet, in a step
ANY_ROW = Row(0, 0, None, None, 1, 0, True, ())  # a share needs one; nobody looks at it


@dataclass(slots=True, eq=False)
class Reader:
    """How far it has read one text."""

    source: list[int]  # the lead's tokens: the same object for as long as the request lives
    slot: Slot  # the lead's number and blocks, and the tokens that it has read or drafted itself
    num_settled: int = 0  # tokens that the lead had decided when it read last
    digests: list[int] = field(default_factory=list)  # of the text up to the end of each block

    @property
    def computed(self) -> int:
        """Tokens whose keys and values are in the blocks."""
        return self.slot.computed

    def meet(self, text: list[int]) -> None:
        """The lead has gone on: what was drafted otherwise is forgotten."""
        own, known = self.slot.tokens, self.num_settled
        same = sum(1 for _ in takewhile(bool, map(int.__eq__, own[known:], text[known:])))
        own[known + same :] = text[known + same :]
        self.slot.computed = min(self.slot.computed, known + same)
        self.num_settled = len(self.source)

    def digest(self, block: int, size: int) -> int:
        """Of the text up to the end of a block that it fills."""
        while len(self.digests) <= block:
            start = len(self.digests) * size
            before = self.digests[-1] if self.digests else 0
            self.digests.append(hash((before, *self.slot.tokens[start : start + size])))
        return self.digests[block]


Going = tuple[Reader, Ask]


class DraftModel:
    """An `Understudy` with weights."""

    name = "draft_model"

    def __init__(
        self,
        decoder: LanguageModel,
        caches: Sequence[Cache],
        slots: Slots,
        *,
        choice: Choice,
        device: torch.device,
    ) -> None:
        self.costs = Costs()  # of one more token for each of so many texts
        self._decoder = decoder
        self._caches = caches
        self._slots = slots
        self._choice = choice
        self._device = device
        self._readers: dict[int, Reader] = {}
        self._filled: dict[int, int] = {}  # blocks that hold a text, by its digest

    def propose(self, asks: Sequence[Ask]) -> list[Draft]:
        """One token for each text, and another one, until nobody has room."""
        readers = [self._reader_of(ask) for ask in asks]
        self._catch_up(readers)
        begun = [len(reader.slot.tokens) for reader in readers]
        going = [
            (reader, ask)
            for reader, ask in zip(readers, asks, strict=True)
            if ask.room > 0 and self._is_ready(reader)
        ]
        beside: dict[int, list[list[int]]] = {ask.slot: [] for ask in asks}
        while going:
            began = time.monotonic()
            chosen = self._decide(going)
            self.costs.learn(len(going), time.monotonic() - began)
            for (_, ask), ids in zip(going, chosen, strict=True):
                beside[ask.slot].append(ids[1:])
            going = [
                (reader, ask)
                for (reader, ask), ids in zip(going, chosen, strict=True)
                if self._take(reader, ask, ids[:1])
            ]
        return [
            Draft(tuple(reader.slot.tokens[start:]), beside=beside[ask.slot])
            for reader, start, ask in zip(readers, begun, asks, strict=True)
        ]

    def _is_ready(self, reader: Reader) -> bool:
        """It knows all but the newest token, which is within its reach."""
        length = len(reader.slot.tokens)
        return reader.computed == length - 1 and length <= self._decoder.context_length

    def _take(self, reader: Reader, ask: Ask, ids: Sequence[int]) -> bool:
        """One more draft, or none. Whether another one may follow."""
        if not ids or (ask.matcher is not None and ask.matcher.is_end(ids[0])):
            return False
        tokens = reader.slot.tokens
        tokens += ids
        return may_go_on(ask, tokens[len(ask.tokens) :]) and self._is_ready(reader)

    def _reader_of(self, ask: Ask) -> Reader:
        reader = self._readers.get(ask.slot)
        text = [*ask.tokens, *ask.ahead]
        if reader is None or reader.source is not ask.tokens:
            slot = Slot(ask.slot, 0, Sampling(), text, table=ask.table)
            reader = self._readers[ask.slot] = Reader(ask.tokens, slot)
            self._find_known(reader, len(ask.tokens))
        reader.meet(text)
        return reader

    def _find_known(self, reader: Reader, length: int) -> None:
        """Blocks that it has filled itself, for this request or for another one."""
        size = self._slots.block_size
        for nth, block in enumerate(reader.slot.table[: (length - 1) // size]):
            if self._filled.get(block) != reader.digest(nth, size):
                break
            reader.slot.computed += size
        reader.num_settled = length

    def _catch_up(self, readers: Sequence[Reader]) -> None:
        """All tokens but the newest, of as many texts as fit into a step."""
        left = CATCH_UP
        shares = []
        for reader in readers:
            start, last = reader.computed, len(reader.slot.tokens) - 1
            end = min(last, start + left)
            if end > start and last < self._decoder.context_length:
                shares.append(Share(ANY_ROW, reader.slot, start, end))
                left -= end - start
        if shares:
            self._compute(shares)

    def _settle(self, share: Share) -> None:
        """These tokens are in the blocks now."""
        slot, size = share.slot, self._slots.block_size
        slot.computed = share.end
        reader = self._readers[slot.number]
        for nth in range(share.start // size, -(-share.end // size)):
            block, is_full = slot.table[nth], (nth + 1) * size <= min(share.end, len(reader.source))
            if is_full:
                self._filled[block] = reader.digest(nth, size)
            else:
                self._filled.pop(block, None)

    def _decide(self, going: Sequence[Going]) -> list[list[int]]:
        """What follows each text, and what would follow it instead."""
        shares = [
            Share(ANY_ROW, reader.slot, reader.computed, len(reader.slot.tokens), samples=True)
            for reader, _ in going
        ]
        hidden, ragged = self._compute(shares)
        return self._choice.of(
            self._decoder.logits(hidden if ragged.nodes is None else hidden[ragged.nodes]),
            [ask for _, ask in going],
            [reader.slot.tokens[len(reader.source) :] for reader, _ in going],
        )

    def _compute(self, shares: Sequence[Share]) -> tuple[Tensor, Ragged]:
        """Hidden states of all their tokens, whose keys and values are in the blocks then."""
        ragged = lay_out(shares, self._slots, self._device)
        ids = legible(ragged.token_ids, self._decoder)
        hidden = self._decoder.forward(
            ids, ragged.positions, batch=ragged.batch, caches=self._caches
        )
        for share in shares:
            self._settle(share)
        return hidden, ragged


def legible(ids: Tensor, decoder: LanguageModel) -> Tensor:
    """What pads one model's vocabulary may be beyond the other's, which reads its last token there:
    it only guesses."""
    return ids.clamp(max=decoder.config.vocabulary_size - 1)
