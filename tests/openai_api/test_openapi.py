"""`/openapi.json`: nothing that is served is missing, and what it says of requests is true."""

from __future__ import annotations

import json

import jsonschema_rs
import pytest

from openai_api.app import create_app
from openai_api.openapi import describe
from openai_api.service import Service
from tests.openai_api.served import MODEL, Json, chat, text

SCHEMAS = "#/components/schemas/"


APP = create_app(Service((MODEL,)))


@pytest.fixture(scope="module")
def document() -> Json:
    return describe(APP, version="1", model_names=[MODEL])


async def test_it_is_served_before_there_is_an_engine(document: Json) -> None:
    response = await APP.test_client().get("/openapi.json")
    told = json.loads(await response.get_data())
    assert response.status_code == 200
    assert (told["paths"], told["components"]) == (document["paths"], document["components"])


def test_every_route_is_described_but_the_description_and_the_page(document: Json) -> None:
    rules = {rule.rule.split("<")[0] for rule in APP.url_map.iter_rules()}
    told = {path.split("{")[0] for path in document["paths"]}
    assert rules - told == {"/openapi.json", "/", "/web/", "/ring"}


def test_every_request_with_a_body_is_described(document: Json) -> None:
    bare = [
        path
        for path, operations in document["paths"].items()
        if "post" in operations and "requestBody" not in operations["post"]
    ]
    nothing = ["/v1/batches/{id}/cancel", "/v1/responses/{id}/cancel"]
    assert sorted(bare) == nothing


def test_every_description_has_its_words(document: Json) -> None:
    for operations in document["paths"].values():
        assert all(operation["summary"] for operation in operations.values())


def test_every_reference_leads_somewhere(document: Json) -> None:
    parts = json.dumps(document).split(f'"$ref": "{SCHEMAS}')[1:]
    assert {part.partition('"')[0] for part in parts} <= document["components"]["schemas"].keys()


@pytest.mark.parametrize(
    ("kind", "body", "is_sound"),
    [
        ("ChatAsk", chat(), True),
        ("ChatAsk", chat(n=None, stop="a", top_k=-1, unheard_of=1), True),
        ("ChatAsk", chat(tools=[], tool_choice="auto", seed=1.0), True),
        ("ChatAsk", chat(n=0), False),
        ("ChatAsk", chat(n=None, seed=2**63), False),
        ("ChatAsk", chat(messages=[]), False),
        ("ChatAsk", chat(stop=["a"] * 65), False),
        ("ChatAsk", {"messages": chat()["messages"]}, False),
        ("CompletionAsk", text(prompt=[[1], [2]]), True),
        ("CompletionAsk", text(prompt=["a", [1]]), False),
        ("EmbeddingsAsk", {"model": MODEL, "input": [1, 2], "dimensions": None}, True),
        ("EmbeddingsAsk", {"model": MODEL, "input": []}, False),
        ("RerankAsk", {"model": MODEL, "query": "a", "documents": ["b", {"text": "c"}]}, True),
        ("ResponsesAsk", {"model": MODEL, "input": [{"role": "user", "content": "a"}]}, True),
        ("ResponsesAsk", {"model": MODEL, "input": 1}, False),
    ],
    ids=lambda value: str(value)[:40],
)
def test_the_schemas_tell_sound_requests_from_others(
    document: Json, kind: str, body: Json, is_sound: bool
) -> None:
    root = {"$ref": f"{SCHEMAS}asked.{kind}", "components": document["components"]}
    assert jsonschema_rs.is_valid(root, body) == is_sound
