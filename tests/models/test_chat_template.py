"""Templates are rendered as the transformers library renders them, and not without end."""

from __future__ import annotations

import re
from typing import Any

import pytest
from transformers.utils.chat_template_utils import render_jinja_template

from models.chat_template import Template, compile_template
from models.template_sandbox import TemplateExhausted
from models.vocabulary import TemplateError

TOOLS: list[Any] = [
    {
        "type": "function",
        "function": {
            "name": "weather",
            "description": 'In <b>Köln</b> & "Bonn"',
            "parameters": {"type": "object", "properties": {"city": {"type": "string"}}},
        },
    }
]
MESSAGES: list[dict[str, Any]] = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": "  What's up?  "},
    {"role": "assistant", "content": "<think>hm</think>\n\nAll's well", "n": 1},
    {"role": "user", "content": "Grüße 🎭"},
]
DIALECT = [
    "{% for m in messages %}\n    {% if m.role == 'user' %}\n["
    "{{ m.content }}]\n  {% endif %}\n{% endfor %}",
    "{%- for m in messages %}{{ loop.index }}/"
    "{{ loop.length }}{{ ',' if not loop.last }}{% endfor %}",
    "{% for m in messages %}{% if loop.index > 2 %}{% break %}{% endif %}{{ m.role }}{% endfor %}",
    "{% for m in messages if m.role == 'user' %}{% if loop.first %}"
    "{% continue %}{% endif %}{{ m.role }}{% else %}-{% endfor %}",
    "{% for a in 'ab' %}{% for b in [1, 2] recursive %}{{ a ~ b }}{% endfor %}{% endfor %}",
    "{{ tools | tojson }}{{ tools | tojson(indent=2) }}{{ messages | tojson(ensure_ascii=True) }}",
    "{{ tools[0] | tojson(separators=(',', ':'), sort_keys=True) }}{{ 'ä' | tojson }}",
    "{% generation %}{% set x = 1 %}{{ x }}{% endgeneration %}\n{{ x }}",
    "{% set ns = namespace(n=0, found=false) %}{% for m in messages %}"
    "{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}",
    "{% macro show(m, end='!') %}{{ m.role | upper }}{{ end }}{% endmacro %}"
    "{% for m in messages %}{{ show(m) }}{{ show(m, end='?') }}{% endfor %}",
    "{% set text %}a{{ messages[1].content | trim }}b{% endset %}{{ text }}{{ text | length }}",
    "{{ messages[2].content.split('</think>')[-1].lstrip('\\n') }}{{ messages[2]['content'][:7] }}",
    "{{ dict(a=1, b=[2]).items() | list }}{{ dict({'a': 1}, b=2) }}{{ {'a': 1}.get('b', 3) }}",
    "{{ '%s is %d' % ('a', 2) }}{{ '{:>4}'.format(3) }}"
    "{{ '%05.1f' | format(2.5) }}{{ 3 * '=' }}{{ 2 ** 5 }}",
    "{{ messages | map(attribute='role') | join(', ') }}"
    "{{ messages | selectattr('n', 'defined') | list | length }}",
    "{% macro outer() %}{{ caller('in') }}{% endmacro %}"
    "{% call(x) outer() %}<{{ x }}>{% endcall %}",
    "{% filter upper %}a{{ bos_token }}{% endfilter %}"
    "{{ missing }}{{ missing is defined }}{{ tools is none }}",
    "{{ range(3) | list }}{{ 7 % 4 }}{{ 'a' in 'abc' }}"
    "{{ none is none }}{{ 'x' | indent(3, true) }}",
]


def ours(source: str, **variables: Any) -> str:
    return Template(source).render({"bos_token": "<s>", **variables}).plain


@pytest.mark.parametrize("source", DIALECT)
def test_the_dialect_is_that_of_the_transformers_library(source: str) -> None:
    theirs: Any = render_jinja_template([MESSAGES], TOOLS, chat_template=source, bos_token="<s>")
    given = {"messages": MESSAGES, "tools": TOOLS, "documents": None}
    assert ours(source, **given, add_generation_prompt=False) == theirs[0][0]


def test_a_template_knows_the_date() -> None:
    assert len(ours("{{ strftime_now('%d %b %Y') }}")) == 11


