"""A stream that is given up: the server stops computing it, and is free for the next."""

import os

from openai import OpenAI

client = OpenAI(
    base_url=os.environ.get("OPENAI_BASE_URL", "http://127.0.0.1:8000/v1"), api_key="any"
)
MODEL = os.environ.get("MODEL", "understudy-demo")

with client.completions.create(
    model=MODEL, prompt="A robot may not injure a human being", max_tokens=500, stream=True
) as stream:
    for number, chunk in enumerate(stream):
        print(chunk.choices[0].text, end="", flush=True)
        if number == 10:
            break  # leaving the block closes the connection
print("\n(enough)")
