"""GET /openapi.json: what this server takes and gives, for whoever generates clients or tests."""

from __future__ import annotations

from functools import partial

import msgspec
from anyio import to_thread
from quart import Blueprint, Response

from openai_api.openapi import describe
from openai_api.routes.asked import the_app, the_service
from openai_api.routes.health import find_version

routes = Blueprint("openapi", __name__)

DOCUMENT = "UNDERSTUDY_OPENAPI"


@routes.get("/openapi.json")
async def show_openapi() -> Response:
    app = the_app()
    if DOCUMENT not in app.config:
        service = the_service()
        names = (*service.model_names, *service.embedding_names)
        make = partial(describe, app, version=find_version(), model_names=names)
        # Nothing in it changes, and making it takes longer than others should wait.
        app.config[DOCUMENT] = msgspec.json.encode(await to_thread.run_sync(make))
    return Response(app.config[DOCUMENT], content_type="application/json")
