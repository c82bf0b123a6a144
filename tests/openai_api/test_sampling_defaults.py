"""The authors' recommendations hold for the fields that a client leaves out."""

from __future__ import annotations

from typing import Any

import pytest

from actors.messages import Ids, Request
from models.batch import Sampling
from openai_api.schemas.sampling import SamplingAsk
from tests.openai_api.served import chat, serve, text

DEFAULTS = {"temperature": 0.6, "top_k": 20, "top_p": 0.95, "repetition_penalty": 1.05}


def sampling(**fields: object) -> Sampling:
    ask = SamplingAsk.model_validate({"model": "any"} | fields)
    request = ask.request_for(Ids((1,)), max_tokens=None, logprobs=None)
    return ask.with_defaults(request, DEFAULTS).sampling


def test_a_client_that_says_nothing_gets_what_the_authors_recommend() -> None:
    asked = sampling()
    told = (asked.temperature, asked.top_k, asked.top_p, asked.repetition_penalty)
    assert told == (0.6, 20, 0.95, 1.05)
    assert asked.min_p == 0.0


def test_null_is_the_same_as_nothing() -> None:
    assert sampling(temperature=None).temperature == 0.6


def test_what_a_client_says_wins_even_where_it_is_the_usual_value() -> None:
    asked = sampling(temperature=1.0, top_k=0, repetition_penalty=1.0)
    assert (asked.temperature, asked.top_k, asked.repetition_penalty) == (1.0, 0, 1.0)
    assert asked.top_p == 0.95


def test_a_client_that_wants_the_likeliest_token_by_top_p_gets_it() -> None:
    assert sampling(top_p=0).temperature == 0.0


async def test_the_service_hands_the_recommendations_to_every_request(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard: list[Sampling] = []
    async with serve(sampling_defaults=DEFAULTS) as served:
        generate = served.engine.generate

        def listen(request: Request, **options: Any) -> Any:
            heard.append(request.sampling)
            return generate(request, **options)

        monkeypatch.setattr(served.engine, "generate", listen)
        await served.post("/v1/chat/completions", chat(top_k=5, max_tokens=1))
        await served.post("/v1/completions", text(max_tokens=1))
    assert [asked.top_k for asked in heard] == [5, 20]
    assert [asked.repetition_penalty for asked in heard] == [1.05, 1.05]
