"""GET / and what belongs to it: the page, and the figures of the ring that it draws."""

from __future__ import annotations

from quart import Blueprint, Response

from openai_api import errors
from openai_api.routes.asked import the_request, the_service
from openai_api.web import HEADERS, web_files

routes = Blueprint("page", __name__)

LONGEST_NUMBER = 18  # digits


@routes.get("/")
@routes.get("/web/<name>", endpoint="file")
async def page(name: str = "") -> Response:
    """No key is needed: there is nothing in it that others may not see."""
    path = f"/web/{name}" if name else "/"
    file = web_files().get(path) if the_service().ring is not None else None
    if file is None:
        raise errors.unknown_url("GET", path)
    response = Response(file.content, content_type=file.kind, headers=HEADERS)
    response.set_etag(file.tag)
    return await response.make_conditional(the_request())


@routes.get("/ring")
async def ring() -> Response:
    """What the actors are doing, in counts. `?after=N` leaves out the steps up to the Nth."""
    service = the_service()
    if service.ring is None:
        raise errors.unknown_url("GET", "/ring")
    after = the_request().args.get("after", "0")
    if not (after.isascii() and after.isdigit() and len(after) <= LONGEST_NUMBER):
        raise errors.invalid("'after' must be the number of a step.", param="after")
    told = service.ring.tell(service.engine, service.report().status, int(after))
    return Response(told, content_type="application/json", headers={"Cache-Control": "no-store"})
