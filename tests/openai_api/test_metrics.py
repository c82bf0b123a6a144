"""What Prometheus reads."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from actors.messages import Request, Text
from openai_api.metrics import Metrics
from tests.openai_api.served import CHAT_PATH, MODEL, Served, chat, serve

pytestmark = pytest.mark.anyio


async def read(served: Served) -> dict[str, float]:
    """The value of each line; a label's value follows where lines differ in it."""
    response = await served.client.get("/metrics")
    assert response.status_code == 200
    found = {}
    for family in text_string_to_metric_families(await response.get_data(as_text=True)):
        for sample in family.samples:
            assert sample.labels["model_name"] == MODEL
            part = sample.labels.get("finished_reason") or sample.labels.get("le", "")
            found[f"{sample.name} {part}".strip()] = sample.value
    return found


async def test_tokens_times_and_ends_are_counted() -> None:
    metrics = Metrics(MODEL)
    async with serve(metrics=metrics) as served:
        served.engine.watcher = metrics
        for _ in range(2):
            status, answer = await served.post(CHAT_PATH, chat(n=2, ignore_eos=True))
            assert status == 200
        await served.until_all_left()
        told = await read(served)
    num_prompt = answer["usage"]["prompt_tokens"]
    for prefix in ("understudy", "vllm"):
        assert told[f"{prefix}:prompt_tokens_total"] == 4 * num_prompt
        assert told[f"{prefix}:prefix_cache_queries_total"] == 4 * num_prompt
        assert 0 < told[f"{prefix}:prefix_cache_hits_total"] < 4 * num_prompt
        assert told[f"{prefix}:generation_tokens_total"] == 48
        assert told[f"{prefix}:request_success_total length"] == 4
        assert told[f"{prefix}:request_success_total abort"] == 0
        assert told[f"{prefix}:time_to_first_token_seconds_count"] == 4
        assert told[f"{prefix}:e2e_request_latency_seconds_count"] == 4
        assert told[f"{prefix}:inter_token_latency_seconds_count"] > 0
        assert told[f"{prefix}:num_requests_running"] == 0
        assert told[f"{prefix}:num_requests_waiting"] == 0
        assert told[f"{prefix}:kv_cache_usage_perc"] == 0


async def test_a_client_that_left_is_an_abort() -> None:
    metrics = Metrics(MODEL)
    async with serve(metrics=metrics) as served:
        served.engine.watcher = metrics
        served.engine.generate(Request(Text("Hello"))).close()
        await served.until_all_left()
        told = await read(served)
    assert told["vllm:request_success_total abort"] == 1
    assert told["vllm:request_success_total stop"] == 0


async def test_vllms_names_can_be_left_out() -> None:
    async with serve(metrics=Metrics(MODEL, as_vllm=False)) as served:
        told = await read(served)
    assert all(name.startswith("understudy:") for name in told)


async def test_the_load_counts_those_who_have_no_whole_answer() -> None:
    async with serve(options={"step_seconds": 0.01}) as server:
        body = json.dumps(chat(stream=True, max_tokens=100, ignore_eos=True)).encode()
        async with server.client.request(CHAT_PATH, method="POST") as connection:
            await connection.send(body)
            await connection.send_complete()
            await connection.receive()
            busy = json.loads(await (await server.client.get("/load")).get_data())
        assert (busy["server_load"], busy["num_running"], busy["retry_after"]) == (1, 1, 0)
        await server.until_all_left()
        response = await server.client.get("/load")
        assert json.loads(await response.get_data())["server_load"] == 0


async def test_the_dashboard_asks_for_figures_that_there_are() -> None:
    dashboard = (Path(__file__).parents[2] / "loadtests" / "grafana.json").read_text()
    async with serve(metrics=Metrics(MODEL)) as served:
        told = await (await served.client.get("/metrics")).get_data(as_text=True)
    asked = set(re.findall(r"understudy:\w+", dashboard))
    assert len(asked) > 8
    assert {name for name in asked if name not in told} == set()
