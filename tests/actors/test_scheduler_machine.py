"""Scheduler and KV cache together, under anything that clients and devices may do to them."""

from __future__ import annotations

from dataclasses import replace
from itertools import count, islice
from random import Random

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from actors.log import Log
from actors.messages import CaughtUp
from tests.actors.made import a_log, a_submit
from tests.actors.paged_device import NUM_TOKENS, STOP, oracle
from tests.actors.turned_ring import Sizes, TurnedRing

PATIENCE = 1000  # laps in which everybody comes to an end

sizes = st.builds(
    Sizes,
    num_blocks=st.sampled_from([1, 2, 3, 4, 5, 6, 7, 8]),
    block_size=st.sampled_from([1, 2, 3, 4]),
    num_slots=st.sampled_from([1, 2, 3, 4]),
    depth=st.integers(1, 2),
    steady=st.booleans(),
    step_tokens=st.integers(2, 12),
    draft=st.integers(0, 3),
    prefix_cache=st.sampled_from([True, True, True, False]),
    most_unread=st.sampled_from([1, 3, 100]),
)
usual = st.integers(1, 12).map(lambda length: (0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3)[:length])
unusual = st.lists(st.integers(0, NUM_TOKENS - 1), min_size=1, max_size=12).map(tuple)
prompts = usual | unusual
accepts = st.integers(0, 3)


class RingMachine(RuleBasedStateMachine):
    """Texts are compared with an oracle that knows neither batches nor blocks nor drafts."""

    @initialize(sizes=sizes)
    def build(self, sizes: Sizes) -> None:
        self.sizes = sizes
        self.ring = TurnedRing(sizes)
        self.right: dict[int, tuple[tuple[int, ...], str]] = {}
        self.cancelled: set[int] = set()
        self.ids = count(1)

    @rule(
        prompt=prompts,
        num=st.integers(1, 3),
        max_tokens=st.sampled_from([0, 1, 2, 4, 8, 8, 16, 16]),
        seed=st.integers(0, 1),
        salt=st.sampled_from(["", "", "tea"]),
        priority=st.sampled_from([0, 0, 0, -1, 1]),
        client=st.sampled_from(["", "", "one", "two"]),
        alone_until=st.sampled_from([0, 0, 0, 0, 2]),
    )
    def submit(
        self,
        prompt: tuple[int, ...],
        num: int,
        max_tokens: int,
        seed: int,
        salt: str,
        priority: int,
        client: str,
        alone_until: int,
    ) -> None:
        """Some samples of one prompt, which leaves some of the context free if that is possible."""
        prompt = prompt[: max(1, self.sizes.context_length - max_tokens)]
        limit = min(self.sizes.context_length, len(prompt) + max_tokens)
        for nth, id in enumerate(islice(self.ids, num)):
            self.right[id] = oracle(seed + nth, prompt, limit=limit)
            self.ring.submit(
                a_submit(
                    id,
                    prompt,
                    log=self.log_of(id),
                    max_tokens=max_tokens,
                    stop_ids=(STOP,),
                    seed=seed + nth,
                    salt=salt,
                    priority=priority,
                    client=client,
                    alone_until=alone_until,
                )
            )

    def log_of(self, id: int) -> Log:
        return a_log(
            id,
            most_unread=self.sizes.most_unread,
            caught_up=lambda log: self.ring.to_scheduler.append(CaughtUp(log.id)),
        )

    @rule(back=st.integers(0, 3))
    def read(self, back: int) -> None:
        self.ring.read(len(self.right) - back)

    @rule(back=st.integers(0, 3))
    def cancel(self, back: int) -> None:
        """One of the newest, or one that never was."""
        id = len(self.right) - back
        self.cancelled.add(id)
        self.ring.cancel(id)

    @rule()
    def cancel_everybody(self) -> None:
        for id in self.ring.submits:
            self.cancelled.add(id)
            self.ring.cancel(id)

    @rule(num_messages=st.integers(1, 3))
    def turn_scheduler(self, num_messages: int) -> None:
        self.ring.turn_scheduler(num_messages)

    @rule()
    def turn_kv_cache(self) -> None:
        self.ring.turn_kv_cache()

    @rule(accept=accepts, fail=st.sampled_from([None, None, 0, 1]))
    def turn_device(self, accept: int, fail: int | None) -> None:
        self.ring.turn_device(accept, fail)

    @rule()
    def turn_logs(self) -> None:
        self.ring.turn_logs()

    @rule(seed=st.integers(0, 2**16), num=st.sampled_from([10, 40, 100]))
    def turn_at_random(self, seed: int, num: int) -> None:
        """Many turns for one choice of Hypothesis: this is where most of the work is done."""
        random, ring = Random(seed), self.ring
        for _ in range(num):
            match random.randrange(6):
                case 0 | 1:
                    ring.turn_scheduler()
                case 2 | 3:
                    ring.turn_kv_cache()
                case 4:
                    ring.turn_device(random.randrange(4), fail=random.randrange(10))
                case _:
                    ring.turn_logs()
            ring.check()

    @rule(num=st.sampled_from([1, 5, 20]), accept=accepts)
    def turn(self, num: int, accept: int) -> None:
        for _ in range(num):
            self.ring.turn(accept)

    @rule(commit=st.booleans(), span=st.sampled_from([0, 0, 2]))
    def crash(self, commit: bool, span: int) -> None:
        """Whoever is alive enters another ring with what was committed in time."""
        if commit:
            self.ring.turn_logs()
        self.ring_is_sound()
        old, self.ring = self.ring, TurnedRing(self.sizes)
        for id, submit in old.submits.items():
            if id not in old.finishes and id not in self.cancelled:
                ids = tuple(submit.log.ids)
                alone_until = len(ids) + span if span else 0
                self.ring.submit(replace(submit, committed=ids, alone_until=alone_until))

    @invariant()
    def ring_is_sound(self) -> None:
        self.ring.check()
        for id, submit in self.ring.submits.items():
            ids, reason = self.right[id]
            finish, committed = self.ring.finishes.get(id), tuple(submit.log.ids)
            assert committed == ids[: len(committed)]
            if finish is None:
                continue
            if finish.reason == "error":
                assert id in self.ring.failed
            elif finish.reason == "cancelled":
                assert id in self.cancelled
            else:
                assert (committed, finish.reason) == (ids, reason)

    def teardown(self) -> None:
        if hasattr(self, "ring"):
            self.ring.run_dry(PATIENCE)
            self.ring_is_sound()


RingMachine.TestCase.settings = settings(max_examples=250, stateful_step_count=40, deadline=None)
TestRingMachine = RingMachine.TestCase
