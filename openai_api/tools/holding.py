"""What an answer is held to: here it is decided which grammar a chat has.

CALL           that of calls (`forcing`)
FORM           that of the form, which the request has already
FORM_OR_CALL   both, side by side: as long as it calls it has nothing to say in that form yet
FREE           one that holds calls alone, from their mark on (`guiding`)
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from actors.engine import Engine
from actors.grammars import schema_of
from actors.messages import Chat, Request
from actors.ports import aside
from openai_api.schemas.chat import ChatAsk
from openai_api.schemas.formats import Shape, held_to
from openai_api.tools.calls import Offered
from openai_api.tools.forcing import call_grammar, checked_together, force_call, spelled
from openai_api.tools.guiding import guide_calls, objects_of
from openai_api.tools.speech import keep_marks, offered_in, template_of
from openai_api.tools.syntaxes import Syntax, syntax_of


async def hold(ask: ChatAsk, request: Request, engine: Engine) -> Request:
    """The request as the engine gets it.

    :raises BadFunctions: when the schemas of the tools cannot be followed.
    """
    shape, one = ask.shape, ask.is_one_call
    if shape is Shape.FORM:
        return request
    request = keep_marks(request, engine)
    if shape is Shape.CALL:
        return await force_call(request, engine, is_one_call=one)
    if shape is Shape.FREE:
        return await guide_calls(request, engine, is_one_call=one, strict=ask.strict)
    return await offer_calls(request, engine, is_one_call=one, strict=ask.strict)


async def offer_calls(
    request: Request, engine: Engine, *, is_one_call: bool, strict: frozenset[str]
) -> Request:
    """The same request, which has a form; its answer may be a call instead.

    :raises BadFunctions: also when there would be no call that fits beside the form.
    """
    prompt = request.prompt
    if not isinstance(prompt, Chat):
        return request
    make = partial(
        form_or_call,
        request.sampling.grammar,
        syntax_of(template_of(prompt, engine)),
        offered_in(prompt),
        is_one_call=is_one_call,
        strict=strict,
        spell=partial(spelled, engine=engine),
    )
    return held_to(request, await aside(make))


def form_or_call(
    form: str,
    syntax: Syntax,
    offered: Offered,
    *,
    is_one_call: bool,
    strict: frozenset[str],
    spell: Callable[[str], str],
) -> str:
    """Blocks for a moment. :raises BadFunctions:"""
    objects = objects_of(offered, strict)
    calls = call_grammar(syntax, objects, is_one_call=is_one_call, spell=spell, name="calls")
    start = f"start: form | calls\nform: %json {json.dumps(schema_of(form))}"
    return checked_together(f"{start}\n{calls}")
