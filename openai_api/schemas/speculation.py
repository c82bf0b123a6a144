"""How a client wants its text read ahead, and what it predicts."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from actors.messages import Request
from openai_api.schemas.complaints import TAG
from openai_api.schemas.fields import Ask, Whole, read_parts

MAX_DRAFTS = 64

Method = Literal[
    "auto",
    "off",
    "grammar",
    "prediction",
    "ngram",
    "suffix",
    "draft_model",
    "eagle3",
    "mtp",
    "rehearsal",
]


class SpeculationAsk(Ask):
    method: Method = "auto"  # or who alone may read ahead
    max_tokens: Whole | None = Field(None, ge=0, le=MAX_DRAFTS)  # drafts in a step
    report: bool = False  # in the usage

    def apply_to(self, request: Request) -> Request:
        wish = replace(request.speculation, method=self.method, most=self.max_tokens)
        return replace(request, speculation=wish)


class PredictedPart(Ask):
    type: Literal["text"]
    text: str


def kind_of_prediction(value: object) -> str:
    return TAG + ("text" if isinstance(value, str) else "parts")


class PredictionAsk(Ask):
    type: Literal["content"]
    content: Annotated[
        Annotated[str, Tag(TAG + "text")]
        | Annotated[
            list[PredictedPart],
            Field(max_length=4096, fail_fast=True),
            BeforeValidator(read_parts),
            Tag(TAG + "parts"),
        ],
        Discriminator(kind_of_prediction),
    ]

    @property
    def text(self) -> str:
        if isinstance(self.content, str):
            return self.content
        return "".join(part.text for part in self.content)
