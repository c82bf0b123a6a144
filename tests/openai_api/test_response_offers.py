"""Tools of the Responses API that chats do not know: in namespaces, with any text, OpenAI's own."""

from __future__ import annotations

import json
from typing import cast

import pytest

from openai_api.responses.offers import offers_of, text_in
from openai_api.responses.schemas import read_responses
from openai_api.responses.turns import chat_body
from openai_api.schemas.chat import read_chat
from tests.openai_api.scripted import END, HERMES, SCHEMA, saying
from tests.openai_api.served import MODEL, Json, serve

PATH = "/v1/responses"
FUNCTION: Json = {"type": "function", "name": "js", "description": "Runs.", "parameters": SCHEMA}
SERVER: Json = {"type": "namespace", "name": "mcp__repl", "tools": [FUNCTION]}
PATCH: Json = {"type": "custom", "name": "apply_patch", "description": "Edits files."}
SEARCH: Json = {"type": "web_search", "external_web_access": False}
ASK: Json = {"model": MODEL, "input": "Do it.", "stop": [END], "ignore_eos": True}
CALLED = '<tool_call>\n{"name": "mcp__repl__js", "arguments": {"a": "1"}}\n</tool_call>'
PATCHED = '<tool_call>\n{"name": "apply_patch", "arguments": {"input": "+\\"ü\\""}}\n</tool_call>'


def chat_of(**fields: object) -> Json:
    body = ASK | fields
    ask = read_responses(body)
    return chat_body(body, ask, (), offers_of(ask.tools).tools)


async def events_of(script: str, tools: list[Json]) -> tuple[list[Json], Json]:
    """Of the call, and the response as it is kept."""
    async with saying(script, HERMES) as served:
        body = ASK | {"tools": tools, "stream": True}
        answer = await served.client.post(PATH, data=json.dumps(body))
        lines = (await answer.get_data(as_text=True)).splitlines()
        events = [json.loads(line[6:]) for line in lines if line.startswith("data: ")]
        kept = await served.client.get(f"{PATH}/{events[-1]['response']['id']}")
        return events[2:-1], cast(Json, json.loads(await kept.get_data()))


async def test_a_call_within_a_namespace_is_told_by_both_of_its_names() -> None:
    events, response = await events_of(CALLED, [SERVER])
    (call,) = response["output"]
    assert (call["type"], call["namespace"], call["name"]) == ("function_call", "mcp__repl", "js")
    assert json.loads(call["arguments"]) == {"a": "1"}
    assert events[0]["item"]["namespace"] == "mcp__repl" and events[-1]["item"] == call
    assert response["tools"] == [SERVER]


async def test_a_call_outside_of_namespaces_names_none() -> None:
    _, response = await events_of(CALLED, [FUNCTION | {"name": "mcp__repl__js"}])
    assert response["output"][0]["name"] == "mcp__repl__js"
    assert "namespace" not in response["output"][0]


async def test_a_function_of_any_text_is_called_with_the_text() -> None:
    events, response = await events_of(PATCHED, [PATCH])
    (call,) = response["output"]
    assert (call["type"], call["name"], call["input"]) == (
        "custom_tool_call",
        "apply_patch",
        '+"ü"',
    )
    assert call["id"].startswith("ctc_") and call["status"] == "completed"
    assert [event["type"].removeprefix("response.") for event in events] == [
        "output_item.added",
        "custom_tool_call_input.delta",
        "custom_tool_call_input.done",
        "output_item.done",
    ]
    assert events[0]["item"]["input"] == "" and events[-1]["item"] == call
    assert events[1]["delta"] == events[2]["input"] == call["input"]
    assert {event["item_id"] for event in events[1:3]} == {call["id"]}


@pytest.mark.parametrize("arguments", ['{"input": "abc', "[1]", '{"input": 3}', ""])
def test_what_is_no_such_text_is_told_as_it_was_written(arguments: str) -> None:
    assert text_in(arguments) == arguments


async def test_a_conversation_goes_on_behind_such_calls() -> None:
    """Whether the client sends them back, names them, or goes on from what is kept."""
    ask, said = ASK | {"tools": [SERVER, PATCH]}, {"role": "user", "content": "Do it."}
    async with saying(f"{CALLED}\n{PATCHED}", HERMES) as served:
        _, first = await served.post(PATH, ask)
        calls = first["output"]
        assert [call["type"] for call in calls] == ["function_call", "custom_tool_call"]
        results = [
            {"type": f"{call['type']}_output", "call_id": call["call_id"], "output": "Done."}
            for call in calls
        ]
        named = [{"type": "item_reference", "id": call["id"]} for call in calls]
        counts = []
        for more in (
            {"input": [said, *calls, *results]},
            {"input": [said, *named, *results]},
            {"input": results, "previous_response_id": first["id"]},
        ):
            status, counted = await served.post(f"{PATH}/input_tokens", ask | more)
            assert status == 200, counted
            counts.append(counted["input_tokens"])
        assert counts[0] == counts[1] == counts[2]
    (turn,) = chat_of(input=[said, *calls])["messages"][1:]
    told = [call["function"] for call in turn["tool_calls"]]
    assert told[0]["name"] == "mcp__repl__js" and json.loads(told[0]["arguments"]) == {"a": "1"}
    assert told[1] == {"name": "apply_patch", "arguments": '{"input": "+\\"ü\\""}'}


