"""OpenAI's own client against our server, on a real socket."""

from __future__ import annotations

from collections.abc import Iterator

import openai
import pytest
from openai import AzureOpenAI, OpenAI
from openai.types.chat import ChatCompletionMessageParam

from tests.openai_api.launched import MODEL, Launched, launch

KEY = "a-key-for-tests"
MESSAGES: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Say something."}]


@pytest.fixture(scope="module")
def server() -> Iterator[Launched]:
    with launch("--api-key", KEY) as launched:
        launched.wait_until_ready()
        yield launched


@pytest.fixture
def client(server: Launched) -> Iterator[OpenAI]:
    with OpenAI(
        base_url=f"http://127.0.0.1:{server.port}/v1", api_key=KEY, max_retries=0
    ) as client:
        yield client


def test_models_are_listed_and_retrieved(client: OpenAI) -> None:
    assert [model.id for model in client.models.list()] == [MODEL]
    assert client.models.retrieve(MODEL).object == "model"


@pytest.mark.parametrize("deployment", [None, MODEL])
def test_the_client_for_azure_is_answered_too(server: Launched, deployment: str | None) -> None:
    url, version = f"http://127.0.0.1:{server.port}", "2024-10-21"
    with AzureOpenAI(
        azure_endpoint=url, azure_deployment=deployment, api_key=KEY, api_version=version
    ) as client:
        model = MODEL if deployment is None else "gpt-4o"
        answer = client.chat.completions.create(model=model, messages=MESSAGES, max_tokens=5)
    assert answer.model == MODEL and answer.usage is not None


def test_a_chat_and_its_stream_say_the_same(client: OpenAI) -> None:
    endless = {"ignore_eos": True}
    answer = client.chat.completions.create(
        model=MODEL, messages=MESSAGES, max_tokens=30, seed=3, n=2, extra_body=endless
    )
    stream = client.chat.completions.create(
        model=MODEL,
        messages=MESSAGES,
        max_tokens=30,
        seed=3,
        n=2,
        stream=True,
        stream_options={"include_usage": True},
        extra_body=endless,
    )
    texts, usage = {0: "", 1: ""}, None
    for chunk in stream:
        usage = chunk.usage or usage
        for choice in chunk.choices:
            texts[choice.index] += choice.delta.content or ""
    assert texts == {choice.index: choice.message.content for choice in answer.choices}
    assert usage is not None and answer.usage is not None
    assert usage.completion_tokens == answer.usage.completion_tokens == 60


def test_the_stream_helper_puts_an_answer_together(client: OpenAI) -> None:
    with client.chat.completions.stream(
        model=MODEL, messages=MESSAGES, stop=[" 45"], seed=3, logprobs=True, top_logprobs=2
    ) as stream:
        for _ in stream:
            pass
        answer = stream.get_final_completion()
    [choice] = answer.choices
    assert (choice.finish_reason, choice.message.role) == ("stop", "assistant")
    assert choice.logprobs is not None
    tokens = choice.logprobs.content or []
    said = b"".join(bytes(token.bytes or ()) for token in tokens)
    assert said.decode(errors="replace") == choice.message.content


def test_completions_work_with_texts_and_tokens(client: OpenAI) -> None:
    answer = client.completions.create(model=MODEL, prompt=["a", "b"], logprobs=1, seed=1)
    assert [choice.index for choice in answer.choices] == [0, 1]
    ids = client.completions.create(model=MODEL, prompt=[97], seed=1)
    assert ids.choices[0].text == answer.choices[0].text
    stream = client.completions.create(model=MODEL, prompt="a", seed=1, stream=True)
    assert "".join(chunk.choices[0].text for chunk in stream) == ids.choices[0].text


def test_errors_become_the_clients_own_exceptions(client: OpenAI) -> None:
    with pytest.raises(openai.NotFoundError) as lost:
        client.chat.completions.create(model="other", messages=MESSAGES)
    assert lost.value.code == "model_not_found"
    with pytest.raises(openai.BadRequestError) as bad:
        client.chat.completions.create(model=MODEL, messages=MESSAGES, temperature=3, stream=True)
    assert (bad.value.param, bad.value.code) == ("temperature", "decimal_above_max_value")
    with pytest.raises(openai.BadRequestError, match="Input tokens exceed the configured limit"):
        client.completions.create(model=MODEL, prompt="a" * 100_000)
    with pytest.raises(openai.AuthenticationError):
        client.with_options(api_key="wrong").models.list()


def test_a_response_its_stream_and_what_is_kept_say_the_same(client: OpenAI) -> None:
    with client.responses.stream(
        model=MODEL, input="Say something.", extra_body={"seed": 3}
    ) as told:
        text = "".join(event.delta for event in told if event.type == "response.output_text.delta")
        final = told.get_final_response()
    whole = client.responses.create(model=MODEL, input="Say something.", extra_body={"seed": 3})
    assert text == final.output_text == whole.output_text
    assert client.responses.retrieve(whole.id).output_text == text
    assert [item.type for item in client.responses.input_items.list(whole.id)] == ["message"]
    client.responses.delete(whole.id)
    with pytest.raises(openai.NotFoundError):
        client.responses.retrieve(whole.id)


def test_a_response_in_the_background_is_left_found_again_and_cancelled(client: OpenAI) -> None:
    stream = client.responses.create(
        model=MODEL, input="Say something.", background=True, stream=True
    )
    created = next(stream)
    assert created.type == "response.created" and created.response.status == "queued"
    stream.close()
    id = created.response.id
    *_, last = client.responses.retrieve(id, stream=True, starting_after=0)
    assert last.type in ("response.completed", "response.incomplete")
    kept = client.responses.retrieve(id)
    assert kept == last.response and kept.background

    endless = {"ignore_eos": True, "max_output_tokens": 100_000}
    long = client.responses.create(
        model=MODEL, input="Say something.", background=True, extra_body=endless
    )
    assert client.responses.cancel(long.id).status == "cancelled"
    assert client.responses.cancel(long.id) == client.responses.retrieve(long.id)
