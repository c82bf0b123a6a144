"""Servers side by side, on a small scale."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import anyio
import pytest

from loadtests.compare import draw, main, row_of
from loadtests.streams import serve
from loadtests.workloads import WORKLOADS, Ids
from openai_api.bench.measure import Asker, Outcome
from openai_api.bench.workload import Job


@pytest.fixture(scope="module")
def urls() -> Iterator[list[str]]:
    """Two servers that are there already, the second one slower."""
    quick = Namespace(streams=40, rate=500.0, tokens=600)
    slow = Namespace(streams=40, rate=50.0, tokens=600)
    with serve(quick) as (_, first), serve(slow) as (_, second):
        yield [f"http://127.0.0.1:{port}/v1" for port in (first, second)]


@pytest.fixture(scope="module", autouse=True)
def _open_fonts(tmp_path_factory: pytest.TempPathFactory) -> None:
    """matplotlib keeps the files of its fonts open once it has drawn something."""
    row = row_of("W1", "title", "ms", {"first": {"W1": [1.0]}})
    draw({"rows": [row]}, tmp_path_factory.mktemp("picture") / "any.png")


def test_the_faster_one_has_the_better_ratios(urls: list[str], tmp_path: Path) -> None:
    figures, picture = tmp_path / "figures.json", tmp_path / "picture.png"
    servers = [
        word for nth, url in enumerate(urls) for word in ("--server", f"server {nth}", url, "")
    ]
    small = ["--rounds", "2", "--scale", "0.05", "--json", str(figures), "--plot", str(picture)]
    assert main([*servers, *small]) == 0
    rows = json.loads(figures.read_text())["rows"]
    assert [row["name"] for row in rows] == [each.name for each in WORKLOADS]
    for row in rows:
        assert [len(each) for each in row["figures"].values()] == [2, 2]
        assert len(row["ratios"]["server 1"]) == 2
    assert min(rows[0]["ratios"]["server 1"]) > 1  # ten times as many steps a second
    assert picture.read_bytes().startswith(b"\x89PNG")


class AtOnce(Asker):
    """Has every answer."""

    def __init__(self) -> None:
        """Without a server."""

    async def ask(self, job: Job, due: float | None = None) -> Outcome:
        return Outcome(began=0.0, came=[0.1], num_generated=1)


def test_who_comes_second_comes_at_another_moment_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A step takes longer than many a figure: one moment would tell of that moment alone."""
    moments: list[float] = []

    async def sleep(seconds: float) -> None:
        moments.append(seconds)

    monkeypatch.setattr(anyio, "sleep", sleep)
    (short_one,) = [each for each in WORKLOADS if each.name == "W5s"]
    anyio.run(short_one.run, AtOnce(), Ids(100, seed=1), perf_counter)
    assert len(set(moments)) == short_one.times > 1


def test_one_server_alone_is_measured_as_well(
    urls: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    alone = ["--server", "alone", urls[0], "", "--workloads", "W1", "--scale", "0.05"]
    assert main([*alone, "--rounds", "1"]) == 0
    told = capsys.readouterr().out
    assert "W1" in told and "tokens/s" in told and "ratio" not in told


def test_a_server_that_ends_at_once_is_said_to_be_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--server", "gone", "http://127.0.0.1:9/v1", "true"]) == 1
    assert "gone does not serve" in capsys.readouterr().err


def test_a_ratio_above_one_is_always_better() -> None:
    found = {"ours": {"speed": [30.0], "wait": [2.0]}, "peer": {"speed": [10.0], "wait": [8.0]}}
    assert row_of("speed", "", "tokens/s", found)["ratios"] == {"peer": [3.0]}
    assert row_of("wait", "", "ms", found)["ratios"] == {"peer": [4.0]}
