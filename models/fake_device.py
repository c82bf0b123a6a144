"""A device without a model, for tests, simulations and load tests. It is content-addressed.

It never trusts what it was told: to decide on a token it reads every cell of the text back through
the block table that it was given, and answers with a hash of them. Any wrong block, stale prefix,
lost, repeated or reordered token changes all later tokens, so one comparison with `oracle`, which
knows neither cache nor batch nor faults, checks the whole engine.

It is strict: what a sound engine never asks raises `DeviceMisused`. And it fails on demand: a row
that computes one of `poison_ids` kills, hangs or fails the device.
"""

from __future__ import annotations

import os
import signal
import struct
import threading
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Literal
from zlib import crc32

from models.batch import (
    STRANGE_CHOICE,
    Pending,
    Progress,
    Ready,
    Row,
    RowResult,
    Sampling,
    Setup,
    Step,
    StepResult,
)
from models.fake_memory import CELL_BYTES, Memory, cell, lead_of, scores_of
from models.fake_rules import (
    DeviceMisused,
    Slot,
    Work,
    check_blocks,
    check_slots,
    check_span,
    check_writers,
)

__all__ = ["DeviceDied", "DeviceMisused", "FakeDevice", "oracle"]

_LOADING_STAGES = 4
_DICE = struct.Struct("<qqI")


class DeviceDied(Exception):
    """Raised where the device would have died, had it a process of its own to die with."""


def oracle(
    seed: int,
    prompt: Sequence[int],
    *,
    max_tokens: int,
    vocabulary_size: int,
    temperature: float = 1.0,
    stop_ids: Collection[int] = (),
    min_tokens: int = 0,
) -> list[int]:
    """The one right continuation of a prompt, a stop id at its end included."""
    sampling = Sampling(
        seed=seed, temperature=temperature, stop_ids=tuple(stop_ids), min_tokens=min_tokens
    )
    past = b""
    cells = bytearray()
    for position, token_id in enumerate(prompt):
        cells += (past := cell(token_id, position, past))
    thought = lead_of(sampling, len(prompt), vocabulary_size).read(bytes(cells))
    text: list[int] = []
    while len(text) < max_tokens:
        text.append(thought.decide())
        if text[-1] in stop_ids:
            break
        thought.go_on(past := cell(text[-1], thought.position, past))
    return text


