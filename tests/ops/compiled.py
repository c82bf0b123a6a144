"""Triton kernels where there is no GPU: compiled for one without being run, or interpreted.

What a launch costs, from the very function that launches it, called with tensors on the CPU:

    for cost in compile_launches(80, lambda: rms_norm(x, weight, eps=1e-6)):
        assert cost.spills == 0

Results come from Triton's interpreter. `TRITON_INTERPRET` has to be set before a kernel is
decorated, and what was decorated for the interpreter cannot be compiled. So it runs in a process
of its own, as a module that asserts and is no test file by name:

    run_interpreted("tests.ops.interpreted_attention")
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a compiled launch takes."""

    kernel: str
    registers: int  # of a thread
    spills: int  # bytes, stored and loaded
    shared: int  # bytes of a thread block
    num_warps: int
    code: str = field(repr=False)  # two launches with the same code round alike


def compile_launches(capability: int, launch: Callable[[], object]) -> list[Cost]:
    """Call `launch`, compile what it launches for 80 or 90, run none of it."""
    import triton
    from triton.runtime.driver import driver

    found: list[Any] = []
    run = triton.JITFunction.run

    def compile_only(self: Any, *arguments: Any, **options: Any) -> None:
        found.append(run(self, *arguments, **{**options, "warmup": True}))

    with (
        mock.patch.object(triton.JITFunction, "run", compile_only),
        mock.patch.object(driver, "_active", _NoDevice(capability)),
        mock.patch("torch.cuda.get_device_capability", lambda *_: divmod(capability, 10)),
    ):
        launch()
    return [_cost(kernel, capability) for kernel in found]


class _NoDevice:
    """What Triton asks a driver before it compiles."""

    def __init__(self, capability: int) -> None:
        self.capability = capability

    def get_current_target(self) -> Any:
        from triton.backends.compiler import GPUTarget

        return GPUTarget("cuda", self.capability, 32)

    def get_current_device(self) -> int:
        return self.capability  # kernels are remembered by device

    def get_current_stream(self, device: int) -> int:
        return 0


def _cost(kernel: Any, capability: int) -> Cost:
    """By the assembler that Triton itself takes, which tells more than Triton keeps."""
    from triton.backends.nvidia.compiler import get_ptxas

    arch = "sm_90a" if capability == 90 else f"sm_{capability}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "kernel.ptx")
        path.write_text(kernel.asm["ptx"])
        command = [get_ptxas(capability).path, "-v", f"--gpu-name={arch}", str(path)]
        command += ["-o", str(path.with_suffix(".cubin"))]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    registers = max(map(int, re.findall(r"Used (\d+) registers", said)))
    spills = sum(map(int, re.findall(r"(\d+) bytes spill", said)))
    about = kernel.metadata
    return Cost(about.name, registers, spills, about.shared, about.num_warps, kernel.asm["ptx"])


def run_interpreted(module: str, *arguments: str, seconds: float = 120) -> str:
    """Run a module under Triton's interpreter, and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env={**os.environ, "TRITON_INTERPRET": "1", "OMP_NUM_THREADS": "1"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=seconds,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
