"""A response, and the conversation that led to it, where they can be asked for again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import msgspec

from openai_api.ids import new_id
from openai_api.responses.answers import ModelResponse
from openai_api.responses.jobs import Job
from openai_api.responses.references import Parts
from openai_api.responses.schemas import ResponsesAsk
from openai_api.responses.store import Store, Stored
from openai_api.responses.turns import Turn, turns_of, turns_told

as_json = msgspec.json.encode


class Place:
    """That of one response: at most there, when it shall be stored."""

    def __init__(self, store: Store, ask: ResponsesAsk, sent: Any, earlier: Sequence[Turn]) -> None:
        self.store = store
        self.ask = ask
        self.sent = sent  # the input as it was sent
        self.earlier = earlier

    @cached_property
    def items(self) -> Parts:
        """The input."""
        return [(item["id"], as_json(item)) for item in listed(self.sent)]

    def keep(
        self, response: ModelResponse, *, job: Job | None = None, frames: Sequence[bytes] = ()
    ) -> int:
        """As it is. While a job makes it, the job knows more. Returns how many bytes it takes."""
        if not self.ask.store:
            return 0
        turns = [*self.earlier, *turns_of(self.ask.input), *turns_told(response.output)]
        output = [(item.id, as_json(item)) for item in response.output]
        stored = Stored(
            response.id,
            as_json(response),
            as_json(turns),
            self.items,
            output,
            is_background=response.background,
            job=job,
            frames=frames,
        )
        self.store.put(stored)
        return stored.num_bytes


def listed(given: Any) -> list[dict[str, Any]]:
    """Input items with ids, as OpenAI lists them."""
    items = given if isinstance(given, list) else [{"role": "user", "content": given}]
    told = []
    for item in items:
        said = {name: value for name, value in item.items() if value is not None}
        item = {"id": new_id("msg", "_"), "type": "message", "status": "completed", **said}
        if item["type"] == "message" and isinstance(item.get("content"), str):
            kind = "output_text" if item.get("role") == "assistant" else "input_text"
            item["content"] = [{"type": kind, "text": item["content"]}]
        told.append(item)
    return told
