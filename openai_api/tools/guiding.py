"""Calls that the model makes of its own accord: from their mark on they are held to their schemas.

What it says besides is as free as ever. So a call that has begun is one of a function that there
is, with arguments that fit it; and what of it can be no other way is drafted for nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache, partial
from typing import Any

from actors.engine import Engine
from actors.messages import Chat, Request
from actors.ports import aside
from openai_api.schemas.formats import obeying
from openai_api.schemas.tools import BadFunctions
from openai_api.tools.calls import Offered
from openai_api.tools.forcing import (
    an_object,
    checked_together,
    object_of,
    rules_of,
)
from openai_api.tools.speech import offered_in, template_of
from openai_api.tools.syntaxes import HERMES, syntax_of

KEPT = 64  # grammars; a conversation has the same tools in each turn


async def guide_calls(
    request: Request, engine: Engine, *, is_one_call: bool, strict: frozenset[str]
) -> Request:
    """The same request; it is left as it is where nobody can tell what a call looks like.

    :raises BadFunctions: when the schema of one of the `strict` functions cannot be followed.
    """
    prompt = request.prompt
    if not isinstance(prompt, Chat):
        return request
    marks = marks_of(engine)
    offered = offered_in(prompt)
    if not offered or marks is None or syntax_of(template_of(prompt, engine)) is not HERMES:
        return request
    told = json.dumps(offered)
    try:
        grammar = await aside(partial(guide, told, marks, is_one_call, strict))
    except BadFunctions:
        if strict:
            raise
        return request
    return obeying(request, grammar)


def marks_of(engine: Engine) -> tuple[int, int] | None:
    """The tokens around a call, where they are tokens."""
    encode = engine.vocabulary.encode
    before, behind = (
        encode(mark, add_special_tokens=False) for mark in (HERMES.opens[0], HERMES.closes[0])
    )
    return (before[0], behind[0]) if len(before) == len(behind) == 1 else None


@lru_cache(KEPT)
def guide(told: str, marks: tuple[int, int], is_one_call: bool, strict: frozenset[str]) -> str:
    """Blocks for a moment. :raises BadFunctions: when it does not compile."""
    offered = objects_of(json.loads(told), strict)
    return checked_together(guided(offered, marks, is_one_call=is_one_call))


def objects_of(offered: Offered, strict: frozenset[str]) -> Offered:
    """The arguments of each function. :raises BadFunctions: about one that is strict."""
    return {
        name: object_of(name, schema) if name in strict else loose_object_of(name, schema)
        for name, schema in offered.items()
    }


def loose_object_of(name: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Any arguments, where the schema cannot be followed."""
    with suppress(BadFunctions):
        return object_of(name, schema)
    return an_object({})


def guided(offered: Offered, marks: tuple[int, int], *, is_one_call: bool) -> str:
    """In Lark's words: any tokens but the first mark, and calls."""
    before, behind = marks
    talk = "free marked? free" if is_one_call else "(free marked)* free"
    return "\n".join(
        (
            f"start: {talk}",
            f"free: <[^{before}]>*",
            f'marked: <[{before}]> "\\n" call "\\n" <[{behind}]>',
            *rules_of(offered, "arguments"),
        )
    )
