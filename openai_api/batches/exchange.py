"""One request of a batch, through the same routes as those from outside: checks, errors and all."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

import anyio
import anyio.lowlevel
from anyio import CancelScope, create_task_group

from openai_api.doorway import CLIENT, PRIORITY, ASGIApp, Message, Scope
from openai_api.schemas.fields import MAX_INT32
from openai_api.visits import REQUEST_ID

# Until Python 3.12, `asyncio.wait_for` loses a cancellation that comes together with its result.
# That is how Quart reads a body, so a client may not leave before the body has been read.
TURNS = 50  # of the event loop; a few would do

LOWEST = MAX_INT32  # of priorities: everybody else comes first


@dataclass(slots=True)
class Answer:
    """Whole: a batch has no streams."""

    request_id: str
    status: int = 0
    headers: dict[bytes, bytes] = field(default_factory=dict)
    body: bytes = b""


async def ask(app: ASGIApp, path: str, body: bytes, client: str) -> Answer:
    """Who is cancelled while it waits has left, as a client would, and returns when all is over."""
    answer = Answer(uuid.uuid4().hex)
    left, over = anyio.Event(), anyio.Event()
    parts: list[bytes] = []
    to_send: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        if to_send:
            return to_send.pop()
        await left.wait()
        for _ in range(TURNS):
            await anyio.lowlevel.checkpoint()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.status, answer.headers = message["status"], dict(message["headers"])
        else:
            parts.append(message.get("body", b""))

    async def run() -> None:
        with CancelScope(shield=True):  # Quart leaves its tasks behind when it is cancelled
            try:
                await app(scope_of(path, client, answer.request_id), receive, send)
            finally:
                over.set()

    async with create_task_group() as group:
        group.start_soon(run)
        try:
            await over.wait()
        finally:
            left.set()
    answer.body = b"".join(parts)
    return answer


def scope_of(path: str, client: str, request_id: str) -> Scope:
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"localhost"), (b"content-type", b"application/json")],
        "client": None,
        "server": None,
        "extensions": {},
        CLIENT: client,
        PRIORITY: LOWEST,
        REQUEST_ID: request_id,
    }
