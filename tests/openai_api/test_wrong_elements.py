"""Two megabytes of wrong elements: an array fails with its first, an object before it is read.

Each error costs microseconds and memory, and all others wait while they are collected.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from openai_api.anthropic.schemas import MessagesAsk
from openai_api.app import create_app
from openai_api.batches.schemas import BatchAsk
from openai_api.errors import ApiError
from openai_api.responses.schemas import ResponsesAsk
from openai_api.routes.tokens import IdsAsk
from openai_api.schemas.chat import ChatAsk
from openai_api.schemas.completions import CompletionAsk, read_completion
from openai_api.schemas.embeddings import EmbeddingsAsk, RerankAsk, ScoreAsk, read_texts_ask
from openai_api.schemas.fields import Ask
from openai_api.service import Service
from tests.openai_api.served import MODEL, Json, text

APP = create_app(Service((MODEL,)))  # it knows all requests
FEW = 8
MANY = 3000
WRONG: list[object] = [{}] * MANY


def said(content: object = WRONG) -> Json:
    """A conversation in which every part of every turn is wrong."""
    return {"messages": [{"role": "user", "content": content}] * 10}


def asked(content: object = WRONG, field: str = "content", **item: object) -> Json:
    """As the Responses API has it."""
    return {"input": [{"role": "user", **item, field: content}] * 10}


ARRAYS: list[tuple[type[Ask], Json]] = [
    (ChatAsk, said()),
    (ChatAsk, {"messages": WRONG}),
    (ChatAsk, {"messages": [{"role": "assistant", "tool_calls": WRONG}] * 10}),
    (ChatAsk, {"messages": [{"role": "assistant", "tool_calls": [1] * MANY}] * 10}),
    (ChatAsk, {"prediction": {"type": "content", "content": WRONG}}),
    (ChatAsk, {"tools": WRONG, "functions": WRONG, "modalities": WRONG}),
    (ChatAsk, {"stop": WRONG, "bad_words": WRONG}),
    (ChatAsk, {"stop_token_ids": WRONG, "allowed_token_ids": WRONG}),
    (ChatAsk, {"guided_choice": WRONG, "structured_outputs": {"choice": WRONG}}),
    (CompletionAsk, {"prompt": WRONG}),
    (EmbeddingsAsk, {"input": WRONG}),
    (RerankAsk, {"documents": WRONG}),
    (ScoreAsk, {"text_1": WRONG, "text_2": WRONG}),
    (ResponsesAsk, asked()),
    (ResponsesAsk, asked(type="function_call_output", field="output", call_id="c")),
    (ResponsesAsk, {"input": WRONG, "include": WRONG, "tools": [1] * MANY}),
    (MessagesAsk, said()),
    (MessagesAsk, said([{"type": "tool_result", "tool_use_id": "a", "content": WRONG}] * 10)),
    (MessagesAsk, {"messages": WRONG, "system": WRONG, "stop_sequences": WRONG}),
    (MessagesAsk, {"tools": WRONG}),
    (IdsAsk, {"tokens": ["x"] * MANY}),
]
OBJECTS: list[tuple[type[Ask], str]] = [
    (ChatAsk, "logit_bias"),
    (ChatAsk, "metadata"),
    (CompletionAsk, "logit_bias"),
    (ResponsesAsk, "metadata"),
    (BatchAsk, "metadata"),
]


def errors_of(kind: type[Ask], fields: Json) -> list[tuple[str, object]]:
    """The type of each, and what it is about."""
    with pytest.raises(ValidationError) as caught:
        kind.model_validate(fields)
    return [(each["type"], each["input"]) for each in caught.value.errors()]


@pytest.mark.parametrize(("kind", "fields"), ARRAYS)
def test_an_array_fails_with_its_first_wrong_element(kind: type[Ask], fields: Json) -> None:
    assert 0 < len(errors_of(kind, fields)) < FEW


def test_no_array_of_any_request_goes_on_after_an_error() -> None:
    arrays = [array for kind in all_kinds(Ask) for array in arrays_in(core_of(kind))]
    assert len(arrays) > 20
    assert [array for array in arrays if not array.get("fail_fast")] == []


@pytest.mark.parametrize(("kind", "name"), OBJECTS)
def test_a_large_object_is_refused_before_its_properties_are(kind: type[Ask], name: str) -> None:
    large: Json = {str(nth): {} for nth in range(MANY)}
    found = [error for error in errors_of(kind, {name: large}) if error[0] != "missing"]
    assert found == [("too_long", large)]


def test_there_are_too_many_prompts_whatever_they_are() -> None:
    wrong: Any = [[1]] * 5000 + [None]
    with pytest.raises(ApiError) as of_prompts:
        read_completion(text(prompt=wrong))
    with pytest.raises(ApiError) as of_inputs:
        read_texts_ask(EmbeddingsAsk, {"model": MODEL, "input": wrong})
    for caught, param in ((of_prompts, "prompt"), (of_inputs, "input")):
        assert (caught.value.param, caught.value.code) == (param, "array_above_max_length")
        assert "5001" in caught.value.message


def test_there_may_be_only_so_many_calls_in_a_turn() -> None:
    call = {"id": "1", "type": "function", "function": {"name": "f", "arguments": "{}"}}
    fields = {"model": MODEL, "messages": [{"role": "assistant", "tool_calls": [call] * 4097}]}
    ((kind, calls),) = errors_of(ChatAsk, fields)
    assert kind == "too_long" and calls == [call] * 4097


def all_kinds(kind: type[Ask]) -> Iterator[type[Ask]]:
    for each in kind.__subclasses__():
        yield each
        yield from all_kinds(each)


def core_of(kind: type[Ask]) -> Any:
    return kind.__pydantic_core_schema__


def arrays_in(schema: Any) -> Iterator[Json]:
    """What pydantic does with the lists of a request, but for those in which anything may be."""
    if isinstance(schema, list | tuple):
        for each in schema:
            yield from arrays_in(each)
    elif isinstance(schema, dict):
        if schema.get("type") == "list" and schema.get("items_schema", {}).get("type") != "any":
            yield schema
        for name, inner in schema.items():
            if name != "json_schema_input_schema":  # it is described, and never read
                yield from arrays_in(inner)
