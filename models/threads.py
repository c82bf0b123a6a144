"""The threads that a processor computes with, each on a core of its own.

The kernel likes to put two of them on one core in the short parallel regions of a decode step,
where they then take turns: unpinned, two threads read memory as fast as one.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import torch

import ops

TASKS = Path("/proc/self/task")
QUOTA = Path("/sys/fs/cgroup/cpu.max")
SIBLINGS = "/sys/devices/system/cpu/cpu{}/topology/thread_siblings_list"


def pin_threads(num_threads: int | None) -> None:
    """Use so many threads, or one for each core. Call it in the thread that will compute.

    They are pinned only when there is one for every core: fewer than that may share the machine
    with others who do the same, and would all meet on its first cores.
    """
    torch.set_num_threads(num_threads or min(torch.get_num_threads(), read_quota()))
    if sys.platform != "linux":
        return
    cores = find_cores()
    before = set(os.listdir(TASKS))
    torch.ones(2**20).sum()  # starts torch's own for this thread
    workers = sorted(int(task) for task in set(os.listdir(TASKS)) - before)
    if len(workers) == len(cores) - 1:
        for task, core in zip((0, *workers), cores, strict=True):
            os.sched_setaffinity(task, {core})
        ops.pin_workers(cores[1:])


def read_quota() -> int:
    """Processors' worth of time that a container may use, rounded up; endless where none is said.

    With more threads than that all of them are stopped together for most of every tenth of a
    second.
    """
    try:
        most, period = QUOTA.read_text().split()
    except (OSError, ValueError):
        return 2**31
    return 2**31 if most == "max" else max(-(-int(most) // int(period)), 1)


def find_cores() -> list[int]:
    """One processor number for each core that we may use, however many threads a core has."""
    cores: dict[str, int] = {}
    for number in sorted(os.sched_getaffinity(0)):
        try:
            siblings = Path(SIBLINGS.format(number)).read_text()
        except OSError:
            siblings = str(number)
        cores.setdefault(siblings, number)
    return list(cores.values())
