"""What an answer has to look like: OpenAI's `response_format`, and vLLM's names for the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import Enum, auto
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from actors import grammars
from actors.grammars import GrammarError
from actors.messages import Request
from actors.narrowing import checked, of_schema
from openai_api.errors import ApiError, invalid
from openai_api.phrases import quote
from openai_api.schemas.complaints import TAG
from openai_api.schemas.fields import Ask, of_types
from openai_api.schemas.tools import Name

MAX_CHOICES = 1024
MAX_TEXT = 64 * 1024

Words = Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]
Choices = Annotated[list[Words], Field(min_length=1, max_length=MAX_CHOICES, fail_fast=True)]


class Shape(Enum):
    """What an answer is made of."""

    FREE = auto()  # text, and calls where functions are offered
    FORM = auto()  # what the client has described: every character belongs to it
    CALL = auto()  # calls, from its first character on
    FORM_OR_CALL = auto()  # one of the two, from its first character on


class NamedSchema(Ask):
    name: Name
    schema_: dict[str, Any] = Field(alias="schema")
    description: str | None = None
    strict: bool | None = None  # it is enforced in any case


class PlainFormat(Ask):
    type: Literal["text", "json_object"]
    schema_: dict[str, Any] | None = Field(None, alias="schema")  # llama.cpp's: of the object


class SchemaFormat(Ask):
    type: Literal["json_schema"]
    json_schema: NamedSchema


class LarkFormat(Ask):
    type: Literal["grammar"]
    grammar: Words


class RegexFormat(Ask):
    type: Literal["regex"]
    pattern: Words


def kind_of_format(value: object) -> str:
    kind = value.get("type") if isinstance(value, dict) else None
    named = ("json_schema", "grammar", "regex")
    return TAG + (kind if isinstance(kind, str) and kind in named else "plain")


ResponseFormat = Annotated[
    Annotated[PlainFormat, Tag(TAG + "plain")]
    | Annotated[SchemaFormat, Tag(TAG + "json_schema")]
    | Annotated[LarkFormat, Tag(TAG + "grammar")]
    | Annotated[RegexFormat, Tag(TAG + "regex")],
    Discriminator(kind_of_format),
    of_types("text", "json_object", "json_schema", "grammar", "regex"),
]


def kind_of_schema(value: Any) -> str:
    """Some clients send a schema as text."""
    return TAG + ("text" if isinstance(value, str) else "object")


Schema = Annotated[
    Annotated[dict[str, Any], Tag(TAG + "object")] | Annotated[str, Tag(TAG + "text")],
    Discriminator(kind_of_schema),
]


class StructuredOutputs(Ask):
    """vLLM's: one of these."""

    json_: Schema | None = Field(None, alias="json")
    regex: Words | None = None
    choice: Choices | None = None
    grammar: Words | None = None
    json_object: bool | None = None


def is_json(form: Any) -> bool:
    """Whether it asks for JSON."""
    return isinstance(form, PlainFormat | SchemaFormat) and form.type != "text"


def grammar_of_format(form: Any) -> str:
    """Empty for any text. :raises ApiError: when the schema is none."""
    match form:
        case SchemaFormat():
            named = form.json_schema
            return made(
                lambda: of_schema(named.schema_),
                "response_format",
                code="invalid_json_schema",
                before=f"Invalid schema for response_format '{quote(named.name)}': ",
            )
        case PlainFormat(type="json_object", schema_=dict(schema)):
            return made(lambda: of_schema(schema), "response_format.schema")
        case PlainFormat(type="json_object"):
            return of_schema({"type": "object"})
        case LarkFormat():
            return made(lambda: lark(form.grammar), "response_format.grammar")
        case RegexFormat():
            return made(lambda: regular(form.pattern), "response_format.pattern")
    return ""


def grammar_of_outputs(given: StructuredOutputs, param: str = "structured_outputs.") -> str:
    """:raises ApiError: unless there is exactly one of them."""
    if given.json_object is False:
        given = given.model_copy(update={"json_object": None})
    told = [name for name in StructuredOutputs.model_fields if getattr(given, name) is not None]
    if len(told) != 1:
        about = param[:-1] if param.endswith(".") else param + told[-1].rstrip("_")
        message = f"Invalid '{about}': expected exactly one kind of constraint."
        raise invalid(message, param=about, code="invalid_value")
    if given.json_ is not None:
        return made(lambda: of_schema(read_schema(given.json_)), f"{param}json")
    if given.regex is not None:
        regex = given.regex
        return made(lambda: regular(regex), f"{param}regex")
    if given.choice is not None:
        choice = given.choice
        return made(lambda: checked(grammars.of_choice(choice)), f"{param}choice")
    if given.grammar is not None:
        grammar = given.grammar
        return made(lambda: lark(grammar), f"{param}grammar")
    return of_schema({"type": "object"})


def grammars_of_sglang(regex: str | None, ebnf: str | None) -> Iterator[str]:
    """Of its own fields. :raises ApiError: when one is none."""
    if regex is not None:
        yield made(lambda: regular(regex), "regex")
    if ebnf is not None:
        yield made(lambda: lark(ebnf), "ebnf")


def held_to(request: Request, grammar: str) -> Request:
    """A text with a grammar ends when the grammar says so, whatever else was wished."""
    if not grammar:
        return request
    return obeying(replace(request, ignore_eos=False), grammar, min_tokens=0)


def obeying(request: Request, grammar: str, **more: Any) -> Request:
    return replace(request, sampling=replace(request.sampling, grammar=grammar, **more))


def read_schema(given: Any) -> Any:
    if not isinstance(given, str):
        return given
    try:
        return json.loads(given)
    except (ValueError, RecursionError):
        raise GrammarError("it is not JSON.") from None


def made(
    make: Callable[[], str],
    param: str,
    *,
    code: str = "invalid_value",
    before: str | None = None,
) -> str:
    """A grammar that compiles. :raises ApiError: for any other."""
    try:
        return make()
    except GrammarError as error:
        raise bad(param, str(error), code=code, before=before) from None


def regular(pattern: str) -> str:
    return checked(grammars.of_regex(pattern))


def lark(grammar: str) -> str:
    return checked(grammars.of_lark(grammar))


def bad(param: str, why: str, *, code: str, before: str | None) -> ApiError:
    message = (f"Invalid '{param}': " if before is None else before) + why
    return invalid(message, param=param, code=code)
