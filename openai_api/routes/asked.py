"""What every endpoint does with a request before it looks at the fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeVar, cast

import msgspec
from pydantic import ValidationError
from quart import Quart, Request, Response, current_app, request

from openai_api import errors
from openai_api.body import Json, read_object
from openai_api.doorway import deployment_of
from openai_api.schemas.complaints import explain
from openai_api.schemas.fields import Query
from openai_api.service import Service

SERVICE = "UNDERSTUDY_SERVICE"
MAX_NAMES = 16  # of ignored parameters that the response header lists
QueryT = TypeVar("QueryT", bound=Query)
HEADER_SAFE = re.compile(r"[A-Za-z0-9_.-]{1,64}")


def the_service() -> Service:
    """What this application serves from."""
    return cast(Service, current_app.config[SERVICE])


def the_request() -> Request:
    """The request itself, where Quart has a proxy for it."""
    return cast(Request, cast(Any, request)._get_current_object())


def the_app() -> Quart:
    """The application itself."""
    return cast(Quart, cast(Any, current_app)._get_current_object())


async def read_json() -> Json:
    """The body, if it is a JSON object. :raises ApiError: in any other case."""
    check_headers(request.headers.get("Content-Type", ""))
    encoding = request.headers.get("Content-Encoding", "identity")
    if encoding.lower() != "identity":
        raise errors.unsupported_content_encoding(encoding)
    body = await the_request().get_data(cache=False, as_text=False, parse_form_data=False)
    told = read_object(body)
    if (deployment := deployment_of(the_request())) is not None:
        told["model"] = deployment  # whatever else the client calls it
    return told


def read_query(kind: type[QueryT]) -> QueryT:
    """What stands in the address. :raises ApiError: about the first thing that is wrong with it."""
    try:
        return kind.model_validate(dict(request.args))
    except ValidationError as error:
        raise explain(error) from None


def check_headers(content_type: str) -> None:
    """JSON in UTF-8, said or unsaid. Forms are what a hostile page can make a browser send."""
    kind, _, parameters = content_type.lower().partition(";")
    if kind.strip() not in ("", "application/json"):
        raise errors.unsupported_content_type(content_type)
    charset = re.search(r"charset\s*=\s*\"?([^\s\";]*)", parameters)
    if charset and charset[1] not in ("utf-8", "utf8", "us-ascii"):
        raise errors.unreadable_body("It must be encoded in UTF-8.")


def json_response(answer: msgspec.Struct | Json, status: int = 200) -> Response:
    return Response(msgspec.json.encode(answer), status, content_type="application/json")


def refuse_ignored(names: Sequence[str]) -> None:
    """:raises ApiError: about a parameter that nobody has heard of, where that is an error."""
    if names and the_service().is_strict:
        raise errors.unknown_parameter(names[0])


def report_ignored(response: Response, names: Sequence[str]) -> Response:
    """Tell which parameters nobody has heard of, so that a misspelt one is found."""
    if names:
        shown = [name if HEADER_SAFE.fullmatch(name) else "?" for name in names[:MAX_NAMES]]
        response.headers["X-Ignored-Params"] = ", ".join(shown)
    return response
