"""The list of models, for the clients of two APIs that have it at one address."""

from __future__ import annotations

from openai_api.server import roots_of
from openai_api.sources import read_settings
from tests.openai_api.served import CHAT_PATH, CONTEXT_LENGTH, MODEL, chat, serve

ANTHROPIC = {"anthropic-version": "2023-06-01"}


async def test_models_are_told_in_the_words_of_whose_client_asks() -> None:
    async with serve(embedding_names=("/embeds",)) as served:
        await served.post(CHAT_PATH, chat())  # afterwards the model's length is known
        answers = [
            await (await served.client.get("/v1/models", headers=headers)).get_json()
            for headers in ({}, ANTHROPIC)
        ]
        response = await served.client.get("/v1/models//embeds", headers=ANTHROPIC)
        alone = await response.get_json()
    openai, anthropic = answers
    assert openai["object"] == "list"
    told = {"object", "id", "created", "owned_by", "root", "max_model_len"}
    assert openai["data"][0].keys() == told
    model, embedding = anthropic.pop("data")
    assert anthropic == {"first_id": MODEL, "last_id": "/embeds", "has_more": False}
    assert model["created_at"].endswith("Z") and "object" not in model
    assert (model["type"], model["display_name"]) == ("model", MODEL)
    assert (model["max_input_tokens"], embedding["max_input_tokens"]) == (CONTEXT_LENGTH, None)
    assert alone == embedding


async def test_a_model_with_another_name_tells_what_it_is() -> None:
    """`vllm bench serve` without --model takes the tokenizer of the first model's root."""
    async with serve(roots={MODEL: "org/model"}, embedding_names=("embeds",)) as served:
        listed = await (await served.client.get("/v1/models")).get_json()
    assert [card["root"] for card in listed["data"]] == ["org/model", "embeds"]


def test_what_a_model_is_was_said_on_the_command_line() -> None:
    lead = ["--model", "org/model", "--served-model-name", "a,b"]
    embedder = ["--embedding-model", "/tmp/embeds", "--embedding-model-name", "e"]
    said = {"a": "org/model", "b": "org/model", "e": "/tmp/embeds"}
    assert roots_of(read_settings([*lead, *embedder])) == said
    assert roots_of(read_settings([])) == {}  # those in the box have no other name
