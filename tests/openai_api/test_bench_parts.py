"""The load benchmark in its parts: what is asked, when, and what the figures mean."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import anyio
import anyio.lowlevel
import pytest

from openai_api.bench.figures import figures_of, remarks, spread, table
from openai_api.bench.load import Stage, run_stage, timed
from openai_api.bench.measure import Outcome, has_text, reason
from openai_api.bench.workload import (
    BadWorkload,
    Job,
    Lengths,
    jobs_of_file,
    jobs_of_trace,
    random_jobs,
    read_lengths,
)
from openai_api.events import EventReader


def write(path: Path, *lines: object) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


# What is asked


def test_random_prompts_have_the_lengths_asked_for_and_come_again_with_their_seed() -> None:
    def some(seed: int) -> list[Job]:
        jobs = random_jobs(Lengths(3, 9), Lengths(5, 5), vocabulary_size=64, seed=seed)
        return list(islice(jobs, 50))

    bodies = [job.body for job in some(1)]
    assert {len(body["prompt"]) for body in bodies} == set(range(3, 10))
    assert all(32 <= id < 64 for body in bodies for id in body["prompt"])
    assert all(body["max_tokens"] == 5 for body in bodies)
    assert some(1) == some(1) != some(2)


@pytest.mark.parametrize("text", ["", "0", "5-3", "a", "1-", "-3"])
def test_lengths_are_one_number_or_two_in_order(text: str) -> None:
    if text == "1-":
        assert read_lengths(text) == Lengths(1, 1)
        return
    with pytest.raises(ValueError):
        read_lengths(text)


def test_a_file_of_prompts_is_asked_over_and_over(tmp_path: Path) -> None:
    messages = [{"role": "user", "content": "Hi"}]
    lines = ("a", {"prompt": "b", "max_tokens": 3}, {"messages": messages}, {"turns": ["Hi", "So"]})
    path = write(tmp_path / "prompts.jsonl", *lines)
    jobs = list(islice(jobs_of_file(path, None, seed=0), 5))
    assert [job.path for job in jobs] == ["completions"] * 2 + ["chat/completions"] * 2 + [
        "completions"
    ]
    assert jobs[1].body == {"prompt": "b", "max_tokens": 3}
    assert jobs[3].body["messages"] == jobs[2].body["messages"] == messages
    assert jobs[4] == jobs[0]
    (first,) = islice(jobs_of_file(path, Lengths(7, 7), seed=0), 1)
    assert first.body["max_tokens"] == 7


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"prompt": 1}', ""])
def test_a_file_that_holds_no_prompts_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "prompts.jsonl"
    path.write_text(line)
    with pytest.raises(BadWorkload, match=str(path)):
        next(jobs_of_file(path, None, seed=0))


def test_a_trace_keeps_times_lengths_and_what_prompts_share(tmp_path: Path) -> None:
    path = tmp_path / "trace.jsonl.gz"
    with gzip.open(path, "wt") as file:
        for at, length, hashes in ((0, 1500, [0, 1, 2]), (3000, 1030, [0, 1, 9])):
            told = {"timestamp": at, "input_length": length, "output_length": 100}
            file.write(json.dumps(told | {"hash_ids": hashes}) + "\n")
    first, second = jobs_of_trace(path, scale=0.1, speed=3, vocabulary_size=99)
    assert (first.at, second.at) == (0.0, 1.0)
    assert [len(job.body["prompt"]) for job in (first, second)] == [150, 103]
    assert first.body["max_tokens"] == 10
    shared = first.body["prompt"][:102]  # two blocks of 51
    assert second.body["prompt"][:102] == shared
    assert second.body["prompt"][102] != first.body["prompt"][102]


def test_a_file_that_is_no_trace_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "trace.jsonl", {"prompt": "a"})
    with pytest.raises(BadWorkload, match="no request of a trace"):
        next(jobs_of_trace(path, scale=1, speed=1, vocabulary_size=99))


# When it is asked


def some_jobs() -> Iterator[Job]:
    number = 0
    while True:
        yield Job("completions", {"prompt": str(number)})
        number += 1


async def test_a_closed_loop_never_has_more_under_way_than_it_may() -> None:
    under_way: list[int] = []
    now = 0

    async def ask(job: Job, due: float | None) -> Outcome:
        nonlocal now
        now += 1
        under_way.append(now)
        for _ in range(5):
            await anyio.lowlevel.checkpoint()
        now -= 1
        return Outcome(0.0)

    outcomes = await run_stage(Stage(concurrency=3, num_requests=20), some_jobs(), ask, seed=0)
    assert len(outcomes) == 20 and max(under_way) == 3


async def test_an_open_loop_does_not_wait_for_answers() -> None:
    asked = 0
    all_asked = anyio.Event()

    async def ask(job: Job, due: float | None) -> Outcome:
        nonlocal asked
        asked += 1
        if asked == 10:
            all_asked.set()
        await all_asked.wait()  # which a closed loop would never see
        assert due is not None
        return Outcome(due)

    outcomes = await run_stage(Stage(rate=1e6, num_requests=10), some_jobs(), ask, seed=0)
    begins = [outcome.began for outcome in outcomes]
    assert len(begins) == 10 and begins == sorted(begins)


async def test_time_that_is_up_ends_a_stage() -> None:
    async def ask(job: Job, due: float | None) -> Outcome:
        await anyio.sleep_forever()
        raise AssertionError

    for stage in (Stage(concurrency=2, seconds=0.01), Stage(rate=1000, seconds=0.01)):
        assert await run_stage(stage, some_jobs(), ask, seed=0) == []


def test_an_open_loop_comes_by_chance_or_evenly_and_at_its_rate() -> None:
    even = [at for at, _ in islice(timed(some_jobs(), Stage(rate=4, is_even=True), 0), 4)]
    assert even == [0, 0.25, 0.5, 0.75]
    chance = [at for at, _ in islice(timed(some_jobs(), Stage(rate=4), 0), 2001)]
    assert chance[-1] == pytest.approx(500, rel=0.1)
    assert len({later - now for now, later in zip(chance, chance[1:], strict=False)}) > 1000


# What it took


def test_times_of_one_request() -> None:
    outcome = Outcome(10.0, 13.5, came=[11.0, 11.5, 13.0], num_generated=5)
    assert (outcome.first, outcome.gaps, outcome.each) == (1.0, [0.5, 1.5], 0.5)
    assert (Outcome(0.0).first, Outcome(0.0).gaps, Outcome(0.0).each) == (None, [], None)


def test_percentiles_lie_between_the_nearest_values() -> None:
    told = spread([float(value) for value in range(101)])
    assert (told.mean, told.p50, told.p90, told.p99) == (50, 50, 90, 99)
    assert spread([1.0, None, 2.0]).p50 == 1.5
    assert spread([]).p99 == 0


def test_failed_requests_are_counted_and_not_timed() -> None:
    good = Outcome(0.0, 2.0, came=[1.0, 2.0], num_prompt=7, num_generated=2)
    bad = Outcome(0.0, 90.0, came=[80.0], num_generated=50, fault="429 overloaded")
    told = figures_of("2 at once", [good, bad], seconds=4.0, client_seconds=3.6)
    assert (told.num_requests, told.num_failed, told.generated_tokens) == (2, 1, 2)
    assert told.generated_tokens_per_second == 0.5 and told.whole.p99 == 2.0
    assert told.faults == {"429 overloaded": 1}
    assert "1 times 429 overloaded" in remarks([told])
    assert "0.90 of a core" in remarks([told])
    assert "1000.0" in table([told]).splitlines()[1]
    assert math.isfinite(figures_of("none", [], seconds=0.0, client_seconds=0.0).client_cores)


@pytest.mark.parametrize(
    ("event", "says"),
    [
        ({"choices": [{"delta": {"content": "a"}}]}, True),
        ({"choices": [{"delta": {"reasoning": "a"}}]}, True),
        ({"choices": [{"text": "a"}]}, True),
        ({"choices": [{"delta": {"role": "assistant", "content": ""}}]}, False),
        ({"choices": [], "usage": {}}, False),
        ({"choices": [{"delta": None, "finish_reason": "stop"}]}, False),
    ],
)
def test_only_text_counts_as_a_piece(event: dict[str, object], says: bool) -> None:
    assert has_text(event) is says


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"error": "no"}', b'{"error": {}}'])
def test_an_error_of_any_shape_is_survived(body: bytes) -> None:
    assert reason(body) == ""


def test_events_are_read_however_the_bytes_are_cut() -> None:
    stream = 'data: {"a": "\u2028\x85"}\r\n\r\n: ping\n\ndata:[DONE]\n\n'.encode()
    for size in range(1, len(stream) + 1):
        reader = EventReader()
        cut = [stream[at : at + size] for at in range(0, len(stream), size)]
        told = [event for data in cut for event in reader.feed(data)]
        assert told == ['{"a": "\u2028\x85"}'.encode(), b"[DONE]"]
