"""What the routes serve from. It exists before the model does."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec import UNSET

from actors.embedding import Embedding
from actors.engine import Engine
from openai_api import door_errors, errors
from openai_api.batches.work import LINES, Batches
from openai_api.files.store import Files
from openai_api.limits import Limits
from openai_api.metrics import Metrics
from openai_api.origins import Origins
from openai_api.responses.jobs import Jobs
from openai_api.responses.store import Store
from openai_api.ring_feed import RingFeed
from openai_api.schemas.answers import HealthReport, ModelCard
from openai_api.visits import Visits


@dataclass(slots=True)
class Service:
    """The engine once there is one, and under which names its model is known."""

    model_names: tuple[str, ...]
    engine: Engine | None = None
    embedding_names: tuple[str, ...] = ()  # of a model beside it that embeds
    embedding: Embedding | None = None
    roots: Mapping[str, str] = field(default_factory=dict)  # what models with other names are
    takes_any_name: bool = False  # whatever clients call it
    only_embeds: bool = False  # there will be no engine: the one model embeds
    stage: str = "start"  # of loading, as long as there is no engine
    progress: float = 0.0
    api_keys: tuple[str, ...] = ()  # none: everybody is welcome
    origins: Origins = Origins()
    root_path: str = ""
    seed: int | None = None  # of requests that bring none
    sampling_defaults: Mapping[str, float] = field(default_factory=dict)  # by the model's authors
    max_logprobs: int = 20  # of one token
    is_strict: bool = False  # a parameter that nobody has heard of is an error
    is_closing: bool = False  # with an engine, the engine knows
    limits: Limits = Limits()
    metrics: Metrics | None = None
    ring: RingFeed | None = None  # None: no page, and nothing to see of the ring
    visits: Visits = field(default_factory=Visits)
    responses: Store = field(default_factory=Store)
    jobs: Jobs = field(default_factory=Jobs)  # responses in the background
    files: Files = field(default_factory=Files)
    batch_lines: int = LINES  # answered at once, of all batches
    batches: Batches = field(init=False)
    created: int = field(default_factory=lambda: int(time.time()))

    def __post_init__(self) -> None:
        size, lines = self.limits.body_bytes, self.batch_lines
        self.batches = Batches(self.files, line_bytes=size, is_idle=self.is_idle, lines=lines)

    def is_idle(self) -> bool:
        """Whether the engine has room for work that can wait."""
        if self.engine is None:
            return True  # who asks is told what is missing
        return self.engine.num_permits * 4 >= self.engine.config.max_requests * 3

    @property
    def running(self) -> Engine:
        """:raises ApiError: 503, while there is no engine yet; 400, if there will be none."""
        if self.only_embeds:
            message = f"The model `{self.model_names[0]}` embeds texts and does not write any."
            raise errors.invalid(message, param="model", code="unsupported_value")
        if self.engine is None:
            raise errors.loading()
        return self.engine

    def check_share(self, client: str) -> str:
        """:raises ApiError: 429, when this client has too much under way. This request counts."""
        most = self.limits.requests_per_key
        if client and most is not None and self.visits.num_of[client] > most:
            raise door_errors.rate_limited(most, self.running.retry_after(1))
        return client

    def check_model(self, name: str | None) -> None:
        """:raises ApiError: 404, unless it is ours; 400, if it embeds and nothing else."""
        if name in self.embedding_names and name not in self.model_names:
            message = f"The model `{name}` embeds texts and does not write any."
            raise errors.invalid(message, param="model", code="unsupported_value")
        if name not in self.model_names and not self.takes_any_name:
            raise errors.model_not_found(name or "")

    def embedding_for(self, name: str) -> Embedding:
        """:raises ApiError: unless that model embeds, and can be asked already."""
        names = self.model_names if self.only_embeds else self.embedding_names
        if name not in (*self.model_names, *self.embedding_names):
            raise errors.model_not_found(name)
        if self.embedding is None and (name in names or self.engine is None):
            raise errors.loading()
        if self.embedding is None or name not in names:
            message = f"The model `{name}` writes texts and does not embed any."
            raise errors.invalid(message, param="model", code="unsupported_value")
        return self.embedding

    def card(self, name: str) -> ModelCard:
        if name not in (*self.model_names, *self.embedding_names):
            raise errors.model_not_found(name)
        longest = self.engine.context_length if name in self.model_names and self.engine else None
        root = self.roots.get(name, name)
        return ModelCard(name, self.created, "understudy", root, longest or UNSET)

    def report(self) -> HealthReport:
        """The truth about the engine."""
        if self.only_embeds and self.embedding is not None and not self.is_closing:
            if self.embedding.ready is None:
                return HealthReport("loading", "device", 0.0)
            return HealthReport("ready", restarts=self.embedding.num_restarts)
        if self.engine is None:
            return HealthReport(
                "draining" if self.is_closing else "loading", self.stage, self.progress
            )
        health = self.engine.health
        if health.state == "loading":
            progress = health.progress
            if progress is None:
                return HealthReport("loading", "device", 0.0)
            return HealthReport("loading", progress.stage, progress.fraction)
        status: str = health.state
        if status == "ready" and not self.engine.is_ready:
            status = "draining" if self.engine.is_draining else "silent"
        return HealthReport(status, restarts=health.num_restarts)