@dataclass(kw_only=True, slots=True)
class FakeDevice:
    """Implements `models.batch.Device`. The fields are its options."""

    num_blocks: int = 1024
    block_size: int = 16
    num_slots: int = 64
    context_length: int = 2048
    vocabulary_size: int = 1000
    draft_acceptance: float = 0.7  # how likely the understudy gets one more token right
    poison_ids: Collection[int] = ()
    poison_mode: Literal["die", "nan", "hang"] = "die"
    poison_signal: str = "SIGKILL"
    load_seconds: float = 0.0
    step_seconds: float = 0.0  # a step takes that long; steps run one after the other
    progress_seconds: float = 0.0  # how often a long step says that it lives; 0 is never
    die: Callable[[], object] | None = None  # None: send `poison_signal` to this process
    hang: Callable[[], object] = threading.Event().wait
    sleep: Callable[[float], object] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _memory: Memory = field(init=False)
    _slots: dict[int, Slot] = field(init=False, default_factory=dict)
    _busy_until: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self._memory = Memory(self.num_blocks, self.block_size)

    def load(self, progress: Callable[[Progress], None]) -> Ready:
        """Take `load_seconds`, and say so."""
        for stage in range(_LOADING_STAGES):
            progress(Progress("load", stage / _LOADING_STAGES))
            if self.load_seconds:
                self.sleep(self.load_seconds / _LOADING_STAGES)
        progress(Progress("load", 1.0))
        return Ready(
            num_blocks=self.num_blocks,
            block_size=self.block_size,
            num_slots=self.num_slots,
            context_length=self.context_length,
            vocabulary_size=self.vocabulary_size,
        )

    def launch(self, step: Step, progress: Callable[[Progress], None]) -> Pending:
        """Compute at once; what comes back waits until a real device would be done."""
        check_slots(step.rows)
        works = [self._resolve(row) for row in step.rows]
        sound = [work for work in works if work.slot.error is None]
        check_writers(sound, self.block_size)
        for work in sound:
            self._meet_poison(work, work.slot.tokens[work.start : work.end])
        # All writes come before all reads of the lead.
        for work in sound:
            self._compute(work)
        for work in sound:
            if work.row.draft:
                self._propose(step.step, work)
        result = StepResult(step.step, tuple([self._decide(work) for work in works]))
        return self._pending(result, progress) if self.step_seconds else lambda: result

    def _resolve(self, row: Row) -> Work:
        """Take in a row's news and find out what it wants."""
        slot = self._slot_of(row)
        slot.table.extend(row.blocks)
        start = slot.computed if row.start is None else row.start
        work = Work(row, slot, start, start + row.count)
        check_blocks(work, self.num_blocks)
        if slot.error is None:
            check_span(work, self.context_length, self.block_size)
        return work

    def _slot_of(self, row: Row) -> Slot:
        if not 0 <= row.slot < self.num_slots:
            raise DeviceMisused(f"There is no slot {row.slot}.")
        if row.setup is not None:
            self._slots[row.slot] = self._move_in(row.id, row.setup)
        slot = self._slots.get(row.slot)
        if slot is None or slot.id != row.id:
            raise DeviceMisused(f"Request {row.id} does not live in slot {row.slot}.")
        return slot

    def _move_in(self, id: int, setup: Setup) -> Slot:
        if not 0 < setup.num_prompt <= len(setup.tokens):
            raise DeviceMisused(f"Request {id} has no prompt among its tokens.")
        if not all(0 <= token < self.vocabulary_size for token in setup.tokens):
            raise DeviceMisused(f"Request {id} has a token outside the vocabulary.")
        lead = lead_of(setup.sampling, setup.num_prompt, self.vocabulary_size)
        slot = Slot(id, lead, list(setup.tokens))
        if min(setup.sampling.allowed_ids, default=0) >= self.vocabulary_size:
            slot.error = STRANGE_CHOICE
        return slot

    def _compute(self, work: Work) -> None:
        if work.slot.error is None:
            ids = work.slot.tokens[work.start : work.end]
            self._memory.write(work.slot.table, work.start, ids)

    def _propose(self, step: int, work: Work) -> None:
        """The understudy: right for some tokens, wrong from then on. All of it is computed."""
        slot, row = work.slot, work.row
        if slot.error is not None:
            return
        cells = self._memory.read(slot.table, work.end)
        thought, past = slot.lead.read(cells), cells[-CELL_BYTES:]
        right = True
        for nth in range(row.draft):
            dice = crc32(_DICE.pack(step, row.id, nth)) / 2**32
            right = right and dice < self.draft_acceptance
            token = thought.decide()
            if not right:
                token = self._another(token)
            work.drafts.append(token)
            thought.go_on(past := cell(token, thought.position, past))
        self._meet_poison(work, work.drafts)
        if slot.error is None:
            self._memory.write(slot.table, work.end, work.drafts)

    def _another(self, token: int) -> int:
        """A wrong guess, but never one that kills: a request dies of its own text only."""
        size = self.vocabulary_size
        others = ((token + further) % size for further in range(1, size))
        return next((other for other in others if other not in self.poison_ids), token)

    def _meet_poison(self, work: Work, ids: Sequence[int]) -> None:
        if not self.poison_ids or not any(id in self.poison_ids for id in ids):
            return
        match self.poison_mode:
            case "die":
                if self.die is not None:
                    self.die()
                else:
                    os.kill(os.getpid(), signal.Signals[self.poison_signal])
                raise DeviceDied(f"Request {work.slot.id} was poison.")
            case "hang":
                self.hang()
            case "nan":
                work.slot.error = "nan"
                self._memory.spoil(work.slot.table, work.start, work.end + work.row.draft)

    def _decide(self, work: Work) -> RowResult:
        """The lead: reads everything back and has the last word on each position."""
        row, slot = work.row, work.slot
        position = len(slot.tokens)
        if slot.error is not None:
            return RowResult(row.id, position, (), slot.computed, error=slot.error)
        cells = self._memory.read(slot.table, work.end + len(work.drafts))
        slot.computed = work.end
        scored = scores_of(cells, slot.lead, work.start, slot.tokens[work.start + 1 : work.end + 1])
        if not row.samples:
            return RowResult(row.id, position, (), slot.computed, scored=scored)
        num_logprobs = slot.lead.sampling.logprobs
        logprobs = []
        known = work.end * CELL_BYTES
        thought = slot.lead.read(cells[:known])
        for nth in range(1 + len(work.drafts)):
            token = thought.decide()
            slot.tokens.append(token)
            if num_logprobs is not None:
                logprobs.append(thought.logprobs(num_logprobs))
            if nth == len(work.drafts) or work.drafts[nth] != token:
                break
            slot.computed += 1
            thought.go_on(cells[known + nth * CELL_BYTES : known + (nth + 1) * CELL_BYTES])
        ids = tuple(slot.tokens[position:])
        drafted = (("fake", len(work.drafts)),) if work.drafts else ()
        told = tuple(logprobs)
        return RowResult(row.id, position, ids, slot.computed, drafted, told, scored=scored)

    def _pending(self, result: StepResult, progress: Callable[[Progress], None]) -> Pending:
        ends = max(self.clock(), self._busy_until) + self.step_seconds
        self._busy_until = ends

        def wait() -> StepResult:
            while (left := ends - self.clock()) > 0:
                self.sleep(min(left, self.progress_seconds or left))
                if self.progress_seconds:
                    progress(Progress("step", 1 - max(0.0, left) / self.step_seconds))
            return result

        return wait
