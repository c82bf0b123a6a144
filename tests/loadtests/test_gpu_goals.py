"""Figures against the roof, and goals against figures."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from loadtests.gpu.attention import BATCHES, has_no_cliff, scenes
from loadtests.gpu.figures import Figure
from loadtests.gpu.goals import GOALS, Judged, Measured, judge
from loadtests.gpu.rig import Roof, Timing
from loadtests.gpu.rows import MAKERS
from loadtests.gpu.steps import StepFigure

ROOF = Roof(bytes_per_second=4e12, flops_per_second=8e14)


def figure(name: str, microseconds: float, *, num_bytes: int = 0, num_flops: int = 0) -> Figure:
    return Figure(name, "ours", Timing(microseconds / 1e6, True), num_bytes, num_flops)


def batches(*microseconds: float) -> list[Figure]:
    return [
        figure(f"decode 4k rows={rows}", us)
        for rows, us in zip((1, 2, 4), microseconds, strict=False)
    ]


def test_the_share_of_the_roof_is_that_of_what_binds() -> None:
    assert figure("copy", 10, num_bytes=20_000_000).share(ROOF) == pytest.approx(0.5)
    both = figure("both", 10, num_bytes=20_000_000, num_flops=6_000_000_000)
    assert both.share(ROOF) == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("microseconds", "is_fine"),
    [
        ((10, 11, 20), True),
        ((10, 20, 40), True),
        ((10, 11, 23), True),
        ((10, 11, 30), False),  # a row of four costs more than one of two
        ((10, 9, 20), False),  # two cost less than one
    ],
)
def test_a_batch_that_costs_a_row_more_is_a_cliff(
    microseconds: tuple[float, ...], is_fine: bool
) -> None:
    assert has_no_cliff(batches(*microseconds)) is is_fine


def test_a_cliff_is_not_hidden_by_what_could_not_be_measured() -> None:
    failed = Figure("decode 4k rows=4", "ours", note="no")
    assert not has_no_cliff([*batches(10, 11), failed])


def test_goals_look_at_names_that_are_measured() -> None:
    names = {scene.name for scene in scenes(is_small=False)}
    names |= {"verify everything", *MAKERS}
    figures = [figure(name, 10, num_bytes=10**7, num_flops=10**9) for name in sorted(names)]
    steps = [
        StepFigure(model, "ours", rows, 1.0, 1000.0, 0.9, gpu_busy=0.95)
        for model in ("S", "M", "8B")
        for rows in (1, 8, 32, 64)
    ]
    judged = judge(Measured.of(ROOF, figures, steps))
    assert len(judged) == len(GOALS)
    assert all(goal.value is not None for goal in judged)


def test_what_was_not_measured_is_neither_met_nor_missed() -> None:
    failed = [Figure(f"decode 4k rows={rows}", "ours", note="no") for rows in BATCHES]
    failed.append(Figure("decode B=32 4k", "ours", note="no"))
    peer = Figure("decode B=1 4k", "torch SDPA", Timing(1e-6, True))
    step = StepFigure("8B", "ours", 1, 0.0, 0.0, 0.0, note="no memory")
    judged = judge(Measured.of(ROOF, [*failed, peer], [step]))
    assert {goal.is_met for goal in judged if goal.text[:2] != "no"} == {None}
    assert "NaN" not in json.dumps([asdict(goal) for goal in judged])


def test_goals_are_met_from_the_right_side() -> None:
    def verdicts(microseconds: float) -> dict[str, bool | None]:
        made = figure("decode B=32 4k", microseconds, num_bytes=537_000_000)
        return {goal.text: goal.is_met for goal in judge(Measured.of(ROOF, [made], []))}

    fast, slow = verdicts(136), verdicts(200)
    assert fast["decode, B=32 at 4k: us"] is True
    assert fast["decode, B=32 at 4k: share of copying"] is True
    assert slow["decode, B=32 at 4k: us"] is False
    assert slow["decode, B=32 at 4k: share of copying"] is False


def test_of_two_ways_to_step_the_faster_counts() -> None:
    eager = StepFigure("8B", "ours, eager", 1, 8.0, 125.0, 0.5)
    graphs = StepFigure("8B", "ours, graphs", 1, 4.0, 250.0, 0.9)
    peer = StepFigure("8B", "transformers", 1, 1.0, 999.0, 0.9)
    for steps in ([eager, graphs, peer], [peer, graphs, eager]):
        (found,) = (g for g in judge(Measured.of(ROOF, [], steps)) if g.text == "8B, B=1: tokens/s")
        assert found.value == 250.0
        assert "met" in found.line()


def test_a_goal_that_is_not_measured_says_so() -> None:
    assert "not measured" in Judged("K1", "something", 1.0, None, None).line()
