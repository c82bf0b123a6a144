"""The benchmark runs and tells what it says it tells."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from models import bench
from models.batch import Row
from models.config import ExpertsConfig, read_config
from models.executor import CheckpointDevice
from tests.models.tiny_checkpoints import RECIPES, Tiny, write

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

# A Llama of two layers: attention 32 x (32 + 16 + 16 + 32), feed-forward 3 x 32 x 40, head 61 x 32.
WEIGHTS = 2 * (32 * 96 + 3 * 32 * 40) + 61 * 32


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    return write(RECIPES["llama"], tmp_path_factory.mktemp("tiny"))


def test_it_prints_a_line_for_each_number_of_rows(
    tiny: Tiny, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "READ_BYTES", 2**16)
    file = tmp_path / "report.json"
    arguments = ["--rows", "1", "3", "--context", "20", "--steps", "2", "--rounds", "2"]
    bench.main(["--model", str(tiny.directory), "--threads", "1", "--json", str(file), *arguments])
    head, prompt, _, *rows = capsys.readouterr().out.splitlines()
    assert "float32, 1 threads, context 20" in head
    assert prompt.endswith("tokens/s")
    assert [line.split()[0] for line in rows] == ["1", "3"]
    report = json.loads(file.read_text())
    assert report["weight_bytes"] == WEIGHTS * 4
    for row in report["decode"]:
        seconds = row["ms"] / 1e3
        assert row["tokens_per_second"] == pytest.approx(row["rows"] / seconds)
        assert row["gb_per_second"] == pytest.approx(WEIGHTS * 4 / seconds / 1e9)
        assert row["share"] > 0


@pytest.mark.parametrize("alike", [32, 500])
def test_what_prompts_have_in_common_lies_in_the_same_blocks(
    tiny: Tiny, alike: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = bench.Bench.run
    seen: list[Row] = []

    def watched(self: bench.Bench, *rows: Row) -> float:
        seen.extend(rows)
        return run(self, *rows)

    monkeypatch.setattr(bench.Bench, "run", watched)
    device = CheckpointDevice(model=str(tiny.directory), num_threads=1, num_slots=2)
    bench.Bench(device, context=40, alike=alike).decode(2, 5)
    one, other = [row for row in seen if row.setup is not None]
    assert (one.start, one.count, other.start, other.count) == (0, 40, 32, 8)
    assert one.blocks[:2] == other.blocks[:2]
    assert not {*one.blocks[2:]} & {*other.blocks[2:]}
    assert one.setup and other.setup
    assert one.setup.tokens[:32] == other.setup.tokens[:32]
    assert one.setup.tokens[32:] != other.setup.tokens[32:]


def test_weights_are_counted_as_a_step_reads_them(tiny: Tiny) -> None:
    config = read_config(tiny.directory)
    assert bench.count_weights(config, 1) == bench.count_weights(config, 32) == WEIGHTS


def test_of_experts_only_those_are_counted_that_can_be_chosen(tiny: Tiny) -> None:
    config = read_config(tiny.directory)
    layers = tuple(replace(layer, has_experts=True) for layer in config.layers)
    experts = ExpertsConfig(8, 2, intermediate_size=20, normalise=True)
    config = replace(config, layers=layers, experts=experts)
    dense = WEIGHTS - 2 * 3 * 32 * 40
    for num_rows, num_read in ((1, 2), (3, 6), (9, 8)):
        sparse = 2 * 32 * (3 * 20 * num_read + 8)
        assert bench.count_weights(config, num_rows) == dense + sparse


def test_a_model_that_cannot_be_loaded_ends_it_with_one_sentence() -> None:
    with pytest.raises(SystemExit, match=r"^There is no directory ./nowhere\.$"):
        bench.main(["--model", "./nowhere", "--threads", "1"])
