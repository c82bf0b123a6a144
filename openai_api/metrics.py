"""What Prometheus is told, with vLLM's names and meanings, so that its dashboards work here too.

Numbers are kept once, under `understudy:`. The same lines are told again under `vllm:` on request.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

from actors.drafts import Drafts
from actors.engine import Engine
from actors.log import Log

OURS = "understudy"
NAME = re.compile(rb"^((?:# (?:HELP|TYPE) )?)understudy:", re.MULTILINE)

LABELS = ("model_name", "engine")
FIRST = (
    0.001,
    0.005,
    0.01,
    0.02,
    0.04,
    0.06,
    0.08,
    0.1,
    0.25,
    0.5,
    0.75,
    1.0,
    2.5,
    5.0,
    7.5,
    10.0,
    20.0,
    40.0,
    80.0,
    160.0,
    640.0,
    2560.0,
)
BETWEEN = (
    0.01,
    0.025,
    0.05,
    0.075,
    0.1,
    0.15,
    0.2,
    0.3,
    0.4,
    0.5,
    0.75,
    1.0,
    2.5,
    5.0,
    7.5,
    10.0,
    20.0,
    40.0,
    80.0,
)
WHOLE = (
    0.3,
    0.5,
    0.8,
    1.0,
    1.5,
    2.0,
    2.5,
    5.0,
    10.0,
    15.0,
    20.0,
    30.0,
    40.0,
    50.0,
    60.0,
    120.0,
    240.0,
    480.0,
    960.0,
    1920.0,
    7680.0,
)
LAGS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.5, 1.0, 5.0)
REASONS = {"stop": "stop", "length": "length", "cancelled": "abort"}  # any other is an error


@dataclass(slots=True)
class Watched:
    """One sample on its way."""

    began: float
    last: float  # when something of it was told
    num_told: int = 0


class Metrics:
    """Counts what logs tell; asks the engine for the rest when it is read."""

    def __init__(
        self, model: str, *, as_vllm: bool = True, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._as_vllm = as_vllm
        self._clock = clock
        self._watched: dict[int, Watched] = {}
        self._registry = CollectorRegistry()
        self._labels = {"model_name": model, "engine": "0"}
        self.running = self._gauge("num_requests_running", "Requests in the batch.")
        self.waiting = self._gauge("num_requests_waiting", "Requests in the queue.")
        self.parked = self._gauge("num_requests_parked", "Requests whose clients do not read.")
        self.usage = self._gauge("kv_cache_usage_perc", "Share of the cache in use; 1 is all.")
        self.prompt = self._counter("prompt_tokens", "Tokens of prompts.")
        self.generated = self._counter("generation_tokens", "Tokens of answers.")
        self.queries = self._counter("prefix_cache_queries", "Tokens looked for in the cache.")
        self.hits = self._counter("prefix_cache_hits", "Tokens found in the cache.")
        self.first = self._histogram("time_to_first_token_seconds", FIRST)
        self.between = self._histogram("inter_token_latency_seconds", BETWEEN)
        self.whole = self._histogram("e2e_request_latency_seconds", WHOLE)
        self.lag = self._histogram("event_loop_lag_seconds", LAGS)
        self.successes = Counter(
            f"{OURS}:request_success",
            "Requests by how they ended.",
            (*LABELS, "finished_reason"),
            registry=self._registry,
        )
        self.draft_steps = self._counter("spec_decode_num_drafts", "Steps that had drafts.")
        self.drafted, self.accepted = (
            self._labelled(f"spec_decode_num_{name}_tokens", f"Tokens {done}.", "source")
            for name, done in (("draft", "read ahead"), ("accepted", "read ahead and right"))
        )
        self.held_at = self._labelled(
            "spec_decode_num_accepted_tokens_per_pos", "Drafts that held, by place.", "position"
        )
        for reason in (*REASONS.values(), "error"):
            self.successes.labels(**self._labels, finished_reason=reason)

    def _gauge(self, name: str, meaning: str) -> Gauge:
        gauge = Gauge(f"{OURS}:{name}", meaning, LABELS, registry=self._registry)
        return gauge.labels(**self._labels)

    def _counter(self, name: str, meaning: str) -> Counter:
        counter = Counter(f"{OURS}:{name}", meaning, LABELS, registry=self._registry)
        return counter.labels(**self._labels)

    def _labelled(self, name: str, meaning: str, label: str) -> Counter:
        return Counter(f"{OURS}:{name}", meaning, (*LABELS, label), registry=self._registry)

    def _histogram(self, name: str, buckets: tuple[float, ...]) -> Histogram:
        meaning = name.replace("_", " ").capitalize() + "."
        histogram = Histogram(
            f"{OURS}:{name}", meaning, LABELS, registry=self._registry, buckets=buckets
        )
        return histogram.labels(**self._labels)

    def begin(self, log: Log) -> None:
        now = self._clock()
        self._watched[log.id] = Watched(now, now)

    def note(self, log: Log) -> None:
        """It told something, or its client has left."""
        watched = self._watched.get(log.id)
        if watched is None:
            return
        now = self._clock()
        if log.num_told > watched.num_told:
            self._note_tokens(log, watched, now)
        if log.over:
            ended = "cancelled" if log.finish is None else log.finish.reason
            del self._watched[log.id]
            self._note_drafts(log.drafts)
            self.whole.observe(now - watched.began)
            reason = REASONS.get(ended, "error")
            self.successes.labels(**self._labels, finished_reason=reason).inc()

    def _note_tokens(self, log: Log, watched: Watched, now: float) -> None:
        if watched.num_told:
            self.between.observe(now - watched.last)
        else:
            self.first.observe(now - watched.began)
            num_prompt = len(log.prompt_ids or ())
            self.prompt.inc(num_prompt)
            self.queries.inc(num_prompt)
            self.hits.inc(log.num_cached)
        self.generated.inc(log.num_told - watched.num_told)
        watched.num_told, watched.last = log.num_told, now

    def _note_drafts(self, drafts: Drafts) -> None:
        """Of a text that has ended."""
        self.draft_steps.inc(drafts.num_steps)
        for counter, counts in ((self.drafted, drafts.drafted), (self.accepted, drafts.accepted)):
            for source, count in counts.items():
                counter.labels(**self._labels, source=source).inc(count)
        for place, count in enumerate(drafts.held_at):
            self.held_at.labels(**self._labels, position=str(place)).inc(count)

    def read(self, engine: Engine | None) -> bytes:
        """All of it, as Prometheus reads it."""
        if engine is not None:
            load = engine.load
            self.running.set(load.num_running)
            self.waiting.set(load.num_waiting)
            self.parked.set(load.num_parked)
            self.usage.set(load.cache_usage)
        ours = generate_latest(self._registry)
        return ours + NAME.sub(rb"\1vllm:", ours) if self._as_vllm else ours
