"""Recorded steps, where nothing can be recorded: what is replayed runs again on the same tensors.

That is all that a CUDA graph does as well.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
import torch
from torch import Tensor

from models.batch import Row, RowResult, Sampling, Setup
from models.graphs import MOST_TOKENS, CudaRecorder, Run, rooms
from models.ragged import Room
from tests.models.tiny_checkpoints import Tiny
from tests.models.tiny_device import (
    GREEDY,
    Device,
    Prompter,
    draw_prompt,
    expected,
    row,
    whole,
    write_tiny,
)

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

PROMPT = draw_prompt()
SEEDED = Sampling(seed=4, temperature=1.5, frequency_penalty=0.5, logprobs=3)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    return write_tiny(tmp_path_factory.mktemp("tiny"))


class Reruns:
    """In the place of a recorder. Remembers how many tokens each replay had room for."""

    def __init__(self, *, most: int = MOST_TOKENS, error: str = "CUDA out of memory") -> None:
        self.replayed: list[int] = []
        self.recorded: list[int] = []
        self._most = most
        self._error = error

    def __call__(self, run: Run) -> tuple[Tensor, Callable[[], object]]:
        output = run().clone()
        if len(output) > self._most:
            raise RuntimeError(self._error)
        self.recorded.append(len(output))

        def again() -> None:
            self.replayed.append(len(output))
            output.copy_(run())

        return output, again


def test_rooms_are_for_single_tokens_and_for_drafts() -> None:
    assert rooms(4) == [(1, 1), (2, 2), (4, 4), (8, 1), (16, 2), (32, 4)]
    assert rooms(6)[-2:] == [Room(num_tokens=32, num_rows=4), Room(num_tokens=48, num_rows=6)]
    assert max(rooms(1000)) == (256, 256)
    assert min(rooms(1)) == (1, 1)


@pytest.fixture
def reruns() -> Reruns:
    return Reruns()


@pytest.fixture
def device(tiny: Tiny, reruns: Reruns) -> Device:
    return Device(tiny, recorder=reruns, adaptive=False)


def test_the_largest_is_recorded_first(device: Device, reruns: Reruns) -> None:
    assert reruns.recorded == [room.num_tokens for room in reversed(rooms(16))]
    assert reruns.replayed == []


def test_recording_says_that_it_gets_on(device: Device) -> None:
    """Compilers take their time, and who waits must not think that the device is lost."""
    told = [progress.fraction for progress in device.told if progress.stage == "record"]
    assert told == [number / len(rooms(16)) for number in range(len(rooms(16)))]


def test_replayed_text_is_that_of_transformers(tiny: Tiny, device: Device, reruns: Reruns) -> None:
    assert device.generate(whole(), 40) == expected(tiny, 40)
    assert reruns.replayed == [32, *[1] * 39]


def play(device: Device) -> list[tuple[RowResult, ...]]:
    """Rows come, draft, go; a prompt is computed in between; rooms are full and half empty."""

    def enter(id: int) -> Row:
        return whole(id, draw_prompt(3 * id, seed=id), sampling=SEEDED)

    told = [device.run(enter(1))]
    told += [device.run(row(1), enter(2)), device.run(row(1), row(2), enter(3))]
    told += [device.run(*[row(id, draft=id) for id in (3, 1, 2)])]
    told += [device.run(*[enter(id) for id in range(4, 15)])]
    told += [device.run(*[row(id) for id in range(1, 15)]) for _ in range(3)]
    told += [device.run(*[row(id, draft=4) for id in range(9, 0, -1)])]
    told += [device.run(row(13), row(2)), device.run(row(2, draft=1))]
    return told


def test_replayed_steps_are_those_of_launched_ones_to_the_last_bit(
    tiny: Tiny, device: Device, reruns: Reruns
) -> None:
    lines = [*PROMPT, *range(3, 100)]
    device.device.understudy = Prompter(lines)
    assert play(device) == play(Device(tiny, understudy=Prompter(lines)))
    assert sorted(set(reruns.replayed)) == [2, 4, 8, 16, 128]
    assert len(reruns.replayed) == 10  # prompts of 231 tokens had no room


def test_a_step_takes_the_smallest_room(device: Device, reruns: Reruns) -> None:
    for id in range(1, 6):
        device.run(whole(id))
    device.device.understudy = Prompter([7] * 200)
    for rows, room in (
        ([row(1)], 1),
        ([row(1), row(2), row(3)], 4),
        ([row(1, draft=7)], 8),
        ([row(1, draft=8)], 16),
        ([row(id, draft=3) for id in range(1, 6)], 64),
    ):
        device.run(*rows)
        assert reruns.replayed[-1] == room


def test_what_has_no_room_is_launched(tiny: Tiny, device: Device, reruns: Reruns) -> None:
    prompts = {id: draw_prompt(60, seed=id) for id in (1, 2, 3)}
    told = device.run(*[whole(id, prompt) for id, prompt in prompts.items()])
    assert [list(result.ids) for result in told] == [
        expected(tiny, 1, prompt) for prompt in prompts.values()
    ]
    assert reruns.replayed == []


def bits(x: Tensor) -> Tensor:
    """Of memory that nobody wrote to yet, and that may hold what is no number."""
    return x.view(torch.int32)


def test_an_empty_place_writes_nowhere(device: Device, reruns: Reruns) -> None:
    """Every block may be somebody's, the first as well."""
    with torch.inference_mode():
        for cache in device.device._caches:
            for part in cache:
                part.fill_(7)  # memory that was never written may hold just what will be
    setup = Setup(GREEDY, PROMPT, len(PROMPT))
    device.run(row(0, setup=setup, start=0, count=20, blocks=range(6)))
    device.run(whole(1), whole(2))
    before = [[bits(part).clone() for part in cache] for cache in device.device._caches]
    reruns.replayed.clear()
    device.run(row(0), row(1), row(2))
    assert reruns.replayed == [4]
    for cache, parts in zip(device.device._caches, before, strict=True):
        for now, then in zip(cache, parts, strict=True):
            places = (bits(now) != then).flatten(2).any(-1).nonzero().tolist()
            assert places == [[5, 0], [25, 0], [45, 0]]  # block and offset of position 20


