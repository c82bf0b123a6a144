"""What a field may hold, and OpenAI's words for what it may not."""

from __future__ import annotations

import json

import pytest

from openai_api.body import read_object
from openai_api.errors import ApiError
from openai_api.schemas.chat import UNSUPPORTED, ChatAsk, read_chat
from openai_api.schemas.completions import read_completion
from openai_api.schemas.sampling import ignored_names
from tests.openai_api.served import Json, chat, text

USER = {"role": "user", "content": "Hello"}


def said(**turn: object) -> Json:
    return {"messages": [USER | turn]}


def part(**fields: object) -> Json:
    return said(content=[{"type": "text", "text": "a"}, fields])


# Fields that replace those of a sound request; the param and the code of the answer.
BOTH = [
    ({"model": 1}, "model", "invalid_type"),
    ({"model": None}, None, None),
    ({"model": ""}, None, None),
    ({"n": 0}, "n", "integer_below_min_value"),
    ({"n": -1}, "n", "integer_below_min_value"),
    ({"n": 129}, "n", "integer_above_max_value"),
    ({"n": 2**31}, "n", "integer_above_max_value"),
    ({"n": "1"}, "n", "invalid_type"),
    ({"n": True}, "n", "invalid_type"),
    ({"n": 1.5}, "n", "invalid_type"),
    ({"seed": 2**63}, "seed", "integer_above_max_value"),
    ({"seed": -(2**63) - 1}, "seed", "integer_below_min_value"),
    ({"seed": 10**200}, "seed", "integer_above_max_value"),
    ({"max_tokens": -1}, "max_tokens", "integer_below_min_value"),
    ({"max_tokens": 2**63}, "max_tokens", "integer_above_max_value"),
    ({"temperature": -0.1}, "temperature", "decimal_below_min_value"),
    ({"temperature": 2.1}, "temperature", "decimal_above_max_value"),
    ({"temperature": 10**200}, "temperature", "decimal_above_max_value"),
    ({"temperature": "1"}, "temperature", "invalid_type"),
    ({"temperature": True}, "temperature", "invalid_type"),
    ({"top_p": -1}, "top_p", "decimal_below_min_value"),
    ({"top_p": 1.1}, "top_p", "decimal_above_max_value"),
    ({"top_k": -2}, "top_k", "integer_below_min_value"),
    ({"top_k": 2**31}, "top_k", "integer_above_max_value"),
    ({"min_p": 2}, "min_p", "decimal_above_max_value"),
    ({"presence_penalty": 3}, "presence_penalty", "decimal_above_max_value"),
    ({"frequency_penalty": -3}, "frequency_penalty", "decimal_below_min_value"),
    ({"repetition_penalty": 0}, "repetition_penalty", "decimal_below_min_value"),
    ({"repetition_penalty": -1}, "repetition_penalty", "decimal_below_min_value"),
    ({"repetition_penalty": 1e-30}, "repetition_penalty", "decimal_below_min_value"),
    ({"stop": ["a"] * 65}, "stop", "array_above_max_length"),
    ({"stop": [""]}, "stop[0]", "invalid_value"),
    ({"stop": ""}, "stop[0]", "invalid_value"),
    ({"stop": "a" * 1_000_000}, "stop[0]", "string_above_max_length"),
    ({"stop": ["a", 1]}, "stop[1]", "invalid_type"),
    ({"stop": 1}, "stop", "invalid_type"),
    ({"logit_bias": {"-1": 0}}, "logit_bias", "invalid_value"),
    ({"logit_bias": {"abc": 0}}, "logit_bias", "invalid_value"),
    ({"logit_bias": {"\u0661": 0}}, "logit_bias", "invalid_value"),
    ({"logit_bias": {"1": 101}}, "logit_bias.1", "decimal_above_max_value"),
    ({"logit_bias": {"1": "x"}}, "logit_bias.1", "invalid_type"),
    ({"logit_bias": {str(n): 0 for n in range(2000)}}, "logit_bias", "object_above_max_properties"),
    ({"stop_token_ids": [-1]}, "stop_token_ids[0]", "integer_below_min_value"),
    ({"stop_token_ids": [1] * 100_000}, "stop_token_ids", "array_above_max_length"),
    ({"allowed_token_ids": []}, "allowed_token_ids", "empty_array"),
    ({"min_tokens": -1}, "min_tokens", "integer_below_min_value"),
    ({"user": "u" * 65}, "user", "string_above_max_length"),
    ({"safety_identifier": "u" * 1_000_000}, "safety_identifier", "string_above_max_length"),
    ({"metadata": {str(n): "" for n in range(17)}}, "metadata", "object_above_max_properties"),
    ({"metadata": {"k" * 65: ""}}, "metadata." + "k" * 64 + "...", "string_above_max_length"),
    ({"service_tier": "fastest"}, "service_tier", "invalid_value"),
    ({"stream": "yes"}, "stream", "invalid_type"),
    ({"stream_options": {"include_usage": True}}, "stream_options", None),
    ({"response_format": {"type": "xml"}}, "response_format.type", "invalid_value"),
    ({"guided_regex": ["a+"]}, "guided_regex", "invalid_type"),
    ({"prompt_logprobs": -1}, "prompt_logprobs", "integer_below_min_value"),
    ({"truncate_prompt_tokens": -5}, "truncate_prompt_tokens", "integer_below_min_value"),
    ({"truncate_prompt_tokens": 0}, "truncate_prompt_tokens", "invalid_value"),
    ({"truncation_side": "middle"}, "truncation_side", "invalid_value"),
    ({"bad_words": [""]}, "bad_words[0]", "invalid_value"),
    ({"bad_words": ["a"] * 1000}, "bad_words", "array_above_max_length"),
    ({"timeout": 0}, "timeout", "decimal_below_min_value"),
    ({"timeout": 1e9}, "timeout", "decimal_above_max_value"),
    ({"logits_processors": ["a"]}, "logits_processors", "unsupported_parameter"),
    ({"logprob_token_ids": [1]}, "logprob_token_ids", "unsupported_parameter"),
]
CHAT = [
    *BOTH,
    ({"messages": None}, "messages", "missing_required_parameter"),
    ({"messages": []}, "messages", "empty_array"),
    ({"messages": {}}, "messages", "invalid_type"),
    ({"messages": "Hello"}, "messages", "invalid_type"),
    ({"messages": [1]}, "messages[0]", "invalid_type"),
    ({"messages": [USER, None]}, "messages[1]", "invalid_type"),
    ({"messages": [USER] * 100_000}, "messages", "array_above_max_length"),
    (said(role="robot"), "messages[0].role", "invalid_value"),
    (said(role=None), "messages[0].role", "missing_required_parameter"),
    (said(role=1), "messages[0].role", "invalid_type"),
    (said(content=1), "messages[0].content", "invalid_type"),
    (part(type="image_url"), "messages[0].content[1]", "unsupported_value"),
    (part(type="input_audio"), "messages[0].content[1]", "unsupported_value"),
    (part(type="file"), "messages[0].content[1]", "unsupported_value"),
    (part(type="poem"), "messages[0].content[1].type", "invalid_value"),
    (part(type="text"), "messages[0].content[1].text", "missing_required_parameter"),
    (part(type="text", text=1), "messages[0].content[1].text", "invalid_type"),
    ({"max_tokens": 0}, "max_tokens", "integer_below_min_value"),
    ({"max_completion_tokens": 0}, "max_completion_tokens", "integer_below_min_value"),
    ({"top_logprobs": 2}, "top_logprobs", None),
    ({"logprobs": 1}, "logprobs", "invalid_type"),
    ({"chat_template": "{{ 1 }}"}, "chat_template", "unsupported_parameter"),
    ({"modalities": ["audio"]}, "modalities[0]", "invalid_value"),
    ({"response_format": {"type": "yaml"}}, "response_format.type", "invalid_value"),
    (
        {"response_format": {"type": "json_schema", "json_schema": {"name": "a"}}},
        "response_format.json_schema.schema",
        "missing_required_parameter",
    ),
]
TEXT = [
    *BOTH,
    ({"prompt": None}, "prompt", "missing_required_parameter"),
    ({"prompt": []}, "prompt", "empty_array"),
    ({"prompt": [[]]}, "prompt", "empty_array"),
    ({"prompt": ["a", [1]]}, "prompt", "invalid_type"),
    ({"prompt": [1, "a"]}, "prompt", "invalid_type"),
    ({"prompt": [1.5]}, "prompt", "invalid_type"),
    ({"prompt": [True]}, "prompt", "invalid_type"),
    ({"prompt": 1}, "prompt", "invalid_type"),
    ({"prompt": ["a"] * 65}, "prompt", "array_above_max_length"),
    ({"prompt": ["a"] * 100_000}, "prompt", "array_above_max_length"),
    ({"logprobs": 6}, "logprobs", "integer_above_max_value"),
    ({"logprobs": -1}, "logprobs", "integer_below_min_value"),
    ({"logprobs": True}, "logprobs", "invalid_type"),
    ({"best_of": 1, "n": 2}, "best_of", "invalid_value"),
    ({"prompt_embeds": "x"}, "prompt_embeds", "unsupported_parameter"),
    ({"max_tokens": 0}, "max_tokens", "unsupported_value"),
]


