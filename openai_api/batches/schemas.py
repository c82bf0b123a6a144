"""What `/v1/batches` is asked, and how it tells of a batch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Raw, Struct
from pydantic import Field, ValidationError

from openai_api.body import Json
from openai_api.files.schemas import ExpiresAfter
from openai_api.schemas.complaints import explain
from openai_api.schemas.fields import Ask, Metadata, Query

Endpoint = Literal["/v1/chat/completions", "/v1/completions", "/v1/embeddings", "/v1/responses"]
Status = Literal[
    "validating",
    "failed",
    "in_progress",
    "finalizing",
    "completed",
    "expired",
    "cancelling",
    "cancelled",
]


class BatchAsk(Ask):
    """Answer the requests in a file."""

    input_file_id: str
    endpoint: Endpoint
    completion_window: Literal["24h"]
    metadata: Metadata | None = None
    output_expires_after: ExpiresAfter | None = None


class BatchPage(Query):
    """A part of the list of batches, newest first."""

    after: str | None = None  # the last one of the page before
    limit: int = Field(20, ge=1, le=100)


def read_batch(body: Json) -> BatchAsk:
    """The request in a body. :raises ApiError: about the first thing that is wrong with it."""
    try:
        return BatchAsk.model_validate(body)
    except ValidationError as error:
        raise explain(error) from None


# A batch, as it is told.


class LineError(Struct, frozen=True):
    """Why a file is no batch."""

    code: str
    message: str
    param: str | None = None
    line: int | None = None  # from 1


class ErrorList(Struct, frozen=True, tag_field="object", tag="list"):
    data: list[LineError]


class Counts(Struct):
    total: int = 0
    completed: int = 0
    failed: int = 0


class BatchTold(Struct, kw_only=True, tag_field="object", tag="batch"):
    """It changes while it is worked on."""

    id: str
    endpoint: Endpoint
    errors: ErrorList | None = None
    input_file_id: str
    completion_window: Literal["24h"] = "24h"
    status: Status = "validating"
    output_file_id: str | None = None
    error_file_id: str | None = None
    created_at: int
    in_progress_at: int | None = None
    expires_at: int
    finalizing_at: int | None = None
    completed_at: int | None = None
    failed_at: int | None = None
    expired_at: int | None = None
    cancelling_at: int | None = None
    cancelled_at: int | None = None
    request_counts: Counts
    metadata: Mapping[str, str] | None = None


class BatchList(Struct, frozen=True, tag_field="object", tag="list"):
    data: list[BatchTold]
    first_id: str | None
    last_id: str | None
    has_more: bool


# A line of the files that a batch makes.


class LineAnswer(Struct, frozen=True):
    status_code: int
    request_id: str
    body: Raw


class LineFailure(Struct, frozen=True):
    code: str
    message: str


class LineTold(Struct, frozen=True):
    id: str
    custom_id: str
    response: LineAnswer | None
    error: LineFailure | None = None
