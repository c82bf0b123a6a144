"""POST /v1/responses, here or in the background, and the responses that are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import msgspec
from quart import Blueprint, Response

from actors.engine import Engine
from openai_api import errors, sse
from openai_api.body import Json
from openai_api.chat_teller import ChatTeller
from openai_api.contract import contract
from openai_api.doorway import client_of, opened_by
from openai_api.errors import ApiError
from openai_api.generating import Feed, encode
from openai_api.ids import new_id, now
from openai_api.renaming import renamed
from openai_api.responses.answers import Deleted, InputTokens, ItemList, ModelResponse
from openai_api.responses.jobs import Job
from openai_api.responses.keeping import Place
from openai_api.responses.offers import Offers, offers_of
from openai_api.responses.references import read_referring
from openai_api.responses.schemas import HowTold, Page, ResponsesAsk
from openai_api.responses.telling import ResponseTeller
from openai_api.responses.turns import OWN, RENAMED, chat_body
from openai_api.routes.answering import answer, requests_of
from openai_api.routes.asked import (
    json_response,
    read_json,
    read_query,
    refuse_ignored,
    report_ignored,
    the_request,
    the_service,
)
from openai_api.schemas.chat import UNSUPPORTED, ChatAsk, read_chat, refuse_untold
from openai_api.schemas.sampling import ignored_names
from openai_api.schemas.tools import MAX_LONG_NAME

NOT_HEARD = "Only a response that was asked for with `background` and `stream` is told as a stream."

routes = Blueprint("responses", __name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, and the chat that means the same."""

    body: Json  # with every item that it only named
    ask: ResponsesAsk
    earlier: list[dict[str, Any]]
    chat: Json
    offers: Offers
    ignored: list[str]

    def renamed(self, error: ApiError) -> ApiError:
        """A complaint about the chat, as one about the request."""
        return renamed(error, (*RENAMED, *self.offers.renaming()))


def asked_of(body: Json) -> Asked:
    """:raises ApiError: about the first thing that is wrong with it."""
    service = the_service()
    store = service.responses
    body, ask = read_referring(body, store.items, service.limits.body_bytes)
    earlier = store.continued(ask.previous_response_id)
    offers = offers_of(ask.tools)
    chat = chat_body(body, ask, earlier, offers.tools)
    names = [name for name in ignored_names(ChatAsk, chat, UNSUPPORTED) if name not in OWN]
    if body.get("messages") is not None:  # the input has taken its place
        names.append("messages")
    return Asked(body, ask, earlier, chat, offers, [*names, *offers.ignored])


@routes.post("/v1/responses")
@contract(ModelResponse, takes=ResponsesAsk, streams=True)
async def create() -> Response:
    """A response to a conversation; it is kept, unless `store` is false.

    One in the background is made while nobody waits for it.
    """
    asked = asked_of(await read_json())
    try:
        chat_ask = read_chat(asked.chat, longest_name=MAX_LONG_NAME)
        refuse_untold(chat_ask)
        if chat_ask.n > 1:
            raise errors.unsupported_parameter("n")
        place = Place(the_service().responses, asked.ask, asked.body["input"], tuple(asked.earlier))
        is_later = asked.ask.background
        if is_later:
            the_service().jobs.check_room()

        def make_teller(engine: Engine, feed: Feed) -> ResponseTeller:
            sampled = feed.generations[0].request.sampling
            ways = {"temperature": sampled.temperature, "top_p": sampled.top_p}
            begun, chat = blank(asked, ways), ChatTeller(chat_ask, engine, feed)
            keep = None if is_later else place.keep
            return ResponseTeller(chat, feed, begun, keep, asked.offers)

        return await answer(
            chat_ask,
            await requests_of(chat_ask, lambda: [chat_ask.request()]),
            prompt_param="input",
            ignored=asked.ignored,
            make_teller=make_teller,
            hand_over=handing_over(asked, place) if is_later else None,
        )
    except ApiError as error:
        raise asked.renamed(error) from None


def handing_over(asked: Asked, place: Place) -> Callable[[ResponseTeller, Feed], Response]:
    """To a job."""
    service, stream = the_service(), asked.ask.stream
    opened, client = opened_by(the_request()), client_of(the_request())

    def hand_over(teller: ResponseTeller, feed: Feed) -> Response:
        job = Job(teller, feed, place, is_heard=stream)
        opened.enter_context(service.visits.counting(client))
        service.jobs.start(job, opened.pop_all())  # they end with the job, not with the request
        if stream:
            return sse.event_stream(job.listen(0, service.limits.heartbeat))
        return json_response(teller.response)

    return hand_over


