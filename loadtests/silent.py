"""Clients that never read: whether those who do notice them.

    python -m loadtests.silent [--streams 50] [--silent 200] [--rounds 3] [--json FILE]

Rounds without and with the silent ones take turns on one server. A silent client asks for a long
stream, with a buffer as small as the system allows, and reads nothing of it. The others come when
the silent ones have been found out, and so are parked: until their buffers are full they cost what
anybody's requests cost. The device is the fake one, as in `loadtests.streams`.
"""

from __future__ import annotations

import argparse
import asyncio
import platform
import re
import socket
import statistics
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import anyio

from loadtests.streams import Stream, body_of, fetch, follow, serve, tell

SILENT_TOKENS = 1500
PATIENCE = 25  # seconds; soon after that the server hangs up on who does not read
SMALL = 4096  # bytes of a silent client's buffer


async def fall_silent(port: int, nth: int) -> socket.socket:
    """A client that has asked, and does nothing more."""
    loop = asyncio.get_running_loop()
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)
    client.setblocking(False)
    await loop.sock_connect(client, ("127.0.0.1", port))
    body = body_of(nth, SILENT_TOKENS, is_stream=True)
    head = f"POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
    await loop.sock_sendall(client, f"{head}\r\n".encode() + body)
    return client


@asynccontextmanager
async def silent_ones(port: int, count: int) -> Any:
    """So many of them, for as long as it lasts."""
    async with AsyncExitStack() as stack:
        for nth in range(count):
            stack.callback((await fall_silent(port, 10_000 + nth)).close)
        with anyio.fail_after(PATIENCE):
            while await num_parked(port) < count:
                pass
        yield


async def num_parked(port: int) -> float:
    """Texts that gave up their place in the batch."""
    told = (await fetch(port, "/metrics")).decode()
    found = re.findall(r"^understudy:num_requests_parked\{.*\} (\S+)$", told, re.M)
    return sum(map(float, found))


async def gaps_of(port: int, num_streams: int, num_tokens: int) -> tuple[list[float], int]:
    """Between the tokens of all streams, sorted; and how many streams came to their end."""
    streams = [Stream(nth) for nth in range(num_streams)]
    await asyncio.gather(*[follow(port, stream, num_tokens) for stream in streams])
    gaps = sorted(gap for stream in streams for gap in stream.gaps)
    return gaps, sum(stream.is_complete for stream in streams)


def p99(gaps: list[float]) -> float:
    return gaps[len(gaps) * 99 // 100]


async def measure(given: argparse.Namespace, port: int) -> dict[str, object]:
    await fetch(port, "/v1/completions", body_of(0, 3, is_stream=False))  # warm
    found: dict[int, list[float]] = {0: [], given.silent: []}
    complete = 0
    for _ in range(given.rounds):
        for count in found:
            async with silent_ones(port, count):
                gaps, ended = await gaps_of(port, given.heard, given.tokens)
            found[count].append(p99(gaps))
            complete += ended
    without, beside = (statistics.median(figures) for figures in found.values())
    return {
        "streams": given.heard,
        "silent": given.silent,
        "complete": f"{complete} of {2 * given.rounds * given.heard}",
        "gap p99 without (s)": round(without, 4),
        "gap p99 beside them (s)": round(beside, 4),
        "ratio": round(beside / without, 3),
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--streams", type=int, default=50, dest="heard", help="that are read")
    parser.add_argument("--silent", type=int, default=200)
    parser.add_argument("--rate", type=float, default=20.0, help="tokens a second for each")
    parser.add_argument("--tokens", type=int, default=150, help="of each answer that is read")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    given.streams = given.heard + 2 * given.silent  # places: those of a round may linger
    with serve(given) as (_, port):
        report = asyncio.run(measure(given, port))
    tell(report, given.json)


if __name__ == "__main__":
    main()
