"""What is told to those who are not let in: it was sent wrongly, or there is no room for it."""

from __future__ import annotations

import math

from openai_api.errors import ApiError, unavailable


def body_too_large() -> ApiError:
    headers = {"Connection": "close"}
    message = "The body of this request is larger than this server accepts."
    return ApiError(413, message, code="request_too_large", headers=headers)


def body_too_slow() -> ApiError:
    headers = {"Connection": "close"}
    message = "The body of this request did not arrive in time."
    return ApiError(408, message, code="request_timeout", headers=headers)


def too_many_bodies() -> ApiError:
    error = unavailable(
        "The server is reading too much at the moment.", code="overloaded", retry_after=1
    )
    error.headers = {**error.headers, "Connection": "close"}
    return error


def head_too_large() -> ApiError:
    message = "The headers of this request are longer than this server accepts."
    headers = {"Connection": "close"}
    return ApiError(431, message, code="headers_too_large", headers=headers)


def sent_twice(header: str) -> ApiError:
    message = f"The header {header} was sent more than once."
    return ApiError(400, message, code="invalid_header", headers={"Connection": "close"})


def wrong_key() -> ApiError:
    headers = {"WWW-Authenticate": "Bearer", "Connection": "close"}
    message = "Incorrect API key provided. Send one as 'Authorization: Bearer KEY'."
    return ApiError(401, message, code="invalid_api_key", headers=headers)


def rate_limited(most: int, retry_after: float) -> ApiError:
    message = f"Rate limit reached: your key may have {most} requests under way at once."
    headers = {"Retry-After": str(math.ceil(retry_after))}
    return ApiError(429, message, type="requests", code="rate_limit_exceeded", headers=headers)
