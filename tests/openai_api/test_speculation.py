"""Reading ahead as clients see it: never another text, their own choice, and counts of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from tests.openai_api.launched import Json, Launched

WORDS = "Repeat: red green blue yellow red green blue yellow"


@pytest.fixture(scope="module")
def server() -> Iterator[Launched]:
    """Everything is drafted that may be, so that nothing hangs on how fast this machine is."""
    with closing(Launched("--speculative-config", '{"adaptive": false}')) as launched:
        launched.wait_for_socket()
        launched.wait_until_ready()
        yield launched


def ask(server: Launched, **more: Any) -> Json:
    body = {
        "model": "understudy-demo",
        "messages": [{"role": "user", "content": WORDS}],
        "temperature": 1,
        "seed": 3,
        "max_tokens": 40,
        **more,
    }
    status, answer = server.read("/v1/chat/completions", body)
    assert status == 200, answer
    return answer


def report_of(server: Launched, **wish: Any) -> Json:
    told: Json = ask(server, speculation={"report": True, **wish})["usage"]["speculation"]
    return told


def text_of(answer: Json) -> str:
    said: str = answer["choices"][0]["message"]["content"]
    return said


@pytest.mark.parametrize("method", ["off", "suffix", "prediction", "ngram", "draft_model"])
@pytest.mark.parametrize("temperature", [0, 1])
def test_who_reads_ahead_changes_no_token(
    server: Launched, method: str, temperature: float
) -> None:
    plain = ask(server, temperature=temperature)
    told = ask(server, temperature=temperature, speculation={"method": method})
    assert told["choices"] == plain["choices"]


def test_a_report_adds_up(server: Launched) -> None:
    report = report_of(server)
    sources = report["sources"].values()
    assert report["drafted"] == sum(source["drafted"] for source in sources) > 0
    assert report["accepted"] == sum(source["accepted"] for source in sources)
    assert sum(report["accepted_per_position"]) == report["accepted"] <= report["drafted"]
    assert max(report["accepted_per_position"], default=0) <= report["steps"]


def test_nobody_is_told_who_did_not_ask(server: Launched) -> None:
    assert "speculation" not in ask(server)["usage"]
    assert "completion_tokens_details" not in ask(server)["usage"]


def test_a_request_may_be_read_without_drafts_and_with_few(server: Launched) -> None:
    assert report_of(server, method="off")["drafted"] == 0
    assert report_of(server, max_tokens=0)["drafted"] == 0
    few = report_of(server, max_tokens=1)
    assert few["drafted"] == few["steps"] > 0


@pytest.mark.parametrize("method", ["suffix", "draft_model"])
def test_only_who_was_chosen_drafts(server: Launched, method: str) -> None:
    assert {*report_of(server, method=method)["sources"]} == {method}


def predicted(text: str) -> Json:
    return {"type": "content", "content": text}


def test_a_prediction_that_comes_true_is_accepted(server: Launched) -> None:
    plain = ask(server)
    told = ask(server, prediction=predicted(text_of(plain)), speculation={"report": True})
    assert told["choices"] == plain["choices"]
    details = told["usage"]["completion_tokens_details"]
    num_tokens = told["usage"]["completion_tokens"]
    assert num_tokens - 1 <= details["accepted_prediction_tokens"] <= num_tokens  # the end is none
    assert details["rejected_prediction_tokens"] == 0
    assert told["usage"]["speculation"]["sources"]["prediction"]["accepted"] > 0


def test_a_prediction_that_does_not_is_rejected(server: Launched) -> None:
    told = ask(server, prediction={"type": "content", "content": [{"type": "text", "text": "QQQ"}]})
    details = told["usage"]["completion_tokens_details"]
    assert details["accepted_prediction_tokens"] == 0
    assert details["rejected_prediction_tokens"] > 0
    assert told["choices"] == ask(server)["choices"]


def test_a_stream_tells_it_in_its_usage(server: Launched) -> None:
    body = {
        "model": "understudy-demo",
        "messages": [{"role": "user", "content": WORDS}],
        "stream": True,
        "stream_options": {"include_usage": True},
        "speculation": {"report": True},
        "prediction": predicted("red green"),
        "max_tokens": 10,
    }
    with server.ask("/v1/chat/completions", body) as response:
        lines = response.read().decode().split("\n\n")
    assert lines[-2:] == ["data: [DONE]", ""]
    usage = json.loads(lines[-3].removeprefix("data: "))["usage"]
    assert usage["speculation"]["drafted"] > 0
    assert usage["completion_tokens_details"].keys() == {
        "accepted_prediction_tokens",
        "rejected_prediction_tokens",
        "reasoning_tokens",
    }


def test_tokens_that_the_grammar_forces_are_drafted_for_nothing(server: Launched) -> None:
    schema = {
        "type": "object",
        "properties": {"a_rather_long_name_of_a_property": {"type": "boolean"}},
        "required": ["a_rather_long_name_of_a_property"],
        "additionalProperties": False,
    }
    form = {"type": "json_schema", "json_schema": {"name": "it", "schema": schema, "strict": True}}
    told = ask(server, response_format=form, speculation={"report": True, "method": "grammar"})
    sources = told["usage"]["speculation"]["sources"]
    assert sources["grammar"]["accepted"] > 2
    off = ask(server, response_format=form, speculation={"method": "off"})
    assert told["choices"] == off["choices"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"speculation": {"method": "magic"}},
        {"speculation": {"max_tokens": -1}},
        {"speculation": {"max_tokens": 65}},
        {"speculation": []},
        {"prediction": {"type": "content"}},
        {"prediction": {"type": "image", "content": "x"}},
        {"prediction": {"type": "content", "content": 5}},
        {"prediction": "x"},
    ],
)
def test_what_cannot_be_meant_is_refused(server: Launched, wrong: Json) -> None:
    body = {"model": "understudy-demo", "messages": [{"role": "user", "content": "Hi"}], **wrong}
    status, answer = server.read("/v1/chat/completions", body)
    assert status == 400
    assert answer["error"]["param"].split(".")[0] == [*wrong][0]


def test_an_empty_prediction_predicts_nothing(server: Launched) -> None:
    assert ask(server, prediction=predicted(""))["choices"] == ask(server)["choices"]


def test_metrics_count_what_reports_tell(server: Launched) -> None:
    names = ("num_drafts", "num_draft_tokens", "num_accepted_tokens")
    labels = {"num_drafts": "", "num_draft_tokens": "suffix", "num_accepted_tokens": "suffix"}

    def counts() -> list[float]:
        found = []
        with server.ask("/metrics") as response:
            lines = response.read().decode().splitlines()
        for name in names:
            mine = f"vllm:spec_decode_{name}_total{{"
            own = [line for line in lines if line.startswith(mine) and labels[name] in line]
            found.append(sum(float(line.rpartition(" ")[2]) for line in own))
        return found

    before = counts()
    report = report_of(server, method="suffix")
    after = counts()
    told = [report["steps"], report["drafted"], report["accepted"]]
    assert [new - old for new, old in zip(after, before, strict=True)] == told
    assert report["drafted"] > 0
