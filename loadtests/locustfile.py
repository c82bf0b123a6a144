"""People of several kinds at one server, for Locust.

    locust -f loadtests/locustfile.py --host http://127.0.0.1:8000                     on the web
    locust -f loadtests/locustfile.py --host http://127.0.0.1:8000 --headless -u 20 -r 5 -t 60s

`--tags chat long prefix tools embeddings` picks some of them. Beside whole requests (POST) there
are two kinds of lines: FIRST, until the first piece of text, and BETWEEN, from piece to piece.
A key comes from --api-key or OPENAI_API_KEY; models are the server's own, unless named.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Iterator
from typing import Any

from locust import HttpUser, between, events, tag, task
from locust.argument_parser import LocustArgumentParser

from openai_api.bench.measure import has_text
from openai_api.events import DONE, EventReader

WORDS = (
    "the actor waits behind the curtain while the understudy reads the next line and the lead "
    "nods because nobody in the house has noticed that the lamp went out an hour ago"
).split()
QUESTIONS = (
    "Who are you?",
    "Tell me a short story about a lamp.",
    "What is the capital of France?",
    "Explain in two sentences why the sky is blue.",
)
HANDBOOK = " ".join(random.Random(1).choices(WORDS, k=300))  # what many prompts begin with
CITIES = ("Paris", "Quito", "Oslo", "Nairobi", "Lima")
WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "The weather in a city right now.",
        "parameters": {
            "type": "object",
            "properties": {"city": {"type": "string"}},
            "required": ["city"],
        },
    },
}

Json = dict[str, Any]


@events.init_command_line_parser.add_listener
def add_options(parser: LocustArgumentParser) -> None:
    parser.add_argument("--model", default="", help="the server's first, unless it is named")
    parser.add_argument("--embedding-model", default="", help="none, unless it is named")
    parser.add_argument("--answer-tokens", type=int, default=64, help="most tokens of an answer")
    parser.add_argument(
        "--api-key",
        default=os.environ.get("OPENAI_API_KEY", ""),
        help="or OPENAI_API_KEY",
        is_secret=True,  # never shown on the web
    )


class Person(HttpUser):
    """Asks, reads the answer, thinks a little, asks again."""

    wait_time = between(0.2, 1.5)

    def on_start(self) -> None:
        options = self.environment.parsed_options
        self.tokens: int = options.answer_tokens
        self.embedder: str = options.embedding_model
        if options.api_key:
            self.client.headers["Authorization"] = f"Bearer {options.api_key}"
        self.model: str = options.model or self.client.get("/v1/models").json()["data"][0]["id"]
        self.turns: list[Json] = []

    @tag("chat")
    @task(6)
    def chat(self) -> None:
        """A conversation of a few turns, all of which go along each time."""
        if len(self.turns) > 6:
            self.turns.clear()
        self.turns.append({"role": "user", "content": random.choice(QUESTIONS)})
        answer = self.ask("chat", self.turns)
        self.turns.append({"role": "assistant", "content": answer})

    @tag("long")
    @task(1)
    def long_prompt(self) -> None:
        """Nobody has seen it before."""
        text = " ".join(random.choices(WORDS, k=400))
        self.ask("long prompt", [{"role": "user", "content": f"Sum this up: {text}"}])

    @tag("prefix")
    @task(3)
    def shared_prefix(self) -> None:
        """The same instructions for everybody, and another question."""
        system = {"role": "system", "content": f"Answer by this handbook: {HANDBOOK}"}
        question = f"{random.choice(QUESTIONS)} I am number {random.randrange(1000)}."
        self.ask("shared prefix", [system, {"role": "user", "content": question}])

    @tag("tools")
    @task(1)
    def tools(self) -> None:
        """A call that has to come."""
        question = f"What is the weather in {random.choice(CITIES)}?"
        asked = [{"role": "user", "content": question}]
        self.ask("tools", asked, tools=[WEATHER], tool_choice="required")

    @tag("embeddings")
    @task(2)
    def embeddings(self) -> None:
        """Some passages at once, where the server has a model for it."""
        if self.embedder:
            passages = [" ".join(random.choices(WORDS, k=40)) for _ in range(8)]
            body = {"model": self.embedder, "input": passages}
            self.client.post("/v1/embeddings", json=body, name="embeddings")

    def ask(self, name: str, messages: list[Json], **fields: object) -> str:
        """Stream an answer, and tell Locust how long each part of it took."""
        body = {"model": self.model, "messages": messages, "max_tokens": self.tokens} | fields
        began = last = time.perf_counter()
        text, num_pieces, is_whole = "", 0, False
        with self.client.post(
            "/v1/chat/completions",
            json=body | {"stream": True},
            stream=True,
            name=name,
            catch_response=True,
        ) as response:
            if response.status_code != 200:
                response.failure(f"{response.status_code}: {response.text[:100]}")
                return text
            for data in read(response.iter_content(chunk_size=None)):
                is_whole = data == DONE
                event = {} if is_whole else json.loads(data)
                if "error" in event:
                    break
                if has_text(event):
                    now = time.perf_counter()
                    self.note("BETWEEN" if num_pieces else "FIRST", name, now - last)
                    last, num_pieces = now, num_pieces + 1
                    text += event["choices"][0]["delta"].get("content") or ""
            if is_whole and not num_pieces:  # an answer without a word: its end is its beginning
                self.note("FIRST", name, time.perf_counter() - began)
            if is_whole:
                # Locust's own time ends with the head of a stream.
                response.request_meta["response_time"] = 1000 * (time.perf_counter() - began)
                response.success()
            else:
                response.failure("broken off")
        return text

    def note(self, kind: str, name: str, seconds: float) -> None:
        self.environment.events.request.fire(
            request_type=kind,
            name=name,
            response_time=1000 * seconds,
            response_length=0,
            exception=None,
            context={},
        )


def read(chunks: Iterator[bytes]) -> Iterator[bytes]:
    reader = EventReader()
    for chunk in chunks:
        yield from reader.feed(chunk)
