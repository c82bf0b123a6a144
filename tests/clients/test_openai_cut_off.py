"""Forced calls that `max_tokens` cuts off: OpenAI's own library is told what there is of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from openai import OpenAI

from tests.clients.conftest import MODEL
from tests.clients.test_openai import CITY, USER

FORCED: Any = ["required", {"type": "function", "function": {"name": "weather"}}]


@pytest.fixture
def client(url: str) -> Iterator[OpenAI]:
    with OpenAI(base_url=url, api_key="any", max_retries=0) as client:
        yield client


def calls_told(chunks: Any) -> tuple[list[str], list[str], str, str | None]:
    """Names and arguments as a client adds them up, the text, and how it ended."""
    names: list[str] = []
    arguments: list[str] = []
    text, reason = "", None
    for chunk in chunks:
        (choice,) = chunk.choices
        assert reason is None  # nothing comes after it
        text, reason = text + (choice.delta.content or ""), choice.finish_reason
        for delta in choice.delta.tool_calls or ():
            if delta.index == len(names):
                assert delta.id and delta.type == "function"
                names.append("")
                arguments.append("")
            names[delta.index] += delta.function.name or ""
            arguments[delta.index] += delta.function.arguments or ""
    return names, arguments, text, reason


@pytest.mark.parametrize("forced", FORCED, ids=["required", "named"])
def test_a_forced_call_that_is_cut_off_is_told_as_far_as_it_came(
    client: OpenAI, forced: Any
) -> None:
    asked: Any = {"model": MODEL, "messages": USER, "tools": [CITY], "tool_choice": forced}
    asked |= {"seed": 3, "parallel_tool_calls": False}
    whole = client.chat.completions.create(**asked, max_tokens=200)
    [call] = whole.choices[0].message.tool_calls or []
    assert call.type == "function" and whole.choices[0].finish_reason == "tool_calls"
    assert whole.usage is not None
    num_tokens = whole.usage.completion_tokens
    lengths: list[int] = []
    for most in range(1, num_tokens - 1):
        cut = client.chat.completions.create(**asked, max_tokens=most).choices[0]
        stream = client.chat.completions.create(**asked, max_tokens=most, stream=True)
        names, arguments, text, reason = calls_told(stream)
        assert (cut.finish_reason, reason) == ("length", "length")
        assert (cut.message.content or "") == text == ""
        told = [each.function for each in cut.message.tool_calls or () if each.type == "function"]
        assert [each.name for each in told] == names
        assert [each.arguments for each in told] == arguments
        for function in told:
            assert function.name == "weather" and call.function.arguments.startswith(
                function.arguments
            )
            lengths.append(len(function.arguments))
    assert lengths == sorted(lengths) and lengths[0] == 0  # its name alone
    assert len({*lengths}) > len(call.function.arguments) // 2


def test_a_response_whose_call_is_cut_off_is_incomplete(client: OpenAI) -> None:
    tool: Any = {"type": "function", **CITY["function"]}
    asked: Any = {"model": MODEL, "input": "Hello", "tools": [tool], "tool_choice": "required"}
    for most in range(16, 50):
        whole = client.responses.create(**asked, max_output_tokens=most, extra_body={"seed": 3})
        events = list(
            client.responses.create(
                **asked, max_output_tokens=most, stream=True, extra_body={"seed": 3}
            )
        )
        assert events[-1].type == "response.incomplete"
        assert (whole.status, events[-1].response.status) == ("incomplete", "incomplete")
        told = [item.arguments for item in whole.output if item.type == "function_call"]
        deltas = [
            event.delta
            for event in events
            if event.type == "response.function_call_arguments.delta"
        ]
        assert "".join(deltas) == "".join(told)
        if told:
            return
    raise AssertionError("no call was begun")
