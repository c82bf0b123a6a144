"""OpenAI's own library: what its helpers make of our answers, and that streams say the same."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any, Literal

import openai
import pytest
from openai import AsyncOpenAI, OpenAI
from pydantic import BaseModel, Field

from tests.clients.conftest import EMBEDDER, MODEL

USER: Any = [{"role": "user", "content": "What is the weather like?"}]
CITY: Any = {
    "type": "function",
    "function": {
        "name": "weather",
        "description": "What the weather is like somewhere.",
        "parameters": {
            "type": "object",
            "properties": {
                "city": {"type": "string", "enum": ["Köln", "Paris"]},
                "days": {"type": "integer", "minimum": 1, "maximum": 9},
            },
            "required": ["city", "days"],
            "additionalProperties": False,
        },
        "strict": True,
    },
}
LENGTH = 24


class Forecast(BaseModel):
    """What a weak model can still fill in."""

    sky: Literal["clear", "grey"]
    degrees: int = Field(ge=-9, le=40)


@pytest.fixture
def client(url: str) -> Iterator[OpenAI]:
    with OpenAI(base_url=url, api_key="any", max_retries=0) as client:
        yield client


@pytest.fixture
async def asynchronous(url: str) -> AsyncIterator[AsyncOpenAI]:
    async with AsyncOpenAI(base_url=url, api_key="any", max_retries=0) as client:
        yield client


# A stream says what the whole says


def test_a_chat(client: OpenAI) -> None:
    asked: Any = {"model": MODEL, "messages": USER, "max_tokens": LENGTH, "seed": 5, "n": 2}
    whole = client.chat.completions.create(**asked, logprobs=True, top_logprobs=2)
    texts, usage = ["", ""], None
    options: Any = {"include_usage": True}
    for chunk in client.chat.completions.create(**asked, stream=True, stream_options=options):
        usage = chunk.usage or usage
        for choice in chunk.choices:
            texts[choice.index] += choice.delta.content or ""
    assert texts == [choice.message.content for choice in whole.choices]
    assert whole.usage is not None and usage is not None
    assert (usage.prompt_tokens, usage.completion_tokens) == (
        whole.usage.prompt_tokens,
        whole.usage.completion_tokens,
    )


def test_a_completion(client: OpenAI) -> None:
    asked: Any = {"model": MODEL, "prompt": ["Once", "Twice"], "n": 2, "seed": 5, "logprobs": 2}
    whole = client.completions.create(**asked, max_tokens=LENGTH)
    texts = [""] * 4
    for chunk in client.completions.create(**asked, max_tokens=LENGTH, stream=True):
        for choice in chunk.choices:
            texts[choice.index] += choice.text
    assert texts == [choice.text for choice in whole.choices]


def test_a_response(client: OpenAI) -> None:
    asked: Any = {"model": MODEL, "input": "Hello", "extra_body": {"seed": 5}}
    whole = client.responses.create(**asked, max_output_tokens=LENGTH)
    told = ""
    for event in client.responses.create(**asked, max_output_tokens=LENGTH, stream=True):
        told += event.delta if event.type == "response.output_text.delta" else ""
    assert told == whole.output_text
    chat = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": "Hello"}], max_tokens=LENGTH, seed=5
    )
    assert chat.choices[0].message.content == told


# Forms


def test_a_chat_is_parsed(client: OpenAI) -> None:
    answer = client.chat.completions.parse(
        model=MODEL, messages=USER, response_format=Forecast, max_tokens=300
    )
    assert isinstance(answer.choices[0].message.parsed, Forecast)


def test_a_response_is_parsed(client: OpenAI) -> None:
    answer = client.responses.parse(
        model=MODEL, input="Hello", text_format=Forecast, max_output_tokens=300
    )
    assert isinstance(answer.output_parsed, Forecast)


def test_the_stream_helper_parses_as_well(client: OpenAI) -> None:
    with client.chat.completions.stream(
        model=MODEL, messages=USER, response_format=Forecast, max_tokens=300
    ) as stream:
        kinds = {event.type for event in stream}
        assert isinstance(stream.get_final_completion().choices[0].message.parsed, Forecast)
    assert {"chunk", "content.delta", "content.done"} <= kinds


# Tools


def test_a_call_and_its_result_go_round(client: OpenAI) -> None:
    turns = list(USER)
    asked: Any = {"model": MODEL, "tools": [CITY], "max_tokens": 300}
    answer = client.chat.completions.create(**asked, messages=turns, tool_choice="required")
    message = answer.choices[0].message
    turns.append(message.model_dump(exclude_none=True))
    for call in message.tool_calls or ():
        assert call.type == "function" and json.loads(call.function.arguments)["days"] in range(10)
        turns.append({"role": "tool", "tool_call_id": call.id, "content": "grey"})
    assert len(turns) >= 3
    last = client.chat.completions.create(
        model=MODEL, messages=turns, tools=[CITY], tool_choice="none", max_tokens=LENGTH
    )
    assert last.choices[0].message.tool_calls is None


def test_a_streamed_call_is_put_together(client: OpenAI) -> None:
    choice: Any = {"type": "function", "function": {"name": "weather"}}
    with client.chat.completions.stream(
        model=MODEL, messages=USER, tools=[CITY], tool_choice=choice, max_tokens=300
    ) as stream:
        for _ in stream:
            pass
        [told] = stream.get_final_completion().choices
    [call] = told.message.tool_calls or []
    assert call.function.name == "weather"
    assert json.loads(call.function.arguments)["city"] in ("Köln", "Paris")


def test_a_response_calls_and_goes_on(client: OpenAI) -> None:
    tool: Any = {"type": "function", **CITY["function"]}
    asked: Any = {"model": MODEL, "tools": [tool], "max_output_tokens": 300}
    with client.responses.stream(**asked, input="Hello", tool_choice="required") as stream:
        kinds = [event.type for event in stream]
        first = stream.get_final_response()
    assert "response.function_call_arguments.done" in kinds
    results: Any = [
        {"type": "function_call_output", "call_id": item.call_id, "output": "grey"}
        for item in first.output
        if item.type == "function_call"
    ]
    second = client.responses.create(
        **asked, input=results, previous_response_id=first.id, tool_choice="none"
    )
    assert [item.type for item in second.output] == ["message"]
    listed = client.responses.input_items.list(second.id, order="asc", limit=1)
    assert [item.type for item in listed.data] == ["function_call_output"]


# The rest of the library


def test_vectors_arrive_as_numbers_however_they_travel(client: OpenAI) -> None:
    by_default = client.embeddings.create(model=EMBEDDER, input=["cat", "dog"])
    plain = client.embeddings.create(model=EMBEDDER, input="cat", encoding_format="float")
    assert by_default.data[0].embedding == pytest.approx(plain.data[0].embedding, rel=1e-5)
    short = client.embeddings.create(model=EMBEDDER, input="cat", dimensions=8)
    assert len(short.data[0].embedding) == 8


def test_raw_answers_have_their_headers(client: OpenAI) -> None:
    raw = client.chat.completions.with_raw_response.create(
        model=MODEL, messages=USER, max_tokens=2, seed=9
    )
    assert raw.headers["x-request-id"] and raw.headers["x-seed"] == "9"
    assert raw.parse().object == "chat.completion"
    with client.completions.with_streaming_response.create(
        model=MODEL, prompt="a", max_tokens=2
    ) as streamed:
        assert json.loads(b"".join(streamed.iter_bytes()))["object"] == "text_completion"


def test_models_are_listed_and_shown(client: OpenAI) -> None:
    assert {model.id for model in client.models.list()} == {MODEL, EMBEDDER}
    assert client.models.retrieve(MODEL).id == MODEL


def test_errors_are_the_librarys_own(client: OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match="nobody"):
        client.models.retrieve("nobody")
    with pytest.raises(openai.NotFoundError) as lost:
        client.responses.create(model="nobody", input="a", stream=True)
    assert lost.value.code == "model_not_found"
    with pytest.raises(openai.BadRequestError, match="maximum context length"):
        client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": "a " * 20_000}], stream=True
        )


async def test_the_asynchronous_client_streams_and_hangs_up(asynchronous: AsyncOpenAI) -> None:
    async with asynchronous.chat.completions.stream(model=MODEL, messages=USER) as stream:
        async for _ in stream:
            break
    answer = await asynchronous.chat.completions.create(model=MODEL, messages=USER, max_tokens=2)
    assert answer.choices[0].finish_reason == "length"
