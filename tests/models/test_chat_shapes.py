"""Every order of roles makes a prompt, whatever the model's template was written for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.chat_template import Template
from models.checkpoint_vocabulary import CheckpointVocabulary
from models.vocabulary import PromptError, TemplateError
from tests.models.tiny_tokenizers import LLAMA2, saved

ours = CheckpointVocabulary(saved("byte_level"))

CALL = {"id": "1", "type": "function", "function": {"name": "f", "arguments": '{"x": [1, 2.0]}'}}
TAKES_ALL = """\
{% for m in messages %}<{{ m.role }}>{{ m.content }}{{ m.tool_calls | tojson if m.tool_calls }}
{% endfor %}"""
STRICT = {
    "llama 2": LLAMA2,
    "no system": """\
{%- for m in messages %}{% if m.role == 'system' %}{{ raise_exception('no system') }}{% endif %}
{{- '<' + m.role + '>' + m.content }}{% endfor %}""",
    "only the first system": """\
{%- if messages[0].role == 'system' %}{{ '<system>' + messages[0].content }}{% endif %}
{%- for m in messages if m.role != 'system' %}{{ '<' + m.role + '>' + m.content }}{% endfor %}""",
    "strings for arguments": """\
{%- for m in messages %}{{ '<' + m.role + '>' + (m.content or '') }}
{%- for c in m.tool_calls or [] %}{{ c.function.name + c.function.arguments }}{% endfor %}
{%- endfor %}""",
    "only two roles": """\
{%- for m in messages %}{% if m.role in ('user', 'assistant') %}{{ '<' + m.role + '>' }}
{{- m.content }}{% endif %}{% endfor %}""",
    "no missing content": """\
{%- for m in messages %}{{ '<' + m.role + '>' + m.content }}
{%- for c in m.tool_calls %}{{ c.function.name }}{% endfor %}{% endfor %}""",
    "no tools": """\
{%- for m in messages %}{% if m.role == 'tool' %}{{ raise_exception('no tools') }}{% endif %}
{{- '<' + m.role + '>' + m.content }}{% endfor %}""",
    "a user first": """\
{%- if messages[0].role == 'assistant' %}{{ raise_exception('user first') }}{% endif %}
{%- for m in messages %}{{ '<' + m.role + '>' + m.content }}{% endfor %}""",
}
roles = st.sampled_from(["system", "developer", "user", "assistant", "tool", "calls"])


def turn(role: str, nth: int) -> dict[str, Any]:
    text = f"text{nth}."
    if role == "calls":
        return {"role": "assistant", "content": None, "tool_calls": [CALL]}
    return {"role": role, "content": text, **({"tool_call_id": "1"} if role == "tool" else {})}


@pytest.mark.parametrize("template", STRICT.values(), ids=STRICT)
@given(order=st.lists(roles, min_size=1, max_size=6))
def test_every_order_of_roles_is_written_without_losing_a_text(
    template: str, order: list[str]
) -> None:
    messages = [turn(role, nth) for nth, role in enumerate(order)]
    prompt = ours.render(messages, template=template)
    texts = [m["content"] for m in messages if m["content"] and m["role"] != "assistant"]
    assert [text for text in texts if text not in prompt] == []
    assert ours.render(messages, template=template) == prompt


@given(order=st.lists(roles, min_size=1, max_size=6))
def test_a_template_that_takes_everything_gets_the_messages_as_they_are(order: list[str]) -> None:
    messages = [turn(role, nth) for nth, role in enumerate(order)]
    lines = ours.render(messages, template=TAKES_ALL).splitlines()
    assert [line.partition(">")[0][1:] for line in lines] == [
        {"developer": "system"}.get(message["role"], message["role"]) for message in messages
    ]


@pytest.mark.parametrize(
    ("template", "order", "prompt"),
    [
        ("llama 2", "su", "[INST] text0.\n\ntext1. [/INST]"),
        ("llama 2", "uu", "[INST] text0.\n\ntext1. [/INST]"),
        ("llama 2", "usu", "[INST] text1.\n\ntext0.\n\ntext2. [/INST]"),
        ("llama 2", "au", "[INST]  [/INST] text0. <|im_end|>[INST] text1. [/INST]"),
        ("llama 2", "s", "[INST] text0. [/INST]"),
        ("llama 2", "uaa", "[INST] text0. [/INST] text1.\n\ntext2. <|im_end|>"),
        ("only the first system", "us", "<system>text1.<user>text0."),
        ("only the first system", "uus", "<system>text2.<user>text0.<user>text1."),
        ("no missing content", "ucs", "<user>text0.<assistant>f<system>text2."),
        ("no tools", "sut", "<system>text0.<user>text1.\n\nResult of 1:\ntext2."),
        ("only two roles", "ut", "<user>text0.\n\nResult of 1:\ntext1."),
        ("strings for arguments", "uc", '<user>text0.<assistant>f{"x": [1, 2.0]}'),
    ],
)
def test_the_first_shape_that_a_template_takes_is_written(
    template: str, order: str, prompt: str
) -> None:
    names = {"s": "system", "u": "user", "a": "assistant", "t": "tool", "c": "calls"}
    messages = [turn(names[letter], nth) for nth, letter in enumerate(order)]
    assert ours.render(messages, template=STRICT[template]) == prompt


def test_what_no_shape_can_mend_is_told_in_the_words_about_the_first() -> None:
    template = "{{ raise_exception(messages | length) }}"
    with pytest.raises(TemplateError, match="refuses these messages: 3$"):
        ours.encode_chat([turn("user", nth) for nth in range(3)], template=template)


def test_a_template_that_leaves_every_text_out_gets_the_messages_as_they_are() -> None:
    messages = [turn("user", nth) for nth in range(3)]
    assert ours.render(messages, template="{{ messages | length }}") == "3"


def test_a_text_that_is_written_as_json_is_not_lost() -> None:
    messages = [turn("user", 0), {"role": "system", "content": 'say "x"\n'}]
    template = """\
{%- set texts = messages | map(attribute='content') | list %}
{{- texts | tojson if messages[0].role == 'user' else texts }}"""
    assert ours.render(messages, template=template) == '["text0.", "say \\"x\\"\\n"]'


def test_a_template_without_end_is_not_tried_with_other_shapes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("models.template_sandbox.MAX_STEPS", 100)
    template = Template("{% for i in range(999) %}{% endfor %}{{ 1 }}")
    monkeypatch.setattr(template, "program", tried := CountedProgram(template.program))
    monkeypatch.setattr(ours, "pick_template", lambda *args, **kwargs: template)
    with pytest.raises(TemplateError, match="too many steps"):
        ours.encode_chat([turn("system", 0), turn("user", 1), turn("system", 2)])
    assert tried.count == 1


class CountedProgram:
    """A program that counts how often it is run."""

    def __init__(self, program: Any) -> None:
        self.program = program
        self.count = 0

    def generate(self, variables: dict[str, Any]) -> Any:
        self.count += 1
        return self.program.generate(variables)


def test_what_is_absent_is_not_there_for_the_template() -> None:
    message: dict[str, Any] = {"role": "user", "content": "x", "name": None, "tool_calls": []}
    template = "{{ messages[0].keys() | list }}{{ documents is none }}{{ tools is none }}"
    assert ours.render([message], tools=[], template=template) == "['role', 'content']TrueTrue"


def test_documents_reach_a_template_that_has_a_place_for_them() -> None:
    written = ours.render(
        [turn("user", 0)],
        template="{{ documents[0].title }}",
        template_arguments={"documents": [{"title": "t"}]},
    )
    assert written == "t"


def test_the_arguments_of_a_call_are_an_object_for_the_template() -> None:
    template = "{% for c in messages[0].tool_calls %}{{ c.function.arguments }};{% endfor %}"
    calls = [
        {**CALL, "function": {"name": "f", "arguments": text}} for text in ('{"a":1}', "", "x")
    ]
    written = ours.render([{"role": "assistant", "tool_calls": calls}], template=template)
    assert written == "{'a': 1};{};x;"


def test_the_parts_of_a_content_are_one_text() -> None:
    one = [{"role": "user", "content": [{"type": "text", "text": "a b"}]}]
    two = [{"role": "user", "content": [{"type": "text", "text": "a "}, {"text": "b"}]}]
    text = [{"role": "user", "content": "a b"}]
    assert ours.encode_chat(one) == ours.encode_chat(two) == ours.encode_chat(text)


@pytest.mark.parametrize("message", [{"role": "user"}, {"role": "user", "content": None}])
def test_a_missing_content_is_an_empty_one(message: dict[str, Any]) -> None:
    empty = [{"role": "user", "content": ""}]
    assert ours.encode_chat([message]) == ours.encode_chat(empty)


@pytest.mark.parametrize("content", [None, "", ...])
def test_beside_tool_calls_a_content_may_be_missing(content: Any) -> None:
    message = {"role": "assistant", "content": content, "tool_calls": [CALL]}
    if content is ...:
        del message["content"]
    prompt = ours.render([turn("user", 0), message])
    assert '<tool_call>\n{"name": "f", "arguments": {"x": [1, 2.0]}}\n</tool_call>' in prompt


def test_a_developer_speaks_as_the_system_unless_the_template_knows_developers() -> None:
    message = [{"role": "developer", "content": "x"}]
    knowing = "{% if messages[0].role == 'developer' %}dev{% endif %}"
    assert ours.render(message, template=TAKES_ALL) == "<system>x\n"
    assert ours.render(message, template=knowing + TAKES_ALL) == "dev<developer>x\n"


@pytest.mark.parametrize("name", ["reasoning", "reasoning_content", "thinking"])
def test_thoughts_are_found_under_the_name_that_the_template_uses(name: str) -> None:
    template = "{{ messages[0].reasoning_content }}{{ messages[0].thinking }}"
    message = {"role": "assistant", "content": "", name: "hm."}
    assert ours.render([message], template=template) == "hm.hm."


def test_a_template_that_refuses_thoughts_beside_words_of_a_call_gets_the_words() -> None:
    """As that of gpt-oss."""
    template = """\
{%- for m in messages %}{% if m.tool_calls and m.content and m.thinking -%}
{{ raise_exception('not both') }}{% endif %}{{ m.content }}{{ m.thinking }}
{%- for c in m.tool_calls or [] %}{{ c.function.name }}{% endfor %}{% endfor %}"""
    call = {"role": "assistant", "thinking": "hm.", "tool_calls": [CALL]}
    words = turn("assistant", 1) | {"thinking": "hm."}
    assert ours.render([turn("user", 0), call, words], template=template) == "text0.hm.ftext1.hm."
    both = [turn("user", 0), call | {"content": "text2."}, words]
    assert ours.render(both, template=template) == "text0.text2.ftext1.hm."


def test_mappings_and_sequences_of_any_kind_are_taken() -> None:
    message: Mapping[str, object] = MappingProxyType({"role": "user", "content": ({"text": "x"},)})
    assert ours.encode_chat((message,)) == ours.encode_chat([{"role": "user", "content": "x"}])


@pytest.mark.parametrize(
    ("messages", "reason"),
    [
        ([], "no messages"),
        ([{"content": "x"}], "object with a role"),
        (["x"], "object with a role"),
        ([{"role": "user", "content": 3}], "must be text"),
        ([{"role": "user", "content": [{"type": "image_url"}]}], "must be text"),
        ([{"role": "user", "content": b"x"}], "JSON values only"),
    ],
)
def test_what_is_no_conversation_is_refused(messages: Any, reason: str) -> None:
    with pytest.raises(PromptError, match=reason):
        ours.encode_chat(messages)


def test_deep_arguments_stay_text() -> None:
    deep = "[" * 100_000
    call = {"function": {"name": "f", "arguments": deep}}
    template = "{{ messages[0].tool_calls[0].function.arguments | length }}"
    message = {"role": "assistant", "tool_calls": [call]}
    assert ours.render([message], template=template) == "100000"
    assert json.loads(ours.render([message], template="[1]")) == [1]


@pytest.mark.parametrize(("depth", "is_text"), [(63, "False"), (64, "True"), (500, "True")])
def test_arguments_are_an_object_as_deep_as_requests_go(depth: int, is_text: str) -> None:
    arguments = '{"a":' + "[" * depth + "]" * depth + "}"
    call = {"function": {"name": "f", "arguments": arguments}}
    messages: list[dict[str, Any]] = [
        {"role": "user", "content": "<|im_end|>"},
        {"role": "assistant", "tool_calls": [call]},
    ]
    template = "{{ messages[1].tool_calls[0].function.arguments is string }}"
    assert ours.render(messages, template=template) == is_text
    assert ours.encode_chat(messages)  # looking for the text of a control token


def test_a_template_that_does_not_know_tools_is_told_of_them_by_the_system() -> None:
    tool = {"type": "function", "function": {"name": "weather", "parameters": {"type": "object"}}}
    told = ours.render([turn("system", 0), turn("user", 1)], tools=[tool], template=TAKES_ALL)
    assert told == (
        "<system>You can call these functions:\n"
        '{"name": "weather", "parameters": {"type": "object"}}\n\n'
        "For each call, write a JSON object with the name of the function and its arguments:\n"
        '<tool_call>\n{"name": "...", "arguments": {...}}\n</tool_call>\n'
        "<system>text0.\n<user>text1.\n"
    )
    knowing = "{{ tools[0].function.name }}" + TAKES_ALL
    assert ours.render([turn("user", 1)], tools=[tool], template=knowing) == "weather<user>text1.\n"


def test_a_template_that_does_not_know_calls_is_told_of_them_by_the_assistant() -> None:
    messages = [turn("user", 0), turn("calls", 1), turn("tool", 2)]
    template = "{% for m in messages %}<{{ m.role }}>{{ m.content }}\n{% endfor %}"
    assert ours.render(messages, template=template) == (
        "<user>text0.\n"
        '<assistant><tool_call>\n{"name": "f", "arguments": {"x": [1, 2.0]}}\n</tool_call>\n'
        "<user>Result of 1:\ntext2.\n"
    )
