"""Locust's people before a real server, for a few moments."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

from tests.openai_api.launched import ROOT, launch

SECONDS = 50
PEOPLE = 8


def test_people_of_every_kind_are_served_and_their_times_are_told(tmp_path: Path) -> None:
    with launch("--max-num-batched-tokens", "2048", context_length=8192) as server:
        server.wait_until_ready()
        command = [sys.executable, "-m", "locust", "-f", "loadtests/locustfile.py", "--headless"]
        host = ("--host", f"http://127.0.0.1:{server.port}")
        people = ("-u", str(PEOPLE), "-r", "8", "-t", "15s", "--stop-timeout", "10")
        tags = ("--tags", "chat", "long", "prefix", "--answer-tokens", "8")
        done = subprocess.run(
            [*command, *host, *people, *tags, "--csv", str(tmp_path / "told"), "--only-summary"],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            timeout=SECONDS,
        )
    assert done.returncode == 0, done.stderr
    with (tmp_path / "told_stats.csv").open() as file:
        lines = {(row["Type"], row["Name"]): row for row in csv.DictReader(file)}
    assert all(row["Failure Count"] == "0" for row in lines.values())
    names = ("chat", "long prompt", "shared prefix")
    for name in names:
        whole, first = lines["POST", name], lines["FIRST", name]
        num_begun, num_whole = int(first["Request Count"]), int(whole["Request Count"])
        assert 0 < num_whole <= num_begun <= num_whole + PEOPLE  # some were on their way at the end
        assert float(first["Median Response Time"]) <= float(whole["Max Response Time"])
    # Tokens that pile up come as one, so a single answer may have no gap at all.
    answers, gaps = (
        sum(int(lines[kind, name]["Request Count"]) for name in names)
        for kind in ("POST", "BETWEEN")
    )
    assert gaps > answers
