"""The parts of a stream, put together as clients do it."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from openai_api.schemas.answers import (
    CalledFunction,
    ChatChoice,
    ChatChunkChoice,
    ChatLogprobs,
    ChatMessage,
    ChatToken,
    FunctionDelta,
    ToolCall,
)


class WholeChoice:
    """One choice of an answer that is told in one."""

    def __init__(self, index: int) -> None:
        self.index = index
        self.text: list[str] = []
        self.thought: list[str] = []
        self.calls: list[tuple[str, str, list[str]]] = []  # id, name, arguments
        self.tokens: list[ChatToken] = []
        self.ids: list[int] | UnsetType = UNSET
        self.reason = ""
        self.is_legacy = False

    def add(self, part: ChatChunkChoice) -> None:
        delta = part.delta
        self.text.append(delta.content or "")
        self.thought.append(delta.reasoning or "")
        for call in delta.tool_calls or ():
            self.go_on(call.function, call.id or "")
        if delta.function_call:
            self.is_legacy = True
            self.go_on(delta.function_call)
        self.tokens += part.logprobs.content if part.logprobs is not None else []
        if part.token_ids is not UNSET:
            self.ids = [*(self.ids or ()), *part.token_ids]
        self.reason = part.finish_reason or self.reason

    def go_on(self, function: FunctionDelta, id: str = "") -> None:
        """A call begins if it says its name."""
        if function.name:
            self.calls.append((id, function.name, []))
        self.calls[-1][2].append(function.arguments)

    def told(self, *, has_logprobs: bool) -> ChatChoice:
        text, thought = "".join(self.text), "".join(self.thought) or UNSET
        calls = [
            ToolCall(id, CalledFunction(name, "".join(arguments)))
            for id, name, arguments in self.calls
        ]
        message = ChatMessage(
            None if calls and not text else text,
            tool_calls=UNSET if self.is_legacy else calls or UNSET,
            function_call=calls[0].function if self.is_legacy else UNSET,
            reasoning_content=thought,
            reasoning=thought,
        )
        logprobs = ChatLogprobs(self.tokens) if has_logprobs else None
        return ChatChoice(self.index, message, logprobs, self.reason, self.ids)
