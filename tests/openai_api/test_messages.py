"""Anthropic's API: a chat in other words."""

from __future__ import annotations

import json

import anthropic
import pytest
from anthropic import Anthropic
from anthropic.types import MessageParam

from openai_api.anthropic.schemas import read_messages
from openai_api.anthropic.turns import chat_body
from openai_api.limits import Limits
from tests.openai_api import launched
from tests.openai_api.served import CHAT_PATH, MODEL, Json, serve

PATH = "/v1/messages"
HELLO: list[Json] = [{"role": "user", "content": "Say something."}]
ASK: Json = {"model": MODEL, "max_tokens": 30, "messages": HELLO, "seed": 3}
ENDLESS = {"ignore_eos": True}


async def test_a_message_says_what_a_chat_says() -> None:
    async with serve() as served:
        _, message = await served.post(PATH, ASK | ENDLESS)
        _, chat = await served.post(CHAT_PATH, ASK | ENDLESS)
    assert message["content"] == [
        {"type": "text", "text": chat["choices"][0]["message"]["content"]}
    ]
    assert (message["type"], message["role"]) == ("message", "assistant")
    assert message["stop_reason"] == "max_tokens"
    assert message["usage"]["output_tokens"] == chat["usage"]["completion_tokens"] == 30


async def test_the_events_of_a_stream_build_the_same_message() -> None:
    async with serve() as served:
        _, whole = await served.post(PATH, ASK | ENDLESS)
        data = json.dumps(ASK | ENDLESS | {"stream": True})
        response = await served.client.post(PATH, data=data)
        frames = (await response.get_data(as_text=True)).split("\n\n")[:-1]
    events = [json.loads(frame.partition("\ndata: ")[2]) for frame in frames]
    assert [frame.split("\n")[0] for frame in frames] == [f"event: {e['type']}" for e in events]
    deltas = [event["delta"]["text"] for event in events if event["type"] == "content_block_delta"]
    assert [event["type"] for event in events] == [
        "message_start",
        "ping",
        "content_block_start",
        *["content_block_delta"] * len(deltas),
        "content_block_stop",
        "message_delta",
        "message_stop",
    ]
    assert "".join(deltas) == whole["content"][0]["text"]
    assert events[0]["message"]["content"] == []
    assert events[0]["message"]["usage"]["input_tokens"] > 0
    assert events[-2]["delta"] == {"stop_reason": "max_tokens", "stop_sequence": None}
    assert events[-2]["usage"]["output_tokens"] == 30


async def test_a_stop_sequence_is_named() -> None:
    async with serve() as served:
        _, whole = await served.post(PATH, ASK | ENDLESS)
        stop = whole["content"][0]["text"][5:8]
        _, message = await served.post(PATH, ASK | ENDLESS | {"stop_sequences": [stop]})
    assert (message["stop_reason"], message["stop_sequence"]) == ("stop_sequence", stop)
    assert stop not in message["content"][0]["text"]


async def test_tokens_are_counted_as_they_are_billed() -> None:
    async with serve() as served:
        _, message = await served.post(PATH, ASK)
        status, count = await served.post(
            f"{PATH}/count_tokens", {"model": MODEL, "messages": HELLO}
        )
    usage = message["usage"]
    total = usage["input_tokens"] + usage["cache_read_input_tokens"]
    assert (status, count) == (200, {"input_tokens": total})


@pytest.mark.parametrize(
    ("fields", "status", "kind"),
    [
        ({"max_tokens": None}, 400, "invalid_request_error"),
        ({"messages": []}, 400, "invalid_request_error"),
        ({"messages": [{"role": "system", "content": "x"}]}, 400, "invalid_request_error"),
        (
            {"messages": [{"role": "user", "content": [{"type": "image"}]}]},
            400,
            "invalid_request_error",
        ),
        ({"temperature": 1.5}, 400, "invalid_request_error"),
        ({"n": 2}, 400, "invalid_request_error"),
        ({"model": "nobody"}, 404, "not_found_error"),
    ],
)
async def test_errors_have_the_shape_that_these_clients_know(
    fields: Json, status: int, kind: str
) -> None:
    async with serve() as served:
        answered, error = await served.post(PATH, ASK | fields)
    assert (answered, error["type"], error["error"]["type"]) == (status, "error", kind)


async def test_the_door_words_its_errors_as_the_route_does() -> None:
    key = {"x-api-key": "a-key"}
    async with serve(api_keys=["a-key"], limits=Limits(body_bytes=1000)) as served:
        stranger = await served.client.post(PATH, json=ASK)
        too_large = await served.client.post(PATH, data=b" " * 1001, headers=key)
        wrong_method = await served.client.get(PATH, headers=key)
        elsewhere = await served.client.get(f"{PATH}/batches", headers=key)
        others = await served.client.post(CHAT_PATH, json=ASK)
        answers = [stranger, too_large, wrong_method, elsewhere, others]
        told = [json.loads(await answer.get_data()) for answer in answers]
    assert [answer.status_code for answer in answers] == [401, 413, 405, 404, 401]
    assert [(each.get("type"), each["error"]["type"]) for each in told] == [
        ("error", "authentication_error"),
        ("error", "request_too_large"),
        ("error", "invalid_request_error"),
        ("error", "not_found_error"),
        (None, "invalid_request_error"),
    ]


