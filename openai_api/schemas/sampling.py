"""What chat and text completions have in common: OpenAI's fields and vLLM's extensions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from actors.messages import Ids, Prompt, Request
from openai_api.body import Json
from openai_api.errors import ApiError, invalid, no_model, unsupported_parameter
from openai_api.schemas.complaints import bound, explain
from openai_api.schemas.fields import (
    MAX_INT32,
    MAX_INT64,
    Ask,
    Biases,
    Decimal,
    Identifier,
    Metadata,
    TokenIds,
    Whole,
    complaint,
    read_list,
    refuse_empty,
)
from openai_api.schemas.formats import (
    Choices,
    ResponseFormat,
    Schema,
    StructuredOutputs,
    Words,
    grammar_of_format,
    grammar_of_outputs,
    grammars_of_sglang,
)
from openai_api.schemas.speculation import SpeculationAsk

MAX_STOPS = 64
MAX_STOP_LENGTH = 256  # characters
MAX_STOP_IDS = 256
MAX_ALLOWED_IDS = 65_536
MAX_BAD_WORDS = 256
MAX_SECONDS = 86_400.0  # of a deadline

StopString = Annotated[str, Field(max_length=MAX_STOP_LENGTH), AfterValidator(refuse_empty)]
StopStrings = Annotated[list[StopString], Field(max_length=MAX_STOPS, fail_fast=True)]

# Parameters that are known and cannot be honoured yet, and the values of them that ask for nothing.
UNSUPPORTED: dict[str, tuple[object, ...]] = {
    "documents": ([],),
    "echo": (False,),  # of a chat
    "kv_transfer_params": ({},),
    "length_penalty": (1.0,),
    "logprob_token_ids": ([],),
    "logits_processors": ([],),
    "mm_processor_kwargs": ({},),
    "prompt_embeds": (),
    "repetition_detection": ({},),
    "thinking_token_budget": (),
    "use_beam_search": (False,),
    "vllm_xargs": ({},),
}

NOTHING: Mapping[str, tuple[object, ...]] = MappingProxyType({})
PLAIN_SAMPLING = Request(Ids(())).sampling


def refuse_zero(value: int) -> int:
    if value == 0:
        raise complaint("invalid_value", "a prompt without tokens is none.")
    return value


class StreamOptions(Ask):
    include_usage: bool = False
    continuous_usage_stats: bool = False  # usage comes once, at the end
    include_obfuscation: bool = False  # there is none


class SamplingAsk(Ask):
    """The fields of both; a subclass says what the prompt is and how many tokens are wanted."""

    model: str
    n: Whole = Field(1, ge=1, le=128)
    stream: bool = False
    stream_options: StreamOptions | None = None
    seed: Whole | None = Field(None, ge=-MAX_INT64 - 1, le=MAX_INT64)
    temperature: Decimal = Field(1.0, ge=0, le=2)
    top_p: Decimal = Field(1.0, ge=0, le=1)
    presence_penalty: Decimal = Field(0.0, ge=-2, le=2)
    frequency_penalty: Decimal = Field(0.0, ge=-2, le=2)
    logit_bias: Biases = Field(default_factory=dict)
    stop: Annotated[
        StopStrings,
        BeforeValidator(read_list, json_schema_input_type=StopString | StopStrings),
    ] = Field(default_factory=list)

    # vLLM's
    top_k: Whole = Field(0, ge=-1, le=MAX_INT32)  # -1 and 0 are off
    min_p: Decimal = Field(0.0, ge=0, le=1)
    repetition_penalty: Decimal = Field(1.0, ge=0.01, le=100)
    min_tokens: Whole = Field(0, ge=0, le=MAX_INT32)
    stop_token_ids: TokenIds = Field(default_factory=list, max_length=MAX_STOP_IDS)
    allowed_token_ids: TokenIds | None = Field(None, min_length=1, max_length=MAX_ALLOWED_IDS)
    ignore_eos: bool = False
    include_stop_str_in_output: bool = False
    skip_special_tokens: bool = True
    bad_words: list[StopString] = Field(
        default_factory=list, max_length=MAX_BAD_WORDS, fail_fast=True
    )
    truncate_prompt_tokens: Annotated[Whole, AfterValidator(refuse_zero)] | None = Field(
        None, ge=-1, le=MAX_INT64
    )
    truncation_side: Literal["left", "right"] = "left"  # where a prompt is cut
    timeout: Annotated[Decimal, Field(gt=0)] | None = Field(None, le=MAX_SECONDS)
    prompt_logprobs: Whole | None = Field(None, ge=0, le=MAX_INT32)
    return_token_ids: bool = False
    return_tokens_as_token_ids: bool = False
    priority: Whole = Field(0, ge=-MAX_INT32, le=MAX_INT32)
    cache_salt: Annotated[str, Field(max_length=256)] = ""

    # Ours: how the text is read ahead. It changes no token.
    speculation: SpeculationAsk | None = None

    # The form of the answer
    response_format: ResponseFormat | None = None
    structured_outputs: StructuredOutputs | None = None
    guided_json: Schema | None = None
    guided_regex: Words | None = None
    guided_choice: Choices | None = None
    guided_grammar: Words | None = None
    regex: Words | None = None  # SGLang's, as the next one
    ebnf: Words | None = None  # Lark, in the words of guidance and outlines

    # Without effect here, and accepted.
    guided_decoding_backend: str | None = None  # there is one
    user: Identifier | None = None
    safety_identifier: Identifier | None = None
    prompt_cache_key: str | None = None
    prompt_cache_options: dict[str, Any] | None = None
    prompt_cache_retention: str | None = None
    metadata: Metadata | None = None
    request_id: str | None = None
    spaces_between_special_tokens: bool = True  # there are none, as in any fast tokenizer
    service_tier: (
        Literal["auto", "default", "flex", "scale", "priority", "fast", "ultrafast"] | None
    ) = None
    store: bool | None = None

    @property
    def wants_usage(self) -> bool:
        """In the stream."""
        return self.stream_options is not None and self.stream_options.include_usage

    @property
    def is_constrained(self) -> bool:
        """Whether a grammar has to be made."""
        fields = (self.structured_outputs, self.guided_json, self.guided_regex)
        more = (self.guided_choice, self.guided_grammar, self.regex, self.ebnf)
        form = self.response_format is not None and self.response_format.type != "text"
        return form or any(field is not None for field in fields + more)

    def grammar(self) -> str:
        """What the text has to match; empty: anything. It is compiled: this takes a moment.

        :raises ApiError: when it is none, or there are two.
        """
        guided = StructuredOutputs.model_validate(
            {
                "json": self.guided_json,
                "regex": self.guided_regex,
                "choice": self.guided_choice,
                "grammar": self.guided_grammar,
            }
        )
        found = [grammar_of_format(self.response_format)]
        if self.structured_outputs is not None:
            found.append(grammar_of_outputs(self.structured_outputs))
        if guided.model_dump(exclude_none=True):
            found.append(grammar_of_outputs(guided, param="guided_"))
        found += grammars_of_sglang(self.regex, self.ebnf)
        # Some clients say the same twice, for older and newer servers.
        told = [*dict.fromkeys(grammar for grammar in found if grammar)]
        if len(told) > 1:
            message = "Only one of 'response_format' and 'structured_outputs' may constrain a text."
            raise invalid(message, param="structured_outputs", code="invalid_value")
        return told[0] if told else ""

    def request_for(
        self,
        prompt: Prompt,
        *,
        max_tokens: int | None,
        logprobs: int | None,
    ) -> Request:
        """What the engine is asked. The seed goes another way, since the engine may choose it."""
        sampling = replace(
            PLAIN_SAMPLING,
            temperature=self.temperature if self.top_p > 0 else 0.0,
            top_k=max(self.top_k, 0),
            top_p=self.top_p if self.top_p > 0 else 1.0,
            min_p=self.min_p,
            presence_penalty=self.presence_penalty,
            frequency_penalty=self.frequency_penalty,
            repetition_penalty=self.repetition_penalty,
            logit_bias=tuple((int(key), bias) for key, bias in self.logit_bias.items()),
            allowed_ids=tuple(self.allowed_token_ids or ()),
            stop_ids=tuple(sorted(set(self.stop_token_ids))),
            min_tokens=self.min_tokens,
            logprobs=logprobs,
            prompt_logprobs=self.prompt_logprobs,
        )
        request = Request(
            prompt,
            sampling,
            n=self.n,
            max_tokens=max_tokens,
            stop=tuple(self.stop),
            include_stop=self.include_stop_str_in_output,
            ignore_eos=self.ignore_eos,
            skip_special_tokens=self.skip_special_tokens,
            salt=self.cache_salt,
            priority=self.priority,
            most_prompt=self.truncate_prompt_tokens,
            keeps="last" if self.truncation_side == "left" else "first",
        )
        return request if self.speculation is None else self.speculation.apply_to(request)

    def with_defaults(self, request: Request, defaults: Mapping[str, float]) -> Request:
        """What the model's authors recommend, for the fields that the client has left out."""
        said = set(self.model_fields_set)
        if self.top_p == 0:  # it asks for the likeliest token
            said.add("temperature")
        left_out: dict[str, Any] = {
            name: value for name, value in defaults.items() if name not in said
        }
        return replace(request, sampling=replace(request.sampling, **left_out))

    def token_ids(self) -> dict[str, list[int]]:
        """Every token id that was sent, by its parameter: each must be in the vocabulary."""
        return {
            "logit_bias": [int(key) for key in self.logit_bias],
            "stop_token_ids": self.stop_token_ids,
            "allowed_token_ids": self.allowed_token_ids or [],
        }


