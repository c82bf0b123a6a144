"""One call, and how to read it once all of its text is there."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NoReturn
from warnings import catch_warnings, simplefilter

Offered = Mapping[str, Mapping[str, Any]]  # what may be called, with the schema of its arguments

PARAMETER = re.compile(r"\s*<parameter=([^>]+)>(.*?)</parameter>\s*", re.DOTALL)
PAIR = re.compile(r"\s*<arg_key>(.*?)</arg_key>\s*<arg_value>(.*?)</arg_value>\s*", re.DOTALL)


class Malformed(Exception):
    """This is no call: it stays text."""


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    arguments: str  # a JSON object


@dataclass(frozen=True, slots=True)
class Begun:
    """A call, whose arguments follow."""

    name: str


@dataclass(frozen=True, slots=True)
class Arguments:
    """More of those of the call that has begun."""

    text: str


def calls_of(value: object, offered: Offered) -> list[Call]:
    """A call, or a list of them, as most models write it.

    :raises Malformed: if any of it is something else, or calls what was not offered.
    """
    if value == []:
        raise Malformed
    return [call_of(item, offered) for item in (value if isinstance(value, list) else [value])]


def call_of(value: object, offered: Offered) -> Call:
    match value:
        case {"function": {"name": str(name)} as inner} | ({"name": str(name)} as inner):
            return new_call(name, arguments_in(inner), offered)
        case {"function": str(name)} as inner:
            return new_call(name, arguments_in(inner), offered)
    raise Malformed


def arguments_in(function: Any) -> object:
    for key in ("arguments", "parameters"):
        if key in function:
            given = function[key]
            return read_json(given) if isinstance(given, str) else given
    return {}


def new_call(name: str, arguments: object, offered: Offered) -> Call:
    if name not in offered or not isinstance(arguments, dict | None):
        raise Malformed
    return Call(name, json_text(arguments or {}))


def json_text(value: object) -> str:
    """As JSON; half a surrogate pair can only be written as an escape."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        raise Malformed from None
    return text


def read_json(text: str) -> object:
    """:raises Malformed: unless it is JSON, give or take a line break within a string."""
    try:
        return json.loads(text, strict=False, parse_constant=refuse)
    except (ValueError, RecursionError):
        raise Malformed from None


def refuse(_: str) -> NoReturn:
    raise Malformed


def read_json_calls(text: str, offered: Offered) -> list[Call]:
    """{"name": "f", "arguments": {"a": 1}}, or a list of such objects."""
    return calls_of(read_json(text), offered)


def read_named_call(text: str, offered: Offered) -> list[Call]:
    """f[ARGS]{"a": 1}, f{"a": 1}, or as most models write it."""
    if text[0] in "[{":
        return read_json_calls(text, offered)
    name = text[: text.index("{")]
    arguments = read_json(text[len(name) :])
    return [new_call(name.partition("[")[0].strip(), arguments, offered)]


def read_python_calls(text: str, offered: Offered) -> list[Call]:
    """[f(a=1), g(b="c")]"""
    with reading_python():
        match ast.parse(text, mode="eval").body:
            case ast.List(elts=[_, *_] as nodes):
                return [read_python_call(node, offered) for node in nodes]
    raise Malformed


def read_python_lines(text: str, offered: Offered) -> list[Call]:
    """f(a=1), and in the next line g(b="c")</function_calls>"""
    with reading_python():
        lines = ast.parse(text.removesuffix("</function_calls>").strip()).body
        nodes = [line.value for line in lines if isinstance(line, ast.Expr)]
        if nodes and len(nodes) == len(lines):
            return [read_python_call(node, offered) for node in nodes]
    raise Malformed


@contextmanager
def reading_python() -> Iterator[None]:
    try:
        with catch_warnings():
            simplefilter("ignore")  # Python's own opinion of what the model writes
            yield
    except (SyntaxError, TypeError, ValueError, RecursionError, MemoryError):
        raise Malformed from None


def read_python_call(node: ast.expr, offered: Offered) -> Call:
    if not isinstance(node, ast.Call) or node.args:
        raise Malformed
    arguments: dict[str, object] = {}
    for keyword in node.keywords:
        if keyword.arg is None:
            raise Malformed
        arguments[keyword.arg] = literal(keyword.value)
    return new_call(ast.unparse(node.func), arguments, offered)


JSON_WORDS = {"true": True, "false": False, "null": None}


def literal(node: ast.expr) -> object:
    """A value, also one that is spelled as in JSON."""
    match node:
        case ast.Name(id=word) if word in JSON_WORDS:
            return JSON_WORDS[word]
        case ast.List(elts=items) | ast.Tuple(elts=items):
            return [literal(item) for item in items]
        case ast.Dict(keys=keys, values=values):
            return {str(literal(k)): literal(v) for k, v in zip(keys, values, strict=True) if k}
    return ast.literal_eval(node)


def read_tagged_call(text: str, offered: Offered) -> list[Call]:
    """<function=f><parameter=a>1</parameter></function>"""
    name, _, body = text.removeprefix("<function=").removesuffix("</function>").partition(">")
    return [new_call(name, read_tags(PARAMETER, body, offered.get(name, {})), offered)]


def read_paired_call(text: str, offered: Offered) -> list[Call]:
    """f<arg_key>a</arg_key><arg_value>1</arg_value></tool_call>"""
    name, mark, pairs = text.removesuffix("</tool_call>").partition("<arg_key>")
    name = name.strip()
    return [new_call(name, read_tags(PAIR, mark + pairs, offered.get(name, {})), offered)]


def read_tags(tag: re.Pattern[str], body: str, schema: Mapping[str, Any]) -> dict[str, object]:
    """Arguments between tags. :raises Malformed: where there is anything else."""
    types = properties_of(schema)
    arguments: dict[str, object] = {}
    place = 0
    while found := tag.match(body, place):
        key, value = found[1], found[2].removeprefix("\n").removesuffix("\n")
        arguments[key] = typed(value, types.get(key))
        place = found.end()
    if body[place:].strip():
        raise Malformed
    return arguments


def properties_of(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    properties = schema.get("properties")
    return properties if isinstance(properties, Mapping) else {}


def typed(value: str, schema: object) -> object:
    """Tags do not tell a number from its digits, so the schema has to. In doubt it is a text."""
    if not isinstance(schema, Mapping):
        return value
    if "anyOf" not in schema and schema.get("type", "string") == "string":
        return value
    try:
        return read_json(value)
    except Malformed:
        return value
