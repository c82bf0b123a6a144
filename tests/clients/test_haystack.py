"""Haystack, as its users write it, against a model that knows nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from haystack import Document, Pipeline
from haystack.components.agents import Agent
from haystack.components.embedders import OpenAIDocumentEmbedder, OpenAITextEmbedder
from haystack.components.generators.chat import OpenAIChatGenerator, OpenAIResponsesChatGenerator
from haystack.dataclasses import ChatMessage
from haystack.tools.from_function import create_tool_from_function
from haystack.utils import Secret

from tests.clients.conftest import EMBEDDER, MODEL

LENGTH = 24
HELLO = [ChatMessage.from_system("Be brief."), ChatMessage.from_user("Hello")]


def weather(days: Literal[1, 2, 3]) -> str:
    """What the weather will be like in so many days."""
    return f"grey in {days} days"


WEATHER = create_tool_from_function(weather)


@pytest.fixture
def settings(url: str) -> Iterator[Any]:
    yield {"api_base_url": url, "api_key": Secret.from_token("any"), "max_retries": 0}


def generator(settings: Any, **fields: Any) -> OpenAIChatGenerator:
    return OpenAIChatGenerator(model=MODEL, generation_kwargs=fields, **settings)


def test_a_chat_and_its_stream_say_the_same(settings: Any) -> None:
    [whole] = generator(settings, max_completion_tokens=LENGTH, seed=5).run(HELLO)["replies"]
    heard: list[str] = []
    told = generator(
        settings, max_tokens=LENGTH, seed=5, stream_options={"include_usage": True}
    ).run(HELLO, streaming_callback=lambda chunk: heard.append(chunk.content))
    [streamed] = told["replies"]
    assert whole.text == streamed.text == "".join(heard)
    assert whole.meta["usage"]["total_tokens"] == streamed.meta["usage"]["total_tokens"]


def test_a_call_and_its_result_go_round(settings: Any) -> None:
    asking = generator(settings, max_tokens=300, tool_choice="required")
    [asked] = asking.run(HELLO, tools=[WEATHER])["replies"]
    assert asked.meta["finish_reason"] == "tool_calls" and asked.tool_calls
    results = [
        ChatMessage.from_tool(weather(**call.arguments), origin=call) for call in asked.tool_calls
    ]
    turns = [*HELLO, asked, *results]
    [last] = generator(settings, max_tokens=LENGTH).run(turns)["replies"]
    assert last.text is not None and not last.tool_calls


def test_an_agent_ends_with_its_tool(settings: Any) -> None:
    agent = Agent(
        chat_generator=generator(settings, max_tokens=300, tool_choice="required"),
        tools=[WEATHER],
        exit_conditions=["weather"],
    )
    result = agent.run(messages=HELLO)
    assert "grey" in str(result["messages"][-1].tool_call_result)


def test_a_response_and_its_calls(settings: Any) -> None:
    answering = OpenAIResponsesChatGenerator(
        model=MODEL, generation_kwargs={"max_output_tokens": LENGTH}, **settings
    )
    [reply] = answering.run(HELLO)["replies"]
    assert reply.text
    asking = OpenAIResponsesChatGenerator(
        model=MODEL,
        generation_kwargs={"max_output_tokens": 300, "tool_choice": "required"},
        tools=[WEATHER],
        **settings,
    )
    [asked] = asking.run(HELLO)["replies"]
    results = [
        ChatMessage.from_tool(weather(**call.arguments), origin=call) for call in asked.tool_calls
    ]
    [last] = answering.run([*HELLO, asked, *results])["replies"]
    assert not last.tool_calls


def test_embedders_in_a_pipeline(settings: Any) -> None:
    embedding = {"model": EMBEDDER, **settings}
    documents = Pipeline()
    documents.add_component("embedder", OpenAIDocumentEmbedder(**embedding, progress_bar=False))
    told = documents.run({"embedder": {"documents": [Document(content=t) for t in ("cat", "dog")]}})
    cat = OpenAITextEmbedder(**embedding).run("cat")["embedding"]
    assert told["embedder"]["documents"][0].embedding == pytest.approx(cat, abs=1e-5)
