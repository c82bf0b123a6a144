"""POST /tokenize and /detokenize: what the model's tokenizer makes of a text, and back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from anyio import to_thread
from msgspec import Struct
from pydantic import Field, ValidationError
from quart import Blueprint, Response

from actors.engine import Engine
from actors.messages import Text
from openai_api import errors
from openai_api.body import Json
from openai_api.contract import contract
from openai_api.generating import encode
from openai_api.routes.asked import (
    json_response,
    read_json,
    refuse_ignored,
    report_ignored,
    the_service,
)
from openai_api.schemas.chat import ChatAsk, read_chat
from openai_api.schemas.complaints import explain
from openai_api.schemas.fields import MAX_INT32, Ask, TokenIds
from openai_api.schemas.sampling import ignored_names

routes = Blueprint("tokens", __name__)

MOST_IDS = 2**20


class TextAsk(Ask):
    """A text, or a conversation that the chat template makes one of."""

    model: str | None = None
    prompt: str | None = None
    messages: list[Any] | None = None
    add_special_tokens: bool = True
    return_token_strs: bool = False


class IdsAsk(Ask):
    model: str | None = None
    tokens: TokenIds = Field(max_length=MOST_IDS)


class TokensAnswer(Struct, frozen=True):
    count: int
    max_model_len: int | None
    tokens: tuple[int, ...]
    token_strs: list[str] | None


class TextAnswer(Struct, frozen=True):
    prompt: str


@routes.post("/tokenize")
@contract(TokensAnswer, takes=TextAsk)
async def tokenize() -> Response:
    """The tokens of a text, or of a conversation."""
    body = await read_json()
    try:
        ask = TextAsk.model_validate(body)
    except ValidationError as error:
        raise explain(error) from None
    ignored = ignored_names(TextAsk, body)
    if ask.prompt is None:
        ignored = [name for name in ignored if name not in ChatAsk.model_fields]
    refuse_ignored(ignored)
    service = the_service()
    if ask.model is not None:
        service.check_model(ask.model)
    engine = service.running
    if ask.prompt is not None:
        ids = await encode(engine, Text(ask.prompt, ask.add_special_tokens), prompt_param="prompt")
    else:
        ids = await encode(engine, chat_of(body, service.model_names[0]), prompt_param="messages")
    words = None
    if ask.return_token_strs:
        words = await to_thread.run_sync(words_of, ids, engine)
    answer = TokensAnswer(len(ids), engine.context_length, ids, words)
    return report_ignored(json_response(answer), ignored)


def words_of(ids: Sequence[int], engine: Engine) -> list[str]:
    """Each by itself. There may be millions: this belongs into a thread."""
    return [engine.vocabulary.decode((id,), skip_special_tokens=False) for id in ids]


def chat_of(body: Json, model: str) -> Any:
    """The prompt of a conversation. :raises ApiError: when there is none."""
    if body.get("messages") is None:
        raise errors.missing("prompt")
    return read_chat(body | {"model": body.get("model") or model}).prompt()


@routes.post("/detokenize")
@contract(TextAnswer, takes=IdsAsk)
async def detokenize() -> Response:
    """The text of tokens."""
    body = await read_json()
    try:
        ask = IdsAsk.model_validate(body)
    except ValidationError as error:
        raise explain(error) from None
    ignored = ignored_names(IdsAsk, body)
    refuse_ignored(ignored)
    service = the_service()
    if ask.model is not None:
        service.check_model(ask.model)
    vocabulary = service.running.vocabulary
    if ask.tokens and max(ask.tokens) >= min(vocabulary.size, MAX_INT32):
        message = f"Invalid 'tokens': token ids must lie between 0 and {vocabulary.size - 1}."
        raise errors.invalid(message, param="tokens", code="invalid_value")
    decode = partial(vocabulary.decode, ask.tokens, skip_special_tokens=False)
    text = await to_thread.run_sync(decode)
    return report_ignored(json_response(TextAnswer(text)), ignored)


@routes.get("/tokenizer_info")
@contract(dict)
async def tokenizer_info() -> Response:
    """What evaluation harnesses want to know before they build prompts themselves."""
    engine = the_service().running
    vocabulary = engine.vocabulary
    template = vocabulary.chat_template(has_tools=False)
    return json_response(
        {
            **vocabulary.named_tokens,
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": engine.context_length,
            "chat_template": template or None,
        }
    )
