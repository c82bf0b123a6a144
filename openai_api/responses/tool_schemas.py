"""The tools of a request for a response, as they are sent."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from openai_api.schemas.complaints import TAG
from openai_api.schemas.fields import Ask
from openai_api.schemas.tools import MAX_TOOLS, LongName


class ToolFormat(Ask):
    """Which text a function takes."""

    type: Literal["text", "grammar"]
    syntax: Literal["lark", "regex"] | None = None
    definition: str | None = None


class CustomTool(Ask):
    """A function that takes any text instead of arguments."""

    type: Literal["custom"]
    name: LongName
    description: str | None = None
    format: ToolFormat = ToolFormat(type="text")


def kind_of_tool(value: object) -> str:
    kind = value.get("type") if isinstance(value, dict) else None
    return TAG + (kind if kind in ("custom", "namespace") else "other")


def kind_within(value: object) -> str:
    return kind_of_tool(value).replace("namespace", "other")


class NamespaceTool(Ask):
    """Functions that belong together."""

    type: Literal["namespace"]
    name: LongName
    description: str | None = None
    tools: list[
        Annotated[
            Annotated[CustomTool, Tag(TAG + "custom")]
            | Annotated[dict[str, Any], Tag(TAG + "other")],
            Discriminator(kind_within),
        ]
    ] = Field(max_length=MAX_TOOLS, fail_fast=True)


GivenTool = CustomTool | NamespaceTool | dict[str, Any]  # functions as they are: chats read them
ToolInput = Annotated[
    Annotated[CustomTool, Tag(TAG + "custom")]
    | Annotated[NamespaceTool, Tag(TAG + "namespace")]
    | Annotated[dict[str, Any], Tag(TAG + "other")],
    Discriminator(kind_of_tool),
]
