"""POST /v1/chat/completions, as it is sent."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from actors.messages import Chat, Request
from openai_api.body import Json
from openai_api.errors import ApiError, invalid
from openai_api.schemas import sampling
from openai_api.schemas.complaints import TAG
from openai_api.schemas.fields import MAX_INT64, Ask, Whole, complaint, wrong_kind
from openai_api.schemas.sampling import SamplingAsk, read_ask

MAX_MESSAGES = 4096
MAX_PARTS = 4096

UNSUPPORTED: dict[str, tuple[object, ...]] = sampling.UNSUPPORTED | {
    "audio": (),
    "best_of": (1,),
    "chat_template": (),
    "function_call": ("none", "auto"),
    "functions": ([],),
    "reasoning_effort": (),
    "tool_choice": ("none", "auto"),
    "tools": ([],),
    "web_search_options": (),
}
SEEN_OR_HEARD = ("image_url", "input_audio", "file", "video_url", "audio_url")


def refuse_media(part: object) -> object:
    if isinstance(part, dict) and part.get("type") in SEEN_OR_HEARD:
        raise complaint("unsupported_value", "this model reads text only.")
    return part


class TextPart(Ask):
    type: Literal["text"]
    text: str


class CalledFunction(Ask):
    name: str
    arguments: str


class ToolCall(Ask):
    """A call that the model made earlier in the conversation."""

    id: str
    type: Literal["function"]
    function: CalledFunction


def kind_of_content(value: object) -> str:
    return TAG + ("text" if isinstance(value, str) else "parts")


def read_parts(value: object) -> object:
    if isinstance(value, list):
        return value
    raise wrong_kind("one of a string or an array of objects")


Parts = Annotated[
    list[Annotated[TextPart, BeforeValidator(refuse_media)]],
    Field(max_length=MAX_PARTS),
    BeforeValidator(read_parts),
]
Content = Annotated[
    Annotated[str, Tag(TAG + "text")] | Annotated[Parts, Tag(TAG + "parts")],
    Discriminator(kind_of_content),
]


class Message(Ask):
    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: Content | None = None
    name: str | None = None
    tool_calls: list[ToolCall] | None = None
    tool_call_id: str | None = None
    reasoning_content: str | None = None
    reasoning: str | None = None


class ChatAsk(SamplingAsk):
    messages: list[Message] = Field(min_length=1, max_length=MAX_MESSAGES)
    max_completion_tokens: Whole | None = Field(None, ge=1, le=MAX_INT64)
    max_tokens: Whole | None = Field(None, ge=1, le=MAX_INT64)
    logprobs: bool = False
    top_logprobs: Whole | None = Field(None, ge=0, le=20)

    # vLLM's
    add_generation_prompt: bool = True
    continue_final_message: bool = False
    chat_template_kwargs: dict[str, Any] | None = None

    # Without effect here, and accepted.
    modalities: list[Literal["text"]] | None = None
    parallel_tool_calls: bool | None = None
    prediction: dict[str, Any] | None = None
    verbosity: Literal["low", "medium", "high"] | None = None

    def request(self) -> Request:
        """What the engine is asked."""
        messages = tuple(message.model_dump(exclude_none=True) for message in self.messages)
        chat = Chat(
            messages,
            template_arguments=self.chat_template_kwargs,
            add_generation_prompt=self.add_generation_prompt,
            continue_final_message=self.continue_final_message,
        )
        wanted = self.max_completion_tokens
        return self.request_for(
            chat,
            max_tokens=self.max_tokens if wanted is None else wanted,
            logprobs=(self.top_logprobs or 0) if self.logprobs else None,
        )


def read_chat(body: Json) -> ChatAsk:
    """The request in a body. :raises ApiError: about the first thing that is wrong with it."""
    ask = read_ask(ChatAsk, body, UNSUPPORTED)
    if ask.top_logprobs is not None and not ask.logprobs:
        raise lonely_top_logprobs()
    return ask


def lonely_top_logprobs() -> ApiError:
    message = "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled."
    return invalid(message, param="top_logprobs")
