"""A server whose tokens say what a script says."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from models.fake_vocabulary import FakeVocabulary
from models.vocabulary import TextStream
from tests.openai_api.served import CHAT_PATH, VOCABULARY, Json, Served, chat, serve

HERMES = "{{ '<tool_call>' }}"
THINKING = HERMES + "{{ '<think>' }}{{ '</think>' }}"
ROOM: Json = {"context_length": 1024}
END = "(end)"
CALL = '<tool_call>\n{"name": "f", "arguments": {"a": "ü"}}\n</tool_call>'
OTHER = '<tool_call>\n{"name": "g", "arguments": {}}\n</tool_call>'
SCHEMA: Json = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}


def tool(name: str = "f", **fields: object) -> Json:
    return {"type": "function", "function": {"name": name, "parameters": SCHEMA} | fields}


TOOLS = [tool("f"), tool("g")]


class Recital:
    """A stream that gives a few letters of a script for each token, whatever the token."""

    def __init__(self, script: str) -> None:
        self.rest = script

    def push(self, id: int, /) -> str:
        text, self.rest = self.rest[: id % 5], self.rest[id % 5 :]
        return text

    def flush(self) -> str:
        return ""

    def prime(self, ids: object, /) -> None:
        raise NotImplementedError


class Scripted(FakeVocabulary):
    """A vocabulary that makes a script of any tokens."""

    def __init__(self, script: str, template: str) -> None:
        super().__init__(VOCABULARY.size)
        self.script = script
        self.template = template

    def chat_template(self, *, has_tools: bool) -> str:
        return self.template

    def stream(self, *, skip_special_tokens: bool = True, continues: bool = False) -> TextStream:
        return cast(TextStream, Recital(self.script))

    def decode(self, ids: object, *, skip_special_tokens: bool = True) -> str:
        return self.script


@asynccontextmanager
async def saying(script: str, template: str = HERMES) -> AsyncIterator[Served]:
    async with serve(vocabulary=Scripted(script + END, template), options=ROOM) as served:
        yield served


def asking(**fields: object) -> Json:
    plain: Json = {"tools": TOOLS, "stop": [END], "max_tokens": 200, "ignore_eos": True}
    return chat(**(plain | fields))


async def answer_of(served: Served, body: Json) -> Json:
    status, answer = await served.post(CHAT_PATH, body)
    assert status == 200, answer
    return cast(Json, answer["choices"][0])


async def streamed(served: Served, body: Json) -> tuple[Json, list[Json]]:
    """The message that the stream adds up to, as a client adds it up; and its deltas."""
    chunks = await served.stream(CHAT_PATH, body)
    choices = [choice for chunk in chunks for choice in chunk["choices"]]
    deltas = [choice["delta"] for choice in choices]
    message: Json = {"content": "", "calls": []}
    for delta in deltas:
        message["content"] += delta.get("content", "")
        for key in ("reasoning", "reasoning_content"):
            if key in delta:
                message[key] = message.get(key, "") + delta[key]
        for call in delta.get("tool_calls", ()):
            if call["index"] == len(message["calls"]):
                message["calls"].append([call["function"]["name"], ""])
            message["calls"][call["index"]][1] += call["function"]["arguments"]
    message["finish_reason"] = choices[-1]["finish_reason"]
    return message, deltas
