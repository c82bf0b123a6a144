"""Bodies cost memory before anybody knows what they are good for. All of them share one budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openai_api import door_errors
from openai_api.doorway import Message, Receive, Send


@dataclass(slots=True)
class Bodies:
    """Of the requests that have no answer yet."""

    most_each: int
    most: int
    taken: int = 0

    def hold(self, headers: Mapping[bytes, bytes]) -> Body:
        """Room for one, until it is closed. :raises ApiError: when it or all are too large."""
        body = Body(self, self.expect(headers))
        if self.taken + body.size > self.most and self.taken:
            raise door_errors.too_many_bodies()
        self.taken += body.size
        return body

    def expect(self, headers: Mapping[bytes, bytes]) -> int:
        """Bytes to come. A body that does not say its length may have any."""
        if b"transfer-encoding" in headers:
            return self.most_each
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or len(length) > 18 or int(length) > self.most_each:
            raise door_errors.body_too_large()
        return int(length)


@dataclass(slots=True)
class Body:
    """Takes of the budget what may come, and returns what did not, or is needed no more."""

    all: Bodies
    size: int
    received: int = 0

    def shrink(self, size: int) -> None:
        if size < self.size:
            self.all.taken -= self.size - size
            self.size = size

    def close(self) -> None:
        self.shrink(0)

    def watch(self, receive: Receive) -> Receive:
        async def receive_watched() -> Message:
            message = await receive()
            if message["type"] == "http.request":
                self.received += len(message.get("body", b""))
                if not message.get("more_body", False):
                    self.shrink(self.received)
            return message

        return receive_watched

    def watch_answer(self, send: Send) -> Send:
        """Who answers has understood what was asked, or never will."""

        async def send_watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.shrink(0)
            await send(message)

        return send_watched
