"""Every error that a client can meet, in OpenAI's words.

    {"error": {"message": str, "type": str, "param": str | None, "code": str | None}}

The sentences are those of OpenAI's own API, because clients search them for what went wrong. All
of them are made here: a route raises what one of these functions returns.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import msgspec

from actors.errors import (
    ArgumentRejected,
    Draining,
    EngineStopped,
    NothingFollows,
    Overloaded,
    PromptRejected,
    PromptTooLong,
    Quarantined,
    RequestQuarantined,
    UnderstudyError,
)
from openai_api.phrases import kind_of, number, quote
from openai_api.schemas.answers import ErrorAnswer, ErrorTold

NO_HEADERS: Mapping[str, str] = MappingProxyType({})


class ApiError(Exception):
    """An answer that is an error. Raised anywhere below a route, and also told inside streams."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        type: str = "invalid_request_error",
        param: str | None = None,
        code: str | None = None,
        headers: Mapping[str, str] = NO_HEADERS,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.type = type
        self.param = param
        self.code = code
        self.headers = headers

    def told(self) -> ErrorTold:
        """What clients learn of it."""
        return ErrorTold(self.message, self.type, self.param, self.code)

    def body(self) -> bytes:
        """As JSON."""
        return msgspec.json.encode(ErrorAnswer(self.told()))


# What was sent is wrong. Those about one parameter come first.


def invalid(message: str, *, param: str | None = None, code: str | None = None) -> ApiError:
    """A request that nobody can answer as it is."""
    return ApiError(400, message, param=param, code=code)


def invalid_type(param: str, expected: str, got: object) -> ApiError:
    message = f"Invalid type for '{param}': expected {expected}, but got {kind_of(got)} instead."
    return invalid(message, param=param, code="invalid_type")


def invalid_value(param: str, got: object, supported: Sequence[str]) -> ApiError:
    *others, last = [f"'{value}'" for value in supported]
    values = (
        f"{', '.join(others)}, and {last}" if len(others) > 1 else " and ".join([*others, last])
    )
    message = f"Invalid value: '{quote(got)}'. Supported values are: {values}."
    return invalid(message, param=param, code="invalid_value")


def missing(param: str) -> ApiError:
    message = f"Missing required parameter: '{param}'."
    return invalid(message, param=param, code="missing_required_parameter")


def out_of_bounds(param: str, kind: str, *, bound: float, got: float, above: bool) -> ApiError:
    """`kind` is integer or decimal."""
    side, sign = ("above maximum", "<=") if above else ("below minimum", ">=")
    message = (
        f"Invalid '{param}': {kind} {side} value. "
        f"Expected a value {sign} {number(bound)}, but got {number(got)} instead."
    )
    code = f"{kind}_{'above_max' if above else 'below_min'}_value"
    return invalid(message, param=param, code=code)


def array_too_long(param: str, most: int, length: int) -> ApiError:
    message = (
        f"Invalid '{param}': array too long. Expected an array with maximum length {most}, "
        f"but got an array with length {length} instead."
    )
    return invalid(message, param=param, code="array_above_max_length")


def empty_array(param: str) -> ApiError:
    message = (
        f"Invalid '{param}': empty array. Expected an array with minimum length 1, "
        "but got an empty array instead."
    )
    return invalid(message, param=param, code="empty_array")


def empty_string(param: str) -> ApiError:
    message = (
        f"Invalid '{param}': empty string. Expected a string with minimum length 1, "
        "but got an empty string instead."
    )
    return invalid(message, param=param, code="empty_string")


def string_too_long(param: str, most: int, length: int) -> ApiError:
    message = (
        f"Invalid '{param}': string too long. Expected a string with maximum length {most}, "
        f"but got a string with length {length} instead."
    )
    return invalid(message, param=param, code="string_above_max_length")


def object_too_large(param: str, most: int, size: int) -> ApiError:
    message = (
        f"Invalid '{param}': too many properties. Expected an object with at most {most} "
        f"properties, but got an object with {size} properties instead."
    )
    return invalid(message, param=param, code="object_above_max_properties")


