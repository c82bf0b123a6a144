"""The engine with a device in a real child process, which is killed, stopped and poisoned."""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from random import Random

import anyio
import anyio.lowlevel
import pytest
from anyio import create_task_group

from actors.config import EngineConfig
from actors.engine import Engine
from actors.errors import (
    Draining,
    EngineFailed,
    EngineStopped,
    Overloaded,
    Quarantined,
    RequestQuarantined,
    RingStuck,
)
from actors.link import DeviceLink, SocketLink, open_process_link
from actors.messages import Ids, Request
from models.batch import Sampling
from models.fake_device import oracle
from models.fake_vocabulary import FakeVocabulary

VOCABULARY = FakeVocabulary(512)
NUM_STREAMS = 64
NUM_TOKENS = 40
POISON = 300  # this id is in no other prompt; the texts that it appears in are not asked for
SIZES: dict[str, object] = {
    "num_blocks": 600,
    "block_size": 8,
    "num_slots": NUM_STREAMS,
    "context_length": 128,
    "vocabulary_size": VOCABULARY.size,
}


class Killable:
    """Opens process links, and knows the process of the newest one."""

    def __init__(self, **options: object) -> None:
        self.options = SIZES | options
        self.pid: int | None = None
        self.num_opened = 0

    @asynccontextmanager
    async def open(self) -> AsyncIterator[DeviceLink]:
        async with open_process_link("fake", self.options) as link:
            self.num_opened += 1
            self.pid = link.pid if isinstance(link, SocketLink) else None
            yield link

    def send(self, number: signal.Signals) -> None:
        if self.pid is None:
            raise RuntimeError("No device process was started.")
        os.kill(self.pid, number)


def prompt(nth: int) -> tuple[int, ...]:
    return (*b"one preface for all of them ", nth)


def text_of(nth: int) -> str:
    """An undisturbed run's text: the oracle knows neither processes nor batches."""
    ids = oracle(nth, prompt(nth), max_tokens=NUM_TOKENS, vocabulary_size=VOCABULARY.size)
    return VOCABULARY.decode(ids)


async def stream(engine: Engine, nth: int, texts: dict[int, str]) -> None:
    request = Request(Ids(prompt(nth)), Sampling(), max_tokens=NUM_TOKENS, ignore_eos=True)
    with engine.generate(request, seed=nth) as generation:
        async for piece in generation:
            texts[nth] = texts.get(nth, "") + piece.text


async def stream_all(engine: Engine, texts: dict[int, str]) -> None:
    async with create_task_group() as streams:
        for nth in range(NUM_STREAMS):
            streams.start_soon(stream, engine, nth, texts)


async def kill_at(device: Killable, texts: dict[int, str], num_chars: int) -> None:
    """Kill the device when the clients have read so much: a random moment, without a clock."""
    while sum(map(len, texts.values())) < num_chars:
        await anyio.lowlevel.checkpoint()
    device.send(signal.SIGKILL)


@pytest.mark.parametrize("depth", [1, 2])
async def test_streams_survive_the_device_being_killed_twenty_times(depth: int) -> None:
    random = Random(depth)
    device = Killable(step_seconds=0.001)
    config = EngineConfig(depth=depth, draft=2, backoff=0.001, max_backoff=0.01, max_restarts=100)
    engine = Engine(device.open, VOCABULARY, config=config)
    right = {nth: text_of(nth) for nth in range(NUM_STREAMS)}
    num_chars = sum(map(len, right.values()))
    async with create_task_group() as group:
        await group.start(engine.run)
        for nth in range(1, 21):
            texts: dict[int, str] = {}
            async with create_task_group() as round:
                round.start_soon(stream_all, engine, texts)
                round.start_soon(kill_at, device, texts, random.randrange(num_chars))
            assert texts == right
            while engine.supervisor.num_restarts < nth:  # at the very end nobody misses the device
                await anyio.lowlevel.checkpoint()
        await engine.stop(grace=1)
    assert engine.supervisor.num_restarts == 20
    assert engine.num_permits == engine.config.max_requests


@pytest.mark.parametrize("fatal", ["SIGSEGV", "SIGKILL"])
async def test_a_poisoned_request_fails_alone(fatal: str) -> None:
    device = Killable(poison_ids=[POISON], poison_signal=fatal)
    engine = Engine(device.open, VOCABULARY, config=EngineConfig(backoff=0.001))
    right = {
        nth: text_of(nth)
        for nth in range(NUM_STREAMS)
        if POISON not in oracle(nth, prompt(nth), max_tokens=NUM_TOKENS, vocabulary_size=512)
    }
    guilty = Request(Ids((7, POISON, 8)), max_tokens=5)
    texts: dict[int, str] = {}
    async with create_task_group() as group:
        await group.start(engine.run)
        async with create_task_group() as streams:
            for nth in list(right)[: NUM_STREAMS - 1]:
                streams.start_soon(stream, engine, nth, texts)
            with engine.generate(guilty) as generation:
                with pytest.raises(RequestQuarantined):
                    await generation.__anext__()
        with pytest.raises(Quarantined):
            engine.generate(guilty)
        await engine.stop(grace=1)
    assert len(texts) >= NUM_STREAMS - 8
    assert texts == {nth: right[nth] for nth in texts}
    assert device.num_opened == 4  # two crashes, the third one alone, and on


