"""Tools and thoughts through the whole server: the device's tokens say what a script says."""

from __future__ import annotations

import json
from typing import Any, cast

import httpx2
import pytest
from llguidance import LLMatcher, LLTokenizer
from openai import AsyncOpenAI

from openai_api.errors import ApiError
from openai_api.schemas.chat import read_chat
from openai_api.tools.forcing import force_call
from tests.openai_api.scripted import (
    CALL,
    END,
    OTHER,
    ROOM,
    THINKING,
    TOOLS,
    Scripted,
    answer_of,
    asking,
    saying,
    streamed,
    tool,
)
from tests.openai_api.served import CHAT_PATH, MODEL, Json, chat, serve


async def test_a_call_is_no_text() -> None:
    async with saying(CALL) as served:
        choice = await answer_of(served, asking())
    message = choice["message"]
    [call] = message["tool_calls"]
    assert choice["finish_reason"] == "tool_calls"
    assert message["content"] is None
    assert call["id"].startswith("call_") and call["type"] == "function"
    assert call["function"] == {"name": "f", "arguments": '{"a": "ü"}'}


async def test_a_streamed_call_names_itself_once() -> None:
    async with saying(f"Let me see.\n{CALL}\n{OTHER}") as served:
        message, deltas = await streamed(served, asking())
        choice = await answer_of(served, asking())
    assert message["content"] == choice["message"]["content"] == "Let me see."
    assert message["calls"] == [["f", '{"a": "ü"}'], ["g", "{}"]]
    assert message["finish_reason"] == "tool_calls"
    told = [delta["tool_calls"][0] for delta in deltas if "tool_calls" in delta]
    heads = [call for call in told if "id" in call]
    assert len({call.pop("id") for call in heads}) == 2
    assert heads == [
        {"index": 0, "type": "function", "function": {"arguments": "", "name": "f"}},
        {"index": 1, "type": "function", "function": {"arguments": "", "name": "g"}},
    ]
    more = [call for call in told if call not in heads]
    assert all(call.keys() == {"index", "function"} for call in more)
    assert all(call["function"].keys() == {"arguments"} for call in more)
    assert [call["index"] for call in told] == sorted(call["index"] for call in told)


@pytest.mark.parametrize(
    "script",
    [
        "Just text, no call.",
        '<tool_call>{"name": "f", "arguments": {oops}</tool_call> there',
        '<tool_call>{"name": "unheard_of", "arguments": {}}</tool_call>',
        '<tool_call>{"name": "f", "argu',
    ],
)
async def test_what_is_no_call_is_text(script: str) -> None:
    async with saying(script) as served:
        choice = await answer_of(served, asking())
        message, _ = await streamed(served, asking())
    assert choice["message"]["content"] == message["content"] == script
    assert "tool_calls" not in choice["message"] and message["calls"] == []
    assert choice["finish_reason"] == message["finish_reason"] == "stop"


async def test_nobody_looks_for_calls_where_none_may_be_made() -> None:
    async with saying(CALL) as served:
        wishes: list[Json] = [{"tool_choice": "none"}, {"tools": []}]
        for fields in wishes:
            choice = await answer_of(served, asking(**fields))
            assert choice["message"]["content"] == CALL


async def test_one_call_is_all_if_calls_must_not_be_parallel() -> None:
    async with saying(CALL + OTHER) as served:
        choice = await answer_of(served, asking(parallel_tool_calls=False))
    assert [call["function"]["name"] for call in choice["message"]["tool_calls"]] == ["f"]


async def test_mistral_s_templates_take_our_ids_back() -> None:
    async with saying('[TOOL_CALLS][{"name": "f", "arguments": {}}]', "[TOOL_CALLS]") as served:
        choice = await answer_of(served, asking())
    [call] = choice["message"]["tool_calls"]
    assert len(call["id"]) == 9 and call["id"].isalnum()


async def test_thoughts_are_told_under_both_names() -> None:
    async with saying(f"<think>\nHm.\n</think>\n\nSo.{CALL}", THINKING) as served:
        whole = (await answer_of(served, asking()))["message"]
        message, _ = await streamed(served, asking())
    for told in (whole, message):
        assert (told["reasoning"], told["reasoning_content"]) == ("Hm.", "Hm.")
        assert told["content"] == "So."
    assert message["calls"] == [["f", '{"a": "ü"}']]


async def test_a_prompt_may_have_opened_the_thoughts() -> None:
    class Opened(Scripted):
        def decode(self, ids: object, *, skip_special_tokens: bool = True) -> str:
            return "<|assistant|><think>\n"

    async with serve(vocabulary=Opened("Hm.</think>So." + END, THINKING), options=ROOM) as served:
        message = (await answer_of(served, asking()))["message"]
    assert (message["reasoning"], message["content"]) == ("Hm.", "So.")


async def test_openai_s_own_client_puts_calls_together() -> None:
    async with saying(f"So.{CALL}{OTHER}") as served:
        transport = httpx2.ASGITransport(cast(Any, served.app))
        async with (
            httpx2.AsyncClient(transport=transport) as http,
            AsyncOpenAI(base_url="http://localhost/v1", api_key="-", http_client=http) as client,
        ):
            options: Any = {"extra_body": {"ignore_eos": True}, "tools": TOOLS, "stop": [END]}
            messages: Any = [{"role": "user", "content": "Go."}]
            async with client.chat.completions.stream(
                model=MODEL, messages=messages, max_tokens=200, **options
            ) as stream:
                final = await stream.get_final_completion()
    message = final.choices[0].message
    calls = [(call.function.name, call.function.arguments) for call in message.tool_calls or ()]
    assert (message.content, calls) == ("So.", [("f", '{"a": "ü"}'), ("g", "{}")])


