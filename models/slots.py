"""What the device remembers of each request between two steps.

`Slots` takes in a step's news and gives out `Share`s: which tokens to compute for which slot. A
share is the part of a row that one forward computes; as a rule that is the whole row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

import torch
from torch import Tensor

import ops
from models.batch import (
    NO_GRAMMAR,
    STRANGE_CHOICE,
    STRANGE_TOKEN,
    Row,
    RowResult,
    Sampling,
    Setup,
    Speculation,
    TokenLogprobs,
)
from models.grammars import Grammars, Matcher
from models.understudies import Ask
from models.understudies.tree import walk


@dataclass(slots=True)
class Slot:
    """A request's home on the device. Another request gets a new one."""

    number: int
    id: int
    sampling: Sampling
    tokens: list[int]
    num_prompt: int = 0
    speculation: Speculation = Speculation()
    salt: str = ""
    table: list[int] = field(default_factory=list)
    computed: int = 0
    matcher: Matcher | None = None  # follows its grammar
    error: str | None = None  # what it failed with: from then on it only says so


@dataclass(slots=True)
class Share:
    """Tokens `start` to `end` of a slot, and drafts behind them."""

    row: Row
    slot: Slot
    start: int
    end: int
    drafts: Sequence[int] = ()
    parents: Sequence[int] = ()  # of the drafts, -1 for the newest token; none: they are a chain
    sources: Sequence[str] = ()  # who proposed each of them
    samples: bool = False
    ids: Sequence[int] = ()  # what the lead decided
    logprobs: tuple[TokenLogprobs, ...] = ()
    scored: list[TokenLogprobs] = field(default_factory=list)  # also of what was split off

    @property
    def num_tokens(self) -> int:
        return self.end - self.start + len(self.drafts)

    @property
    def num_to_score(self) -> int:
        """Tokens of the prompt that follow the share's own, if anybody wants to know."""
        if self.slot.sampling.prompt_logprobs is None:
            return 0
        return max(min(self.end, self.slot.num_prompt - 1) - self.start, 0)

    @property
    def depths(self) -> list[int]:
        """How far each draft lies behind the newest token: 1, 2 ... in a chain."""
        found: list[int] = []
        for parent in self.parents or range(-1, len(self.drafts) - 1):
            found.append(1 if parent < 0 else found[parent] + 1)
        return found

    @property
    def drafted(self) -> tuple[tuple[str, int], ...]:
        """Who proposed how many drafts: those that held come first."""
        path = walk(self.drafts, self.parents, self.ids) if self.parents else ()
        order = [*path, *[node for node in range(len(self.drafts)) if node not in path]]
        runs = groupby([self.sources[node] for node in order])
        return tuple([(source, len([*run])) for source, run in runs])

    def draft(self, ids: Sequence[int], parents: Sequence[int], sources: Sequence[str]) -> None:
        """Read ahead."""
        self.drafts, self.sources = ids, sources
        is_chain = all([parent == node - 1 for node, parent in enumerate(parents)])
        self.parents = () if is_chain else parents

    def cut(self, num_tokens: int) -> Share:
        """Split off the first tokens. What is decided is decided behind the others."""
        end = self.start + num_tokens
        head = Share(self.row, self.slot, self.start, end, scored=self.scored)
        self.start = head.end
        return head

    def ask(self) -> Ask:
        """What understudies must know to read ahead behind it."""
        slot = self.slot
        return Ask(
            slot.number,
            slot.tokens,
            self.row.draft,
            num_prompt=slot.num_prompt,
            speculation=slot.speculation,
            salt=slot.salt,
            table=slot.table,
            matcher=slot.matcher,
            stop_ids=slot.sampling.stop_ids,
        )

    def report(self) -> RowResult:
        """What became of the row, once everything about it is committed."""
        slot = self.slot
        if slot.error is not None:
            id, position = self.row.id, len(slot.tokens)
            return RowResult(id, position, (), slot.computed, error=slot.error)
        return RowResult(
            self.row.id,
            len(slot.tokens) - len(self.ids),
            tuple(self.ids),
            slot.computed,
            self.drafted,
            self.logprobs,
            scored=tuple(self.scored),
        )


