"""AutoGen, as its users write it, against a model that knows nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Literal

import pytest
from autogen_agentchat.agents import AssistantAgent
from autogen_agentchat.conditions import MaxMessageTermination
from autogen_agentchat.messages import TextMessage, ToolCallSummaryMessage
from autogen_agentchat.teams import RoundRobinGroupChat
from autogen_core.models import CreateResult, ModelInfo, UserMessage
from autogen_ext.models.openai import OpenAIChatCompletionClient
from pydantic import BaseModel, Field

from tests.clients.conftest import MODEL

INFO = ModelInfo(
    vision=False,
    function_calling=True,
    json_output=True,
    family="unknown",
    structured_output=True,
)
HELLO = [UserMessage(content="Hello", source="user")]


class Forecast(BaseModel):
    """What the weather will be like."""

    sky: Literal["clear", "grey"]
    degrees: int = Field(ge=-9, le=40)


class Eager(OpenAIChatCompletionClient):
    """Where it may call a tool it has to: else a model like this one never would."""

    async def create(self, *args: Any, **fields: Any) -> CreateResult:
        if fields.get("tools"):
            fields["tool_choice"] = "required"
        return await super().create(*args, **fields)


async def weather(days: Literal[1, 2, 3]) -> str:
    """What the weather will be like in so many days."""
    return f"grey in {days} days"


@pytest.fixture
async def client(url: str) -> AsyncIterator[OpenAIChatCompletionClient]:
    client = Eager(
        model=MODEL, base_url=url, api_key="any", model_info=INFO, max_tokens=300, seed=5
    )
    yield client
    await client.close()


async def test_an_answer_and_its_stream_say_the_same(client: OpenAIChatCompletionClient) -> None:
    fields: Any = {"extra_create_args": {"max_tokens": 24}}
    whole = await client.create(HELLO, **fields)
    *parts, last = [
        each async for each in client.create_stream(HELLO, **fields, include_usage=True)
    ]
    assert isinstance(last, CreateResult)
    assert whole.content == last.content == "".join(map(str, parts))
    assert whole.usage == last.usage
    assert whole.finish_reason == last.finish_reason == "length"


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
async def test_the_answer_has_the_wanted_form(client: OpenAIChatCompletionClient) -> None:
    answer = await client.create(HELLO, json_output=Forecast)
    assert Forecast.model_validate_json(str(answer.content))


async def test_an_assistant_uses_its_tool(client: OpenAIChatCompletionClient) -> None:
    assistant = AssistantAgent("bo", client, tools=[weather])
    result = await assistant.run(task="Hello")
    assert isinstance(result.messages[-1], ToolCallSummaryMessage)
    assert "grey" in result.messages[-1].content


async def test_an_assistant_reflects_on_what_its_tool_said(
    client: OpenAIChatCompletionClient,
) -> None:
    assistant = AssistantAgent("bo", client, tools=[weather], reflect_on_tool_use=True)
    result = await assistant.run(task="Hello")
    assert isinstance(result.messages[-1], TextMessage)


async def test_a_team_speaks_in_turns(client: OpenAIChatCompletionClient) -> None:
    team = RoundRobinGroupChat(
        [AssistantAgent(name, client) for name in ("bo", "al")],
        termination_condition=MaxMessageTermination(3),
    )
    result = await team.run(task="Hello")
    assert [message.source for message in result.messages] == ["user", "bo", "al"]