def test_tools_and_wishes_reach_the_template() -> None:
    fields: Json = {"reasoning_effort": "none", "chat_template_kwargs": {"x": 1}}
    prompt: Any = read_chat(chat(tools=[tool("f", strict=True), tool("g")], **fields)).request()
    chat_prompt = prompt.prompt
    assert json.loads(json.dumps(chat_prompt.tools)) == TOOLS
    assert chat_prompt.template_arguments == {
        "reasoning_effort": "none",
        "enable_thinking": False,
        "x": 1,
    }


def test_only_allowed_tools_are_told() -> None:
    named = {"type": "function", "function": {"name": "g"}}
    allowed = {"type": "allowed_tools", "allowed_tools": {"mode": "auto", "tools": [named]}}
    prompt: Any = read_chat(chat(tools=TOOLS, tool_choice=allowed)).request().prompt
    assert [each["function"]["name"] for each in prompt.tools] == ["g"]


def named(name: str) -> Json:
    return {"type": "function", "function": {"name": name}}


@pytest.mark.parametrize(
    ("fields", "param", "code"),
    [
        ({"tools": [{"type": "function"}]}, "tools[0].function", "missing_required_parameter"),
        ({"tools": [{"function": {}}]}, "tools[0].type", "missing_required_parameter"),
        ({"tools": {}}, "tools", "invalid_type"),
        ({"tools": [1]}, "tools[0]", "invalid_type"),
        ({"tools": [{"type": "web_search"}]}, "tools[0].type", "invalid_value"),
        ({"tools": [tool("a b")]}, "tools[0].function.name", "invalid_value"),
        ({"tools": [tool('a"\n')]}, "tools[0].function.name", "invalid_value"),
        ({"tools": [tool("f\n")]}, "tools[0].function.name", "invalid_value"),
        ({"tools": [tool("")]}, "tools[0].function.name", "invalid_value"),
        ({"tools": [tool("a" * 65)]}, "tools[0].function.name", "string_above_max_length"),
        ({"tools": [tool("f"), tool("f")]}, "tools[1].function.name", "invalid_value"),
        ({"tools": [tool(f"f{n}") for n in range(129)]}, "tools", "array_above_max_length"),
        (
            {"tools": [tool(parameters=[])]},
            "tools[0].function.parameters",
            "invalid_type",
        ),
        (
            {"tools": [tool(parameters={"type": 7})]},
            "tools[0].function.parameters",
            "invalid_function_parameters",
        ),
        ({"tools": TOOLS, "tool_choice": "always"}, "tool_choice", "invalid_value"),
        ({"tools": TOOLS, "tool_choice": 1}, "tool_choice", "invalid_type"),
        ({"tools": TOOLS, "tool_choice": {"type": "x"}}, "tool_choice.type", "invalid_value"),
        ({"tools": TOOLS, "tool_choice": named("x")}, "tool_choice.function.name", "invalid_value"),
        ({"tool_choice": "required"}, "tool_choice", "invalid_value"),
        ({"tools": [], "tool_choice": named("f")}, "tool_choice", "invalid_value"),
        ({"reasoning_effort": "most"}, "reasoning_effort", "invalid_value"),
        ({"parallel_tool_calls": "no"}, "parallel_tool_calls", "invalid_type"),
        ({"functions": []}, "functions", "empty_array"),
        ({"functions": [{}]}, "functions[0].name", "missing_required_parameter"),
        ({"functions": [{"name": "f"}] * 2}, "functions[1].name", "invalid_value"),
        ({"function_call": {"name": "f"}}, "function_call", "invalid_value"),
        ({"function_call": "required"}, "function_call", "invalid_value"),
        (
            {"functions": [{"name": "f"}], "function_call": {"name": "x"}},
            "function_call.name",
            "invalid_value",
        ),
        ({"functions": [{"name": "f"}], "tools": TOOLS}, "functions", "invalid_value"),
    ],
)
def test_a_wrong_tool_is_named(fields: Json, param: str, code: str) -> None:
    with pytest.raises(ApiError) as caught:
        read_chat(chat(**fields))
    assert (caught.value.status, caught.value.param, caught.value.code) == (400, param, code)


async def test_a_forced_call_has_a_grammar_that_the_parser_reads() -> None:
    async with saying(CALL) as served:
        request = read_chat(asking(tool_choice="required")).request()
        forced = await force_call(request, served.engine, is_one_call=False)
        choice = await answer_of(served, asking(tool_choice=named("f")))
        status, answer = await served.post(
            CHAT_PATH, asking(tool_choice="required", tools=[tool(parameters=UNREADABLE)])
        )
    grammar = forced.sampling.grammar
    assert read_by(grammar, CALL) and read_by(
        grammar, f"{CALL}\n{OTHER}".replace("{}", '{"a": ""}')
    )
    assert not read_by(grammar, CALL.replace('"ü"', "1")) and not read_by(grammar, "So.")
    assert choice["finish_reason"] == "tool_calls"
    assert (status, answer["error"]["code"]) == (400, "invalid_function_parameters")


UNREADABLE: Json = {"type": "object", "properties": {"a": {"$ref": "#/unheard_of"}}}


def read_by(grammar: str, text: str) -> bool:
    """Whether the grammar allows exactly this text."""
    matcher = LLMatcher(LLTokenizer("byte"), grammar)
    return all(matcher.consume_token(byte) for byte in text.encode()) and matcher.is_accepting()
