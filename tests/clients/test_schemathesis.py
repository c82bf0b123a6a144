"""Requests that are derived from our own schemas, sound ones and broken ones, on a real socket.

A fuzzer of its own sends many more: `python -m loadtests.fuzz`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import positive_data_acceptance

from openai_api.app import create_app
from openai_api.openapi import describe
from openai_api.service import Service
from tests.openai_api.launched import MODEL, Launched, launch

HELLO = [{"role": "user", "content": "Hello"}]
EXAMPLES = 6  # of each operation
SECONDS = 20  # for any of them

document = describe(create_app(Service((MODEL,))), version="1", model_names=[MODEL])
schema = schemathesis.openapi.from_dict(document)
schema.config.phases.coverage.enabled = False
found = [*schema.get_all_operations()]
operations = [each.ok() for each in found if isinstance(each, Ok)]


@pytest.fixture(scope="module")
def server() -> Iterator[Launched]:
    with launch(context_length=64) as launched:
        launched.wait_until_ready()
        yield launched


def test_every_operation_can_be_read() -> None:
    assert len(operations) == len(found) > 0


@pytest.mark.parametrize("operation", operations, ids=[each.label for each in operations])
@given(data=st.data())
@settings(
    max_examples=EXAMPLES,
    phases=[Phase.generate],  # a failure is as it came: making it smaller takes long
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_an_answer_is_as_described(
    server: Launched, operation: APIOperation, data: st.DataObject
) -> None:
    cases = [operation.as_strategy(generation_mode=mode) for mode in GenerationMode]
    case = data.draw(st.one_of(cases))
    if isinstance(case.body, dict) and isinstance(case.body.get("model"), str):
        case.body["model"] = MODEL
    case.call_and_validate(
        base_url=f"http://127.0.0.1:{server.port}",
        timeout=SECONDS,
        # Much cannot be said in a schema: a model that embeds, fields that contradict each other.
        excluded_checks=[positive_data_acceptance],
    )


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/v1/chat/completions", {"messages": HELLO, "max_tokens": 3}),
        ("/v1/completions", {"prompt": "Hello", "max_tokens": 3}),
        ("/v1/messages", {"messages": HELLO, "max_tokens": 3}),
        ("/v1/responses", {"input": "Hello", "max_output_tokens": 3}),
    ],
)
def test_the_events_of_a_stream_are_as_described(
    server: Launched, path: str, asked: dict[str, Any]
) -> None:
    body = asked | {"model": MODEL, "stream": True}
    case = schema[path]["POST"].Case(body=body, media_type="application/json")
    response = case.call_and_validate(base_url=f"http://127.0.0.1:{server.port}", timeout=SECONDS)
    assert response.status_code == 200
    assert response.headers["content-type"] == ["text/event-stream; charset=utf-8"]
