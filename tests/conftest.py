"""What holds for every test: async ones run on asyncio, and each leaves nothing behind."""

from __future__ import annotations

import ast
import gc
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

# Idle threads of a pool, and a progress bar's, outlive whoever started them; by name.
POOLED_THREADS = ("AnyIO worker thread", "asyncio_", "Trio thread ", "tqdm_monitor")
THREAD_PATIENCE = 1.0  # seconds for a thread that is about to end


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """A test that wants another backend parametrizes `anyio_backend` itself."""
    return "asyncio"


@pytest.fixture(autouse=True)
def nothing_is_left_behind() -> Iterator[None]:
    """Fail a test after which the process holds more than before it."""
    before, gpu_was_open = belongings(), gpu_is_open()
    yield
    if gpu_was_open != gpu_is_open():
        return  # the driver opens its descriptors once, in the first test that uses the GPU
    if strange(before):
        gc.collect()  # what only a cycle still holds closes now, with a warning that fails the test
        for thread in stray_threads() - before.keys():
            thread.join(THREAD_PATIENCE)
    left = strange(before)
    assert not left, f"left behind: {', '.join(left)}"


@pytest.fixture(scope="session")
def sources() -> dict[str, ast.Module]:
    """Every Python file of the project as a syntax tree, by its path from the root."""
    root = Path(__file__).parents[1]
    folders = ("openai_api", "actors", "models", "ops", "tests", "loadtests", "examples")
    paths = sorted(path for folder in folders for path in (root / folder).rglob("*.py"))
    return {
        path.relative_to(root).as_posix(): ast.parse(path.read_bytes(), str(path)) for path in paths
    }


def strange(before: dict[object, str]) -> list[str]:
    """What the process holds and did not hold before."""
    return [name for key, name in belongings().items() if key not in before]


def belongings() -> dict[object, str]:
    """All that somebody has to give back, and what to call it in a complaint."""
    held: dict[object, str] = {thread: repr(thread) for thread in stray_threads()}
    with suppress(FileNotFoundError):  # no /proc: threads are all that we can see
        for number in os.listdir("/proc/self/fd"):
            with suppress(FileNotFoundError):  # the listing's own descriptor is closed again
                target = os.readlink(f"/proc/self/fd/{number}")
                held["descriptor", number] = f"descriptor {number} of {target}"
    for children in Path("/proc/self/task").glob("*/children"):
        with suppress(FileNotFoundError):  # that thread has just ended
            held |= {("child", pid): f"child {pid}" for pid in children.read_text().split()}
    return {key: name for key, name in held.items() if key not in pooled()}


def pooled() -> set[object]:
    """Compilers of grammars that wait outlive whoever asked them, as idle threads do."""
    found: set[object] = set()
    elsewhere = sys.modules.get("actors.elsewhere")
    for compiler in elsewhere.IDLE if elsewhere else ():
        found.add(("child", str(compiler.process.pid)))
        pipes = (compiler.asks, compiler.tells)
        found |= {("descriptor", str(pipe.fileno())) for pipe in pipes}
    return found


def stray_threads() -> set[threading.Thread]:
    """Threads that belong to no pool."""
    return {
        thread for thread in threading.enumerate() if not thread.name.startswith(POOLED_THREADS)
    }


def gpu_is_open() -> bool:
    torch = sys.modules.get("torch")
    return torch is not None and torch.cuda.is_initialized()
