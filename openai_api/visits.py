"""A request from outside: which id it has, how long it took, and its line in the access log."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from types import TracebackType
from urllib.parse import quote

from openai_api.doorway import CLIENT, Message, Scope, Send
from openai_api.logs import ACCESS

logger = logging.getLogger(ACCESS)

REQUEST_ID = "understudy.request_id"
SAFE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
LONGEST_PATH = 200  # characters of it that the log repeats
PROBES = ("/health", "/live", "/ready", "/metrics", "/load", "/ring")  # asked all the time


class Visits:
    """Those of the moment."""

    def __init__(self) -> None:
        self.num_of: Counter[str] = Counter()  # requests for work without a whole answer, by client

    @contextmanager
    def counting(self, client: str) -> Iterator[None]:
        """One more, as long as it lasts."""
        self.num_of[client] += 1
        try:
            yield
        finally:
            self.num_of[client] -= 1
            self.num_of += Counter()  # who has none is forgotten

    @property
    def num_working(self) -> int:
        return self.num_of.total()

    def begin(self, scope: Scope, headers: Mapping[bytes, bytes]) -> Visit:
        return Visit(self, scope, headers)


class Visit:
    """`with` lasts as long as the request does, however it ends. Never is a prompt told."""

    def __init__(self, all: Visits, scope: Scope, headers: Mapping[bytes, bytes]) -> None:
        self.all = all
        self.is_work = scope["method"] == "POST"
        self.scope = scope
        self.id = scope[REQUEST_ID] = choose_id(headers.get(b"x-request-id", b""))
        self.began = time.monotonic()
        self.status: int | None = None  # of an answer
        self.is_over = False
        self.counted = ExitStack()

    def name(self, client: str) -> None:
        """Now it is known whose it is."""
        self.scope[CLIENT] = client
        if self.is_work:
            self.counted.enter_context(self.all.counting(client))

    def __enter__(self) -> Visit:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.counted.close()
        path = quote(self.scope["path"][:LONGEST_PATH])
        logger.log(
            logging.DEBUG if path in PROBES else logging.INFO,
            "%s %s %s%s in %.3f s",
            self.scope["method"][:16],
            path,
            self.status or "no answer",
            "" if self.is_over else ", and the client left",
            self.seconds,
            extra={"request_id": self.id},
        )

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    def sign(self, send: Send) -> Send:
        """Every answer has an id, and tells how long it took from now to its head."""

        async def send_signed(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.status = message["status"]
                milliseconds = self.seconds * 1000
                signature = [
                    (b"x-request-id", self.id.encode()),
                    (b"request-id", self.id.encode()),  # what Anthropic's clients look for
                    (b"openai-processing-ms", b"%d" % round(milliseconds)),
                    (b"server-timing", b"head;dur=%.1f" % milliseconds),
                ]
                message = {**message, "headers": [*message.get("headers", ()), *signature]}
            elif not message.get("more_body", False):
                self.is_over = True
            await send(message)

        return send_signed


def choose_id(given: bytes) -> str:
    """The client's own, if it is harmless. Nothing here is ever looked up by it."""
    text = given.decode("latin-1")
    return text if SAFE_ID.fullmatch(text) else uuid.uuid4().hex
