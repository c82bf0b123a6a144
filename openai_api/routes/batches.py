"""/v1/batches: requests in a file, answered behind everybody else."""

from __future__ import annotations

from quart import Blueprint, Response

from openai_api.batches.schemas import BatchAsk, BatchList, BatchPage, BatchTold, read_batch
from openai_api.contract import contract
from openai_api.doorway import client_of
from openai_api.routes.asked import (
    json_response,
    read_json,
    read_query,
    refuse_ignored,
    report_ignored,
    the_request,
    the_service,
)
from openai_api.schemas.sampling import ignored_names

routes = Blueprint("batches", __name__)


@routes.post("/v1/batches")
@contract(BatchTold, takes=BatchAsk)
async def create() -> Response:
    """Answer the requests in a file."""
    body = await read_json()
    asked = read_batch(body)
    ignored = ignored_names(BatchAsk, body)
    refuse_ignored(ignored)
    batch = await the_service().batches.create(asked, client_of(the_request()))
    return report_ignored(json_response(batch.told), ignored)


@routes.get("/v1/batches")
@contract(BatchList, query=BatchPage)
async def list_batches() -> Response:
    """The batches of this key, newest first."""
    page = read_query(BatchPage)
    batches = the_service().batches.store.all_of(client_of(the_request()))
    told = [batch.told for batch in reversed(batches)]
    ids = [each.id for each in told]
    if page.after in ids:
        told = told[ids.index(page.after) + 1 :]
    shown = told[: page.limit]
    first, last = (shown[0].id, shown[-1].id) if shown else (None, None)
    return json_response(BatchList(shown, first, last, len(told) > len(shown)))


@routes.get("/v1/batches/<id>")
@contract(BatchTold)
async def retrieve(id: str) -> Response:
    """How far a batch is."""
    return json_response(the_service().batches.store.get(id, client_of(the_request())).told)


@routes.post("/v1/batches/<id>/cancel")
@contract(BatchTold)
async def cancel(id: str) -> Response:
    """Stop a batch; what was answered already can be read."""
    batch = await the_service().batches.cancel(id, client_of(the_request()))
    return json_response(batch.told)
