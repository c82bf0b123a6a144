"""Calls and thoughts in texts: every way of writing them, cut at every place."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from openai_api.tools.calls import Arguments, Begun, Call, Offered
from openai_api.tools.finder import CallFinder
from openai_api.tools.syntaxes import (
    GENERIC,
    HERMES,
    LLAMA,
    MISTRAL,
    PAIRED,
    PYTHON_LINES,
    PYTHONIC,
    TAGGED,
    Syntax,
    forced_syntax,
    syntax_of,
)
from openai_api.tools.thoughts import MARKS, Thoughts, marks_of

OFFERED: Offered = {
    "f": {"properties": {"a": {"type": "integer"}, "c": {"anyOf": [{"type": "null"}]}}},
    "g": {"properties": {"b": {"type": "string"}}},
}
F = Call("f", '{"a": 1}')
G = Call("g", '{"b": "}]"}')
NESTED = Call("f", '{"a": {"b": [1, "\\"}</tool_call>"]}}')

ALL = [HERMES, LLAMA, MISTRAL, PYTHONIC, GENERIC, TAGGED, PAIRED, PYTHON_LINES]

CASES: list[tuple[Syntax, str, list[str | Call]]] = [
    (HERMES, '<tool_call>\n{"name": "f", "arguments": {"a": 1}}\n</tool_call>', [F]),
    (HERMES, '<tool_call>{"name": "f", "arguments": "{\\"a\\": 1}"}</tool_call>', [F]),
    (
        HERMES,
        'Let me see.\n\n<tool_call>\n{"name": "f", "arguments": {"a": 1}}\n</tool_call>\n'
        '<tool_call>\n{"name": "g", "arguments": {"b": "}]"}}\n</tool_call>\n',
        ["Let me see.", F, G],
    ),
    (
        HERMES,
        '<tool_call>{"name": "f", "arguments": {"a": {"b": [1, "\\"}</tool_call>"]}}}</tool_call>',
        [NESTED],
    ),
    (HERMES, '<tool_call>{"name": "f"}</tool_call>', [Call("f", "{}")]),
    (HERMES, '<tool_call>{"name": "f", "arguments": {"a": 1}}', [F]),
    (
        HERMES,
        'A <tool_call>{"name": "f", "arguments": {bad}</tool_call> B '
        '<tool_call>{"name": "f", "arguments": {"a": 1}}</tool_call>',
        ['A <tool_call>{"name": "f", "arguments": {bad}</tool_call> B', F],
    ),
    (HERMES, "<tool_call>I would call.</tool_call>", ["<tool_call>I would call.</tool_call>"]),
    (HERMES, '<tool_call>{"name": "x"}</tool_call>', ['<tool_call>{"name": "x"}</tool_call>']),
    (HERMES, '<tool_call>{"name": "f", "arguments": {"a": 12', [Call("f", '{"a": 12')]),
    (HERMES, '<tool_call>{"name": "f", "arguments": {"a": "\\u00', [Call("f", '{"a": "\\u00')]),
    (
        HERMES,
        '<tool_call>{"name": "f", "arguments": {"a": "1\n2"}, "id": "}"}</tool_call>.',
        [Call("f", '{"a": "1\\n2"}'), "."],
    ),
    (HERMES, '<tool_call>{"name": "f", "arguments": {"a": 1}</tool_call>.', [F, "."]),
    (HERMES, '<tool_call>{"name": "f", "arg', ['<tool_call>{"name": "f", "arg']),
    (HERMES, "1 < 2 <tool_ca\n ", ["1 < 2 <tool_ca\n "]),
    (HERMES, '{"name": "f", "arguments": {}}', ['{"name": "f", "arguments": {}}']),
    (LLAMA, '{"name": "f", "parameters": {"a": 1}}', [F]),
    (LLAMA, '<|python_tag|>{"name": "f", "parameters": {"a": 1}}', [F]),
    (
        LLAMA,
        '\n{"type": "function", "name": "f", "parameters": {"a": 1}}; '
        '{"name": "g", "parameters": {"b": "}]"}}',
        [F, G],
    ),
    (LLAMA, '{"answer": 4}', ['{"answer": 4}']),
    (LLAMA, 'So: {"name": "f", "parameters": {}}', ['So: {"name": "f", "parameters": {}}']),
    (LLAMA, "<|python_tag|>print(1)", ["<|python_tag|>print(1)"]),
    (MISTRAL, '[TOOL_CALLS][{"name": "f", "arguments": {"a": 1}, "id": "x"}]', [F]),
    (
        MISTRAL,
        'Hm. [TOOL_CALLS] [{"name":"f","arguments":{"a":1}},{"name":"g","arguments":{"b":"}]"}}]',
        ["Hm.", Call("f", '{"a":1}'), Call("g", '{"b":"}]"}')],
    ),
    (
        MISTRAL,
        '[TOOL_CALLS][{"name": "f", "arguments": {"a": 1}}, {"name": "x", "arguments": {}}] Hm.',
        [F, ', {"name": "x", "arguments": {}}] Hm.'],
    ),
    (
        MISTRAL,
        '[TOOL_CALLS][{"name": "f", "arguments": {"a": 1}} , {"name": "g", "arguments": "{}"}]',
        [F, Call("g", "{}")],
    ),
    (MISTRAL, '[TOOL_CALLS]f[ARGS]{"a": 1}[TOOL_CALLS]g{"b": "}]"}', [F, G]),
    (MISTRAL, "[TOOL_CALLS] none", ["[TOOL_CALLS] none"]),
    (
        TAGGED,
        "Hm.\n<tool_call>\n<function=f>\n<parameter=a>\n1\n</parameter>\n<parameter=c>null"
        "</parameter>\n</function>\n</tool_call>\n<tool_call>\n<function=g>\n<parameter=b>\n"
        "</x>\n\n1\n</parameter>\n</function>\n</tool_call>",
        ["Hm.", Call("f", '{"a": 1, "c": null}'), Call("g", '{"b": "</x>\\n\\n1"}')],
    ),
    (TAGGED, "<tool_call><function=f></function></tool_call>", [Call("f", "{}")]),
    (
        TAGGED,
        "<tool_call><function=f>Hm.</function></tool_call> So.",
        ["<tool_call><function=f>Hm.</function></tool_call> So."],
    ),
    (TAGGED, "<tool_call><function=x>", ["<tool_call><function=x>"]),
    (
        TAGGED,
        "<seed:tool_call>\n<function=f>\n<parameter=a>1</parameter>\n</function>\n"
        "</seed:tool_call>",
        [F],
    ),
    (
        PAIRED,
        "Hm.\n<tool_call>f\n<arg_key>a</arg_key>\n<arg_value>1</arg_value>\n</tool_call>\n"
        "<tool_call>g<arg_key>b</arg_key><arg_value>}]</arg_value></tool_call>",
        ["Hm.", F, G],
    ),
    (PAIRED, "<tool_call>f</tool_call>", [Call("f", "{}")]),
    (PAIRED, "<tool_call>f Hm.</tool_call> So.", ["<tool_call>f Hm.</tool_call> So."]),
    (PAIRED, "<tool_call>f\n<arg_key>a</arg_key>", ["<tool_call>f\n<arg_key>a</arg_key>"]),
    (
        PYTHON_LINES,
        "Hm. <function_calls>\nf(a=1)\ng(b='}]')\n</function_calls>\nSo.",
        ["Hm.", F, G, "\nSo."],
    ),
    (
        PYTHON_LINES,
        "<function_calls>f(a=1)\nx = 1</function_calls>",
        ["<function_calls>f(a=1)\nx = 1</function_calls>"],
    ),
    (GENERIC, '<TOOLCALL>[{"name": "f", "arguments": {"a": 1}}]</TOOLCALL>', [F]),
    (PYTHONIC, '[f(a=1), g(b="}]")]', [F, G]),
    (PYTHONIC, "<|tool_call_start|>[f(a=1)]<|tool_call_end|>Done.", [F, "Done."]),
    (PYTHONIC, "[f(a={'b': [true, None, -1.5]})]", [Call("f", '{"a": {"b": [true, null, -1.5]}}')]),
    (PYTHONIC, "[f(1)]", ["[f(1)]"]),
    (PYTHONIC, "[f(a=open('x'))] it's", ["[f(a=open('x'))] it's"]),
    (PYTHONIC, "[1] shows that it's so", ["[1] shows that it's so"]),
    (GENERIC, '[{"function": {"name": "f", "arguments": {"a": 1}}}]', [F]),
    (GENERIC, '<tool_call>{"name": "f", "arguments": {"a": 1}}</tool_call>', [F]),
    (GENERIC, '{"name": "f", "arguments": [1]}', ['{"name": "f", "arguments": [1]}']),
    (
        GENERIC,
        '{"name": "f", "parameters": {"a": NaN}}',
        [Call("f", '{"a": '), "NaN}}"],
    ),
]


def found_in(syntax: Syntax, pieces: list[str]) -> list[str | Call]:
    """What is found; texts that follow each other are one."""
    finder = CallFinder(syntax, OFFERED)
    found: list[str | Call] = []
    for each in (*(item for piece in pieces for item in finder.push(piece)), *finder.finish()):
        last = found[-1] if found else None
        if isinstance(each, Begun):
            found.append(Call(each.name, ""))
        elif isinstance(each, Arguments):
            assert isinstance(last, Call)
            found[-1] = Call(last.name, last.arguments + each.text)
        elif isinstance(last, str):
            found[-1] = last + each
        elif each:
            found.append(each)
    return found


def splits_of(text: str) -> Iterator[list[str]]:
    """Every cut in two, every character alone, and some cuts in many."""
    yield from ([text[:at], text[at:]] for at in range(len(text) + 1))
    yield [*text]
    dice = random.Random(text)
    for _ in range(60):
        cuts = sorted(dice.choices(range(len(text) + 1), k=dice.randint(2, 9)))
        yield [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]


@pytest.mark.parametrize(("syntax", "text", "expected"), CASES)
def test_every_split_of_a_text_gives_the_same_calls(
    syntax: Syntax, text: str, expected: list[str | Call]
) -> None:
    for pieces in splits_of(text):
        assert found_in(syntax, pieces) == expected, pieces


@pytest.mark.parametrize("syntax", ALL)
def test_any_rubble_of_calls_is_read_alike_however_it_is_cut(syntax: Syntax) -> None:
    parts = [*syntax.opens, *syntax.closes, '{"name": "f", ', '"arguments": ', "{}", "}", "[", "]"]
    parts += ["f(", "a=1", ")", "f{", '"', "'", "\\", " ", "\n", ":", ";", "Yes", "<", "[TOOL"]
    parts += ["<arg_key>", "a</arg_key>", "<arg_value>1</arg_value>", "f\n", "f(a=1)\n"]
    parts += ["<function=f>", "</function>", "<parameter=a>", "</parameter>"]
    dice = random.Random(1)
    for _ in range(400):
        text = "".join(dice.choices(parts, k=dice.randint(1, 12)))
        whole = found_in(syntax, [text])
        assert found_in(syntax, [*text]) == whole, text
        assert any(isinstance(each, Call) for each in whole) or "".join(map(str, whole)) == text
        cut = dice.randint(0, len(text))
        assert found_in(syntax, [text[:cut], text[cut:]]) == whole, text


def test_a_text_without_calls_loses_nothing() -> None:
    text = '  One < two.\n\n<tool> [TOOL_CALL] {a: [1]} \\ "it\'s" \n'
    for syntax in ALL:
        assert found_in(syntax, [*text]) == [text]


@pytest.mark.parametrize(
    ("template", "syntax"),
    [
        ("{{ '<tool_call>' }} arguments", HERMES),
        ('{"name": function name, "parameters": dictionary of argument name}', LLAMA),
        ("{{ '<|python_tag|>' + x }}", LLAMA),
        ("{{ '[TOOL_CALLS]' }}", MISTRAL),
        ("[func_name1(params_name1=params_value1), func_name2(params)]", PYTHONIC),
        ("<|tool_call_start|>", PYTHONIC),
        ("{{ '<tool_call>\n<function=' + name }}", TAGGED),
        ("<tool_call>{name}\n<arg_key>{key}</arg_key>", PAIRED),
        ("\n<function_calls>\nget_weather(city='New York')\n</function_calls>", PYTHON_LINES),
        ("{{ messages }}", GENERIC),
    ],
)
def test_the_template_tells_how_calls_are_written(template: str, syntax: Syntax) -> None:
    assert syntax_of(template) is syntax


def test_calls_that_must_come_are_json() -> None:
    own = {syntax: forced_syntax(syntax) for syntax in ALL}
    assert {syntax for syntax, forced in own.items() if forced is syntax} == {
        HERMES,
        LLAMA,
        MISTRAL,
        GENERIC,
    }
    assert {forced for syntax, forced in own.items() if forced is not syntax} == {HERMES}


THOUGHTS = [
    (False, "<think>\nSo be it.\n</think>\n\nYes.", ("So be it.", "Yes.")),
    (True, "So\n\nbe it.\n</think>\n\nYes. </think>", ("So\n\nbe it.", "Yes. </think>")),
    (True, "<think>So be it.</think>Yes.", ("So be it.", "Yes.")),
    (False, "Yes. <think>no</think>", ("", "Yes. <think>no</think>")),
    (False, "<think>So be ", ("So be", "")),
    (True, "</think>Yes.", ("", "Yes.")),
    (False, "<think>\n\n</think>\n\nYes.", ("", "Yes.")),
    (False, "<thin", ("", "<thin")),
    (True, "So </thin", ("So </thin", "")),
]


@pytest.mark.parametrize(("is_thinking", "text", "expected"), THOUGHTS)
def test_every_split_of_a_text_gives_the_same_thoughts(
    is_thinking: bool, text: str, expected: tuple[str, str]
) -> None:
    for pieces in splits_of(text):
        thoughts = Thoughts(MARKS[0], is_thinking=is_thinking)
        told = [item for piece in pieces for item in thoughts.push(piece)]
        told += thoughts.finish()
        parts = tuple(
            "".join(part for kind, part in told if kind == wanted) for wanted in ("thought", "text")
        )
        assert parts == expected, pieces


def test_the_template_tells_how_a_model_thinks() -> None:
    assert marks_of("{{ content.split('</think>')[-1] }}") == MARKS[0]
    assert marks_of("[THINK]...[/THINK]") == MARKS[1]
    assert marks_of("{{ content.split('</thought>')[-1] }}") == MARKS[3]
    assert marks_of("{{ messages }}") is None
