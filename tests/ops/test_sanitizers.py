"""The native library under the compiler's sanitizers, where each read and write is watched."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ops import cpu

pytestmark = pytest.mark.timeout(240)  # compilers take their time beside other tests

Checker = Callable[..., None]
NATIVE = Path(cpu.__file__).parent


@pytest.fixture
def run_check(tmp_path: Path) -> Checker:
    """Compile a program that contains the library, and run it."""

    def check(name: str, sanitizers: str, *arguments: str) -> None:
        compiler = shutil.which("g++") or shutil.which("clang++")
        assert compiler is not None
        program = tmp_path / "check"
        watched = [f"-fsanitize={sanitizers}", "-fno-sanitize-recover=all", "-pthread"]
        command = [compiler, "-std=c++17", "-O1", "-g", "-Wall", "-Wextra", "-Werror", *watched]
        source = Path(__file__).with_name(name)
        subprocess.run([*command, f"-I{NATIVE}", str(source), "-o", str(program)], check=True)
        subprocess.run([str(program), *arguments], check=True)

    return check


def test_memory_of_the_kernels_is_their_own(run_check: Checker) -> None:
    """Both paths, over odd shapes."""
    run_check("native_check.cpp", "address,undefined")


def test_threads_share_work_without_races(run_check: Checker) -> None:
    run_check("pool_check.cpp", "thread")


def test_threads_survive_a_fork(run_check: Checker) -> None:
    run_check("pool_check.cpp", "address,undefined", "over a fork")
