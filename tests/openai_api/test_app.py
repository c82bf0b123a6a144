"""Addresses, methods, headers, keys and health: what surrounds an answer."""

from __future__ import annotations

import json

import pytest

from actors.config import EngineConfig
from actors.embedding import Embedding
from openai_api.app import create_app
from openai_api.limits import Limits
from openai_api.service import Service
from tests.actors.test_embedding import TEXT, Device
from tests.openai_api.served import (
    CHAT_PATH,
    MODEL,
    TEXT_PATH,
    Json,
    Served,
    chat,
    serve,
    text,
)


def unserved(**fields: object) -> Served:
    """An application whose model is still being looked for."""
    service = Service((MODEL,), **fields)  # type: ignore[arg-type]  # as the test has them
    return Served(create_app(service), service)


def is_error(body: Json) -> bool:
    return body.keys() == {"error"} and body["error"].keys() == {"message", "type", "param", "code"}


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/nothing", 404, "unknown_url"),
        ("POST", "/v1/chat/completions/", 404, "unknown_url"),
        ("POST", "/v1//chat/completions", 404, "unknown_url"),
        ("POST", "/v1/../v1/models", 404, "unknown_url"),
        ("GET", CHAT_PATH, 405, "method_not_allowed"),
        ("DELETE", TEXT_PATH, 405, "method_not_allowed"),
        ("TRACE", CHAT_PATH, 405, "method_not_allowed"),
        ("PUT", CHAT_PATH, 405, "method_not_allowed"),
        ("FOO", CHAT_PATH, 405, "method_not_allowed"),
    ],
)
async def test_a_wrong_address_or_method_is_an_error_of_openai(
    method: str, path: str, status: int, code: str
) -> None:
    response = await unserved().client.open(path, method=method)
    body = json.loads(await response.get_data())
    assert (response.status_code, body["error"]["code"]) == (status, code)
    assert is_error(body)
    assert response.headers.get("Allow") == ("POST" if status == 405 else None)


@pytest.mark.parametrize("path", [CHAT_PATH, TEXT_PATH])
@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Content-Type": "text/plain"}, 415, "unsupported_content_type"),
        ({"Content-Type": "multipart/form-data"}, 415, "unsupported_content_type"),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415, "unsupported_content_type"),
        ({"Content-Type": "application/json; charset=utf-16"}, 400, None),
        ({"Content-Encoding": "gzip"}, 415, "unsupported_content_encoding"),
    ],
)
async def test_a_body_that_is_not_sent_as_json_is_not_read_as_json(
    path: str, headers: dict[str, str], status: int, code: str | None
) -> None:
    got, body = await unserved().post(path, chat(), **headers)
    assert (got, body["error"]["code"]) == (status, code)


@pytest.mark.parametrize("kind", ["", "application/json", "Application/JSON; charset=UTF-8"])
async def test_json_is_read_with_and_without_its_name(kind: str) -> None:
    async with serve() as server:
        status, _ = await server.post(CHAT_PATH, chat(), **{"Content-Type": kind})
    assert status == 200


@pytest.mark.parametrize("path", [CHAT_PATH, TEXT_PATH])
async def test_a_body_over_the_limit_is_a_413(path: str) -> None:
    status, body = await unserved(limits=Limits(body_bytes=1000)).post(path, b" " * 1001)
    assert (status, body["error"]["code"]) == (413, "request_too_large")


@pytest.mark.parametrize("path", [CHAT_PATH, TEXT_PATH])
@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"{", b'{"a": NaN}', b"\xff"])
async def test_a_broken_body_is_a_400(path: str, body: bytes) -> None:
    status, answer = await unserved().post(path, body)
    assert status == 400
    assert is_error(answer)
    assert (answer["error"]["param"], answer["error"]["code"]) == (None, None)


@pytest.mark.parametrize(
    ("path", "body"), [(CHAT_PATH, chat(model="x/y")), (TEXT_PATH, text(model="x/y"))]
)
async def test_another_model_is_a_404_that_names_it(path: str, body: Json) -> None:
    status, answer = await unserved().post(path, body)
    assert (status, answer["error"]["code"]) == (404, "model_not_found")
    assert "x/y" in answer["error"]["message"]


async def test_an_endless_model_name_is_not_repeated() -> None:
    _, answer = await unserved().post(CHAT_PATH, chat(model="m" * 1_000_000))
    assert len(answer["error"]["message"]) < 200


async def test_models_are_listed_and_found_by_names_with_slashes() -> None:
    client = unserved().client
    listed = json.loads(await (await client.get("/v1/models")).get_data())
    found = json.loads(await (await client.get(f"/v1/models/{MODEL}")).get_data())
    assert listed == {"object": "list", "data": [found]}
    assert found.keys() == {"id", "object", "created", "owned_by", "root"}
    assert (found["id"], found["object"]) == (MODEL, "model")
    assert (await client.get("/v1/models/other")).status_code == 404


