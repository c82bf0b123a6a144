"""Loading: shards, types, and every way in which a checkpoint can be broken."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from models.config import read_config
from models.decoder import Decoder
from models.errors import CheckpointError
from models.weights import load_weights
from tests.models.paged_rows import in_chunks
from tests.models.test_decoder_families import assert_close, draw_ids
from tests.models.tiny_checkpoints import RECIPES, Tiny, write

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

SINGLE = "model.safetensors"
INDEX = "model.safetensors.index.json"
IDS = draw_ids(12)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    return write(RECIPES["llama"], tmp_path_factory.mktemp("llama"))


@pytest.fixture
def copy(tiny: Tiny, tmp_path: Path) -> Path:
    shutil.copytree(tiny.directory, tmp_path, dirs_exist_ok=True)
    return tmp_path


def load(directory: Path, **options: Any) -> Decoder:
    config = read_config(directory)
    options = {"dtype": torch.float32, **options}
    return Decoder(config, load_weights(directory, config, **options), context_length=64)


def rewrite(directory: Path, changes: dict[str, Tensor | None]) -> None:
    """Replace tensors of the single file; None takes one out."""
    tensors = {**load_file(directory / SINGLE), **changes}
    kept = {name: tensor for name, tensor in tensors.items() if tensor is not None}
    save_file(kept, directory / SINGLE)


def shard(directory: Path) -> None:
    """Cut the single file into two and write the index that belongs to them."""
    tensors = load_file(directory / SINGLE)
    names = sorted(tensors)
    parts = {"a.safetensors": names[::2], "b.safetensors": names[1::2]}
    for file, part in parts.items():
        save_file({name: tensors[name] for name in part}, directory / file)
    where = {name: file for file, part in parts.items() for name in part}
    (directory / INDEX).write_text(json.dumps({"weight_map": where}), encoding="utf-8")
    (directory / SINGLE).unlink()


def complaint_of(directory: Path) -> str:
    with pytest.raises(CheckpointError) as complaint:
        load(directory)
    sentence = str(complaint.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_shards_and_a_single_file_are_the_same_model(tiny: Tiny, copy: Path) -> None:
    shard(copy)
    assert_close(in_chunks(load(copy), IDS, 12), tiny.logits(IDS))


def test_files_without_an_index_are_read_all(tiny: Tiny, copy: Path) -> None:
    shard(copy)
    (copy / INDEX).unlink()
    assert_close(in_chunks(load(copy), IDS, 12), tiny.logits(IDS))


@pytest.mark.parametrize("stored", [torch.float64, torch.bfloat16, torch.float16])
def test_other_types_on_disk_are_converted(tiny: Tiny, copy: Path, stored: torch.dtype) -> None:
    tensors = load_file(copy / SINGLE)
    save_file({name: tensor.to(stored) for name, tensor in tensors.items()}, copy / SINGLE)
    rounding = 0.5 if stored == torch.bfloat16 else 0.05
    assert_close(in_chunks(load(copy), IDS, 12), tiny.logits(IDS), tolerance=rounding)


def test_names_may_begin_where_the_saving_class_began(tiny: Tiny, copy: Path) -> None:
    tensors = load_file(copy / SINGLE)
    bare = {name.removeprefix("model."): tensor for name, tensor in tensors.items()}
    save_file(bare, copy / SINGLE)
    assert_close(in_chunks(load(copy), IDS, 12), tiny.logits(IDS))


def test_a_tensor_that_nobody_asks_for_is_ignored(tiny: Tiny, copy: Path) -> None:
    rewrite(copy, {"model.layers.0.self_attn.rotary_emb.inv_freq": torch.ones(4)})
    assert_close(in_chunks(load(copy), IDS, 12), tiny.logits(IDS))


def test_a_tied_head_needs_no_tensor_and_ignores_the_one_that_is_there(copy: Path) -> None:
    config = json.loads((copy / "config.json").read_text(encoding="utf-8"))
    tied = json.dumps({**config, "tie_word_embeddings": True})
    (copy / "config.json").write_text(tied, encoding="utf-8")
    with_tensor = in_chunks(load(copy), IDS, 12)
    rewrite(copy, {"lm_head.weight": None})
    assert torch.equal(in_chunks(load(copy), IDS, 12), with_tensor)


def test_the_loaded_model_does_not_need_its_files_any_more(tiny: Tiny, copy: Path) -> None:
    decoder = load(copy)
    (copy / SINGLE).write_bytes(bytes((copy / SINGLE).stat().st_size))
    assert_close(in_chunks(decoder, IDS, 12), tiny.logits(IDS))


def test_files_are_not_mapped_for_longer_than_a_layer_takes(copy: Path) -> None:
    maps = Path("/proc/self/maps")
    mapped: list[bool] = []

    def look(fraction: float) -> None:
        mapped.append(maps.exists() and str(copy) in maps.read_text(encoding="utf-8"))

    load(copy, progress=look)
    assert mapped
    assert not any(mapped)


def test_progress_grows_to_one(copy: Path) -> None:
    heard: list[float] = []
    load(copy, progress=heard.append)
    assert heard == sorted(heard)
    assert heard[0] > 0
    assert heard[-1] == 1.0


def test_a_missing_tensor_is_named(copy: Path) -> None:
    rewrite(copy, {"model.layers.1.mlp.up_proj.weight": None})
    assert complaint_of(copy) == f"{copy} has no tensor 'model.layers.1.mlp.up_proj.weight'."


def test_an_empty_file_misses_the_first_tensor(copy: Path) -> None:
    save_file({}, copy / SINGLE)
    assert "no tensor 'model.embed_tokens.weight'" in complaint_of(copy)


def test_a_wrong_shape_is_named_with_both_shapes(copy: Path) -> None:
    rewrite(copy, {"model.layers.0.self_attn.k_proj.weight": torch.ones(32, 16)})
    sentence = complaint_of(copy)
    assert str(copy / SINGLE) in sentence
    assert "'model.layers.0.self_attn.k_proj.weight' has the shape [32, 16]" in sentence
    assert "implies [16, 32]" in sentence


@pytest.mark.parametrize(("stored", "name"), [(torch.int8, "I8"), (torch.float8_e4m3fn, "F8_E4M3")])
def test_a_type_that_is_no_plain_number_is_named(
    copy: Path, stored: torch.dtype, name: str
) -> None:
    rewrite(copy, {"model.norm.weight": torch.ones(32).to(stored)})
    assert f"'model.norm.weight' is stored as {name}" in complaint_of(copy)


def test_a_directory_without_weights_says_so(copy: Path) -> None:
    (copy / SINGLE).unlink()
    assert complaint_of(copy) == f"{copy} has no safetensors files."


def test_pickled_weights_are_not_loaded(copy: Path) -> None:
    (copy / SINGLE).unlink()
    (copy / "pytorch_model.bin").write_bytes(b"cos\nsystem\n(S'exit'\ntR.")
    assert "pickled weights (pytorch_model.bin)" in complaint_of(copy)


def test_a_missing_shard_is_named(copy: Path) -> None:
    shard(copy)
    (copy / "b.safetensors").unlink()
    assert complaint_of(copy) == f"{copy / INDEX} names b.safetensors, which is missing."


def test_an_index_of_shards_that_were_replaced_by_one_file_is_not_asked(
    tiny: Tiny, copy: Path
) -> None:
    tiny.reference.save_pretrained(copy, max_shard_size="10KB")
    tiny.reference.save_pretrained(copy)
    assert (copy / INDEX).exists()
    assert_close(in_chunks(load(copy), IDS, 12), tiny.logits(IDS))


def test_shards_that_nothing_replaced_are_missed(tiny: Tiny, copy: Path) -> None:
    """Whatever else lies there: an adapter, say."""
    tiny.reference.save_pretrained(copy, max_shard_size="10KB")
    for file in copy.glob("*.safetensors"):
        file.rename(copy / "adapter.safetensors")
    assert complaint_of(copy).endswith("which is missing.")


@pytest.mark.parametrize(
    "content", ['{"weight_map": 3}', "{}", '{"weight_map": {"a": 1}}', "{", "[]"]
)
def test_an_index_that_is_none_is_a_sentence(copy: Path, content: str) -> None:
    (copy / INDEX).write_text(content, encoding="utf-8")
    assert INDEX in complaint_of(copy)


def test_an_index_cannot_lead_out_of_its_directory(copy: Path) -> None:
    where = {"model.embed_tokens.weight": "../elsewhere.safetensors"}
    (copy / INDEX).write_text(json.dumps({"weight_map": where}), encoding="utf-8")
    assert "'../elsewhere.safetensors', which is not beside it" in complaint_of(copy)


def test_a_shard_that_lacks_what_the_index_promised_is_named(copy: Path) -> None:
    shard(copy)
    save_file({"unrelated": torch.ones(1)}, copy / "b.safetensors")
    assert str(copy / "b.safetensors") in complaint_of(copy)


def test_a_file_cut_off_anywhere_is_damaged(copy: Path) -> None:
    content = (copy / SINGLE).read_bytes()
    for length in (0, 1, 7, 8, 9, 100, len(content) // 2, len(content) - 1):
        (copy / SINGLE).write_bytes(content[:length])
        assert "damaged or incomplete" in complaint_of(copy)


def test_a_flipped_bit_in_a_header_is_found_or_does_no_harm(tiny: Tiny, copy: Path) -> None:
    content = (copy / SINGLE).read_bytes()
    header = 8 + int.from_bytes(content[:8], "little")
    expected = in_chunks(load(copy), IDS, 12)
    num_found = 0
    positions = [*range(8), *range(8, header, 7)]
    for position in positions:
        flipped = bytearray(content)
        flipped[position] ^= 1 << position % 8
        (copy / SINGLE).write_bytes(flipped)
        try:
            logits = in_chunks(load(copy), IDS, 12)
        except CheckpointError as complaint:
            assert str(copy) in str(complaint)
            num_found += 1
        else:
            assert torch.equal(logits, expected)
    assert num_found > len(positions) * 0.9
