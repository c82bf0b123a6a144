"""Grammars of answers that are calls, for clients that insist on one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from actors.engine import Engine
from actors.grammars import JSON_STYLE, GrammarError, json_grammar
from actors.messages import Chat, Request
from actors.narrowing import checked, narrowed
from actors.ports import aside
from openai_api.schemas.formats import held_to
from openai_api.schemas.tools import BadFunctions
from openai_api.tools.calls import Offered
from openai_api.tools.speech import offered_in, template_of
from openai_api.tools.syntaxes import (
    GENERIC,
    HERMES,
    LLAMA,
    MISTRAL,
    Syntax,
    forced_syntax,
    syntax_of,
)

MOST_CALLS = 8  # at once; a weak model would never stop

MARK = re.compile(r"(</?tool_call>|\[TOOL_CALLS\])")

# In front of the first call, between two of them, behind the last one; the key of the arguments.
FORMS: tuple[tuple[Syntax, str, str, str, str], ...] = (
    (HERMES, "<tool_call>\n", "\n</tool_call>\n<tool_call>\n", "\n</tool_call>", "arguments"),
    (LLAMA, "", "; ", "", "parameters"),
    (MISTRAL, "[TOOL_CALLS][", ", ", "]", "arguments"),
    (GENERIC, "<tool_call>\n", "\n</tool_call>\n<tool_call>\n", "\n</tool_call>", "arguments"),
)


def quoted(text: str) -> str:
    """A string of Lark's."""
    return json.dumps(text)


def spelled(text: str, engine: Engine) -> str:
    """The same text; a mark that is a token is that token, and never its letters."""
    parts = []
    for part in filter(None, MARK.split(text)):
        ids = engine.vocabulary.encode(part, add_special_tokens=False)
        parts.append(f"<[{ids[0]}]>" if len(ids) == 1 and MARK.fullmatch(part) else quoted(part))
    return " ".join(parts)


async def force_call(request: Request, engine: Engine, *, is_one_call: bool) -> Request:
    """The same request; its answer is a call, whatever the model thinks.

    :raises BadFunctions: when the schemas of the tools cannot be followed.
    """
    prompt = request.prompt
    if not isinstance(prompt, Chat):
        return request
    syntax = syntax_of(template_of(prompt, engine))
    offered = offered_in(prompt)
    spell = partial(spelled, engine=engine)
    make = partial(checked_grammar, syntax, offered, is_one_call=is_one_call, spell=spell)
    return held_to(request, await aside(make))


def checked_grammar(
    syntax: Syntax, offered: Offered, *, is_one_call: bool, spell: Callable[[str], str]
) -> str:
    """Blocks for a moment. :raises BadFunctions: when a call cannot be written."""
    objects = {name: checked_object(name, schema) for name, schema in offered.items()}
    grammar = call_grammar(syntax, objects, is_one_call=is_one_call, spell=spell)
    return checked_together(grammar)


def checked_together(grammar: str) -> str:
    """:raises BadFunctions: when it does not compile."""
    try:
        return checked(grammar)
    except GrammarError as error:
        raise BadFunctions(str(error)) from None


def checked_object(name: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The arguments of a function, looked at alone, since the whole may name tokens of the model.

    :raises BadFunctions:
    """
    found = object_of(name, schema)
    try:
        checked(json_grammar(found))
    except GrammarError as error:
        raise BadFunctions(str(error), name) from None
    return found


def object_of(name: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """:raises BadFunctions: when the arguments of that function cannot be written."""
    try:
        return an_object(schema)
    except GrammarError as error:
        raise BadFunctions(str(error), name) from None


def call_grammar(
    syntax: Syntax,
    offered: Offered,
    *,
    is_one_call: bool,
    spell: Callable[[str], str],
    name: str = "start",
) -> str:
    """In Lark's words, under this name: one call or more of these functions, and nothing else.

    Their arguments are such as `an_object` makes them.
    """
    wanted = forced_syntax(syntax)
    _, before, between, behind, key = next(form for form in FORMS if form[0] is wanted)
    calls = "call" if is_one_call else f"call ({spell(between)} call){{0,{MOST_CALLS - 1}}}"
    around = [spell(before)] if before else [], [spell(behind)] if behind else []
    start = " ".join([f"{name}:", *around[0], calls, *around[1]])
    return "\n".join((start, *rules_of(offered, key)))


def rules_of(offered: Offered, key: str) -> Iterator[str]:
    """What a `call` is, in Lark's words."""
    yield "call: " + " | ".join(f"f{nth}" for nth in range(len(offered)))
    for nth, (name, schema) in enumerate(offered.items()):
        yield f'f{nth}: {head_of(name, key)} %json {json.dumps(schema)} "}}"'


def an_object(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Arguments have names even where the schema says nothing. White space would never end."""
    return {"type": "object", **narrowed(schema), "x-guidance": JSON_STYLE}


def head_of(name: str, key: str) -> str:
    """In the pieces in which schemas are read: who reads `{"name"` as one of them cannot read any
    other object in its place."""
    pieces = ("{", '"name"', ": ", json.dumps(name), ", ", json.dumps(key), ": ")
    return " ".join(map(quoted, pieces))
