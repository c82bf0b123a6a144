"""The suite for GPUs, as far as it runs without one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from loadtests.gpu import attention, checks, rows, steps
from loadtests.gpu.rig import Rig, Roof, call_once

ROOT = Path(__file__).parents[2]
RIG = Rig(torch.device("cpu"), (torch.float32,), is_small=True)


def run_suite(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "loadtests.gpu_suite", *arguments],
        env={**os.environ, "CUDA_VISIBLE_DEVICES": "", "OMP_NUM_THREADS": "1"},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


def test_without_a_gpu_it_says_so_in_one_sentence() -> None:
    done = run_suite()
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "There is no GPU here" in done.stderr


@pytest.mark.timeout(180)  # seconds where nobody else computes
def test_interpreted_kernels_pass_every_check(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    done = run_suite("--interpret", "--json", str(path))
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(path.read_text())
    assert report["machine"]["torch"] == torch.__version__
    assert {check["name"] for check in report["checks"]} == set(checks.CHECKS)
    compared = {check["name"] for check in report["checks"] if check["pairs"]}
    assert compared == {*checks.CHECKS} - {"company", "replays"}


def right(rig: Rig, dtype: torch.dtype) -> checks.Pairs:
    yield torch.ones(3, dtype=dtype), torch.ones(3, dtype=dtype)
    yield [torch.tensor([1, 2]), None], [torch.tensor([1, 2]), None]
    yield torch.tensor([float("nan")]), torch.tensor([float("nan")])


def far(rig: Rig, dtype: torch.dtype) -> checks.Pairs:
    yield torch.ones(3), torch.tensor([1.0, 1.1, 1.0])


def other_ids(rig: Rig, dtype: torch.dtype) -> checks.Pairs:
    yield torch.tensor([1, 2]), torch.tensor([1, 3])


def other_shape(rig: Rig, dtype: torch.dtype) -> checks.Pairs:
    yield torch.ones(3), torch.ones(1)


def no_number(rig: Rig, dtype: torch.dtype) -> checks.Pairs:
    yield torch.tensor([float("nan")]), torch.ones(1)


def broken(rig: Rig, dtype: torch.dtype) -> checks.Pairs:
    yield torch.ones(1), torch.ones(1)
    raise RuntimeError("out of luck")


def test_what_agrees_has_nothing_to_complain_of() -> None:
    done = checks.run("right", right, RIG, torch.float32)
    assert (done.pairs, done.worst, done.complaint) == (3, 0.0, "")


@pytest.mark.parametrize("check", [far, other_ids, other_shape, no_number, broken])
def test_what_differs_is_complained_of(check: checks.Check) -> None:
    assert checks.run("wrong", check, RIG, torch.float32).complaint


@pytest.fixture
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    with torch.inference_mode():
        yield
    torch.set_num_threads(before)


@pytest.mark.usefixtures("one_thread")
@pytest.mark.parametrize("name", ["company", "replays"])
def test_what_wants_a_gpu_can_be_called(name: str) -> None:
    done = checks.run(name, checks.CHECKS[name], RIG, torch.float32)
    assert done.pairs > 0
    assert done.complaint == ""


@pytest.mark.usefixtures("one_thread")
def test_everything_that_is_timed_can_be_called() -> None:
    figures = [*attention.measure(RIG, call_once), *rows.measure(RIG, call_once)]
    assert [figure.note for figure in figures if figure.note] == []
    assert {figure.who for figure in figures} == {"ours", "torch SDPA"}
    assert len({(figure.name, figure.who) for figure in figures}) == len(figures)


@pytest.mark.usefixtures("one_thread")
def test_decode_steps_of_ours_and_of_transformers_are_timed() -> None:
    found = list(steps.measure(RIG, Roof(1e9, 1e9), ()))
    assert [step.note for step in found if step.note] == []
    assert {step.who for step in found} >= {"transformers"}
    assert all(step.ms > 0 for step in found)
