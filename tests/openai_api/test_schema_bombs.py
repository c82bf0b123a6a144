"""Schemas that cannot be followed, or would cost too much, wherever a schema may stand."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from anyio import create_task_group
from anyio.lowlevel import checkpoint
from anyio.to_thread import current_default_thread_limiter

from tests.openai_api.served import CHAT_PATH, TEXT_PATH, Json, Served, chat, serve, text


def an_object(**properties: Any) -> Json:
    return {"type": "object", "properties": properties, "required": list(properties)}


def nested(depth: int) -> Json:
    return an_object(a=nested(depth - 1)) if depth else {"type": "integer"}


# All are parts of an object: nothing else can be the arguments of a function.
REFUSED: Mapping[str, Json] = {
    "nothing but itself": {"$ref": "#/properties/a"},
    "something far away": {"$ref": "http://169.254.169.254/latest"},
    "a file": {"$ref": "file:///etc/passwd"},
    "a type that is a number": {"type": 7},
    "a type that nobody knows": {"type": "wizard"},
    "less than nothing": {"type": "integer", "minimum": 5, "maximum": 3},
    "shorter than short": {"type": "string", "minLength": 5, "maxLength": 3},
    "none of all values": {"enum": []},
    "text and number at once": {"allOf": [{"type": "string"}, {"type": "integer"}]},
    "a pattern that is none": {"type": "string", "pattern": "("},
    "a pattern that looks back": {"type": "string", "pattern": r"(a)\1"},
    "a multiple of nothing": {"type": "integer", "multipleOf": 0},
    "properties in a list": {"type": "object", "properties": []},
    "what is neither itself nor anything else": {"not": {}},
    "what does not fit a pattern": {"type": "string", "not": {"pattern": "a"}},
    "65,536 patterns to be paired": {
        "type": "string",
        "allOf": [{"anyOf": [{"pattern": f"^.*{a}{b}"} for b in "0123"]} for a in "abcdefgh"],
    },
    "50,000 values": {"enum": [f"value {nth}" for nth in range(50_000)]},
    "5,000 properties": an_object(**{f"p{nth}": {"type": "string"} for nth in range(5000)}),
}
TAKEN: Mapping[str, Json] = {
    "20 objects in each other": nested(20),
    "a pattern that costs others dearly": {"type": "string", "pattern": "(a+)+$"},
    "a thousand million letters": {"type": "string", "maxLength": 10**9},
    "a thousand million items": {"type": "array", "items": {"type": "null"}, "maxItems": 10**9},
    "an object that has itself": {"type": "object", "properties": {"a": {"$ref": "#"}}},
    "anything but a text": {"not": {"type": "string"}},
    "one of two that overlap": {"oneOf": [{"minLength": 1}, {"maxLength": 3}]},
    "six million letters": {"type": "string", "pattern": "((((a{50}){50}){50}){50})"},
    "a note": {"type": "string", "format": "password"},
    "1,000 properties": an_object(**{f"p{nth}": {"type": "string"} for nth in range(1000)}),
}


def as_answer(schema: Json) -> Json:
    form = {"name": "n", "strict": True, "schema": schema}
    return {"response_format": {"type": "json_schema", "json_schema": form}}


def as_output(schema: Json) -> Json:
    return {"structured_outputs": {"json": schema}}


def as_call(schema: Json) -> Json:
    function = {"name": "f", "parameters": schema}
    tools = [{"type": "function", "function": function}]
    return {"tools": tools, "tool_choice": "required"}


PLACES = {
    as_answer: ("response_format", "invalid_json_schema"),
    as_output: ("structured_outputs.json", "invalid_value"),
    as_call: ("tools", "invalid_function_parameters"),
}


@pytest.fixture(scope="module")
async def served() -> AsyncIterator[Served]:
    async with serve(options={"context_length": 65536, "num_blocks": 20_000}) as running:
        await running.post(CHAT_PATH, chat())  # all its threads are there before the first test
        yield running


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("part", REFUSED.values(), ids=REFUSED)
async def test_what_cannot_be_followed_is_refused(served: Served, place: Any, part: Json) -> None:
    status, answer = await served.post(CHAT_PATH, chat(**place(an_object(a=part))))
    error = answer["error"]
    param, code = PLACES[place]
    assert (status, error["type"], error["code"]) == (400, "invalid_request_error", code)
    assert error["param"].startswith(param)
    assert len(error["message"]) < 500


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("part", TAKEN.values(), ids=TAKEN)
async def test_what_is_only_strange_is_taken(served: Served, place: Any, part: Json) -> None:
    status, answer = await served.post(CHAT_PATH, chat(**place(an_object(a=part))))
    assert status == 200, answer


@pytest.mark.parametrize("schema", [False, [], 7])
async def test_a_schema_that_is_no_object_has_its_place_told(served: Served, schema: Any) -> None:
    for place, param in ((as_answer, "response_format.json_schema.schema"), (as_output, "")):
        status, answer = await served.post(CHAT_PATH, chat(**place(schema)))
        expected = (400, param or "structured_outputs.json", "invalid_type")
        assert (status, answer["error"]["param"], answer["error"]["code"]) == expected


HEAVY = "((((a{50}){50}){50}){50})"


@pytest.mark.parametrize(
    ("kind", "text"),
    [("regex", HEAVY), ("grammar", f"start: /{HEAVY}/")],
)
async def test_a_pattern_that_is_longer_than_it_looks_is_refused(
    served: Served, kind: str, text: str
) -> None:
    status, answer = await served.post(CHAT_PATH, chat(structured_outputs={kind: text}))
    assert (status, answer["error"]["param"]) == (400, f"structured_outputs.{kind}")
    assert "too long to compile" in answer["error"]["message"]


async def test_hard_schemas_keep_nobody_from_having_a_prompt_encoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All threads for other work would be taken by those who wait for a compiler."""
    num_threads = int(current_default_thread_limiter().total_tokens)
    compiled = threading.Event()
    waiting: list[str] = []

    def never(question: str) -> str:
        waiting.append(question)
        compiled.wait()
        return question

    monkeypatch.setattr("actors.narrowing.asked_elsewhere", never)
    async with serve() as served, create_task_group() as clients:
        try:
            for _ in range(num_threads):
                clients.start_soon(served.post, TEXT_PATH, text(**as_output(nested(1))))
            while len(waiting) < num_threads:
                await checkpoint()
            assert not current_default_thread_limiter().borrowed_tokens
            assert (await served.post(TEXT_PATH, text()))[0] == 200
        finally:
            compiled.set()
            clients.cancel_scope.cancel()
