"""Files on their way in: the body of a form goes to the disk piece by piece, never whole in memory.

ASGI, outside of Quart, which would collect a body faster than a disk may take it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import cast

from anyio import CancelScope, current_time
from quart import Request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import (
    Data,
    Epilogue,
    Event,
    Field,
    File,
    MultipartDecoder,
    NeedData,
)

from openai_api import door_errors, errors
from openai_api.doorway import CLIENT, OPENED, ASGIApp, Message, Receive, Scope, Send, answer
from openai_api.errors import ApiError
from openai_api.files.store import Draft, Files

UPLOAD = "understudy.upload"
PATH = "/v1/files"
CHUNK = 64 * 1024  # bytes given to the decoder at once
MOST_BUFFERED = 4 * CHUNK  # by the decoder, of a part's head for example
MOST_PARTS = 16
LONGEST_FIELD = 4096
FORM_BYTES = 64 * 1024  # of a form beside its file
LEAST_PACE = 16 * 1024  # bytes a second, on average; who is slower is cut off


def is_upload(scope: Scope) -> bool:
    return (scope["method"], scope["path"]) == ("POST", PATH)


def upload_of(request: Request) -> Upload:
    return cast(Upload, cast(Scope, request.scope)[UPLOAD])


class ClientLeft(Exception):
    """There is nobody to tell anything."""


class Intake:
    """Takes the body off a request that brings a file; the route finds the file in its scope."""

    def __init__(self, app: ASGIApp, files: Files, seconds: float) -> None:
        self.app = app
        self.files = files
        self.seconds = seconds  # of silence, or of being too slow

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not is_upload(scope):
            await self.app(scope, receive, send)
            return
        try:
            upload = Upload(self.files, scope)
            scope[UPLOAD] = upload
            await upload.read(chunks(receive, self.seconds))
        except ApiError as error:
            scope[OPENED].close()  # what has come goes before anybody is told
            await answer(send, error, scope["path"])
        except ClientLeft:
            return
        else:
            await self.app(scope, after(receive), send)


class Upload:
    """A form with one file."""

    def __init__(self, files: Files, scope: Scope) -> None:
        self.files = files
        self.scope = scope
        self.fields: dict[str, str] = {}
        self.draft: Draft | None = None
        self._name: str | None = None  # of the field that is being read; None: the file
        self._value = b""
        self._decoder = MultipartDecoder(
            boundary_of(scope), max_form_memory_size=MOST_BUFFERED, max_parts=MOST_PARTS
        )

    @property
    def file(self) -> Draft:
        """:raises ApiError: when the form has none."""
        if self.draft is None:
            raise errors.missing("file")
        return self.draft

    async def read(self, body: AsyncIterator[bytes]) -> None:
        """:raises ApiError: when it is no form, or too large, or too slow."""
        try:
            async for chunk in body:
                self._decoder.receive_data(chunk)
                await self._take_events()
            self._decoder.receive_data(None)
            await self._take_events()
        except ValueError:
            raise errors.invalid("We could not parse the form in the body.") from None
        except RequestEntityTooLarge:
            raise door_errors.body_too_large() from None

    async def _take_events(self) -> None:
        while True:
            event = self._decoder.next_event()
            if isinstance(event, NeedData | Epilogue):
                return
            await self._take(event)

    async def _take(self, event: Event) -> None:
        match event:
            case File(name="file"):
                if self.draft is not None:
                    raise errors.invalid("Send one file at a time.", param="file")
                client = self.scope.get(CLIENT, "")
                self.draft = self.files.draft(client, event.filename, "batch")
                self.scope[OPENED].callback(self.draft.discard)
                self._name = None
            case File() | Field():
                self._name, self._value = event.name or "", b""
            case Data(data=data, more_data=has_more):
                if self._name is None:
                    await self.file.write(data)
                    return
                self._value += data
                if len(self._value) > LONGEST_FIELD:
                    raise errors.string_too_long(self._name, LONGEST_FIELD, len(self._value))
                if not has_more:
                    self.fields[self._name] = self._value.decode()


def boundary_of(scope: Scope) -> bytes:
    """:raises ApiError: when the body is no form."""
    headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
    coding = headers.get(b"content-encoding", "identity")
    if coding.lower() != "identity":
        raise errors.unsupported_content_encoding(coding)
    given = headers.get(b"content-type", "")
    kind, options = parse_options_header(given)
    boundary = options.get("boundary", "")
    if kind.lower() != "multipart/form-data" or not 0 < len(boundary) <= 200:
        error = errors.unsupported_content_type(given)
        error.message = error.message.partition(" Send ")[0] + " Send 'multipart/form-data'."
        raise error
    return boundary.encode()


async def chunks(receive: Receive, seconds: float) -> AsyncIterator[bytes]:
    """Of the body. :raises ApiError: when it comes too slowly."""
    begun, num_bytes, has_more = current_time(), 0, True
    while has_more:
        message: Message | None = None
        with CancelScope(deadline=begun + seconds + num_bytes / LEAST_PACE):
            message = await receive()
        if message is None:
            raise door_errors.body_too_slow()
        if message["type"] != "http.request":
            raise ClientLeft
        data, has_more = message.get("body", b""), message.get("more_body", False)
        num_bytes += len(data)
        for start in range(0, len(data), CHUNK):
            yield data[start : start + CHUNK]


def after(receive: Receive) -> Receive:
    """What is left of a request whose body has been read."""
    is_told = False

    async def receive_rest() -> Message:
        nonlocal is_told
        if not is_told:
            is_told = True
            return {"type": "http.request", "body": b"", "more_body": False}
        return await receive()

    return receive_rest
