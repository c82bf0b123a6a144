"""Traces for OpenTelemetry, when somebody collects them: one span for each text that is asked for.

Names are those of OpenTelemetry's conventions for generative AI, and vLLM's where they differ, so
that its dashboards work here too. Prompts and answers are never told. The packages are an extra
(`otel`) and are loaded only where an endpoint is set.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from actors.engine import Watcher
from actors.log import Log

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span

PARENT: ContextVar[Mapping[str, str]] = ContextVar("PARENT")
PARENT_HEADERS = ("traceparent", "tracestate")
MISSING = "Traces need `pip install 'understudy[otel]'`."


class TracesMissing(Exception):
    """The packages are not installed."""


def note_parent(headers: Mapping[bytes, bytes]) -> None:
    """Of the request that this task answers: the span of its client's that it belongs to."""
    PARENT.set(
        {
            name: headers[name.encode()].decode("latin-1")
            for name in PARENT_HEADERS
            if name.encode() in headers
        }
    )


class Traces:
    """Watches the engine's logs (`actors.engine.Watcher`)."""

    def __init__(
        self,
        provider: TracerProvider,
        model: str,
        clock: Callable[[], int] = time.time_ns,
    ) -> None:
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        self._provider = provider
        self._tracer = provider.get_tracer("understudy")
        self._read_parent = TraceContextTextMapPropagator().extract
        self._model = model
        self._clock = clock
        self._spans: dict[int, Span] = {}
        self._began: dict[int, int] = {}
        self._first: dict[int, int] = {}  # when the first token came

    def begin(self, log: Log) -> None:
        now = self._clock()
        request, sampling = log.request, log.sampling
        attributes: dict[str, Any] = {
            "gen_ai.operation.name": "text_completion",
            "gen_ai.provider.name": "understudy",
            "gen_ai.request.model": self._model,
            "gen_ai.response.model": self._model,
            "gen_ai.request.id": str(log.id),
            "gen_ai.request.n": request.n,
            "gen_ai.request.choice.count": request.n,
            "gen_ai.request.temperature": sampling.temperature,
            "gen_ai.request.top_p": sampling.top_p,
            "gen_ai.request.seed": sampling.seed,
        }
        if request.max_tokens is not None:
            attributes["gen_ai.request.max_tokens"] = request.max_tokens
        self._began[log.id] = now
        self._spans[log.id] = self._tracer.start_span(
            "llm_request",
            context=self._read_parent(PARENT.get({})),
            attributes=attributes,
            start_time=now,
        )

    def note(self, log: Log) -> None:
        """It told something, or its client has left."""
        span = self._spans.get(log.id)
        if span is None:
            return
        now, began = self._clock(), self._began[log.id]
        if log.num_told and log.id not in self._first:
            self._first[log.id] = now
            span.add_event("first token", timestamp=now)
            span.set_attribute("gen_ai.latency.time_to_first_token", (now - began) / 1e9)
        if log.over:
            self._end(log, span, now, began)

    def _end(self, log: Log, span: Span, now: int, began: int) -> None:
        num_prompt, num_told = len(log.prompt_ids or ()), log.num_told
        ended = "cancelled" if log.finish is None else log.finish.reason
        span.set_attributes(
            {
                "gen_ai.response.finish_reasons": (ended,),
                "gen_ai.usage.input_tokens": num_prompt,
                "gen_ai.usage.output_tokens": num_told,
                "gen_ai.usage.prompt_tokens": num_prompt,  # these two are vLLM's
                "gen_ai.usage.completion_tokens": num_told,
                "gen_ai.usage.cache_read.input_tokens": log.num_cached,
                "gen_ai.latency.e2e": (now - began) / 1e9,
            }
        )
        if log.finish is not None and log.finish.error is not None:
            self._mark_failed(span, type(log.finish.error).__name__)
        span.end(end_time=now)
        del self._spans[log.id], self._began[log.id]
        self._first.pop(log.id, None)

    def _mark_failed(self, span: Span, kind: str) -> None:
        from opentelemetry.trace import StatusCode

        span.set_attribute("error.type", kind)
        span.set_status(StatusCode.ERROR)

    def close(self) -> None:
        """Send what is left."""
        self._provider.shutdown()


class Watchers:
    """Several, as one."""

    def __init__(self, *watchers: Watcher) -> None:
        self.watchers = watchers

    def begin(self, log: Log) -> None:
        for watcher in self.watchers:
            watcher.begin(log)

    def note(self, log: Log) -> None:
        for watcher in self.watchers:
            watcher.note(log)


def send_traces(endpoint: str | None, model: str) -> Traces | None:
    """To a collector that speaks OTLP over HTTP. :raises TracesMissing: without the packages."""
    if endpoint is None:
        return None
    if not urlsplit(endpoint).path.strip("/"):
        endpoint = endpoint.rstrip("/") + "/v1/traces"
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        raise TracesMissing(MISSING) from error
    resource = Resource.create({"service.name": "understudy"})
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint)))
    return Traces(provider, model)
