"""Many slow streams at once: what each of them costs, and whether anything is lost.

    python -m loadtests.streams [--streams 1000] [--rate 5] [--tokens 60] [--json FILE]

The device is the fake one, so that what is measured is all that lies around it: HTTP, events, the
ring. Every stream is compared, byte for byte, with the whole answer to the same request.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import platform
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

MODEL = "streams"
NUM_COMPARED = 50  # answers that are asked for whole, too; comparing all would double the load


@dataclass
class Stream:
    """What one client was told."""

    nth: int
    text: str = ""
    is_complete: bool = False
    first: float = 0.0  # seconds from asking
    gaps: list[float] = field(default_factory=list)


def body_of(nth: int, num_tokens: int, *, is_stream: bool) -> bytes:
    body = {
        "model": MODEL,
        "prompt": f"This is client {nth}.",
        "max_tokens": num_tokens,
        "seed": nth,
        "ignore_eos": True,
        "stream": is_stream,
    }
    return json.dumps(body).encode()


@contextmanager
def serve(given: argparse.Namespace) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server process that decides on `rate` tokens a second for everybody, and its port."""
    device = {
        "step_seconds": 1 / given.rate,
        "num_slots": given.streams,
        "num_blocks": given.streams * (given.tokens // 16 + 4),
        "context_length": 2048,
    }
    flags = ["--port", "0", "--device-name", "fake", "--device-options", json.dumps(device)]
    flags += ["--max-requests", str(given.streams + NUM_COMPARED), "--no-access-log"]
    flags += ["--max-num-batched-tokens", str(4 * given.streams)]
    flags += ["--num-speculative-tokens", "0"]  # a token for each step: that is the rate
    process = subprocess.Popen(
        [sys.executable, "-m", "openai_api", "--model", MODEL, *flags],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        port = 0
        for line in process.stderr or ():
            if found := re.search(r"listening on http://127\.0\.0\.1:(\d+)", line):
                port = int(found[1])
            if "ready to serve" in line:
                break
        yield process, port
    finally:
        process.kill()
        process.communicate()


async def ask(
    port: int, path: str, body: bytes
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection whose answer is still to be read."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    method = "POST" if body else "GET"
    head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    await writer.drain()
    return reader, writer


async def fetch(port: int, path: str, body: bytes = b"") -> bytes:
    reader, writer = await ask(port, path, body)
    data = await reader.read()
    writer.close()
    return data.partition(b"\r\n\r\n")[2]


async def follow(port: int, stream: Stream, num_tokens: int) -> None:
    began = last = time.monotonic()
    body = body_of(stream.nth, num_tokens, is_stream=True)
    reader, writer = await ask(port, "/v1/completions", body)
    while line := await reader.readline():
        if not line.startswith(b"data: "):
            continue
        if line.startswith(b"data: [DONE]"):
            stream.is_complete = True
            continue
        now = time.monotonic()
        if stream.first:
            stream.gaps.append(now - last)
        else:
            stream.first = now - began
        last = now
        for choice in json.loads(line[6:])["choices"]:
            stream.text += choice["text"]
    writer.close()


def resident(process: subprocess.Popen[str]) -> int:
    """Bytes of memory that the server process holds."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) * 1024 if found else 0


def lags_of(metrics: bytes) -> list[tuple[float, float]]:
    """Upper bounds of the event loop's lag, and how often it stayed below."""
    pattern = rb'^understudy:event_loop_lag_seconds_bucket{.*le="([^"]+)".*} (\S+)$'
    return [(float(le), float(num)) for le, num in re.findall(pattern, metrics, re.MULTILINE)]


def quantile(
    before: list[tuple[float, float]], after: list[tuple[float, float]], q: float
) -> float:
    """The bound that this share of the lags in between stayed below."""
    counts = [(le, num - earlier) for (le, num), (_, earlier) in zip(after, before, strict=True)]
    total = counts[-1][1]
    return next((le for le, num in counts if num >= q * total), float("inf"))


async def measure(
    given: argparse.Namespace, process: subprocess.Popen[str], port: int
) -> dict[str, object]:
    await fetch(port, "/v1/completions", body_of(0, 3, is_stream=False))  # warm
    before, lags_before = resident(process), lags_of(await fetch(port, "/metrics"))
    streams = [Stream(nth) for nth in range(given.streams)]
    tasks = [asyncio.create_task(follow(port, stream, given.tokens)) for stream in streams]
    most = before
    while not all(task.done() for task in tasks):
        most = max(most, resident(process))
        await asyncio.wait(tasks, timeout=0.5)
    for task in tasks:
        task.result()
    lags_after = lags_of(await fetch(port, "/metrics"))
    whole = await asyncio.gather(
        *[
            fetch(port, "/v1/completions", body_of(nth, given.tokens, is_stream=False))
            for nth in range(min(NUM_COMPARED, given.streams))
        ]
    )
    texts = [json.loads(answer)["choices"][0]["text"] for answer in whole]
    gaps = sorted(gap for stream in streams for gap in stream.gaps)
    return {
        "streams": given.streams,
        "complete": sum(stream.is_complete for stream in streams),
        "compared": len(texts),
        "different": sum(stream.text != text for stream, text in zip(streams, texts, strict=False)),
        "lag p50 below (ms)": 1000 * quantile(lags_before, lags_after, 0.5),
        "lag p99 below (ms)": 1000 * quantile(lags_before, lags_after, 0.99),
        "memory each (KiB)": round((most - before) / given.streams / 1024, 1),
        "first token p50 (s)": round(statistics.median(stream.first for stream in streams), 3),
        "gap p50 (s)": round(gaps[len(gaps) // 2], 3),
        "gap p99 (s)": round(gaps[len(gaps) * 99 // 100], 3),
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
    }


def tell(report: dict[str, object], file: Path | None) -> None:
    """On the screen, and in a file if one is named."""
    for name, value in report.items():
        print(f"{name:>24}  {value}")
    if file is not None:
        file.write_text(json.dumps(report, indent=2) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--streams", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=5.0, help="tokens a second for each")
    parser.add_argument("--tokens", type=int, default=60, help="of each answer")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    with serve(given) as (process, port):
        report = asyncio.run(measure(given, process, port))
    tell(report, given.json)


if __name__ == "__main__":
    main()
