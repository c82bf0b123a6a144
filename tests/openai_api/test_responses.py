"""The Responses API: a chat in other words, told in named events, and kept for a while."""

from __future__ import annotations

import json

import pytest

from actors.errors import EngineStopped
from actors.messages import Finish
from openai_api.responses.offers import offers_of
from openai_api.responses.schemas import read_responses
from openai_api.responses.turns import chat_body
from openai_api.schemas.chat import read_chat
from openai_api.schemas.formats import Shape
from tests.openai_api.served import MODEL, Json, Served, serve

ASK: Json = {"model": MODEL, "input": "Say something.", "seed": 3, "max_output_tokens": 30}
ENDLESS = {"ignore_eos": True}


async def events_of(served: Served, body: Json) -> list[Json]:
    """Each frame says its type twice."""
    response = await served.client.post("/v1/responses", data=json.dumps(body | {"stream": True}))
    assert response.status_code == 200, await response.get_data()
    events = []
    for frame in (await response.get_data(as_text=True)).split("\n\n")[:-1]:
        name, data = frame.split("\n")
        events.append(json.loads(data.removeprefix("data: ")))
        assert name == f"event: {events[-1]['type']}"
    return events


def data_of(received: bytes) -> list[str]:
    lines = received.decode().split("\n")
    return [line.removeprefix("data: ") for line in lines if line.startswith("data: ")]


def text_of(response: Json) -> str:
    (item,) = response["output"]
    return str(item["content"][0]["text"])


async def test_a_response_says_what_a_chat_says() -> None:
    async with serve() as served:
        _, response = await served.post("/v1/responses", ASK | ENDLESS)
        chat = {"model": MODEL, "seed": 3, "max_completion_tokens": 30}
        messages = [{"role": "user", "content": "Say something."}]
        _, told = await served.post("/v1/chat/completions", chat | ENDLESS | {"messages": messages})
    assert text_of(response) == told["choices"][0]["message"]["content"]
    assert response["usage"]["output_tokens"] == told["usage"]["completion_tokens"] == 30
    assert response["usage"]["input_tokens"] == told["usage"]["prompt_tokens"]
    assert response["status"] == response["output"][0]["status"] == "incomplete"
    assert response["incomplete_details"] == {"reason": "max_output_tokens"}


async def test_the_events_of_a_stream_build_the_same_response() -> None:
    async with serve() as served:
        _, whole = await served.post("/v1/responses", ASK | ENDLESS)
        events = await events_of(served, ASK | ENDLESS)
    assert [event["sequence_number"] for event in events] == list(range(len(events)))
    kinds = [event["type"].removeprefix("response.") for event in events]
    deltas = [event["delta"] for event in events if event["type"].endswith("text.delta")]
    assert kinds == [
        "created",
        "in_progress",
        "output_item.added",
        "content_part.added",
        *["output_text.delta"] * len(deltas),
        "output_text.done",
        "content_part.done",
        "output_item.done",
        "incomplete",
    ]
    assert "".join(deltas) == text_of(whole) == text_of(events[-1]["response"])
    assert events[0]["response"]["output"] == [] and events[0]["response"]["usage"] is None
    assert events[2]["item"]["content"] == [] and events[2]["item"]["status"] == "in_progress"
    assert {event["item_id"] for event in events if "item_id" in event} == {events[2]["item"]["id"]}
    assert events[2]["item"]["id"].startswith("msg_")  # clients tell ids that are ours by that


async def test_what_fails_after_the_head_is_a_failed_response() -> None:
    async with serve(options={"step_seconds": 0.01}) as served:
        body = ASK | ENDLESS | {"stream": True, "max_output_tokens": 200}
        async with served.client.request("/v1/responses", method="POST") as connection:
            await connection.send(json.dumps(body).encode())
            await connection.send_complete()
            received = await connection.receive()
            for log in list(served.engine.logs.values()):
                log.fail(Finish("error", error=EngineStopped()))
        response = await connection.as_response()
        received += await response.get_data(as_text=False)
    *_, error, failed = map(json.loads, data_of(received))
    assert (error["type"], error["code"]) == ("error", "shutting_down")
    assert error["error"]["code"] == error["code"] and error["error"]["message"] == error["message"]
    assert failed["type"] == "response.failed"
    assert failed["response"]["status"] == "failed"
    assert failed["response"]["error"]["code"] == "server_error"
    assert [item["status"] for item in failed["response"]["output"]] == ["incomplete"]
    assert failed["sequence_number"] == error["sequence_number"] + 1


