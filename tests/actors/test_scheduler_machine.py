"""Scheduler and KV cache together, in any order of turns that the ring could take.

Every actor has an inbox that a rule empties, so messages overtake each other as they may in the
ring. The device checks what it reads; texts are compared with an oracle that knows no batches.
"""

from __future__ import annotations

from collections import deque
from itertools import count

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from actors.blocks import BlockPool
from actors.kv_cache import KVCache
from actors.log import Log
from actors.messages import (
    Batch,
    Cancel,
    DetokenizerMessage,
    Finish,
    KVCacheMessage,
    Plan,
    SchedulerMessage,
    StepDone,
)
from actors.scheduler import Scheduler
from tests.actors.made import Ear, Outlet, a_log, a_submit, no_inbox
from tests.actors.paged_device import NUM_TOKENS, STOP, PagedDevice, oracle

PATIENCE = 600  # turns in which everybody must have come to an end
prompts = st.lists(st.integers(0, NUM_TOKENS - 1), min_size=1, max_size=12).map(tuple)


class RingMachine(RuleBasedStateMachine):
    @initialize(
        num_blocks=st.integers(1, 8),
        block_size=st.integers(1, 4),
        num_slots=st.integers(1, 4),
        depth=st.integers(1, 2),
        step_tokens=st.integers(2, 9),
        draft=st.integers(0, 3),
        prefix_cache=st.sampled_from([True, True, True, False]),
    )
    def configure(
        self,
        num_blocks: int,
        block_size: int,
        num_slots: int,
        depth: int,
        step_tokens: int,
        draft: int,
        prefix_cache: bool,
    ) -> None:
        self.num_blocks, self.block_size, self.prefix_cache = num_blocks, block_size, prefix_cache
        self.num_slots, self.depth, self.draft = num_slots, depth, draft
        self.step_tokens = step_tokens
        self.context_length = num_blocks * block_size
        self.ids = count(1)
        self.logs: dict[int, Log] = {}
        self.salts: dict[int, str] = {}
        self.right: dict[int, tuple[tuple[int, ...], str]] = {}
        self.max_tokens: dict[int, int] = {}
        self.failed: set[int] = set()
        self.cancelled: set[int] = set()
        self.build()

    def build(self) -> None:
        """A new ring, with a new device."""
        self.to_scheduler: deque[SchedulerMessage] = deque()
        self.to_kv_cache: Outlet[KVCacheMessage] = Outlet()
        self.to_device: Outlet[Batch] = Outlet()
        self.to_detokenizer: Outlet[DetokenizerMessage] = Outlet()
        self.steps_in_flight = 0
        self.finished: set[int] = set()
        self.suspects: dict[int, int] = {}
        self.device = PagedDevice(self.num_blocks, self.block_size)
        self.pool = BlockPool(self.num_blocks, self.block_size)
        self.kv_cache = KVCache(
            no_inbox(),
            runner=self.to_device,
            pool=self.pool,
            secret=b"",
            prefix_cache=self.prefix_cache,
        )
        self.scheduler = Scheduler(
            no_inbox(),
            kv_cache=Ear(self.hear),
            detokenizer=self.to_detokenizer,
            num_slots=self.num_slots,
            context_length=self.context_length,
            depth=self.depth,
            step_tokens=self.step_tokens,
            draft=self.draft,
        )

    # Arriving and leaving.

    @rule(
        prompt=prompts,
        max_tokens=st.integers(0, 12),
        seed=st.integers(0, 1),
        salt=st.sampled_from(["", "", "tea"]),
        priority=st.sampled_from([0, 0, 0, -1, 1]),
        alone=st.sampled_from([0, 0, 0, 2]),
    )
    def submit(
        self,
        prompt: tuple[int, ...],
        max_tokens: int,
        seed: int,
        salt: str,
        priority: int,
        alone: int,
    ) -> None:
        id = next(self.ids)
        self.logs[id] = a_log(id)
        self.salts[id] = salt
        limit = min(self.context_length, len(prompt) + max_tokens)
        self.right[id] = oracle(seed, prompt, limit=limit)
        self.requests[id] = a_submit(
            id,
            prompt,
            log=self.logs[id],
            max_tokens=max_tokens,
            stop_ids=(STOP,),
            seed=seed,
            salt=salt,
            priority=priority,
            alone_until=alone,
        )
        self.to_scheduler.append(self.requests[id])
