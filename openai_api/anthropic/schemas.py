"""POST /v1/messages, as it is sent."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    ValidationError,
)

from openai_api.body import Json
from openai_api.errors import unsupported_parameter
from openai_api.schemas.chat import MAX_MESSAGES, MAX_PARTS, kind_of_content
from openai_api.schemas.complaints import TAG, explain
from openai_api.schemas.fields import (
    MAX_INT64,
    Ask,
    Decimal,
    Whole,
    complaint,
    of_types,
    read_parts,
)
from openai_api.schemas.sampling import StopStrings

UNSUPPORTED = ("container", "mcp_servers")
SEEN = ("image", "document", "search_result")


class TextBlock(Ask):
    type: Literal["text"]
    text: str


class ThinkingBlock(Ask):
    """Earlier thoughts: the chat template knows which of them the model sees again."""

    type: Literal["thinking", "redacted_thinking"]
    thinking: str = ""


class UseBlock(Ask):
    """A call that the model made earlier."""

    type: Literal["tool_use"]
    id: str
    name: str
    input: dict[str, Any]


def refuse_media(block: object) -> object:
    if isinstance(block, dict) and block.get("type") in SEEN:
        raise complaint("unsupported_value", "this model reads text only.")
    return block


TextBlocks = Annotated[
    list[Annotated[TextBlock, BeforeValidator(refuse_media)]],
    Field(max_length=MAX_PARTS, fail_fast=True),
    BeforeValidator(read_parts),
]
Texts = Annotated[
    Annotated[str, Tag(TAG + "text")] | Annotated[TextBlocks, Tag(TAG + "parts")],
    Discriminator(kind_of_content),
]


class ResultBlock(Ask):
    """What the called function said."""

    type: Literal["tool_result"]
    tool_use_id: str
    content: Texts = ""
    is_error: bool = False


KINDS = {
    "thinking": "thinking",
    "redacted_thinking": "thinking",
    "tool_use": "tool_use",
    "tool_result": "tool_result",
}


def kind_of_block(value: object) -> str:
    kind = value.get("type") if isinstance(value, dict) else None
    return TAG + (KINDS.get(kind, "text") if isinstance(kind, str) else "text")


Block = Annotated[
    Annotated[TextBlock, Tag(TAG + "text")]
    | Annotated[ThinkingBlock, Tag(TAG + "thinking")]
    | Annotated[UseBlock, Tag(TAG + "tool_use")]
    | Annotated[ResultBlock, Tag(TAG + "tool_result")],
    Discriminator(kind_of_block),
    of_types("text", *KINDS),
    BeforeValidator(refuse_media),
]
Blocks = Annotated[
    list[Block],
    Field(max_length=MAX_PARTS, fail_fast=True),
    BeforeValidator(read_parts),
]
Content = Annotated[
    Annotated[str, Tag(TAG + "text")] | Annotated[Blocks, Tag(TAG + "parts")],
    Discriminator(kind_of_content),
]


class Turn(Ask):
    role: Literal["user", "assistant", "system"]
    content: Content


class SystemTurn(Ask):
    """Instructions that hold from here on."""

    role: Literal["system"]
    content: Texts


def kind_of_turn(value: object) -> str:
    is_system = isinstance(value, dict) and value.get("role") == "system"
    return TAG + ("system" if is_system else "said")


def refuse_early(turns: list[Turn | SystemTurn]) -> list[Turn | SystemTurn]:
    """Nobody has said anything yet."""
    if isinstance(turns[0], SystemTurn):
        raise complaint("invalid_value", "the first of them is no system turn; use 'system'.")
    return turns


Turns = Annotated[
    list[
        Annotated[
            Annotated[Turn, Tag(TAG + "said")] | Annotated[SystemTurn, Tag(TAG + "system")],
            Discriminator(kind_of_turn),
        ]
    ],
    Field(min_length=1, max_length=MAX_MESSAGES, fail_fast=True),
    AfterValidator(refuse_early),
]


class Tool(Ask):
    type: Literal["custom"] = "custom"
    name: str
    description: str | None = None
    input_schema: dict[str, Any]
    strict: bool | None = None


class ToolChoice(Ask):
    type: Literal["auto", "any", "tool", "none"]
    name: str | None = None
    disable_parallel_tool_use: bool = False


class Thinking(Ask):
    """How much of it is the model's own affair, but it can be turned off."""

    type: Literal["enabled", "disabled", "adaptive", "between_tools"]


class OutputFormat(Ask):
    type: Literal["json_schema"]
    schema_: dict[str, Any] = Field(alias="schema")


class OutputConfig(Ask):
    format: OutputFormat | None = None
    effort: Literal["low", "medium", "high", "xhigh", "max"] | None = None


class CountAsk(Ask):
    """What `/v1/messages/count_tokens` takes."""

    model: str
    messages: Turns
    system: Texts | None = None
    tools: list[Tool] = Field(default_factory=list, max_length=128, fail_fast=True)
    tool_choice: ToolChoice | None = None
    thinking: Thinking | None = None
    output_config: OutputConfig = OutputConfig()
    output_format: OutputFormat | None = None  # what `output_config.format` was once called


class MessagesAsk(CountAsk):
    max_tokens: Whole = Field(ge=1, le=MAX_INT64)
    metadata: dict[str, Any] | None = None
    service_tier: str | None = None
    stop_sequences: StopStrings = Field(default_factory=list)
    stream: bool = False
    temperature: Decimal | None = Field(None, ge=0, le=1)
    top_k: Whole | None = Field(None, ge=0)
    top_p: Decimal | None = Field(None, ge=0, le=1)


def read_messages(body: Json) -> MessagesAsk:
    """:raises ApiError: about the first thing that is wrong with a body."""
    try:
        ask = MessagesAsk.model_validate(body)
    except ValidationError as error:
        raise explain(error) from None
    for name in UNSUPPORTED:
        if body.get(name):
            raise unsupported_parameter(name)
    return ask


def read_count(body: Json) -> CountAsk:
    """:raises ApiError: about the first thing that is wrong with a body."""
    try:
        return CountAsk.model_validate(body)
    except ValidationError as error:
        raise explain(error) from None
