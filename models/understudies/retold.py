"""A model with another vocabulary that reads ahead: it reads the text in tokens of its own.

What it thinks of its tokens is counted together for the lead's (`models.understudies.translation`),
and of those one is chosen with the lead's noise, as any other understudy does. Its texts have other
lengths than the lead's, so its keys and values lie in blocks that it shares out itself.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

import torch
from torch import Tensor

from models.batch import Sampling
from models.decoder import Cache
from models.open_model import LanguageModel
from models.ragged import Ragged, lay_out
from models.slots import Share, Slot
from models.understudies import Ask, Draft
from models.understudies.choosing import Choice, may_go_on
from models.understudies.costs import Costs
from models.understudies.draft_model import ANY_ROW, CATCH_UP, legible
from models.understudies.own_blocks import OwnBlocks, OwnTables
from models.understudies.translation import Retelling, Translation


@dataclass(slots=True, eq=False)
class Reader:
    """How far it has read one text."""

    source: list[int]  # the lead's tokens: the same object for as long as the request lives
    slot: Slot  # its own tokens and blocks
    retelling: Retelling
    drafts: list[int] = field(default_factory=list)  # the lead's tokens, those of others first
    beside: list[list[int]] = field(default_factory=list)  # for each place behind those of others
    last_asked: int = 0
    num_kept: int = 0  # blocks that others may find
    digest: int = 0  # of the text in them

    def meet(self, tokens: list[int], ahead: Sequence[int]) -> None:
        """The lead has gone on: what was drafted otherwise is forgotten."""
        start, told = self.retelling.tell(tokens, ahead)
        own = self.slot.tokens
        same = sum(1 for _ in takewhile(bool, map(int.__eq__, own[start:], told)))
        own[start + same :] = told[same:]
        self.slot.computed = min(self.slot.computed, start + same)
        self.drafts, self.beside = list(ahead), []

    def draft(self, num_others: int) -> Draft:
        """Its own, behind those of others."""
        own = self.drafts[num_others:]
        return Draft(tuple(own), beside=self.beside[: len(own) + 1])


Going = tuple[Reader, Ask]


class RetoldModel:
    """An `Understudy` with weights and words of its own."""

    name = "draft_model"

    def __init__(
        self,
        decoder: LanguageModel,
        caches: Sequence[Cache],
        blocks: OwnBlocks,
        *,
        translation: Translation,
        choice: Choice,
        device: torch.device,
    ) -> None:
        self.costs = Costs()  # of one more token for each of so many texts
        self._decoder = decoder
        self._caches = caches
        self._blocks = blocks
        self._tables = OwnTables(blocks.size, -(-decoder.context_length // blocks.size))
        self._translation = translation
        self._choice = choice
        self._device = device
        self._readers: dict[int, Reader] = {}
        self._num_asked = 0

    def propose(self, asks: Sequence[Ask]) -> list[Draft]:
        """One of its tokens for each text, and another one, until nobody has room."""
        self._num_asked += 1
        readers = [self._reader_of(ask) for ask in asks]
        self._catch_up(readers)
        going = [
            (reader, ask)
            for reader, ask in zip(readers, asks, strict=True)
            if ask.room > 0 and self._is_ready(reader)
        ]
        while going:
            began = time.monotonic()
            said = self._decide(going)
            self.costs.learn(len(going), time.monotonic() - began)
            going = [
                (reader, ask)
                for (reader, ask), (own, ids, others) in zip(going, said, strict=True)
                if self._take(reader, ask, own, ids, others)
            ]
        return [reader.draft(len(ask.ahead)) for reader, ask in zip(readers, asks, strict=True)]

    def _reader_of(self, ask: Ask) -> Reader:
        reader = self._readers.get(ask.slot)
        if reader is None or reader.source is not ask.tokens:
            if reader is not None:
                self._forget(reader)
            slot = Slot(ask.slot, 0, Sampling(), [])
            reader = self._readers[ask.slot] = Reader(
                ask.tokens, slot, Retelling(self._translation)
            )
            self._tables.of[ask.slot] = slot.table
        reader.last_asked = self._num_asked
        reader.meet(ask.tokens, ask.ahead)
        if not reader.slot.table:
            self._find_known(reader)
        return reader

    def _find_known(self, reader: Reader) -> None:
        """Blocks that hold the beginning of its text already."""
        slot, size = reader.slot, self._blocks.size
        most = min(reader.retelling.num_settled, len(slot.tokens) - 1)
        while (reader.num_kept + 1) * size <= most:
            digest = digest_behind(reader, size)
            block = self._blocks.find(digest)
            if block is None:
                break
            slot.table.append(block)
            reader.num_kept, reader.digest = reader.num_kept + 1, digest
        slot.computed = reader.num_kept * size

    def _forget(self, reader: Reader) -> None:
        """Its blocks are somebody else's; it may be met anew."""
        for block in reader.slot.table:
            self._blocks.drop(block)
        reader.slot.table.clear()
        reader.slot.computed = reader.num_kept = reader.digest = 0

    def _has_blocks(self, reader: Reader, length: int) -> bool:
        """For so many tokens, if need be those of a text that was not asked about for longest."""
        table, size = reader.slot.table, self._blocks.size
        while len(table) * size < length:
            block = self._blocks.take()
            if block is not None:
                table.append(block)
                continue
            others = [each for each in self._readers.values() if each.slot.table]
            oldest = min(others, key=lambda each: each.last_asked, default=reader)
            if oldest.last_asked == self._num_asked:
                return False
            self._forget(oldest)
        return True

    def _is_ready(self, reader: Reader) -> bool:
        """It knows all but the newest token, which is within its reach."""
        length = len(reader.slot.tokens)
        return (
            reader.retelling.is_whole
            and reader.slot.computed == length - 1
            and length <= self._decoder.context_length
            and self._has_blocks(reader, length)
        )

    def _catch_up(self, readers: Sequence[Reader]) -> None:
        """All tokens but the newest, of as many texts as fit into a step."""
        left = CATCH_UP
        shares = []
        for reader in readers:
            start, last = reader.slot.computed, len(reader.slot.tokens) - 1
            end = min(last, start + left)
            fits = reader.retelling.is_whole and last < self._decoder.context_length
            if fits and end > start and self._has_blocks(reader, end):
                shares.append(Share(ANY_ROW, reader.slot, start, end))
                left -= end - start
        if shares:
            self._compute(shares)

    def _decide(self, going: Sequence[Going]) -> list[tuple[int, list[int], list[int]]]:
        """What follows each text: a token of its own, the lead's for it, and others instead."""
        shares = [
            Share(ANY_ROW, reader.slot, reader.slot.computed, len(reader.slot.tokens), samples=True)
            for reader, _ in going
        ]
        hidden, ragged = self._compute(shares)
        logits = self._decoder.logits(hidden if ragged.nodes is None else hidden[ragged.nodes])
        asks = [ask for _, ask in going]
        chosen = self._choice.of(
            self._translation.scores(logits), asks, [reader.drafts for reader, _ in going]
        )
        own = self._translation.spoken(logits, [[*ids, -1][0] for ids in chosen])
        return [
            (mine, [*ids[:1], *self._translation.pieces[mine][1:]] if ids else [], ids[1:])
            for mine, ids in zip(own, chosen, strict=True)
        ]

    def _take(
        self, reader: Reader, ask: Ask, own: int, ids: Sequence[int], others: list[int]
    ) -> bool:
        """More drafts. Whether others may follow."""
        reader.beside += [others, *[[] for _ in ids[1:]]]
        before = len(reader.drafts)
        for id in ids:
            if ask.matcher is not None and ask.matcher.is_end(id):
                break
            reader.drafts.append(id)
            if not may_go_on(ask, reader.drafts):
                break
        if ask.matcher is not None:
            reader.drafts[before + 1 :] = ask.matcher.trim(reader.drafts)[before + 1 :]
        if not ids or len(reader.drafts) < before + len(ids):
            return False
        reader.slot.tokens.append(own)
        return may_go_on(ask, reader.drafts) and self._is_ready(reader)

    def _compute(self, shares: Sequence[Share]) -> tuple[Tensor, Ragged]:
        """Hidden states of all their tokens, whose keys and values are in the blocks then."""
        ragged = lay_out(shares, self._tables, self._device)
        ids = legible(ragged.token_ids, self._decoder)
        hidden = self._decoder.forward(
            ids, ragged.positions, batch=ragged.batch, caches=self._caches
        )
        for share in shares:
            share.slot.computed = share.end
            self._keep(self._readers[share.slot.number])
        return hidden, ragged

    def _keep(self, reader: Reader) -> None:
        """Others may find the blocks that are full of what will not be spelled anew."""
        size = self._blocks.size
        settled = min(reader.retelling.num_settled, reader.slot.computed)
        while (reader.num_kept + 1) * size <= settled:
            reader.digest = digest_behind(reader, size)
            self._blocks.keep(reader.slot.table[reader.num_kept], reader.digest)
            reader.num_kept += 1


def digest_behind(reader: Reader, size: int) -> int:
    """Of the text up to the end of the block behind those that are kept."""
    start = reader.num_kept * size
    return hash((reader.digest, *reader.slot.tokens[start : start + size]))