def test_chats_are_told_of_them_as_functions() -> None:
    grammar = {"type": "grammar", "syntax": "lark", "definition": "start: /a+/"}
    tools = [SERVER | {"description": "Node."}, PATCH | {"format": grammar}, FUNCTION]
    chat = chat_of(tools=tools)
    read_chat(chat)
    within, custom, plain = (tool["function"] for tool in chat["tools"])
    assert (within["name"], within["parameters"]) == ("mcp__repl__js", SCHEMA)
    assert within["description"] == "Node.\n\nRuns."
    assert plain["name"] == "js"
    assert custom["parameters"]["required"] == ["input"]
    assert custom["description"] == (
        "Edits files.\n\nThe input must match this Lark grammar:\nstart: /a+/"
    )


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        ({"type": "custom", "name": "apply_patch"}, ["apply_patch"]),
        ({"type": "function", "name": "js", "namespace": "mcp__repl"}, ["mcp__repl__js"]),
        (
            {
                "type": "allowed_tools",
                "mode": "auto",
                "tools": [{"type": "custom", "name": "apply_patch"}],
            },
            ["apply_patch"],
        ),
    ],
)
def test_they_may_be_chosen(choice: Json, names: list[str]) -> None:
    prompt = read_chat(chat_of(tools=[SERVER, PATCH], tool_choice=choice)).prompt()
    told = [cast(Json, tool)["function"]["name"] for tool in prompt.tools or ()]
    assert told == names


@pytest.mark.parametrize("kind", ["web_search", "image_generation", "tool_search"])
async def test_what_codex_offers_everywhere_is_left_out_and_reported(kind: str) -> None:
    """Nothing was promised that would not be kept."""
    offered = SEARCH | {"type": kind}
    async with serve() as served:
        body = json.dumps(ASK | {"tools": [offered, FUNCTION], "max_output_tokens": 5})
        answer = await served.client.post(PATH, data=body)
        assert answer.headers["X-Ignored-Params"] == f"tools.{kind}"
        assert [tool["type"] for tool in json.loads(await answer.get_data())["tools"]] == [
            kind,
            "function",
        ]
        forced = {"tools": [offered, FUNCTION], "tool_choice": {"type": kind}}
        assert (await served.post(PATH, ASK | forced))[0] == 400
        status, told = await served.post(PATH, ASK | {"tools": [offered]})
        assert (status, told["error"]["param"]) == (400, "tools[0].type"), "nothing else is wanted"
    async with serve(is_strict=True) as served:
        status, told = await served.post(PATH, ASK | {"tools": [offered, FUNCTION]})
    assert (status, told["error"]["param"]) == (400, f"tools.{kind}")


@pytest.mark.parametrize(
    ("tools", "param", "code"),
    [
        ([SEARCH, FUNCTION, {"type": "mcp"}], "tools[2].type", "invalid_value"),
        ([{"type": "mcp", "server_url": "http://a"}], "tools[0].type", "invalid_value"),
        ([{"type": "namespace", "tools": []}], "tools[0].name", "missing_required_parameter"),
        ([SERVER | {"tools": [SERVER]}], "tools[0].tools[0].type", "invalid_value"),
        ([SERVER | {"tools": [{}]}], "tools[0].tools[0].type", "missing_required_parameter"),
        (
            [PATCH, SERVER | {"tools": [FUNCTION, FUNCTION]}],
            "tools[1].tools[1].name",
            "invalid_value",
        ),
        ([SERVER, FUNCTION | {"parameters": {"type": 3}}], "tools[1].parameters", None),
        ([PATCH | {"name": "a b"}], "tools[0].name", "invalid_value"),
        ([PATCH | {"format": {"type": "x"}}], "tools[0].format.type", "invalid_value"),
        ([PATCH | {"name": 3}], "tools[0].name", "invalid_type"),
    ],
)
async def test_what_is_wrong_with_them_is_told_where_it_was_sent(
    tools: list[Json], param: str, code: str | None
) -> None:
    async with serve() as served:
        status, told = await served.post(PATH, ASK | {"tools": tools})
    assert (status, told["error"]["param"]) == (400, param), told
    assert told["error"]["code"] == (code or "invalid_function_parameters")
