"""Whether an answer is what OpenAI's published types promise, and what clients rely on beside them.

The types are those of the vendors' own libraries, read strictly; the rules for streams are what was
measured to break a client when it does not hold.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from anthropic.types import Message, RawMessageStreamEvent
from openai.types import Completion, CreateEmbeddingResponse, Model
from openai.types.chat import ChatCompletion, ChatCompletionChunk
from openai.types.responses import Response, ResponseStreamEvent
from pydantic import TypeAdapter, ValidationError

Json = dict[str, Any]

ERROR = {"message": (str,), "type": (str,), "param": (str, type(None)), "code": (str, type(None))}
WHOLE: Mapping[str, Any] = {
    "/v1/chat/completions": ChatCompletion,
    "/v1/completions": Completion,
    "/v1/embeddings": CreateEmbeddingResponse,
    "/v1/messages": Message,
    "/v1/responses": Response,
}
PARTS: Mapping[str, Any] = {
    "/v1/chat/completions": ChatCompletionChunk,
    "/v1/completions": Completion,
    "/v1/messages": RawMessageStreamEvent,
    "/v1/responses": ResponseStreamEvent,
}


class Unfit(AssertionError):
    """An answer that a client may stumble over."""


def judge(method: str, path: str, status: int, kind: str, body: bytes, asked: Json) -> None:
    """:raises Unfit: when something is wrong with an answer."""
    path = path.partition("?")[0]
    if status >= 400:
        judge_error(status, kind, json.loads(body))
    elif kind.startswith("text/event-stream"):
        judge_stream(path, body.decode(), asked)
    elif path.startswith("/v1/models"):
        listed = json.loads(body)
        for card in listed["data"] if path == "/v1/models" else [listed]:
            read(Model, card)
    elif method == "POST" and path in WHOLE:
        judge_whole(path, json.loads(body), asked)


def judge_error(status: int, kind: str, answer: Json) -> None:
    expect(kind.startswith("application/json"), f"an error as {kind}")
    expect(status < 500, f"status {status}: {answer}")
    error = answer["error"]
    expect(error.keys() == ERROR.keys(), f"keys of an error: {sorted(error)}")
    for name, kinds in ERROR.items():
        expect(isinstance(error[name], kinds), f"error.{name} is {error[name]!r}")


def judge_whole(path: str, answer: Json, asked: Json) -> None:
    if path == "/v1/embeddings":
        for item in answer["data"]:  # the published type knows nothing of base64
            item["embedding"] = item["embedding"] if isinstance(item["embedding"], list) else [0.0]
    read(WHOLE[path], answer)
    check_usage(answer["usage"])
    for choice in answer.get("choices", ()):
        expect("logprobs" in choice, "a choice without the key logprobs")
        message = choice.get("message", {})
        if message.get("tool_calls"):
            most = asked.get("max_completion_tokens") or asked.get("max_tokens")
            is_cut = answer["usage"]["completion_tokens"] == most
            right = "length" if is_cut and choice["finish_reason"] == "length" else "tool_calls"
            expect(choice["finish_reason"] == right, "calls, and another reason to end")


def check_usage(usage: Json) -> None:
    total = usage.get("total_tokens")
    if "prompt_tokens" in usage:
        parts = usage["prompt_tokens"] + usage.get("completion_tokens", 0)
    else:
        parts = usage["input_tokens"] + usage["output_tokens"]
    expect(total in (None, parts), f"usage does not add up: {usage}")


# Streams


def judge_stream(path: str, text: str, asked: Json) -> None:
    *frames, last = text.removesuffix("\n\n").split("\n\n")
    if path in ("/v1/chat/completions", "/v1/completions"):
        expect(last == "data: [DONE]", f"a stream that ends with {last!r}")
    else:
        frames.append(last)
    events = [event for frame in frames if (event := data_of(frame)) is not None]
    for event in events:
        read(PARTS[path], ended(event) if path == "/v1/completions" else event)
    STREAMS[path](events, asked)


def ended(event: Json) -> Json:
    """The published type knows no chunk before the last one, whose reason to end is null."""
    choices = [
        {**each, "finish_reason": each["finish_reason"] or "stop"} for each in event["choices"]
    ]
    return event | {"choices": choices}


def data_of(frame: str) -> Json | None:
    """Of one frame; None for a sign of life."""
    lines = dict(line.split(": ", 1) for line in frame.split("\n") if not line.startswith(":"))
    if "data" not in lines:
        return None
    event: Json = json.loads(lines["data"])
    if "event" in lines:
        expect(lines["event"] == event["type"], f"the frame of {event['type']} is named otherwise")
    return event


def judge_chunks(events: Sequence[Json], asked: Json) -> None:
    """Chat and text completions."""
    options = asked.get("stream_options") or {}
    wants_usage = bool(options.get("include_usage"))
    if wants_usage:
        *events, last = events
        expect(last["choices"] == [], "the usage came with a choice")
        check_usage(last["usage"])
    heads = {(event["id"], event["created"], event["model"], event["object"]) for event in events}
    expect(len(heads) == 1, f"one stream with several heads: {heads}")
    over: set[int] = set()
    begun: set[int] = set()
    calls: set[tuple[int, int]] = set()
    for event in events:
        if not options.get("continuous_usage_stats"):
            expect(event.get("usage", 0) == (None if wants_usage else 0), "usage too early")
        for choice in event["choices"]:
            index = choice["index"]
            expect(index not in over, "a choice went on after its end")
            expect({"finish_reason", "logprobs"} <= choice.keys(), f"keys: {sorted(choice)}")
            if choice["finish_reason"] is not None:
                over.add(index)
            if "delta" in choice:
                judge_delta(choice, begun, calls)
    expect(len(over) == (asked.get("n") or 1) * num_prompts(asked), f"ended: {over}")


def num_prompts(asked: Json) -> int:
    prompt = asked.get("prompt")
    return len(prompt) if isinstance(prompt, list) and not isinstance(prompt[0], int) else 1


def judge_delta(choice: Json, begun: set[int], calls: set[tuple[int, int]]) -> None:
    delta, index = choice["delta"], choice["index"]
    expect(None not in delta.values(), f"a delta that says null: {delta}")
    expect((index in begun) or delta.get("role") == "assistant", "a choice began without a role")
    begun.add(index)
    for call in delta.get("tool_calls", ()):
        is_first = (index, call["index"]) not in calls
        calls.add((index, call["index"]))
        keys = {"index", "function"} | ({"id", "type"} if is_first else set())
        expect(call.keys() == keys, f"a part of a call with {sorted(call)}")
        expect(("name" in call["function"]) == is_first, "the name of a call comes once, at first")
    if choice["finish_reason"] == "stop":
        expect(all(nth != index for nth, _ in calls), "calls, and the reason to end is stop")


def judge_response_events(events: Sequence[Json], asked: Json) -> None:
    numbers = [event["sequence_number"] for event in events]
    expect(numbers == list(range(len(events))), f"sequence numbers {numbers}")
    kinds = [event["type"] for event in events]
    expect(kinds[:2] == ["response.created", "response.in_progress"], f"begun with {kinds[:2]}")
    final = events[-1]["response"]
    expect(kinds[-1] in ("response.completed", "response.incomplete"), f"ended with {kinds[-1]}")
    read(Response, final)
    check_usage(final["usage"])
    for index, item in enumerate(final["output"]):
        told = "".join(
            event["delta"]
            for event in events
            if event["type"].endswith((".delta",)) and event["output_index"] == index
        )
        said = item.get("arguments", "") + "".join(
            part.get("text", "") for part in item.get("content", ())
        )
        expect(told == said, f"the parts of an item are not the item: {told!r}, {said!r}")


def judge_message_events(events: Sequence[Json], asked: Json) -> None:
    kinds = [event["type"] for event in events if event["type"] != "ping"]
    expect(kinds[0] == "message_start", f"begun with {kinds[0]}")
    expect(kinds[-2:] == ["message_delta", "message_stop"], f"ended with {kinds[-2:]}")
    begun = [event["index"] for event in events if event["type"] == "content_block_start"]
    expect(begun == list(range(len(begun))), f"blocks {begun}")


STREAMS: Mapping[str, Callable[[Sequence[Json], Json], None]] = {
    "/v1/chat/completions": judge_chunks,
    "/v1/completions": judge_chunks,
    "/v1/messages": judge_message_events,
    "/v1/responses": judge_response_events,
}


# Both


def read(kind: Any, value: Json) -> None:
    """As the published type says, to the letter."""
    try:
        TypeAdapter(kind).validate_json(json.dumps(value), strict=True)
    except ValidationError as error:
        raise Unfit(f"{getattr(kind, '__name__', kind)}: {error} in {value}") from None


def expect(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise Unfit(otherwise)
