"""Scheduler, KV cache and device, each with an inbox, turned by hand in any order.

So messages are under way for as long as a test likes. What must always hold is checked where a
message passes; what the device reads, it checks itself.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from actors.blocks import BlockPool
from actors.kv_cache import KVCache
from actors.messages import (
    Batch,
    Cancel,
    CaughtUp,
    DetokenizerMessage,
    Finish,
    KVCacheMessage,
    Plan,
    SchedulerMessage,
    StepDone,
    Submit,
)
from actors.pace import Overlap
from actors.scheduler import Scheduler
from tests.actors.made import Ear, no_inbox
from tests.actors.paged_device import PagedDevice


@dataclass(frozen=True)
class Sizes:
    num_blocks: int = 4
    block_size: int = 2
    num_slots: int = 2
    depth: int = 1
    steady: bool = False
    step_tokens: int = 8
    draft: int = 0
    prefix_cache: bool = True
    most_unread: int = 100

    @property
    def context_length(self) -> int:
        return self.num_blocks * self.block_size


class TurnedRing:
    """One ring. What it decides is committed to the logs of its requests."""

    def __init__(self, sizes: Sizes) -> None:
        self.sizes = sizes
        self.submits: dict[int, Submit] = {}
        self.finishes: dict[int, Finish] = {}
        self.failed: set[int] = set()  # by the device
        self.to_scheduler: deque[SchedulerMessage] = deque()
        self.to_kv_cache: deque[KVCacheMessage] = deque()
        self.to_device: deque[Batch] = deque()
        self.to_logs: deque[DetokenizerMessage] = deque()
        self.device = PagedDevice(sizes.num_blocks, sizes.block_size)
        self.pool = BlockPool(sizes.num_blocks, sizes.block_size)
        self.kv_cache = KVCache(
            no_inbox(),
            runner=Ear(self.to_device.append),
            pool=self.pool,
            secret=b"",
            prefix_cache=sizes.prefix_cache,
        )
        self.scheduler = Scheduler(
            no_inbox(),
            kv_cache=Ear(self._hear),
            detokenizer=Ear(self.to_logs.append),
            num_slots=sizes.num_slots,
            context_length=sizes.context_length,
            overlap=Overlap(sizes.depth, sizes.steady),
            step_tokens=sizes.step_tokens,
            draft=sizes.draft,
        )

    def submit(self, submit: Submit) -> None:
        self.submits[submit.id] = submit
        self.to_scheduler.append(submit)

    def cancel(self, id: int) -> None:
        """The client leaves; the news of it may come late."""
        if id in self.submits:
            self.submits[id].log.close()
        self.to_scheduler.append(Cancel(id))

    # One actor's turn.

    def turn_scheduler(self, num_messages: int = 1000) -> None:
        for _ in range(min(num_messages, len(self.to_scheduler))):
            self.scheduler.handle(self.to_scheduler.popleft())
        self.scheduler.flush()

    def turn_kv_cache(self) -> None:
        if self.to_kv_cache:
            self.kv_cache.handle(self.to_kv_cache.popleft())

    def turn_device(self, accept: int = 0, fail: int | None = None) -> None:
        """Compute one batch, with so many drafts right, and with its row `fail` failing."""
        if not self.to_device:
            return
        batch = self.to_device.popleft()
        rows = batch.work.rows
        failing = None if fail is None or fail >= len(rows) else rows[fail].id
        salts = {row.id: self.submits[row.id].salt for row in rows}
        results = self.device.run(batch.work, salts=salts, accept=accept, failing=failing)
        self.failed |= {result.id for result in results if result.error is not None}
        done = StepDone(batch.work.step, results, batch.refused, batch.held, batch.cached)
        self.to_scheduler.append(done)

    def turn_logs(self) -> None:
        """Commit everything that was decided."""
        while self.to_logs:
            for delta in self.to_logs.popleft().deltas:
                assert delta.id not in self.finishes
                delta.log.commit(delta.start, delta.ids)
                delta.log.tell("", len(delta.ids))
                if delta.finish is not None:
                    self.finishes[delta.id] = delta.finish

    def read(self, id: int) -> None:
        """A client takes what there is."""
        if id in self.submits:
            self.submits[id].log.take()

    def turn(self, accept: int = 0) -> None:
        """Everybody's turn: one lap of a ring."""
        self.turn_scheduler()
        while self.to_kv_cache:
            self.turn_kv_cache()
        self.turn_device(accept)
        self.turn_logs()
        for id in self.submits:
            self.read(id)

    def run_dry(self, patience: int) -> None:
        """Turn until nothing is under way, and nobody is left."""
        for _ in range(patience):
            self.turn()
            if not (self.to_scheduler or self.to_kv_cache or self.to_device):
                break
        assert self.finishes.keys() == self.submits.keys()
        assert not self.scheduler.live
        assert sorted(self.scheduler.free_slots) == list(range(self.sizes.num_slots))
        assert not self.kv_cache.tenants
        assert not self.kv_cache.computing
        assert self.pool.num_available == self.pool.num_blocks

    # What always holds.

    def check(self) -> None:
        scheduler = self.scheduler
        self.pool.audit(tenant.table for tenant in self.kv_cache.tenants.values())
        assert 0 <= scheduler.step - scheduler.done <= self.sizes.depth
        queue = scheduler.queue
        places = [*queue, *queue.parked.values(), *scheduler.running]
        assert sorted(live.id for live in places) == sorted(scheduler.live)
        assert scheduler.running == sorted(scheduler.running)
        slots = [live.slot for live in scheduler.running if live.slot is not None]
        assert len(slots) == len(scheduler.running)
        assert sorted(slots + scheduler.free_slots) == list(range(self.sizes.num_slots))
        assert all(live.slot is None for live in (*queue, *queue.parked.values()))
        read = {message.id for message in self.to_scheduler if isinstance(message, CaughtUp)}
        assert all(live.log.parked or id in read for id, live in queue.parked.items())

    def _hear(self, message: KVCacheMessage) -> None:
        self.to_kv_cache.append(message)
        if not isinstance(message, Plan):
            return
        rows, scheduler = message.rows, self.scheduler
        assert rows
        assert len({row.id for row in rows}) == len(rows)
        assert sum(row.budget for row in rows) <= self.sizes.step_tokens
        assert all(row.budget >= 1 and 0 <= row.draft <= self.sizes.draft for row in rows)
        assert message.step - message.after <= self.sizes.depth
        if any(live.is_suspect for live in scheduler.live.values()):
            (row,) = rows
            assert scheduler.live[row.id].is_suspect
            assert message.after == message.step - 1
