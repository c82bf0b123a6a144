"""Right and fast on a real GPU? One command says so, and writes the figures down.

    python -m loadtests.gpu_suite --json FILE          on a GPU, minutes
    python -m loadtests.gpu_suite --interpret          without one: the checks only, small

It checks every operation against its plain-torch truth; it times attention, the other operations of
a layer, the lead's decision and whole decode steps, beside those peers that can be imported; and it
prints the goals beside the figures. The roof is what this very GPU reaches when it only copies, or
only multiplies. It ends with 1 if an operation is wrong, and with 2 where it cannot run.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PARTS = ("checks", "attention", "rows", "steps")
NO_GPU = "There is no GPU here that torch can use; --interpret runs the checks without one."


def main(arguments: Sequence[str] | None = None) -> int:
    """Everything that was asked for."""
    given = read_arguments(arguments)
    if given.interpret:
        # Kernels look at it when they are defined; so nothing of ours was imported yet.
        os.environ["TRITON_INTERPRET"] = "1"
    if find_spec("triton") is None:
        print("Triton is not installed; the kernels need it.", file=sys.stderr)
        return 2
    import torch

    if not given.interpret and not torch.cuda.is_available():
        print(NO_GPU, file=sys.stderr)
        return 2
    with torch.inference_mode():
        report = run(given)
    if given.json is not None:
        given.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return 1 if any(check["complaint"] for check in report["checks"]) else 0


def run(given: argparse.Namespace) -> dict[str, Any]:
    """The parts, one after another, told while they run."""
    import torch

    from loadtests.gpu.rig import Rig, describe_machine

    device = torch.device("cpu" if given.interpret else "cuda")
    types: tuple[torch.dtype, ...] = (torch.float32, torch.bfloat16, torch.float16)
    if given.interpret:  # which is slow, takes bfloat16 for integers, and packs float32 elsewhere
        types = (torch.float16,)
    rig = Rig(device, types, is_small=given.interpret, interprets=given.interpret)
    report: dict[str, Any] = {"machine": describe_machine(device), "checks": []}
    print("  ".join(f"{key} {value}" for key, value in report["machine"].items()))
    if "checks" in given.parts:
        report["checks"] = check(rig)
    if not given.interpret:
        report |= measure(rig, given)
    return report


def check(rig: Any) -> list[dict[str, Any]]:
    """What is wrong, if anything is."""
    from loadtests.gpu.checks import Checked, check_all

    def tell(done: Checked) -> None:
        verdict = done.complaint or f"right in {done.pairs} cases, worst {done.worst:.1e}"
        if not done.complaint and not done.pairs:
            verdict = "nothing to compare"
        print(f"{done.name:14} {done.dtype:9} {verdict}", flush=True)

    return [asdict(done) for done in check_all(rig, tell)]


def measure(rig: Any, given: argparse.Namespace) -> dict[str, Any]:
    """Roof, figures, steps and goals."""
    from loadtests.gpu import attention, goals, rows, steps
    from loadtests.gpu.rig import GraphClock, measure_roof

    clock = GraphClock()
    roof = measure_roof(rig, clock)
    print(
        f"\nroof: copies at {roof.bytes_per_second / 1e9:.0f} GB/s,"
        f" multiplies at {roof.flops_per_second / 1e12:.0f} TFLOP/s\n"
    )
    figures, stepped = [], []
    for name, part in (("attention", attention), ("rows", rows)):
        for figure in part.measure(rig, clock) if name in given.parts else ():
            print(figure.line(roof), flush=True)
            figures.append(figure)
    for step in steps.measure(rig, roof, given.models) if "steps" in given.parts else ():
        print(step.line(), flush=True)
        stepped.append(step)
    judged = goals.judge(goals.Measured.of(roof, figures, stepped))
    print(f"\n{'goal':67} {'bound':>8} {'measured':>13}")
    for goal in judged:
        print(goal.line())
    return {
        "roof": asdict(roof),
        "figures": [figure.told(roof) for figure in figures],
        "steps": [asdict(step) for step in stepped],
        "goals": [asdict(goal) for goal in judged],
    }


def read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", type=Path, help="write everything here too")
    parser.add_argument(
        "--interpret", action="store_true", help="no GPU: checks under Triton's interpreter"
    )
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument(
        "--models", nargs="*", choices=["S", "M", "8B"], default=["S", "M", "8B"], help="for steps"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
