"""GET /ring: who may see it, and what a look costs at most."""

from __future__ import annotations

import json

import pytest

from actors.config import EngineConfig
from openai_api.ring_feed import INTERVAL, RingFeed
from openai_api.service import Service
from tests.openai_api.served import CHAT_PATH, MODEL, Json, Served, chat, serve

pytestmark = pytest.mark.anyio
WATCHED = EngineConfig(history=240, draft=3)


async def look(served: Served, query: str = "") -> Json:
    response = await served.client.get(f"/ring{query}")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    told: Json = json.loads(await response.get_data())
    return told


async def test_the_ring_is_told_in_numbers() -> None:
    async with serve(WATCHED, ring=RingFeed()) as served:
        await served.post(CHAT_PATH, chat())
        told = await look(served)
    assert told["status"] == "ready" and told["num_running"] <= 1
    assert sum(length for _, length in told["cells"]) == told["num_blocks"] == 600
    assert [box["name"] for box in told["actors"]][1] == "scheduler"
    steps = [dict(zip(told["step_fields"], step, strict=True)) for step in told["steps"]]
    assert sum(step["num_decided"] for step in steps) >= 12
    assert all(step["began"] >= step["ended"] >= 0 for step in steps)  # seconds ago


async def test_steps_that_a_page_has_seen_are_left_out() -> None:
    async with serve(WATCHED, ring=RingFeed()) as served:
        await served.post(CHAT_PATH, chat())
        everything = await look(served)
        newest = everything["steps"][-1][0]
        told = await look(served, f"?after={newest - 1}")
    assert [step[0] for step in told["steps"]] == [newest]


@pytest.mark.parametrize("after", ["-1", "x", "9" * 19, "%D9%A1"])
async def test_after_is_a_number(after: str) -> None:
    async with serve(WATCHED, ring=RingFeed()) as served:
        response = await served.client.get(f"/ring?after={after}")
    assert response.status_code == 400


async def test_without_the_page_there_is_nothing_to_see() -> None:
    async with serve() as served:
        for path in ("/ring", "/", "/web/page.js"):
            response = await served.client.get(path)
            assert response.status_code == 404


async def test_the_ring_needs_the_key() -> None:
    async with serve(WATCHED, ring=RingFeed(), api_keys=("secret",)) as served:
        refused = await served.client.get("/ring")
        shown = await served.client.get("/ring", headers={"Authorization": "Bearer secret"})
    assert (refused.status_code, shown.status_code) == (401, 200)


async def test_a_server_that_loads_shows_no_ring_yet() -> None:
    told = json.loads(RingFeed().tell(None, Service((MODEL,)).report().status, 0))
    assert told["status"] == "loading" and told["cells"] == []


async def test_many_watchers_cost_one_look() -> None:
    now = 100.0
    async with serve(WATCHED) as served:
        feed = RingFeed(clock=lambda: now)
        before = json.loads(feed.tell(served.engine, "ready", 0))
        await served.post(CHAT_PATH, chat())
        assert json.loads(feed.tell(served.engine, "ready", 0))["steps"] == before["steps"]
        now += INTERVAL
        assert json.loads(feed.tell(served.engine, "ready", 0))["steps"] != before["steps"]


async def test_the_more_a_look_costs_the_rarer_it_is() -> None:
    times = iter([0.0, 0.1])
    async with serve(WATCHED) as served:
        await served.engine.wait_until_loaded()
        told = json.loads(RingFeed(clock=lambda: next(times)).tell(served.engine, "ready", 0))
    assert told["interval"] == pytest.approx(5.0)
