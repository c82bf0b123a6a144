"""AutoGen: an assistant with a tool, and two agents that talk to each other."""

import asyncio
import os

from autogen_agentchat.agents import AssistantAgent
from autogen_agentchat.conditions import MaxMessageTermination
from autogen_agentchat.teams import RoundRobinGroupChat
from autogen_core.models import ModelInfo
from autogen_ext.models.openai import OpenAIChatCompletionClient


async def get_weather(city: str) -> str:
    """Get the weather in a city."""
    return f"The weather in {city} is 73 degrees and sunny."


async def main() -> None:
    client = OpenAIChatCompletionClient(
        model=os.environ.get("MODEL", "understudy-demo"),
        base_url=os.environ.get("OPENAI_BASE_URL", "http://127.0.0.1:8000/v1"),
        api_key="any",
        model_info=ModelInfo(
            vision=False,
            function_calling=True,
            json_output=True,
            structured_output=True,
            family="unknown",
        ),
    )
    assistant = AssistantAgent(
        "assistant",
        model_client=client,
        tools=[get_weather],
        system_message="You are a helpful assistant.",
        reflect_on_tool_use=True,
    )
    result = await assistant.run(task="What is the weather in New York?")
    for message in result.messages:
        print(f"{message.source}: {message.to_text()}")

    pair = RoundRobinGroupChat(
        [
            AssistantAgent("one", model_client=client, system_message="You are a pirate."),
            AssistantAgent("two", model_client=client, system_message="Use only capital letters."),
        ],
        termination_condition=MaxMessageTermination(4),
    )
    async for event in pair.run_stream(task="Tell me a joke."):
        if hasattr(event, "source"):
            print(f"{event.source}: {event.to_text()}")
    await client.close()


asyncio.run(main())
