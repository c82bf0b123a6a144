"""The load test of reading ahead, on a small scale: what was rehearsed is drafted, and holds."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest

from loadtests.speculation import best_of, contenders, keep, measure, ratio
from loadtests.speculation_picture import draw
from models import demo

LINE = {"rows": 1, "adaptive / plain": 1.5, "adaptive / best": 1.0}


@pytest.fixture(scope="module", autouse=True)
def _open_fonts(tmp_path_factory: pytest.TempPathFactory) -> None:
    """matplotlib keeps the files of its fonts open once it has drawn something."""
    draw([{"acceptance": 0.5, **LINE}], tmp_path_factory.mktemp("picture") / "any.png")


def test_a_round_in_which_the_machine_was_slow_decides_nothing() -> None:
    assert ratio([20.0, 11.0, 110.0], [20.0, 10.0, 100.0]) == 1.1


def test_what_is_best_is_told_by_the_other_rounds() -> None:
    speeds = {
        "plain": [10.0, 10.0, 10.0],
        "adaptive": [11.0, 11.0, 11.0],
        "fixed 1": [9.0, 11.0, 9.0],  # lucky once
        "fixed 8": [20.0],  # given up
    }
    assert best_of(speeds) == [10.0, 10.0, 10.0]
    assert best_of({**speeds, "fixed 1": [9.0, 12.0, 12.0]}) == [9.0, 12.0, 12.0]
    assert best_of({"plain": [3.0], "adaptive": [1.0], "fixed 1": [4.0]}) == [4.0]


def test_a_fixed_number_that_falls_far_behind_is_given_up() -> None:
    speeds = {"plain": [10.0], "adaptive": [30.0], "fixed 1": [22.0], "fixed 8": [23.0]}
    assert contenders(speeds) == ["plain", "adaptive", "fixed 8"]


async def test_what_was_heard_is_drafted_at_the_rate_that_was_dialled() -> None:
    given = Namespace(
        model=demo.LEAD,
        vocabulary=2000,
        rows=[2],
        fixed=[2],
        tokens=12,
        rounds=1,
        cache=16,
        json=None,
    )
    for acceptance in (0.0, 1.0):
        (line,) = await measure(given, acceptance)
        assert line["acceptance"] == acceptance
        assert (line["accepted"] != "0 of 0") or acceptance == 0
        assert all(isinstance(line[name], float) for name in ("plain", "adaptive", "fixed 2"))
        if acceptance == 0:
            assert str(line["accepted"]).startswith("0 of")


def test_the_file_keeps_other_rates_and_has_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "speculation.json"
    keep(path, "S", [{"acceptance": 0.5, **LINE}])
    keep(path, "S", [{"acceptance": 0.0, **LINE, "rows": 2}])
    keep(path, "S", [{"acceptance": 0.5, **LINE, "adaptive / plain": 1.25}])
    lines = json.loads(path.read_text())["lines"]
    told = [(line["acceptance"], line["rows"], line["adaptive / plain"]) for line in lines]
    assert told == [(0.0, 2, 1.5), (0.5, 1, 1.25)]
    assert path.with_suffix(".png").read_bytes().startswith(b"\x89PNG")
