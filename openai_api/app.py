"""The application: routes, the guard before them, and every error as JSON."""

from __future__ import annotations

import logging
from typing import Any, cast

from hypercorn.typing import ASGIReceiveCallable, ASGISendCallable, Scope
from quart import Quart, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from openai_api import door_errors, errors
from openai_api.anthropic.wording import body_of
from openai_api.bodies import Bodies
from openai_api.doorway import ASGIApp, Doorway
from openai_api.errors import ApiError
from openai_api.files.intake import FORM_BYTES, Intake
from openai_api.guard import Guard
from openai_api.phrases import quote
from openai_api.routes import (
    batches,
    chat_completions,
    completions,
    embeddings,
    files,
    health,
    messages,
    models,
    openapi,
    page,
    responses,
    tokens,
)
from openai_api.routes.asked import SERVICE, the_app
from openai_api.service import Service
from openai_api.web import web_files

logger = logging.getLogger(__name__)

ROUTES = (
    health,
    openapi,
    models,
    tokens,
    chat_completions,
    completions,
    responses,
    messages,
    embeddings,
    files,
    batches,
    page,
)


class Guarded(Quart):
    """What comes in meets the guard, and behind it Quart."""

    guard: ASGIApp

    async def __call__(
        self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        await self.guard(cast(Any, scope), cast(Any, receive), cast(Any, send))


def create_app(service: Service) -> Guarded:
    """An ASGI application. The service may get its engine later."""
    app = Guarded(__name__, static_folder=None)
    app.config[SERVICE] = service
    app.config["MAX_CONTENT_LENGTH"] = service.limits.body_bytes
    app.config["BODY_TIMEOUT"] = service.limits.body_seconds
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.url_map.merge_slashes = False  # a redirect would answer what is not an address of ours
    for module in ROUTES:
        app.register_blueprint(module.routes)
    app.register_error_handler(ApiError, tell_api_error)
    app.register_error_handler(HTTPException, tell_http_error)
    app.register_error_handler(Exception, tell_surprise)
    files = service.files
    inner = cast(ASGIApp, app.asgi_app)
    service.batches.app = Doorway(inner)
    intake = Intake(inner, files, service.limits.body_seconds)
    guard = Guard(
        Doorway(intake),
        keys=service.api_keys,
        bodies=Bodies(service.limits.body_bytes, service.limits.all_bodies_bytes),
        uploads=Bodies(files.most_each + FORM_BYTES, files.bytes.most + FORM_BYTES),
        origins=service.origins,
        visits=service.visits,
        root_path=service.root_path,
        open_paths=() if service.ring is None else tuple(web_files()),
    )
    app.guard = guard
    return app


async def tell_api_error(error: ApiError) -> Response:
    body = body_of(error, request.path)
    response = Response(body, error.status, content_type="application/json")
    response.headers.update(error.headers)
    return response


async def tell_http_error(error: HTTPException) -> Response:
    """What Quart found wrong, before or instead of a route of ours."""
    method, path = request.method, request.path
    match error.code:
        case 404:
            meant = meant_by(method, path)
            return await tell_api_error(errors.unknown_url(method, path, meant=meant))
        case 405 if isinstance(error, MethodNotAllowed):
            allowed = tuple(error.valid_methods or ())
            if method == "OPTIONS":
                return Response("", 204, {"Allow": ", ".join(sorted({*allowed, "OPTIONS"}))})
            return await tell_api_error(errors.wrong_method(method, path, allowed))
        case 408:
            return await tell_api_error(door_errors.body_too_slow())
        case 413:
            return await tell_api_error(door_errors.body_too_large())
        case int(status) if 400 <= status < 500:
            return await tell_api_error(ApiError(status, error.description or error.name))
    return await tell_surprise(error)


def meant_by(method: str, path: str) -> str | None:
    """Clients put something of their own in front of an address or behind it, so what its user has
    given as the server's has one /v1 too few or too many. Redirected, a POST would be a GET."""
    rest = path.rpartition("/v1/")[2]
    meant = "/v1/" + "/".join(part for part in rest.split("/") if part)
    is_ours = the_app().url_map.bind("").test(meant, method)
    return meant if is_ours and meant != path else None


async def tell_surprise(error: Exception) -> Response:
    """A bug of ours: the log has it all, the client learns nothing of it."""
    logger.error("%s %s failed", request.method, quote(request.path), exc_info=error)
    return await tell_api_error(errors.internal())