async def test_a_stopped_device_is_noticed_and_replaced() -> None:
    device = Killable(step_seconds=0.001)
    config = EngineConfig(step_deadline=0.2, backoff=0.001)
    engine = Engine(device.open, VOCABULARY, config=config)
    texts: dict[int, str] = {}
    async with create_task_group() as group:
        await group.start(engine.run)
        async with create_task_group() as round:
            round.start_soon(stream, engine, 1, texts)
            while not texts:
                await anyio.lowlevel.checkpoint()
            device.send(signal.SIGSTOP)
        await engine.stop(grace=1)
    assert texts[1] == text_of(1)
    assert engine.supervisor.num_restarts == 1


async def test_a_device_that_always_dies_ends_the_engine_and_every_stream() -> None:
    device = Killable(poison_ids=list(range(512)))
    config = EngineConfig(backoff=0.001, max_restarts=2)
    engine = Engine(device.open, VOCABULARY, config=config)
    errors: list[BaseException] = []

    async def client(nth: int) -> None:
        try:
            await stream(engine, nth, {})
        except (EngineStopped, RequestQuarantined) as error:
            errors.append(error)

    with pytest.raises(ExceptionGroup) as caught:
        async with create_task_group() as group:
            await group.start(engine.run)
            async with create_task_group() as clients:
                for nth in range(8):
                    clients.start_soon(client, nth)
            await anyio.sleep_forever()
    assert caught.group_contains(EngineFailed)
    assert len(errors) == 8
    assert engine.health.state == "failed"
    with pytest.raises(Draining):
        engine.generate(Request(Ids((1,))))


async def test_stopping_lets_the_living_finish_and_takes_nobody_new() -> None:
    device = Killable(step_seconds=0.001)
    engine = Engine(device.open, VOCABULARY)
    texts: dict[int, str] = {}
    async with create_task_group() as group:
        await group.start(engine.run)
        async with create_task_group() as streams:
            streams.start_soon(stream, engine, 3, texts)
            while not texts:
                await anyio.lowlevel.checkpoint()
            streams.start_soon(partial(engine.stop, grace=30))
            while not engine.is_draining:
                await anyio.lowlevel.checkpoint()
            with pytest.raises(Draining):
                engine.generate(Request(Ids((1,))))
    assert texts[3] == text_of(3)
    assert engine.health.state == "stopped"


async def test_a_stream_that_outlives_the_grace_is_told_so() -> None:
    device = Killable(step_seconds=0.05)
    engine = Engine(device.open, VOCABULARY)
    async with create_task_group() as group:
        await group.start(engine.run)
        with engine.generate(Request(Ids((1,)), max_tokens=100), seed=1) as generation:
            await generation.__anext__()
            await engine.stop(grace=0)
            with pytest.raises(EngineStopped):
                async for _ in generation:
                    pass


async def test_without_a_permit_a_request_is_refused_at_once() -> None:
    device = Killable()
    engine = Engine(device.open, VOCABULARY, config=EngineConfig(max_requests=2))
    async with create_task_group() as group:
        await group.start(engine.run)
        with engine.generate(Request(Ids((1,)), n=2)) as generation:
            with pytest.raises(Overloaded) as refused:
                engine.generate(Request(Ids((1,))))
            assert refused.value.retry_after >= 1
            assert {piece.index async for piece in generation} == {0, 1}
        await engine.stop(grace=1)


async def test_an_idle_engine_proves_that_it_works() -> None:
    engine = Engine(Killable().open, VOCABULARY, config=EngineConfig(canary_interval=0.02))
    async with create_task_group() as group:
        await group.start(engine.run)
        assert not engine.is_ready  # it still loads
        await engine.wait_until_loaded()
        ring = engine.supervisor.ring
        assert ring is not None
        while ring.scheduler.done < 3:  # nobody asks for anything, and yet it steps
            await anyio.lowlevel.checkpoint()
        assert engine.is_ready
        assert engine.health.last_proof < 10
        await engine.stop(grace=1)
    assert not engine.is_ready


async def test_an_actor_is_stuck_if_it_takes_nothing_from_one_look_to_the_next() -> None:
    engine = Engine(Killable().open, VOCABULARY, config=EngineConfig(canary_interval=3600.0))
    async with create_task_group() as group:
        await group.start(engine.run)
        await engine.wait_until_loaded()
        ring = engine.supervisor.ring
        assert ring is not None
        ring.look()
        with engine.generate(Request(Ids((1,)))), engine.generate(Request(Ids((2,)))):
            ring.look()  # the loop was busy: nobody had a chance to take what has just come
            with pytest.raises(RingStuck, match="The tokenizer does not empty its inbox"):
                ring.look()
        await engine.stop(grace=1)


async def test_a_device_that_refuses_to_load_ends_the_engine_with_its_sentence() -> None:
    engine = Engine(lambda: open_process_link("tests.actors.link_devices:Refuses"), VOCABULARY)
    with pytest.raises(ExceptionGroup) as caught:
        async with create_task_group() as group:
            await group.start(engine.run)
            with pytest.raises(Draining):
                await engine.wait_until_loaded()
    assert caught.group_contains(EngineFailed, match="There is no model here.")
    assert engine.supervisor.num_restarts == 0
