"""Servers side by side: the same client, the same requests, in rounds that take turns.

    python -m loadtests.compare --server ours http://127.0.0.1:8000/v1 \\
        "python -m openai_api --model DIR --port 8000" \\
        --server peer http://127.0.0.1:8081/v1 "llama-server -m FILE --port 8081" \\
        [--rounds 3] [--workloads W1 W2 ...] [--json FILE] [--plot FILE]

A server is started by its command for its part of a round and ended behind it, so that nobody
computes beside another; the time from its start to its first token is told, and the memory of its
processes. With an empty command it is there already. The first server's figures are told as ratios
to the others', above one where the first is better: the median of the rounds, and the least and
the greatest, because neighbours on a machine come and go.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shlex
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
import httpx2

from loadtests.workloads import WORKLOADS, Ids, Unanswered, Workload
from openai_api.bench.measure import Asker
from openai_api.bench.plot import check_plot
from openai_api.chat.remote import Fault, Remote

START_SECONDS = 300.0
END_SECONDS = 30.0
WARM_TOKENS = 8
START, MEMORY = "start to first token", "memory of its processes"
LESS = {START: "s", MEMORY: "MB"}  # what is measured besides the workloads; less is better


@dataclass(frozen=True, slots=True)
class Server:
    """Who is compared."""

    name: str
    url: str
    command: str


Figures = dict[str, list[float]]  # of a server, by what was measured, one for each round


@contextmanager
def running(server: Server) -> Iterator[subprocess.Popen[bytes] | None]:
    """The server, for as long as it lasts, if it is ours to start."""
    if not server.command:
        yield None
        return
    process = subprocess.Popen(
        shlex.split(server.command), stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def find_model(server: Server, process: subprocess.Popen[bytes] | None) -> str:
    """Its name, once somebody answers. :raises Fault: when that is never."""
    end = time.monotonic() + START_SECONDS
    with Remote(server.url, "") as remote:
        while True:
            try:
                return next(iter(remote.models()))
            except (Fault, StopIteration) as error:
                has_ended = process is not None and process.poll() is not None
                if process is None or has_ended or time.monotonic() > end:
                    raise Fault(f"{server.name} does not serve: {error}") from error
                time.sleep(0.05)


def memory_of(session: int) -> float:
    """MB of all processes of a session, shared pages counted in shares. Linux tells it."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(folder.name)) == session:
                told = re.search(r"^Pss:\s+(\d+)", (folder / "smaps_rollup").read_text(), re.M)
                total += int(told[1]) if told else 0
        except OSError:  # it has ended, or is not ours
            continue
    return total * 1024 / 1e6


async def ask_all(
    server: Server, model: str, workloads: Sequence[Workload], ids: Ids, figures: Figures
) -> None:
    """All workloads, one after the other."""
    fields = {"model": model, "ignore_eos": True, "temperature": 0}
    limits = httpx2.Limits(max_connections=None, max_keepalive_connections=0)
    async with httpx2.AsyncClient(timeout=None, limits=limits) as client:
        asker = Asker(client, url=server.url.rstrip("/"), fields=fields)
        for workload in workloads:
            figure = await workload.run(asker, ids, time.perf_counter)
            figures.setdefault(workload.name, []).append(figure)


async def wait_for_first(server: Server, model: str) -> None:
    """A server may listen long before it can answer. :raises Fault: when it never does."""
    fields = {"model": model, "max_tokens": WARM_TOKENS, "temperature": 0}
    end = time.monotonic() + START_SECONDS
    async with httpx2.AsyncClient(timeout=START_SECONDS) as client:
        url = f"{server.url.rstrip('/')}/completions"
        while True:
            response = await client.post(url, json={**fields, "prompt": "Once upon a time"})
            if response.status_code == 200:
                return
            if response.status_code != 503 or time.monotonic() > end:
                raise Fault(f"{server.name} answers {response.status_code}.")
            await anyio.sleep(0.05)


def run_part(server: Server, workloads: Sequence[Workload], ids: Ids, figures: Figures) -> None:
    """A server's part of a round."""
    began = time.monotonic()
    with running(server) as process:
        model = find_model(server, process)
        anyio.run(wait_for_first, server, model)
        if process is not None:
            figures.setdefault(START, []).append(time.monotonic() - began)
        anyio.run(ask_all, server, model, workloads, ids, figures)
        if process is not None and sys.platform == "linux":
            figures.setdefault(MEMORY, []).append(memory_of(process.pid))


