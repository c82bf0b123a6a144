"""What the scheduler knows of one request."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from actors.drafts import Drafted
from actors.errors import DeviceBroken
from actors.messages import Delta, Finish, Residence, Submit
from models.batch import Line, TokenLogprobs


class Planned(Line, frozen=True, gc=False):
    """A share in a step in flight."""

    step: int
    budget: int
    num_new: int  # most tokens that it may decide on


class Live:
    """A request between its Submit and its finishing delta. Sorts by (rank, arrival)."""

    __slots__ = (
        "computed",
        "id",
        "limit",
        "log",
        "num_cached",
        "num_paid",
        "num_prompt",
        "num_told",
        "order",
        "planned",
        "sampling",
        "scored",
        "since",
        "slot",
        "stop_ids",
        "submit",
        "tokens",
    )

    def __init__(self, submit: Submit, context_length: int) -> None:
        self.submit = submit
        self.id = submit.id
        self.log = submit.log
        self.order = (submit.priority, submit.id)  # of those who run
        self.since: int | None = None  # which step it waits for a place
        self.num_paid = 0  # tokens that are on its client's account
        self.tokens = [*submit.prompt_ids, *submit.committed]
        self.num_prompt = len(submit.prompt_ids)
        self.limit = context_length  # tokens, prompt included
        if submit.max_tokens is not None:
            self.limit = min(self.limit, self.num_prompt + submit.max_tokens)
        self.sampling = submit.sampling
        self.stop_ids = frozenset(submit.sampling.stop_ids)
        self.scored: list[TokenLogprobs] = []  # of the prompt, as far as it is computed
        self.num_cached: int | None = None  # prompt tokens found in the prefix cache
        self.slot: int | None = None
        self.computed = 0  # as far as the results tell; the steps in flight go beyond
        self.num_told = 0  # tokens that the KV cache knows
        self.planned: deque[Planned] = deque()

    def __lt__(self, other: Live) -> bool:
        return self.order < other.order

    @property
    def num_generated(self) -> int:
        return len(self.tokens) - self.num_prompt

    @property
    def num_to_catch_up(self) -> int:
        """Known tokens that no result and no plan covers. 0 or less: the newest is in flight."""
        num = len(self.tokens) - self.computed
        for planned in self.planned:
            num -= planned.budget
        return num

    @property
    def num_open(self) -> int:
        """Tokens that may still be decided on if every step in flight yields its most."""
        num = self.limit - len(self.tokens)
        for planned in self.planned:
            num -= planned.num_new
        return num

    def drafts(self, most: int) -> int:
        """How many of so many drafts its client wants."""
        wished = self.submit.speculation
        if wished.method == "off":
            return 0
        return most if wished.most is None else min(most, wished.most)

    @property
    def is_suspect(self) -> bool:
        """It was in the batch of two crashes and has not got past the place yet."""
        return self.num_generated < self.submit.alone_until

    @property
    def wants_scores(self) -> bool:
        """The logprobs of its prompt are not told yet."""
        return self.sampling.prompt_logprobs is not None and self.num_prompt > 1

    def score(self, scored: tuple[TokenLogprobs, ...]) -> tuple[TokenLogprobs, ...]:
        """Those of the whole prompt, as soon as it is computed; and then nobody asks again."""
        if not self.wants_scores:
            return ()
        self.scored += scored
        if self.computed < self.num_prompt - 1:
            return ()
        if len(self.scored) != self.num_prompt - 1:
            raise DeviceBroken(f"The device left out tokens of the prompt of request {self.id}.")
        self.sampling = replace(self.sampling, prompt_logprobs=None)
        return tuple(self.scored)

    def verdict(self) -> Finish | None:
        """Whether the newest token ends the text."""
        num_generated = self.num_generated
        if num_generated > 0 and num_generated >= self.submit.sampling.min_tokens:
            newest = self.tokens[-1]
            if newest in self.stop_ids:
                return Finish("stop", newest)
        if len(self.tokens) >= self.limit:
            return Finish("length")
        return None

    def delta(
        self,
        start: int,
        ids: tuple[int, ...] = (),
        logprobs: tuple[TokenLogprobs, ...] = (),
        finish: Finish | None = None,
        num_accepted: int = 0,
        drafted: Drafted = (),
        scored: tuple[TokenLogprobs, ...] = (),
    ) -> Delta:
        """What a step decided for it."""
        cached = self.num_cached or 0
        return Delta(
            self.id, self.log, start, ids, logprobs, cached, finish, num_accepted, drafted, scored
        )

    def planned_for(self, step: int) -> bool:
        """Strike a step from the list. False: it belongs to a time before a preemption."""
        if self.planned and self.planned[0].step == step:
            self.planned.popleft()
            return True
        return False

    def residence(self) -> Residence:
        """What the KV cache must know when the request moves in."""
        if self.slot is None:
            raise RuntimeError(f"Request {self.id} has no slot.")
        return Residence(
            self.slot,
            tuple(self.tokens),
            self.num_prompt,
            self.sampling,
            self.submit.salt,
            self.submit.speculation,
        )

    def move_out(self) -> None:
        """All that was computed is lost, and what is in flight will be ignored."""
        self.slot = None
        self.computed = 0
        self.num_told = 0
        self.planned.clear()
        self.scored.clear()