@routes.post("/v1/responses/input_tokens")
@contract(InputTokens, takes=ResponsesAsk)
async def count_input() -> Response:
    """How long the prompt of such a response is."""
    asked = asked_of(await read_json())
    refuse_ignored(asked.ignored)
    service = the_service()
    service.check_model(asked.ask.model)
    try:
        prompt = read_chat(asked.chat, longest_name=MAX_LONG_NAME).prompt()
        ids = await encode(service.running, prompt, prompt_param="input")
    except ApiError as error:
        raise asked.renamed(error) from None
    return report_ignored(json_response(InputTokens(len(ids))), asked.ignored)


@routes.get("/v1/responses/<id>")
@contract(ModelResponse, query=HowTold, streams=True)
async def retrieve(id: str) -> Response:
    """A response that was kept; as a stream, if it was made as one in the background."""
    query = read_query(HowTold)
    stored = the_service().responses.get(id)
    if not query.stream:
        return Response(stored.told(), content_type="application/json")
    if not stored.is_heard:
        raise errors.invalid(NOT_HEARD, param="stream", code="invalid_value")
    nth = 0 if query.starting_after is None else query.starting_after + 1
    return sse.event_stream(stored.listen(nth, the_service().limits.heartbeat))


@routes.delete("/v1/responses/<id>")
@contract(Deleted)
async def delete(id: str) -> Response:
    """Forget a response."""
    store = the_service().responses
    if (job := store.get(id).job) is not None:
        await job.cancel()
    store.delete(id)
    return json_response(Deleted(id))


@routes.post("/v1/responses/<id>/cancel")
@contract(ModelResponse)
async def cancel(id: str) -> Response:
    """Stop what is made in the background. As often as one likes: what is over stays as it is."""
    store = the_service().responses
    stored = store.get(id)
    if stored.job is not None:
        await stored.job.cancel()
        stored = store.get(id)
    elif not stored.is_background:
        raise errors.invalid("Cannot cancel a synchronous response.")
    return Response(stored.told(), content_type="application/json")


@routes.get("/v1/responses/<id>/input_items")
@contract(ItemList, query=Page)
async def list_input(id: str) -> Response:
    """What a response was asked."""
    page = read_query(Page)
    items = list(the_service().responses.get(id).items)
    if page.order == "desc":
        items.reverse()
    ids = [id for id, _ in items]
    if page.after in ids:
        items = items[ids.index(page.after) + 1 :]
    shown = [msgspec.json.decode(item) for _, item in items[: page.limit]]
    first, last = (shown[0]["id"], shown[-1]["id"]) if shown else (None, None)
    return json_response(ItemList(shown, first, last, len(items) > len(shown)))


def blank(asked: Asked, sampled: Mapping[str, float]) -> ModelResponse:
    """What is known before anything is generated.

    `sampled` is how it will be, where the client has not said it.
    """
    ask, tools = asked.ask, cast("list[Json]", asked.body.get("tools") or [])
    ways = {"temperature": ask.temperature, "top_p": ask.top_p}
    ways |= {name: value for name, value in sampled.items() if name not in ask.model_fields_set}
    return ModelResponse(
        id=new_id("resp", "_"),
        created_at=now(),
        background=ask.background,
        status="queued" if ask.background else "in_progress",
        model=ask.model,
        instructions=ask.instructions,
        max_output_tokens=ask.max_output_tokens,
        max_tool_calls=ask.max_tool_calls,
        metadata=dict(ask.metadata),
        parallel_tool_calls=ask.parallel_tool_calls,
        previous_response_id=ask.previous_response_id,
        prompt_cache_key=ask.prompt_cache_key,
        reasoning={"effort": ask.reasoning.effort, "summary": ask.reasoning.summary},
        safety_identifier=ask.safety_identifier,
        store=ask.store,
        temperature=ways["temperature"],
        text={"format": ask.text.format, "verbosity": ask.text.verbosity or "medium"},
        tool_choice=ask.tool_choice,
        tools=[whole_tool(tool) for tool in tools],
        top_logprobs=ask.top_logprobs,
        top_p=ways["top_p"],
        truncation=ask.truncation,
        user=ask.user,
    )


def whole_tool(tool: Json) -> Json:
    """With what clients look for in every function."""
    return {"parameters": {}, "strict": False, **tool} if tool["type"] == "function" else tool
