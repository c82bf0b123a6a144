"""The passage that answers a question: the one whose vector is nearest."""

import os

from openai import OpenAI

client = OpenAI(
    base_url=os.environ.get("OPENAI_BASE_URL", "http://127.0.0.1:8000/v1"), api_key="any"
)
MODEL = os.environ.get("EMBEDDING_MODEL", "understudy-demo-embedder")

PASSAGES = [
    "Jean lives in Paris. Jean works as a baker.",
    "Mark lives in Berlin and likes apples.",
    "The old lamp costs 40 euros.",
    "The conference takes place on 3 May.",
]
QUESTION = "Where does Mark live?"

answer = client.embeddings.create(model=MODEL, input=[QUESTION, *PASSAGES])
asked, *told = (item.embedding for item in answer.data)
likeness = [sum(a * b for a, b in zip(asked, each, strict=True)) for each in told]
for score, passage in sorted(zip(likeness, PASSAGES, strict=True), reverse=True):
    print(f"{score:.2f}  {passage}")
