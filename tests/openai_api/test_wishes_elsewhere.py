"""What the other APIs call differently, allow more of, or have alone: all of it is a chat's."""

from __future__ import annotations

import json
from typing import Any

import pytest

from openai_api.anthropic.schemas import read_count, read_messages
from openai_api.anthropic.turns import chat_body
from openai_api.responses import turns
from openai_api.responses.offers import offers_of
from openai_api.responses.schemas import read_responses
from openai_api.schemas.chat import read_chat
from openai_api.schemas.formats import Shape
from tests.openai_api.scripted import END, SCHEMA, saying
from tests.openai_api.served import CHAT_PATH, MODEL, Json, chat, serve
from tests.openai_api.test_tools import read_by

RESPONSES, MESSAGES = "/v1/responses", "/v1/messages"
COUNT = "/v1/messages/count_tokens"
LONG, TOO_LONG = "f" * 128, "f" * 129
TURNS: list[Json] = [{"role": "user", "content": "Hello"}]
SOUND: dict[str, Json] = {
    RESPONSES: {"model": MODEL, "input": "Hello", "max_output_tokens": 4},
    MESSAGES: {"model": MODEL, "messages": TURNS, "max_tokens": 4},
    COUNT: {"model": MODEL, "messages": TURNS},
}
FORM: Json = {"type": "json_schema", "schema": SCHEMA}


def tools(path: str, name: str) -> Json:
    if path == RESPONSES:
        return {"tools": [{"type": "function", "name": name, "parameters": {}}]}
    return {"tools": [{"name": name, "input_schema": {"type": "object"}}]}


@pytest.mark.parametrize("path", SOUND)
async def test_names_of_functions_are_longer_than_in_chats(path: str) -> None:
    async with serve(options={"context_length": 1024}) as served:
        status, answer = await served.post(path, SOUND[path] | tools(path, LONG))
        assert status == 200, answer
        status, answer = await served.post(path, SOUND[path] | tools(path, TOO_LONG))
    assert (status, answer["error"]["param"]) == (400, "tools[0].name")
    assert answer["error"]["code"] == "string_above_max_length"


async def test_a_long_name_is_called_as_well() -> None:
    call = f'<tool_call>\n{{"name": "{LONG}", "arguments": {{"a": "b"}}}}\n</tool_call>'
    more: Json = {"stop": [END], "max_output_tokens": 200, "ignore_eos": True}
    async with saying(call) as served:
        body = SOUND[RESPONSES] | tools(RESPONSES, LONG) | more
        _, response = await served.post(RESPONSES, body)
    [item] = response["output"]
    assert (item["name"], item["arguments"]) == (LONG, '{"a": "b"}')


async def test_a_response_takes_what_only_concerns_tools_of_others() -> None:
    async with serve() as served:
        for told in (3, None):
            said: Json = {"max_tool_calls": told, "reasoning": {"effort": "max"}}
            said["service_tier"] = "fast" if told else "ultrafast"
            status, response = await served.post(RESPONSES, SOUND[RESPONSES] | said)
            assert (status, response["max_tool_calls"]) == (200, told)
        for wrong in (0, "3"):
            body = SOUND[RESPONSES] | {"max_tool_calls": wrong}
            status, answer = await served.post(RESPONSES, body)
            assert (status, answer["error"]["param"]) == (400, "max_tool_calls")


@pytest.mark.parametrize("fields", [{"output_config": {"format": FORM}}, {"output_format": FORM}])
def test_the_form_of_a_message_is_that_of_a_chat(fields: Json) -> None:
    body = SOUND[MESSAGES] | fields
    request = read_chat(chat_body(body, read_messages(body))).request()
    assert read_by(request.sampling.grammar, '{"a": "b"}')
    assert not read_by(request.sampling.grammar, "So.")


async def test_a_message_in_a_form_may_be_a_call_instead() -> None:
    call = '<tool_call>\n{"name": "f", "arguments": {}}\n</tool_call>'
    more: Json = {"max_tokens": 200, "stop_sequences": [END], "seed": 7}
    more |= {"output_config": {"format": FORM}} | tools(MESSAGES, "f")
    kinds = []
    for script in (call, '{"a": "b"}'):
        async with saying(script) as served:
            _, message = await served.post(MESSAGES, SOUND[MESSAGES] | more)
        kinds += [(block["type"], block.get("text")) for block in message["content"]]
    assert kinds == [("tool_use", None), ("text", '{"a": "b"}')]


@pytest.mark.parametrize(("mode", "shape"), [("auto", "FORM_OR_CALL"), ("required", "CALL")])
def test_tools_that_are_only_allowed_stand_beside_the_form_of_a_response(
    mode: str, shape: str
) -> None:
    named = [{"type": "function", "name": "f"}]
    body = SOUND[RESPONSES] | tools(RESPONSES, "f") | {"text": {"format": FORM | {"name": "n"}}}
    body |= {"tool_choice": {"type": "allowed_tools", "mode": mode, "tools": named}}
    ask = read_responses(body)
    chat = turns.chat_body(body, ask, (), offers_of(ask.tools).tools)
    assert read_chat(chat).shape is Shape[shape]


@pytest.mark.parametrize(
    ("fields", "effort"),
    [
        ({"output_config": {"effort": "max"}}, "max"),
        ({"output_config": {"effort": "low"}, "thinking": {"type": "adaptive"}}, "low"),
        ({"output_config": {"effort": "low"}, "thinking": {"type": "disabled"}}, "none"),
        ({"output_config": None}, None),
    ],
)
def test_the_effort_of_a_message_is_that_of_a_chat(fields: Json, effort: str | None) -> None:
    for ask in (read_messages(SOUND[MESSAGES] | fields), read_count(SOUND[COUNT] | fields)):
        told = read_chat(chat_body({}, ask)).reasoning_effort
        assert told == effort


@pytest.mark.parametrize(
    ("config", "param"),
    [
        ({"effort": "most"}, "output_config.effort"),
        ({"format": {"type": "xml"}}, "output_config.format.type"),
        ({"format": {"type": "json_schema"}}, "output_config.format.schema"),
        ({"format": FORM | {"schema": {"type": "wizard"}}}, "output_config.format"),
    ],
)
async def test_what_is_wrong_with_the_output_of_a_message_is_named(
    config: Json, param: str
) -> None:
    async with serve() as served:
        status, answer = await served.post(MESSAGES, SOUND[MESSAGES] | {"output_config": config})
    assert (status, answer["error"]["param"]) == (400, param)


async def test_nothing_of_that_is_reported_as_unknown() -> None:
    body = SOUND[MESSAGES] | {"output_config": {"effort": "low"}, "output_format": None}
    async with serve(is_strict=True) as served:
        status, answer = await served.post(MESSAGES, body)
        assert status == 200, answer
        status, answer = await served.post(RESPONSES, SOUND[RESPONSES] | {"max_tool_calls": 1})
        assert status == 200, answer


async def test_asking_for_no_likely_tokens_asks_for_nothing() -> None:
    async with serve() as served:
        status, answer = await served.post(CHAT_PATH, chat(top_logprobs=0))
    choice: Any = answer["choices"][0]
    assert (status, choice["logprobs"]) == (200, None), json.dumps(answer)