def unknown_parameter(param: str) -> ApiError:
    param = quote(param)
    return invalid(f"Unknown parameter: '{param}'.", param=param, code="unknown_parameter")


def unsupported_parameter(param: str, why: str = "is not supported by this server") -> ApiError:
    message = f"Unsupported parameter: '{param}' {why}."
    return invalid(message, param=param, code="unsupported_parameter")


def unsupported_value(param: str, why: str) -> ApiError:
    message = f"Unsupported value: '{param}' {why}."
    return invalid(message, param=param, code="unsupported_value")


def never_fits(param: str, num_samples: int, most: int) -> ApiError:
    message = f"This request asks for {num_samples} samples, but the server runs {most} at most."
    return invalid(message, param=param, code="request_too_large")


def no_model() -> ApiError:
    return invalid("you must provide a model parameter")


def model_not_found(name: str) -> ApiError:
    message = f"The model `{quote(name)}` does not exist or you do not have access to it."
    return ApiError(404, message, code="model_not_found")


# The HTTP request itself is wrong.


def unreadable_body(why: str) -> ApiError:
    return invalid(f"We could not parse the JSON body of your request. {why}")


def unsupported_content_type(given: str) -> ApiError:
    message = f"Unsupported Content-Type: '{quote(given)}'. Send JSON as 'application/json'."
    return ApiError(415, message, code="unsupported_content_type")


def unsupported_content_encoding(given: str) -> ApiError:
    message = f"Unsupported Content-Encoding: '{quote(given)}'. Send the body uncompressed."
    return ApiError(415, message, code="unsupported_content_encoding")


def unknown_url(method: str, path: str, *, meant: str | None = None) -> ApiError:
    """`meant` is an address of ours that is much like it."""
    message = f"Invalid URL ({quote(method)} {quote(path)})"
    if meant is not None:
        message += f". Did you mean {quote(meant)}?"
    return ApiError(404, message, code="unknown_url")


def wrong_method(method: str, path: str, allowed: Sequence[str]) -> ApiError:
    message = f"Not allowed to {quote(method)} on {quote(path)}."
    headers = {"Allow": ", ".join(sorted(allowed))}
    return ApiError(405, message, code="method_not_allowed", headers=headers)


# The server is not well, or not willing.


def loading() -> ApiError:
    message = "The model is still loading. Try again in a moment."
    return unavailable(message, code="loading", retry_after=1)


def unavailable(message: str, *, code: str, retry_after: float | None = None) -> ApiError:
    headers = {} if retry_after is None else {"Retry-After": str(math.ceil(retry_after))}
    return ApiError(503, message, type="server_error", code=code, headers=headers)


def waited_too_long(retry_after: float) -> ApiError:
    message = "This request waited for its turn until its own deadline."
    return unavailable(message, code="queue_timeout", retry_after=retry_after)


def too_slow() -> ApiError:
    message = "The answer was not complete at the deadline that this request has set."
    headers = {"x-should-retry": "false"}
    return ApiError(504, message, type="server_error", code="deadline_exceeded", headers=headers)


def internal() -> ApiError:
    message = "The server had an error while processing your request."
    return ApiError(500, message, type="server_error", code="internal_error")


def from_engine(error: UnderstudyError, *, prompt_param: str) -> ApiError:
    """What the engine raised, as its client is told. `prompt_param` is what holds the prompt."""
    match error:
        case PromptTooLong():
            return invalid(str(error), param=prompt_param, code="context_length_exceeded")
        case NothingFollows():
            return invalid(str(error), code="invalid_value")
        case ArgumentRejected():
            return invalid(str(error), param="chat_template_kwargs", code="invalid_value")
        case PromptRejected():
            return invalid(str(error), param=prompt_param, code="invalid_value")
        case Overloaded():
            return unavailable(str(error), code="overloaded", retry_after=error.retry_after)
        case Draining() | EngineStopped():
            return unavailable(str(error), code="shutting_down")
        case Quarantined() | RequestQuarantined():
            headers = {"x-should-retry": "false"}  # OpenAI's own clients obey it
            return ApiError(
                500, str(error), type="server_error", code="request_quarantined", headers=headers
            )
    return internal()
