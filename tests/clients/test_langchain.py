"""LangChain, as its users write it, against a model that knows nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from functools import reduce
from operator import add
from typing import Any, Literal

import httpx2
import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI, OpenAI, OpenAIEmbeddings
from pydantic import BaseModel, Field

from tests.clients.conftest import EMBEDDER, MODEL

LENGTH = 24


class Forecast(BaseModel):
    """What the weather will be like."""

    sky: Literal["clear", "grey"]
    degrees: int = Field(ge=-9, le=40)


@tool
def weather(days: Literal[1, 2, 3]) -> str:
    """What the weather will be like in so many days."""
    return f"grey in {days} days"


@pytest.fixture
def settings(url: str) -> Iterator[Any]:
    """Its own connections would stay open for ever."""
    with httpx2.Client() as client:
        yield {"base_url": url, "api_key": "any", "max_retries": 0, "http_client": client}


@pytest.fixture
async def asynchronous(url: str) -> AsyncIterator[Any]:
    async with httpx2.AsyncClient() as client:
        yield {"base_url": url, "api_key": "any", "http_async_client": client}


def chats(settings: Any, **fields: Any) -> ChatOpenAI:
    return ChatOpenAI(model=MODEL, **settings, **fields)


def put_together(parts: Iterable[Any]) -> Any:
    """As LangChain's own users do it."""
    return reduce(add, parts)


def test_a_conversation_and_its_stream_say_the_same(settings: Any) -> None:
    model = chats(settings, max_tokens=LENGTH, seed=5, stream_usage=True)
    turns = [SystemMessage("Be brief."), HumanMessage("Hello"), HumanMessage("there", name="Bo")]
    whole = model.invoke(turns)
    told = put_together(model.stream(turns))
    assert told.content == whole.content
    assert told.usage_metadata is not None and whole.usage_metadata is not None
    assert told.usage_metadata["input_tokens"] == whole.usage_metadata["input_tokens"]
    assert told.usage_metadata["output_tokens"] == whole.usage_metadata["output_tokens"]
    assert whole.response_metadata["finish_reason"] in ("stop", "length")


def test_a_batch_answers_each(settings: Any) -> None:
    model = chats(settings, max_tokens=4)
    assert len(model.batch(["Hello", "Good evening"])) == 2


@pytest.mark.parametrize("choice", ["any", "weather"])
def test_a_tool_goes_round(settings: Any, choice: str) -> None:
    model = chats(settings, max_tokens=300)
    asked = model.bind_tools([weather], tool_choice=choice).invoke("Hello")
    assert isinstance(asked, AIMessage) and asked.tool_calls
    results: list[Any] = [weather.invoke(call) for call in asked.tool_calls]
    assert all(isinstance(result, ToolMessage) for result in results)
    short = chats(settings, max_tokens=LENGTH)
    turns: list[Any] = [HumanMessage("Hello"), asked, *results]
    assert short.invoke(turns).type == "ai"


def test_a_streamed_call_is_added_up(settings: Any) -> None:
    model = chats(settings, max_tokens=300)
    told = put_together(model.bind_tools([weather], tool_choice="weather").stream("Hello"))
    [call] = told.tool_calls
    assert call["name"] == "weather" and call["args"]["days"] in (1, 2, 3)


@pytest.mark.parametrize("method", ["json_schema", "function_calling"])
def test_the_answer_has_the_wanted_form(settings: Any, method: Any) -> None:
    model = chats(settings, max_tokens=300)
    assert isinstance(model.with_structured_output(Forecast, method=method).invoke("a"), Forecast)


def test_the_other_endpoints(settings: Any) -> None:
    model = chats(settings, use_responses_api=True, max_completion_tokens=LENGTH)
    assert model.invoke("Hello").text
    assert "".join(part.text for part in model.stream("Hello"))
    completion = OpenAI(model=MODEL, max_tokens=4, **settings)
    assert len(completion.generate(["Once", "Twice"]).generations) == 2
    assert "".join(completion.stream("Once"))


def test_vectors(settings: Any) -> None:
    model = OpenAIEmbeddings(model=EMBEDDER, check_embedding_ctx_length=False, **settings)
    many = model.embed_documents(["cat", "dog"])
    assert many[0] == pytest.approx(model.embed_query("cat"), abs=1e-5)


async def test_the_asynchronous_methods(asynchronous: Any) -> None:
    model = chats(asynchronous, max_tokens=4)
    assert (await model.ainvoke("Hello")).type == "ai"
    assert [part async for part in model.astream("Hello")]
