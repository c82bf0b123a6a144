"""/tokenize and /detokenize: what the tokenizer makes of a text, and back."""

from __future__ import annotations

import json

import pytest

from tests.openai_api.served import CHAT_PATH, CONTEXT_LENGTH, MODEL, Json, chat, serve


async def test_a_text_comes_back_from_its_tokens() -> None:
    async with serve() as served:
        await served.engine.wait_until_loaded()
        body = {"model": MODEL, "prompt": "Grüße", "return_token_strs": True}
        _, told = await served.post("/tokenize", body | {"add_special_tokens": False})
        _, back = await served.post("/detokenize", {"tokens": told["tokens"]})
        assert told["max_model_len"] == served.engine.context_length
    assert back == {"prompt": "Grüße"}
    assert told["count"] == len(told["tokens"]) == len(told["token_strs"])


async def test_a_conversation_has_as_many_tokens_as_it_is_billed() -> None:
    async with serve() as served:
        _, told = await served.post("/tokenize", {"messages": chat()["messages"]})
        _, answer = await served.post(CHAT_PATH, chat(max_tokens=1))
    assert told["count"] == answer["usage"]["prompt_tokens"]
    assert told["token_strs"] is None


async def test_a_conversation_needs_no_model() -> None:
    async with serve() as served:
        _, plain = await served.post("/tokenize", {"messages": chat()["messages"]})
        null = {"messages": chat()["messages"], "model": None}
        assert await served.post("/tokenize", null) == (200, plain)


@pytest.mark.parametrize(
    ("path", "body", "param"),
    [
        ("/tokenize", {}, "prompt"),
        ("/tokenize", {"prompt": 3}, "prompt"),
        ("/tokenize", {"prompt": "x", "model": "nobody"}, None),
        ("/tokenize", {"messages": [{"role": "wizard"}]}, "messages[0].role"),
        ("/detokenize", {}, "tokens"),
        ("/detokenize", {"tokens": [-1]}, "tokens[0]"),
        ("/detokenize", {"tokens": [10**9]}, "tokens"),
        ("/detokenize", {"tokens": "x"}, "tokens"),
    ],
)
async def test_what_cannot_be_read_is_said_by_its_name(
    path: str, body: Json, param: str | None
) -> None:
    async with serve() as served:
        status, answer = await served.post(path, body)
    assert status in (400, 404)
    assert answer["error"]["param"] == param


async def test_what_harnesses_ask_of_a_tokenizer() -> None:
    async with serve() as server:
        await server.engine.wait_until_loaded()
        response = await server.client.get("/tokenizer_info")
        info = json.loads(await response.get_data())
    assert info["eos_token"] == "<|end|>"
    assert info["model_max_length"] == CONTEXT_LENGTH
