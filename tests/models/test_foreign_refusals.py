"""What cannot go through transformers' code over a paged cache is refused in one sentence."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers import dynamic_module_utils

from models.errors import CheckpointError, ModelError, UnsupportedArchitecture
from models.foreign import open_foreign
from models.foreign_config import read_any_config, read_foreign_config
from tests.models.foreign_checkpoints import REFUSED, SERVED
from tests.models.paged_rows import in_chunks
from tests.models.test_decoder_families import LONG, assert_close, draw_ids
from tests.models.tiny_checkpoints import RECIPES, Recipe, Tiny, write
from tests.test_imports import loaded_after

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

OWN_CODE = """
from pathlib import Path
from transformers import LlamaConfig, LlamaForCausalLM

Path({marker!r}).touch()

class OwnConfig(LlamaConfig):
    model_type = "somebodys_own"

class OwnForCausalLM(LlamaForCausalLM):
    config_class = OwnConfig
"""

FP4 = [0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0]  # and the same below zero


def load(directory: Path, **options: Any) -> Any:
    return open_foreign(directory, dtype=torch.float32, context_length=64, **options)


def edit(directory: Path, **changes: Any) -> None:
    path = directory / "config.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_paged_cache_cannot_do_is_refused(name: str, tmp_path: Path) -> None:
    recipe, sentence = REFUSED[name]
    write(recipe, tmp_path)
    with pytest.raises(UnsupportedArchitecture) as refusal:
        load(tmp_path)
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_tensor_that_is_missing_is_not_drawn_at_random(tmp_path: Path) -> None:
    write(SERVED["stablelm"], tmp_path)
    tensors = load_file(tmp_path / "model.safetensors")
    del tensors["model.layers.1.mlp.up_proj.weight"]
    save_file(tensors, tmp_path / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(CheckpointError, match=r"has no tensor 'model.layers.1.mlp.up_proj.weight'"):
        load(tmp_path)


def test_a_tensor_of_another_shape_is_refused(tmp_path: Path) -> None:
    write(SERVED["stablelm"], tmp_path)
    edit(tmp_path, intermediate_size=48)
    with pytest.raises(CheckpointError, match="transformers cannot load") as refusal:
        load(tmp_path)
    assert "\n" not in str(refusal.value)


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    write(SERVED["stablelm"], tmp_path)
    path = tmp_path / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(CheckpointError, match=r"model.safetensors is damaged or incomplete"):
        load(tmp_path)


def test_pickled_weights_are_refused(tmp_path: Path) -> None:
    write(SERVED["stablelm"], tmp_path)
    (tmp_path / "model.safetensors").rename(tmp_path / "pytorch_model.bin")
    with pytest.raises(CheckpointError, match="they can run code"):
        load(tmp_path)


def test_weights_that_make_no_numbers_are_refused(tmp_path: Path) -> None:
    write(SERVED["stablelm"], tmp_path)
    tensors = load_file(tmp_path / "model.safetensors")
    tensors["model.layers.1.mlp.up_proj.weight"].fill_(float("nan"))
    save_file(tensors, tmp_path / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(UnsupportedArchitecture, match="gives no finite logits"):
        load(tmp_path)


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    write(SERVED["stablelm"], tmp_path)
    edit(tmp_path, model_type="somebodys_own")
    with pytest.raises(UnsupportedArchitecture, match="transformers cannot read"):
        load(tmp_path)


def test_quantised_weights_are_refused(tmp_path: Path) -> None:
    write(SERVED["stablelm"], tmp_path)
    edit(tmp_path, quantization_config={"quant_method": "gptq"})
    with pytest.raises(UnsupportedArchitecture, match="quantised with gptq"):
        load(tmp_path)


def test_values_that_transformers_does_not_take_are_refused(tmp_path: Path) -> None:
    write(SERVED["stablelm"], tmp_path)
    edit(tmp_path, num_hidden_layers="two")
    with pytest.raises(UnsupportedArchitecture, match="transformers cannot read") as refusal:
        load(tmp_path)
    assert "\n" not in str(refusal.value)


@pytest.fixture
def own_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tiny:
    """A checkpoint with code of its own, which leaves a mark when it runs."""
    directory = tmp_path / "checkpoint"
    tiny = write(RECIPES["llama"], directory)
    code = OWN_CODE.format(marker=str(tmp_path / "has run"))
    (directory / "modeling_own.py").write_text(code)
    names = {"AutoConfig": "OwnConfig", "AutoModelForCausalLM": "OwnForCausalLM"}
    edit(
        directory,
        model_type="somebodys_own",
        auto_map={name: f"modeling_own.{own}" for name, own in names.items()},
    )
    monkeypatch.setattr(dynamic_module_utils, "HF_MODULES_CACHE", str(tmp_path / "modules"))
    monkeypatch.setattr(sys, "path", list(sys.path))
    return tiny


def test_code_of_a_checkpoint_does_not_run(own_code: Tiny) -> None:
    with pytest.raises(UnsupportedArchitecture, match="--trust-remote-code"):
        load(own_code.directory)
    assert not (own_code.directory.parent / "has run").exists()


def test_code_of_a_checkpoint_runs_when_it_is_trusted(own_code: Tiny) -> None:
    decoder = load(own_code.directory, trust_remote_code=True)
    ids = draw_ids(LONG)
    assert_close(in_chunks(decoder, ids, 7), own_code.logits(ids))
    assert (own_code.directory.parent / "has run").exists()


def test_the_four_bits_of_gpt_oss_are_unpacked(tmp_path: Path) -> None:
    sizes = {**SERVED["gpt_oss"].sizes, "intermediate_size": 32}
    tiny = write(Recipe("GptOssConfig", "GptOssForCausalLM", sizes), tmp_path)
    tensors = load_file(tmp_path / "model.safetensors")
    generator = torch.Generator().manual_seed(3)
    plain = dict(tiny.reference.named_parameters())
    for name in [name for name in tensors if name.endswith(("gate_up_proj", "down_proj"))]:
        experts, inner, outer = tensors.pop(name).shape
        shape = (experts, outer, inner // 32)
        blocks = torch.randint(256, (*shape, 16), generator=generator, dtype=torch.uint8)
        scales = torch.randint(122, 126, shape, generator=generator, dtype=torch.uint8)
        tensors[f"{name}_blocks"], tensors[f"{name}_scales"] = blocks, scales
        plain[name].data = unpack(blocks, scales)
    save_file(tensors, tmp_path / "model.safetensors", metadata={"format": "pt"})
    edit(tmp_path, quantization_config={"quant_method": "mxfp4"})
    ids = draw_ids(LONG)
    assert_close(in_chunks(load(tmp_path), ids, 7), tiny.logits(ids))


def unpack(blocks: Tensor, scales: Tensor) -> Tensor:
    """Two numbers in a byte, the lower half first; a power of two for 32 of them: [X, in, out]."""
    values = torch.tensor([*FP4, *(-value for value in FP4)])
    halves = torch.stack((blocks & 15, blocks >> 4), dim=-1).flatten(-2).long()
    numbers = values[halves] * 2.0 ** (scales.int() - 127)[..., None]
    return numbers.flatten(-2).transpose(1, 2).contiguous()


def test_a_file_that_is_silent_counts_for_what_its_family_means(tmp_path: Path) -> None:
    write(SERVED["gpt_neox"], tmp_path)
    path = tmp_path / "config.json"
    raw = json.loads(path.read_text())
    del raw["max_position_embeddings"]
    path.write_text(json.dumps(raw))
    with pytest.raises(ModelError, match="does not say 'max_position_embeddings'"):
        read_foreign_config(tmp_path)
    config = open_foreign(tmp_path, dtype=torch.float32).config
    assert config.context_length == 2048


def test_configurations_are_read_without_torch(tmp_path: Path) -> None:
    write(SERVED["opt"], tmp_path)
    config = read_any_config(tmp_path)
    assert (config.family, config.context_length, config.vocabulary_size) == ("opt", 64, 61)
    code = "import models.foreign_config, models.embedding_config"
    assert loaded_after(code, ("torch", "transformers")) == "[]"
