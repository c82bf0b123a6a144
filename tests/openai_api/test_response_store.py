"""The responses that are kept: as text, of which there is only so much."""

from __future__ import annotations

import json

import pytest

from openai_api.responses.store import Store, Stored
from tests.openai_api.served import MODEL, Json, serve

ASK: Json = {"model": MODEL, "input": "x", "max_output_tokens": 1, "tool_choice": "none"}
LONG = "long " * 10_000
EMPTY: list[object] = [[]] * 20_000  # in memory each of them is a hundred bytes or so


def tool(**schema: object) -> Json:
    parameters = {"type": "object", **schema}
    return {"tools": [{"type": "function", "name": "f", "parameters": parameters}]}


def stored(id: str, num_bytes: int) -> Stored:
    return Stored(id, b"", b"x" * num_bytes)


def test_the_oldest_are_forgotten_when_there_is_no_room() -> None:
    few, small = Store(responses=2), Store(num_bytes=25)
    for store in (few, small):
        for id in "abc":
            store.put(stored(id, 10))
        assert len(store) == 2
        assert [store.get(id).id for id in "bc"] == ["b", "c"]
    small.delete("b")
    small.put(stored("d", 15))
    assert len(small) == 2


@pytest.mark.parametrize(
    "fields",
    [
        tool(description=LONG),
        tool(examples=EMPTY),
        {"input": [{"role": "user", "content": "x", "unheard_of": EMPTY}]},
        {"tool_choice": {"type": "function", "name": "f", "x": LONG}} | tool(),
    ],
    ids=["a tool", "arrays in a tool", "arrays in the input", "a choice"],
)
async def test_everything_that_is_told_again_takes_room(fields: Json) -> None:
    async with serve(responses=Store(num_bytes=90_000)) as served:
        for _ in range(3):
            status, answer = await served.post("/v1/responses", ASK | fields)
            assert status == 200, answer
        kept = served.service.responses
        assert len(kept) == 1
        held = kept.get(answer["id"])
        parts = [item for _, item in (*held.items, *held.output)]
        assert len(held.response + held.turns + b"".join(parts)) < held.num_bytes < 90_000


async def test_what_is_kept_is_what_was_told() -> None:
    async with serve() as served:
        _, first = await served.post("/v1/responses", ASK | tool(examples=[[10**30]]))
        more = {"input": [{"role": "user", "content": "y", "unheard_of": [1.5, None]}]}
        more["previous_response_id"] = first["id"]
        _, second = await served.post("/v1/responses", ASK | more)
        path = f"/v1/responses/{second['id']}"
        told = json.loads(await (await served.client.get(path)).get_data())
        items = json.loads(await (await served.client.get(f"{path}/input_items")).get_data())
        turns = served.service.responses.continued(second["id"])
    assert told == second
    assert items["data"][0]["unheard_of"] == [1.5, None]
    assert [turn["role"] for turn in turns] == ["user", "assistant"] * 2
