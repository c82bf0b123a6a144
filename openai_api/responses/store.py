"""Responses that may be asked for again: the newest ones, as many as fit."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openai_api import errors
from openai_api.errors import ApiError
from openai_api.phrases import quote
from openai_api.responses.answers import ModelResponse

MOST_RESPONSES = 4096
MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, eq=False)
class Stored:
    """A response, and the conversation that led to it."""

    response: ModelResponse
    turns: Sequence[dict[str, Any]]  # without instructions, which hold for one response only
    items: Sequence[dict[str, Any]]  # the input, as it was sent
    num_bytes: int


class Store:
    """The oldest go first."""

    def __init__(self, *, responses: int = MOST_RESPONSES, num_bytes: int = MOST_BYTES) -> None:
        self._most_responses = responses
        self._most_bytes = num_bytes
        self._num_bytes = 0
        self._stored: OrderedDict[str, Stored] = OrderedDict()

    def __len__(self) -> int:
        return len(self._stored)

    def put(self, stored: Stored) -> None:
        self._stored[stored.response.id] = stored
        self._num_bytes += stored.num_bytes
        while len(self._stored) > self._most_responses or self._num_bytes > self._most_bytes:
            _, oldest = self._stored.popitem(last=False)
            self._num_bytes -= oldest.num_bytes

    def get(self, id: str) -> Stored:
        """:raises ApiError: 404, for what was never stored, was deleted or had to go."""
        try:
            return self._stored[id]
        except KeyError:
            raise not_found(id) from None

    def delete(self, id: str) -> None:
        """:raises ApiError: 404."""
        self._num_bytes -= self.get(id).num_bytes
        del self._stored[id]

    def continued(self, id: str | None) -> Sequence[dict[str, Any]]:
        """The conversation so far. :raises ApiError: 400, when nobody knows it."""
        if id is None:
            return ()
        try:
            return self.get(id).turns
        except ApiError:
            raise errors.invalid(
                f"Previous response with id '{quote(id)}' not found.",
                param="previous_response_id",
                code="previous_response_not_found",
            ) from None


def not_found(id: str) -> ApiError:
    return ApiError(404, f"Response with id '{quote(id)}' not found.")
