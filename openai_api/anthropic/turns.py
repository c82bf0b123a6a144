"""A request for a message, as a request for a chat completion."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from openai_api.anthropic.schemas import (
    CountAsk,
    MessagesAsk,
    ResultBlock,
    SystemTurn,
    TextBlock,
    ThinkingBlock,
    Tool,
    ToolChoice,
    Turn,
    UseBlock,
)
from openai_api.body import Json
from openai_api.renaming import Renaming

CHOICES = {"auto": "auto", "any": "required", "none": "none"}
Message = dict[str, Any]


def chat_body(body: Json, ask: CountAsk) -> Json:
    """The same wishes in a chat's fields; extensions that only chats know go along as they are."""
    chat: Json = {
        name: value for name, value in body.items() if name not in MessagesAsk.model_fields
    }
    chat["model"] = ask.model
    system = [] if ask.system is None else [{"role": "system", "content": words(ask.system)}]
    messages = system + [message for turn in ask.messages for message in messages_of(turn)]
    chat["messages"] = messages
    if is_begun(messages[-1]):
        chat.setdefault("continue_final_message", True)
        chat.setdefault("add_generation_prompt", False)
    if ask.tools:
        chat["tools"] = [function_of(tool) for tool in ask.tools]
    if ask.tool_choice is not None:
        chat["tool_choice"] = choice_of(ask.tool_choice)
        chat["parallel_tool_calls"] = not ask.tool_choice.disable_parallel_tool_use
    if ask.thinking is not None and ask.thinking.type == "disabled":
        chat.setdefault("reasoning_effort", "none")
    if ask.output_config.effort is not None:
        chat.setdefault("reasoning_effort", ask.output_config.effort)
    form = ask.output_config.format or ask.output_format
    if form is not None:
        named = {"name": "output", "schema": form.schema_}
        chat["response_format"] = {"type": "json_schema", "json_schema": named}
    if isinstance(ask, MessagesAsk):
        chat |= sampling_of(ask)
    return chat


def sampling_of(ask: MessagesAsk) -> Json:
    given = {"temperature": ask.temperature, "top_p": ask.top_p, "top_k": ask.top_k}
    chat: Json = {name: value for name, value in given.items() if value is not None}
    if ask.stop_sequences:
        chat["stop"] = ask.stop_sequences
    return chat | {"max_completion_tokens": ask.max_tokens, "stream": ask.stream}


def is_begun(message: Message) -> bool:
    """Whether this is the beginning of the answer, which goes on from there."""
    is_text = bool(message["content"]) and "tool_calls" not in message
    return message["role"] == "assistant" and is_text


def function_of(tool: Tool) -> Message:
    function: Message = {
        "name": tool.name,
        "description": tool.description or "",
        "parameters": tool.input_schema,
    }
    if tool.strict is not None:
        function["strict"] = tool.strict
    return {"type": "function", "function": function}


def messages_of(turn: Turn | SystemTurn) -> list[Message]:
    """A turn; results of calls come first, since they answer the turn before."""
    if isinstance(turn, SystemTurn):
        return [{"role": turn.role, "content": words(turn.content)}]
    if isinstance(turn.content, str):
        return [{"role": turn.role, "content": turn.content}]
    results = [
        {"role": "tool", "tool_call_id": block.tool_use_id, "content": words(block.content)}
        for block in turn.content
        if isinstance(block, ResultBlock)
    ]
    texts = [block for block in turn.content if isinstance(block, TextBlock)]
    calls = [
        {
            "id": block.id,
            "type": "function",
            "function": {"name": block.name, "arguments": json.dumps(block.input)},
        }
        for block in turn.content
        if isinstance(block, UseBlock)
    ]
    said: Message = {"role": turn.role, "content": words(texts) if texts else None}
    if calls:
        said["tool_calls"] = calls
    thoughts = [block.thinking for block in turn.content if isinstance(block, ThinkingBlock)]
    if turn.role == "assistant" and any(thoughts):
        said["reasoning_content"] = "".join(thoughts)
    return results + ([said] if texts or calls or not results else [])


def words(content: str | Sequence[TextBlock]) -> str | list[Message]:
    """One block is the same as its text."""
    if isinstance(content, str):
        return content
    texts = [block.text for block in content]
    return texts[0] if len(texts) == 1 else [{"type": "text", "text": text} for text in texts]


def choice_of(choice: ToolChoice) -> str | Message:
    if choice.type == "tool":
        return {"type": "function", "function": {"name": choice.name}}
    return CHOICES[choice.type]


RENAMED: Renaming = (
    (re.compile(r"\btool_choice\.function\b"), "tool_choice"),
    (re.compile(r"\b(tools\[\d+\])\.function\.parameters\b"), r"\1.input_schema"),
    (re.compile(r"\b(tools\[\d+\])\.function\b"), r"\1"),
    (re.compile(r"\bmax_completion_tokens\b"), "max_tokens"),
    (re.compile(r"\bresponse_format\b"), "output_config.format"),
)
