"""POST /v1/chat/completions."""

from __future__ import annotations

from quart import Blueprint, Response

from openai_api.chat_teller import ChatTeller
from openai_api.contract import contract
from openai_api.routes.answering import answer, requests_of
from openai_api.routes.asked import read_json
from openai_api.schemas.answers import ChatAnswer, ChatChunk
from openai_api.schemas.chat import UNSUPPORTED, ChatAsk, read_chat
from openai_api.schemas.sampling import ignored_names

routes = Blueprint("chat_completions", __name__)


@routes.post("/v1/chat/completions")
@contract(ChatAnswer, takes=ChatAsk, streams=True, event=ChatChunk)
async def chat_completions() -> Response:
    """The next turn of a conversation."""
    body = await read_json()
    ask = read_chat(body)
    return await answer(
        ask,
        await requests_of(ask, lambda: [ask.request()]),
        prompt_param="messages",
        ignored=ignored_names(ChatAsk, body, UNSUPPORTED),
        make_teller=lambda engine, feed: ChatTeller(ask, engine, feed),
    )
