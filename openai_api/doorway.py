"""The outermost layer of a request: what was opened for it closes when it ends, however it ends.

Quart cancels a handler when its client leaves, and a response that was never begun has no end to
clean up in. So what a request opens is closed here, where there is always a `finally`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import ExitStack
from typing import Any, cast

from quart import Request

from openai_api.anthropic.wording import body_of
from openai_api.errors import ApiError, unknown_url

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]

OPENED = "understudy.opened"
CLIENT = "understudy.client"
PRIORITY = "understudy.priority"
DEPLOYMENT = "understudy.deployment"


class Doorway:
    """ASGI: wraps Quart's own application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        path = scope["path"]
        # h11 lets any visible characters be a target, and Quart drops all slashes but one.
        if not path.startswith("/") or path.startswith("//"):
            await answer(send, unknown_url(scope["method"], path), path)
            return
        with ExitStack() as opened:
            scope[OPENED] = opened
            await self.app(scope, receive, send)


def opened_by(request: Request) -> ExitStack:
    """What closes when this request ends."""
    return cast(ExitStack, cast(Scope, request.scope)[OPENED])


def client_of(request: Request) -> str:
    """Whose key it was. Nobody's name: there are none."""
    return cast(str, cast(Scope, request.scope).get(CLIENT, ""))


def priority_of(request: Request) -> int | None:
    """Where its place is, whatever it says itself. None: as it says."""
    return cast("int | None", cast(Scope, request.scope).get(PRIORITY))


def deployment_of(request: Request) -> str | None:
    """The model that the address names, as Azure's do."""
    return cast("str | None", cast(Scope, request.scope).get(DEPLOYMENT))


async def answer(send: Send, error: ApiError, path: str) -> None:
    body = body_of(error, path)
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
    ]
    extra = {"Connection": "close"} | dict(error.headers)
    headers += [(name.lower().encode(), value.encode()) for name, value in extra.items()]
    await send({"type": "http.response.start", "status": error.status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
