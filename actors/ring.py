"""One life of the five actors around one device. What shares truth dies together.

Every inbox is bounded, and inside the ring nobody waits for room. With R requests alive (the
supervisor's canary is one of them) and `depth` plans in flight:

    tokenizer     R               one Tokenize for each request, and a request enters once
    scheduler     4 R + 2 depth   each request: one Submit, one Cancel of its client, one of a stop
                                  string, one CaughtUp (once for each time that it was parked);
                                  one StepDone for each plan (twice: results may repeat)
    KV cache      2 R + 2 depth   between two of its turns the scheduler takes at most two, and in
                                  each of them a request leaves its slot at most once
    runner        2 depth         one Batch for each plan
    detokenizer   4               at most one Emit for each turn of the scheduler

So a full inbox is a bug, or an actor that hangs: the send raises, and the ring dies of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from anyio import Event, create_task_group, current_effective_deadline, get_cancelled_exc_class
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream

from actors.actor import Actor
from actors.blocks import BlockPool
from actors.chronicle import Chronicle
from actors.config import EngineConfig
from actors.detokenizer import Detokenizer
from actors.errors import ActorDied, RingFailed, RingStuck
from actors.kv_cache import KVCache
from actors.link import DeviceLink
from actors.log import Log
from actors.messages import Cancel, CaughtUp, Request, Tokenize
from actors.pace import Overlap
from actors.ports import Ports
from actors.runner import Runner
from actors.scheduler import Scheduler
from actors.tokenizer import Tokenizer, submission
from models.batch import Ready
from models.vocabulary import Vocabulary


class Ring:
    """Builds the actors, runs them, and fails as soon as one of them does."""

    def __init__(
        self,
        config: EngineConfig,
        ports: Ports,
        *,
        vocabulary: Vocabulary,
        link: DeviceLink,
        ready: Ready,
    ) -> None:
        self.config = config
        self.outlets: dict[str, MemoryObjectSendStream[Any]] = {}
        self.inboxes: dict[str, MemoryObjectReceiveStream[Any]] = {}
        for name, capacity in capacities(config.max_requests + 1, config.depth).items():
            self.outlets[name], self.inboxes[name] = ports.channel(name, capacity)
        self.context_length = min(ready.context_length, ready.num_blocks * ready.block_size)
        self.tokenizer = self._tokenizer(ports, vocabulary)
        self.scheduler = self._scheduler(ready)
        self.kv_cache = self._kv_cache(ports, ready)
        self.runner = Runner(
            self.inboxes["runner"],
            scheduler=self.outlets["scheduler"],
            link=link,
            vocabulary_size=ready.vocabulary_size,
            step_deadline=config.step_deadline,
            chronicle=Chronicle(config.history) if config.history else None,
        )
        self.detokenizer = Detokenizer(
            self.inboxes["detokenizer"], scheduler=self.outlets["scheduler"], vocabulary=vocabulary
        )
        self.actors: dict[str, Actor[Any]] = {
            "tokenizer": self.tokenizer,
            "scheduler": self.scheduler,
            "kv_cache": self.kv_cache,
            "runner": self.runner,
            "detokenizer": self.detokenizer,
        }
        self._last_seen, self._had_to = dict[str, int](), frozenset[str]()  # at the last look
        self._is_broken = Event()
        self._broken_by: BaseException | None = None

    def _tokenizer(self, ports: Ports, vocabulary: Vocabulary) -> Tokenizer:
        return Tokenizer(
            self.inboxes["tokenizer"],
            scheduler=self.outlets["scheduler"],
            vocabulary=vocabulary,
            offload=ports.offload,
            context_length=self.context_length,
            num_threads=self.config.tokenizer_threads,
            deadline=self.config.tokenizer_deadline,
        )

    def _scheduler(self, ready: Ready) -> Scheduler:
        return Scheduler(
            self.inboxes["scheduler"],
            kv_cache=self.outlets["kv_cache"],
            detokenizer=self.outlets["detokenizer"],
            num_slots=ready.num_slots,
            context_length=self.context_length,
            overlap=Overlap(self.config.depth, self.config.steady),
            step_tokens=self.config.step_tokens,
            step_seconds=self.config.step_seconds,
            draft=self.config.draft,
        )

    def _kv_cache(self, ports: Ports, ready: Ready) -> KVCache:
        return KVCache(
            self.inboxes["kv_cache"],
            runner=self.outlets["runner"],
            pool=BlockPool(ready.num_blocks, ready.block_size),
            secret=ports.entropy(32),
            prefix_cache=self.config.prefix_cache,
            paranoid=self.config.paranoid,
        )

    async def run(self) -> None:
        """Turn until cancelled. :raises RingFailed: when any part of it fails."""
        try:
            async with create_task_group() as group:
                group.start_soon(self._break)
                for name, actor in self.actors.items():
                    group.start_soon(self._guard, name, actor, name=name)
        except BaseExceptionGroup as errors:
            failure = first_failure(errors)
            raise failure from failure.__cause__

    def close(self) -> None:
        """Nobody says anything any more."""
        for outlet in self.outlets.values():
            outlet.close()
        for inbox in self.inboxes.values():
            inbox.close()

    async def _guard(self, name: str, actor: Actor[Any]) -> None:
        """Any end of an actor that nobody asked for is the ring's end, whatever its disguise."""
        try:
            await actor.run()
        except BaseException as error:
            is_cancellation = isinstance(error, get_cancelled_exc_class())
            if current_effective_deadline() == -math.inf:  # the ring is ending already
                if is_cancellation:
                    raise
                return  # an echo: its neighbours are gone
            if is_cancellation:
                raise ActorDied(f"The {name} was cancelled by nobody.") from error
            raise as_failure(name, error) from error
        raise ActorDied(f"The {name} ended although its inbox is open.")

    # What the engine tells the ring.

    def tokenize(self, request: Request, logs: Iterable[Log]) -> None:
        """A request enters."""
        entering = tuple(logs)
        for log in entering:
            log.in_ring = True
        self._tell("tokenizer", Tokenize(request, entering))

    def resume(self, log: Log) -> None:
        """A sample of an earlier ring goes on where its log ends."""
        if log.prompt_ids is None:
            self.tokenize(log.request, (log,))
        else:
            log.in_ring = True
            self._tell("scheduler", submission(log))

    def cancel(self, log: Log) -> None:
        """The client left."""
        self._tell("scheduler", Cancel(log.id))

    def go_on(self, log: Log) -> None:
        """The client has read."""
        self._tell("scheduler", CaughtUp(log.id))

    def _tell(self, name: str, message: object) -> None:
        """A ring that cannot take a message is broken. Its logs live on, and so does the caller."""
        try:
            self.outlets[name].send_nowait(message)
        except Exception as error:
            if self._broken_by is None:
                self._broken_by = as_failure(name, error)
                self._is_broken.set()

    async def _break(self) -> None:
        """End the ring from outside."""
        await self._is_broken.wait()
        if self._broken_by is not None:
            raise self._broken_by

    # What the supervisor looks at.

    @property
    def ids_in_flight(self) -> frozenset[int]:
        """Requests whose tokens the device was computing."""
        return frozenset(row.id for batch in self.runner.in_flight for row in batch.work.rows)

    def look(self) -> bool:
        """Whether any actor has moved since the last look. :raises RingStuck: if one has to and
        does not: messages waited for it then and wait now, and it has not taken one."""
        seen = {name: actor.num_handled for name, actor in self.actors.items()}
        seen["device"] = self.runner.num_signs
        last, self._last_seen = self._last_seen, seen
        had_to, self._had_to = self._had_to, self._have_to_move()
        for name in had_to & self._had_to:  # what has just come nobody could take yet
            if seen[name] == last.get(name):
                raise RingStuck(f"The {name} does not empty its inbox.")
        return seen != last

    def _have_to_move(self) -> frozenset[str]:
        """Actors for whom messages wait."""
        return frozenset(
            name
            for name, actor in self.actors.items()
            if actor.inbox.statistics().current_buffer_used
        )


def capacities(num_requests: int, depth: int) -> dict[str, int]:
    """Of every inbox; the proof stands at the top of this file."""
    return {
        "tokenizer": num_requests,
        "scheduler": 4 * num_requests + 2 * depth,
        "kv_cache": 2 * num_requests + 2 * depth,
        "runner": 2 * depth,
        "detokenizer": 4,
    }


def as_failure(name: str, error: BaseException) -> RingFailed:
    """What an actor's end means for the ring."""
    if isinstance(error, BaseExceptionGroup):
        error = first_failure(error)
    if isinstance(error, RingFailed):
        return error
    return ActorDied(f"The {name} died: {type(error).__name__}: {error}")


def first_failure(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """The ring dies of one thing; the others are its echoes."""
    for error in group.exceptions:
        leaf = first_failure(error) if isinstance(error, BaseExceptionGroup) else error
        if isinstance(leaf, RingFailed):
            return leaf
    first = group.exceptions[0]
    return first_failure(first) if isinstance(first, BaseExceptionGroup) else first
