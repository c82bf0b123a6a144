"""Prompts that killed the device are refused for a while. Only salted digests of them are kept."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import sha256

from anyio import current_time

from actors.errors import Quarantined, RequestQuarantined
from actors.log import Log
from actors.messages import Finish, Request

MOST = 1024  # digests that are kept


class Quarantine:
    """A bounded memory of the guilty."""

    def __init__(self, salt: bytes, duration: float) -> None:
        self._salt = salt
        self._duration = duration
        self._until: OrderedDict[bytes, float] = OrderedDict()

    def __len__(self) -> int:
        return len(self._until)

    def sentence(self, log: Log) -> None:
        """End a request that the device died of, and remember its prompt."""
        self._until[self._digest(log.request)] = current_time() + self._duration
        while len(self._until) > MOST:
            self._until.popitem(last=False)
        log.fail(Finish("error", error=RequestQuarantined()))

    def check(self, request: Request) -> None:
        """:raises Quarantined: if its prompt killed the device a short while ago."""
        if not self._until:
            return  # as nearly always: spare the digest
        digest = self._digest(request)
        until = self._until.get(digest)
        if until is None:
            return
        if until > current_time():
            raise Quarantined
        del self._until[digest]

    def _digest(self, request: Request) -> bytes:
        """Of any prompt: also of one with an integer or a character that no format can hold."""
        text = repr(request.prompt).encode(errors="surrogatepass")
        return sha256(self._salt + text).digest()
