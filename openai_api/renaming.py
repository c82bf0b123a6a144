"""Complaints about a chat's fields, for those who said the same in another API's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from openai_api.errors import ApiError

Renaming = Sequence[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]]


def renamed(error: ApiError, names: Renaming) -> ApiError:
    """The same about the field that was really sent."""
    if error.param is None:
        return error
    message, param = error.message, error.param
    for pattern, name in names:
        message, param = pattern.sub(name, message), pattern.sub(name, param)
    return ApiError(
        error.status,
        message,
        type=error.type,
        param=param,
        code=error.code,
        headers=error.headers,
    )
