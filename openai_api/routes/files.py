"""/v1/files: what batches read and write."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import IO

from anyio import to_thread
from quart import Blueprint, Response

from openai_api.contract import contract
from openai_api.doorway import client_of, opened_by
from openai_api.files.intake import upload_of
from openai_api.files.schemas import (
    FileDeleted,
    FileList,
    FilePage,
    FileTold,
    UploadAsk,
    read_upload,
)
from openai_api.routes.asked import json_response, read_query, the_request, the_service

routes = Blueprint("files", __name__)
PIECE = 256 * 1024  # bytes of a file sent at once


@routes.post("/v1/files")
@contract(FileTold, takes=UploadAsk, file="file")
async def create() -> Response:
    """Keep a file."""
    upload = upload_of(the_request())
    ask = read_upload(upload.fields)
    life = None if ask.expires_after is None else ask.expires_after.seconds
    kept = await upload.file.keep(life)
    return json_response(kept.told)


@routes.get("/v1/files")
@contract(FileList, query=FilePage)
async def list_files() -> Response:
    """The files of this key."""
    page = read_query(FilePage)
    told = [kept.told for kept in the_service().files.all_of(client_of(the_request()))]
    told = [file for file in told if page.purpose in (None, file.purpose)]
    if page.order == "desc":
        told.reverse()
    ids = [file.id for file in told]
    if page.after in ids:
        told = told[ids.index(page.after) + 1 :]
    shown = told[: page.limit]
    first, last = (shown[0].id, shown[-1].id) if shown else (None, None)
    return json_response(FileList(shown, first, last, len(told) > len(shown)))


@routes.get("/v1/files/<id>")
@contract(FileTold)
async def retrieve(id: str) -> Response:
    """What is known of a file."""
    return json_response(the_service().files.get(id, client_of(the_request())).told)


@routes.delete("/v1/files/<id>")
@contract(FileDeleted)
async def delete(id: str) -> Response:
    """Throw a file away."""
    the_service().files.delete(id, client_of(the_request()))
    return json_response(FileDeleted(id))


@routes.get("/v1/files/<id>/content")
@contract(None, is_binary=True)
async def content(id: str) -> Response:
    """A file as it was sent or written."""
    kept = the_service().files.get(id, client_of(the_request()))
    file = opened_by(the_request()).enter_context(kept.path.open("rb"))
    headers = {
        "Content-Length": str(kept.told.bytes),
        "Content-Disposition": "attachment",  # never a page of ours
        "X-Content-Type-Options": "nosniff",
    }
    response = Response(pieces(file), 200, headers, content_type="application/octet-stream")
    response.timeout = None  # who reads slowly is cut off by the connection
    return response


async def pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    while piece := await to_thread.run_sync(file.read, PIECE):
        yield piece
