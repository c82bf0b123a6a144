"""Functions as chats had them before there were tools: `functions` and `function_call`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Tag

from openai_api.errors import invalid
from openai_api.schemas.complaints import TAG
from openai_api.schemas.fields import Ask
from openai_api.schemas.tools import Function, NamedFunction, NamedTool, Tool, refuse_others


def kind_of_call(value: object) -> str:
    return TAG + ("mode" if isinstance(value, str) else "named")


FunctionCall = Annotated[
    Annotated[
        Annotated[Literal["none", "auto"], Tag(TAG + "mode")]
        | Annotated[NamedFunction, Tag(TAG + "named")],
        Discriminator(kind_of_call),
    ],
    BeforeValidator(refuse_others),
]


class CalledFunction(Ask):
    name: str
    arguments: str


def as_tools(functions: Sequence[Function]) -> list[Tool]:
    return [Tool(type="function", function=function) for function in functions]


def as_choice(call: Any) -> Any:
    """The `tool_choice` that means the same."""
    if isinstance(call, NamedFunction):
        return NamedTool(type="function", function=call)
    return call


def check_not_both(*, has_functions: bool, has_tools: bool) -> None:
    """:raises ApiError: for a request that speaks both ways."""
    if has_functions and has_tools:
        message = "'functions' and 'function_call' are not allowed beside 'tools'."
        raise invalid(message, param="functions", code="invalid_value")


def modern(messages: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same conversation with tools, as templates know it."""
    told: list[dict[str, Any]] = []
    last = ""
    for nth, message in enumerate(messages):
        call = message.pop("function_call", None)
        if call is not None:
            last = f"call_{nth}"
            message["tool_calls"] = [{"id": last, "type": "function", "function": call}]
        elif message["role"] == "function":
            message |= {"role": "tool", "tool_call_id": last}
        told.append(message)
    return told
