"""Responses that nobody waits for: they are made all the same, and told to who asks."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from quart.testing.connections import HTTPDisconnectError

from openai_api.limits import Limits
from openai_api.responses.jobs import Jobs
from openai_api.responses.telling import ResponseTeller
from tests.openai_api.served import MODEL, Json, Served, serve, until

PATH = "/v1/responses"
ASK: Json = {
    "model": MODEL,
    "input": "Say something.",
    "seed": 3,
    "ignore_eos": True,
    "max_output_tokens": 30,
}
LATER = ASK | {"background": True}
LONG = LATER | {"max_output_tokens": 200}
SLOW = {"step_seconds": 0.01}


async def get(served: Served, id: str) -> Json:
    response = await served.client.get(f"{PATH}/{id}")
    assert response.status_code == 200
    return dict(json.loads(await response.get_data()))


async def end_of(served: Served, id: str) -> Json:
    """As it is once nobody makes it any more."""
    await until(lambda: served.service.responses.get(id).job is None)
    return await get(served, id)


async def events(served: Served, id: str, **query: int) -> list[Json]:
    """Of its stream, until that ends."""
    query_string = {"stream": "true"} | query
    response = await served.client.get(f"{PATH}/{id}", query_string=query_string)
    assert response.status_code == 200, await response.get_data()
    assert response.content_type == "text/event-stream; charset=utf-8"
    lines = (await response.get_data(as_text=True)).splitlines()
    return [json.loads(line[6:]) for line in lines if line.startswith("data: ")]


async def begun(served: Served, body: Json) -> str:
    """Its id; the client has left as soon as it knew that."""
    async with served.client.request(PATH, method="POST") as connection:
        await connection.send(json.dumps(body | {"stream": True}).encode())
        await connection.send_complete()
        first = (await connection.receive()).decode().split("\n")[1]
        with suppress(HTTPDisconnectError):
            await connection.disconnect()
    return str(json.loads(first.removeprefix("data: "))["response"]["id"])


async def test_it_is_queued_at_once_and_becomes_what_one_waits_for() -> None:
    async with serve() as served:
        _, waited = await served.post(PATH, ASK)
        status, queued = await served.post(PATH, LATER)
        made = await end_of(served, queued["id"])
        items = await served.client.get(f"{PATH}/{queued['id']}/input_items")
        (item,) = json.loads(await items.get_data())["data"]
    assert (status, queued["status"], queued["output"], queued["usage"]) == (
        200,
        "queued",
        [],
        None,
    )
    assert item["content"] == [{"type": "input_text", "text": "Say something."}]
    told = [made, waited]
    for response in told:
        for name in ("id", "created_at", "background"):
            del response[name]
        response["usage"]["input_tokens_details"]["cached_tokens"] = 0  # the second finds some
        response["output"][0]["id"] = "an id"
    assert told[0] == told[1]


async def test_it_can_be_looked_at_while_it_is_made() -> None:
    async with serve(options=SLOW) as served:
        _, queued = await served.post(PATH, LONG)
        job = served.service.responses.get(queued["id"]).job
        assert job is not None
        await until(lambda: bool(job.response.output))
        midway = await get(served, queued["id"])
        made = await end_of(served, queued["id"])
    assert (midway["status"], midway["output"][0]["status"]) == ("in_progress", "in_progress")
    text, whole = (told["output"][0]["content"][0]["text"] for told in (midway, made))
    assert whole.startswith(text) and len(text) < len(whole)


async def test_a_client_that_leaves_stops_nothing_and_hears_the_rest_when_it_returns() -> None:
    async with serve(options=SLOW) as served:
        id = await begun(served, LATER)
        assert served.service.responses.get(id).job is not None
        live = await events(served, id)
        again = await events(served, id)
        rest = await events(served, id, starting_after=4)
        nothing = await events(served, id, starting_after=10_000)
        made = await get(served, id)
    assert live == again
    assert [event["sequence_number"] for event in live] == list(range(len(live)))
    kinds = [event["type"].removeprefix("response.") for event in live[:4]]
    assert kinds == ["created", "queued", "in_progress", "output_item.added"]
    assert [event["response"]["status"] for event in live[:3]] == [
        "queued",
        "queued",
        "in_progress",
    ]
    assert rest == live[5:] and nothing == []
    assert live[-1]["response"] == made and made["status"] == "incomplete"


async def test_who_listens_to_silence_gets_signs_of_life() -> None:
    limits = Limits(heartbeat=0.001)
    async with serve(options={"step_seconds": 0.1}, limits=limits) as served:
        id = await begun(served, LATER | {"max_output_tokens": 2})
        response = await served.client.get(f"{PATH}/{id}?stream=true")
        heard = (await response.get_data(as_text=False)).split(b"\n\n")
    assert b": keep-alive" in heard
    last = next(part for part in reversed(heard) if b"data: " in part)
    assert b"response.incomplete" in last


async def test_it_can_be_cancelled_as_often_as_one_likes() -> None:
    async with serve(options=SLOW) as served:
        id = await begun(served, LONG)
        job = served.service.responses.get(id).job
        assert job is not None
        await until(lambda: bool(job.response.output))
        status, cancelled = await served.post(f"{PATH}/{id}/cancel", {})
        await served.until_all_left()
        assert await served.post(f"{PATH}/{id}/cancel", {}) == (200, cancelled)
        assert await get(served, id) == cancelled
        (*_, last) = await events(served, id)
    assert (status, cancelled["status"], cancelled["error"]) == (200, "cancelled", None)
    assert [item["status"] for item in cancelled["output"]] == ["incomplete"]
    assert 0 < cancelled["usage"]["output_tokens"] < 200
    assert (last["type"], last["response"]) == ("response.incomplete", cancelled)


async def test_what_is_complete_is_not_cancelled_any_more() -> None:
    async with serve() as served:
        _, queued = await served.post(PATH, LATER)
        made = await end_of(served, queued["id"])
        assert await served.post(f"{PATH}/{queued['id']}/cancel", {}) == (200, made)


async def test_what_is_deleted_is_not_made_any_longer() -> None:
    async with serve(options=SLOW) as served:
        _, queued = await served.post(PATH, LONG)
        assert (await served.client.delete(f"{PATH}/{queued['id']}")).status_code == 200
        await served.until_all_left()
        assert (await served.client.get(f"{PATH}/{queued['id']}")).status_code == 404
        assert len(served.service.responses) == len(served.service.responses.items) == 0


async def test_nobody_goes_on_from_what_is_not_complete() -> None:
    async with serve(options=SLOW) as served:
        _, queued = await served.post(PATH, LONG)
        more = ASK | {"previous_response_id": queued["id"]}
        status, early = await served.post(PATH, more)
        await served.post(f"{PATH}/{queued['id']}/cancel", {})
        _, late = await served.post(PATH, more)
        _, alone = await served.post(PATH, ASK)
    assert (status, early["error"]["code"]) == (400, "previous_response_not_completed")
    assert late["usage"]["input_tokens"] > alone["usage"]["input_tokens"]


async def test_what_fails_later_is_told_by_the_response() -> None:
    async with serve() as served:
        status, queued = await served.post(PATH, LATER | {"input": "x " * 5000})
        failed = await end_of(served, queued["id"])
    assert (status, failed["status"]) == (200, "failed")
    assert failed["error"]["code"] == "invalid_prompt"
    assert "context" in failed["error"]["message"]


async def test_a_surprise_fails_one_response_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(teller: ResponseTeller, *_: object) -> None:
        raise ZeroDivisionError

    async with serve() as served:
        with monkeypatch.context() as patch:
            patch.setattr(ResponseTeller, "tell", stumble)
            _, queued = await served.post(PATH, LATER)
            failed = await end_of(served, queued["id"])
        _, next_one = await served.post(PATH, LATER)
        made = await end_of(served, next_one["id"])
    assert (failed["status"], failed["error"]["code"]) == ("failed", "server_error")
    assert made["status"] == "incomplete"


async def test_only_what_was_a_stream_is_told_as_one() -> None:
    async with serve() as served:
        _, queued = await served.post(PATH, LATER)
        await end_of(served, queued["id"])
        response = await served.client.get(f"{PATH}/{queued['id']}?stream=true")
        error = json.loads(await response.get_data())["error"]
    assert (response.status_code, error["param"]) == (400, "stream")


async def test_it_counts_as_under_way_until_it_is_made() -> None:
    limits = Limits(requests_per_key=1)
    async with serve(options=SLOW, api_keys=("a", "b"), limits=limits) as served:
        own = {"Authorization": "Bearer a"}
        _, queued = await served.post(PATH, LONG, **own)
        status, refused = await served.post(PATH, ASK, **own)
        other, _ = await served.post(PATH, ASK, Authorization="Bearer b")
        await until(lambda: served.service.responses.get(queued["id"]).job is None)
        await served.until_all_left()
        later, _ = await served.post(PATH, ASK, **own)
    assert (status, refused["error"]["code"]) == (429, "rate_limit_exceeded")
    assert (other, later) == (200, 200)


@pytest.mark.parametrize("field", ["metadata", "input"], ids=["told again", "only read"])
async def test_there_is_only_so_much_room_in_the_background(field: str) -> None:
    sent = {
        "metadata": {"a": "x" * 500, "b": "x" * 500},
        "input": [{"role": "user", "x": "x" * 999}],
    }
    async with serve(options=SLOW, jobs=Jobs(most_bytes=2500)) as served:
        small, _ = await served.post(PATH, LONG)
        _, first = await served.post(PATH, LONG | {field: sent[field]})
        status, refused = await served.post(PATH, LATER)
        await served.post(f"{PATH}/{first['id']}/cancel", {})
        after, _ = await served.post(PATH, LATER)
    assert (small, status, refused["error"]["code"], after) == (200, 503, "overloaded", 200)
