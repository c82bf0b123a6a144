"""Forced calls from a real device whose weights are random, at the highest temperature."""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from anyio import create_task_group

from actors.engine import Engine
from actors.link import open_inline_link
from models.checkpoint_vocabulary import CheckpointVocabulary
from models.executor import CheckpointDevice
from openai_api.app import create_app
from openai_api.service import Service
from tests.models.tiny_checkpoints import llama_like, write
from tests.models.tiny_device import options
from tests.models.tiny_tokenizers import saved
from tests.openai_api.served import CHAT_PATH, MODEL, Json, Served, chat

SCHEMA: Json = {
    "type": "object",
    "properties": {"a": {"type": "integer", "minimum": 0, "maximum": 99}, "b": {"enum": ["x"]}},
    "required": ["a", "b"],
    "additionalProperties": False,
}
TOOLS = [
    {"type": "function", "function": {"name": name, "parameters": SCHEMA}} for name in ("f", "g")
]
WILD: Json = {"temperature": 2, "max_tokens": 400, "tools": TOOLS}


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The options of one with a tokenizer and a template."""
    directory = tmp_path_factory.mktemp("tiny")
    tiny = write(llama_like("Llama", vocab_size=400, max_position_embeddings=1024), directory)
    for file in saved("byte_level").iterdir():
        shutil.copy(file, directory / file.name)
    for name in ("config.json", "generation_config.json"):
        config = json.loads((directory / name).read_text())
        (directory / name).write_text(json.dumps(config | {"eos_token_id": 364}))
    return options(tiny)


@asynccontextmanager
async def serve_tiny(device: dict[str, Any]) -> AsyncIterator[Served]:
    engine = Engine(
        lambda: open_inline_link(CheckpointDevice(**device)),
        CheckpointVocabulary(Path(device["model"])),
    )
    service = Service((MODEL,), engine)
    async with create_task_group() as group:
        await group.start(engine.run)
        yield Served(create_app(service), service)
        await engine.stop(grace=0)
        group.cancel_scope.cancel()


async def test_forced_calls_are_valid_however_weak_the_model(device: dict[str, Any]) -> None:
    named = {"type": "function", "function": {"name": "g"}}
    async with serve_tiny(device) as served:
        for seed in range(3):
            body = chat(**WILD | {"tool_choice": named, "seed": seed})
            status, answer = await served.post(CHAT_PATH, body)
            assert status == 200, answer
            [choice] = answer["choices"]
            [call] = choice["message"]["tool_calls"]
            arguments = json.loads(call["function"]["arguments"])
            assert (call["function"]["name"], choice["finish_reason"]) == ("g", "tool_calls")
            assert 0 <= arguments["a"] <= 99 and arguments["b"] == "x"


async def test_a_required_call_is_one_of_those_offered(device: dict[str, Any]) -> None:
    async with serve_tiny(device) as served:
        body = chat(**WILD | {"tool_choice": "required", "parallel_tool_calls": False})
        status, answer = await served.post(CHAT_PATH, body)
    assert status == 200, answer
    [choice] = answer["choices"]
    [call] = choice["message"]["tool_calls"]
    assert call["function"]["name"] in ("f", "g") and choice["message"]["content"] is None


async def test_an_answer_follows_its_schema_however_weak_the_model(device: dict[str, Any]) -> None:
    form = {"type": "json_schema", "json_schema": {"name": "n", "schema": SCHEMA}}
    async with serve_tiny(device) as served:
        for seed in range(3):
            body = chat(temperature=2, max_tokens=400, seed=seed, response_format=form)
            status, answer = await served.post(CHAT_PATH, body)
            assert status == 200, answer
            [choice] = answer["choices"]
            value = json.loads(choice["message"]["content"])
            assert 0 <= value["a"] <= 99 and value["b"] == "x" and choice["finish_reason"] == "stop"
        for schema in ({"type": 7}, {"type": "array", "contains": {}}, {"const": "x" * 300_000}):
            wrong = {"type": "json_schema", "json_schema": {"name": "n", "schema": schema}}
            status, answer = await served.post(CHAT_PATH, chat(response_format=wrong))
            assert (status, answer["error"]["code"]) == (400, "invalid_json_schema")
            assert answer["error"]["message"].startswith("Invalid schema for response_format 'n': ")
        status, answer = await served.post(CHAT_PATH, chat(response_format={"type": "json_schema"}))
        assert (status, answer["error"]["param"]) == (400, "response_format.json_schema")
