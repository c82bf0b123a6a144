"""POST /v1/responses/input_tokens: how long a prompt is, before anything is generated."""

from __future__ import annotations

import json

import pytest

from tests.openai_api.scripted import saying
from tests.openai_api.served import MODEL, Json, serve

PATH = "/v1/responses"
TOOL: Json = {"type": "function", "name": "look", "parameters": {"type": "object"}}
ASK: Json = {"model": MODEL, "input": "Say something.", "instructions": "Be brief."}


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({}, id="a text"),
        pytest.param({"tools": [TOOL], "tool_choice": "auto"}, id="tools"),
        pytest.param({"input": [{"role": "user", "content": "a"}] * 3}, id="items"),
    ],
)
async def test_as_many_tokens_are_counted_as_the_response_is_asked(fields: Json) -> None:
    async with saying("x", "{{ tools }}{{ messages }}") as served:
        count = await served.post(f"{PATH}/input_tokens", ASK | fields)
        _, response = await served.post(PATH, ASK | fields | {"max_output_tokens": 16})
    told = response["usage"]["input_tokens"]
    assert count == (200, {"object": "response.input_tokens", "input_tokens": told})


async def test_what_was_said_before_counts() -> None:
    async with serve() as served:
        _, first = await served.post(PATH, ASK | {"max_output_tokens": 16})
        ask = {"model": MODEL, "input": "And now?", "previous_response_id": first["id"]}
        _, count = await served.post(f"{PATH}/input_tokens", ask)
        _, response = await served.post(PATH, ask | {"max_output_tokens": 16})
    assert count["input_tokens"] == response["usage"]["input_tokens"] > 10


@pytest.mark.parametrize(
    ("fields", "status", "param"),
    [
        ({"model": "other"}, 404, None),
        ({"input": 3}, 400, "input"),
        ({"tools": [TOOL | {"name": "a b"}]}, 400, "tools[0].name"),
        ({"previous_response_id": "resp_0"}, 400, "previous_response_id"),
    ],
)
async def test_what_no_response_takes_is_not_counted(
    fields: Json, status: int, param: str | None
) -> None:
    async with serve() as served:
        got, told = await served.post(f"{PATH}/input_tokens", ASK | fields)
    assert (got, told["error"]["param"]) == (status, param)


async def test_a_parameter_that_nobody_knows_is_reported() -> None:
    async with serve() as served:
        body = json.dumps(ASK | {"colour": "red"})
        response = await served.client.post(f"{PATH}/input_tokens", data=body)
    assert response.headers["X-Ignored-Params"] == "colour"
