"""Calls that a device with random weights makes of its own accord, at the highest temperature."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any
from unittest.mock import patch

import pytest

from openai_api.tools import guiding
from tests.openai_api.served import CHAT_PATH, Json, Served, chat
from tests.openai_api.test_forced_calls import SCHEMA, TOOLS, device, serve_tiny

__all__ = ["device"]

UNHEARD_OF: Json = {"type": "object", "properties": {"a": {"type": "array", "contains": {}}}}


@pytest.fixture(scope="module")
async def served(device: dict[str, Any]) -> AsyncIterator[Served]:
    async with serve_tiny(device) as running:
        await running.post(CHAT_PATH, chat())  # all its threads are there before the first test
        yield running


def wild(served: Served, seed: int, **fields: Any) -> Json:
    """The mark of a call is likely; all else is as likely as anything."""
    (mark,) = served.service.running.vocabulary.encode("<tool_call>", add_special_tokens=False)
    bias = {str(mark): 6}
    body = {"temperature": 2, "max_tokens": 300, "tools": TOOLS, "logit_bias": bias, "seed": seed}
    return chat(**body | fields)


def tool(schema: Json, **fields: Any) -> Json:
    return {"type": "function", "function": {"name": "f", "parameters": schema, **fields}}


async def test_a_call_that_has_begun_fits_its_schema(served: Served) -> None:
    num_calls = 0
    for seed in range(4):
        status, answer = await served.post(CHAT_PATH, wild(served, seed))
        assert status == 200, answer
        [choice] = answer["choices"]
        calls = choice["message"]["tool_calls"]
        complete = calls if choice["finish_reason"] == "tool_calls" else calls[:-1]
        num_calls += len(complete)
        for call in complete:
            arguments = json.loads(call["function"]["arguments"])
            assert call["function"]["name"] in ("f", "g")
            assert 0 <= arguments["a"] <= 99 and arguments["b"] == "x" and len(arguments) == 2
    assert num_calls > 4


async def test_what_is_said_besides_is_as_free_as_ever(served: Served) -> None:
    """Where the mark cannot come, whoever is held to nothing says the same."""
    (mark,) = served.service.running.vocabulary.encode("<tool_call>", add_special_tokens=False)
    texts = []
    for held in (True, False):
        with patch.object(guiding, "marks_of", guiding.marks_of if held else lambda engine: None):
            body = wild(served, 1, logit_bias={str(mark): -100}, max_tokens=60)
            status, answer = await served.post(CHAT_PATH, body)
        assert status == 200, answer
        texts.append(answer["choices"][0]["message"]["content"])
    assert texts[0] == texts[1] and texts[0]


async def test_one_call_is_one_call(served: Served) -> None:
    for seed in range(3):
        body = wild(served, seed, parallel_tool_calls=False)
        status, answer = await served.post(CHAT_PATH, body)
        assert status == 200, answer
        assert len(answer["choices"][0]["message"]["tool_calls"]) == 1


async def test_only_who_insists_hears_of_a_schema_that_cannot_be_followed(served: Served) -> None:
    status, answer = await served.post(CHAT_PATH, wild(served, 1, tools=[tool(UNHEARD_OF)]))
    assert status == 200, answer
    strict = [tool(UNHEARD_OF, strict=True)]
    status, answer = await served.post(CHAT_PATH, wild(served, 1, tools=strict))
    error = answer["error"]
    assert (status, error["param"]) == (400, "tools[0].function.parameters")
    assert error["code"] == "invalid_function_parameters"


async def test_one_schema_that_cannot_be_followed_does_not_free_the_others(served: Served) -> None:
    tools = [tool(SCHEMA, name="g", strict=True), tool(UNHEARD_OF)]
    called = set()
    for seed in range(4):
        status, answer = await served.post(CHAT_PATH, wild(served, seed, tools=tools))
        assert status == 200, answer
        [choice] = answer["choices"]
        calls = choice["message"].get("tool_calls", [])
        for call in calls if choice["finish_reason"] == "tool_calls" else calls[:-1]:
            arguments = json.loads(call["function"]["arguments"])
            called.add(call["function"]["name"])
            assert call["function"]["name"] == "f" or arguments.keys() == {"a", "b"}
    assert "g" in called
