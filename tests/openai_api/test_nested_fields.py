"""Fields within fields that nobody can mean: the answer names the very field that was sent."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.openai_api.served import CHAT_PATH, MODEL, TEXT_PATH, Json, Served, chat, serve, text
from tests.openai_api.test_bad_bodies import SOUND, check

RESPONSES, MESSAGES = "/v1/responses", "/v1/messages"
COUNT = "/v1/messages/count_tokens"
BAD = {"type": "object", "properties": {"a": {"type": "strong"}}}

MISSING, TYPE, VALUE = "missing_required_parameter", "invalid_type", "invalid_value"
FUNCTION = "invalid_function_parameters"


def tool(name: str = "f", **fields: object) -> Json:
    return {"type": "function", "function": {"name": name, **fields}}


def flat(name: str = "f", **fields: object) -> Json:
    """As the Responses API has it."""
    return {"type": "function", "name": name, **fields}


def block(**fields: object) -> Json:
    return {"messages": [{"role": "user", "content": [{"type": "text", "text": "a"}, fields]}]}


def called(called: str = "f", schema: Json | None = None, **choice: object) -> Json:
    """As Anthropic has it."""
    tools = [{"name": called, "input_schema": schema or {"type": "object"}}]
    return {"tools": tools, "tool_choice": choice or {"type": "any"}}


def choice(**fields: object) -> Json:
    return {"tools": [flat()], "tool_choice": fields}


# What replaces fields of a sound request; the param, the code, and a part of the message.
FIELDS = [
    # A type of several is named in full.
    (CHAT_PATH, {"response_format": {"type": "xml"}}, "response_format.type", VALUE, "json_schema"),
    (CHAT_PATH, {"response_format": {"type": 7}}, "response_format.type", TYPE, "json_schema"),
    (
        CHAT_PATH,
        {"tools": [tool()], "tool_choice": {"type": "x"}},
        "tool_choice.type",
        VALUE,
        "allowed_tools",
    ),
    (RESPONSES, {"input": [{"type": "x"}]}, "input[0].type", VALUE, "function_call_output"),
    (RESPONSES, {"input": [{"type": []}]}, "input[0].type", TYPE, "function_call_output"),
    (RESPONSES, {"text": {"format": {"type": "x"}}}, "text.format.type", VALUE, "json_schema"),
    (MESSAGES, block(type="x"), "messages[0].content[1].type", VALUE, "tool_result"),
    (COUNT, block(type="image"), "messages[0].content[1]", "unsupported_value", "text only"),
    # What may be a text or a list says so.
    (
        CHAT_PATH,
        {"prediction": {"type": "content", "content": 5}},
        "prediction.content",
        TYPE,
        "or",
    ),
    (RESPONSES, {"input": 5}, "input", TYPE, "a string or an array"),
    (
        RESPONSES,
        {"input": [{"role": "user", "content": 5}]},
        "input[0].content",
        TYPE,
        "or an array",
    ),
    (MESSAGES, {"system": 5}, "system", TYPE, "a string or an array"),
    # A text that may not be empty.
    (
        TEXT_PATH,
        {"structured_outputs": {"regex": ""}},
        "structured_outputs.regex",
        "empty_string",
        "",
    ),
    (TEXT_PATH, {"guided_choice": [""]}, "guided_choice[0]", "empty_string", "minimum length 1"),
    # Grammars.
    (TEXT_PATH, {"guided_json": 5}, "guided_json", TYPE, "an object"),
    (TEXT_PATH, {"guided_json": {}, "guided_regex": "a"}, "guided_regex", VALUE, "exactly one"),
    (TEXT_PATH, {"structured_outputs": {}}, "structured_outputs", VALUE, "exactly one"),
    (TEXT_PATH, {"guided_regex": "("}, "guided_regex", VALUE, "unclosed group"),
    # Functions that an answer has to call, but cannot.
    (
        CHAT_PATH,
        {"tools": [tool("g"), tool(parameters=BAD)], "tool_choice": "required"},
        "tools[1].function.parameters",
        FUNCTION,
        "function 'f': Invalid type: strong",
    ),
    (
        CHAT_PATH,
        {"functions": [{"name": "f", "parameters": BAD}], "function_call": {"name": "f"}},
        "functions[0].parameters",
        FUNCTION,
        "function 'f'",
    ),
    (
        RESPONSES,
        {"tools": [flat(parameters=BAD)], "tool_choice": "required"},
        "tools[0].parameters",
        FUNCTION,
        "function 'f'",
    ),
    (MESSAGES, called(schema=BAD), "tools[0].input_schema", FUNCTION, "function 'f'"),
    # Names of another API's.
    (RESPONSES, choice(type="allowed_tools"), "tool_choice.tools", MISSING, ""),
    (RESPONSES, choice(type="allowed_tools", tools=5), "tool_choice.tools", TYPE, "an array"),
    (
        RESPONSES,
        choice(type="allowed_tools", tools=[flat("g")]),
        "tool_choice.tools[0].name",
        VALUE,
        "no function 'g'",
    ),
    (RESPONSES, {"tool_choice": {"type": "allowed_tools"}}, "tool_choice.tools", MISSING, ""),
    (RESPONSES, choice(type="function"), "tool_choice.name", MISSING, "'tool_choice.name'"),
    (
        RESPONSES,
        {"tools": [flat()], "tool_choice": 5},
        "tool_choice",
        TYPE,
        "a string or an object",
    ),
    (RESPONSES, {"reasoning": {"effort": "x"}}, "reasoning.effort", VALUE, "'minimal'"),
    (RESPONSES, {"include": ["x"]}, "include[0]", VALUE, "message.output_text.logprobs"),
    (
        RESPONSES,
        {"input": [{"role": "user", "content": [{"type": "input_text"}]}]},
        "input[0].content[0].text",
        MISSING,
        "",
    ),
    (MESSAGES, called("a b"), "tools[0].name", VALUE, "'tools[0].name'"),
    (COUNT, called("a b"), "tools[0].name", VALUE, "'tools[0].name'"),
    (MESSAGES, called(schema={"type": "array"}), "tools[0].input_schema", FUNCTION, "object"),
    (MESSAGES, called(type="tool"), "tool_choice.name", MISSING, "'tool_choice.name'"),
    (MESSAGES, called(type="tool", name="g"), "tool_choice.name", VALUE, "no function 'g'"),
    (
        MESSAGES,
        {"tools": [{"type": "web_search_20250305", "name": "web_search"}]},
        "tools[0].type",
        VALUE,
        "custom",
    ),
    (MESSAGES, {"thinking": {}}, "thinking.type", MISSING, ""),
    (MESSAGES, {"mcp_servers": [{}]}, "mcp_servers", "unsupported_parameter", ""),
]


@pytest.fixture(scope="module")
async def served() -> AsyncIterator[Served]:
    async with serve() as running:
        await running.post(CHAT_PATH, chat())  # all its threads are there before the first test
        await running.post(TEXT_PATH, text(guided_regex="a"))
        yield running


@pytest.mark.parametrize(("path", "fields", "param", "code", "words"), FIELDS)
async def test_the_field_that_is_wrong_is_named(
    served: Served, path: str, fields: Json, param: str, code: str, words: str
) -> None:
    status, answer = await served.post(path, SOUND[path] | fields)
    error = check(answer)
    assert (status, error["param"], error["code"]) == (400, param, code)
    assert words in error["message"]


async def test_what_the_model_once_refused_with_is_text(served: Served) -> None:
    part = {"type": "refusal", "refusal": "No."}
    turns = [{"role": "assistant", "content": [part]}, {"role": "user", "content": "a"}]
    told = [{"role": "assistant", "content": "No."}, turns[1]]
    for path, field in ((CHAT_PATH, "messages"), (RESPONSES, "input")):
        usages = []
        for sent in (turns, told):
            status, answer = await served.post(path, SOUND[path] | {field: sent})
            assert status == 200
            usages.append(answer["usage"])
        first, second = (usage.get("prompt_tokens", usage.get("input_tokens")) for usage in usages)
        assert first == second


@pytest.mark.parametrize("path", [COUNT, "/tokenize"])
async def test_who_only_counts_waits_for_no_grammar(served: Served, path: str) -> None:
    """What the text would have to match, were there one, says nothing of its prompt."""
    body = {"model": MODEL, "messages": chat()["messages"], "guided_regex": "("}
    status, _ = await served.post(path, body)
    assert status == 200


async def test_what_is_too_long_is_cut_where_that_is_wished(served: Served) -> None:
    said = {"input": "word " * 500, "max_output_tokens": 2}
    status, _ = await served.post(RESPONSES, SOUND[RESPONSES] | said)
    assert status == 400
    status, _ = await served.post(RESPONSES, SOUND[RESPONSES] | said | {"truncation": "auto"})
    assert status == 200
