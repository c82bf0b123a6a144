"""`python -m openai_api bench`: measure a server under load, ours or any other of OpenAI's API."""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import anyio
import httpx2

from openai_api.bench.figures import Figures, figures_of, remarks, table
from openai_api.bench.load import Stage, run_stage
from openai_api.bench.measure import Asker
from openai_api.bench.plot import NoPlot, check_plot, draw
from openai_api.bench.workload import (
    BadWorkload,
    Job,
    jobs_of_file,
    jobs_of_trace,
    random_jobs,
    read_lengths,
)
from openai_api.chat.remote import Fault, Remote

T = TypeVar("T", int, float)
DESCRIPTION = """\
Ask a running server many things, and tell what that took. --concurrency keeps so many requests
under way (closed loop); --rate sends so many a second, whatever becomes of them (open loop).
Several numbers, as 1,2,4,8, are stages of a ramp.
"""
EXIT_FAULT = 1
REQUESTS_EACH = 8  # for each of a stage's concurrent clients, unless told otherwise


def main(arguments: Sequence[str]) -> int:
    """The exit code: 1 when not one request was answered."""
    options = parser().parse_args(arguments)
    try:
        if options.plot:
            check_plot()
        rows = anyio.run(measure, options)
    except (BadWorkload, Fault, NoPlot) as error:
        sys.stderr.write(f"{error}\n")
        return EXIT_FAULT
    except KeyboardInterrupt:
        return 130
    sys.stdout.write(table(rows) + remarks(rows))
    if options.json:
        told = {"command": list(arguments), "stages": [row.told() for row in rows]}
        options.json.write_text(json.dumps(told, indent=2) + "\n")
    if options.plot:
        draw(rows, options.plot, title=f"{options.model} at {options.url}")
    return 0 if any(row.num_requests > row.num_failed for row in rows) else EXIT_FAULT


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m openai_api bench", description=DESCRIPTION)
    add = parser.add_argument
    add("--url", default="http://127.0.0.1:8000/v1", help="default: %(default)s")
    add("--api-key", default=os.environ.get("OPENAI_API_KEY", ""), help="or OPENAI_API_KEY")
    add("--model", help="default: the server's first")
    load = parser.add_mutually_exclusive_group()
    load.add_argument("--concurrency", type=numbers(int), metavar="N[,N...]", help="default: 1")
    load.add_argument("--rate", type=numbers(float), metavar="R[,R...]", help="requests a second")
    add("--even", action="store_true", help="with --rate: at equal distances, not by chance")
    add("--requests", type=number(int), help="of each stage; default: 8 for each at once")
    add("--seconds", type=number(float), help="most seconds of each stage")
    add("--warmup", type=int, default=1, help="requests before anything is measured")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--prompts", type=Path, help="a file of JSON lines, maybe .gz")
    source.add_argument("--trace", type=Path, help="timestamps, lengths and hashes of prompts")
    add("--input-len", type=read_lengths, default="128", metavar="N[-N]", help="random ids")
    add("--output-len", type=read_lengths, metavar="N[-N]", help="default: 64, or as the file says")
    add("--vocab-size", type=number(int), default=256, help="random ids lie below it")
    add("--scale", type=number(float), default=1.0, help="lengths of a trace are times this")
    add("--speed", type=number(float), default=1.0, help="a trace runs so many times faster")
    add("--respect-eos", action="store_true", help="answers may end early")
    add("--extra", type=fields, default={}, metavar="JSON", help="fields of every request")
    add("--seed", type=int, default=0, help="of lengths, ids and times")
    add("--json", type=Path, help="write the figures into this file")
    add("--plot", type=Path, help="and a picture (PNG) into this one")
    return parser


async def measure(options: argparse.Namespace) -> list[Figures]:
    """:raises Fault: when there is no server."""
    options.url = options.url.rstrip("/")
    with Remote(options.url, options.api_key) as remote:
        models = await anyio.to_thread.run_sync(remote.models)
    options.model = options.model or next(iter(models), "")
    headers = {"Authorization": f"Bearer {options.api_key}"} if options.api_key else {}
    async with httpx2.AsyncClient(
        headers=headers, timeout=None, limits=httpx2.Limits(max_connections=None)
    ) as client:
        asker = Asker(client, url=options.url, fields=common_fields(options))
        warm = Stage(concurrency=1, num_requests=options.warmup)
        await run_stage(warm, jobs_of(options), asker.ask, seed=options.seed)
        jobs = jobs_of(options)
        return [await measure_stage(stage, jobs, asker, options) for stage in stages_of(options)]


async def measure_stage(
    stage: Stage, jobs: Iterator[Job], asker: Asker, options: argparse.Namespace
) -> Figures:
    began, worked = time.perf_counter(), processor_seconds()
    outcomes = await run_stage(stage, jobs, asker.ask, seed=options.seed)
    seconds, worked = time.perf_counter() - began, processor_seconds() - worked
    return figures_of(stage.name, outcomes, seconds=seconds, client_seconds=worked)


def processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def jobs_of(options: argparse.Namespace) -> Iterator[Job]:
    if options.prompts:
        return jobs_of_file(options.prompts, options.output_len, seed=options.seed)
    if options.trace:
        return jobs_of_trace(
            options.trace,
            scale=options.scale,
            speed=options.speed,
            vocabulary_size=options.vocab_size,
        )
    answers = options.output_len or read_lengths("64")
    return random_jobs(
        options.input_len, answers, vocabulary_size=options.vocab_size, seed=options.seed
    )


def common_fields(options: argparse.Namespace) -> dict[str, Any]:
    eos = {} if options.respect_eos or options.prompts else {"ignore_eos": True}
    extra: dict[str, Any] = options.extra
    return {"model": options.model} | eos | extra


def stages_of(options: argparse.Namespace) -> list[Stage]:
    number, seconds = options.requests, options.seconds
    if options.rate:
        if number is None and seconds is None:
            number = 32
        return [
            Stage(rate=rate, is_even=options.even, num_requests=number, seconds=seconds)
            for rate in options.rate
        ]
    if options.trace and not options.concurrency:
        return [Stage(num_requests=number, seconds=seconds)]
    is_open_ended = number is None and seconds is None
    return [
        Stage(
            concurrency=each,
            num_requests=REQUESTS_EACH * each if is_open_ended else number,
            seconds=seconds,
        )
        for each in options.concurrency or [1]
    ]


def number(kind: Callable[[str], T]) -> Callable[[str], T]:
    def read(text: str) -> T:
        value = kind(text)
        if not value > 0:
            raise ValueError(text)
        return value

    read.__name__ = "number"  # argparse names it in its complaints
    return read


def numbers(kind: Callable[[str], T]) -> Callable[[str], list[T]]:
    def read(text: str) -> list[T]:
        return [number(kind)(part) for part in text.split(",")]

    read.__name__ = "list of numbers"
    return read


def fields(text: str) -> dict[str, Any]:
    told = json.loads(text)
    if not isinstance(told, dict):
        raise ValueError(text)
    return told
