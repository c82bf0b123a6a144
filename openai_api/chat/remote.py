"""The server at the other end, whoever made it."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import closing
from typing import Any, NamedTuple, Self

import httpx2

from openai_api.events import DONE, EventReader

CONNECT_SECONDS = 5.0


class Fault(Exception):
    """No answer, or no whole one. Its message is one sentence."""


class Unreachable(Fault):
    """Nobody listens there."""


class Part(NamedTuple):
    """What an event of a stream adds to the answer."""

    thought: str = ""
    text: str = ""
    call: str = ""
    usage: dict[str, Any] | None = None


class Remote:
    """Use it in a `with`."""

    def __init__(self, url: str, key: str) -> None:
        self.url = url.rstrip("/")
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        timeout = httpx2.Timeout(None, connect=CONNECT_SECONDS)  # an answer may take its time
        self.client = httpx2.Client(headers=headers, timeout=timeout)
        self.seed: str | None = None  # of the newest answer, if the server says it

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def models(self) -> list[str]:
        """:raises Fault: when it does not say."""
        try:
            response = self.client.get(f"{self.url}/models", timeout=CONNECT_SECONDS)
            if response.status_code != 200:
                raise Fault(complaint(response.status_code, response.content))
            return [str(model["id"]) for model in response.json()["data"]]
        except httpx2.ConnectError as error:
            raise Unreachable(f"Nobody answers at {self.url}.") from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise Fault(f"{self.url} cannot be asked: {error or type(error).__name__}.") from error
        except (ValueError, KeyError, TypeError) as error:
            raise Fault(f"What answers at {self.url} is no OpenAI server.") from error

    def ask(self, body: dict[str, Any]) -> Generator[Part]:
        """The parts of the answer as they come. Closing it hangs up.

        :raises Fault: when it ends too early, or does not begin.
        """
        try:
            with self.client.stream("POST", f"{self.url}/chat/completions", json=body) as response:
                if response.status_code != 200:
                    raise Fault(complaint(response.status_code, response.read()))
                self.seed = response.headers.get("x-seed")
                with closing(read_events(response)) as events:
                    yield from map(part_of, events)
        except (httpx2.HTTPError, ValueError) as error:
            raise Fault(f"The answer broke off: {error or type(error).__name__}.") from error


def read_events(response: httpx2.Response) -> Generator[dict[str, Any]]:
    """:raises Fault: if the stream ends before it says that it does."""
    reader = EventReader()
    for data in response.iter_bytes():
        for event in reader.feed(data):
            if event == DONE:
                return
            told = json.loads(event)
            if "error" in told:
                raise Fault(complaint(None, event))
            yield told
    raise Fault("The answer broke off.")


def part_of(event: dict[str, Any]) -> Part:
    usage = event.get("usage")
    if not event.get("choices"):
        return Part(usage=usage)
    delta = event["choices"][0].get("delta") or {}
    calls = [call.get("function") or {} for call in delta.get("tool_calls") or ()]
    return Part(
        thought=delta.get("reasoning") or delta.get("reasoning_content") or "",
        text=delta.get("content") or "",
        call="".join((call.get("name") or "") + (call.get("arguments") or "") for call in calls),
        usage=usage,
    )


def complaint(status: int | None, body: bytes) -> str:
    """What the server says is wrong."""
    try:
        return str(json.loads(body)["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return f"The server answered {status}." if status else "The server failed."