class Slots:
    """All slots, their block tables and how they sample."""

    def __init__(
        self,
        num_slots: int,
        *,
        block_size: int,
        context_length: int,
        vocabulary_size: int,
        grammars: Grammars,
        device: torch.device,
    ) -> None:
        self._grammars = grammars
        self.num_slots = num_slots
        self.block_size = block_size
        self.sampling = ops.SlotSampling(vocabulary_size, device=device)
        self._vocabulary_size = vocabulary_size
        self._slots: dict[int, Slot] = {}
        self.most_blocks = -(-context_length // block_size)
        # The same as the slots' own tables; what lies behind a text's blocks is never used.
        self._tables = torch.zeros(num_slots, self.most_blocks, dtype=torch.int32, device=device)

    def resolve(self, rows: Sequence[Row]) -> list[Share]:
        """Take in what is new about these rows; what is there to compute?"""
        shares = []
        places: list[int] = []
        blocks: list[int] = []
        for row in rows:
            if row.setup is not None:
                self._move_in(row, row.setup)
            slot = self._slots[row.slot]
            if row.blocks:
                first = slot.number * self.most_blocks + len(slot.table)
                places.extend(range(first, first + len(row.blocks)))
                blocks.extend(row.blocks)
                slot.table.extend(row.blocks)
            start = slot.computed if row.start is None else row.start
            shares.append(Share(row, slot, start, start + row.count, samples=row.samples))
        if places:
            where, what = torch.tensor([places, blocks], device=self._tables.device)
            self._tables.view(-1)[where] = what.int()
        return shares

    def tables(self, slots: Tensor, num_blocks: int) -> Tensor:
        """The beginnings of some slots' block tables [R, num_blocks] int32; slots [R]."""
        return self._tables[:, :num_blocks].index_select(0, slots)

    def commit(self, share: Share) -> None:
        """The lead has decided: the share's tokens are computed, and its `ids` stand behind them.

        Of drafts, all that were right are computed as well.
        """
        slot = share.slot
        slot.computed = share.end + max(len(share.ids) - 1, 0)
        if share.ids:
            slot.tokens.extend(share.ids)
            self.sampling.commit(slot.number, share.ids)
            if slot.matcher is not None and not slot.matcher.advance(share.ids):
                is_lost = slot.matcher.is_lost  # to go on would cost too much
                slot.error = NO_GRAMMAR if is_lost else "a token that the grammar forbids"

    def _move_in(self, row: Row, setup: Setup) -> None:
        sampling = fit(setup.sampling, self._vocabulary_size)
        slot = Slot(
            row.slot,
            row.id,
            sampling,
            [*setup.tokens],
            setup.num_prompt,
            within(setup.speculation, self._vocabulary_size),
            setup.salt,
        )
        self._slots[row.slot] = slot
        if max(slot.tokens) >= self._vocabulary_size or min(slot.tokens) < 0:
            slot.error = STRANGE_TOKEN
        elif setup.sampling.allowed_ids and not sampling.allowed_ids:
            slot.error = STRANGE_CHOICE
        else:
            self.sampling.enter(row.slot, sampling, tokens=slot.tokens, num_prompt=setup.num_prompt)
            if sampling.grammar:
                slot.matcher = self._grammars.start(sampling.grammar)
                generated = slot.tokens[setup.num_prompt :]
                if slot.matcher is None or not slot.matcher.advance(generated):
                    slot.error = NO_GRAMMAR


def within(speculation: Speculation, vocabulary_size: int) -> Speculation:
    """The same, predicting only tokens that the lead can read."""
    foretold = speculation.prediction
    if max(foretold, default=0) < vocabulary_size:
        return speculation
    known = tuple([id for id in foretold if id < vocabulary_size])
    return replace(speculation, prediction=known)


def fit(sampling: Sampling, vocabulary_size: int) -> Sampling:
    """The same without tokens that this model does not have: they never appear anyway."""

    def known(ids: Sequence[int]) -> bool:
        return all(0 <= id < vocabulary_size for id in ids)

    logprobs, prompts = sampling.logprobs, sampling.prompt_logprobs
    biased = tuple([id for id, _ in sampling.logit_bias])
    words = sampling.bad_words_ids
    if (
        known((*biased, *sampling.allowed_ids, *sampling.stop_ids))
        and all(word and known(word) for word in words)
        and max(logprobs or 0, prompts or 0) <= vocabulary_size
    ):
        return sampling
    return replace(
        sampling,
        logit_bias=tuple([pair for pair in sampling.logit_bias if known(pair[:1])]),
        bad_words_ids=tuple([word for word in words if word and known(word)]),
        allowed_ids=tuple([id for id in sampling.allowed_ids if known((id,))]),
        stop_ids=tuple([id for id in sampling.stop_ids if known((id,))]),
        logprobs=None if logprobs is None else min(logprobs, vocabulary_size),
        prompt_logprobs=None if prompts is None else min(prompts, vocabulary_size),
    )
