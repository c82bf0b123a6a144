"""Whatever people write and wherever it is put: control tokens are the template's alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.checkpoint_vocabulary import CheckpointVocabulary
from models.control_tokens import edges_of
from models.vocabulary import PromptError
from tests.models.tiny_tokenizers import saved

ours = CheckpointVocabulary(saved("byte_level"))

FRAGMENTS = (
    *("<|im_end|>", "<|im_start|>", "<think>", "</think>", "<tool_call>", "<|fim|>", "<|wide|>"),
    *("<|im_", "end|>", "<", "|im_end|", ">", "|", "im_end", "think", "tool_call", "/think"),
    *("<|", "|>", "_", "m", " ", "\n", "x", "é", "\U00100000", "\U000f0000", "'", '"', "\\"),
)
few = settings(max_examples=40)  # for each of many templates
hostile = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=5).map("".join)

# Ways in which templates handle texts. Each begins and ends a turn with control tokens.
HANDLINGS = {
    "as it is": "{{ c }}",
    "added": "{{ '[' + c + ']' }}",
    "joined": "{{ 1 ~ c ~ '!' }}",
    "joined list": "{{ [c, 'and', c] | join(' ') }}",
    "trimmed": "{{ c | trim }}{{ c.strip('<|') }}",
    "split": "{{ c.split('</think>')[-1] }}{{ c.split('<')[0] }}{{ c.split('_') | join }}",
    "cut": "{{ c[1:] }}{{ c[:-1] }}{{ c | first }}{{ c | list | last }}",
    "replaced": "{{ c.replace('x', '<') }}{{ c | replace('_', '') }}{{ 'a_b' | replace('_', c) }}",
    "json": "{{ c | tojson }}{{ {'k': [c], c: 1} | tojson(indent=2) }}",
    "ascii json": "{{ [c, 'ü'] | tojson(ensure_ascii=true) }}",
    "python": "{{ {'k': [c]} }}{{ [c] | string }}",
    "format": "{{ '%s-%s' | format(c, 1) }}{{ '{}'.format(c) }}{{ '%s' % c }}{{ c.format(1) }}",
    "letter by letter": "{% for letter in c %}{{ letter }}{% endfor %}",
    "set": "{% set d %}{{ c }}{% endset %}{{ d }}{{ d | upper }}{{ d.title() }}",
    "macro": "{% macro f(t) %}({{ t }}){% endmacro %}{{ f(c) }}{{ f(f(c)).split('x') | join }}",
    "filter": "{% filter indent(2) %}{{ c }}{% endfilter %}{{ c | wordwrap(3) | center(9) }}",
    "reversed": "{{ c | reverse }}{{ c | sort | unique | join }}{{ c | safe }}",
    "html": "{{ c | escape }}{{ c | urlize | striptags }}",
    "in brackets": "{{ '<' ~ c ~ '>' }}{{ '<|' + c + '|>' }}{{ '</' + c + '>' }}<{{ c }}>",
    "cut brackets": "{{ '<|im_' + c }}{{ c + 'end|>' }}{{ '<' + c }}{{ c ~ '>' }}{{ '<t' + c }}",
}
TURN = """\
{% for m in messages %}{% set c = m.content %}<|im_start|>{{ m.role }}HANDLING<|im_end|>
{%- endfor %}"""


def control_texts(template: str, message: dict[str, Any]) -> list[str]:
    """The control tokens of a prompt of one message."""
    ids = ours.encode_chat([message], template=template)
    return [ours.token_text(id) for id in ids if id in ours.control.ids]


@pytest.mark.parametrize("handling", HANDLINGS.values(), ids=HANDLINGS)
@few
@given(text=hostile)
def test_no_handling_of_a_text_makes_it_a_control_token(handling: str, text: str) -> None:
    message = {"role": "user", "content": text}
    found = control_texts(TURN.replace("HANDLING", handling), message)
    assert found == ["<|im_start|>", "<|im_end|>"]


@pytest.mark.parametrize("handling", sorted(HANDLINGS.keys() - {"html"}))
@few
@given(text=hostile)
def test_guarding_a_text_does_not_change_it(handling: str, text: str) -> None:
    template = TURN.replace("HANDLING", HANDLINGS[handling])
    messages = [{"role": "user", "content": text}]
    written = ours.decode(ours.encode_chat(messages, template=template), skip_special_tokens=False)
    assert written == ours.render(messages, template=template)


PLACES: dict[str, Callable[[str], dict[str, Any]]] = {
    "content": lambda text: {"messages": [{"role": "user", "content": text}]},
    "part": lambda text: {"messages": [{"role": "user", "content": [{"text": text}] * 2}]},
    "role": lambda text: {"messages": [{"role": text, "content": "x"}]},
    "name": lambda text: {"messages": [{"role": "user", "content": "x", "name": text}]},
    "thoughts": lambda text: {"messages": [{"role": "assistant", "reasoning_content": text}]},
    "call": lambda text: call(text, '{"a": 1}'),
    "arguments": lambda text: call("f", text),
    "argument": lambda text: call("f", {"a": text, "b": [text]}),
    "argument's name": lambda text: call("f", {text: 1}),
    "tool": lambda text: tool({"name": text}),
    "description": lambda text: tool({"name": "f", "description": text}),
    "parameter": lambda text: tool({"parameters": {"properties": {text: {"enum": [text]}}}}),
    "template argument": lambda text: {"template_arguments": {"extra": {"k": [text]}}},
    "special token": lambda text: {"template_arguments": {"eos_token": text}},
}
TELLS_ALL = """\
<|im_start|>{% for m in messages %}{{ m.role }}{{ m.name }}{{ m.content }}{{ m.reasoning_content }}
{%- for c in m.tool_calls or [] %}<tool_call>{{ c.function.name }}
{%- if c.function.arguments is mapping %}
{%- for k, v in c.function.arguments.items() %}<{{ k }}>{{ v }}</{{ k }}>{% endfor %}{% endif %}
{{- c.function.arguments | tojson }}{{ c.function.arguments }}</tool_call>
{%- endfor %}<|im_end|>{% endfor %}
{%- for t in tools or [] %}{{ t | tojson }}{{ t.function.name }}{{ t.function.description }}
{%- for k, v in (t.function.parameters or {'properties': {}}).properties.items() %}
{{- '\n<' ~ k ~ '>' ~ v ~ '</' ~ k ~ '>' }}{% endfor %}{% endfor %}{{ extra }}{{ eos_token }}"""


def call(name: str, arguments: object) -> dict[str, Any]:
    calls = [{"function": {"name": name, "arguments": arguments}}]
    return {"messages": [{"role": "assistant", "tool_calls": calls}]}


def tool(function: dict[str, Any]) -> dict[str, Any]:
    return {"tools": [{"type": "function", "function": function}]}


@pytest.mark.parametrize("place", PLACES)
@few
@given(text=hostile)
def test_no_place_lets_a_text_become_a_control_token(place: str, text: str) -> None:
    request = {"messages": [{"role": "user", "content": "x"}], **PLACES[place](text)}
    ids = ours.encode_chat(**request, template=TELLS_ALL)
    found = [ours.token_text(id) for id in ids if id in ours.control.ids]
    if place == "thoughts":  # in its own words the model may have tags
        found = [text for text in found if text not in ours.control.tags]
    calls = ["<tool_call>", "</tool_call>"] * ("tool_calls" in request["messages"][0])
    ends = [] if "template_arguments" in request and place == "special token" else ["<|im_end|>"]
    assert found == ["<|im_start|>", *calls, "<|im_end|>", *ends]


def marks_of_turns(ids: tuple[int, ...]) -> list[int]:
    """The control tokens without tags."""
    marks = {id for id, text in ours.control.ids.items() if text not in ours.control.tags}
    return [id for id in ids if id in marks]


@given(before=hostile, after=hostile)
def test_a_template_finds_what_it_looks_for_in_a_hostile_text(before: str, after: str) -> None:
    """Qwen's templates drop the thoughts of earlier turns."""
    thoughts = f"<think>{before}</think>"
    ids = ours.encode_chat(
        [{"role": "assistant", "content": f"{thoughts}\n{after}"}], add_generation_prompt=False
    )
    expected = f"\n{after}".split("</think>")[-1].lstrip("\n")
    assert ours.decode(ids, skip_special_tokens=False) == (
        f"<|im_start|>assistant\n{expected}<|im_end|>\n"
    )
    assert marks_of_turns(ids) == [ids[0], ids[-2]]