def name(value: object) -> str:
    return str(value)[:40]


@pytest.mark.parametrize(("fields", "param", "code"), CHAT, ids=name)
def test_a_wrong_field_of_a_chat_is_named(fields: Json, param: str | None, code: str) -> None:
    with pytest.raises(ApiError) as caught:
        read_chat(chat() | fields)
    assert (caught.value.status, caught.value.param, caught.value.code) == (400, param, code)


@pytest.mark.parametrize(("fields", "param", "code"), TEXT, ids=name)
def test_a_wrong_field_of_a_completion_is_named(fields: Json, param: str | None, code: str) -> None:
    with pytest.raises(ApiError) as caught:
        read_completion(text() | fields)
    assert (caught.value.status, caught.value.param, caught.value.code) == (400, param, code)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"n": "x"}, "Invalid type for 'n': expected an integer, but got a string instead."),
        ({"messages": None}, "Missing required parameter: 'messages'."),
        ({"model": None}, "you must provide a model parameter"),
        (
            {"messages": []},
            "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an "
            "empty array instead.",
        ),
        (
            {"temperature": 2.1},
            "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got "
            "2.1 instead.",
        ),
        (
            said(role="x"),
            "Invalid value: 'x'. Supported values are: 'system', 'developer', 'user', "
            "'assistant', 'function', and 'tool'.",
        ),
    ],
    ids=name,
)
def test_the_sentences_are_those_of_openai(fields: Json, message: str) -> None:
    with pytest.raises(ApiError) as caught:
        read_chat(chat() | fields)
    assert caught.value.message == message


