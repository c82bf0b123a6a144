"""How something is timed on a GPU, with a GPU that only counts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from loadtests.gpu import rig
from loadtests.gpu.rig import GraphClock

MILLISECONDS = 3.0  # that one replay of all calls takes


class CountingGpu:
    """As much of `torch.cuda` as the clock uses."""

    def __init__(self, *, can_record: bool) -> None:
        self.now = 0.0
        self.can_record = can_record
        self.replays = 0

    def synchronize(self) -> None:
        pass

    def Event(self, *, enable_timing: bool) -> Any:
        gpu = self

        class Event:
            def record(self) -> None:
                self.at = gpu.now

            def synchronize(self) -> None:
                pass

            def elapsed_time(self, end: Any) -> float:
                return float(end.at - self.at)

        return Event()

    def CUDAGraph(self) -> Any:
        gpu = self

        class Graph:
            def replay(self) -> None:
                gpu.now += MILLISECONDS
                gpu.replays += 1

        return Graph()

    @contextmanager
    def graph(self, graph: Any) -> Iterator[None]:
        yield
        if not self.can_record:
            raise RuntimeError("operation not permitted when stream is capturing")


def test_a_call_takes_its_share_of_a_replay(monkeypatch: pytest.MonkeyPatch) -> None:
    gpu = CountingGpu(can_record=True)
    monkeypatch.setattr("loadtests.gpu.rig.torch.cuda", gpu)
    calls = []
    timing = GraphClock()([lambda: calls.append(1), lambda: calls.append(2)])
    assert timing.is_graphed
    assert timing.seconds == pytest.approx(MILLISECONDS / 1e3 / 2)
    assert calls == [1, 2] * 3  # twice to get warm, once to be recorded
    assert gpu.replays == 1 + rig.ROUNDS * 3  # a round takes ten milliseconds


def test_what_cannot_be_recorded_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    gpu = CountingGpu(can_record=False)
    monkeypatch.setattr("loadtests.gpu.rig.torch.cuda", gpu)

    def call() -> None:
        gpu.now += 20.0

    timing = GraphClock()([call])
    assert not timing.is_graphed
    assert timing.seconds == pytest.approx(0.02)
