"""`python -m openai_api bench` against a real server."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.openai_api.launched import ROOT, Launched, launch

SECONDS = 45
PNG = b"\x89PNG\r\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Launched]:
    with launch("--max-requests", "8") as launched:
        launched.wait_until_ready()
        yield launched


def bench(server: Launched, *arguments: str) -> subprocess.CompletedProcess[str]:
    url = f"http://127.0.0.1:{server.port}/v1"
    return subprocess.run(
        [sys.executable, "-m", "openai_api", "bench", "--url", url, *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=SECONDS,
    )


def test_a_ramp_is_told_as_a_table_as_json_and_as_a_picture(
    server: Launched, tmp_path: Path
) -> None:
    figures, picture = tmp_path / "figures.json", tmp_path / "figures.png"
    files = ("--json", str(figures), "--plot", str(picture))
    sizes = ("--input-len", "5-20", "--output-len", "10", "--requests", "6")
    done = bench(server, "--concurrency", "1,3", *sizes, *files)
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split("  ")[0] for line in done.stdout.splitlines()[1:3]] == [
        "1 at once",
        "3 at once",
    ]
    for stage in json.loads(figures.read_text())["stages"]:
        assert (stage["num_requests"], stage["num_failed"]) == (6, 0)
        assert stage["generated_tokens"] == 60 and 30 <= stage["prompt_tokens"] <= 120
        assert 0 < stage["first"]["p50"] <= stage["whole"]["p50"] <= stage["whole"]["p99"]
        assert stage["generated_tokens_per_second"] > 0
    assert picture.read_bytes().startswith(PNG)


def test_what_the_server_refuses_is_told(server: Launched) -> None:
    done = bench(server, "--rate", "10000", "--requests", "60", "--output-len", "200")
    assert "times 503 overloaded" in done.stdout


def test_a_trace_is_replayed(server: Launched, tmp_path: Path) -> None:
    trace = tmp_path / "trace.jsonl"
    line = {"timestamp": 0, "input_length": 1000, "output_length": 50, "hash_ids": [1, 2]}
    trace.write_text(3 * (json.dumps(line) + "\n"))
    figures = tmp_path / "figures.json"
    done = bench(server, "--trace", str(trace), "--scale", "0.1", "--json", str(figures))
    assert done.returncode == 0, done.stderr
    (stage,) = json.loads(figures.read_text())["stages"]
    assert (stage["stage"], stage["prompt_tokens"], stage["generated_tokens"]) == (
        "as recorded",
        300,
        15,
    )


def test_nothing_answered_is_a_failure(server: Launched) -> None:
    done = bench(server, "--model", "nobody", "--requests", "2")
    assert done.returncode == 1 and "404 model_not_found" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--url", "http://127.0.0.1:9/v1"), "Nobody answers"),
        (("--prompts", "/no/such/file"), "cannot be read"),
    ],
)
def test_what_is_impossible_is_said_in_one_sentence(
    server: Launched, arguments: tuple[str, ...], says: str
) -> None:
    done = bench(server, *arguments)
    assert done.returncode == 1 and says in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("--concurrency", "0"),
        ("--rate", "a"),
        ("--rate", "1", "--concurrency", "1"),
        ("--input-len", "9-1"),
        ("--extra", "[]"),
        ("--seconds", "nan"),
    ],
)
def test_flags_that_make_no_sense_are_refused(server: Launched, arguments: tuple[str, ...]) -> None:
    done = bench(server, *arguments)
    assert done.returncode == 2 and "error: argument" in done.stderr
