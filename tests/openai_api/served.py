"""The application before a real engine whose device is the fake one, in a thread."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any, cast

from anyio import create_task_group, to_thread
from quart import Quart
from quart.testing import QuartClient

from actors.config import EngineConfig
from actors.engine import Engine
from actors.link import open_inline_link
from models.fake_device import FakeDevice
from models.fake_vocabulary import FakeVocabulary
from models.vocabulary import Vocabulary
from openai_api.app import create_app
from openai_api.limits import Limits
from openai_api.service import Service

MODEL = "fake/model"
VOCABULARY = FakeVocabulary(512)
CONTEXT_LENGTH = 256
SIZES: dict[str, object] = {
    "num_blocks": 600,
    "block_size": 8,
    "num_slots": 16,
    "context_length": CONTEXT_LENGTH,
    "vocabulary_size": VOCABULARY.size,
}

CHAT_PATH = "/v1/chat/completions"
TEXT_PATH = "/v1/completions"
Json = dict[str, Any]


def chat(**fields: object) -> Json:
    """A sound request for a short answer."""
    messages = [{"role": "user", "content": "Say something."}]
    return {"model": MODEL, "messages": messages, "max_tokens": 12, "seed": 7} | fields


def text(**fields: object) -> Json:
    return {"model": MODEL, "prompt": "Once upon", "max_tokens": 12, "seed": 7} | fields


class Served:
    """An application, its engine, and a client of it."""

    def __init__(self, app: Quart, service: Service) -> None:
        self.app = app
        self.service = service
        self.client = cast(QuartClient, app.test_client())

    @property
    def engine(self) -> Engine:
        return self.service.running

    async def until_all_left(self) -> None:
        """Every place is free again; the device may have to finish a step first."""
        await until(lambda: self.engine.num_permits == self.engine.config.max_requests)

    async def post(self, path: str, body: object, **headers: str) -> tuple[int, Json]:
        """Status and JSON of the answer."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"} | headers
        response = await self.client.post(path, data=data, headers=headers)
        return response.status_code, json.loads(await response.get_data())

    async def stream(self, path: str, body: Json) -> list[Json]:
        """The events of a stream that ended with [DONE]."""
        data = json.dumps(body | {"stream": True})
        response = await self.client.post(path, data=data)
        assert response.status_code == 200, await response.get_data()
        assert response.content_type == "text/event-stream; charset=utf-8"
        *events, done = events_of(await response.get_data(as_text=False))
        assert done == "[DONE]"
        return [json.loads(event) for event in events]


async def until(holds: Callable[[], bool]) -> None:
    """Look again and again, but let the device's thread go first: it needs the interpreter too."""
    while not holds():
        await to_thread.run_sync(bool)


def events_of(data: bytes) -> Iterator[str]:
    """What each `data:` line says."""
    for event in data.decode().split("\n\n"):
        if event.startswith("data: "):
            yield event.removeprefix("data: ")


@asynccontextmanager
async def serve(
    config: EngineConfig | None = None,
    *,
    limits: Limits | None = None,
    options: Json | None = None,
    vocabulary: Vocabulary = VOCABULARY,
    **fields: Any,
) -> AsyncIterator[Served]:
    """Engine and application; `fields` are the service's."""
    device: Json = SIZES | (options or {})
    engine = Engine(lambda: open_inline_link(FakeDevice(**device)), vocabulary, config=config)
    service = Service((MODEL,), engine, limits=limits or Limits(), **fields)
    async with create_task_group() as group:
        await group.start(engine.run)
        with service.files:
            await group.start(service.batches.run)
            await group.start(service.jobs.run)
            yield Served(create_app(service), service)
            await service.batches.stop()
        await engine.stop(grace=0)
        group.cancel_scope.cancel()
