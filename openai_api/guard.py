"""What is decided by the head of a request, before any of its body is read or kept.

ASGI, outside of Quart, which takes in a whole body before it asks whether the client may send one.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Sequence
from contextlib import closing

from openai_api import azure, door_errors
from openai_api.bodies import Bodies
from openai_api.doorway import ASGIApp, Message, Receive, Scope, Send, answer
from openai_api.errors import ApiError
from openai_api.files.intake import is_upload
from openai_api.origins import Origins, Pairs, is_preflight, permission, preflight_answer
from openai_api.traces import note_parent
from openai_api.visits import Visit, Visits

OPEN_PATHS = (b"/health", b"/live", b"/ready")  # probes have no keys
MOST_HEAD_BYTES = 16 * 1024  # h11 stops longer heads only while they are incomplete
KEYS = (b"x-api-key", b"api-key")  # how Anthropic's and Azure's clients send it
SINGLE = (b"authorization", *KEYS, b"host", b"origin", b"content-type")
Headers = dict[bytes, bytes]


class Guard:
    """Lets in who has a key and says no more than is allowed. Everything else is closed to them."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        keys: Sequence[str],
        bodies: Bodies,
        origins: Origins,
        visits: Visits,
        uploads: Bodies | None = None,
        root_path: str = "",
        open_paths: Sequence[str] = (),
    ) -> None:
        self.app = app
        self.origins = origins
        self.digests = [digest(key.encode(errors="surrogateescape")) for key in keys]
        self.bodies = bodies
        self.uploads = bodies if uploads is None else uploads  # these go to the disk
        self.visits = visits
        self.root = root_path.encode()
        self.open_paths = {*OPEN_PATHS, *(path.encode() for path in open_paths)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close"})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        self.take_root_off(scope)
        azure.take_off(scope)
        pairs: Pairs = [(name.lower(), value) for name, value in scope.get("headers", ())]
        with self.visits.begin(scope, dict(pairs)) as visit:
            await self.admit(visit, pairs, receive, visit.sign(send))

    def take_root_off(self, scope: Scope) -> None:
        """A proxy may leave its own part of the path where it is, or not."""
        raw: bytes = scope.get("raw_path", b"")
        if self.root and raw.startswith(self.root + b"/"):
            scope["raw_path"] = raw[len(self.root) :]
            scope["path"] = scope["path"][len(self.root) :]

    async def admit(self, visit: Visit, pairs: Pairs, receive: Receive, send: Send) -> None:
        headers: Headers = dict(pairs)
        scope = visit.scope
        error = find_fault_of_head(scope, pairs)
        # The path as it was sent: what decoding makes of another one opens nothing.
        is_open = scope.get("raw_path") in self.open_paths
        if error is None and not is_open:
            error = self.origins.find_fault(headers, has_keys=bool(self.digests))
        if error is not None:
            await answer(send, error, scope["path"])
            return
        allowed = [] if is_open else permission(headers)
        if not is_open and is_preflight(scope["method"], headers):
            await send_empty(send, allowed + preflight_answer(headers))
            return
        send_allowed = add_headers(send, allowed)
        client = "" if is_open else self.recognize(headers)
        if client is None:
            await answer(send_allowed, door_errors.wrong_key(), scope["path"])
            return
        visit.name(client)
        note_parent(headers)
        try:
            body = (self.uploads if is_upload(visit.scope) else self.bodies).hold(headers)
        except ApiError as refusal:
            await answer(send_allowed, refusal, scope["path"])
            return
        with closing(body):
            await self.app(scope, body.watch(receive), body.watch_answer(send_allowed))

    def recognize(self, headers: Headers) -> str | None:
        """Which of the keys came along, as a name that stays the same when others come and go.
        None: none of them, although one is needed."""
        if not self.digests:
            return ""
        scheme, _, key = headers.get(b"authorization", b"").partition(b" ")
        others = [headers[name] for name in KEYS if name in headers]
        if not scheme and others:
            scheme, key = b"Bearer", others[0]
        given = digest(key)
        # Every key is compared, so that the time tells nothing.
        matches = [hmac.compare_digest(given, known) for known in self.digests]
        if scheme != b"Bearer" or not any(matches):
            return None
        return f"key {given.hex()[:16]}"


def find_fault_of_head(scope: Scope, pairs: Pairs) -> ApiError | None:
    """What is wrong with it, whoever sent it."""
    size = len(scope.get("raw_path", b"")) + len(scope.get("query_string", b""))
    if size + sum(len(name) + len(value) + 4 for name, value in pairs) > MOST_HEAD_BYTES:
        return door_errors.head_too_large()
    counts = Counter(name for name, _ in pairs)
    for name in SINGLE:
        if counts[name] > 1:  # a proxy in front may have read the other one
            return door_errors.sent_twice(name.decode().title())
    return None


def add_headers(send: Send, extra: Pairs) -> Send:
    async def send_more(message: Message) -> None:
        if extra and message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *extra]}
        await send(message)

    return send_more


def digest(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()


async def send_empty(send: Send, headers: Pairs) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": list(headers)})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
