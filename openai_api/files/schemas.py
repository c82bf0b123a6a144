"""What `/v1/files` is asked, and how it tells of a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from pydantic import Field, ValidationError

from openai_api.schemas.complaints import explain
from openai_api.schemas.fields import Ask, Query

DAY = 24 * 60 * 60
Purpose = Literal["batch", "batch_output"]


class ExpiresAfter(Ask):
    """When a file is thrown away by itself."""

    anchor: Literal["created_at"]
    seconds: int = Field(ge=60 * 60, le=30 * DAY)


class UploadAsk(Ask):
    """The fields of the form beside the file."""

    purpose: Literal["batch"]
    expires_after: ExpiresAfter | None = None


class FilePage(Query):
    """A part of the list of files."""

    purpose: str | None = None
    order: Literal["asc", "desc"] = "desc"
    after: str | None = None  # the last one of the page before
    limit: int = Field(10_000, ge=1, le=10_000)


class FileTold(Struct, frozen=True, tag_field="object", tag="file"):
    id: str
    bytes: int
    created_at: int
    expires_at: int
    filename: str
    purpose: Purpose
    status: Literal["processed"] = "processed"
    status_details: None = None


class FileList(Struct, frozen=True, tag_field="object", tag="list"):
    data: list[FileTold]
    first_id: str | None
    last_id: str | None
    has_more: bool


class FileDeleted(Struct, frozen=True, tag_field="object", tag="file"):
    id: str
    deleted: bool = True


def read_upload(fields: Mapping[str, str]) -> UploadAsk:
    """A form has texts only. :raises ApiError: about the first thing that is wrong with it."""
    asked: dict[str, object] = {}
    expires: dict[str, object] = {}
    for name, text in fields.items():
        inner = name.removeprefix("expires_after[").removesuffix("]")
        if inner == name:
            asked[name] = text
        else:
            is_number = inner == "seconds" and text.isascii() and text.isdigit() and len(text) < 19
            expires[inner] = int(text) if is_number else text
    try:
        return UploadAsk.model_validate(asked | ({"expires_after": expires} if expires else {}))
    except ValidationError as error:
        raise explain(error) from None
