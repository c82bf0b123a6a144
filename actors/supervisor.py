"""The supervisor builds rings, and builds another one when a ring fails.

    load a device -> build a ring -> let every living log enter it -> watch it turn
          ^                                                              | RingFailed
          +---------- wait a little <---- suspect, quarantine <----------+

Five failures that no single request explains within half a minute are one too many: the living are
told, and `run` raises.
"""

from __future__ import annotations

import logging
from collections import deque
from dataclasses import dataclass
from typing import Literal

import anyio
from anyio import create_task_group, current_time, move_on_after

from actors.config import EngineConfig
from actors.errors import (
    ActorDied,
    DeviceBroken,
    DeviceHung,
    DeviceRefused,
    EngineFailed,
    RingFailed,
    RingStuck,
)
from actors.link import DeviceLink
from actors.log import Log
from actors.messages import Ids, Request
from actors.ports import OpenLink, Ports
from actors.quarantine import Quarantine
from actors.ring import Ring, first_failure
from models.batch import Progress, Ready, Sampling
from models.vocabulary import Vocabulary

logger = logging.getLogger(__name__)

State = Literal["loading", "ready", "restarting", "failed", "stopped"]
CANARY = Request(Ids((0,)), max_tokens=1, priority=-(2**31), salt="\0canary")


@dataclass(frozen=True, slots=True)
class Health:
    """The truth about the ring."""

    state: State
    progress: Progress | None  # while loading
    num_restarts: int
    last_proof: float  # seconds since a ring was last seen at work


class Supervisor:
    """Owns the ring of the moment."""

    def __init__(
        self,
        config: EngineConfig,
        ports: Ports,
        *,
        vocabulary: Vocabulary,
        open_link: OpenLink,
        logs: dict[int, Log],
        quarantine: Quarantine,
    ) -> None:
        self.config = config
        self.ports = ports
        self.vocabulary = vocabulary
        self.open_link = open_link
        self.logs = logs
        self.quarantine = quarantine
        self.ring: Ring | None = None
        self.state: State = "loading"
        self.loaded: anyio.Event | None = None  # set by the first ring
        self.progress: Progress | None = None
        self.way = ""  # how the device computes, for people
        self.num_restarts = 0
        self.deaths: deque[float] = deque()
        self.proved_at = 0.0
        self._num_canaries = 0

    @property
    def health(self) -> Health:
        age = current_time() - self.proved_at
        return Health(self.state, self.progress, self.num_restarts, age)

    async def run(self) -> None:
        """Keep a ring turning until cancelled. :raises EngineFailed: when that is hopeless."""
        self.proved_at = current_time()
        while True:
            try:
                await self._live()
            except DeviceRefused as refusal:
                self.state = "failed"
                raise EngineFailed(str(refusal)) from refusal
            except RingFailed as failure:
                bug = failure.__cause__ if isinstance(failure, ActorDied) else None
                logger.error("the ring failed: %s", failure, exc_info=bug)
                self.state = "restarting"
                self.num_restarts += 1
                await anyio.sleep(self._delay(failure))

    async def _live(self) -> None:
        """One ring, from loading its device to its end."""
        async with self.open_link() as link:
            ready = await self._load(link)
            ring = Ring(self.config, self.ports, vocabulary=self.vocabulary, link=link, ready=ready)
            self.ring, self.state, self.progress = ring, "ready", None
            if self.loaded is not None:
                self.loaded.set()
            try:
                await self._turn(ring)
            except RingFailed:
                self._suspect(ring)
                raise
            finally:
                self.ring = None
                ring.close()
                self._let_go()

    def _let_go(self) -> None:
        """No actor is left that could hold a message about anybody."""
        for log in list(self.logs.values()):
            log.leave()

    async def _load(self, link: DeviceLink) -> Ready:
        """Wait until the device is ready, for as long as it shows progress."""
        while True:
            with move_on_after(self.config.load_deadline) as scope:
                message = await link.receive()
            if scope.cancelled_caught:
                raise DeviceHung("The device stopped loading.")
            if isinstance(message, Ready):
                self.way = message.way
                return message
            if not isinstance(message, Progress):
                raise DeviceBroken("The device sent a result before it was ready.")
            self.progress = message

    async def _turn(self, ring: Ring) -> None:
        """Let everybody in who is alive, and watch."""
        try:
            async with create_task_group() as group:
                group.start_soon(ring.run)
                for log in sorted(self.logs.values(), key=lambda log: log.id):
                    if not log.over:
                        ring.resume(log)
                group.start_soon(self._watch, ring)
        except BaseExceptionGroup as errors:
            failure = first_failure(errors)
            raise failure from failure.__cause__

    # Health is proved by work.

    async def _watch(self, ring: Ring) -> None:
        """Every interval: has the ring moved? If it is idle, make it move."""
        while True:
            await anyio.sleep(self.config.canary_interval)
            moved = ring.look()
            if not moved and not ring.ids_in_flight:
                await self._send_canary(ring)
            if moved:
                self.proved_at = current_time()

    async def _send_canary(self, ring: Ring) -> None:
        """Ask the ring for one token. :raises RingStuck: if it does not come in time."""
        self._num_canaries += 1
        home = anyio.Event()
        canary = Log(
            -self._num_canaries,
            0,
            request=CANARY,
            sampling=Sampling(temperature=0.0),
            wake=lambda: None,
            left=lambda log: home.set(),
            caught_up=lambda log: None,
            most_unread=self.config.most_unread,
        )
        ring.tokenize(CANARY, (canary,))
        while not home.is_set():
            with move_on_after(self.config.canary_deadline):
                await home.wait()
            if not home.is_set() and not ring.look():
                raise RingStuck("The canary did not come home.")
        if canary.finish is None or canary.finish.error is not None:
            raise RingStuck("The canary came home without a token.")
        self.proved_at = current_time()

    # Who killed it, and may it be tried again?

    def _suspect(self, ring: Ring) -> None:
        """Note who was on the device. Who was there alone, after two earlier crashes, did it."""
        span = self.config.depth * (1 + self.config.draft)
        present = [log for id in ring.ids_in_flight if (log := self.logs.get(id)) is not None]
        for log in present:
            if len(log.ids) >= log.suspect_until:
                log.suspicion = 0  # it got past the place of the earlier crash
            log.suspicion += 1
            log.suspect_until = len(log.ids) + span
        if len(present) == 1 and present[0].suspicion > 2:
            self.quarantine.sentence(present[0])
            self.deaths.clear()  # explained

    def _delay(self, failure: RingFailed) -> float:
        """How long to wait before the next ring. :raises EngineFailed: if there shall be none."""
        config, now = self.config, current_time()
        self.deaths.append(now)
        while self.deaths[0] <= now - config.restart_window:
            self.deaths.popleft()
        if len(self.deaths) > config.max_restarts:
            self.state = "failed"
            raise EngineFailed(f"The ring failed {len(self.deaths)} times: {failure}") from failure
        jitter = 0.5 + self.ports.entropy(1)[0] / 256
        doubled: float = config.backoff * 2 ** (len(self.deaths) - 1)
        return min(doubled, config.max_backoff) * jitter
