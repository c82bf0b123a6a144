"""Calls while they are written, calls that are cut, and functions as they were before tools."""

from __future__ import annotations

import json
from typing import Any

import pytest

from openai_api.schemas.chat import read_chat
from openai_api.schemas.formats import Shape
from tests.openai_api.scripted import (
    CALL,
    OTHER,
    THINKING,
    TOOLS,
    answer_of,
    asking,
    saying,
    streamed,
    tool,
)
from tests.openai_api.served import CHAT_PATH, Json, chat

LEGACY: Json = {"functions": [tool("f")["function"], tool("g")["function"]], "tools": None}


async def test_arguments_are_told_as_they_are_written() -> None:
    long = CALL.replace("ü", "ü" * 60)
    async with saying(long) as served:
        _, deltas = await streamed(served, asking())
    told = [delta["tool_calls"][0]["function"] for delta in deltas if "tool_calls" in delta]
    assert len(told) > 10
    assert json.loads("".join(each["arguments"] for each in told)) == {"a": "ü" * 60}


@pytest.mark.parametrize("fields", [{}, {"tool_choice": "required"}])
async def test_a_call_that_is_cut_is_a_call(fields: Json) -> None:
    async with saying(CALL.replace("ü", "ü" * 500)) as served:
        cut = asking(max_tokens=60, **fields)
        choice = await answer_of(served, cut)
        message, _ = await streamed(served, cut)
    [call] = choice["message"]["tool_calls"]
    assert call["function"]["arguments"].startswith('{"a": "üüü')
    assert message["calls"] == [["f", call["function"]["arguments"]]]
    assert choice["finish_reason"] == message["finish_reason"] == "length"
    assert choice["message"]["content"] is None


@pytest.mark.parametrize(
    ("offered", "calls"), [(TOOLS[:1], [["f", ""]]), (TOOLS, [])], ids=["one", "two"]
)
async def test_a_forced_call_that_is_cut_before_its_name(offered: Json, calls: Json) -> None:
    async with saying(CALL) as served:
        cut = asking(max_tokens=4, tool_choice="required", tools=offered)
        message, _ = await streamed(served, cut)
    assert message["calls"] == calls
    assert (message["content"], message["finish_reason"]) == ("", "length")


async def test_thoughts_are_left_out_where_nobody_wants_them() -> None:
    async with saying("<think>\nHm.\n</think>\n\nSo.", THINKING) as served:
        whole = (await answer_of(served, asking(include_reasoning=False)))["message"]
        message, _ = await streamed(served, asking(include_reasoning=False))
    assert "reasoning" not in whole and "reasoning" not in message
    assert whole["content"] == message["content"] == "So."


async def test_functions_are_answered_as_they_were_before_there_were_tools() -> None:
    body = asking(**LEGACY, function_call="auto")
    async with saying(f"So.{CALL}{OTHER}") as served:
        choice = await answer_of(served, body)
        chunks = await served.stream(CHAT_PATH, body)
    message = choice["message"]
    assert message["function_call"] == {"name": "f", "arguments": '{"a": "ü"}'}
    assert message["content"] == "So." and "tool_calls" not in message
    parts = [each for chunk in chunks for each in chunk["choices"]]
    calls = [part["delta"]["function_call"] for part in parts if "function_call" in part["delta"]]
    assert calls[0] == {"arguments": "", "name": "f"}
    assert all(call.keys() == {"arguments"} for call in calls[1:])
    assert "".join(call["arguments"] for call in calls) == '{"a": "ü"}'
    assert choice["finish_reason"] == parts[-1]["finish_reason"] == "function_call"


async def test_a_function_can_be_forced() -> None:
    body = asking(**LEGACY, function_call={"name": "f"})
    async with saying(CALL) as served:
        choice = await answer_of(served, body)
    assert read_chat(body).shape is Shape.CALL and read_chat(body).is_one_call
    assert choice["message"]["function_call"]["name"] == "f"


def test_turns_with_functions_are_turns_with_tools() -> None:
    turns = [
        {"role": "user", "content": "Go."},
        {"role": "assistant", "content": None, "function_call": {"name": "f", "arguments": "{}"}},
        {"role": "function", "name": "f", "content": "4"},
    ]
    prompt: Any = read_chat(chat(messages=turns)).request().prompt
    _, call, result = prompt.messages
    assert call["tool_calls"][0]["function"] == {"name": "f", "arguments": "{}"}
    assert (result["role"], result["tool_call_id"]) == ("tool", call["tool_calls"][0]["id"])