def test_recording_writes_nowhere(tiny: Tiny) -> None:
    device = Device(tiny)
    before = [[bits(part).clone() for part in cache] for cache in device.device._caches]
    with torch.inference_mode():
        graphs = device.device._graphs
        graphs.record(Reruns(), device.device._slots, torch.device("cpu"), lambda _: None)
    assert graphs.room_for(()) == (1, 1)
    for cache, parts in zip(device.device._caches, before, strict=True):
        assert all(torch.equal(bits(now), then) for now, then in zip(cache, parts, strict=True))


def test_nothing_is_recorded_where_it_is_not_wanted(tiny: Tiny, reruns: Reruns) -> None:
    device = Device(tiny, recorder=reruns, enforce_eager=True)
    assert device.generate(whole(), 3) == expected(tiny, 3)
    assert reruns.recorded == []


def test_code_of_others_is_not_recorded(
    tiny: Tiny, reruns: Reruns, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may look at numbers that a replay does not bring."""
    monkeypatch.setattr("models.executor.Decoder", int)
    Device(tiny, recorder=reruns, adaptive=False)
    assert reruns.recorded == []


def test_what_does_not_fit_into_memory_is_launched(
    tiny: Tiny, caplog: pytest.LogCaptureFixture
) -> None:
    reruns = Reruns(most=20)
    with caplog.at_level(logging.WARNING):
        device = Device(tiny, recorder=reruns, adaptive=False)
    assert reruns.recorded == [16, 16, 8, 8, 4, 2, 1]
    assert device.generate(whole(), 5) == expected(tiny, 5)
    assert reruns.replayed == [1] * 4
    assert "Steps of 64 tokens are not recorded" in caplog.text


def test_where_recording_fails_every_step_is_launched(
    tiny: Tiny, caplog: pytest.LogCaptureFixture
) -> None:
    reruns = Reruns(most=0, error="operation not permitted when stream is capturing")
    with caplog.at_level(logging.WARNING):
        device = Device(tiny, recorder=reruns, adaptive=False)
    assert device.generate(whole(), 5) == expected(tiny, 5)
    assert len(caplog.records) == 1


def test_a_processor_records_nothing(tiny: Tiny) -> None:
    device = Device(tiny)
    assert device.device._graphs.room_for(()) is None


def test_a_row_that_is_no_number_fails_alone_in_a_replay(device: Device, reruns: Reruns) -> None:
    device.run(whole(1), whole(2))
    with torch.inference_mode():
        for keys, _ in device.device._caches:
            keys[20] = float("nan")
    told = device.run(row(1), row(2))
    assert [result.error for result in told] == ["nan", None]
    assert reruns.replayed[-1] == 2


class NoGpu:
    """As much of `torch.cuda` as a recorder uses. `events` tells what happened, in order."""

    def __init__(self) -> None:
        self.events: list[str] = []
        self.CUDAGraph = lambda: SimpleNamespace(replay=lambda: self.events.append("replay"))
        self.graph_pool_handle = lambda: "the pool"
        self.current_stream = self.Stream = lambda: SimpleNamespace(
            wait_stream=lambda other: self.events.append("wait")
        )

    @contextmanager
    def stream(self, stream: object) -> Iterator[None]:
        self.events.append("beside")
        yield

    @contextmanager
    def graph(self, graph: object, *, pool: object, stream: object) -> Iterator[None]:
        self.events.append(f"record into {pool}")
        yield
        self.events.append("recorded")


def test_a_gpu_runs_a_step_before_it_records_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What compiles or allocates on its first call cannot be recorded."""
    gpu = NoGpu()
    monkeypatch.setattr("models.graphs.torch.cuda", gpu)

    def run() -> Tensor:
        gpu.events.append("run")
        return torch.ones(2)

    output, again = CudaRecorder()(run)
    again()
    assert output.equal(torch.ones(2))
    first = ["wait", "beside", "run", "wait"]
    assert gpu.events == [*first, "record into the pool", "run", "recorded", "replay"]
