"""Chat and text completions, whole and as streams: the same texts, and exactly OpenAI's fields."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

import pytest

from models.fake_device import oracle
from tests.openai_api.served import (
    CHAT_PATH,
    CONTEXT_LENGTH,
    MODEL,
    TEXT_PATH,
    VOCABULARY,
    Json,
    chat,
    serve,
    text,
)

USAGE_FIELDS = {"prompt_tokens", "completion_tokens", "total_tokens", "prompt_tokens_details"}


def joined(events: Iterable[Json]) -> dict[int, str]:
    """The text of each choice of a stream."""
    texts: dict[int, str] = defaultdict(str)
    for event in events:
        for choice in event["choices"]:
            said = choice["text"] if "text" in choice else choice["delta"].get("content", "")
            texts[choice["index"]] += said
    return dict(texts)


def whole(answer: Json) -> dict[int, str]:
    """The text of each choice of an answer."""
    return {
        choice["index"]: choice["text"] if "text" in choice else choice["message"]["content"]
        for choice in answer["choices"]
    }


def is_sound(usage: Json) -> bool:
    prompt, completion = usage["prompt_tokens"], usage["completion_tokens"]
    return usage.keys() == USAGE_FIELDS and usage["total_tokens"] == prompt + completion


async def test_a_chat_answer_has_exactly_the_fields_of_openai() -> None:
    async with serve() as server:
        status, answer = await server.post(CHAT_PATH, chat())
    assert status == 200
    assert answer.keys() == {"id", "object", "created", "model", "choices", "usage"}
    assert answer["id"].startswith("chatcmpl-")
    assert (answer["object"], answer["model"]) == ("chat.completion", MODEL)
    [choice] = answer["choices"]
    assert choice.keys() == {"index", "message", "logprobs", "finish_reason"}
    content = choice["message"].pop("content")
    assert content and choice["message"] == {"role": "assistant", "refusal": None}
    assert (choice["index"], choice["logprobs"], choice["finish_reason"]) == (0, None, "length")
    assert is_sound(answer["usage"])
    assert answer["usage"]["completion_tokens"] == 12


async def test_a_completion_is_the_text_of_its_tokens() -> None:
    prompt = VOCABULARY.encode("Once upon")
    ids = oracle(7, prompt, max_tokens=12, vocabulary_size=VOCABULARY.size)
    async with serve() as server:
        status, answer = await server.post(TEXT_PATH, text(ignore_eos=True))
    assert status == 200
    assert answer.keys() == {"id", "object", "created", "model", "choices", "usage"}
    assert (answer["object"], answer["model"]) == ("text_completion", MODEL)
    assert answer["choices"] == [
        {"index": 0, "text": VOCABULARY.decode(ids), "logprobs": None, "finish_reason": "length"}
    ]
    assert is_sound(answer["usage"])


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (CHAT_PATH, chat()),
        (CHAT_PATH, chat(n=3, max_tokens=40)),
        (CHAT_PATH, chat(stop=["4", "a"], max_tokens=60)),
        (TEXT_PATH, text()),
        (TEXT_PATH, text(n=2, max_tokens=40)),
        (TEXT_PATH, text(prompt=["a", "b", "c"], n=2)),
        (TEXT_PATH, text(prompt=[[1, 2], [3]], stop=" 3")),
    ],
)
async def test_a_stream_put_together_is_the_whole_answer(path: str, body: Json) -> None:
    async with serve() as server:
        status, answer = await server.post(path, body)
        assert status == 200
        events = await server.stream(path, body)
        assert joined(events) == whole(answer)
        await server.until_all_left()
    ends = {
        choice["index"]: choice["finish_reason"]
        for event in events
        for choice in event["choices"]
        if choice["finish_reason"]
    }
    assert ends == {choice["index"]: choice["finish_reason"] for choice in answer["choices"]}


async def test_a_chat_stream_tells_the_role_then_the_text_then_why_it_ended() -> None:
    async with serve() as server:
        events = await server.stream(CHAT_PATH, chat(n=2))
    assert {frozenset(event) for event in events} == {
        frozenset({"id", "object", "created", "model", "choices"})
    }
    assert len({(event["id"], event["created"]) for event in events}) == 1
    for index in range(2):
        chunks = [event["choices"][0] for event in events if event["choices"][0]["index"] == index]
        first, *middle, last = chunks
        assert first["delta"] == {"role": "assistant", "content": ""}
        assert all(chunk["delta"].keys() == {"content"} for chunk in middle)
        assert last == {"index": index, "delta": {}, "logprobs": None, "finish_reason": "length"}
        assert [chunk["finish_reason"] for chunk in (first, *middle)] == [None] * (len(chunks) - 1)


@pytest.mark.parametrize(("path", "body"), [(CHAT_PATH, chat()), (TEXT_PATH, text())])
async def test_usage_comes_once_at_the_end_of_a_stream_if_asked_for(path: str, body: Json) -> None:
    async with serve() as server:
        *events, last = await server.stream(
            path, body | {"stream_options": {"include_usage": True}}
        )
    assert {event["usage"] for event in events} == {None}
    assert last["choices"] == []
    assert is_sound(last["usage"])
    assert last["usage"]["completion_tokens"] == 12


@pytest.mark.parametrize(("path", "body"), [(CHAT_PATH, chat()), (TEXT_PATH, text())])
async def test_a_seed_repeats_and_is_reported_when_the_server_chose_it(
    path: str, body: Json
) -> None:
    async with serve() as server:
        first = await server.client.post(path, json=body | {"seed": None})
        seed = int(first.headers["X-Seed"])
        status, second = await server.post(path, body | {"seed": seed})
        assert whole(json.loads(await first.get_data())) == whole(second)
        status, third = await server.post(path, body | {"seed": seed + 1})
    assert whole(third) != whole(second)


@pytest.mark.parametrize("stream", [False, True])
async def test_a_stop_string_and_all_after_it_never_appear(stream: bool) -> None:
    async with serve() as server:
        _, answer = await server.post(TEXT_PATH, text(max_tokens=60))
        full = whole(answer)[0]
        stop = full[20:23]
        body = text(max_tokens=60, stop=stop)
        if stream:
            events = await server.stream(TEXT_PATH, body)
            said, end = joined(events)[0], events[-1]["choices"][0]["finish_reason"]
        else:
            _, answer = await server.post(TEXT_PATH, body)
            said, end = whole(answer)[0], answer["choices"][0]["finish_reason"]
    assert said == full[: full.index(stop)]
    assert end == "stop"


async def test_a_prompt_counts_once_for_all_its_samples() -> None:
    async with serve() as server:
        _, one = await server.post(CHAT_PATH, chat())
        _, many = await server.post(CHAT_PATH, chat(n=4))
    assert many["usage"]["prompt_tokens"] == one["usage"]["prompt_tokens"]
    assert many["usage"]["completion_tokens"] == 48


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("path", "body", "param"),
    [
        (CHAT_PATH, chat(messages=[{"role": "user", "content": "a" * 1000}]), "messages"),
        (TEXT_PATH, text(prompt="a" * 1000), "prompt"),
        (TEXT_PATH, text(prompt=["a", "b" * 1000]), "prompt"),
    ],
)
async def test_a_prompt_that_does_not_fit_is_a_400_with_both_numbers(
    path: str, body: Json, param: str, stream: bool
) -> None:
    async with serve() as server:
        status, answer = await server.post(path, body | {"stream": stream})
        await server.until_all_left()
    error = answer["error"]
    assert (status, error["param"], error["code"]) == (400, param, "context_length_exceeded")
    assert "Input tokens exceed the configured limit" in error["message"]
    assert f"this model's maximum context length is {CONTEXT_LENGTH} tokens" in error["message"]


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"prompt": [-1]}, "prompt"),
        ({"prompt": [VOCABULARY.size]}, "prompt"),
        ({"prompt": [2**70]}, "prompt"),
        ({"prompt": ""}, "prompt"),
        ({"logit_bias": {str(VOCABULARY.size): 1}}, "logit_bias"),
        ({"stop_token_ids": [VOCABULARY.size]}, "stop_token_ids"),
        ({"allowed_token_ids": [VOCABULARY.size]}, "allowed_token_ids"),
    ],
)
async def test_tokens_that_the_model_lacks_are_refused(fields: Json, param: str) -> None:
    async with serve() as server:
        status, answer = await server.post(TEXT_PATH, text() | fields)
    assert (status, answer["error"]["param"]) == (400, param)
    assert answer["error"]["code"] == "invalid_value"


async def test_an_answer_ends_at_the_end_of_the_context() -> None:
    async with serve() as server:
        body = text(prompt=[1] * (CONTEXT_LENGTH - 3), max_tokens=10**9, ignore_eos=True)
        status, answer = await server.post(TEXT_PATH, body)
    assert status == 200
    assert answer["choices"][0]["finish_reason"] == "length"
    assert answer["usage"]["completion_tokens"] == 3


async def test_the_details_of_a_prompt_count_what_there_is_none_of_too() -> None:
    """MacPaw's client for Swift decodes no answer whose details lack a number."""
    async with serve() as server:
        asked = [(CHAT_PATH, chat()), (TEXT_PATH, text())]
        answers = [(await server.post(path, body))[1] for path, body in asked]
    for answer in answers:
        details = answer["usage"]["prompt_tokens_details"]
        assert details.keys() == {"cached_tokens", "audio_tokens"}
        assert details["audio_tokens"] == 0


async def test_a_model_tells_how_much_it_reads() -> None:
    async with serve() as server:
        await server.post(CHAT_PATH, chat())  # which waits until it is loaded
        listed = json.loads(await (await server.client.get("/v1/models")).get_data())
    assert [card["max_model_len"] for card in listed["data"]] == [CONTEXT_LENGTH]
