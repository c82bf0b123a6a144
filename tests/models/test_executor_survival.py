"""A real model in a process of its own, which is killed in the middle of its streams."""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import pytest
from anyio import create_task_group

from actors.config import EngineConfig
from actors.engine import Engine
from actors.link import DeviceLink, SocketLink, open_process_link
from actors.messages import Ids, Request
from models.batch import Sampling
from models.fake_vocabulary import FakeVocabulary
from tests.models.tiny_checkpoints import Tiny
from tests.models.tiny_device import V, draw_prompt, options, write_tiny

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

NUM_STREAMS = 6
NUM_TOKENS = 60


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    return write_tiny(tmp_path_factory.mktemp("tiny"))


class Killable:
    """Opens process links, and knows the process of the newest one."""

    def __init__(self, tiny: Tiny) -> None:
        self.options = options(tiny)
        self.pids: list[int] = []

    @asynccontextmanager
    async def open(self) -> AsyncIterator[DeviceLink]:
        async with open_process_link("checkpoint", self.options) as link:
            assert isinstance(link, SocketLink) and link.pid is not None
            self.pids.append(link.pid)
            yield link


async def stream(engine: Engine, nth: int, texts: dict[int, bytes]) -> None:
    sampling = Sampling(temperature=nth % 2, top_p=0.9, frequency_penalty=0.2)
    prompt = Ids(draw_prompt(10 + nth, seed=nth))
    request = Request(prompt, sampling, max_tokens=NUM_TOKENS, ignore_eos=True)
    with engine.generate(request, seed=nth) as generation:
        async for piece in generation:
            texts[nth] = texts.get(nth, b"") + piece.text.encode()


async def kill_at(device: Killable, texts: dict[int, bytes], num_bytes: int) -> None:
    """As soon as the clients have read so much."""
    while sum(map(len, texts.values())) < num_bytes:
        await anyio.lowlevel.checkpoint()
    os.kill(device.pids[-1], signal.SIGKILL)


async def test_streams_go_on_with_the_same_bytes_when_the_device_is_killed(tiny: Tiny) -> None:
    device = Killable(tiny)
    config = EngineConfig(depth=2, draft=3, backoff=0.001)
    engine = Engine(device.open, FakeVocabulary(V), config=config)
    rounds: list[dict[int, bytes]] = [{}, {}]
    async with create_task_group() as group:
        await group.start(engine.run)
        for number, texts in enumerate(rounds):
            async with create_task_group() as round:
                for nth in range(NUM_STREAMS):
                    round.start_soon(stream, engine, nth, texts)
                if number == 1:
                    round.start_soon(kill_at, device, texts, sum(map(len, rounds[0].values())) // 2)
        await engine.stop(grace=1)
    assert len(device.pids) == 2
    assert engine.supervisor.num_restarts == 1
    assert set(rounds[0]) == set(range(NUM_STREAMS))
    assert rounds[1] == rounds[0]