async def test_a_model_may_be_called_by_its_directory() -> None:
    server = unserved()
    server.service.model_names = ("/a/directory",)
    found = json.loads(await (await server.client.get("/v1/models//a/directory")).get_data())
    assert found["id"] == "/a/directory"


async def test_unknown_parameters_are_reported_or_refused() -> None:
    body = chat(temprature=1, **{"a\nb": 1})
    async with serve() as server:
        response = await server.client.post(CHAT_PATH, json=body)
        assert response.status_code == 200
        assert response.headers["X-Ignored-Params"] == "temprature, ?"
        server.service.is_strict = True
        status, answer = await server.post(CHAT_PATH, body)
    assert (status, answer["error"]["code"]) == (400, "unknown_parameter")
    assert answer["error"]["param"] == "temprature"


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("Bearer right", 200),
        ("Bearer other", 200),
        (None, 401),
        ("", 401),
        ("Bearer wrong", 401),
        ("Bearer ", 401),
        ("bearer right", 401),
        ("Basic right", 401),
        ("Bearer righ\u00fc", 401),
        ("Bearer " + "x" * 10_000, 401),
    ],
)
async def test_a_key_opens_everything_and_nothing_else_does(given: str | None, status: int) -> None:
    client = unserved(api_keys=("right", "other")).client
    headers = {} if given is None else {"Authorization": given}
    response = await client.get("/v1/models", headers=headers)
    assert response.status_code == status
    if status == 401:
        assert response.headers["WWW-Authenticate"] == "Bearer"
        body = json.loads(await response.get_data())
        assert is_error(body) and body["error"]["code"] == "invalid_api_key"


@pytest.mark.parametrize("path", [CHAT_PATH, "/v1/nothing", "/version", "/health/"])
async def test_without_a_key_only_probes_are_answered(path: str) -> None:
    client = unserved(api_keys=("right",)).client
    assert (await client.post(path)).status_code == 401
    assert (await client.get("/live")).status_code == 200


@pytest.mark.parametrize("given", ["a-1.B_2", "x" * 65, "a b", "\u00fc", ""])
async def test_a_request_id_is_echoed_only_if_it_is_harmless(given: str) -> None:
    response = await unserved().client.get("/live", headers={"X-Request-Id": given})
    echoed = response.headers["X-Request-Id"] == given
    assert echoed == (given == "a-1.B_2")
    assert response.headers["X-Request-Id"]


async def test_before_there_is_a_model_it_is_loading() -> None:
    server = unserved()
    server.service.stage, server.service.progress = "download", 0.25
    health = await server.client.get("/health")
    assert health.status_code == 503
    assert json.loads(await health.get_data()) == {
        "status": "loading",
        "stage": "download",
        "progress": 0.25,
    }
    assert (await server.client.get("/live")).status_code == 200
    status, body = await server.post(CHAT_PATH, chat())
    assert (status, body["error"]["code"]) == (503, "loading")


async def test_who_writes_is_ready_while_the_embedder_still_loads() -> None:
    async with serve() as served:
        await served.post(CHAT_PATH, chat())
        served.service.embedding = Embedding(Device().open, TEXT)
        assert served.service.embedding.ready is None
        assert served.service.report().status == "ready"


async def test_a_loaded_engine_is_ready_and_a_stopped_one_is_not() -> None:
    async with serve() as server:
        await server.engine.wait_until_loaded()
        for path in ("/health", "/ready", "/live", "/version"):
            assert (await server.client.get(path)).status_code == 200
        await server.engine.stop(grace=0)
        assert (await server.client.get("/ready")).status_code == 503
        status, body = await server.post(CHAT_PATH, chat())
    assert (status, body["error"]["code"]) == (503, "shutting_down")


async def test_a_full_server_says_when_to_come_back() -> None:
    async with serve(EngineConfig(max_requests=2)) as server:
        server.engine.num_permits = 0
        response = await server.client.post(CHAT_PATH, json=chat())
        server.engine.num_permits = 2
        body = json.loads(await response.get_data())
        assert (response.status_code, body["error"]["code"]) == (503, "overloaded")
        assert int(response.headers["Retry-After"]) >= 1


@pytest.mark.parametrize(
    ("path", "body", "param"), [(CHAT_PATH, chat(n=3), "n"), (TEXT_PATH, text(n=3), "n")]
)
async def test_more_samples_than_the_server_runs_is_the_clients_error(
    path: str, body: Json, param: str
) -> None:
    async with serve(EngineConfig(max_requests=2)) as server:
        status, answer = await server.post(path, body)
    assert (status, answer["error"]["code"]) == (400, "request_too_large")
    assert answer["error"]["param"] == param


async def test_a_second_prompt_without_a_permit_gives_the_first_one_back() -> None:
    async with serve(EngineConfig(max_requests=2)) as server:
        server.engine.num_permits = 1
        status, _ = await server.post(TEXT_PATH, text(prompt=["a", "b"], max_tokens=100))
        assert status == 503
        server.engine.num_permits += 1
        await server.until_all_left()
