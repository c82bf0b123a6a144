"""Azure's addresses and its header for keys: its clients reach what OpenAI's do."""

from __future__ import annotations

import pytest
from quart.testing import QuartClient

from openai_api import azure
from openai_api.doorway import DEPLOYMENT
from tests.openai_api.served import MODEL, chat, serve

VERSION = "?api-version=2024-10-21"
OF_MODEL = f"/openai/deployments/{MODEL}/chat/completions{VERSION}"


@pytest.mark.parametrize(
    ("path", "ours", "deployment"),
    [
        ("/openai/deployments/m/chat/completions", "/v1/chat/completions", "m"),
        ("/openai/deployments/a/b/completions", "/v1/completions", "a/b"),
        ("/openai/deployments/m/embeddings", "/v1/embeddings", "m"),
        ("/openai/v1/chat/completions", "/v1/chat/completions", None),
        ("/openai/models", "/v1/models", None),
        ("/openai/responses/resp_1/input_items", "/v1/responses/resp_1/input_items", None),
        ("/openai/deployments/m/models", "/openai/deployments/m/models", None),
        ("/openai/deployments//m/chat/completions", "/v1/chat/completions", "/m"),
        ("/openai/health", "/openai/health", None),
        ("/openai", "/openai", None),
        ("/v1/models/openai/models", "/v1/models/openai/models", None),
    ],
)
def test_addresses_of_azure_mean_those_of_openai(
    path: str, ours: str, deployment: str | None
) -> None:
    scope = {"path": path, "raw_path": path.encode()}
    azure.take_off(scope)
    assert (scope["path"], scope["raw_path"]) == (ours, ours.encode())
    assert scope.get(DEPLOYMENT) == deployment


@pytest.mark.parametrize("model", ["gpt-4o", None])
async def test_the_model_is_the_one_that_the_address_names(model: str | None) -> None:
    async with serve() as served:
        _, plain = await served.post("/v1/chat/completions", chat())
        status, told = await served.post(OF_MODEL, chat(model=model))
        missing = await served.post(OF_MODEL.replace("fake", "other"), chat())
    assert (status, told["model"]) == (200, MODEL)
    assert told["choices"] == plain["choices"]
    assert (missing[0], missing[1]["error"]["code"]) == (404, "model_not_found")


async def test_the_models_are_listed_for_azures_clients() -> None:
    async with serve() as served:
        response = await served.client.get(f"/openai/models{VERSION}")
        assert (await response.get_json())["data"][0]["id"] == MODEL


async def test_a_key_may_come_as_azures_clients_send_it() -> None:
    async with serve(api_keys=("right",)) as served:
        client: QuartClient = served.client
        tried = [
            await client.get("/openai/models", headers=headers)
            for headers in ({"api-key": "right"}, {"api-key": "wrong"}, {})
        ]
    assert [response.status_code for response in tried] == [200, 401, 401]
