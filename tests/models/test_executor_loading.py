"""What a device makes of its options, of a checkpoint and of a machine."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
import torch

import ops
from models import memory, worker
from models.config import read_config
from models.errors import ModelError
from models.executor import CheckpointDevice
from models.loading import choose_dtype, one_that_is_exact, way_of
from models.threads import pin_threads
from models.wire import LoadRefused
from ops import host
from ops.cpu import linear, rows
from tests.models.foreign_checkpoints import REFUSED
from tests.models.tiny_checkpoints import Tiny, write
from tests.models.tiny_device import Device, options, whole, write_tiny

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    return write_tiny(tmp_path_factory.mktemp("tiny"))


def test_the_worker_knows_it_by_name(tiny: Tiny) -> None:
    device = worker.open_device("checkpoint", options(tiny))
    assert isinstance(device, CheckpointDevice)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"model": "./nowhere"}, r"There is no directory ./nowhere\."),
        ({"dtype": "float8"}, "There is no type 'float8' to compute with"),
        ({"device": "toaster"}, "There is no device 'toaster'"),
        ({"device": "meta"}, "The device 'meta' is not supported"),
        ({"device": "cuda:99"}, "This machine has no device 'cuda:99'"),
        ({"load_format": "pickle"}, "There is no load format 'pickle'"),
        ({"max_model_len": 129}, "reaches 128 tokens; a text of 129 is out of its reach"),
        ({"max_model_len": 0}, "a text of 0 is out of its reach"),
        ({"kv_cache_memory": 1023}, "1023 bytes, but one block of it takes 1024"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_what_cannot_be_is_refused_in_one_sentence(
    tiny: Tiny, changes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(LoadRefused, match=sentence):
        Device(tiny, **changes)


def test_a_model_without_a_paged_cache_is_refused_for_that(tmp_path: Path) -> None:
    recipe, sentence = REFUSED["mamba"]
    with pytest.raises(LoadRefused, match=sentence):
        Device(write(recipe, tmp_path))


def test_a_model_that_does_not_fit_is_refused(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **options: object) -> None:
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory")

    monkeypatch.setattr("models.executor.grow_caches", fail)
    with pytest.raises(LoadRefused, match="There is not enough memory for "):
        Device(tiny)


@pytest.mark.parametrize(
    ("said", "wanted", "has_bfloat16", "computed"),
    [
        ("float32", "auto", True, torch.float32),
        (None, "auto", True, torch.float32),
        ("bfloat16", "auto", True, torch.bfloat16),
        ("bfloat16", "auto", False, torch.float32),
        ("bfloat16", "bfloat16", False, torch.bfloat16),
        ("float16", "auto", True, torch.bfloat16),
        ("float16", "float16", False, torch.float32),
        ("bfloat16", "float32", True, torch.float32),
    ],
)
def test_a_processor_computes_what_it_computes_fast(
    monkeypatch: pytest.MonkeyPatch,
    said: str | None,
    wanted: str,
    has_bfloat16: bool,
    computed: torch.dtype,
) -> None:
    monkeypatch.setattr("models.loading.has_fast_bfloat16", lambda: has_bfloat16)
    assert choose_dtype(wanted, said, CPU) is computed


def test_a_gpu_computes_what_the_checkpoint_says() -> None:
    assert choose_dtype("auto", "float16", torch.device("cuda")) is torch.float16


def test_a_bfloat16_checkpoint_runs(tmp_path: Path) -> None:
    device = Device(write_tiny(tmp_path, dtype=torch.bfloat16), dtype="bfloat16")
    assert device.device.lead.dtype is torch.bfloat16
    assert len(device.generate(whole(), 10)) == 10


def test_it_says_how_it_computes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny = write_tiny(tmp_path, dtype=torch.bfloat16)
    way = way_of(Device(tiny, dtype="float32").device.lead)
    assert re.fullmatch(
        r"float32 on \d+ threads?, weights in bfloat16, computed by the native library \(.+\)", way
    )
    monkeypatch.setattr(rows, "library", lambda: None)
    monkeypatch.setattr(linear, "library", lambda: None)
    monkeypatch.setattr(host, "library", lambda: None)
    way = way_of(Device(tiny, dtype="float32").device.lead)
    assert re.fullmatch(
        r"float32 on \d+ threads?, computed by torch alone, since the native library was not built",
        way,
    )


def test_dummy_weights_need_no_files(tiny: Tiny, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_bytes((tiny.directory / "config.json").read_bytes())
    with pytest.raises(LoadRefused, match="has no safetensors files"):
        Device(tiny, model=str(tmp_path))
    texts = [
        Device(tiny, model=str(tmp_path), load_format="dummy").generate(whole(), 10)
        for _ in range(2)
    ]
    assert texts[0] == texts[1]
    assert len(set(texts[0])) > 2


# Memory.


def test_a_laptop_keeps_most_of_its_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    for free, taken in ((8, 2), (16, 4), (512, 4)):
        monkeypatch.setattr(memory, "free_bytes", lambda device, free=free: free * 2**30)
        assert memory.cache_bytes(CPU) == taken * 2**30
        assert memory.cache_bytes(CPU, fraction=0.5) == free * 2**29
        assert memory.cache_bytes(CPU, given=5) == 5


def test_a_gpu_is_filled_but_for_what_steps_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "free_bytes", lambda device: 100)
    assert memory.cache_bytes(torch.device("cuda")) == 85


def write_cgroup(directory: Path, **files: str) -> None:
    for name, text in files.items():
        (directory / name.replace("_", ".", 1)).write_text(text)


def test_a_container_has_what_its_limit_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "CGROUP", tmp_path)
    monkeypatch.setattr(memory, "read_free_in_machine", lambda: 900)
    stat = "anon 1\ninactive_file 30\n"
    write_cgroup(tmp_path, memory_max="500\n", memory_current="100\n", memory_stat=stat)
    assert memory.free_bytes(CPU) == 430
    write_cgroup(tmp_path, memory_max="max\n")
    assert memory.free_bytes(CPU) == 900
    monkeypatch.setattr(memory, "CGROUP", tmp_path / "nowhere")
    assert memory.free_bytes(CPU) == 900


def test_a_system_says_what_is_available(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemTotal: 100 kB\nMemFree: 10 kB\nMemAvailable:    40 kB\n")
    monkeypatch.setattr(memory, "MEMINFO", meminfo)
    assert memory.read_free_in_machine() == 40 * 1024
    monkeypatch.setattr(memory, "MEMINFO", tmp_path / "nowhere")
    assert memory.read_free_in_machine() > 2**20


def test_a_cache_that_is_too_small_for_one_block_is_refused() -> None:
    assert memory.count_blocks(99, 10, most=20) == 9
    assert memory.count_blocks(999, 10, most=20) == 20
    with pytest.raises(ModelError, match="9 bytes, but one block of it takes 10"):
        memory.count_blocks(9, 10, most=20)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere nothing is given back")
def test_what_lies_free_between_things_that_are_held_is_given_back() -> None:
    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1])

    pieces = [b"x" * 60_000 for _ in range(1000)]
    full = resident()
    held = pieces[::10]
    pieces.clear()
    memory.give_back()
    assert resident() < full - 8000  # pages, of 13 thousand that were free
    assert len(held) == 100


# Threads.


class Pinned:
    """Stands for the system: two cores of two threads each, and whom was pinned where."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, num_threads: int) -> None:
        self.where: dict[int, set[int]] = {}
        self.listings = iter((["10"], ["10", *(str(20 + n) for n in range(num_threads - 1))]))
        for number in range(4):
            (tmp_path / str(number)).write_text(f"{number % 2},{number % 2 + 2}")
        monkeypatch.setattr("models.threads.SIBLINGS", f"{tmp_path}/{{}}")
        monkeypatch.setattr("models.threads.os.sched_getaffinity", lambda task: {0, 1, 2, 3})
        monkeypatch.setattr("models.threads.os.sched_setaffinity", self.where.__setitem__)
        monkeypatch.setattr("models.threads.os.listdir", lambda path: next(self.listings))
        monkeypatch.setattr("models.threads.torch.set_num_threads", lambda count: None)
        self.own: list[int] = []  # where those of the native library were pinned
        monkeypatch.setattr("models.threads.ops.pin_workers", self.own.extend)