def compare(given: argparse.Namespace) -> dict[str, Any]:
    """All rounds. Who begins changes from round to round."""
    servers = [Server(*each) for each in given.server]
    chosen = [each for each in WORKLOADS if each.name in given.workloads]
    workloads = [each.scaled(given.scale) for each in chosen]
    found: dict[str, Figures] = {server.name: {} for server in servers}
    ids = Ids(given.vocab_size, given.seed)
    for number in range(given.rounds):
        for server in servers if number % 2 == 0 else servers[::-1]:
            print(f"round {number + 1}: {server.name}", file=sys.stderr)
            run_part(server, workloads, ids, found[server.name])
    rows = [row_of(each.name, each.title, each.unit, found) for each in workloads]
    rows += [row_of(name, "", unit, found) for name, unit in LESS.items()]
    return {
        "servers": {server.name: server.command for server in servers},
        "scale": given.scale,
        "machine": f"{platform.machine()}, {os.cpu_count()} processors",
        "rows": [row for row in rows if row["figures"]],
    }


def row_of(name: str, title: str, unit: str, found: dict[str, Figures]) -> dict[str, Any]:
    """Everybody's figures of one kind, and the first one's ratios to those of the same round."""
    figures = {server: kinds[name] for server, kinds in found.items() if name in kinds}
    first = next(iter(found))
    ratios = {}
    for server, theirs in figures.items():
        if server != first and first in figures:
            pairs = list(zip(figures[first], theirs, strict=True))
            ratios[server] = [a / b if unit == "tokens/s" else b / a for a, b in pairs]
    return {"name": name, "title": title, "unit": unit, "figures": figures, "ratios": ratios}


def describe(report: dict[str, Any]) -> str:
    """For people."""
    lines = []
    for row in report["rows"]:
        lines.append(f"{row['name']}  {row['title']}".rstrip())
        for server, figures in row["figures"].items():
            ratios = row["ratios"].get(server)
            told = "" if ratios is None else f"   ratio {spread(ratios, '.2f')}"
            lines.append(f"    {server:<16} {spread(figures, '.1f')} {row['unit']}{told}")
    return "\n".join(lines) + "\n"


def spread(figures: Sequence[float], form: str) -> str:
    """The median, and between what."""
    middle, least, most = statistics.median(figures), min(figures), max(figures)
    return f"{middle:{form}} ({least:{form}} to {most:{form}})"


def draw(report: dict[str, Any], path: Path) -> None:
    """A panel for each row, a bar for each server."""
    from matplotlib.figure import Figure

    rows = report["rows"]
    figure = Figure(figsize=(12, 3.2 * -(-len(rows) // 3)), layout="constrained")
    for number, row in enumerate(rows, 1):
        panel = figure.add_subplot(-(-len(rows) // 3), 3, number)
        for server, figures in row["figures"].items():
            middle = statistics.median(figures)
            error = [[middle - min(figures)], [max(figures) - middle]]
            panel.bar(server, middle, yerr=error, capsize=4)
        panel.set_title(f"{row['name']} {row['title']}, {row['unit']}", fontsize=9)
        panel.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, dpi=140)


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 1 when one of them did not answer."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = [each.name for each in WORKLOADS]
    add = parser.add_argument
    add("--server", nargs=3, action="append", required=True, metavar=("NAME", "URL", "COMMAND"))
    add("--rounds", type=int, default=3)
    add("--workloads", nargs="+", choices=names, default=names)
    add("--scale", type=float, default=1.0, help="all lengths are times this")
    add("--vocab-size", type=int, default=256, help="random ids of prompts lie below it")
    add("--seed", type=int, default=time.time_ns() % 2**32, help="of the ids")
    add("--json", type=Path, help="write everything into this file")
    add("--plot", type=Path, help="and a picture (PNG) into this one")
    given = parser.parse_args(arguments)
    if given.plot:
        check_plot()
    try:
        report = compare(given)
    except (Fault, Unanswered) as error:
        print(error, file=sys.stderr)
        return 1
    print(describe(report), end="")
    if given.json:
        given.json.write_text(json.dumps(report, indent=1) + "\n")
    if given.plot:
        draw(report, given.plot)
    return 0


if __name__ == "__main__":
    sys.exit(main())
