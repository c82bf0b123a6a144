"""GET /v1/models and /v1/models/{id}."""

from __future__ import annotations

from quart import Blueprint, Response, request

from openai_api.anthropic.models import VERSION_HEADER, info_of, page_of
from openai_api.contract import contract
from openai_api.routes.asked import json_response, the_service
from openai_api.schemas.answers import ModelCard, ModelList

routes = Blueprint("models", __name__)


@routes.get("/v1/models")
@contract(ModelList)
async def list_models() -> Response:
    """Every model that may be asked for."""
    service = the_service()
    names = (*service.model_names, *service.embedding_names)
    cards = [service.card(name) for name in names]
    return json_response(page_of(cards) if is_anthropic() else ModelList(cards))


@routes.get("/v1/models/<path:name>")
@contract(ModelCard)
async def show_model(name: str) -> Response:
    """Names may hold slashes."""
    card = the_service().card(name)
    return json_response(info_of(card) if is_anthropic() else card)


@routes.get("/v1/models//<path:rest>")
@contract(ModelCard)
async def show_model_of_directory(rest: str) -> Response:
    """They may even begin with one: a model is called what the user calls it."""
    return await show_model("/" + rest)


def is_anthropic() -> bool:
    """Both APIs have their models at the same address, in different words."""
    return VERSION_HEADER in request.headers
