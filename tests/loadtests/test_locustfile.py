"""Locust's people before a real server, for a few moments."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections import Counter
from typing import Any

from tests.openai_api.launched import ROOT, launch

SECONDS = 50


def test_people_of_every_kind_are_served_and_their_times_are_told() -> None:
    # Tokens come apart, and many of them: a slow client has several at once.
    options = {"context_length": 8192, "step_seconds": 0.02}
    with launch("--max-num-batched-tokens", "2048", **options) as server:
        server.wait_until_ready()
        command = [sys.executable, "-m", "locust", "-f", "loadtests/locustfile.py", "--headless"]
        host = ("--host", f"http://127.0.0.1:{server.port}")
        people = ("-u", "8", "-r", "8", "-t", "15s", "--stop-timeout", "10")
        tags = ("--tags", "chat", "long", "prefix", "--answer-tokens", "24")
        done = subprocess.run(
            [*command, *host, *people, *tags, "--json", "--skip-log"],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            timeout=SECONDS,
        )
    assert done.returncode == 0, done.stderr
    # What is told at the very end: files are written each second, also within an answer.
    lines = {(line["method"], line["name"]): line for line in json.loads(done.stdout)}
    assert all(line["num_failures"] == 0 for line in lines.values())
    for name in ("chat", "long prompt", "shared prefix"):
        whole, first = lines["POST", name], lines["FIRST", name]
        assert whole["num_requests"] == first["num_requests"] > 0
        between = lines["BETWEEN", name]
        assert between["num_requests"] > whole["num_requests"]
        assert median_of(first) <= whole["max_response_time"]


def median_of(line: dict[str, Any]) -> float:
    counts = {float(time): count for time, count in line["response_times"].items()}
    return statistics.median(Counter(counts).elements())