async def test_a_response_says_how_it_was_sampled() -> None:
    async with serve(sampling_defaults={"temperature": 0.6, "top_p": 0.9}) as served:
        _, plain = await served.post("/v1/responses", ASK)
        _, said = await served.post("/v1/responses", ASK | {"top_p": 0, "temperature": 1.0})
    assert (plain["temperature"], plain["top_p"]) == (0.6, 0.9)
    assert (said["temperature"], said["top_p"]) == (1.0, 0)


async def test_a_response_repeats_what_the_client_says_of_itself() -> None:
    told = {"prompt_cache_key": "chat 7", "safety_identifier": "somebody", "user": "me"}
    async with serve() as served:
        _, said = await served.post("/v1/responses", ASK | told)
        _, unsaid = await served.post("/v1/responses", ASK)
    assert {name: said[name] for name in told} == told
    assert {unsaid[name] for name in told} == {None}


@pytest.mark.parametrize(
    "fields", [{"prompt_logprobs": 1}, {"return_token_ids": True}, {"functions": [{"name": "f"}]}]
)
async def test_what_a_response_cannot_tell_is_refused(fields: Json) -> None:
    async with serve() as served:
        status, answer = await served.post("/v1/responses", ASK | fields)
    assert (status, answer["error"]["code"]) == (400, "unsupported_parameter")


async def test_a_response_is_kept_until_it_is_deleted() -> None:
    async with serve() as served:
        _, made = await served.post("/v1/responses", ASK)
        path = f"/v1/responses/{made['id']}"
        kept = await served.client.get(path)
        assert json.loads(await kept.get_data()) == made
        listed = json.loads(await (await served.client.get(f"{path}/input_items")).get_data())
        assert [item["content"][0]["text"] for item in listed["data"]] == ["Say something."]
        assert await served.post(f"{path}/cancel", {}) == (
            400,
            {
                "error": {
                    "message": "Cannot cancel a synchronous response.",
                    "type": "invalid_request_error",
                    "param": None,
                    "code": None,
                }
            },
        )
        gone = json.loads(await (await served.client.delete(path)).get_data())
        assert gone == {"id": made["id"], "object": "response", "deleted": True}
        assert (await served.client.get(path)).status_code == 404


async def test_items_without_an_id_are_listed_with_one() -> None:
    turns = [{"role": "user", "content": "a", "id": None}, {"role": "user", "content": "b"}]
    async with serve() as served:
        _, made = await served.post("/v1/responses", ASK | {"input": turns})
        path = f"/v1/responses/{made['id']}/input_items?order=asc"
        listed = json.loads(await (await served.client.get(path)).get_data())
        first, second = listed["data"]
        assert [item["content"][0]["text"] for item in listed["data"]] == ["a", "b"]
        assert (first["id"], second["id"]) == (listed["first_id"], listed["last_id"])
        assert first["id"] != second["id"]


async def test_what_shall_not_be_stored_is_not_found() -> None:
    async with serve() as served:
        _, made = await served.post("/v1/responses", ASK | {"store": False})
        assert (await served.client.get(f"/v1/responses/{made['id']}")).status_code == 404


async def test_a_conversation_goes_on_from_an_earlier_response() -> None:
    async with serve() as served:
        _, first = await served.post("/v1/responses", ASK | {"instructions": "Be brief."})
        again = ASK | {"input": "And then?"}
        _, second = await served.post(
            "/v1/responses", again | {"previous_response_id": first["id"]}
        )
        spelt = [
            {"role": "user", "content": "Say something."},
            {"role": "assistant", "content": [{"type": "output_text", "text": text_of(first)}]},
            {"role": "user", "content": "And then?"},
        ]
        _, same = await served.post("/v1/responses", ASK | {"input": spelt})
        status, error = await served.post("/v1/responses", again | {"previous_response_id": "x"})
    assert second["usage"]["input_tokens"] == same["usage"]["input_tokens"]
    assert text_of(second) == text_of(same)
    assert (status, error["error"]["code"]) == (400, "previous_response_not_found")