def test_blocks_become_turns_of_a_chat() -> None:
    body: Json = {
        "model": MODEL,
        "max_tokens": 5,
        "system": [{"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}],
        "messages": [
            {"role": "user", "content": "Hello"},
            {
                "role": "assistant",
                "content": [
                    {"type": "thinking", "thinking": "Hm.", "signature": ""},
                    {"type": "text", "text": "Let me see."},
                    {"type": "tool_use", "id": "t1", "name": "f", "input": {"a": 1}},
                ],
            },
            {
                "role": "user",
                "content": [
                    {"type": "tool_result", "tool_use_id": "t1", "content": "42"},
                    {"type": "text", "text": "So?"},
                ],
            },
        ],
        "tools": [{"name": "f", "input_schema": {"type": "object"}}],
        "tool_choice": {"type": "any", "disable_parallel_tool_use": True},
    }
    chat = chat_body(body, read_messages(body))
    function = {"name": "f", "arguments": '{"a": 1}'}
    calls = [{"id": "t1", "type": "function", "function": function}]
    assert chat["messages"] == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Hello"},
        {
            "role": "assistant",
            "content": "Let me see.",
            "tool_calls": calls,
            "reasoning_content": "Hm.",
        },
        {"role": "tool", "tool_call_id": "t1", "content": "42"},
        {"role": "user", "content": "So?"},
    ]
    declared = {"name": "f", "description": "", "parameters": {"type": "object"}}
    assert chat["tools"] == [{"type": "function", "function": declared}]
    assert (chat["tool_choice"], chat["parallel_tool_calls"]) == ("required", False)
    assert "system" not in chat and chat["max_completion_tokens"] == 5


def chat_of(**fields: object) -> Json:
    """A message, as the chat that it becomes."""
    body = ASK | fields
    return chat_body(body, read_messages(body))


def test_instructions_may_come_late() -> None:
    late = {"role": "system", "content": [{"type": "text", "text": "Be brief."}]}
    assert chat_of(messages=[*HELLO, late])["messages"] == [
        *HELLO,
        {"role": "system", "content": "Be brief."},
    ]


@pytest.mark.parametrize("choice", ["auto", "any"])
async def test_nulls_in_the_schema_of_a_tool_are_absent(choice: str) -> None:
    schema = {"type": "object", "properties": None, "required": None}
    fields: Json = {"tools": [{"name": "f", "input_schema": schema}]}
    async with serve() as served:
        status, _ = await served.post(PATH, ASK | fields | {"tool_choice": {"type": choice}})
    assert status == 200


async def test_an_answer_that_has_begun_goes_on() -> None:
    begun = [*HELLO, {"role": "assistant", "content": "The best answer is ("}]
    own = {"continue_final_message": True, "add_generation_prompt": False}
    async with serve() as served:
        _, message = await served.post(PATH, ASK | ENDLESS | {"messages": begun})
        _, count = await served.post(f"{PATH}/count_tokens", {"model": MODEL, "messages": begun})
        _, chat = await served.post(CHAT_PATH, ASK | ENDLESS | own | {"messages": begun})
    assert message["content"][0]["text"] == chat["choices"][0]["message"]["content"]
    assert count["input_tokens"] == chat["usage"]["prompt_tokens"]


@pytest.mark.parametrize(
    "last",
    [
        {"role": "user", "content": "Well?"},
        {"role": "assistant", "content": ""},
        {
            "role": "assistant",
            "content": [{"type": "tool_use", "id": "t", "name": "f", "input": {}}],
        },
    ],
)
def test_any_other_turn_is_answered(last: Json) -> None:
    assert "continue_final_message" not in chat_of(messages=[*HELLO, last])


def test_a_tool_may_insist_on_its_schema() -> None:
    schema = {"type": "object"}
    (tool,) = chat_of(tools=[{"name": "f", "input_schema": schema, "strict": True}])["tools"]
    assert tool["function"] == {
        "name": "f",
        "description": "",
        "parameters": schema,
        "strict": True,
    }


def test_a_model_may_think_between_its_calls() -> None:
    assert "reasoning_effort" not in chat_of(thinking={"type": "between_tools"})


def test_anthropics_own_client_is_served() -> None:
    with launched.launch("--api-key", "a-key") as server:
        server.wait_until_ready()
        url = f"http://127.0.0.1:{server.port}"
        with Anthropic(base_url=url, api_key="a-key", max_retries=0) as client:
            model = launched.MODEL
            messages: list[MessageParam] = [{"role": "user", "content": "Say something."}]
            with client.messages.stream(
                messages=messages, model=model, max_tokens=30, extra_body={"seed": 3}
            ) as stream:
                text = "".join(stream.text_stream)
            whole = client.messages.create(
                messages=messages, model=model, max_tokens=30, extra_body={"seed": 3}
            )
            assert [block.model_dump()["text"] for block in whole.content] == [text]
            assert whole._request_id
            count = client.messages.count_tokens(messages=messages, model=model)
            assert count.input_tokens > 0
            (listed,) = client.models.list()
            assert (listed.id, listed.display_name, listed.type) == (model, model, "model")
            assert listed.created_at.year > 2000 and listed.lifecycle == "active"
            assert client.models.retrieve(model).display_name == model
            with pytest.raises(anthropic.NotFoundError):
                client.messages.create(messages=messages, model="nobody", max_tokens=3)
        with Anthropic(base_url=url, api_key="another", max_retries=0) as stranger:
            with pytest.raises(anthropic.AuthenticationError) as refused:
                stranger.messages.create(messages=messages, model=model, max_tokens=30)
            assert refused.value.request_id
