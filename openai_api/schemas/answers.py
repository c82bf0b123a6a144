"""What clients get: exactly these fields, always all of them, in this order.

`UNSET` is a key that is not there, None is null; clients tell the two apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from openai_api.schemas.draft_reports import CompletionDetails, SpeculationReport


class PromptDetails(Struct, frozen=True):
    cached_tokens: int
    audio_tokens: int = 0  # there are none; clients in Swift fail without the key


class Usage(Struct, frozen=True):
    prompt_tokens: int
    completion_tokens: int
    total_tokens: int
    prompt_tokens_details: PromptDetails
    completion_tokens_details: CompletionDetails | UnsetType = UNSET
    speculation: SpeculationReport | UnsetType = UNSET


# Of a prompt, as vLLM tells of it


class PromptToken(Struct, frozen=True):
    logprob: float
    rank: int
    decoded_token: str


PromptLogprobs = list[dict[int, PromptToken] | None]


# Chat


class ChatTopToken(Struct, frozen=True):
    token: str
    logprob: float
    bytes: list[int]


class ChatToken(Struct, frozen=True):
    token: str
    logprob: float
    bytes: list[int]
    top_logprobs: list[ChatTopToken]


class ChatLogprobs(Struct, frozen=True):
    content: list[ChatToken]
    refusal: None = None


class CalledFunction(Struct, frozen=True):
    name: str
    arguments: str


class ToolCall(Struct, frozen=True):
    id: str
    function: CalledFunction
    type: Literal["function"] = "function"


class ChatMessage(Struct, frozen=True):
    content: str | None
    role: Literal["assistant"] = "assistant"
    refusal: None = None
    tool_calls: list[ToolCall] | UnsetType = UNSET
    function_call: CalledFunction | UnsetType = UNSET
    reasoning_content: str | UnsetType = UNSET
    reasoning: str | UnsetType = UNSET  # the same, as newer clients call it


class ChatChoice(Struct, frozen=True):
    index: int
    message: ChatMessage
    logprobs: ChatLogprobs | None
    finish_reason: str
    token_ids: list[int] | UnsetType = UNSET


class ChatAnswer(Struct, frozen=True, tag_field="object", tag="chat.completion"):
    id: str
    created: int
    model: str
    choices: list[ChatChoice]
    usage: Usage
    prompt_logprobs: PromptLogprobs | UnsetType = UNSET
    prompt_token_ids: list[int] | UnsetType = UNSET


class FunctionDelta(Struct, frozen=True):
    arguments: str
    name: str | UnsetType = UNSET


class ToolCallDelta(Struct, frozen=True):
    """Only the first one of a call has its id, its type and its name: clients add up the rest."""

    index: int
    function: FunctionDelta
    id: str | UnsetType = UNSET
    type: Literal["function"] | UnsetType = UNSET


class ChatDelta(Struct, frozen=True):
    role: Literal["assistant"] | UnsetType = UNSET
    content: str | UnsetType = UNSET
    tool_calls: list[ToolCallDelta] | UnsetType = UNSET
    function_call: FunctionDelta | UnsetType = UNSET
    reasoning_content: str | UnsetType = UNSET
    reasoning: str | UnsetType = UNSET


class ChatChunkChoice(Struct, frozen=True):
    index: int
    delta: ChatDelta
    logprobs: ChatLogprobs | None = None
    finish_reason: str | None = None
    token_ids: list[int] | UnsetType = UNSET
    drafts: Sequence[tuple[str, bool]] | UnsetType = UNSET  # token texts; true: read ahead


class ChatChunk(Struct, frozen=True, tag_field="object", tag="chat.completion.chunk"):
    id: str
    created: int
    model: str
    choices: list[ChatChunkChoice]
    usage: Usage | UnsetType | None = UNSET
    prompt_logprobs: PromptLogprobs | UnsetType = UNSET
    prompt_token_ids: list[int] | UnsetType = UNSET


# Completions: a chunk of a stream has the same fields as the whole.


class TextLogprobs(Struct, frozen=True):
    tokens: list[str]
    token_logprobs: list[float | None]
    top_logprobs: list[dict[str, float] | None]
    text_offset: list[int]


class TextChoice(Struct, frozen=True):
    index: int
    text: str
    logprobs: TextLogprobs | None = None
    finish_reason: str | None = None
    prompt_logprobs: PromptLogprobs | UnsetType = UNSET
    prompt_token_ids: list[int] | UnsetType = UNSET
    token_ids: list[int] | UnsetType = UNSET


class TextAnswer(Struct, frozen=True, tag_field="object", tag="text_completion"):
    id: str
    created: int
    model: str
    choices: list[TextChoice]
    usage: Usage | UnsetType | None = UNSET


# Models


class ModelCard(Struct, frozen=True, tag_field="object", tag="model"):
    id: str
    created: int
    owned_by: str
    root: str  # vLLM's: what it is, whatever its name; a tokenizer is looked for there
    max_model_len: int | UnsetType = UNSET  # vLLM's, once it is known


class ModelList(Struct, frozen=True, tag_field="object", tag="list"):
    data: list[ModelCard]


# Health


class HealthReport(Struct, frozen=True):
    status: str  # loading, ready, silent (without proof of life), restarting, draining, ...
    stage: str | UnsetType = UNSET  # of loading
    progress: float | UnsetType = UNSET  # of that stage, from 0 to 1
    restarts: int | UnsetType = UNSET  # how often the device had to be replaced


class VersionReport(Struct, frozen=True):
    version: str


# Errors


class ErrorTold(Struct, frozen=True):
    message: str
    type: str
    param: str | None
    code: str | None


class ErrorAnswer(Struct, frozen=True):
    """The body of every answer that is an error, and the data of an event that is one."""

    error: ErrorTold
