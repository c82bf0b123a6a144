"""Server-sent events without any SDK."""

import json
import os

import httpx

URL = os.environ.get("OPENAI_BASE_URL", "http://127.0.0.1:8000/v1")
BODY = {
    "model": os.environ.get("MODEL", "understudy-demo"),
    "messages": [{"role": "user", "content": "What is an understudy?"}],
    "stream": True,
}

with httpx.stream("POST", f"{URL}/chat/completions", json=BODY, timeout=60) as answer:
    answer.raise_for_status()
    for line in answer.iter_lines():
        data = line.removeprefix("data: ")
        if line and data != "[DONE]":
            delta = json.loads(data)["choices"][0]["delta"]
            print(delta.get("content", ""), end="", flush=True)
print()
