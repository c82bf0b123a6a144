"""A stream, token by token, with usage at its end."""

import os

from openai import OpenAI

client = OpenAI(
    base_url=os.environ.get("OPENAI_BASE_URL", "http://127.0.0.1:8000/v1"), api_key="any"
)
MODEL = os.environ.get("MODEL", "understudy-demo")

stream = client.chat.completions.create(
    model=MODEL,
    messages=[{"role": "user", "content": "Tell me a story about a dragon."}],
    stream=True,
    stream_options={"include_usage": True},
)
for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)
    if chunk.usage:
        print(f"\n({chunk.usage.prompt_tokens} tokens read, {chunk.usage.completion_tokens} said)")
