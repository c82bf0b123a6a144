"""One request, and what it took."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx2
from anyio import current_time

from openai_api.bench.workload import Job
from openai_api.events import DONE, EventReader

Clock = Callable[[], float]


@dataclass(slots=True)
class Outcome:
    """Times are seconds of one clock."""

    began: float
    ended: float = 0.0
    came: list[float] = field(default_factory=list)  # when each piece of text did
    num_prompt: int = 0
    num_generated: int = 0
    fault: str | None = None  # why there is no whole answer

    @property
    def first(self) -> float | None:
        """Until the first piece."""
        return self.came[0] - self.began if self.came else None

    @property
    def gaps(self) -> list[float]:
        """Between pieces, as somebody who reads along feels them."""
        return [later - now for now, later in zip(self.came, self.came[1:], strict=False)]

    @property
    def each(self) -> float | None:
        """For each token behind the first piece, on average."""
        if len(self.came) < 2 or self.num_generated < 2:
            return None
        return (self.came[-1] - self.came[0]) / (self.num_generated - 1)


class Asker:
    """Sends the jobs of one run."""

    def __init__(
        self,
        client: httpx2.AsyncClient,
        *,
        url: str,
        fields: dict[str, Any],
        clock: Clock = current_time,
    ) -> None:
        self.client = client
        self.url = url
        self.fields = fields  # of every request
        self.clock = clock

    async def ask(self, job: Job, due: float | None = None) -> Outcome:
        """It never raises for what the server does."""
        outcome = Outcome(self.clock() if due is None else due)
        body = job.body | self.fields | {"stream": True, "stream_options": {"include_usage": True}}
        try:
            async with self.client.stream("POST", f"{self.url}/{job.path}", json=body) as response:
                if response.status_code == 200:
                    outcome.fault = await self._read(response, outcome)
                else:
                    told = await response.aread()
                    outcome.fault = f"{response.status_code} {reason(told)}".strip()
        except (httpx2.HTTPError, ValueError) as error:
            outcome.fault = type(error).__name__
        outcome.ended = self.clock()
        outcome.num_generated = outcome.num_generated or len(outcome.came)
        return outcome

    async def _read(self, response: httpx2.Response, outcome: Outcome) -> str | None:
        """What is wrong with the stream, if anything is."""
        reader = EventReader()
        async for data in response.aiter_raw():
            now = self.clock()
            for event in reader.feed(data):
                if event == DONE:
                    return None
                told = json.loads(event)
                if "error" in told:
                    return reason(event)
                if has_text(told):
                    outcome.came.append(now)
                if usage := told.get("usage"):
                    outcome.num_prompt = usage.get("prompt_tokens", 0)
                    outcome.num_generated = usage.get("completion_tokens", 0)
        return "broken off"


def has_text(event: dict[str, Any]) -> bool:
    """Thoughts and calls are text as well."""
    for choice in event.get("choices") or ():
        if choice.get("text"):
            return True
        delta = choice.get("delta") or {}
        names = ("content", "reasoning", "reasoning_content", "tool_calls")
        if any(delta.get(name) for name in names):
            return True
    return False


def reason(body: bytes) -> str:
    """The error's code, or what it is about."""
    try:
        error = json.loads(body)["error"]
        return str(error.get("code") or error.get("type") or error.get("message") or "")
    except (ValueError, KeyError, TypeError, AttributeError):
        return ""