AskT = TypeVar("AskT", bound=SamplingAsk)


def read_ask(kind: type[AskT], body: Json, unsupported: dict[str, tuple[object, ...]]) -> AskT:
    """The request in a body. :raises ApiError: about the first thing that is wrong with it."""
    present = {name: value for name, value in body.items() if value is not None}
    if present.get("model", "") == "":
        raise no_model()
    try:
        ask = kind.model_validate(body)
    except ValidationError as error:
        raise explain(error) from None
    for name, harmless in unsupported.items():
        if name in present and present[name] not in harmless:
            raise unsupported_parameter(name)
    if ask.stream_options is not None and not ask.stream:
        message = "The 'stream_options' parameter is only allowed when 'stream' is enabled."
        raise invalid(message, param="stream_options")
    return ask


def ignored_names(
    kind: type[Ask], body: Json, known: Mapping[str, tuple[object, ...]] = NOTHING
) -> list[str]:
    """The parameters that nobody has heard of. Null is nothing to ignore."""
    names = kind.model_fields.keys() | known.keys()
    return [name for name, value in body.items() if value is not None and name not in names]


def check_logprobs(ask: SamplingAsk, most: int) -> None:
    """:raises ApiError: for more logprobs of a token than this server tells."""
    for param in ("top_logprobs", "logprobs", "prompt_logprobs"):
        asked = getattr(ask, param, None)
        if isinstance(asked, int) and asked > most:
            raise bound(param, most, asked, above=True)


def check_ids(ask: SamplingAsk, vocabulary_size: int) -> None:
    """:raises ApiError: for a token that the model does not have."""
    for param, ids in ask.token_ids().items():
        if ids and max(ids) >= vocabulary_size:
            message = f"Invalid '{param}': token ids must lie between 0 and {vocabulary_size - 1}."
            raise ApiError(400, message, param=param, code="invalid_value")
