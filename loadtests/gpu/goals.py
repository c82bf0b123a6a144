"""What was hoped for on an H200, beside what was measured here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from loadtests.gpu.attention import BATCHES, has_no_cliff
from loadtests.gpu.figures import Figure
from loadtests.gpu.rig import Roof
from loadtests.gpu.steps import StepFigure


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that a goal may look at: figures of our own by name, steps by (model, rows)."""

    roof: Roof
    figures: Mapping[str, Figure]
    steps: Mapping[tuple[str, int], StepFigure]

    @classmethod
    def of(cls, roof: Roof, figures: Sequence[Figure], steps: Sequence[StepFigure]) -> Measured:
        """Of steps that were measured twice, the faster."""
        own = {figure.name: figure for figure in figures if figure.who == "ours"}
        best: dict[tuple[str, int], StepFigure] = {}
        for step in steps:
            key = (step.model, step.rows)
            if step.note or not step.who.startswith("ours"):
                continue
            if key not in best or step.ms < best[key].ms:
                best[key] = step
        return cls(roof, own, best)

    def microseconds(self, name: str) -> float:
        return self.figures[name].seconds * 1e6

    def share(self, name: str) -> float:
        return self.figures[name].share(self.roof)

    def ratio(self, name: str, other: str) -> float:
        return self.figures[name].seconds / self.figures[other].seconds


@dataclass(frozen=True, slots=True)
class Goal:
    """`find` gives the measured number; it should not be on the wrong side of `bound`."""

    key: str
    text: str
    bound: float
    find: Callable[[Measured], float]
    at_least: bool = True


@dataclass(frozen=True, slots=True)
class Judged:
    """`value` is None where it was not measured."""

    key: str
    text: str
    bound: float
    value: float | None
    is_met: bool | None

    def line(self) -> str:
        """For people."""
        value = "not measured" if self.value is None else f"{self.value:.3g}"
        verdict = {None: "", True: "met", False: "not met"}[self.is_met]
        return f"{self.key:4} {self.text:62} {self.bound:8.3g} {value:>13} {verdict}"


def judge(measured: Measured) -> list[Judged]:
    """Each goal."""
    judged = []
    for goal in GOALS:
        try:
            value = goal.find(measured)
        except KeyError:
            value = float("nan")
        if value != value:
            judged.append(Judged(goal.key, goal.text, goal.bound, None, None))
            continue
        is_met = value >= goal.bound if goal.at_least else value <= goal.bound
        judged.append(Judged(goal.key, goal.text, goal.bound, value, is_met))
    return judged


def worst_ratio(measured: Measured, what: str) -> float:
    """Verifying against decoding, over the same keys."""
    return max(
        measured.ratio(f"verify {what} {where}", f"verify q=1 {where}")
        for where in ("B=8 4k", "B=1 32k", "B=32 4k")
    )


def least_share(measured: Measured) -> float:
    """Of batches that hold 128k tokens and more."""
    return min(measured.share(f"decode 4k rows={rows}") for rows in BATCHES if rows >= 32)


def cliff(measured: Measured) -> float:
    figures = [measured.figures[f"decode 4k rows={rows}"] for rows in BATCHES]
    return float(has_no_cliff(figures))


def busy(measured: Measured, model: str, rows: int) -> float:
    found = measured.steps[model, rows].gpu_busy
    return float("nan") if found is None else found


GOALS = (
    Goal("K1", "decode, B=32 at 4k: share of copying", 0.91, lambda m: m.share("decode B=32 4k")),
    Goal("K1", "decode, B=32 at 4k: us", 138, lambda m: m.microseconds("decode B=32 4k"), False),
    Goal("K2", "decode, B=1 at 32k: us", 45, lambda m: m.microseconds("decode B=1 32k"), False),
    Goal("K2", "decode, B=1 at 4k: us", 12, lambda m: m.microseconds("decode B=1 4k"), False),
    Goal(
        "K3", "verifying a chain of 8: times decoding", 1.1, lambda m: worst_ratio(m, "q=8"), False
    ),
    Goal(
        "K3",
        "verifying a tree of 16: times decoding",
        1.15,
        lambda m: worst_ratio(m, "tree of 16"),
        False,
    ),
    Goal("K4", "decode, 128k tokens and more: least share of copying", 0.85, least_share),
    Goal("K4", "no batch costs a row more than a smaller one (1: none)", 1, cliff),
    Goal(
        "K5",
        "causal prompt of 8k: TFLOP/s",
        450,
        lambda m: m.figures["prompt 8k"].flops_per_second / 1e12,
    ),
    Goal(
        "K6",
        "verify, 64 rows of 152k, everything on: us",
        25,
        lambda m: m.microseconds("verify everything"),
        False,
    ),
    Goal(
        "K7",
        "32 requests that share 8k: times faster than if they did not",
        3,
        lambda m: m.ratio("prefix 8k for each of 32", "prefix 8k shared by 32"),
    ),
    Goal("E1", "8B, B=1: tokens/s", 245, lambda m: m.steps["8B", 1].tokens_per_second),
    Goal("E1", "8B, B=1: share of the roof", 0.85, lambda m: m.steps["8B", 1].share_of_roof),
    Goal("E2", "M (0.4B), B=1: share of the roof", 0.45, lambda m: m.steps["M", 1].share_of_roof),
    Goal("E3", "8B, B=8: GPU busy", 0.97, lambda m: busy(m, "8B", 8)),
    Goal("E3", "M (0.4B), B=64: GPU busy", 0.93, lambda m: busy(m, "M", 64)),
)
