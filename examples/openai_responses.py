"""The Responses API: an answer, and one that remembers it."""

import os

from openai import OpenAI

client = OpenAI(
    base_url=os.environ.get("OPENAI_BASE_URL", "http://127.0.0.1:8000/v1"), api_key="any"
)
MODEL = os.environ.get("MODEL", "understudy-demo")

first = client.responses.create(model=MODEL, input="My name is Clara.")
print(first.output_text)
second = client.responses.create(
    model=MODEL, input="What is my name?", previous_response_id=first.id
)
print(second.output_text)

with client.responses.stream(model=MODEL, input="Name three colors.") as stream:
    for event in stream:
        if event.type == "response.output_text.delta":
            print(event.delta, end="", flush=True)
print()
