"""What chat and text completions do alike: check, start, and tell it whole or as a stream."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

import msgspec
from quart import Response, request

from actors.engine import Engine
from actors.messages import Request
from actors.ports import aside
from openai_api import sse
from openai_api.doorway import client_of, opened_by, priority_of
from openai_api.generating import Feed, start
from openai_api.routes.asked import (
    json_response,
    refuse_ignored,
    report_ignored,
    the_request,
    the_service,
)
from openai_api.schemas.chat import ChatAsk
from openai_api.schemas.sampling import SamplingAsk, check_ids, check_logprobs
from openai_api.schemas.tools import BadFunctions
from openai_api.service import Service
from openai_api.tools.holding import hold
from openai_api.wishes import TIMEOUT_HEADER, patience_of, settled


class Teller(sse.Script, Protocol):
    """How an endpoint words its answers."""

    async def whole(self) -> msgspec.Struct:
        """The answer in one, when it is complete."""
        ...


Told = TypeVar("Told", bound=Teller)


async def answer(
    ask: SamplingAsk,
    requests: Sequence[Request],
    *,
    prompt_param: str,
    ignored: Sequence[str],
    make_teller: Callable[[Engine, Feed], Told],
    hand_over: Callable[[Told, Feed], Response] | None = None,
) -> Response:
    """Told here, or by whom it is handed to. :raises ApiError: of what fails before a token."""
    service = the_service()
    refuse_ignored(ignored)
    service.check_model(ask.model)
    engine = service.running
    check_ids(ask, engine.vocabulary.size)
    check_logprobs(ask, service.max_logprobs)
    patience = patience_of(ask, request.headers.get(TIMEOUT_HEADER))
    client = service.check_share(client_of(the_request()))
    requests = [await ready(ask, each, service, client) for each in requests]
    feed = start(
        engine,
        requests,
        seed=service.seed if ask.seed is None else ask.seed,
        opened=opened_by(the_request()),
        prompt_param=prompt_param,
        patience=patience,
    )
    feed.reports_drafts = ask.speculation is not None and ask.speculation.report
    teller = make_teller(engine, feed)
    if hand_over is not None:
        response = hand_over(teller, feed)
    else:
        response = await tell(teller, feed, is_stream=ask.stream)
    response.headers["X-Seed"] = str(feed.seed)
    return report_ignored(response, ignored)


async def tell(teller: Teller, feed: Feed, *, is_stream: bool | None) -> Response:
    if is_stream:
        return await sse.respond(feed, teller, the_service().limits)
    return json_response(await teller.whole())


async def ready(ask: SamplingAsk, request: Request, service: Service, client: str) -> Request:
    """The request as the engine gets it. :raises ApiError: when the model cannot follow it."""
    engine = service.running
    request = ask.with_defaults(await settled(ask, request, engine), service.sampling_defaults)
    priority = priority_of(the_request())
    request = replace(
        request, client=client, priority=request.priority if priority is None else priority
    )
    if not isinstance(ask, ChatAsk):
        return request
    try:
        return await hold(ask, request, engine)
    except BadFunctions as error:
        raise ask.not_callable(error) from None


async def requests_of(ask: SamplingAsk, make: Callable[[], Sequence[Request]]) -> Sequence[Request]:
    """What the engine is asked. A grammar takes its time, and others shall not wait for it.

    :raises ApiError: when a grammar is none.
    """
    if not ask.is_constrained:
        return make()
    return await aside(make)
