"""Traces, as a collector receives them."""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from openai_api.__main__ import main
from tests.openai_api.launched import MODEL, Json, launch

SECRET = "tell nobody"
CHAT: Json = {
    "model": MODEL,
    "messages": [{"role": "user", "content": SECRET}],
    "max_tokens": 5,
    "temperature": 0.5,
    "seed": 3,
    "ignore_eos": True,
}
TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


@contextmanager
def collect() -> Iterator[tuple[str, list[bytes]]]:
    """A collector: its address, and what it was sent."""
    received: list[bytes] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            is_zipped = self.headers.get("Content-Encoding") == "gzip"
            received.append(gzip.decompress(body) if is_zipped else body)
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Collector) as collector:
        thread = threading.Thread(target=collector.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{collector.server_address[1]}", received
        finally:
            collector.shutdown()
            thread.join()


def value_of(value: Any) -> object:
    kind = value.WhichOneof("value")
    if kind == "array_value":
        return [value_of(one) for one in value.array_value.values]
    return getattr(value, kind)


def test_a_text_is_a_span_of_its_client_s_trace_and_tells_no_words() -> None:
    with collect() as (address, received), launch("--otlp-traces-endpoint", address) as server:
        server.wait_until_ready()
        with server.ask("/v1/chat/completions", CHAT, traceparent=f"00-{TRACE}-{PARENT}-01") as got:
            assert got.status == 200
        server.process.terminate()
        assert server.end()[0] == 0
    spans = [
        span
        for data in received
        for resource in ExportTraceServiceRequest.FromString(data).resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]
    (span,) = (span for span in spans if span.trace_id.hex() == TRACE)
    told: dict[str, Any] = {
        attribute.key: value_of(attribute.value) for attribute in span.attributes
    }
    assert (span.name, span.parent_span_id.hex()) == ("llm_request", PARENT)
    assert told["gen_ai.request.model"] == MODEL
    assert (told["gen_ai.request.temperature"], told["gen_ai.request.max_tokens"]) == (0.5, 5)
    assert told["gen_ai.usage.completion_tokens"] == told["gen_ai.usage.output_tokens"] == 5
    assert told["gen_ai.response.finish_reasons"] == ["length"]
    assert told["gen_ai.usage.prompt_tokens"] > len(SECRET)
    assert 0 < told["gen_ai.latency.time_to_first_token"] <= told["gen_ai.latency.e2e"]
    assert not any(SECRET.encode() in data for data in received)


def test_without_its_packages_it_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    flags = ["--model", "m", "--port", "0", "--otlp-traces-endpoint", "http://localhost"]
    assert main(flags) == 2
    assert capsys.readouterr().err == "Traces need `pip install 'understudy[otel]'`.\n"
