"""What is computed once is not computed again: through the whole engine, counted at the device."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any

import pytest
from anyio import create_task_group

from actors.config import EngineConfig
from actors.engine import Engine
from actors.messages import Ids, Request
from actors.ports import Ports
from models.fake_device import FakeDevice
from tests.simulation.cancellations import inline
from tests.simulation.device import Devices
from tests.simulation.loop import run
from tests.simulation.scenario import VOCABULARY

BLOCK = 8
SIZES: dict[str, Any] = {
    "num_blocks": 200,
    "block_size": BLOCK,
    "num_slots": 16,
    "context_length": 400,
    "vocabulary_size": VOCABULARY.size,
}
PROMPT = tuple(range(100))  # twelve blocks and a half
NUM_SHARED = 96

Scene = Callable[[Engine, Devices], Awaitable[None]]


def act(scene: Scene, **config: Any) -> None:
    """Run a scene in an engine of its own, in virtual time."""
    run(partial(stage, scene, replace(EngineConfig(canary_interval=900.0), **config)), 0)


async def stage(scene: Scene, config: EngineConfig) -> None:
    random = Random(0)
    devices = Devices(lambda: FakeDevice(**SIZES), random, {})
    ports = Ports(offload=inline, entropy=random.randbytes)
    engine = Engine(devices.open, VOCABULARY, config=config, ports=ports)
    async with create_task_group() as group:
        await group.start(engine.run)
        await scene(engine, devices)
        await engine.stop(grace=1)


async def ask(
    engine: Engine, prompt: tuple[int, ...], *, n: int = 1, salt: str = "", num: int = 5
) -> tuple[tuple[int, ...], int]:
    """The tokens of the first sample, and how many prompt tokens came from the cache."""
    request = Request(Ids(prompt), n=n, salt=salt, max_tokens=num, ignore_eos=True)
    ids: list[int] = []
    with engine.generate(request, seed=3) as generation:
        async for piece in generation:
            ids += piece.ids if piece.index == 0 else ()
        return tuple(ids), generation.num_cached


@pytest.mark.parametrize("depth", [1, 2])
def test_samples_of_one_request_share_their_prompt(depth: int) -> None:
    async def scene(engine: Engine, devices: Devices) -> None:
        await ask(engine, PROMPT, n=4)
        alone = len(PROMPT) + 4  # the fifth token is decided, not computed
        assert devices.num_computed <= alone + 3 * (len(PROMPT) - NUM_SHARED + 5)

    act(scene, depth=depth, step_tokens=32)


@pytest.mark.parametrize("depth", [1, 2])
def test_requests_that_arrive_together_share_too(depth: int) -> None:
    async def scene(engine: Engine, devices: Devices) -> None:
        async with create_task_group() as clients:
            for last in range(8):
                clients.start_soon(ask, engine, (*PROMPT, last))
        assert devices.num_computed < 2 * len(PROMPT) + 8 * (BLOCK + 5)

    act(scene, depth=depth, step_tokens=32)


def test_the_next_turn_of_a_conversation_finds_what_was_generated() -> None:
    async def scene(engine: Engine, devices: Devices) -> None:
        answer, num_cached = await ask(engine, PROMPT, num=60)
        assert num_cached == 0
        turn = (*PROMPT, *answer, 7, 8, 9)
        _, num_cached = await ask(engine, turn)
        assert num_cached == (len(PROMPT) + 59) // BLOCK * BLOCK

    act(scene)


def test_a_prompt_that_is_known_whole_still_computes_its_last_token() -> None:
    async def scene(engine: Engine, devices: Devices) -> None:
        first, _ = await ask(engine, PROMPT[:NUM_SHARED])
        again, num_cached = await ask(engine, PROMPT[:NUM_SHARED])
        assert again == first
        assert num_cached == NUM_SHARED - BLOCK

    act(scene)


def test_tenants_with_different_salts_share_nothing() -> None:
    async def scene(engine: Engine, devices: Devices) -> None:
        await ask(engine, PROMPT, salt="one")
        _, num_cached = await ask(engine, PROMPT, salt="other")
        assert num_cached == 0
        _, num_cached = await ask(engine, PROMPT, salt="one")
        assert num_cached == NUM_SHARED

    act(scene)


def test_without_the_prefix_cache_nothing_is_shared() -> None:
    async def scene(engine: Engine, devices: Devices) -> None:
        first, _ = await ask(engine, PROMPT)
        again, num_cached = await ask(engine, PROMPT)
        assert (again, num_cached) == (first, 0)

    act(scene, prefix_cache=False)
