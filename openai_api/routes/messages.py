"""POST /v1/messages and /v1/messages/count_tokens, as Anthropic's clients send them."""

from __future__ import annotations

from msgspec import Struct
from quart import Blueprint, Response

from actors.engine import Engine
from openai_api import errors
from openai_api.anthropic.schemas import CountAsk, MessagesAsk, read_count, read_messages
from openai_api.anthropic.telling import MessageAnswer, MessageTeller
from openai_api.anthropic.turns import chat_body
from openai_api.body import Json
from openai_api.chat_teller import ChatTeller
from openai_api.contract import contract
from openai_api.generating import Feed, encode
from openai_api.routes.answering import answer, requests_of
from openai_api.routes.asked import (
    json_response,
    read_json,
    refuse_ignored,
    report_ignored,
    the_service,
)
from openai_api.schemas.chat import UNSUPPORTED, ChatAsk, read_chat, refuse_untold
from openai_api.schemas.sampling import ignored_names
from openai_api.schemas.tools import MAX_LONG_NAME

routes = Blueprint("messages", __name__)


class TokenCount(Struct, frozen=True):
    input_tokens: int


@routes.post("/v1/messages")
@contract(MessageAnswer, takes=MessagesAsk, streams=True)
async def create() -> Response:
    """The next turn of a conversation, as Anthropic's clients ask for it."""
    body = await read_json()
    ask = read_messages(body)
    chat = chat_body(body, ask)
    chat_ask = read_chat(chat, longest_name=MAX_LONG_NAME)
    refuse_untold(chat_ask)
    if chat_ask.n > 1:
        raise errors.unsupported_parameter("n")

    def make_teller(engine: Engine, feed: Feed) -> MessageTeller:
        return MessageTeller(ChatTeller(chat_ask, engine, feed), feed, ask.model)

    return await answer(
        chat_ask,
        await requests_of(chat_ask, lambda: [chat_ask.request()]),
        prompt_param="messages",
        ignored=ignored_of(chat),
        make_teller=make_teller,
    )


@routes.post("/v1/messages/count_tokens")
@contract(TokenCount, takes=CountAsk)
async def count_tokens() -> Response:
    """How long the prompt of such a conversation is."""
    body = await read_json()
    ask = read_count(body)
    chat = chat_body(body, ask)
    ignored = ignored_of(chat)
    refuse_ignored(ignored)
    prompt = read_chat(chat, longest_name=MAX_LONG_NAME).prompt()
    service = the_service()
    service.check_model(ask.model)
    ids = await encode(service.running, prompt, prompt_param="messages")
    return report_ignored(json_response(TokenCount(len(ids))), ignored)


def ignored_of(chat: Json) -> list[str]:
    """Of the fields of a message that became a chat."""
    names = ignored_names(ChatAsk, chat, UNSUPPORTED)
    return [name for name in names if name not in MessagesAsk.model_fields]
