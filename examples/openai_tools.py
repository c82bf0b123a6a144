"""The whole loop: the model calls a function, gets its result, and answers."""

import json
import os
from typing import Any

from openai import OpenAI

client = OpenAI(
    base_url=os.environ.get("OPENAI_BASE_URL", "http://127.0.0.1:8000/v1"), api_key="any"
)
MODEL = os.environ.get("MODEL", "understudy-demo")


def get_weather(city: str) -> str:
    return f"The weather in {city} is 21 degrees and sunny."


TOOLS: list[Any] = [
    {
        "type": "function",
        "function": {
            "name": "get_weather",
            "description": "Get the current weather in a city.",
            "parameters": {
                "type": "object",
                "properties": {"city": {"type": "string"}},
                "required": ["city"],
            },
        },
    }
]
messages: list[Any] = [{"role": "user", "content": "What is the weather in Paris?"}]

answer = client.chat.completions.create(model=MODEL, messages=messages, tools=TOOLS).choices[0]
messages.append(answer.message)
for call in answer.message.tool_calls or []:
    arguments = json.loads(call.function.arguments)
    print(f"calls {call.function.name}({arguments})")
    result = get_weather(**arguments)
    messages.append({"role": "tool", "tool_call_id": call.id, "content": result})
answer = client.chat.completions.create(model=MODEL, messages=messages, tools=TOOLS).choices[0]
print(answer.message.content)
