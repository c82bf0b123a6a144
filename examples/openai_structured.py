"""An answer as a pydantic model: the schema holds, whatever the model thinks."""

import os

from openai import OpenAI
from pydantic import BaseModel

client = OpenAI(
    base_url=os.environ.get("OPENAI_BASE_URL", "http://127.0.0.1:8000/v1"), api_key="any"
)
MODEL = os.environ.get("MODEL", "understudy-demo")


class Person(BaseModel):
    name: str
    age: int
    city: str


answer = client.chat.completions.parse(
    model=MODEL,
    messages=[
        {"role": "system", "content": "Answer in JSON. Keys: name, age, city."},
        {
            "role": "user",
            "content": "Extract the data as JSON: Maria is 34 years old and lives in Oslo.",
        },
    ],
    response_format=Person,
    temperature=0,
)
print(repr(answer.choices[0].message.parsed))
