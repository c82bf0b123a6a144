"""The scheduler decides who: which requests run in a step, and with how many tokens each.

There is no prompt phase and no generation phase. A request has known tokens, some of them computed;
a row lets it catch up, and a row that reaches the newest token decides on the next ones.

Those who wait have an order (`actors/queue.py`), and who runs keeps the rank that he had. The first
in order always progresses: whenever its row finds no blocks, the last in order loses its own and is
computed again later.
"""

from __future__ import annotations

import heapq
from bisect import insort
from typing import assert_never

from anyio.streams.memory import MemoryObjectReceiveStream

from actors.actor import Actor, Sink
from actors.errors import DeviceBroken, PromptTooLong, failure_of
from actors.live import Live, Planned
from actors.messages import (
    Cancel,
    CaughtUp,
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
    Submit,
)
from actors.pace import ONE_AT_A_TIME, Overlap, Pace, share_out
from actors.queue import Queue
from models.batch import RowResult, TokenLogprobs


class Scheduler(Actor[SchedulerMessage]):
    """Owns the queue and the slots."""

    def __init__(
        self,
        inbox: MemoryObjectReceiveStream[SchedulerMessage],
        *,
        kv_cache: Sink[KVCacheMessage],
        detokenizer: Sink[DetokenizerMessage],
        num_slots: int,
        context_length: int,
        overlap: Overlap = ONE_AT_A_TIME,
        step_tokens: int = 512,
        step_seconds: float = 0.0,
        draft: int = 0,
    ) -> None:
        super().__init__(inbox)
        self.kv_cache = kv_cache
        self.detokenizer = detokenizer
        self.context_length = context_length
        self.overlap = overlap
        self.step_tokens = max(step_tokens, 2)  # one for who catches up, one for who generates
        self.pace = Pace(self.step_tokens, step_seconds)
        self.draft = draft
        self.live: dict[int, Live] = {}
        self.queue = Queue()
        self.running: list[Live] = []  # in order
        self.suspects: list[Live] = []
        self.free_slots = list(range(num_slots))  # a heap
        self.short_of_blocks = False  # admit nobody until somebody has left
        self.step = 0  # of the newest plan
        self.done = 0  # of the newest result
        self.released_at = 0  # refusals of plans up to this one know nothing of the latest release
        self.deltas: list[Delta] = []

    def handle(self, message: SchedulerMessage) -> None:
        match message:
            case Submit():
                self.welcome(message)
            case Cancel():
                live = self.live.get(message.id)
                if live is not None:
                    self.end(live, Finish("cancelled"))
            case CaughtUp():
                self.queue.go_on(message.id)
            case StepDone():
                if message.step > self.done:
                    self.learn(message)
            case _:
                assert_never(message)

    def flush(self) -> None:
        """Keep the ring full. The one place that knows about overlap; the device goes first."""
        while self.may_plan() and (rows := self.choose()):
            self.step += 1
            self.kv_cache.send_nowait(Plan(self.step, self.done, rows))
        if self.deltas:
            self.detokenizer.send_nowait(Emit(tuple(self.deltas)))
            self.deltas.clear()

    # What the messages mean.

    def welcome(self, submit: Submit) -> None:
        """Queue a request, unless it is over before it begins."""
        if submit.id in self.live:
            return
        live = self.live[submit.id] = Live(submit, self.context_length)
        if submit.log.over:
            self.end(live, Finish("cancelled"))
        elif live.num_prompt > self.context_length:
            error = PromptTooLong(live.num_prompt, self.context_length)
            self.end(live, Finish("error", error=error))
        elif (finish := live.verdict()) is not None and not live.wants_scores:
            self.end(live, finish)
        else:
            self.queue.welcome(live, self.step)
            if live.is_suspect:
                self.suspects.append(live)

    def learn(self, done: StepDone) -> None:
        """Take in the result of the oldest step in flight."""
        self.done = done.step
        self.pace.learn(done.num_tokens, done.seconds)
        for id, num_cached in done.cached:
            if (live := self.live.get(id)) is not None and live.num_cached is None:
                live.num_cached = min(num_cached, live.num_prompt)
        for id in (*done.refused, *done.held):
            if (live := self.live.get(id)) is not None:
                live.planned_for(done.step)
        for result in done.results:
            live = self.live.get(result.id)
            if live is not None and live.planned_for(done.step):
                self.decide(live, result)
        if done.refused and done.step > self.released_at:
            self.make_room(done.refused)

    def decide(self, live: Live, result: RowResult) -> None:
        """Append the tokens of a row, up to the one that ends the text."""
        if result.error is not None:
            self.end(live, Finish("error", error=failure_of(result.error)), failed=True)
            return
        live.computed = result.computed
        if live.wants_scores and (scored := live.score(result.scored)):
            self.tell_scores(live, scored)
        if not result.ids or live.id not in self.live:
            return
        if result.position != len(live.tokens):
            raise DeviceBroken(
                f"The device decided on token {result.position} of request {live.id}, "
                f"not on token {len(live.tokens)}."
            )
        start = live.num_generated
        finish: Finish | None = None
        for id in result.ids:
            live.tokens.append(id)
            if (finish := live.verdict()) is not None:
                break
        self.queue.charge(live)
        num_new = live.num_generated - start
        ids, logprobs = result.ids[:num_new], result.logprobs[:num_new]
        accepted = min(len(result.ids) - 1, num_new)  # the last one is the lead's own
        self.deltas.append(live.delta(start, ids, logprobs, finish, accepted, result.drafted))
        if finish is not None:
            self.leave(live)
        elif live.log.is_unread and not live.is_suspect:  # nobody runs beside a suspect
            self.park(live)

    def tell_scores(self, live: Live, scored: tuple[TokenLogprobs, ...]) -> None:
        """They go before the text; some want nothing else."""
        finish = live.verdict()
        self.deltas.append(live.delta(live.num_generated, finish=finish, scored=scored))
        if finish is not None:
            self.leave(live)

    def end(self, live: Live, finish: Finish, *, failed: bool = False) -> None:
        """Finish a request without another token."""
        self.deltas.append(live.delta(live.num_generated, finish=finish))
        self.leave(live, failed=failed)

    def leave(self, live: Live, *, failed: bool = False) -> None:
        """Forget a request that has its finishing delta."""
        del self.live[live.id]
        if live.slot is not None:
            self.vacate(live, failed=failed)
            self.short_of_blocks = False
        self.queue.forget(live)

    # Who runs.

    def choose(self) -> tuple[PlanRow, ...]:
        """Rows for the next step. Who generates comes first; who catches up shares the rest."""
        here = [(live, live.num_to_catch_up) for live in self.candidates()]
        catching_up = [(live, num) for live, num in here if num > 1]
        generating = [live for live, num in here if num <= 1]
        left = self.step_tokens - bool(catching_up)
        spare = max(left - len(generating), 0)
        if catching_up:
            spare //= 2  # for drafts; the other half is for prompts
        rows: list[PlanRow] = []
        for live in generating[:left]:
            if (num_open := live.num_open) > 0:
                draft = min(live.drafts(self.draft), num_open - 1, spare)
                spare -= draft
                rows.append(self.plan(live, 1 + draft, draft))
        # Drafts that do not pay are not computed: prompts do not wait for them, as far as there is
        # room for both.
        room = self.pace.room(sum([row.budget - row.draft for row in rows]))
        left = self.step_tokens - sum([row.budget for row in rows])
        room = min(room, left)
        shares = share_out(catching_up, room, is_felt=self.pace.is_felt(room))
        left -= sum(shares)
        for (live, num), budget in zip(catching_up, shares, strict=True):
            if budget:
                draft = 0
                if budget == num:  # it gets as far as its newest token
                    draft = min(live.drafts(self.draft), max(live.num_open - 1, 0), left)
                    left -= draft
                rows.append(self.plan(live, budget + draft, draft))
        return tuple(rows)

    def candidates(self) -> list[Live]:
        """Who may take part: everybody with a slot, or one suspect all alone."""
        here = [live for live in self.suspects if live.id in self.live]
        self.suspects = [live for live in here if live.is_suspect]  # not past the deadly place
        if not self.suspects:
            for live in self.queue.take(self.num_places, self.step):
                self.move_in(live)
            return self.running
        if self.step > self.done:
            return []  # nobody else may be in flight when the device dies
        suspect = min(self.suspects)
        if suspect.slot is None:
            if not self.free_slots:
                self.preempt(self.running[-1])
            self.queue.remove(suspect)
            self.move_in(suspect)
        return [suspect]

    def may_plan(self) -> bool:
        comes_in = len(self.queue) > 0 and self.num_places > 0
        return self.overlap.allows(self.step - self.done, self.running, comes_in=comes_in)

    @property
    def num_places(self) -> int:
        """For those who wait: free slots, unless blocks are short."""
        if self.short_of_blocks:
            return 0 if self.running else min(len(self.free_slots), 1)
        return len(self.free_slots)

    def move_in(self, live: Live) -> None:
        live.slot = heapq.heappop(self.free_slots)
        insort(self.running, live)

    def plan(self, live: Live, budget: int, draft: int) -> PlanRow:
        """One row, with all that the KV cache has not heard yet."""
        live.planned.append(Planned(self.step + 1, budget, 1 + draft))
        residence = None if live.num_told else live.residence()
        news = () if residence is not None else tuple(live.tokens[live.num_told :])
        live.num_told = len(live.tokens)
        return PlanRow(live.id, news, budget, draft, residence)

    # Who gives way.

    def make_room(self, refused: tuple[int, ...]) -> None:
        """Blocks are short: the last in order gives way, if anybody before it needs them."""
        self.short_of_blocks = True
        starving = [live for id in refused if (live := self.live.get(id)) is not None]
        if not starving:
            return
        first = min(starving)
        others = [live for live in self.running if live is not first]
        if not others:
            raise RuntimeError("A request that is alone found no blocks.")
        if first.is_suspect or first < others[-1]:
            self.preempt(others[-1])

    def preempt(self, live: Live) -> None:
        """Take a request's slot and blocks. Its tokens stay; they are computed again later."""
        self.vacate(live)
        self.queue.give_back(live)

    def park(self, live: Live) -> None:
        """Its client does not read: its slot and its blocks are for others until it does."""
        self.vacate(live)
        self.short_of_blocks = False
        self.queue.park(live)

    def vacate(self, live: Live, *, failed: bool = False) -> None:
        """Free the slot of a request, and its blocks if it ever had any."""
        if live.slot is None:
            return
        if live.num_told:
            news = tuple(live.tokens[live.num_told :])
            self.kv_cache.send_nowait(Release(live.id, news, self.done, failed))
            self.released_at = self.step
        heapq.heappush(self.free_slots, live.slot)
        self.running.remove(live)
        live.move_out()
