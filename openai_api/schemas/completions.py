"""POST /v1/completions, as it is sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from actors.messages import Gap, Ids, Prompt, Request, Text
from openai_api.body import Json
from openai_api.errors import invalid, unsupported_parameter, unsupported_value
from openai_api.schemas import sampling
from openai_api.schemas.fields import (
    MAX_INT64,
    TokenIds,
    Whole,
    complaint,
    read_whole,
    wrong_kind,
)
from openai_api.schemas.formats import held_to
from openai_api.schemas.sampling import SamplingAsk, read_ask

MAX_PROMPTS = 64

UNSUPPORTED: dict[str, tuple[object, ...]] = sampling.UNSUPPORTED | {
    "include_reasoning": (True, False)
}
del UNSUPPORTED["echo"]

Prompts = Annotated[
    list[str | Annotated[list[int], Field(fail_fast=True)]],
    Field(fail_fast=True),
]


def reads_prompts(most: int) -> BeforeValidator:
    """A text, token ids, or a list of either: always a list."""

    def read(value: object) -> object:
        if isinstance(value, str):
            return [value]
        if not isinstance(value, list):
            raise wrong_kind("one of a string or an array")
        if not value:
            raise complaint("empty_array", "the array is empty.")
        if is_ids(value):
            return [read_ids(value)]
        if len(value) > most:  # before it takes a second to look at half a million of them
            raise complaint("too_long", "too many prompts", max_length=most)
        return read_many(value)

    return BeforeValidator(read, json_schema_input_type=sent_prompts(most))


def read_many(value: list[Any]) -> object:
    """One kind for all of them."""
    if all(isinstance(each, str) for each in value):
        return value
    if all(isinstance(each, list) and is_ids(each) for each in value):
        if [] in value:
            raise complaint("empty_array", "a list of token ids is empty.")
        return [read_ids(ids) for ids in value]
    raise wrong_kind("strings or token ids, all of one kind")


def sent_prompts(most: int) -> Any:
    """What `reads_prompts` reads."""
    texts = Annotated[list[str], Field(min_length=1, max_length=most)]
    ids = Annotated[TokenIds, Field(min_length=1)]
    return str | texts | ids | Annotated[list[ids], Field(min_length=1, max_length=most)]


def is_ids(values: list[object]) -> bool:
    return all(type(read_whole(each)) is int for each in values)


def read_ids(values: list[object]) -> list[object]:
    return [read_whole(each) for each in values]


class CompletionAsk(SamplingAsk):
    prompt: Annotated[Prompts, reads_prompts(MAX_PROMPTS)]
    max_tokens: Whole = Field(16, ge=0, le=MAX_INT64)
    best_of: Whole | None = Field(None, ge=0, le=20)
    logprobs: Whole | None = Field(None, ge=0, le=5)
    echo: bool = False
    suffix: str = ""
    add_special_tokens: bool = True  # vLLM's

    def requests(self) -> list[Request]:
        """What the engine is asked: a request for each prompt."""
        grammar = self.grammar()
        requests = [
            self.request_for(
                self.prompt_of(prompt),
                max_tokens=self.max_tokens,
                logprobs=0 if self.chooses and self.logprobs is None else self.logprobs,
            )
            for prompt in self.prompt
        ]
        return [
            replace(held_to(self.scored(request), grammar), n=self.best_of or self.n)
            for request in requests
        ]

    @property
    def chooses(self) -> bool:
        """More texts are made than told."""
        return self.best_of is not None and self.best_of > self.n

    def prompt_of(self, prompt: str | list[int]) -> Prompt:
        if self.suffix:
            before = prompt if isinstance(prompt, str) else tuple(prompt)
            return Gap(before, self.suffix, self.add_special_tokens)
        if isinstance(prompt, str):
            return Text(prompt, self.add_special_tokens)
        return Ids(tuple(prompt))

    def scored(self, request: Request) -> Request:
        """An echo has the logprobs that the text behind it has."""
        if not self.echo or self.logprobs is None:
            return request
        most = max(self.logprobs, self.prompt_logprobs or 0)
        return replace(request, sampling=replace(request.sampling, prompt_logprobs=most))


def read_completion(body: Json) -> CompletionAsk:
    """The request in a body. :raises ApiError: about the first thing that is wrong with it."""
    ask = read_ask(CompletionAsk, body, UNSUPPORTED)
    if ask.best_of is not None and ask.best_of < ask.n:
        message = f"'best_of' must be at least 'n', but {ask.best_of} is less than {ask.n}."
        raise invalid(message, param="best_of", code="invalid_value")
    if ask.chooses and ask.stream:
        raise unsupported_value("best_of", "greater than 'n' is not allowed in a stream")
    if ask.suffix and ask.echo:
        raise unsupported_parameter("echo", "is not allowed beside 'suffix'")
    if ask.max_tokens == 0 and not ask.echo:
        raise unsupported_value("max_tokens", "0 is only allowed when 'echo' is enabled")
    return ask
