"""The engine: the door, the permits and the logs. All else is the ring's, and the ring may die.

async with create_task_group() as group:
    await group.start(engine.run)
    with engine.generate(Request(Text("Hello"))) as generation:
        async for piece in generation:
            print(piece.text)
    await engine.stop(grace=5)
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Protocol

import anyio
from anyio import TASK_STATUS_IGNORED, CancelScope, CapacityLimiter, current_time, move_on_after
from anyio.abc import TaskStatus

from actors.config import EngineConfig
from actors.errors import Draining, EngineStopped, Overloaded
from actors.generation import Generation
from actors.log import Log
from actors.messages import Finish, Prompt, Request
from actors.ports import OpenLink, Ports
from actors.prompts import encode, explain
from actors.quarantine import Quarantine
from actors.supervisor import Health, Supervisor
from actors.view import RingView, view_of
from models.vocabulary import Vocabulary


class Watcher(Protocol):
    """Hears of every log, and may only look."""

    def begin(self, log: Log) -> None:
        """It was opened."""
        ...

    def note(self, log: Log) -> None:
        """It told something, or was closed."""
        ...


@dataclass(frozen=True, slots=True)
class Load:
    """How busy the engine is."""

    num_running: int
    num_waiting: int
    num_parked: int  # their clients do not read
    cache_usage: float  # from 0 to 1; blocks that are only remembered count as free


class Engine:
    """Streams exact tokens from a device, whatever happens to the device."""

    def __init__(
        self,
        open_link: OpenLink,
        vocabulary: Vocabulary,
        *,
        config: EngineConfig | None = None,
        ports: Ports | None = None,
        watcher: Watcher | None = None,
    ) -> None:
        self.watcher = watcher
        self.config = config or EngineConfig()
        self.ports = ports or Ports()
        self.vocabulary = vocabulary
        self.logs: dict[int, Log] = {}
        self.num_permits = self.config.max_requests
        self.is_draining = False
        self._next_id = 1
        self._encoding = CapacityLimiter(1)
        self._departures: deque[float] = deque(maxlen=64)
        self._scope: CancelScope | None = None  # while it runs
        self._loaded: anyio.Event | None = None  # once it runs
        self._nobody_left: anyio.Event | None = None  # while it drains
        self.quarantine = Quarantine(self.ports.entropy(32), self.config.quarantine)
        self.supervisor = Supervisor(
            self.config,
            self.ports,
            vocabulary=vocabulary,
            open_link=open_link,
            logs=self.logs,
            quarantine=self.quarantine,
        )

    async def run(self, *, task_status: TaskStatus[None] = TASK_STATUS_IGNORED) -> None:
        """Serve until stopped. Takes requests at once, also while the device still loads.

        :raises EngineFailed: when the ring failed too often.
        """
        self._loaded = self.supervisor.loaded = anyio.Event()
        try:
            with CancelScope() as self._scope:
                task_status.started()
                await self.supervisor.run()
        finally:
            self.is_draining = True
            self._loaded.set()
            if self.supervisor.state != "failed":
                self.supervisor.state = "stopped"
            for log in list(self.logs.values()):
                log.fail(Finish("error", error=EngineStopped()))

    async def wait_until_loaded(self) -> None:
        """Until the first ring turns. Requests need not wait for it, but a person may want to.

        :raises Draining: when the engine ended before.
        """
        if self._loaded is not None:
            await self._loaded.wait()
        if self.supervisor.state in ("failed", "stopped", "loading"):
            raise Draining

    async def stop(self, grace: float) -> None:
        """Take nothing new; let the living finish for `grace` seconds; then end."""
        self.is_draining = True
        if any(not log.over for log in self.logs.values()):
            self._nobody_left = anyio.Event()
            with move_on_after(grace):
                await self._nobody_left.wait()
        if self._scope is not None:
            self._scope.cancel()

    @property
    def health(self) -> Health:
        return self.supervisor.health

    @property
    def load(self) -> Load:
        num_alive = sum(not log.over for log in self.logs.values())
        ring = self.supervisor.ring
        if ring is None:
            return Load(0, num_alive, 0, 0.0)
        pool, num_running = ring.kv_cache.pool, len(ring.scheduler.running)
        usage = 1 - pool.num_available / pool.num_blocks
        queue = ring.scheduler.queue
        return Load(num_running, len(queue), len(queue.parked), usage)

    @property
    def view(self) -> RingView | None:
        """What there is to see of the ring of the moment. The more is used, the more it costs."""
        ring = self.supervisor.ring
        return None if ring is None else view_of(ring, current_time())

    @property
    def context_length(self) -> int | None:
        """Tokens of a text, its prompt included. None as long as nothing is loaded."""
        ring = self.supervisor.ring
        return None if ring is None else ring.scheduler.context_length

    @property
    def way(self) -> str:
        """How the device computes, for people; empty before it is loaded."""
        return self.supervisor.way

    @property
    def is_ready(self) -> bool:
        """New requests are welcome and a ring has proved itself lately."""
        health, config = self.health, self.config
        patience = config.canary_interval + config.canary_deadline
        return not self.is_draining and health.state == "ready" and health.last_proof <= patience

    def generate(self, request: Request, *, seed: int | None = None) -> Generation:
        """Start a request. Without a seed it gets one, to be found in `Generation.seed`.

        :raises Overloaded: when its samples find no permits.
        :raises Draining: when the engine is about to stop.
        :raises Quarantined: when its prompt killed the device.
        """
        if self.is_draining:
            raise Draining
        if request.n > self.num_permits:
            raise Overloaded(self.retry_after(request.n))
        self.quarantine.check(request)
        if seed is None:
            seed = int.from_bytes(self.ports.entropy(7), "big")
        generation = Generation(request, seed=seed)
        generation.logs = tuple(self._open(generation, nth) for nth in range(request.n))
        generation.on_close = self._close
        if self.supervisor.ring is not None:
            self.supervisor.ring.tokenize(request, generation.logs)
        return generation

    async def encode(self, prompt: Prompt) -> tuple[int, ...]:
        """The tokens of a prompt, which nobody is asked to continue.

        :raises RequestFailed: when it cannot be encoded.
        """
        try:
            return await encode(
                prompt,
                self.vocabulary,
                offload=self.ports.offload,
                limiter=self._encoding,
                deadline=self.config.tokenizer_deadline,
            )
        except (anyio.get_cancelled_exc_class(), KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic of the tokenizers library is no Exception
            raise explain(error) from error

    def has_begun(self, generation: Generation) -> bool:
        """Any of its samples has been computed at least in part."""
        ring = self.supervisor.ring
        slots = set() if ring is None else {live.id for live in ring.scheduler.running}
        return any(log.ids or log.id in slots for log in generation.logs)

    def retry_after(self, num_permits: int) -> float:
        """Seconds until so many permits should be free, from how fast requests leave."""
        if len(self._departures) < 2:
            return 1.0
        span = self._departures[-1] - self._departures[0]
        each = max(span, current_time() - self._departures[-1]) / (len(self._departures) - 1)
        return min(max(each * num_permits, 1.0), 60.0)

    def _open(self, generation: Generation, nth: int) -> Log:
        request = generation.request
        stop_ids = set(request.sampling.stop_ids)
        if not request.ignore_eos:
            stop_ids |= self.vocabulary.eos_ids
        sampling = replace(
            request.sampling,
            seed=seed_of(generation.seed, nth),
            stop_ids=tuple(sorted(stop_ids)),
            prompt_logprobs=request.sampling.prompt_logprobs if nth == 0 else None,
        )
        log = Log(
            self._next_id,
            nth,
            request=request,
            sampling=sampling,
            wake=lambda: self._on_news(generation, log),
            left=self._on_left,
            caught_up=self._on_caught_up,
            most_unread=self.config.most_unread,
        )
        if self.watcher is not None:
            self.watcher.begin(log)
        self._next_id += 1
        self.num_permits -= 1
        self.logs[log.id] = log
        return log

    def _on_news(self, generation: Generation, log: Log) -> None:
        generation.wake()
        if self.watcher is not None:
            self.watcher.note(log)

    def _close(self, generation: Generation) -> None:
        for log in generation.logs:
            was_over = log.over
            log.close()
            if self.watcher is not None:
                self.watcher.note(log)
            if log.in_ring and not was_over and self.supervisor.ring is not None:
                self.supervisor.ring.cancel(log)

    def _on_caught_up(self, log: Log) -> None:
        if log.in_ring and not log.over and self.supervisor.ring is not None:
            self.supervisor.ring.go_on(log)

    def _on_left(self, log: Log) -> None:
        """A permit comes back when the client has closed and no actor knows the request."""
        if log.closed and not log.in_ring and self.logs.pop(log.id, None) is not None:
            self.num_permits += 1
            self._departures.append(current_time())
        if self._nobody_left is not None and all(log.over for log in self.logs.values()):
            self._nobody_left.set()


def seed_of(seed: int, nth: int) -> int:
    """The seed of the nth sample. The first keeps the request's own, so n=1 is its first choice."""
    if nth == 0:
        return seed
    digest = sha256(f"{seed}/{nth}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