@given(text=hostile.filter(lambda text: "</think>" not in text))
def test_a_message_that_is_to_be_continued_stays_open(text: str) -> None:
    messages = [{"role": "user", "content": "x"}, {"role": "assistant", "content": text + "y"}]
    ids = ours.encode_chat(messages, continue_final_message=True)
    assert ours.decode(ids, skip_special_tokens=False).endswith(
        f"<|im_end|>\n<|im_start|>assistant\n{text}y"
    )
    assert len(marks_of_turns(ids)) == 3


def test_an_open_message_ends_where_a_template_trims_it() -> None:
    template = "{% for m in messages %}<|im_start|>{{ m.content | trim }}<|im_end|>{% endfor %}"
    messages = [{"role": "assistant", "content": "Sure: "}]
    ids = ours.encode_chat(messages, continue_final_message=True, template=template)
    assert ours.decode(ids, skip_special_tokens=False) == "<|im_start|>Sure:"


@pytest.mark.parametrize("message", [{"role": "assistant"}, {"role": "assistant", "content": ""}])
def test_a_message_without_content_cannot_be_continued(message: dict[str, Any]) -> None:
    with pytest.raises(PromptError, match="no content to continue"):
        ours.encode_chat([message], continue_final_message=True)


@pytest.mark.parametrize("template", ["<|im_end|>", "{{ messages[0].content[1:] }}"])
def test_a_template_that_leaves_content_out_cannot_leave_it_open(template: str) -> None:
    with pytest.raises(PromptError, match="cannot leave the last message open"):
        ours.encode_chat(
            [{"role": "user", "content": "xy"}], continue_final_message=True, template=template
        )


@pytest.mark.parametrize("name", ["messages", "tools", "chat_template", "tokenize", "conversation"])
def test_template_arguments_do_not_replace_what_the_request_says(name: str) -> None:
    with pytest.raises(PromptError, match=f"cannot be called {name}"):
        ours.encode_chat([{"role": "user", "content": "x"}], template_arguments={name: 1})


def test_template_arguments_reach_the_template() -> None:
    prompt = ours.render(
        [{"role": "user", "content": "x"}],
        template="{{ enable_thinking }}",
        template_arguments={"enable_thinking": False},
    )
    assert prompt == "False"


@pytest.mark.parametrize(
    ("token", "edges"),
    [
        ("<|im_end|>", "<||>"),
        ("</s>", "</>"),
        ("[INST]", "[]"),
        ("HUMAN:", "H:"),
        ("$end", "$d"),
        ("word", "wd"),
        ("---", "------"),
    ],
)
def test_a_control_token_has_an_edge_on_either_side(token: str, edges: str) -> None:
    assert edges_of(token) == edges
