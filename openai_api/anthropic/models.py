"""The models that may be asked for, as Anthropic's clients read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec import UNSET, Struct

from openai_api.schemas.answers import ModelCard

VERSION_HEADER = "anthropic-version"  # all of their clients send it, and nobody else does


class ModelInfo(Struct, frozen=True, tag_field="type", tag="model"):
    id: str
    display_name: str
    created_at: str
    max_input_tokens: int | None
    lifecycle: str = "active"


class ModelPage(Struct, frozen=True):
    """There is one, with all of them."""

    data: list[ModelInfo]
    first_id: str | None
    last_id: str | None
    has_more: bool = False


def info_of(card: ModelCard) -> ModelInfo:
    created = datetime.fromtimestamp(card.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    longest = None if card.max_model_len is UNSET else card.max_model_len
    return ModelInfo(card.id, card.id, created, longest)


def page_of(cards: Sequence[ModelCard]) -> ModelPage:
    told = [info_of(card) for card in cards]
    first, last = (told[0].id, told[-1].id) if told else (None, None)
    return ModelPage(told, first, last)
