"""How models write calls. Which way is theirs stands in their chat template."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from openai_api.tools.calls import (
    Call,
    Offered,
    read_json_calls,
    read_named_call,
    read_paired_call,
    read_python_calls,
    read_python_lines,
    read_tagged_call,
)


@dataclass(frozen=True, slots=True)
class Syntax:
    """A call is a mark, a body, and perhaps a mark behind it.

    A body ends with the bracket that closes its first one, or with an end of its own.
    """

    read: Callable[[str, Offered], list[Call]]  # a complete body
    opens: tuple[str, ...] = ()  # marks in front of calls, anywhere in the text
    closes: tuple[str, ...] = ()  # marks behind them
    is_bare: bool = False  # a text may begin with a call, without a mark
    # The beginning of a body: what it looks like up to the first of this character.
    delimiter: str = ":"
    head: re.Pattern[str] = re.compile(
        r'(\[\s*)?\{\s*"(name|arguments|parameters|type|id|function)"\s*'
    )
    quotes: str = '"'
    end: str = ""  # of a body that is not in brackets
    # A call up to the brace of its arguments, which are JSON: they can be told while they come.
    open_call: re.Pattern[str] | None = None
    id_length: int = 24  # of a call; some templates insist on theirs


# A call up to the brace of its arguments, if they begin like an object.
JSON_CALL = re.compile(
    r'(?P<list>\[\s*)?(?P<brace>\{)\s*("type"\s*:\s*"function"\s*,\s*)?'
    r'"name"\s*:\s*"(?P<name>[\w-]+)"\s*,\s*"(arguments|parameters)"\s*:\s*(?=\{\s*["}])'
)
NAMED_CALL = re.compile(
    rf"{JSON_CALL.pattern}|(?P<bare>[\w-]+)(\[CALL_ID\]\w+)?(\[ARGS\])?\s*(?=\{{\s*[\"}}])"
)

HERMES = Syntax(read_json_calls, ("<tool_call>",), ("</tool_call>",), open_call=JSON_CALL)
TAGGED = Syntax(
    read_tagged_call,
    ("<tool_call>", "<seed:tool_call>"),
    ("</tool_call>", "</seed:tool_call>"),
    delimiter=">",
    head=re.compile(r"<function=[\w-]+"),
    end="</function>",
)
PAIRED = Syntax(  # GLM
    read_paired_call,
    ("<tool_call>",),
    ("</tool_call>",),
    delimiter="<",
    head=re.compile(r"[\w-]+\s*"),
    end="</tool_call>",
)
LLAMA = Syntax(read_json_calls, ("<|python_tag|>",), is_bare=True, open_call=JSON_CALL)
MISTRAL = Syntax(
    read_named_call,
    ("[TOOL_CALLS]",),
    delimiter="{",
    head=re.compile(r"(\[\s*)?|[\w-]+(\[CALL_ID\]\w+)?(\[ARGS\])?\s*"),
    id_length=9,
    open_call=NAMED_CALL,
)
PYTHONIC = Syntax(
    read_python_calls,
    ("<|tool_call_start|>", "<|python_start|>"),
    ("<|tool_call_end|>", "<|python_end|>"),
    is_bare=True,
    delimiter="(",
    head=re.compile(r"\[\s*[A-Za-z_][\w.]*\s*"),
    quotes="\"'",
)
PYTHON_LINES = Syntax(  # OLMo
    read_python_lines,
    ("<function_calls>",),
    ("</function_calls>",),
    delimiter="(",
    head=re.compile(r"[A-Za-z_][\w.]*\s*"),
    end="</function_calls>",
)
GENERIC = Syntax(
    read_json_calls,
    ("<tool_call>", "<function_call>", "<|tool_call|>", "<toolcall>", "<TOOLCALL>"),
    ("</tool_call>", "</function_call>", "<|/tool_call|>", "</toolcall>", "</TOOLCALL>"),
    is_bare=True,
    open_call=JSON_CALL,
)

# The first that a template shows is the model's.
SIGNS: tuple[tuple[re.Pattern[str], Syntax], ...] = (
    (re.compile(r"\[TOOL_CALLS\]"), MISTRAL),
    (re.compile(r"<\|tool_call_start\|>|\[\w+\(\w+=|\[\{?func\w*\}?\("), PYTHONIC),
    (re.compile(r"<function="), TAGGED),
    (re.compile(r"<arg_key>"), PAIRED),
    (re.compile(r"<function_calls>"), PYTHON_LINES),
    (re.compile(r"<tool_call>"), HERMES),
    (re.compile(r"<\|python_tag\|>|\"parameters\": dictionary"), LLAMA),
)


def forced_syntax(syntax: Syntax) -> Syntax:
    """How calls are written where they must be: the model's own way, if that is JSON."""
    return HERMES if syntax in (PYTHONIC, PYTHON_LINES, TAGGED, PAIRED) else syntax


def syntax_of(template: str) -> Syntax:
    """How the model with this chat template writes calls."""
    for sign, syntax in SIGNS:
        if sign.search(template):
            return syntax
    return GENERIC
