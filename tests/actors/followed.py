"""A scheduler, and what stands for the rest of the ring: endless memory, and a legible text.

The token at position `p` of request `n` is 1000 `n` + `p`, so every expectation can be read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass

from actors.messages import (
    Delta,
    DetokenizerMessage,
    Emit,
    Finish,
    KVCacheMessage,
    Plan,
    PlanRow,
    Release,
    SchedulerMessage,
    StepDone,
)
from actors.pace import Overlap
from actors.scheduler import Scheduler
from models.batch import RowResult
from tests.actors.made import Ear, no_inbox


@dataclass
class Tenancy:
    """What KV cache and device know of a request while it lives in a slot."""

    id: int
    tokens: list[int]
    num_known: int  # tokens that the scheduler has spoken of
    computed: int = 0

    def answer(self, row: PlanRow, num_accepted: int) -> RowResult:
        """Compute what the row allows, and decide on the next tokens if it is the newest."""
        count = min(row.budget, len(self.tokens) - self.computed)
        self.computed += count
        position = len(self.tokens)
        if self.computed < position:
            return RowResult(self.id, position, (), self.computed)
        num_new = 1 + min(row.draft, row.budget - count, num_accepted)
        ids = tuple(1000 * self.id + position + nth for nth in range(num_new))
        self.tokens.extend(ids)
        self.computed = len(self.tokens) - 1
        return RowResult(self.id, position, ids, self.computed)


class Followed:
    """Follows the scheduler's plans, and keeps its words."""

    def __init__(
        self,
        *,
        num_slots: int = 4,
        context_length: int = 100,
        depth: int = 1,
        steady: bool = False,
        step_tokens: int = 64,
        step_seconds: float = 0.0,
        draft: int = 0,
    ) -> None:
        self.num_slots = num_slots
        self.plans: list[Plan] = []
        self.in_flight: deque[tuple[Plan, list[Tenancy]]] = deque()
        self.releases: list[Release] = []
        self.tenancies: dict[int, Tenancy] = {}
        self.texts: dict[int, list[int]] = {}
        self.deltas: list[Delta] = []
        self.emits: list[Emit] = []
        self.finishes: dict[int, Finish] = {}
        self.scheduler = Scheduler(
            no_inbox(),
            kv_cache=Ear(self._hear),
            detokenizer=Ear(self._read),
            num_slots=num_slots,
            context_length=context_length,
            overlap=Overlap(depth, steady),
            step_tokens=step_tokens,
            step_seconds=step_seconds,
            draft=draft,
        )

    # What a test does.

    def tell(self, *messages: SchedulerMessage) -> None:
        """Let the scheduler learn all of these, and act on them."""
        for message in messages:
            self.scheduler.handle(message)
        self.scheduler.flush()

    def answer(
        self,
        *,
        accept: int = 0,
        refuse: Collection[int] = (),
        hold: Collection[int] = (),
        fail: Collection[int] = (),
        cached: tuple[tuple[int, int], ...] = (),
        seconds: float = 0.0,
    ) -> StepDone:
        """Let the oldest step in flight come home."""
        plan, tenancies = self.in_flight.popleft()
        results = []
        for row, tenancy in zip(plan.rows, tenancies, strict=True):
            if row.id in fail:
                results.append(RowResult(row.id, 0, (), 0, error="nan"))
            elif row.id not in refuse and row.id not in hold:
                results.append(tenancy.answer(row, accept))
        ids = {row.id for row in plan.rows}
        refused = tuple(id for id in refuse if id in ids)
        tokens = sum([row.budget for row in plan.rows])
        done = StepDone(
            plan.step,
            tuple(results),
            refused,
            tuple(hold),
            cached,
            num_tokens=tokens,
            seconds=seconds,
        )
        self.tell(done)
        return done

    def answer_all(self, *, accept: int = 0) -> None:
        """Let steps come home until nobody runs any more."""
        while self.in_flight:
            self.answer(accept=accept)

    @property
    def newest(self) -> dict[int, PlanRow]:
        """The rows of the newest plan by id."""
        return {row.id: row for row in self.plans[-1].rows}

    def is_idle(self) -> bool:
        """Nobody lives, nothing is in flight, every slot is free."""
        scheduler = self.scheduler
        waiting = scheduler.queue or scheduler.queue.parked
        nobody = not (scheduler.live or waiting or scheduler.running or self.tenancies)
        slots_are_free = sorted(scheduler.free_slots) == list(range(self.num_slots))
        return nobody and slots_are_free and not self.in_flight

    # What the scheduler says.

    def _hear(self, message: KVCacheMessage) -> None:
        if isinstance(message, Release):
            self.releases.append(message)
            del self.tenancies[message.id]
            return
        for row in message.rows:
            if row.residence is not None:
                assert row.id not in self.tenancies
                tokens = list(row.residence.tokens)
                self.tenancies[row.id] = Tenancy(row.id, tokens, len(tokens))
            tenancy = self.tenancies[row.id]
            assert tuple(tenancy.tokens[tenancy.num_known :]) == row.news
            tenancy.num_known += len(row.news)
        self.plans.append(message)
        self.in_flight.append((message, [self.tenancies[row.id] for row in message.rows]))
        slots = [self.scheduler.live[row.id].slot for row in message.rows]
        assert len(set(slots)) == len(slots)

    def _read(self, message: DetokenizerMessage) -> None:
        self.emits.append(message)
        for delta in message.deltas:
            self.deltas.append(delta)
            assert delta.id not in self.finishes
            text = self.texts.setdefault(delta.id, list(delta.log.ids))
            assert len(text) == delta.start
            text.extend(delta.ids)
            if delta.finish is not None:
                self.finishes[delta.id] = delta.finish
