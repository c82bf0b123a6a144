"""A client may leave at any turn of the event loop, in either way, and nobody else notices."""

from __future__ import annotations

import ast
import asyncio
from functools import partial
from pathlib import Path
from random import Random

import anyio
import pytest
from anyio import create_task_group
from anyio.lowlevel import checkpoint

from actors.config import EngineConfig
from actors.engine import Engine
from actors.messages import Ids, Request
from actors.ports import Ports
from models.fake_device import FakeDevice, oracle
from tests.simulation.cancellations import SIZES, inline
from tests.simulation.device import Devices
from tests.simulation.loop import Backend, run
from tests.simulation.scenario import VOCABULARY

MOST_TURNS = 120  # a whole visit takes fewer
PROMPT = tuple(b"a prompt of some blocks")


async def visit(engine: Engine, seed: int, heard: list[int]) -> None:
    request = Request(Ids(PROMPT), max_tokens=12, ignore_eos=True, stop=("never",))
    with engine.generate(request, seed=seed) as generation:
        async for piece in generation:
            heard += piece.ids


async def leave_by_scope(engine: Engine, turns: int) -> None:
    async with create_task_group() as group:
        group.start_soon(visit, engine, 1, [])
        for _ in range(turns):
            await checkpoint()
        group.cancel_scope.cancel()


async def leave_by_task(engine: Engine, turns: int) -> None:
    """As web frameworks do: a bare cancel, and another one while the first is being handled."""
    task = asyncio.ensure_future(visit(engine, 1, []))
    for _ in range(turns):
        await checkpoint()
    task.cancel()
    await checkpoint()
    task.cancel()
    await asyncio.wait([task])


async def scene(turns: int, *, natively: bool) -> list[object]:
    """What is wrong after somebody has left so many turns into his visit."""
    random = Random(turns)
    devices = Devices(lambda: FakeDevice(**SIZES), random, {})
    config = EngineConfig(max_requests=4, depth=2, draft=1, step_tokens=8, paranoid=True)
    ports = Ports(offload=inline, entropy=random.randbytes)
    engine = Engine(devices.open, VOCABULARY, config=config, ports=ports)
    heard: list[int] = []
    async with create_task_group() as group:
        await group.start(engine.run)
        await anyio.sleep(1)
        async with create_task_group() as clients:
            clients.start_soon(visit, engine, 2, heard)
            clients.start_soon(leave_by_task if natively else leave_by_scope, engine, turns)
        await anyio.sleep(1)
        ring = engine.supervisor.ring
        left: list[object] = [*engine.logs, 4 - engine.num_permits, *devices.misused]
        if ring is not None:
            left += [*ring.scheduler.live, *ring.kv_cache.tenants, *ring.detokenizer.voices]
        left.append(engine.supervisor.num_restarts)
        await engine.stop(grace=0)
    right = oracle(2, PROMPT, max_tokens=12, vocabulary_size=VOCABULARY.size)
    return [wrong for wrong in (*left, heard != right) if wrong]


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_client_may_be_cancelled_at_any_turn(backend: Backend) -> None:
    for turns in range(MOST_TURNS):
        assert run(partial(scene, turns, natively=False), turns, backend=backend) == [], turns


def test_a_client_may_be_cancelled_natively_and_twice_at_any_turn() -> None:
    for turns in range(MOST_TURNS):
        assert run(partial(scene, turns, natively=True), turns) == [], turns


def test_the_engine_reads_no_clock_but_the_loops() -> None:
    """So a wall clock that jumps changes nothing, and virtual time is the only time."""
    for file in Path("actors").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {"time", "datetime", "random", "secrets", "uuid"} & set(names), file
