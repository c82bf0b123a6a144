"""Errors as Anthropic's clients know them, whoever finds the fault: the door, Quart or a route."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from openai_api.anthropic.turns import RENAMED
from openai_api.errors import ApiError
from openai_api.renaming import renamed

PATH = "/v1/messages"

STATUSES = {
    400: "invalid_request_error",
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    503: "overloaded_error",
}


def body_of(error: ApiError, path: str) -> bytes:
    """As JSON, in the shape that the clients of this address look for."""
    if path == PATH or path.startswith(PATH + "/"):
        return msgspec.json.encode(error_of(error))
    return error.body()


def error_of(error: ApiError) -> Mapping[str, Any]:
    """In Anthropic's shape, which has room for what OpenAI's says beside it."""
    error = renamed(error, RENAMED)
    kind = STATUSES.get(error.status, "api_error" if error.status >= 500 else STATUSES[400])
    told = {"type": kind, "message": error.message, "param": error.param, "code": error.code}
    return {"type": "error", "error": told}
