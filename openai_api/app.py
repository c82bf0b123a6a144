"""The application: routes, keys, request ids, and every error as JSON in OpenAI's shape."""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
import uuid
from collections.abc import Awaitable, Callable, Sequence
from typing import cast

from quart import Quart, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from openai_api import errors
from openai_api.doorway import ASGIApp, Doorway
from openai_api.errors import ApiError
from openai_api.routes import (
    chat_completions,
    completions,
    embeddings,
    health,
    messages,
    models,
    responses,
    tokens,
)
from openai_api.routes.asked import SERVICE
from openai_api.service import Service

logger = logging.getLogger(__name__)

OPEN_PATHS = ("/health", "/live", "/ready")  # probes have no keys
ROUTES = (health, models, tokens, chat_completions, completions, responses, messages, embeddings)
SAFE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


def create_app(service: Service) -> Quart:
    """An ASGI application. The service may get its engine later."""
    app = Quart(__name__, static_folder=None)
    app.config[SERVICE] = service
    app.config["MAX_CONTENT_LENGTH"] = service.limits.body_bytes
    app.config["BODY_TIMEOUT"] = service.limits.body_seconds
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.url_map.merge_slashes = False  # a redirect would answer what is not an address of ours
    for module in ROUTES:
        app.register_blueprint(module.routes)
    app.before_request(check_key_for(service.api_keys))
    app.after_request(put_request_id)
    app.register_error_handler(ApiError, tell_api_error)
    app.register_error_handler(HTTPException, tell_http_error)
    app.register_error_handler(Exception, tell_surprise)
    inner = cast(ASGIApp, app.asgi_app)
    app.asgi_app = Doorway(inner, stall=service.limits.stall)  # type: ignore[method-assign,assignment]
    return app


def check_key_for(keys: Sequence[str]) -> Callable[[], Awaitable[None]]:
    """What runs before each request; it knows only digests of the keys."""
    digests = [digest(key) for key in keys]

    async def check_key() -> None:
        if not digests or request.path in OPEN_PATHS:
            return
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        if not scheme and "X-Api-Key" in request.headers:  # how Anthropic's clients send it
            scheme, key = "Bearer", request.headers["X-Api-Key"]
        given = digest(key)
        # Every key is compared, so that the time tells nothing.
        matches = [hmac.compare_digest(given, known) for known in digests]
        if scheme != "Bearer" or not any(matches):
            raise errors.wrong_key()

    return check_key


def digest(key: str) -> bytes:
    return hashlib.sha256(key.encode(errors="surrogateescape")).digest()


async def put_request_id(response: Response) -> Response:
    """The client's own, if it is harmless. Nothing here is ever looked up by it."""
    given = request.headers.get("X-Request-Id", "")
    response.headers["X-Request-Id"] = given if SAFE_ID.fullmatch(given) else uuid.uuid4().hex
    return response


async def tell_api_error(error: ApiError) -> Response:
    response = Response(error.body(), error.status, content_type="application/json")
    response.headers.update(error.headers)
    return response


async def tell_http_error(error: HTTPException) -> Response:
    """What Quart found wrong, before or instead of a route of ours."""
    method, path = request.method, request.path
    match error.code:
        case 404:
            return await tell_api_error(errors.unknown_url(method, path))
        case 405 if isinstance(error, MethodNotAllowed):
            allowed = tuple(error.valid_methods or ())
            return await tell_api_error(errors.wrong_method(method, path, allowed))
        case 408:
            return await tell_api_error(errors.body_too_slow())
        case 413:
            return await tell_api_error(errors.body_too_large())
        case int(status) if 400 <= status < 500:
            return await tell_api_error(ApiError(status, error.description or error.name))
    return await tell_surprise(error)


async def tell_surprise(error: Exception) -> Response:
    """A bug of ours: the log has it all, the client learns nothing of it."""
    logger.error("%s %s failed", request.method, errors.quote(request.path), exc_info=error)
    return await tell_api_error(errors.internal())