def test_a_template_says_why_it_refuses_messages() -> None:
    with pytest.raises(TemplateError, match="refuses these messages: roles must alternate$"):
        ours("a{{ raise_exception('roles must alternate') }}")


@pytest.mark.parametrize(
    "source",
    [
        "{{ messages.role.name.x }}",
        "{{ messages + 'a' }}",
        "{{ 1 / 0 }}",
        "{{ missing() }}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{% include 'other' %}",
        "{{ 'a' | tojson(indent='x' * 3) + 1 }}",
    ],
)
def test_a_template_that_fails_has_one_message_for_the_client(source: str) -> None:
    with pytest.raises(TemplateError, match="^The chat template fails on these messages.$"):
        ours(source, messages=MESSAGES)


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ messages.append(1) }}",
        "{{ messages.__class__ }}",
        "{{ (messages | map(attribute='__class__') | list)[0].mro() }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{% set ns = namespace() %}{% set ns.__class__ = 1 %}",
        "{{ namespace(_a=1) }}",
        "{{ raise_exception.__globals__ }}",
        "{{ dict.update }}{{ dict.mro }}",
    ],
)
def test_a_template_reaches_nothing_but_its_variables(source: str) -> None:
    messages = [*MESSAGES]
    try:
        written = ours(source, messages=messages)
    except TemplateError as error:
        written = ""
        assert re.match("The chat template (does what is not allowed|fails)", str(error))
    assert (written, messages) == ("", MESSAGES)


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% for a in range(9999) %}{{ 'aaaaaaaaaaaaaaaa' * 999 }}{% endfor %}",
        "{{ 'a' * 10000000000 }}",
        "{{ 10000000000 * 'a' }}",
        "{{ [1] * 10000000000 }}",
        "{{ 9 ** 999999999 }}",
        "{% set ns = namespace(x=9) %}{% for i in range(99) %}"
        "{% set ns.x = ns.x * ns.x %}{% endfor %}",
        "{% set ns = namespace(x='a') %}{% for i in range(99) %}"
        "{% set ns.x = ns.x + ns.x %}{% endfor %}",
        "{% set ns = namespace(x='a') %}{% for i in range(99) %}"
        "{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
        "{% macro f(n) %}{% if n %}{{ f(n - 1) }}"
        "{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(40) }}",
        "{% set x %}{% for a in range(9999) %}{{ 'a' * 9999 }}{% endfor %}{% endset %}",
        "{{ '%9999999999d' % 1 }}",
        "{{ '%*d' % (9999999999, 1) }}",
        "{{ '%9999999999d' | format(1) }}",
        "{{ '{:9999999999}'.format(1) }}",
        "{{ '{:{}}'.format(1, 9999999999) }}",
        "{{ 'a'.center(9999999999) }}",
        "{{ 'a' | center(9999999999) }}",
        "{{ 'a' | indent(9999999999, true) }}",
        "{{ 'a' | tojson(indent=9999999999) }}",
        "{{ ('a' * 9999).replace('a', 'a' * 9999) }}",
        "{{ ('a' * 9999) | replace('a', 'a' * 9999) }}",
    ],
)
def test_a_template_is_stopped_before_it_wastes_anything(
    source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.template_sandbox.MAX_STEPS", 10_000)
    with pytest.raises(TemplateExhausted):
        ours(source)


def test_filler_text_is_not_to_be_had() -> None:
    with pytest.raises(TemplateError):
        ours("{{ lipsum(n=1) }}")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("a\n{% if %}", "not valid in line 2"),
        ("{{ 'a' | no_such_filter }}", "not valid in line 1"),
        ("(" * 10 + "{{ " + "(" * 50000 + "}}", "too deeply nested"),
        ("a" * (1024 * 1024 + 1), "too long"),
    ],
)
def test_what_is_no_template_is_refused_with_the_place(source: str, message: str) -> None:
    with pytest.raises(TemplateError, match=message):
        Template(source)


def test_a_template_is_compiled_once() -> None:
    assert compile_template("{{ messages }}") is compile_template("{{ messages }}")


def test_the_literals_are_all_text_that_the_template_brings() -> None:
    source = "<|a|>{% if x == '<b>' %}{{ '<c>' + messages }}{% endif %}{# <d> #}"
    assert Template(source).literals.split("\0") == ["<|a|>", "<b>", "<c>"]
