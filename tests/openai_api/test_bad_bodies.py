"""Bodies that nobody can read, and fields that nobody can mean, sent to every endpoint alike."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping

import pytest

from tests.openai_api.served import CHAT_PATH, MODEL, Json, Served, chat, serve, text

MESSAGES = chat()["messages"]
SOUND: Mapping[str, Json] = {
    "/v1/chat/completions": chat(),
    "/v1/completions": text(),
    "/v1/responses": {"model": MODEL, "input": "Hello", "max_output_tokens": 4},
    "/v1/responses/input_tokens": {"model": MODEL, "input": "Hello"},
    "/v1/messages": {"model": MODEL, "messages": MESSAGES, "max_tokens": 4},
    "/v1/messages/count_tokens": {"model": MODEL, "messages": MESSAGES},
    "/v1/embeddings": {"model": MODEL, "input": "Hello"},
    "/v1/rerank": {"model": MODEL, "query": "a", "documents": ["b"]},
    "/v1/score": {"model": MODEL, "text_1": "a", "text_2": "b"},
    "/tokenize": {"model": MODEL, "prompt": "Hello"},
    "/detokenize": {"model": MODEL, "tokens": [97]},
}
EMBEDDING = ("/v1/embeddings", "/v1/rerank", "/v1/score")
WRITING = ("/v1/chat/completions", "/v1/completions", "/v1/responses", "/v1/messages")

# What is no JSON object: always 400, about no parameter.
UNREADABLE: Mapping[str, bytes] = {
    "nothing": b"",
    "spaces": b" " * 100_000,
    "null": b"null",
    "an array": b"[]",
    "a string": b'"x"',
    "a number": b"1",
    "a comma too many": b'{"model": "a",}',
    "a comment": b'{"model": "a" /* b */}',
    "single quotes": b"{'model': 'a'}",
    "two documents": b"{} {}",
    "cut off": b'{"model": "a"',
    "no UTF-8": b'{"model": "\xff"}',
    "a byte order mark": b'\xef\xbb\xbf{"model": "a"}',
    "UTF-16": '{"model": "a"}'.encode("utf-16"),
    "NaN": b'{"temperature": NaN}',
    "Infinity": b'{"temperature": Infinity}',
    "minus Infinity": b'{"temperature": -Infinity}',
    "half a character": b'{"user": "\\ud800"}',
    "deep arrays": b"[" * 100_000,
    "deep objects": b'{"a":' * 100_000,
    "deep in a field": b'{"model": ' + b"[" * 65 + b"]" * 65 + b"}",
}

# A wrong model: what replaces it, the status, the param and the code.
MODELS: Mapping[str, tuple[object, int, str | None, str | None]] = {
    "a number": (1, 400, "model", "invalid_type"),
    "an array": ([MODEL], 400, "model", "invalid_type"),
    "unknown": ("nobody", 404, None, "model_not_found"),
    "a megabyte": ("m" * 1_000_000, 404, None, "model_not_found"),
}

# Fields of every endpoint that writes: what is sent as it stands, the param and the code.
WRITTEN: Mapping[str, tuple[str, str, str]] = {
    "a temperature without end": ('"temperature": 1e999', "temperature", "invalid_type"),
    "a temperature in words": ('"temperature": "1"', "temperature", "invalid_type"),
    "a temperature below zero": ('"temperature": -0.1', "temperature", "decimal_below_min_value"),
    "a temperature beyond all": ('"temperature": 2.1', "temperature", "decimal_above_max_value"),
    "too much of top_p": ('"top_p": 1.1', "top_p", "decimal_above_max_value"),
    "a stream that is a word": ('"stream": "yes"', "stream", "invalid_type"),
    "a seed of 5,000 digits": (f'"seed": {"9" * 5000}', "seed", "integer_above_max_value"),
    "a seed of 2^63": (f'"seed": {2**63}', "seed", "integer_above_max_value"),
    "a seed below -2^63": (f'"seed": {-(2**63) - 1}', "seed", "integer_below_min_value"),
    "a seed that is true": ('"seed": true', "seed", "invalid_type"),
    "a half of a seed": ('"seed": 1.5', "seed", "invalid_type"),
    "a top_k below -1": ('"top_k": -2', "top_k", "integer_below_min_value"),
    "a min_p beyond one": ('"min_p": 2', "min_p", "decimal_above_max_value"),
    "no repetition at all": (
        '"repetition_penalty": 1e-30',
        "repetition_penalty",
        "decimal_below_min_value",
    ),
    "a token that is a word": ('"logit_bias": {"abc": 1}', "logit_bias", "invalid_value"),
    "a token that is not there": ('"logit_bias": {"512": 1}', "logit_bias", "invalid_value"),
    "a token of 5,000 digits": (
        f'"logit_bias": {{"{"0" * 5000}1": 1}}',
        "logit_bias",
        "invalid_value",
    ),
    "a bias beyond all": ('"logit_bias": {"1": 101}', "logit_bias.1", "decimal_above_max_value"),
    "no token allowed": ('"allowed_token_ids": []', "allowed_token_ids", "empty_array"),
    "a stop token below zero": ('"stop_token_ids": [-1]', "stop_token_ids[0]", ""),
    "embeddings for a prompt": ('"prompt_embeds": "x"', "prompt_embeds", "unsupported_parameter"),
}

# What has to be taken as it is: text is text.
TEXTS = ("\x00", "\u2028\u202e\u200d", "e\u0301" * 20, "<|end|><|system|>", "{{ ''.__class__ }}")


@pytest.fixture(scope="module")
async def served() -> AsyncIterator[Served]:
    async with serve() as running:
        await running.post(CHAT_PATH, chat())  # all its threads are there before the first test
        yield running


def check(answer: Json) -> Json:
    """An error has OpenAI's shape, also where it has Anthropic's."""
    error: Json = answer["error"]
    assert error.keys() == {"message", "type", "param", "code"}
    assert isinstance(error["message"], str) and len(error["message"]) < 1000
    return error


@pytest.mark.parametrize("path", SOUND)
@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
async def test_what_is_no_json_object(served: Served, path: str, body: bytes) -> None:
    status, answer = await served.post(path, body)
    error = check(answer)
    assert (status, error["param"], error["code"]) == (400, None, None)


@pytest.mark.parametrize("path", SOUND)
@pytest.mark.parametrize(("model", "status", "param", "code"), MODELS.values(), ids=MODELS)
async def test_a_wrong_model(
    served: Served, path: str, model: object, status: int, param: str | None, code: str | None
) -> None:
    got, answer = await served.post(path, SOUND[path] | {"model": model})
    error = check(answer)
    assert (got, error["param"], error["code"]) == (status, param, code)


@pytest.mark.parametrize("path", WRITING)
@pytest.mark.parametrize(("field", "param", "code"), WRITTEN.values(), ids=WRITTEN)
@pytest.mark.parametrize("is_streamed", [False, True], ids=["whole", "streamed"])
async def test_a_field_that_nobody_can_mean(
    served: Served, path: str, field: str, param: str, code: str, is_streamed: bool
) -> None:
    sound = json.dumps(SOUND[path] | {"stream": is_streamed})
    status, answer = await served.post(path, f"{sound[:-1]}, {field}}}".encode())
    error = check(answer)
    assert (status, error["param"]) == (400, param)
    assert error["code"] == (code or error["code"])


@pytest.mark.parametrize("path", SOUND)
async def test_keys_that_nobody_knows_reach_nothing(served: Served, path: str) -> None:
    strange = {"__proto__": {"a": 1}, "__class__": 1, "self": 2}
    if path in EMBEDDING:
        strange["model"] = "nobody"  # there is no embedder here
    status, _ = await served.post(path, SOUND[path] | strange)
    assert status == (404 if "model" in strange else 200)


@pytest.mark.parametrize("path", SOUND)
async def test_keys_that_nobody_knows_are_told_or_refused(path: str) -> None:
    async with serve(is_strict=True) as strict:
        status, answer = await strict.post(path, SOUND[path] | {"strange": 1})
    error = check(answer)
    assert (status, error["param"], error["code"]) == (400, "strange", "unknown_parameter")


@pytest.mark.parametrize("path", WRITING)
async def test_where_unknown_keys_are_refused_harmless_ones_are_not(path: str) -> None:
    cache: Json = {"prompt_cache_key": "k", "prompt_cache_retention": "24h"}
    cache["prompt_cache_options"] = {"mode": "implicit", "ttl": "30m"}
    nulls = dict.fromkeys(("moderation", "container", "messages", "strange"))
    async with serve(is_strict=True) as strict:
        body = json.dumps(nulls | SOUND[path] | cache)
        response = await strict.client.post(path, data=body)
        assert response.status_code == 200, await response.get_data()
    assert "X-Ignored-Params" not in response.headers


@pytest.mark.parametrize("path", [path for path in SOUND if path not in EMBEDDING])
async def test_keys_that_nobody_knows_are_in_a_header(served: Served, path: str) -> None:
    body = json.dumps(SOUND[path] | {"strange": 1, "more": 2})
    response = await served.client.post(path, data=body)
    assert response.status_code == 200
    assert response.headers["X-Ignored-Params"] == "strange, more"


@pytest.mark.parametrize("path", WRITING)
@pytest.mark.parametrize("said", TEXTS)
async def test_text_is_text(served: Served, path: str, said: str) -> None:
    body = dict(SOUND[path])
    for name in ("prompt", "input"):
        body |= {name: said} if name in body else {}
    if "messages" in body:
        body["messages"] = [{"role": "user", "content": said}]
    status, _ = await served.post(path, body)
    assert status == 200