@pytest.mark.parametrize(
    ("num_threads", "where", "own"), [(2, {0: {0}, 20: {1}}, [1]), (1, {}, []), (4, {}, [])]
)
def test_threads_are_pinned_when_there_is_one_for_every_core(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    num_threads: int,
    where: dict[int, set[int]],
    own: list[int],
) -> None:
    pinned = Pinned(monkeypatch, tmp_path, num_threads)
    pin_threads(None)
    assert pinned.where == where
    assert pinned.own == own


@pytest.mark.parametrize(
    ("quota", "wanted", "used"),
    [
        ("max 100000", None, 8),
        ("150000 100000", None, 2),
        ("10000 100000", None, 1),
        ("900000 100000", None, 8),
        ("150000 100000", 5, 5),
        (None, None, 8),
    ],
)
def test_a_container_gets_no_more_threads_than_it_may_run(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    quota: str | None,
    wanted: int | None,
    used: int,
) -> None:
    file = tmp_path / "cpu.max"
    if quota is not None:
        file.write_text(quota + "\n")
    told: list[int] = []
    monkeypatch.setattr("models.threads.QUOTA", file)
    monkeypatch.setattr("models.threads.sys.platform", "somewhere else")
    monkeypatch.setattr("models.threads.torch.get_num_threads", lambda: 8)
    monkeypatch.setattr("models.threads.torch.set_num_threads", told.append)
    pin_threads(wanted)
    assert told == [used]


def test_costs_are_known_before_the_first_request(tiny: Tiny) -> None:
    thrift = Device(tiny).device._company.thrift
    assert thrift is not None
    assert {1, 8, 64} <= set(thrift.costs.known)
    assert thrift.odds.chance(0, [], ("suffix", 1)) == 0.5  # nothing else is learned from that


def test_little_room_for_texts_is_enough_to_warm_up(tiny: Tiny) -> None:
    assert Device(tiny, max_model_len=1).ready.context_length == 1
    thrift = Device(tiny, max_model_len=4).device._company.thrift
    assert thrift is not None and set(thrift.costs.known) == {1}


def test_what_is_deterministic_is_computed_in_a_type_in_which_rows_are_apart(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = read_config(tiny.directory)
    assert one_that_is_exact(torch.float32, config, CPU) is torch.float32
    for apart, dtype in ((True, torch.bfloat16), (False, torch.float32)):
        monkeypatch.setattr(ops, "rows_are_apart", lambda _, apart=apart: apart)
        assert one_that_is_exact(torch.bfloat16, config, CPU) is dtype
    with pytest.raises(ModelError, match="--deterministic is for a processor"):
        one_that_is_exact(torch.bfloat16, config, torch.device("cuda"))
