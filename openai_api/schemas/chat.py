"""POST /v1/chat/completions, as it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from actors.messages import Chat, Request
from openai_api.body import Json
from openai_api.errors import ApiError, invalid, unsupported_parameter
from openai_api.schemas import sampling
from openai_api.schemas.complaints import TAG
from openai_api.schemas.fields import MAX_INT64, Ask, Whole, complaint, read_parts
from openai_api.schemas.formats import Shape, held_to, is_json
from openai_api.schemas.legacy import (
    CalledFunction,
    FunctionCall,
    as_choice,
    as_tools,
    check_not_both,
    modern,
)
from openai_api.schemas.sampling import SamplingAsk, read_ask
from openai_api.schemas.speculation import PredictionAsk
from openai_api.schemas.tools import (
    FUNCTIONS,
    MAX_NAME,
    MAX_TOOLS,
    TOOLS,
    BadFunctions,
    Function,
    NamedTool,
    Tool,
    ToolChoice,
    check_tools,
    must_call,
    not_callable,
    offered,
)

MAX_MESSAGES = 4096
MAX_PARTS = 4096

UNSUPPORTED: dict[str, tuple[object, ...]] = sampling.UNSUPPORTED | {
    "audio": (),
    "best_of": (1,),
    "chat_template": (),
    "web_search_options": (),
}
SEEN_OR_HEARD = ("image_url", "input_audio", "file", "video_url", "audio_url")


def refuse_media(part: object) -> object:
    if isinstance(part, dict) and part.get("type") in SEEN_OR_HEARD:
        raise complaint("unsupported_value", "this model reads text only.")
    return part


def read_refusal(part: object) -> object:
    """What the model once said instead of an answer is text as well."""
    if isinstance(part, dict) and part.get("type") == "refusal" and "refusal" in part:
        return {"type": "text", "text": part["refusal"]}
    return part


class TextPart(Ask):
    type: Literal["text"]
    text: str


class ToolCall(Ask):
    """A call that the model made earlier in the conversation."""

    id: str
    type: Literal["function"]
    function: CalledFunction


def kind_of_content(value: object) -> str:
    return TAG + ("text" if isinstance(value, str) else "parts")


Parts = Annotated[
    list[Annotated[TextPart, BeforeValidator(read_refusal), BeforeValidator(refuse_media)]],
    Field(max_length=MAX_PARTS, fail_fast=True),
    BeforeValidator(read_parts),
]
Content = Annotated[
    Annotated[str, Tag(TAG + "text")] | Annotated[Parts, Tag(TAG + "parts")],
    Discriminator(kind_of_content),
]


class Message(Ask):
    role: Literal["system", "developer", "user", "assistant", "function", "tool"]
    content: Content | None = None
    name: str | None = None
    tool_calls: Annotated[list[ToolCall], Field(max_length=MAX_PARTS, fail_fast=True)] | None = None
    tool_call_id: str | None = None
    function_call: CalledFunction | None = None
    reasoning_content: str | None = None
    reasoning: str | None = None


class ChatAsk(SamplingAsk):
    messages: list[Message] = Field(min_length=1, max_length=MAX_MESSAGES, fail_fast=True)
    max_completion_tokens: Whole | None = Field(None, ge=1, le=MAX_INT64)
    max_tokens: Whole | None = Field(None, ge=1, le=MAX_INT64)
    logprobs: bool = False
    top_logprobs: Whole | None = Field(None, ge=0)

    # vLLM's
    add_special_tokens: bool = False
    include_reasoning: bool = True
    add_generation_prompt: bool = True
    continue_final_message: bool = False
    chat_template_kwargs: dict[str, Any] | None = None

    tools: list[Tool] = Field(default_factory=list, max_length=MAX_TOOLS, fail_fast=True)
    tool_choice: ToolChoice | None = None
    parallel_tool_calls: bool = True
    functions: (
        Annotated[list[Function], Field(min_length=1, max_length=MAX_TOOLS, fail_fast=True)] | None
    ) = None
    function_call: FunctionCall | None = None
    reasoning_effort: Literal["none", "minimal", "low", "medium", "high", "xhigh", "max"] | None = (
        None
    )

    prediction: PredictionAsk | None = None

    # Ours
    mark_drafts: bool = False  # a stream tells which tokens had been read ahead

    # Without effect here, and accepted.
    modalities: Annotated[list[Literal["text"]], Field(fail_fast=True)] | None = None
    verbosity: Literal["low", "medium", "high"] | None = None

    @property
    def is_legacy(self) -> bool:
        """It has functions instead of tools."""
        return self.functions is not None or self.function_call is not None

    @property
    def offers(self) -> Sequence[Tool]:
        return self.tools if self.functions is None else as_tools(self.functions)

    @property
    def choice(self) -> Any:
        """A `tool_choice`."""
        return as_choice(self.function_call) if self.is_legacy else self.tool_choice

    @property
    def shape(self) -> Shape:
        """A call that has to be made wins over a form; one that may be made stands beside it."""
        if must_call(self.choice):
            return Shape.CALL
        if not self.is_constrained:
            return Shape.FREE
        may_call = is_json(self.response_format) and offered(self.offers, self.choice)
        return Shape.FORM_OR_CALL if may_call else Shape.FORM

    @property
    def is_one_call(self) -> bool:
        """At most."""
        is_single = self.is_legacy or not self.parallel_tool_calls
        return is_single or isinstance(self.choice, NamedTool)

    @property
    def strict(self) -> frozenset[str]:
        """The functions that insist on their schemas."""
        return frozenset(tool.function.name for tool in self.offers if tool.function.strict)

    def not_callable(self, error: BadFunctions) -> ApiError:
        """What is told of functions that the answer cannot call."""
        names = [tool.function.name for tool in self.offers]
        return not_callable(names, error, FUNCTIONS if self.is_legacy else TOOLS)

    def template_arguments(self) -> dict[str, Any] | None:
        """What the client tells the template, in the words of any template that listens."""
        if self.reasoning_effort is None:
            return self.chat_template_kwargs
        effort: dict[str, Any] = {"reasoning_effort": self.reasoning_effort}
        if self.reasoning_effort == "none":
            effort["enable_thinking"] = False
        return effort | (self.chat_template_kwargs or {})

    def prompt(self) -> Chat:
        """The conversation as the model gets it."""
        messages = modern(message.model_dump(exclude_none=True) for message in self.messages)
        return Chat(
            tuple(messages),
            tools=tuple(tool.told() for tool in offered(self.offers, self.choice)) or None,
            template_arguments=self.template_arguments(),
            add_generation_prompt=self.add_generation_prompt,
            continue_final_message=self.continue_final_message,
            add_special_tokens=self.add_special_tokens,
        )

    def request(self) -> Request:
        """What the engine is asked. A grammar is compiled, which takes a moment."""
        wanted = self.max_completion_tokens
        request = self.request_for(
            self.prompt(),
            max_tokens=self.max_tokens if wanted is None else wanted,
            logprobs=(self.top_logprobs or 0) if self.logprobs else None,
        )
        if self.prediction is not None:
            request = replace(request, prediction=self.prediction.text)
        return request if self.shape is Shape.CALL else held_to(request, self.grammar())


def read_chat(body: Json, *, longest_name: int = MAX_NAME) -> ChatAsk:
    """The request in a body. :raises ApiError: about the first thing that is wrong with it."""
    ask = read_ask(ChatAsk, body, UNSUPPORTED)
    check_not_both(has_functions=ask.is_legacy, has_tools=bool(ask.tools))
    words = FUNCTIONS if ask.is_legacy else TOOLS
    check_tools(ask.offers, ask.choice, words=words, longest=longest_name)
    if ask.top_logprobs and not ask.logprobs:  # 0 asks for nothing
        raise lonely_top_logprobs()
    return ask


def lonely_top_logprobs() -> ApiError:
    message = "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled."
    return invalid(message, param="top_logprobs")


def refuse_untold(ask: ChatAsk) -> None:
    """:raises ApiError: for what only a chat's own answer tells."""
    wanted = {
        "functions": ask.is_legacy,
        "prompt_logprobs": ask.prompt_logprobs is not None,
        "return_token_ids": ask.return_token_ids,
    }
    for param, is_wanted in wanted.items():
        if is_wanted:
            raise unsupported_parameter(param)
