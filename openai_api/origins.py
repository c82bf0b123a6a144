"""Which web pages may call this server. A browser tells where a page comes from, in Origin.

A page of anywhere can make a browser send requests to whatever the browser reaches. And a page
whose own name suddenly leads to this server's address (DNS rebinding) looks like one of ours; only
the name in Host gives it away. A key stops that, so that names matter only where there is none.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openai_api.errors import ApiError

Pairs = list[tuple[bytes, bytes]]
SAFE_NAMES = re.compile(rb"[A-Za-z0-9_, -]{0,1000}")


@dataclass(frozen=True, slots=True)
class Origins:
    """What was allowed beside our own host. `*` is everyone."""

    origins: Sequence[str] = ()
    hosts: Sequence[str] = ()

    def find_fault(self, headers: Mapping[bytes, bytes], *, has_keys: bool) -> ApiError | None:
        host = headers.get(b"host", b"").decode("latin-1").lower()
        origin = headers.get(b"origin")
        if origin is not None and not self.allows(origin.decode("latin-1"), host):
            message = "Web pages of this origin may not call this server (see --allowed-origins)."
            return ApiError(403, message, code="origin_not_allowed")
        if not has_keys and not self.knows_host(host):
            message = "This server does not go by that name (see --allowed-hosts)."
            return ApiError(403, message, code="host_not_allowed")
        return None

    def allows(self, origin: str, host: str) -> bool:
        own = origin.lower().partition("://")[2]
        return "*" in self.origins or origin in self.origins or (own != "" and own == host)

    def knows_host(self, host: str) -> bool:
        name = re.sub(r":\d*$", "", host)  # without its port
        if name in ("", "localhost") or "*" in self.hosts:
            return True
        return name in (known.lower() for known in self.hosts) or is_address(name)


def is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def is_preflight(method: str, headers: Mapping[bytes, bytes]) -> bool:
    """A browser's question whether it may ask. It never brings a key."""
    names = (b"origin", b"access-control-request-method")
    return method == "OPTIONS" and all(name in headers for name in names)


def permission(headers: Mapping[bytes, bytes]) -> Pairs:
    """Lets the page read the answer. Its origin was allowed before."""
    if b"origin" not in headers:
        return []
    return [
        (b"access-control-allow-origin", headers[b"origin"]),
        (b"access-control-expose-headers", b"x-request-id, retry-after, x-ignored-params"),
        (b"vary", b"origin"),
    ]


def preflight_answer(headers: Mapping[bytes, bytes]) -> Pairs:
    asked = headers.get(b"access-control-request-headers", b"")
    names = asked if SAFE_NAMES.fullmatch(asked) else b"authorization, content-type"
    return [
        (b"access-control-allow-methods", b"GET, POST, DELETE"),
        (b"access-control-allow-headers", names),
        (b"access-control-max-age", b"600"),
    ]
