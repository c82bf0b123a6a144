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

OPEN_PATHS = (b"/health", b"/live", b"/ready")  # probes have no keys
SAFE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
Headers = dict[bytes, bytes]


class Guard:
    """Lets in who has a key and says no more than is allowed. Everything else is closed to them."""

    def __init__(self, app: ASGIApp, *, keys: Sequence[str], body_bytes: int) -> None:
        self.app = app
        self.digests = [digest(key.encode(errors="surrogateescape")) for key in keys]
        self.body_bytes = body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.monotonic()
        headers: Headers = {name.lower(): value for name, value in scope["headers"]}
        request_id = choose_id(headers.get(b"x-request-id", b""))

        async def send_signed(message: Message) -> None:
            if message["type"] == "http.response.start":
                spent = round((time.monotonic() - began) * 1000)
                signature = [
                    (b"x-request-id", request_id),
                    (b"openai-processing-ms", str(spent).encode()),
                ]
                message = {**message, "headers": [*message.get("headers", ()), *signature]}
            await send(message)

        error = self.find_fault(scope, headers)
        if error is None:
            await self.app(scope, receive, send_signed)
        else:
            await answer(send_signed, error)

    def find_fault(self, scope: Scope, headers: Headers) -> ApiError | None:
        """Why this request is refused, if it is."""
        # The path as it was sent: what decoding makes of another one opens nothing.
        raw_path = scope.get("raw_path") or scope["path"].encode(errors="surrogateescape")
        if raw_path not in OPEN_PATHS and not self.knows(headers):
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


def digest(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()


def choose_id(given: bytes) -> bytes:
    """The client's own, if it is harmless. Nothing here is ever looked up by it."""
    is_safe = SAFE_ID.fullmatch(given.decode("latin-1")) is not None
    return given if is_safe else uuid.uuid4().hex.encode()
