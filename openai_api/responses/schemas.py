"""POST /v1/responses, as it is sent."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, ValidationError

from openai_api import errors
from openai_api.body import Json
from openai_api.responses.tool_schemas import ToolInput
from openai_api.schemas.chat import MAX_MESSAGES, MAX_PARTS, kind_of_content
from openai_api.schemas.complaints import TAG, explain
from openai_api.schemas.fields import (
    MAX_INT64,
    Ask,
    Decimal,
    Identifier,
    Metadata,
    Query,
    Whole,
    complaint,
    of_types,
    read_parts,
)
from openai_api.schemas.tools import MAX_TOOLS, refuse_others

# What cannot be honoured, and the values that ask for nothing.
UNSUPPORTED: dict[str, tuple[object, ...]] = {
    "context_management": ([],),
    "conversation": (),
    "prompt": (),
}
SEEN = ("input_image", "input_file", "input_audio")


def refuse_media(part: object) -> object:
    if isinstance(part, dict) and part.get("type") in SEEN:
        raise complaint("unsupported_value", "this model reads text only.")
    return part


def read_refusal(part: object) -> object:
    """What the model once said instead of an answer is text as well."""
    if isinstance(part, dict) and part.get("type") == "refusal" and "refusal" in part:
        return {"type": "refusal", "text": part["refusal"]}
    return part


class TextPart(Ask):
    type: Literal["input_text", "output_text", "text", "refusal"]
    text: str


Parts = Annotated[
    list[Annotated[TextPart, BeforeValidator(read_refusal), BeforeValidator(refuse_media)]],
    Field(max_length=MAX_PARTS, fail_fast=True),
    BeforeValidator(read_parts),
]
Content = Annotated[
    Annotated[str, Tag(TAG + "text")] | Annotated[Parts, Tag(TAG + "parts")],
    Discriminator(kind_of_content),
]


class MessageInput(Ask):
    type: Literal["message"] = "message"
    id: str | None = None
    role: Literal["system", "developer", "user", "assistant"]
    content: Content = ""


class CallInput(Ask):
    """A call that the model made earlier."""

    type: Literal["function_call"]
    id: str | None = None
    call_id: str
    name: str
    namespace: str | None = None
    arguments: str


class CustomCallInput(Ask):
    """An earlier call of a function that takes any text."""

    type: Literal["custom_tool_call"]
    id: str | None = None
    call_id: str
    name: str
    namespace: str | None = None
    input: str


class OutputInput(Ask):
    """What the called function said."""

    type: Literal["function_call_output", "custom_tool_call_output"]
    id: str | None = None
    call_id: str | None = None  # without one it answers no call of the model's
    name: str | None = None
    output: Content


class ThoughtPart(Ask):
    text: str = ""


class ReasoningInput(Ask):
    """Earlier thoughts: the chat template knows which of them the model sees again."""

    type: Literal["reasoning"]
    id: str | None = None
    summary: list[ThoughtPart] = Field(default_factory=list, max_length=MAX_PARTS, fail_fast=True)
    content: list[ThoughtPart] = Field(default_factory=list, max_length=MAX_PARTS, fail_fast=True)


class ReferenceInput(Ask):
    """An item of a response that was kept."""

    type: Literal["item_reference"] = "item_reference"
    id: str


KINDS = (
    "message",
    "function_call",
    "function_call_output",
    "custom_tool_call",
    "custom_tool_call_output",
    "reasoning",
    "item_reference",
)


def kind_of_item(value: object) -> str:
    if not isinstance(value, dict):
        return TAG + "message"
    kind = "item_reference" if value.keys() == {"id"} else value.get("type")
    if kind == "custom_tool_call_output":
        kind = "function_call_output"
    return TAG + (kind if isinstance(kind, str) and kind in KINDS else "message")


InputItem = Annotated[
    Annotated[MessageInput, Tag(TAG + "message")]
    | Annotated[CallInput, Tag(TAG + "function_call")]
    | Annotated[CustomCallInput, Tag(TAG + "custom_tool_call")]
    | Annotated[OutputInput, Tag(TAG + "function_call_output")]
    | Annotated[ReasoningInput, Tag(TAG + "reasoning")]
    | Annotated[ReferenceInput, Tag(TAG + "item_reference")],
    Discriminator(kind_of_item),
    of_types(*KINDS),
]
Items = Annotated[
    list[InputItem],
    Field(min_length=1, max_length=MAX_MESSAGES, fail_fast=True),
    BeforeValidator(read_parts),
]
Input = Annotated[
    Annotated[str, Tag(TAG + "text")] | Annotated[Items, Tag(TAG + "parts")],
    Discriminator(kind_of_content),
]


class TextOptions(Ask):
    format: dict[str, Any] = Field(default_factory=lambda: {"type": "text"})
    verbosity: Literal["low", "medium", "high"] | None = None


class StreamOptions(Ask):
    include_obfuscation: bool = False  # there is none


class ReasoningOptions(Ask):
    effort: str | None = None
    summary: str | None = None


def kind_of_choice(value: object) -> str:
    return TAG + ("mode" if isinstance(value, str) else "named")


ToolChoice = Annotated[
    Annotated[
        Annotated[str, Tag(TAG + "mode")] | Annotated[dict[str, Any], Tag(TAG + "named")],
        Discriminator(kind_of_choice),
    ],
    BeforeValidator(refuse_others),
]


# What may be told beside an answer. Most of it belongs to tools that there are none of.
Included = Literal[
    "code_interpreter_call.outputs",
    "computer_call_output.output.image_url",
    "file_search_call.results",
    "message.input_image.image_url",
    "message.output_text.logprobs",
    "reasoning.encrypted_content",
    "web_search_call.action.sources",
    "web_search_call.results",
]


class ResponsesAsk(Ask):
    """What is ours to read; everything about sampling is a chat's."""

    model: str
    input: Input
    background: bool = False
    instructions: str | None = None
    include: list[Included] = Field(default_factory=list, fail_fast=True)
    max_output_tokens: Whole | None = Field(None, ge=1, le=MAX_INT64)
    max_tool_calls: Whole | None = Field(None, ge=1, le=MAX_INT64)  # of OpenAI's own tools
    metadata: Metadata = Field(default_factory=dict)
    parallel_tool_calls: bool = True
    previous_response_id: str | None = None
    prompt_cache_key: str | None = None
    reasoning: ReasoningOptions = ReasoningOptions()
    safety_identifier: Identifier | None = None
    store: bool = True
    stream: bool = False
    stream_options: StreamOptions | None = None
    temperature: Decimal = Field(1.0, ge=0, le=2)
    text: TextOptions = TextOptions()
    tool_choice: ToolChoice = "auto"
    tools: list[ToolInput] = Field(default_factory=list, max_length=MAX_TOOLS, fail_fast=True)
    top_logprobs: Whole = Field(0, ge=0, le=20)
    top_p: Decimal = Field(1.0, ge=0, le=1)
    truncation: Literal["auto", "disabled"] = "disabled"
    user: Identifier | None = None


class HowTold(Query):
    """Of a response that was kept."""

    stream: bool = False
    starting_after: int | None = Field(None, ge=0)  # the last event that is known already


class Page(Query):
    """A part of a list."""

    order: Literal["asc", "desc"] = "desc"
    after: str | None = None  # the last one of the page before
    limit: int = Field(20, ge=1, le=100)


def read_responses(body: Json) -> ResponsesAsk:
    """The request in a body. :raises ApiError: about the first thing that is wrong with it."""
    try:
        ask = ResponsesAsk.model_validate(body)
    except ValidationError as error:
        raise explain(error) from None
    for name, harmless in UNSUPPORTED.items():
        if body.get(name) is not None and body[name] not in harmless:
            raise errors.unsupported_parameter(name)
    if ask.background and not ask.store:
        why = "`background` needs `store`: nobody could ask for what is not kept."
        raise errors.invalid(why, param="background", code="invalid_value")
    return ask
