"""The load test of reading ahead, on a small scale: what was rehearsed is drafted, and holds."""

from __future__ import annotations

import json
import math
from argparse import Namespace
from pathlib import Path

import pytest

from loadtests.speculation import (
    get_to_know,
    hopeless,
    is_settled,
    keep,
    measure,
    verdict,
)
from loadtests.speculation_picture import draw
from loadtests.turns import Turn, ratio
from models import demo

LINE = {"rows": 1, "adaptive / plain": 1.5, "adaptive / best": 1.0}


@pytest.fixture(scope="module", autouse=True)
def _open_fonts(tmp_path_factory: pytest.TempPathFactory) -> None:
    """matplotlib keeps the files of its fonts open once it has drawn something."""
    draw([{"acceptance": 0.5, **LINE}], tmp_path_factory.mktemp("picture") / "any.png")


def test_what_is_best_is_told_by_the_rounds_that_each_took_part_in() -> None:
    taken = {
        "plain": [Turn(1.0, 10)] * 4,
        "adaptive": [Turn(1.0, 12)] * 4,
        "fixed 1": [Turn(1.0, 16)] * 4,
        "fixed 8": [Turn(1.0, 10)] * 2,  # gave up
    }
    assert verdict(taken) == {"adaptive / plain": (1.2, 0.0), "adaptive / best": (0.75, 0.0)}
    taken["adaptive"] = [Turn(1.0, 8)] * 2 + [Turn(1.0, 80)] * 2
    assert verdict(taken)["adaptive / best"][0] == 0.8  # before it gave up


def halves(one: int, other: int) -> list[Turn]:
    return [Turn(1.0, one)] * 20 + [Turn(1.0, other)] * 20


def test_rounds_go_on_until_their_ratios_are_known() -> None:
    taken = {"plain": halves(10, 14), "adaptive": halves(20, 20)}
    error = ratio(taken["adaptive"], taken["plain"])[1]
    assert not is_settled(taken, 41, error)
    assert is_settled(taken, 40, error)
    assert not is_settled(taken, 40, 0.9 * error)
    assert is_settled({name: found * 6 for name, found in taken.items()}, 40, 0.0)  # or never


def test_near_a_bar_they_go_on_longer() -> None:
    taken = {"plain": halves(99, 102), "adaptive": halves(98, 98)}
    error = ratio(taken["adaptive"], taken["plain"])[1]
    assert not is_settled(taken, 40, error)
    assert is_settled(taken, 40, 2 * error)


def test_a_fixed_number_that_falls_behind_gets_no_more_turns() -> None:
    def after(rounds: int) -> dict[str, list[Turn]]:
        speeds = {"plain": 10, "adaptive": 30, "fixed 1": 22, "fixed 8": 25}
        return {name: [Turn(1.0, speed)] * rounds for name, speed in speeds.items()}

    assert hopeless(after(1), rounds=20) == []
    assert hopeless(after(2), rounds=20) == ["fixed 1"]
    assert hopeless(after(10), rounds=20) == ["fixed 1", "fixed 8"]
    slower_now = after(10) | {"adaptive": [Turn(1.0, 24)] * 10, "fixed 1": [Turn(1.0, 90)] * 2}
    assert hopeless(slower_now, rounds=20) == []  # one that left when the machine was faster


def test_before_everybody_had_a_turn_nothing_is_known() -> None:
    taken = {"plain": [Turn(1.0, 10)], "adaptive": [Turn(1.0, 30)], "fixed 1": [Turn(1.0, 1)]}
    assert is_settled(taken, 1, math.inf)
    assert hopeless(taken, 1) == ["fixed 1"]
    taken["fixed 8"] = []
    assert not is_settled(taken, 1, math.inf)
    assert hopeless(taken, 1) == []


async def test_what_was_heard_is_drafted_at_the_rate_that_was_dialled() -> None:
    given = Namespace(
        model=demo.LEAD,
        vocabulary=2000,
        rows=[2],
        fixed=[2],
        tokens=12,
        rounds=1,
        turn=0.0,
        error=9.0,
        cache=16,
        json=None,
    )
    known = get_to_know(given)
    for acceptance in (0.0, 1.0):
        (line,) = await measure(given, known, acceptance)
        assert line["acceptance"] == acceptance
        assert (line["accepted"] != "0 of 0") or acceptance == 0
        assert all(isinstance(line[name], float) for name in ("plain", "adaptive", "fixed 2"))
        held, drafted = map(int, str(line["accepted"]).split(" of "))
        assert held == drafted * acceptance


def test_the_file_keeps_other_rates_and_has_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "speculation.json"
    keep(path, "S", [{"acceptance": 0.5, **LINE}])
    keep(path, "S", [{"acceptance": 0.0, **LINE, "rows": 2}])
    keep(path, "S", [{"acceptance": 0.5, **LINE, "adaptive / plain": 1.25}])
    lines = json.loads(path.read_text())["lines"]
    told = [(line["acceptance"], line["rows"], line["adaptive / plain"]) for line in lines]
    assert told == [(0.0, 2, 1.5), (0.5, 1, 1.25)]
    assert path.with_suffix(".png").read_bytes().startswith(b"\x89PNG")
