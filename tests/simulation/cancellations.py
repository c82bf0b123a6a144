"""Many requests in one life of an engine, half of them cancelled somewhere: what is left behind?"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from random import Random
from typing import Any, TypeVar

import anyio.lowlevel
from anyio import create_task_group, move_on_after, sleep

from actors.config import EngineConfig
from actors.engine import Engine
from actors.errors import Overloaded
from actors.generation import Generation
from actors.messages import Request, Text
from actors.ports import Ports
from models.batch import Sampling
from models.fake_device import FakeDevice
from tests.simulation.device import Devices
from tests.simulation.loop import run
from tests.simulation.play import quiet
from tests.simulation.scenario import VOCABULARY
from tests.simulation.verdicts import Limits

R = TypeVar("R")

NUM_CLIENTS = 48
SIZES: dict[str, Any] = {
    "num_blocks": 96,
    "block_size": 4,
    "num_slots": 16,
    "context_length": 64,
    "vocabulary_size": VOCABULARY.size,
}


def cancel_many(num_requests: int, *, seed: int = 0) -> dict[str, int]:
    """Counts of everything that should be gone, in an engine that served so many."""
    left: dict[str, int] = {}
    num_files = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    limits = Limits(passes=1000 * num_requests + 100_000)
    with quiet():
        run(lambda: serve(num_requests, Random(seed), left), seed, limits=limits)
    if num_files:
        left["files"] = len(os.listdir("/proc/self/fd")) - num_files
    return left


async def serve(num_requests: int, random: Random, left: dict[str, int]) -> None:
    devices = Devices(lambda: FakeDevice(**SIZES), random, {})
    config = EngineConfig(max_requests=NUM_CLIENTS, depth=2, draft=2, step_tokens=64)
    ports = Ports(offload=inline, entropy=random.randbytes)
    engine = Engine(devices.open, VOCABULARY, config=config, ports=ports)
    async with create_task_group() as group:
        await group.start(engine.run)
        await sleep(1)  # until it is ready
        num_tasks = len(asyncio.all_tasks())
        async with create_task_group() as clients:
            for nth in range(NUM_CLIENTS):
                share = len(range(nth, num_requests, NUM_CLIENTS))
                clients.start_soon(visit_often, engine, Random(random.random()), share)
        await sleep(1)
        ring = engine.supervisor.ring
        if ring is None:
            raise RuntimeError("The ring is gone.")
        pool = ring.kv_cache.pool
        left["blocks"] = SIZES["num_blocks"] - pool.num_available
        left["tasks"] = abs(len(asyncio.all_tasks()) - num_tasks)
        left["permits"] = config.max_requests - engine.num_permits
        left["logs"] = len(engine.logs)
        left["slots"] = SIZES["num_slots"] - len(ring.scheduler.free_slots)
        left["voices"] = len(ring.detokenizer.voices)
        left["restarts"] = engine.supervisor.num_restarts
        await engine.stop(grace=0)


async def inline(function: Callable[[], R], /) -> R:
    await anyio.lowlevel.checkpoint()
    return function()


async def visit_often(engine: Engine, random: Random, num_requests: int) -> None:
    for _ in range(num_requests):
        request = Request(
            Text("a common beginning " * random.randint(0, 1) + str(random.randrange(50))),
            Sampling(temperature=0),
            max_tokens=random.randint(1, 8),
            stop=(chr(random.randrange(97, 123)),) if random.random() < 0.2 else (),
        )
        generation = await enter(engine, request, seed=random.randrange(1000))
        if random.random() < 0.5:
            await read(generation)
        else:
            await leave(generation, random)


async def enter(engine: Engine, request: Request, *, seed: int) -> Generation:
    """As a polite client does: come back later when the door is shut."""
    while True:
        try:
            return engine.generate(request, seed=seed)
        except Overloaded:
            await sleep(0.01)


async def read(generation: Generation) -> None:
    with generation:
        async for _ in generation:
            pass


async def leave(generation: Generation, random: Random) -> None:
    """At once, after some time, or by the bare cancellation of the task that reads."""
    match random.randrange(3):
        case 0:
            generation.close()
        case 1:
            with move_on_after(random.random() / 20):
                await read(generation)
        case _:
            task = asyncio.ensure_future(read(generation))
            await sleep(random.random() / 20)
            task.cancel()
            await asyncio.wait([task])
    generation.close()
