"""POST /v1/embeddings, /v1/rerank and /v1/score, as they are sent and answered."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from msgspec import Struct
from pydantic import BeforeValidator, Field, ValidationError

from openai_api.body import Json
from openai_api.errors import no_model
from openai_api.schemas.complaints import explain
from openai_api.schemas.completions import Prompts, reads_prompts
from openai_api.schemas.fields import Ask, Identifier, Whole, read_list, wrong_kind

MOST_TEXTS = 2048

AskT = TypeVar("AskT", bound="TextsAsk")


def read_document(value: object) -> object:
    """A text, or an object around one, as some clients send it."""
    if isinstance(value, dict) and isinstance(value.get("text"), str):
        return value["text"]
    return value


def read_documents(value: object) -> object:
    if not isinstance(value, list):
        raise wrong_kind("an array")
    return [read_document(each) for each in value]


class DocumentSent(Ask):
    text: str


TextList = Annotated[list[str], Field(min_length=1, max_length=MOST_TEXTS, fail_fast=True)]
Texts = Annotated[TextList, BeforeValidator(read_list, json_schema_input_type=str | TextList)]
Documents = Annotated[list[str | DocumentSent], Field(min_length=1, max_length=MOST_TEXTS)]


class TextsAsk(Ask):
    model: str
    truncate_prompt_tokens: Whole | None = Field(None, ge=-1)  # -1: to what the model reads


class EmbeddingsAsk(TextsAsk):
    input: Annotated[Prompts, reads_prompts(MOST_TEXTS)]
    encoding_format: Literal["float", "base64"] = "float"
    dimensions: Whole | None = Field(None, ge=1)
    user: Identifier | None = None  # without effect here, and accepted


class RerankAsk(TextsAsk):
    query: str
    documents: Annotated[
        TextList, BeforeValidator(read_documents, json_schema_input_type=Documents)
    ]
    top_n: Whole | None = Field(None, ge=0)  # 0: all
    return_documents: bool = True


class ScoreAsk(TextsAsk):
    text_1: Texts
    text_2: Texts


def read_texts_ask(kind: type[AskT], body: Json) -> AskT:
    """The request in a body. :raises ApiError: about the first thing that is wrong with it."""
    if body.get("model") in (None, ""):
        raise no_model()
    try:
        return kind.model_validate(body)
    except ValidationError as error:
        raise explain(error) from None


class EmbeddingsUsage(Struct, frozen=True):
    prompt_tokens: int
    total_tokens: int


class Vector(Struct, frozen=True, tag_field="object", tag="embedding"):
    index: int
    embedding: Any  # numbers, or base64


class EmbeddingsAnswer(Struct, frozen=True, tag_field="object", tag="list"):
    data: list[Vector]
    model: str
    usage: EmbeddingsUsage


class Document(Struct, frozen=True):
    text: str


class Ranked(Struct, frozen=True, omit_defaults=True):
    index: int
    relevance_score: float
    document: Document | None = None


class RerankAnswer(Struct, frozen=True):
    id: str
    model: str
    usage: EmbeddingsUsage
    results: list[Ranked]


class Score(Struct, frozen=True, tag_field="object", tag="score"):
    index: int
    score: float


class ScoreAnswer(Struct, frozen=True, tag_field="object", tag="list"):
    id: str
    created: int
    model: str
    data: list[Score]
    usage: EmbeddingsUsage
