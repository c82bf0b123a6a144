"""A story is lived through: the engine runs, the clients come and go, and the books are checked."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

import anyio
from anyio import create_task_group, sleep

from actors.engine import Engine
from actors.errors import EngineFailed, Refused, RequestFailed
from actors.generation import Generation
from actors.messages import Finish
from actors.ports import Ports
from actors.scheduler import Scheduler
from models.fake_device import DeviceDied, FakeDevice
from tests.simulation.channels import InjectedPanic
from tests.simulation.device import Devices
from tests.simulation.fragile import FragileVocabulary
from tests.simulation.scenario import POISON, Expected, Story, Visit, expected
from tests.simulation.watch import WatchedChannels

R = TypeVar("R")
PATIENCE = 600.0  # seconds of virtual time in which every story must be over


@dataclass
class Voice:
    """What one sample of a client heard."""

    text: str = ""
    ids: list[int] = field(default_factory=list)
    num_logprobs: int = 0
    finish: Finish | None = None
    num_after_finish: int = 0


@dataclass
class Outcome:
    """How a client's visit ended."""

    visit: Visit
    voices: list[Voice]
    error: BaseException | None = None
    left_early: bool = False
    num_cached: int = 0


class World:
    """Everything of one run."""

    def __init__(self, story: Story, *, lines: list[str] | None = None) -> None:
        self.story = story
        self.random = Random(story.seed + 1)
        self.outcomes: list[Outcome] = []
        self.violations: list[str] = []
        self.failure: BaseException | None = None  # what `Engine.run` raised
        self.stopped = False
        by_place: dict[str, dict[int, str]] = {}
        for fault in story.faults:
            by_place.setdefault(fault.place, {})[fault.nth] = fault.action
        self.devices = Devices(self.make_device, self.random, by_place.get("device", {}))
        self.channels = WatchedChannels(
            by_place.get("channel", {}),
            self.random,
            scheduler=self.scheduler,
            violations=self.violations,
            lines=lines,
        )
        self.vocabulary = FragileVocabulary(
            story.sizes["vocabulary_size"], by_place.get("text", {})
        )
        self.tokenizer_faults = by_place.get("tokenizer", {})
        self.num_encoded = 0
        self._expected: dict[tuple[str, int], Expected] = {}
        self.engine = Engine(
            self.devices.open,
            self.vocabulary,
            config=story.config,
            ports=Ports(
                channel=self.channels.open, offload=self.offload, entropy=self.random.randbytes
            ),
        )

    def expected(self, visit: Visit, nth: int) -> Expected:
        """What the oracle says about one sample; asked often, computed once."""
        key = (visit.name, nth)
        if key not in self._expected:
            context_length = self.story.context_length
            self._expected[key] = expected(visit.request, visit.seed, nth, context_length)
        return self._expected[key]

    def scheduler(self) -> Scheduler | None:
        ring = self.engine.supervisor.ring
        return None if ring is None else ring.scheduler

    def make_device(self) -> FakeDevice:
        poisoned = any(visit.poisoned for visit in self.story.visits)
        return FakeDevice(
            **self.story.sizes,
            draft_acceptance=self.story.acceptance,
            poison_ids=(POISON,) if poisoned else (),
            poison_mode="nan" if self.story.poison == "nan" else "die",
            die=self.meet_poison,
        )

    def meet_poison(self) -> None:
        if self.story.poison == "hang" and self.devices.newest is not None:
            self.devices.newest.is_silent = True
        raise DeviceDied("The device met poison.")

    async def offload(self, function: Callable[[], R]) -> R:
        """A worker thread: takes its time, and may fail in three ways."""
        self.num_encoded += 1
        action = self.tokenizer_faults.get(self.num_encoded)
        await sleep(self.random.random() / 50)
        if action == "error":
            raise ValueError("injected into the tokenizer")
        if action == "panic":
            raise InjectedPanic("injected into the tokenizer")
        if action == "stall":
            await sleep(10)
        return function()

    # The run.

    async def live(self) -> None:
        """From the engine's start to its end."""
        try:
            async with create_task_group() as group:
                group.start_soon(self.run_engine)
                async with create_task_group() as clients:
                    for visit in self.story.visits:
                        clients.start_soon(self.visit, visit)
                    if self.story.stop_at is not None:
                        clients.start_soon(self.stop_early, self.story.stop_at)
                await self.settle()
                await self.engine.stop(grace=1.0)
                group.cancel_scope.cancel()
        except BaseException as error:
            if isinstance(error, anyio.get_cancelled_exc_class()):
                raise
            lines = "".join(traceback.format_exception(error)[-12:])
            self.violations.append(f"the run itself failed: {error!r}\n{lines}")

    async def run_engine(self) -> None:
        try:
            await self.engine.run()
        except EngineFailed as error:
            self.failure = error

    async def stop_early(self, at: float) -> None:
        await sleep(at)
        self.stopped = True
        await self.engine.stop(grace=self.random.choice((0.0, 0.5, 20.0)))

    async def settle(self) -> None:
        """Let the last messages arrive, and what hangs be noticed."""
        for _ in range(120):
            await sleep(0.5)
            if not self.books():
                return
        self.violations += self.books()

    # A client.

    async def visit(self, visit: Visit) -> None:
        await sleep(visit.at)
        outcome = Outcome(visit, [Voice() for _ in range(visit.request.n)])
        self.outcomes.append(outcome)
        try:
            generation = self.engine.generate(visit.request, seed=visit.seed)
        except Refused as error:
            outcome.error = error
            return
        try:
            await self.behave(visit, generation, outcome)
        except RequestFailed as error:
            outcome.error = error
        finally:
            generation.close()
            generation.close()
            outcome.num_cached = generation.num_cached

    async def behave(self, visit: Visit, generation: Generation, outcome: Outcome) -> None:
        match visit.manner:
            case "is cancelled":
                await self.read_until_cancelled(visit, generation, outcome)
            case "closes":
                await self.read(generation, outcome, most=visit.patience)
            case "dawdles":
                await self.read(generation, outcome, pause=0.3)
            case _:
                await self.read(generation, outcome)

    async def read_until_cancelled(
        self, visit: Visit, generation: Generation, outcome: Outcome
    ) -> None:
        """Half of them by a scope, half by the bare `task.cancel()` of a web framework."""
        after = visit.patience / 100
        if visit.seed % 2 and is_asyncio():
            task = asyncio.ensure_future(self.read(generation, outcome))
            await sleep(after)
            outcome.left_early = not task.done()
            task.cancel()
            try:
                await task
            except asyncio.CancelledError:
                pass
        else:
            with anyio.move_on_after(after) as scope:
                await self.read(generation, outcome)
            outcome.left_early = scope.cancelled_caught

    async def read(
        self,
        generation: Generation,
        outcome: Outcome,
        *,
        pause: float = 0.0,
        most: int | None = None,
    ) -> None:
        num_pieces = 0
        if most == 0:
            outcome.left_early = True
            return
        async for piece in generation:
            voice = outcome.voices[piece.index]
            voice.num_after_finish += voice.finish is not None
            voice.text += piece.text
            voice.ids += piece.ids
            voice.num_logprobs += len(piece.logprobs)
            voice.finish = piece.finish
            num_pieces += 1
            if num_pieces == most:
                outcome.left_early = True
                return
            if pause:
                await sleep(pause)

    # The books.

    def books(self) -> list[str]:
        """Nothing may be left of anybody: no log, permit, slot, block or message."""
        engine, ring, sizes = self.engine, self.engine.supervisor.ring, self.story.sizes
        left: dict[str, object] = {
            "logs": list(engine.logs),
            "permits": self.story.config.max_requests - engine.num_permits,
        }
        if ring is not None:
            queue = ring.scheduler.queue
            left |= {
                "requests": [*ring.scheduler.live, *ring.scheduler.running, *queue, *queue.parked],
                "slots": sizes["num_slots"] - len(ring.scheduler.free_slots),
                "tenants": [*ring.kv_cache.tenants, *ring.kv_cache.computing],
                "blocks": sizes["num_blocks"] - ring.kv_cache.pool.num_available,
                "voices": list(ring.detokenizer.voices),
            }
        return [f"{name} are left: {what}" for name, what in left.items() if what]


def is_asyncio() -> bool:
    """Whether this run is on asyncio: only there tasks are cancelled by hand."""
    return issubclass(asyncio.CancelledError, anyio.get_cancelled_exc_class())