def test_numbers_that_are_no_finite_floats_are_of_the_wrong_type() -> None:
    body = json.dumps(chat()).replace('"seed": 7', '"temperature": 1e999')
    with pytest.raises(ApiError) as caught:
        read_chat(read_object(body.encode()))
    assert (caught.value.param, caught.value.code) == ("temperature", "invalid_type")


@pytest.mark.parametrize(
    "fields",
    [
        {"n": 1.0, "max_tokens": 5.0, "top_logprobs": None, "stop": None, "tools": None},
        {"messages": [{"role": "user"}, {"role": "user", "content": None}]},
        {"messages": [{"role": "assistant", "content": "a", "refusal": None, "unheard_of": 1}]},
        {"tools": [], "tool_choice": "auto", "response_format": {"type": "text"}},
        {"store": True, "metadata": {"a": "b"}, "user": "me", "service_tier": "auto"},
        {"parallel_tool_calls": False, "modalities": ["text"], "prompt_cache_key": "k"},
        {"service_tier": "fast", "reasoning_effort": "max"},
        {"top_logprobs": 0},
        {"logprobs": False, "top_logprobs": 0},
        {"stop": ["a"] * 64, "top_k": -1, "temperature": 1, "top_p": 0},
        {"stream": True, "stream_options": {"include_usage": None}},
        {"max_tokens": 2**63 - 1, "seed": -(2**63)},
    ],
    ids=name,
)
def test_what_clients_send_is_accepted(fields: Json) -> None:
    assert read_chat(chat() | fields).request().n == 1


def test_a_turn_reaches_the_template_as_it_was_sent() -> None:
    call = {"id": "1", "type": "function", "function": {"name": "f", "arguments": "{}"}}
    turns = [
        {"role": "user", "content": [{"type": "text", "text": "a"}], "name": "Bo"},
        {"role": "assistant", "tool_calls": [call]},
        {"role": "tool", "content": "b", "tool_call_id": "1"},
    ]
    prompt = read_chat(chat(messages=turns)).request().prompt
    assert list(getattr(prompt, "messages", ())) == turns


def test_max_completion_tokens_wins() -> None:
    assert read_chat(chat(max_tokens=5, max_completion_tokens=3)).request().max_tokens == 3


def test_a_top_p_of_zero_is_greedy() -> None:
    sampling = read_chat(chat(top_p=0, temperature=2)).request().sampling
    assert (sampling.temperature, sampling.top_p) == (0, 1)


@pytest.mark.parametrize(
    ("prompt", "num_requests"), [("a", 1), (["a", "b"], 2), ([1, 2.0], 1), ([[1], [2], [3]], 3)]
)
def test_a_prompt_is_one_or_many(prompt: object, num_requests: int) -> None:
    assert len(read_completion(text(prompt=prompt)).requests()) == num_requests


def test_unknown_names_are_found_and_known_ones_are_not() -> None:
    body = chat(__class__=1, temprature=1, tools=[], store=None, top_k=1)
    assert ignored_names(ChatAsk, body, UNSUPPORTED) == ["__class__", "temprature"]
