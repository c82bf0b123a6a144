"""Items that the input only names: they are looked for among those of the responses kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from openai_api import errors
from openai_api.body import Json
from openai_api.errors import ApiError
from openai_api.phrases import quote
from openai_api.responses.schemas import ReferenceInput, ResponsesAsk, read_responses

Parts = Sequence[tuple[str, bytes]]  # items with their ids, as JSON


class KeptItems:
    """Each is there as long as one of the responses that have it.

    Of several with one id the first is meant: nobody can take the place of what is there already.
    """

    def __init__(self) -> None:
        self._kept: dict[str, list[bytes]] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, parts: Parts) -> None:
        for id, item in parts:
            self._kept.setdefault(id, []).append(item)

    def remove(self, parts: Parts) -> None:
        for id, item in parts:
            same = self._kept[id]
            same.remove(item)
            if not same:
                del self._kept[id]

    def find(self, id: str) -> bytes:
        """:raises ApiError: 404, for what was never stored, was deleted or had to go."""
        try:
            return self._kept[id][0]
        except KeyError:
            raise ApiError(404, f"Item with id '{quote(id)}' not found.", param="input") from None


def read_referring(body: Json, items: KeptItems, most_bytes: int) -> tuple[Json, ResponsesAsk]:
    """A request as if all of its items had been sent, and as it is read then.

    :raises ApiError: also when they would have been too many to be sent.
    """
    ask = read_responses(body)
    if isinstance(ask.input, str) or not any(map(is_reference, ask.input)):
        return body, ask
    sent: Any = body["input"]
    told, num_bytes = [], 0
    for each, item in zip(ask.input, sent, strict=True):
        if isinstance(each, ReferenceInput):
            found = items.find(each.id)
            num_bytes += len(found)
            if num_bytes > most_bytes:
                raise too_much(most_bytes)
            item = msgspec.json.decode(found)
        told.append(item)
    body = body | {"input": told}
    return body, read_responses(body)


def is_reference(item: object) -> bool:
    return isinstance(item, ReferenceInput)


def too_much(most: int) -> ApiError:
    message = f"The items that 'input' refers to have more than {most} bytes together."
    return errors.invalid(message, param="input", code="request_too_large")
