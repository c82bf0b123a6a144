"""The list of models, for the clients of two APIs that have it at one address."""

from __future__ import annotations

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
    assert openai["data"][0].keys() == {"object", "id", "created", "owned_by", "max_model_len"}
    model, embedding = anthropic.pop("data")
    assert anthropic == {"first_id": MODEL, "last_id": "/embeds", "has_more": False}
    assert model["created_at"].endswith("Z") and "object" not in model
    assert (model["type"], model["display_name"]) == ("model", MODEL)
    assert (model["max_input_tokens"], embedding["max_input_tokens"]) == (CONTEXT_LENGTH, None)
    assert alone == embedding
