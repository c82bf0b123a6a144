"""Items that are named instead of sent again, as some clients do from their second turn on."""

from __future__ import annotations

from typing import Any

import pytest

from openai_api.limits import Limits
from openai_api.responses.store import Store, Stored
from tests.openai_api.scripted import CALL, END, SCHEMA, saying
from tests.openai_api.served import MODEL, Json, Served, serve

PATH = "/v1/responses"
ASK: Json = {"model": MODEL, "input": "Say something.", "seed": 3, "max_output_tokens": 12}
FIRST: Json = {"role": "user", "content": "Say something."}
THEN: Json = {"role": "user", "content": "And then?"}


def reference(item: Json) -> Json:
    return {"type": "item_reference", "id": item["id"]}


async def asked(served: Served, *items: Json, **fields: Any) -> Json:
    status, response = await served.post(PATH, ASK | {"input": [*items]} | fields)
    assert status == 200, response
    return response


async def input_of(served: Served, response: Json) -> list[Json]:
    answer = await served.client.get(f"{PATH}/{response['id']}/input_items?order=asc")
    items: list[Json] = (await answer.get_json())["data"]
    return items


async def test_what_is_named_is_read_as_if_it_had_been_sent() -> None:
    async with serve() as served:
        first = await asked(served, FIRST)
        [said] = first["output"]
        [question] = await input_of(served, first)
        sent = await asked(served, FIRST, said, THEN)
        named = await asked(served, FIRST, reference(said), THEN)
        all_named = await asked(served, reference(question), {"id": said["id"]}, THEN)
        listed = await input_of(served, named)
    for other in (named, all_named):
        assert other["usage"]["input_tokens"] == sent["usage"]["input_tokens"]
        assert other["output"][0]["content"] == sent["output"][0]["content"]
    assert listed[1] == said


async def test_a_call_that_is_named_is_answered_by_its_output() -> None:
    tools = [{"type": "function", "name": "f", "parameters": SCHEMA}]
    more: Json = {"tools": tools, "stop": [END], "max_output_tokens": 200, "ignore_eos": True}
    async with saying(CALL) as served:
        first = await asked(served, FIRST, **more)
        [call] = first["output"]
        output = {"type": "function_call_output", "call_id": call["call_id"], "output": "5"}
        named = await asked(served, FIRST, reference(call), output, **more)
        sent = await asked(served, FIRST, call, output, **more)
    assert call["type"] == "function_call"
    assert named["usage"]["input_tokens"] == sent["usage"]["input_tokens"]


async def test_an_item_is_known_as_long_as_a_response_that_has_it() -> None:
    async with serve() as served:
        first = await asked(served, FIRST)
        [said] = first["output"]
        second = await asked(served, FIRST, reference(said), THEN)
        for response in (first, second):
            await asked(served, reference(said), store=False)
            await served.client.delete(f"{PATH}/{response['id']}")
        status, answer = await served.post(PATH, ASK | {"input": [reference(said)]})
        assert len(served.service.responses.items) == 0
    message = f"Item with id '{said['id']}' not found."
    assert (status, answer["error"]["message"]) == (404, message)
    assert answer["error"]["type"] == "invalid_request_error"
    assert (answer["error"]["param"], answer["error"]["code"]) == ("input", None)


async def test_what_was_not_stored_cannot_be_named() -> None:
    async with serve() as served:
        [said] = (await asked(served, FIRST, store=False))["output"]
        status, _ = await served.post(PATH, ASK | {"input": [reference(said)]})
    assert status == 404


async def test_nobody_can_take_the_place_of_an_item() -> None:
    async with serve() as served:
        [said] = (await asked(served, FIRST))["output"]
        other = FIRST | {"id": said["id"], "role": "assistant", "content": "no " * 30}
        await asked(served, other)
        named = await asked(served, FIRST, reference(said), THEN)
        sent = await asked(served, FIRST, said, THEN)
    assert named["usage"]["input_tokens"] == sent["usage"]["input_tokens"]


async def test_no_more_can_be_named_than_could_be_sent() -> None:
    async with serve(limits=Limits(body_bytes=4000)) as served:
        first = await asked(served, FIRST | {"unheard_of": "x" * 3000})
        [question] = await input_of(served, first)
        await asked(served, reference(question))
        status, answer = await served.post(PATH, ASK | {"input": [reference(question)] * 2})
    error = answer["error"]
    assert (status, error["param"], error["code"]) == (400, "input", "request_too_large")


@pytest.mark.parametrize(
    ("item", "param"),
    [
        ({"type": "item_reference"}, "input[0].id"),
        ({"type": "item_reference", "id": 5}, "input[0].id"),
    ],
)
async def test_a_reference_needs_an_id(item: Json, param: str) -> None:
    async with serve() as served:
        status, answer = await served.post(PATH, ASK | {"input": [item]})
    assert (status, answer["error"]["param"]) == (400, param)


def test_items_of_forgotten_responses_are_forgotten() -> None:
    store = Store(responses=1)
    for id in "ab":
        store.put(Stored(id, b"", b"", [("in", b"1"), (id, b"2"), (id, b"3")], [("out", b"4")]))
    assert len(store.items) == 3 and store.items.find("b") == b"2"
    store.delete("b")
    assert len(store.items) == 0


def test_small_items_take_the_room_that_it_takes_to_find_them() -> None:
    store = Store(num_bytes=10_000)
    store.put(Stored("a", b"", b"", [(str(nth), b"1") for nth in range(30)]))
    assert len(store) == len(store.items) == 0
