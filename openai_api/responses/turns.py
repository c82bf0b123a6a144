"""A request for a response, as a request for a chat completion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from openai_api.body import Json
from openai_api.renaming import Renaming
from openai_api.responses.answers import (
    CallItem,
    CustomCallItem,
    Item,
    MessageItem,
    ReasoningItem,
)
from openai_api.responses.offers import choice_of, flat, with_arguments
from openai_api.responses.schemas import (
    CallInput,
    CustomCallInput,
    InputItem,
    MessageInput,
    OutputInput,
    ReasoningInput,
    ResponsesAsk,
    TextPart,
)

LOGPROBS = "message.output_text.logprobs"
OWN = {
    *ResponsesAsk.model_fields,
    "conversation",
    "context_management",
    "prompt",
}
KEPT = (
    "model",
    "parallel_tool_calls",
    "prompt_cache_key",
    "safety_identifier",
    "temperature",
    "top_p",
    "user",
    "stream",
)

Turn = dict[str, Any]
Call = CallInput | CustomCallInput | CallItem | CustomCallItem


def chat_body(
    body: Json, ask: ResponsesAsk, earlier: Sequence[Turn], tools: Sequence[Turn]
) -> Json:
    """The same wishes in a chat's fields; extensions that only chats know go along as they are."""
    chat: Json = {name: value for name, value in body.items() if name not in OWN}
    chat |= {name: body[name] for name in KEPT if body.get(name) is not None}
    chat.pop("stream_options", None)
    if ask.truncation == "auto":
        chat.setdefault("truncate_prompt_tokens", -1)
    system = [{"role": "system", "content": ask.instructions}] if ask.instructions else []
    chat["messages"] = [*system, *earlier, *turns_of(ask.input)]
    if ask.max_output_tokens is not None:
        chat["max_completion_tokens"] = ask.max_output_tokens
    if LOGPROBS in ask.include or ask.top_logprobs:
        chat |= {"logprobs": True, "top_logprobs": ask.top_logprobs}
    if ask.reasoning.effort is not None:
        chat["reasoning_effort"] = ask.reasoning.effort
    if tools:
        chat["tools"] = tools
        chat["tool_choice"] = choice_of(ask.tool_choice)
    elif ask.tool_choice not in ("auto", "none"):
        chat["tool_choice"] = choice_of(ask.tool_choice)
    form = ask.text.format
    if form.get("type") != "text":
        chat["response_format"] = chat_format(form)
    return chat


def turns_of(given: str | Sequence[InputItem]) -> list[Turn]:
    """What was sent, as messages."""
    turns = Turns()
    if isinstance(given, str):
        turns.say("user", given)
        return turns.told
    for item in given:
        match item:
            case ReasoningInput():
                turns.think(item)
            case MessageInput():
                turns.say(item.role, words(item.content))
            case CallInput():
                turns.call(item, item.arguments)
            case CustomCallInput():
                turns.call(item, with_arguments(item.input))
            case OutputInput():
                said = {"tool_call_id": item.call_id, "name": item.name}
                told = {name: value for name, value in said.items() if value is not None}
                turns.say("tool", words(item.output), **told)
    return turns.told


def turns_told(output: Sequence[Item]) -> list[Turn]:
    """What the model said, for the next response of the same conversation."""
    turns = Turns()
    for item in output:
        match item:
            case ReasoningItem():
                turns.think(item)
            case MessageItem():
                turns.say("assistant", "".join(part.text for part in item.content))
            case CallItem():
                turns.call(item, item.arguments)
            case CustomCallItem():
                turns.call(item, with_arguments(item.input))
    return turns.told


class Turns:
    """Items as messages. Calls that follow each other, and the thoughts and words before them, are
    one turn of the assistant."""

    def __init__(self) -> None:
        self.told: list[Turn] = []
        self.thoughts = ""  # of a turn that is to come

    def think(self, item: ReasoningInput | ReasoningItem) -> None:
        self.thoughts += "".join(part.text for part in item.content or item.summary)

    def say(self, role: str, content: str | list[Turn], **fields: str) -> None:
        turn = {"role": role, **fields, "content": content}
        self.told.append(self.thoughtful(turn) if role == "assistant" else turn)
        self.thoughts = ""  # of a turn that never came

    def call(self, item: Call, arguments: str) -> None:
        if not self.told or self.told[-1]["role"] != "assistant":
            self.told.append({"role": "assistant", "content": None})
        function = {"name": flat(item.name, item.namespace), "arguments": arguments}
        call = {"id": item.call_id, "type": "function", "function": function}
        self.thoughtful(self.told[-1]).setdefault("tool_calls", []).append(call)

    def thoughtful(self, turn: Turn) -> Turn:
        if self.thoughts:
            turn["reasoning_content"] = turn.get("reasoning_content", "") + self.thoughts
            self.thoughts = ""
        return turn


def words(content: str | Sequence[TextPart]) -> str | list[Turn]:
    """One part is the same as its text."""
    if isinstance(content, str):
        return content
    texts = [part.text for part in content]
    return texts[0] if len(texts) == 1 else [{"type": "text", "text": text} for text in texts]


def chat_format(form: Turn) -> Turn:
    if form.get("type") != "json_schema":
        return form
    inner = {name: value for name, value in form.items() if name != "type"}
    return {"type": "json_schema", "json_schema": inner}


RENAMED: Renaming = (
    (re.compile(r"\bresponse_format\.json_schema\b"), "text.format"),
    (re.compile(r"\bresponse_format\b"), "text.format"),
    (re.compile(r"\btool_choice\.(function|allowed_tools)\b"), "tool_choice"),
    (re.compile(r"\b(tools\[\d+\])\.function\b"), r"\1"),
    (re.compile(r"\bmax_completion_tokens\b"), "max_output_tokens"),
    (re.compile(r"\breasoning_effort\b"), "reasoning.effort"),
    (re.compile(r"\bmessages\b(?=[\[.']|$)"), "input"),
)
