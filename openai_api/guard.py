"""What is decided by the head of a request, before any of its body is read or kept.

ASGI, outside of Quart, which takes in a whole body before it asks whether the client may send one.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import time
import uuid
from collections.abc import Sequence

from openai_api import errors
from openai_api.doorway import ASGIApp, Message, Receive, Scope, Send, answer
from openai_api.errors import ApiError
from openai_api.origins import Origins, is_preflight, permission, preflight_answer

OPEN_PATHS = (b"/health", b"/live", b"/ready")  # probes have no keys
SAFE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
Headers = dict[bytes, bytes]


class Guard:
    """Lets in who has a key and says no more than is allowed. Everything else is closed to them."""

    def __init__(
        self, app: ASGIApp, *, keys: Sequence[str], body_bytes: int, origins: Origins
    ) -> None:
        self.app = app
        self.origins = origins
        self.digests = [digest(key.encode(errors="surrogateescape")) for key in keys]
        self.body_bytes = body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers: Headers = {name.lower(): value for name, value in scope.get("headers", ())}
        send_signed = sign(send, choose_id(headers.get(b"x-request-id", b"")))
        # The path as it was sent: what decoding makes of another one opens nothing.
        if scope.get("raw_path") in OPEN_PATHS:
            await self.app(scope, receive, send_signed)
            return
        error = self.origins.find_fault(headers, has_keys=bool(self.digests))
        if error is not None:
            await answer(send_signed, error)
            return
        allowed = permission(headers)
        if is_preflight(scope["method"], headers):
            await send_empty(send_signed, allowed + preflight_answer(headers))
            return

        async def send_allowed(message: Message) -> None:
            if allowed and message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *allowed]}
            await send_signed(message)

        error = self.find_fault(headers)
        if error is None:
            await self.app(scope, receive, send_allowed)
        else:
            await answer(send_allowed, error)

    def find_fault(self, headers: Headers) -> ApiError | None:
        """Why this request is refused, if it is."""
        if not self.knows(headers):
            return errors.wrong_key()
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or len(length) > 18 or int(length) > self.body_bytes:
            return errors.body_too_large()
        return None

    def knows(self, headers: Headers) -> bool:
        """Whether a right key came along, or none is needed."""
        if not self.digests:
            return True
        scheme, _, key = headers.get(b"authorization", b"").partition(b" ")
        if not scheme and b"x-api-key" in headers:  # how Anthropic's clients send it
            scheme, key = b"Bearer", headers[b"x-api-key"]
        given = digest(key)
        # Every key is compared, so that the time tells nothing.
        matches = [hmac.compare_digest(given, known) for known in self.digests]
        return scheme == b"Bearer" and any(matches)


def sign(send: Send, request_id: bytes) -> Send:
    """Every answer has an id, and tells how long it took from now to its head."""
    began = time.monotonic()

    async def send_signed(message: Message) -> None:
        if message["type"] == "http.response.start":
            spent = round((time.monotonic() - began) * 1000)
            signature = [
                (b"x-request-id", request_id),
                (b"openai-processing-ms", str(spent).encode()),
            ]
            message = {**message, "headers": [*message.get("headers", ()), *signature]}
        await send(message)

    return send_signed


def digest(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()


def choose_id(given: bytes) -> bytes:
    """The client's own, if it is harmless. Nothing here is ever looked up by it."""
    is_safe = SAFE_ID.fullmatch(given.decode("latin-1")) is not None
    return given if is_safe else uuid.uuid4().hex.encode()


async def send_empty(send: Send, headers: Sequence[tuple[bytes, bytes]]) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": list(headers)})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
