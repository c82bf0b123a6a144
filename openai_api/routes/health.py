"""Is it alive, is it ready, what is it? No key is needed for the first two questions."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from msgspec import Struct
from prometheus_client import CONTENT_TYPE_LATEST
from quart import Blueprint, Response

from actors.engine import Engine
from openai_api import errors
from openai_api.contract import contract
from openai_api.routes.asked import json_response, the_service
from openai_api.schemas.answers import HealthReport, VersionReport

routes = Blueprint("health", __name__)


class Busy(Struct):
    server_load: int = 0  # requests that are being answered
    num_running: int = 0  # texts in the batch
    num_waiting: int = 0
    cache_usage: float = 0.0  # from 0 to 1
    retry_after: float = 0.0  # seconds until there is a place; 0: there is one

    @classmethod
    def of(cls, engine: Engine) -> Busy:
        load = engine.load
        wait = 0.0 if engine.num_permits else engine.retry_after(1)
        return cls(0, load.num_running, load.num_waiting, round(load.cache_usage, 4), wait)


DEAD = ("failed", "stopped")


@routes.get("/health")
@routes.get("/ready", endpoint="ready")
@contract(HealthReport, statuses=(200, 503))
async def health() -> Response:
    """200 when new requests are welcome, else 503 and why."""
    report = the_service().report()
    return json_response(report, 200 if report.status == "ready" else 503)


@routes.get("/live")
@contract(HealthReport, statuses=(200, 503))
async def live() -> Response:
    """503 when only a restart of this process can help."""
    report = the_service().report()
    return json_response(report, 503 if report.status in DEAD else 200)


@routes.get("/metrics")
@contract(None)
async def metrics() -> Response:
    """What a Prometheus server collects."""
    service = the_service()
    if service.metrics is None:
        raise errors.unknown_url("GET", "/metrics")
    return Response(service.metrics.read(service.engine), content_type=CONTENT_TYPE_LATEST)


@routes.get("/load")
@contract(Busy)
async def load() -> Response:
    """How busy it is; the first figure is vLLM's, for balancers that know it."""
    service = the_service()
    engine = service.engine
    busy = Busy() if engine is None else Busy.of(engine)
    busy.server_load = service.visits.num_working
    return json_response(busy)


@routes.get("/version")
@contract(VersionReport)
async def show_version() -> Response:
    """Which version of this server it is."""
    return json_response(VersionReport(find_version()))


def find_version() -> str:
    try:
        return version("understudy")
    except PackageNotFoundError:  # run from its folder, without having been installed
        return "unknown"
