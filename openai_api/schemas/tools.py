"""The functions that a model may call, and whether it may, as clients say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag

from openai_api.errors import ApiError, invalid, string_too_long
from openai_api.phrases import quote
from openai_api.schemas.complaints import TAG
from openai_api.schemas.fields import Ask, complaint, of_types, wrong_kind

MAX_TOOLS = 128
MAX_NAME = 64  # in chats
MAX_LONG_NAME = 128  # in every other API
NAME = re.compile(r"[a-zA-Z0-9_-]+")
NULLABLE = ("properties", "required")  # so Anthropic's clients say that there are none


def check_name(name: str) -> str:
    if not NAME.fullmatch(name):
        raise complaint(
            "invalid_value",
            "string does not match pattern. "
            "Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
        )
    return name


def check_parameters(schema: dict[str, Any]) -> dict[str, Any]:
    """Arguments have names, so what describes them describes an object."""
    absent = [key for key in NULLABLE if key in schema and schema[key] is None]
    schema = {key: value for key, value in schema.items() if key not in absent}
    if schema.get("type", "object") != "object":
        raise complaint(
            "invalid_function_parameters", "schema must be a JSON Schema of 'type: \"object\"'."
        )
    if not isinstance(schema.get("properties", {}), dict):
        raise complaint("invalid_function_parameters", "'properties' must be an object.")
    return schema


Name = Annotated[str, Field(max_length=MAX_NAME), AfterValidator(check_name)]
LongName = Annotated[str, Field(max_length=MAX_LONG_NAME), AfterValidator(check_name)]


class Function(Ask):
    name: LongName
    description: str | None = None
    parameters: Annotated[dict[str, Any], AfterValidator(check_parameters)] | None = None
    strict: bool | None = None


class Tool(Ask):
    type: Literal["function"]
    function: Function

    def told(self) -> dict[str, object]:
        """As templates get to see it. Whether it is strict is nothing to tell the model."""
        function = self.function.model_dump(exclude_none=True, exclude={"strict"})
        function.setdefault("parameters", {"type": "object", "properties": {}})
        return {"type": "function", "function": function}


class NamedFunction(Ask):
    name: str


class NamedTool(Ask):
    type: Literal["function"]
    function: NamedFunction


class AllowedTools(Ask):
    mode: Literal["auto", "required"]
    tools: list[NamedTool] = Field(min_length=1, max_length=MAX_TOOLS, fail_fast=True)


class AllowedChoice(Ask):
    type: Literal["allowed_tools"]
    allowed_tools: AllowedTools


def kind_of_choice(value: object) -> str:
    if isinstance(value, str):
        return TAG + "mode"
    is_allowed = isinstance(value, dict) and value.get("type") == "allowed_tools"
    return TAG + ("allowed" if is_allowed else "named")


def refuse_others(value: object) -> object:
    if isinstance(value, str | dict):
        return value
    raise wrong_kind("one of a string or an object")


ToolChoice = Annotated[
    Annotated[
        Annotated[Literal["none", "auto", "required"], Tag(TAG + "mode")]
        | Annotated[NamedTool, Tag(TAG + "named")]
        | Annotated[AllowedChoice, Tag(TAG + "allowed")],
        Discriminator(kind_of_choice),
    ],
    of_types("function", "allowed_tools"),
    BeforeValidator(refuse_others),
]


class BadFunctions(Exception):
    """They cannot be called."""

    def __init__(self, why: str, name: str | None = None) -> None:
        super().__init__(why)
        self.name = name  # of the one to blame; None: all of them together


def offered(tools: Sequence[Tool], choice: Any) -> list[Tool]:
    """Those of the tools that may be called.

    A model that may call none is not told of any: so its answer is text.
    """
    match choice:
        case "none":
            return []
        case NamedTool() | AllowedChoice():
            names = {name for _, name in names_in(choice)}
            return [tool for tool in tools if tool.function.name in names]
    return [*tools]


def must_call(choice: Any) -> bool:
    """Whether text alone is no answer."""
    if isinstance(choice, AllowedChoice):
        return choice.allowed_tools.mode == "required"
    return choice == "required" or isinstance(choice, NamedTool)


@dataclass(frozen=True, slots=True)
class ParamWords:
    """What the parameters are called."""

    tools: str
    function: str  # within one of them
    choice: str
    chosen: str  # within the choice


TOOLS = ParamWords("tools", ".function", "tool_choice", ".function.name")
FUNCTIONS = ParamWords("functions", "", "function_call", ".name")


def check_tools(
    tools: Sequence[Tool], choice: Any, *, words: ParamWords = TOOLS, longest: int = MAX_NAME
) -> None:
    """:raises ApiError: when they contradict themselves or each other, or a name is too long."""
    seen: set[str] = set()
    for nth, tool in enumerate(tools):
        name = tool.function.name
        param = f"{words.tools}[{nth}]{words.function}.name"
        if len(name) > longest:
            raise string_too_long(param, longest, len(name))
        if name in seen:
            message = f"Invalid '{param}': there is another function called '{quote(name)}'."
            raise invalid(message, param=param, code="invalid_value")
        seen.add(name)
    if choice in (None, "none", "auto"):
        return
    if not tools:
        message = (
            f"Invalid '{words.choice}': it is only allowed when '{words.tools}' are specified."
        )
        raise invalid(message, param=words.choice, code="invalid_value")
    for param, name in names_in(choice, words):
        if name not in seen:
            raise not_offered(param, name, words.tools)


def names_in(choice: Any, words: ParamWords = TOOLS) -> Iterator[tuple[str, str]]:
    """The functions that a choice names, each with the parameter that does."""
    match choice:
        case NamedTool():
            yield words.choice + words.chosen, choice.function.name
        case AllowedChoice():
            for nth, tool in enumerate(choice.allowed_tools.tools):
                param = f"tool_choice.allowed_tools.tools[{nth}].function.name"
                yield param, tool.function.name


def not_callable(names: Sequence[str], error: BadFunctions, words: ParamWords) -> ApiError:
    """`names` are those of the functions that were sent."""
    param = words.tools
    message = f"Invalid schemas for the functions in '{words.tools}': {error}"
    if error.name is not None:
        param = f"{words.tools}[{names.index(error.name)}]{words.function}.parameters"
        message = f"Invalid schema for function '{quote(error.name)}': {error}"
    return invalid(message, param=param, code="invalid_function_parameters")


def not_offered(param: str, name: str, tools: str) -> ApiError:
    message = f"Invalid '{param}': there is no function '{quote(name)}' in '{tools}'."
    return invalid(message, param=param, code="invalid_value")
