"""The threads that a processor computes with, each on a core of its own.

The kernel likes to put two of them on one core in the short parallel regions of a decode step,
where they then take turns: unpinned, two threads read memory as fast as one.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import torch

TASKS = Path("/proc/self/task")
SIBLINGS = "/sys/devices/system/cpu/cpu{}/topology/thread_siblings_list"


def pin_threads(num_threads: int | None) -> None:
    """Use so many threads, all cores if None. Call it in the thread that will compute.

    They are pinned only when there is one for every core: fewer than that may share the machine
    with others who do the same, and would all meet on its first cores.
    """
    if num_threads is not None:
        torch.set_num_threads(num_threads)
    if sys.platform != "linux":
        return
    cores = find_cores()
    if torch.get_num_threads() != len(cores) or len(cores) == 1:
        return
    before = set(os.listdir(TASKS))
    torch.ones(2**20).sum()  # starts this thread's pool
    workers = sorted(int(task) for task in set(os.listdir(TASKS)) - before)
    if len(workers) == len(cores) - 1:  # else they are somebody else's
        for task, core in zip((0, *workers), cores, strict=True):
            os.sched_setaffinity(task, {core})


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
