"""Answers of a given form, from a real server whose model knows nothing: the form holds anyway."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openai
import pytest
from openai import OpenAI

from models.checkpoint_vocabulary import CheckpointVocabulary
from tests.models import tiny_tokenizers
from tests.models.tiny_checkpoints import llama_like, write
from tests.openai_api.launched import Launched

MODEL = "tiny"
SIZES = {"max_position_embeddings": 1024}
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {"city": {"$ref": "#/$defs/city"}, "warm": {"type": ["boolean", "null"]}},
    "required": ["city", "warm"],
    "additionalProperties": False,
    "$defs": {"city": {"type": "string", "minLength": 1, "maxLength": 5}},
}
FUNCTIONS = {
    "weather": SCHEMA,
    "add": {
        "type": "object",
        "properties": {"a": {"type": "integer", "minimum": 0, "maximum": 9}},
        "required": ["a"],
        "additionalProperties": False,
    },
}
TOOLS = [
    {"type": "function", "function": {"name": name, "parameters": schema}}
    for name, schema in FUNCTIONS.items()
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Launched]:
    directory = tmp_path_factory.mktemp("tiny")
    make_model(directory)
    server = Launched(
        *("--model", str(directory), "--served-model-name", MODEL),
        OMP_NUM_THREADS="1",
        PYTHONPATH=str(Path(__file__).parents[2]),
    )
    try:
        server.wait_for_socket()
        server.wait_until_ready()
        yield server
    finally:
        server.close()


def make_model(directory: Path) -> None:
    saved = tiny_tokenizers.saved("byte_level")
    size = CheckpointVocabulary(saved).size
    write(llama_like("Llama", vocab_size=size, **SIZES), directory)
    for file in saved.iterdir():
        if file.name != "config.json":
            shutil.copy(file, directory / file.name)


@pytest.fixture
def client(server: Launched) -> Iterator[OpenAI]:
    url = f"http://127.0.0.1:{server.port}/v1"
    with OpenAI(base_url=url, api_key="none", max_retries=0) as client:
        yield client


def chat(client: OpenAI, **fields: Any) -> Any:
    asked: dict[str, Any] = {"seed": 1, "temperature": 1.5, "max_tokens": 200}
    messages: Any = [{"role": "user", "content": "Say something."}]
    answer: Any = client.chat.completions.create(model=MODEL, messages=messages, **asked | fields)
    return answer


def read(answer: Any) -> Any:
    (choice,) = answer.choices
    assert choice.finish_reason == "stop"
    return json.loads(choice.message.content or "")


def named(schema: object, **fields: object) -> dict[str, object]:
    return {"type": "json_schema", "json_schema": {"name": "n", "schema": schema} | fields}


def is_right(value: Any) -> bool:
    return [*value] == ["city", "warm"] and 1 <= len(value["city"]) <= 5


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("strict", [True, False, None])
def test_a_schema_is_obeyed_strict_or_not(client: OpenAI, seed: int, strict: bool | None) -> None:
    answer = chat(client, response_format=named(SCHEMA, strict=strict), seed=seed)
    assert is_right(read(answer))


@pytest.mark.parametrize("seed", range(6))
def test_one_of_two_is_never_both(client: OpenAI, seed: int) -> None:
    digit = {"type": "integer", "minimum": 0, "maximum": 9}
    schema = {
        "type": "object",
        "properties": {"a": digit, "b": digit | {"not": {"enum": [1, 2, 3]}}},
        "oneOf": [{"required": ["a"]}, {"required": ["b"]}],
        "additionalProperties": False,
    }
    answer = read(chat(client, response_format=named(schema), seed=seed))
    assert len(answer) == 1 and answer.get("b") not in (1, 2, 3)


def test_a_stream_says_the_same_as_the_whole(client: OpenAI) -> None:
    whole = chat(client, response_format=named(SCHEMA))
    chunks = chat(client, response_format=named(SCHEMA), stream=True)
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    assert text == whole.choices[0].message.content


@pytest.mark.parametrize(
    ("body", "pattern"),
    [
        ({"structured_outputs": {"choice": ["yes", "no"]}}, "yes|no"),
        ({"guided_choice": ["left", "right"]}, "left|right"),
        ({"guided_regex": "[0-9]{4}"}, "[0-9]{4}"),
        ({"structured_outputs": {"regex": "a{2,3}"}}, "a{2,3}"),
        ({"regex": "b{2,3}"}, "b{2,3}"),
        ({"structured_outputs": {"grammar": 'start: "<" /[xy]+/{1,2} ">"'}}, "<[xy]+>"),
        ({"guided_json": {"enum": ["a", 1]}}, '"a"|1'),
        ({"guided_json": '{"const": true}', "ignore_eos": True, "min_tokens": 90}, "true"),
    ],
)
def test_the_names_of_others_mean_the_same(
    client: OpenAI, body: dict[str, object], pattern: str
) -> None:
    answer = chat(client, extra_body=body)
    text = answer.choices[0].message.content or ""
    assert re.fullmatch(pattern, text) or answer.choices[0].finish_reason == "length"
    completion = client.completions.create(model=MODEL, prompt="x", extra_body=body, max_tokens=200)
    text = completion.choices[0].text
    assert re.fullmatch(pattern, text) or completion.choices[0].finish_reason == "length"


@pytest.mark.parametrize("choice", ["required", {"type": "function", "function": {"name": "add"}}])
@pytest.mark.parametrize("seed", range(3))
def test_a_forced_call_has_valid_arguments(client: OpenAI, choice: Any, seed: int) -> None:
    fields = {"tools": TOOLS, "tool_choice": choice, "seed": seed, "parallel_tool_calls": False}
    answer = chat(client, **fields)
    (call,) = answer.choices[0].message.tool_calls
    arguments = json.loads(call.function.arguments)
    if call.function.name == "weather":
        assert is_right(arguments) and choice == "required"
    else:
        assert [*arguments] == ["a"] and 0 <= arguments["a"] <= 9
    assert answer.choices[0].finish_reason == "tool_calls"
    assert answer.choices[0].message.content is None
    told, name = "", ""
    chunks = chat(client, stream=True, **fields)
    for chunk in chunks:
        for delta in chunk.choices[0].delta.tool_calls or ():
            told += delta.function.arguments or ""
            name += delta.function.name or ""
    assert (name, told) == (call.function.name, call.function.arguments)


def test_responses_obey_a_schema_too(client: OpenAI) -> None:
    form: Any = {"type": "json_schema", "name": "n", "schema": SCHEMA}
    response = client.responses.create(model=MODEL, input="x", text={"format": form})
    assert is_right(json.loads(response.output_text))


def test_a_call_wins_over_a_form(client: OpenAI) -> None:
    tool: Any = {"type": "function", "name": "add", "parameters": FUNCTIONS["add"], "strict": True}
    form: Any = {"type": "json_schema", "name": "n", "schema": SCHEMA}
    response = client.responses.create(
        model=MODEL,
        input="x",
        tools=[tool],
        tool_choice={"type": "function", "name": "add"},
        text={"format": form},
    )
    (item,) = response.output
    assert item.type == "function_call" and [*json.loads(item.arguments)] == ["a"]


@pytest.mark.parametrize(
    ("fields", "param", "sentence"),
    [
        (
            {"response_format": named({"type": "wizard"})},
            "response_format",
            "Invalid schema for response_format 'n'",
        ),
        (
            {"response_format": named({"type": "array", "contains": {}})},
            "response_format",
            "Invalid schema for response_format 'n'",
        ),
        ({"response_format": {"type": "xml"}}, "response_format.type", "Invalid value"),
        (
            {"response_format": {"type": "json_schema", "json_schema": {"schema": {}}}},
            "response_format.json_schema.name",
            "Missing required parameter",
        ),
        ({"extra_body": {"guided_regex": "[a-"}}, "guided_regex", "Invalid 'guided_regex'"),
        (
            {"extra_body": {"guided_regex": "[a-c]", "allowed_token_ids": [20]}},
            None,
            "no way to go on",
        ),
        (
            {"extra_body": {"structured_outputs": {"regex": "a", "choice": ["b"]}}},
            "structured_outputs",
            "exactly one",
        ),
        (
            {
                "tools": [
                    {
                        "type": "function",
                        "function": {
                            "name": "f",
                            "parameters": {"properties": {"a": {"type": "wizard"}}},
                        },
                    }
                ],
                "tool_choice": "required",
            },
            "tools[0].function.parameters",
            "Invalid schema for function 'f'",
        ),
    ],
)
def test_what_cannot_be_obeyed_is_refused(
    client: OpenAI, fields: dict[str, Any], param: str | None, sentence: str
) -> None:
    with pytest.raises(openai.BadRequestError, match=sentence) as refusal:
        chat(client, **fields)
    assert refusal.value.param == param
