"""Batches: many requests in a file, answered as if each had been sent, behind everybody else."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Final

import openai
import pytest
from openai import OpenAI
from openai.types import Batch, BatchError

from tests.openai_api.launched import MODEL, SECONDS, Json, Launched, launch

KEYS = ("one-key", "another-key")
CHAT: Final = "/v1/chat/completions"
TEXT: Final = "/v1/completions"


@pytest.fixture(scope="module")
def server() -> Iterator[Launched]:
    keys = [part for key in KEYS for part in ("--api-key", key)]
    with launch(*keys, step_seconds=0.002) as launched:
        launched.wait_until_ready()
        launched.key = KEYS[0]
        yield launched


def client_of(server: Launched, key: str) -> OpenAI:
    return OpenAI(base_url=f"http://127.0.0.1:{server.port}/v1", api_key=key, max_retries=0)


@pytest.fixture
def client(server: Launched) -> Iterator[OpenAI]:
    with client_of(server, KEYS[0]) as client:
        yield client


def chat(**fields: object) -> Json:
    messages = [{"role": "user", "content": "Say something."}]
    return {"model": MODEL, "messages": messages, "max_tokens": 5, "seed": 3} | fields


def line(custom_id: str, body: Json | None = None, **fields: object) -> Json:
    sent = chat() if body is None else body
    return {"custom_id": custom_id, "method": "POST", "url": CHAT, "body": sent} | fields


def begin(client: OpenAI, *lines: Json | str, endpoint: str = CHAT) -> Batch:
    written = [each if isinstance(each, str) else json.dumps(each) for each in lines]
    file = client.files.create(file="\n".join(written).encode(), purpose="batch")
    return client.batches.create(
        input_file_id=file.id,
        endpoint=endpoint,  # type: ignore[arg-type]
        completion_window="24h",
        metadata={"kind": "test"},
    )


def end_of(client: OpenAI, batch: Batch) -> Batch:
    """Asked again and again, as clients do."""
    deadline = time.monotonic() + SECONDS
    while batch.status in ("validating", "in_progress", "finalizing", "cancelling"):
        if time.monotonic() > deadline:
            raise AssertionError(batch)
        batch = client.batches.retrieve(batch.id)
    return batch


def read(client: OpenAI, id: str | None) -> dict[str, Json]:
    if id is None:
        return {}
    lines = client.files.content(id).text.splitlines()
    return {told["custom_id"]: told for told in map(json.loads, lines)}


def errors_of(batch: Batch) -> list[BatchError]:
    assert batch.status == "failed" and batch.failed_at is not None
    assert batch.errors is not None and batch.errors.data is not None
    return batch.errors.data


def test_every_line_is_answered_as_if_it_had_been_sent(server: Launched, client: OpenAI) -> None:
    bodies = [
        chat(seed=1),
        chat(seed=2),
        chat(temperature=9),
        chat(model="nobody"),
        chat(unheard_of=1e300),
    ]
    batch = begin(client, *(line(str(number), body) for number, body in enumerate(bodies)), "")
    assert (batch.object, batch.endpoint, batch.metadata) == ("batch", CHAT, {"kind": "test"})
    assert batch.expires_at == batch.created_at + 24 * 60 * 60
    batch = end_of(client, batch)
    assert batch.status == "completed" and batch.completed_at is not None
    assert batch.request_counts is not None
    counts = batch.request_counts
    assert (counts.total, counts.completed, counts.failed) == (5, 3, 2)
    good, bad = read(client, batch.output_file_id), read(client, batch.error_file_id)
    assert (sorted(good), sorted(bad)) == (["0", "1", "4"], ["2", "3"])
    for number, told in (good | bad).items():
        status, live = server.read(CHAT, bodies[int(number)])
        assert told["error"] is None
        assert told["response"]["status_code"] == status
        assert told["response"]["request_id"]
        assert essence(told["response"]["body"]) == essence(live)
    assert batch.output_file_id is not None
    told_file = client.files.retrieve(batch.output_file_id)
    assert told_file.purpose == "batch_output"
    assert batch.id in [each.id for each in client.batches.list(limit=1)]


def essence(answer: Json) -> Json:
    """Without what differs from answer to answer: the prompt may be in the cache by now."""
    return {name: answer[name] for name in ("error", "choices", "model") if name in answer}


def test_completions_and_responses_are_answered_too(client: OpenAI) -> None:
    text = {"model": MODEL, "prompt": "Once", "max_tokens": 3}
    response = {"model": MODEL, "input": "Hi", "max_output_tokens": 3, "store": False}
    for url, body in ((TEXT, text), ("/v1/responses", response)):
        batch = end_of(client, begin(client, line("a", body, url=url), endpoint=url))
        assert read(client, batch.output_file_id)["a"]["response"]["status_code"] == 200


def test_embeddings_without_a_model_for_them_are_errors_of_their_lines(client: OpenAI) -> None:
    url = "/v1/embeddings"
    sent = line("a", {"model": MODEL, "input": "Hi"}, url=url)
    batch = end_of(client, begin(client, sent, endpoint=url))
    assert batch.output_file_id is None
    told = read(client, batch.error_file_id)["a"]["response"]
    assert (told["status_code"], told["body"]["error"]["param"]) == (400, "model")


@pytest.mark.parametrize(
    ("sent", "code", "param"),
    [
        ("{", "invalid_json_line", None),
        ("[]", "invalid_json_line", None),
        ("[" * 70, "invalid_json_line", None),
        ('{"custom_id": NaN}', "invalid_json_line", None),
        (json.dumps({"custom_id": "b"}), "missing_required_parameter", "method"),
        (json.dumps(line("b") | {"custom_id": None}), "missing_required_parameter", "custom_id"),
        (json.dumps(line("b") | {"custom_id": 1}), "invalid_type", "custom_id"),
        (json.dumps(line("b") | {"body": []}), "invalid_type", "body"),
        (json.dumps(line("b" * 513)), "string_above_max_length", "custom_id"),
        (json.dumps(line("a")), "duplicate_custom_id", "custom_id"),
        (json.dumps(line("b", method="GET")), "invalid_method", "method"),
        (json.dumps(line("b", url=TEXT)), "mismatched_url", "url"),
        (json.dumps(line("b", url="/v1/files")), "mismatched_url", "url"),
        (json.dumps(line("b", chat(stream=True))), "unsupported_value", "body.stream"),
        (json.dumps(line("b", chat(background=True))), "unsupported_value", "body.background"),
        (json.dumps(line("b", chat(user="u" * 2**22))), "line_too_long", None),
    ],
)
def test_a_line_that_is_no_request_fails_the_batch(
    client: OpenAI, sent: str, code: str, param: str | None
) -> None:
    batch = end_of(client, begin(client, line("a"), "", sent))
    (error,) = errors_of(batch)
    assert (error.code, error.line, error.param) == (code, 3, param)
    assert batch.output_file_id is None


def test_an_empty_file_is_no_batch(client: OpenAI) -> None:
    (error,) = errors_of(end_of(client, begin(client, "", "  ")))
    assert error.code == "empty_file"


def test_a_batch_that_nobody_can_begin_is_refused(client: OpenAI) -> None:
    file = client.files.create(file=json.dumps(line("a")).encode(), purpose="batch")
    with pytest.raises(openai.BadRequestError, match="Supported values are"):
        client.batches.create(
            input_file_id=file.id, endpoint="/v1/moderations", completion_window="24h"
        )
    with pytest.raises(openai.NotFoundError, match="No such File object") as missing:
        client.batches.create(input_file_id="file-none", endpoint=CHAT, completion_window="24h")
    assert missing.value.param == "input_file_id"
    output = end_of(client, begin(client, line("a"))).output_file_id
    assert output is not None
    with pytest.raises(openai.BadRequestError, match="purpose"):
        client.batches.create(input_file_id=output, endpoint=CHAT, completion_window="24h")


def test_a_cancelled_batch_keeps_what_was_answered(server: Launched, client: OpenAI) -> None:
    long = chat(max_tokens=1500, ignore_eos=True)
    lines = [line("short"), *(line(f"long {number}", long) for number in range(30))]
    batch = begin(client, *lines)
    assert batch.input_file_id is not None
    while batch.request_counts is None or not batch.request_counts.completed:
        batch = client.batches.retrieve(batch.id)
    with pytest.raises(openai.BadRequestError) as in_use:
        client.files.delete(batch.input_file_id)
    assert in_use.value.code == "file_in_use"
    cancelled = client.batches.cancel(batch.id)
    assert cancelled.status == "cancelling"
    batch = end_of(client, cancelled)
    assert batch.status == "cancelled" and batch.cancelled_at is not None
    assert batch.request_counts is not None and batch.request_counts.completed < 31
    assert "short" in read(client, batch.output_file_id)
    while server.metric("num_requests_running"):
        pass
    with pytest.raises(openai.BadRequestError, match="Cannot cancel a batch with status"):
        client.batches.cancel(batch.id)
    assert client.files.delete(batch.input_file_id).deleted


def test_another_key_finds_nothing(server: Launched, client: OpenAI) -> None:
    batch = end_of(client, begin(client, line("a")))
    assert batch.output_file_id is not None
    with client_of(server, KEYS[1]) as other:
        assert list(other.batches.list()) == []
        for use in (other.batches.retrieve, other.batches.cancel):
            with pytest.raises(openai.NotFoundError, match="No batch found"):
                use(batch.id)
        with pytest.raises(openai.NotFoundError):
            other.files.content(batch.output_file_id)
        with pytest.raises(openai.NotFoundError):
            other.batches.create(
                input_file_id=batch.input_file_id, endpoint=CHAT, completion_window="24h"
            )


def test_the_server_ends_in_time_while_there_is_a_batch() -> None:
    with launch(step_seconds=0.01) as server:
        server.wait_until_ready()
        with client_of(server, "any") as client:
            long = chat(max_tokens=1500, ignore_eos=True)
            batch = begin(client, *(line(str(number), long) for number in range(30)))
            while batch.status != "in_progress":
                batch = client.batches.retrieve(batch.id)
        server.process.terminate()
        code, log = server.end()  # long before the 30 seconds of grace are over
        assert code == 0 and "ERROR" not in log
