"""The lines of a batch's file: each is a request. One that is none fails the batch.

    {"custom_id": "a", "method": "POST", "url": "/v1/chat/completions", "body": {...}}

What is in the body is not judged here: that is for the endpoint, as with any other request.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, NamedTuple

import msgspec

from openai_api.batches.schemas import LineError
from openai_api.body import Json, read_object
from openai_api.errors import ApiError
from openai_api.phrases import quote

MOST_LINES = 50_000  # as OpenAI has it
MOST_ERRORS = 100  # told of one file
LONGEST_ID = 512
HEAD_BYTES = 4096  # of a line beside its body
FIELDS = (
    ("custom_id", str, "a string"),
    ("method", str, "a string"),
    ("url", str, "a string"),
    ("body", dict, "an object"),
)


class Line(msgspec.Struct, frozen=True):
    """A request as it was sent, to the byte."""

    custom_id: str
    body: msgspec.Raw


class Sent(msgspec.Struct, frozen=True):
    """The same before its types are known: of a key that comes twice the last value counts, and the
    first one may be anything."""

    custom_id: msgspec.Raw
    body: msgspec.Raw


class Numbered(NamedTuple):
    number: int
    asked: Line


def lines_of(file: IO[bytes], most_bytes: int) -> Iterator[bytes]:
    """One that is longer than it may be comes in parts."""
    while line := file.readline(most_bytes + HEAD_BYTES):
        yield line


def judge(file: IO[bytes], endpoint: str, most_bytes: int) -> tuple[int, list[LineError]]:
    """How many requests there are, and what is wrong with them. Takes its time."""
    found: list[LineError] = []
    ids: set[str] = set()
    for number, line in enumerate(lines_of(file, most_bytes), 1):
        if not line.strip():
            continue
        if len(ids) == MOST_LINES:
            found.append(LineError("too_many_requests", f"There are more than {MOST_LINES}."))
            break
        if len(line) >= most_bytes + HEAD_BYTES:
            found.append(LineError("line_too_long", "This line is too long.", line=number))
            break
        error = fault_of(line, endpoint, ids)
        if error is not None:
            found.append(msgspec.structs.replace(error, line=number))
        if len(found) == MOST_ERRORS:
            break
    if not ids and not found:
        found.append(LineError("empty_file", "The input file holds no requests."))
    return len(ids), found


def fault_of(data: bytes, endpoint: str, ids: set[str]) -> LineError | None:
    """What is wrong with a line; its id joins the others."""
    try:
        line = read_object(data)
    except ApiError as error:
        return LineError("invalid_json_line", error.message)
    for name, kind, expected in FIELDS:
        if line.get(name) is None:
            return LineError("missing_required_parameter", f"'{name}' is not there.", name)
        if not isinstance(line[name], kind):
            return LineError("invalid_type", f"'{name}' must be {expected}.", name)
    custom_id = str(line["custom_id"])
    if len(custom_id) > LONGEST_ID:
        return LineError("string_above_max_length", "'custom_id' is too long.", "custom_id")
    if custom_id in ids:
        message = f"The custom_id '{quote(custom_id)}' is used twice."
        return LineError("duplicate_custom_id", message, "custom_id")
    ids.add(custom_id)
    return fault_of_call(line, endpoint)


def fault_of_call(line: Json, endpoint: str) -> LineError | None:
    if line["method"] != "POST":
        return LineError("invalid_method", "'method' must be 'POST'.", "method")
    if line["url"] != endpoint:
        message = f"'url' must be the batch's endpoint, '{endpoint}'."
        return LineError("mismatched_url", message, "url")
    body = line["body"]
    if isinstance(body, dict) and body.get("stream"):
        return LineError("unsupported_value", "A batch streams nothing.", "body.stream")
    if isinstance(body, dict) and body.get("background"):
        message = "A batch is in the background already."
        return LineError("unsupported_value", message, "body.background")
    return None


def all_lines(file: IO[bytes], most_bytes: int) -> Iterator[Numbered]:
    """Of a file that was judged, from its beginning."""
    file.seek(0)
    for number, line in enumerate(lines_of(file, most_bytes), 1):
        if line.strip():
            sent = msgspec.json.decode(line, type=Sent)
            custom_id = msgspec.json.decode(sent.custom_id, type=str)
            yield Numbered(number, Line(custom_id, sent.body))


def next_line(lines: Iterator[Numbered]) -> Numbered | None:
    """None: there is no other. Reads the disk."""
    return next(lines, None)
