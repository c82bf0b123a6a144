"""Haystack: an agent that calls a tool."""

import os
from typing import Annotated

from haystack.components.agents import Agent
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.dataclasses import ChatMessage
from haystack.tools import tool
from haystack.utils import Secret


@tool
def get_time(city: Annotated[str, "the city"]) -> str:
    """Get the local time in a city."""
    return f"It is 12:30 in {city}."


agent = Agent(
    chat_generator=OpenAIChatGenerator(
        api_key=Secret.from_token("any"),
        api_base_url=os.environ.get("OPENAI_BASE_URL", "http://127.0.0.1:8000/v1"),
        model=os.environ.get("MODEL", "understudy-demo"),
    ),
    tools=[get_time],
    max_agent_steps=4,
)
result = agent.run(messages=[ChatMessage.from_user("What time is it in Tokyo?")])
for message in result["messages"]:
    for call in message.tool_calls:
        print("calls", call.tool_name, call.arguments)
print(result["last_message"].text)
