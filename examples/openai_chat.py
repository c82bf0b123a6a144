"""A chat with the OpenAI SDK, and the same text again for the same seed."""

import os

from openai import OpenAI

client = OpenAI(
    base_url=os.environ.get("OPENAI_BASE_URL", "http://127.0.0.1:8000/v1"), api_key="any"
)
MODEL = os.environ.get("MODEL", "understudy-demo")


def ask(question: str, seed: int) -> str:
    answer = client.chat.completions.create(
        model=MODEL,
        messages=[
            {"role": "system", "content": "You are a helpful assistant."},
            {"role": "user", "content": question},
        ],
        temperature=1,
        seed=seed,
    )
    return answer.choices[0].message.content or ""


print(ask("Who are you?", seed=1))
first, again = (ask("Tell me a story about a fox.", seed=7) for _ in range(2))
print(first)
print("The same seed, the same text:", first == again)