async def test_logprobs_come_with_the_text_when_they_are_wanted() -> None:
    wanted = {"include": ["message.output_text.logprobs"], "top_logprobs": 2}
    async with serve() as served:
        _, response = await served.post("/v1/responses", ASK | ENDLESS | wanted)
    (part,) = response["output"][0]["content"]
    assert len(part["logprobs"]) == 30
    assert all(len(token["top_logprobs"]) == 2 for token in part["logprobs"])
    joined = b"".join(bytes(token["bytes"]) for token in part["logprobs"])
    assert joined.decode(errors="replace") == part["text"]


@pytest.mark.parametrize(
    ("fields", "param", "code"),
    [
        ({"input": None}, "input", "missing_required_parameter"),
        ({"input": 3}, "input", "invalid_type"),
        ({"input": []}, "input", "empty_array"),
        ({"input": [{"content": "x"}]}, "input[0].role", "missing_required_parameter"),
        ({"input": [{"role": "wizard"}]}, "input[0].role", "invalid_value"),
        ({"input": [{"type": "dance"}]}, "input[0].type", "invalid_value"),
        (
            {"input": [{"role": "user", "content": [{"type": "input_image"}]}]},
            "input[0].content[0]",
            "unsupported_value",
        ),
        ({"model": None}, "model", "missing_required_parameter"),
        ({"model": "nobody"}, None, "model_not_found"),
        ({"max_output_tokens": 0}, "max_output_tokens", "integer_below_min_value"),
        ({"background": True, "store": False}, "background", "invalid_value"),
        ({"background": 1}, "background", "invalid_type"),
        ({"n": 2}, "n", "unsupported_parameter"),
        ({"input": "x " * 5000}, "input", "context_length_exceeded"),
    ],
)
async def test_what_is_wrong_is_told_by_the_name_that_was_sent(
    fields: Json, param: str | None, code: str
) -> None:
    async with serve() as served:
        status, answer = await served.post("/v1/responses", ASK | fields)
    assert status == (404 if code == "model_not_found" else 400)
    assert (answer["error"]["param"], answer["error"]["code"]) == (param, code)


def test_calls_and_their_results_become_turns_of_a_chat() -> None:
    call = {"type": "function_call", "call_id": "c1", "name": "f", "arguments": "{}"}
    result = {"type": "function_call_output", "call_id": "c1"}
    body: Json = {
        "model": MODEL,
        "instructions": "Be brief.",
        "input": [
            {"role": "user", "content": [{"type": "input_text", "text": "Hello"}]},
            {"type": "reasoning", "summary": [], "content": None, "encrypted_content": None},
            call | {"id": "fc_1", "status": "completed"},
            call | {"call_id": "c2"},
            result | {"output": [{"type": "input_text", "text": "42"}]},
        ],
        "tools": [{"type": "function", "name": "f", "parameters": {}}],
        "tool_choice": {"type": "function", "name": "f"},
        "text": {"format": {"type": "json_schema", "name": "n", "schema": {}}},
    }
    ask = read_responses(body)
    chat = chat_body(body, ask, (), offers_of(ask.tools).tools)
    function = {"name": "f", "arguments": "{}"}
    calls = [{"id": id, "type": "function", "function": function} for id in ("c1", "c2")]
    assert chat["messages"] == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Hello"},
        {"role": "assistant", "content": None, "tool_calls": calls},
        {"role": "tool", "tool_call_id": "c1", "content": "42"},
    ]
    assert chat["tools"] == [{"type": "function", "function": {"name": "f", "parameters": {}}}]
    assert chat["tool_choice"] == {"type": "function", "function": {"name": "f"}}
    assert read_chat(chat).shape is Shape.CALL  # the tool wins
    assert chat["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "n", "schema": {}},
    }


def test_a_result_may_answer_no_call() -> None:
    """As that of a tool that another one has called."""
    result = {"type": "function_call_output", "call_id": None, "name": "f", "output": "42"}
    body: Json = {"model": MODEL, "input": [{"role": "user", "content": "Hello"}, result]}
    messages = chat_body(body, read_responses(body), (), ())["messages"]
    assert messages == [body["input"][0], {"role": "tool", "name": "f", "content": "42"}]
    read_chat({"model": MODEL, "messages": messages}).request()
