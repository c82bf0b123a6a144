"""Functions beside a form of the answer: a call or the form, whichever the model begins."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from openai_api.schemas.chat import read_chat
from openai_api.tools.holding import hold
from tests.openai_api.scripted import (
    CALL,
    END,
    HERMES,
    OTHER,
    SCHEMA,
    TOOLS,
    answer_of,
    asking,
    saying,
    streamed,
    tool,
)
from tests.openai_api.served import CHAT_PATH, MODEL, Json, Served
from tests.openai_api.test_forced_calls import SCHEMA as TINY_SCHEMA
from tests.openai_api.test_forced_calls import device, serve_tiny
from tests.openai_api.test_guided_calls import UNHEARD_OF, wild
from tests.openai_api.test_tools import read_by

__all__ = ["device"]

CITY: Json = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "size": {"type": "integer"}},
    "required": ["name"],
    "additionalProperties": False,
}
FORM: Json = {"type": "json_schema", "json_schema": {"name": "city", "schema": CITY}}
ANSWER = '{"name": "Ulm", "size": 4}'


@pytest.fixture(scope="module")
async def served(device: dict[str, Any]) -> AsyncIterator[Served]:
    async with serve_tiny(device) as running:
        await running.post(CHAT_PATH, wild(running, 1))  # all threads are there before a test
        yield running


async def grammar_of(served: Served, **fields: Any) -> str:
    ask = read_chat(asking(response_format=FORM, **fields))
    return (await hold(ask, ask.request(), served.engine)).sampling.grammar


@pytest.mark.parametrize(
    ("template", "calls"),
    [
        (HERMES, [CALL, f"{CALL}\n{OTHER}"]),
        ("<function=", [CALL]),
        ("no signs", [CALL]),
        ("[TOOL_CALLS]", ['[TOOL_CALLS][{"name": "f", "arguments": {"a": "x"}}]']),
        ("<|python_tag|>", ['{"name": "f", "parameters": {"a": "x"}}']),
    ],
)
async def test_the_model_may_call_in_its_own_way_or_answer_in_that_form(
    template: str, calls: list[str]
) -> None:
    tools = [tool("f"), tool("g", parameters={"type": "object", "properties": {}})]
    async with saying(CALL, template) as served:
        grammar = await grammar_of(served, tools=tools)
        alone = await grammar_of(served, tools=tools, parallel_tool_calls=False)
    for text in (ANSWER, '{"name": "f"}', '{"name": "fg", "size": 4}', *calls):
        assert read_by(grammar, text), text
        assert read_by(alone, text) is (OTHER not in text)
    for text in ("So.", '{"size": 4}', ANSWER + CALL, CALL + ANSWER, CALL.replace('"ü"', "1")):
        assert not read_by(grammar, text), text


async def test_any_object_may_stand_beside_calls_too() -> None:
    for template, call in ((HERMES, CALL), ("<|python_tag|>", '{"name": 1}')):
        async with saying(CALL, template) as served:
            ask = read_chat(asking(response_format={"type": "json_object"}))
            grammar = (await hold(ask, ask.request(), served.engine)).sampling.grammar
        assert all(read_by(grammar, text) for text in (ANSWER, call, "{}"))


async def test_a_call_beside_a_form_is_told_as_a_call() -> None:
    body = asking(response_format=FORM)
    flat = {"type": "function", "name": "f", "parameters": SCHEMA}
    said: Json = {"model": MODEL, "input": "x", "tools": [flat], "seed": 7}
    said |= {"stop": [END], "max_output_tokens": 200}
    text = {"format": {"type": "json_schema", **FORM["json_schema"]}}
    async with saying(CALL) as served:
        choice = await answer_of(served, body)
        message, _ = await streamed(served, body)
        _, response = await served.post("/v1/responses", said | {"text": text})
    [call] = choice["message"]["tool_calls"]
    assert (choice["message"]["content"], choice["finish_reason"]) == (None, "tool_calls")
    assert call["function"] == {"name": "f", "arguments": '{"a": "ü"}'}
    assert (message["content"], message["calls"]) == ("", [["f", '{"a": "ü"}']])
    [item] = response["output"]
    assert (item["type"], item["arguments"]) == ("function_call", '{"a": "ü"}')


@pytest.mark.parametrize("template", [HERMES, "<|python_tag|>", "no signs", "[TOOL_CALLS]"])
async def test_an_answer_in_the_form_is_told_as_text(template: str) -> None:
    async with saying(ANSWER, template) as served:
        choice = await answer_of(served, asking(response_format=FORM))
        message, _ = await streamed(served, asking(response_format=FORM))
    assert choice["message"]["content"] == message["content"] == ANSWER
    assert (choice["finish_reason"], message["calls"]) == ("stop", [])


@pytest.mark.parametrize(
    "fields",
    [
        {"tool_choice": "none"},
        {"tools": []},
        {"response_format": {"type": "text"}, "guided_json": CITY},
    ],
)
async def test_where_no_call_may_be_made_every_character_belongs_to_the_form(fields: Json) -> None:
    async with saying(CALL) as served:
        ask = read_chat(asking(**{"response_format": FORM} | fields))
        grammar = (await hold(ask, ask.request(), served.engine)).sampling.grammar
        choice = await answer_of(served, asking(**{"response_format": FORM} | fields))
    assert read_by(grammar, ANSWER) and not read_by(grammar, CALL)
    assert choice["message"]["content"] == CALL


async def test_a_weak_model_calls_or_answers_and_both_fit(served: Served) -> None:
    form = {"type": "json_schema", "json_schema": {"name": "n", "schema": CITY_OF_TWO}}
    kinds = set()
    for seed in range(6):
        fields: Json = {"response_format": form, "logit_bias": {}} if seed % 2 else {}
        body = wild(served, seed, **{"response_format": form} | fields)
        status, answer = await served.post(CHAT_PATH, body)
        assert status == 200, answer
        [choice] = answer["choices"]
        kinds.add(choice["finish_reason"])
        if choice["finish_reason"] == "stop":
            assert json.loads(choice["message"]["content"])["size"] in (1, 2)
        for call in choice["message"].get("tool_calls", []):
            arguments = json.loads(call["function"]["arguments"])
            assert arguments.keys() == TINY_SCHEMA["properties"].keys()
    assert kinds == {"stop", "tool_calls"}


CITY_OF_TWO: Json = {
    "type": "object",
    "properties": {"size": {"enum": [1, 2]}},
    "required": ["size"],
    "additionalProperties": False,
}


async def test_only_a_strict_function_has_to_have_a_schema_that_can_be_followed() -> None:
    loose, strict = (tool(parameters=UNHEARD_OF, strict=strict) for strict in (False, True))
    async with saying(CALL) as served:
        grammar = await grammar_of(served, tools=[loose])
        status, answer = await served.post(CHAT_PATH, asking(response_format=FORM, tools=[strict]))
    assert read_by(grammar, CALL) and read_by(grammar, ANSWER)
    assert (status, answer["error"]["param"]) == (400, "tools[0].function.parameters")


def test_a_call_that_must_be_made_wins_over_a_form() -> None:
    for choice in ("required", {"type": "function", "function": {"name": "f"}}):
        ask = read_chat(asking(response_format=FORM, tools=TOOLS, tool_choice=choice))
        assert ask.request().sampling.grammar == ""
