"""The device, how to time something on it, and what it could do at best."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from statistics import median
from typing import Any

import torch
from torch import Tensor

import ops
from ops import choose, reference

Call = Callable[[], object]
ROUNDS = 25
ROUND_SECONDS = 0.01  # a round repeats what is shorter
COPIED_BYTES = 2**30
SQUARE = 8192


@dataclass(frozen=True, slots=True)
class Timing:
    """Of one call. Without a recorded graph the host's own time may be part of it."""

    seconds: float
    is_graphed: bool


# Times calls of the same work on different memory, so that no cache holds what the next one reads.
Clock = Callable[[Sequence[Call]], Timing]


@dataclass(frozen=True, slots=True)
class Roof:
    """What this very device reached when it did nothing else."""

    bytes_per_second: float  # copying: read and written bytes together
    flops_per_second: float  # multiplying bfloat16 matrices


@dataclass(frozen=True, slots=True)
class Rig:
    """Where the suite runs. Small shapes are for interpreters and for trying the suite itself."""

    device: torch.device
    dtypes: tuple[torch.dtype, ...]
    is_small: bool = False
    interprets: bool = False

    def ours(self, name: str) -> Callable[..., Any]:
        """The operation that models call; under the interpreter its kernel, on a processor."""
        if self.interprets and name in choose.KERNELS:
            return choose.kernel(name) or self.truth(name)
        found: Callable[..., Any] = getattr(ops, name)
        return found

    def truth(self, name: str) -> Callable[..., Any]:
        found: Callable[..., Any] = getattr(reference, name)
        return found

    def random(self, *shape: int, dtype: torch.dtype) -> Tensor:
        return torch.randn(*shape, device=self.device, dtype=torch.float32).to(dtype)

    def copies(self, num_bytes: int) -> int:
        """How many inputs of this size no cache holds together."""
        if self.device.type != "cuda":
            return 1
        cached = torch.cuda.get_device_properties(self.device).L2_cache_size
        return max(1, min(64, -(-4 * cached // max(1, num_bytes))))


class GraphClock:
    """Records the calls as a CUDA graph and replays it: the host does not count."""

    def __call__(self, calls: Sequence[Call]) -> Timing:
        for call in (*calls, *calls):
            call()
        torch.cuda.synchronize()
        graph = record(calls)
        run: Call = (lambda: [call() for call in calls]) if graph is None else graph.replay
        once = self._seconds(run, 1)
        repeats = max(1, min(1000, int(ROUND_SECONDS / max(once, 1e-7))))
        rounds = [self._seconds(run, repeats) / repeats for _ in range(ROUNDS)]
        return Timing(median(rounds) / len(calls), graph is not None)

    def _seconds(self, run: Call, repeats: int) -> float:
        begin, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        begin.record()
        for _ in range(repeats):
            run()
        end.record()
        end.synchronize()
        return begin.elapsed_time(end) / 1e3


def record(calls: Sequence[Call]) -> torch.cuda.CUDAGraph | None:
    """None where something waits for the device, which cannot be recorded."""
    graph = torch.cuda.CUDAGraph()
    try:
        with torch.cuda.graph(graph):
            for call in calls:
                call()
    except RuntimeError:
        torch.cuda.synchronize()
        return None
    return graph


def call_once(calls: Sequence[Call]) -> Timing:
    """A clock for trying the suite where there is no GPU: its seconds mean nothing."""
    begin = time.perf_counter()
    for call in calls:
        call()
    return Timing(max(time.perf_counter() - begin, 1e-9) / len(calls), False)


def measure_roof(rig: Rig, clock: Clock) -> Roof:
    """Copying and multiplying, as large as it takes."""
    num_bytes = 2**12 if rig.is_small else COPIED_BYTES
    source = torch.ones(num_bytes, dtype=torch.uint8, device=rig.device)
    target = torch.empty_like(source)
    copying = clock([lambda: target.copy_(source)])
    side = 16 if rig.is_small else SQUARE
    a, b = (torch.ones(side, side, dtype=torch.bfloat16, device=rig.device) for _ in range(2))
    multiplying = clock([lambda: a @ b])
    return Roof(2 * num_bytes / copying.seconds, 2 * side**3 / multiplying.seconds)


def describe_machine(device: torch.device) -> dict[str, object]:
    """Whose figures these are."""
    about: dict[str, object] = {
        "python": platform.python_version(),
        "torch": torch.__version__,
        "triton": version_of("triton"),
        "transformers": version_of("transformers"),
    }
    if device.type == "cuda":
        properties = torch.cuda.get_device_properties(device)
        about |= {
            "gpu": properties.name,
            "memory": properties.total_memory,
            "multiprocessors": properties.multi_processor_count,
            "capability": f"{properties.major}.{properties.minor}",
            "cuda": torch.version.cuda,
            "driver": driver_version(),
        }
    return about


def version_of(package: str) -> str | None:
    """None where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def driver_version() -> str | None:
    """What the driver's own files say, on Linux."""
    try:
        with open("/proc/driver/nvidia/version", encoding="utf-8") as file:
            return file.readline().strip()
    except OSError:
        return None
