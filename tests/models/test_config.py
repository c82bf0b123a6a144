"""Reading config.json as it is found in the wild: old spellings, gaps, and plain nonsense."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from models.config import ModelConfig, read_config
from models.errors import CheckpointError, UnsupportedArchitecture
from models.families import FAMILIES

LLAMA: dict[str, Any] = {
    "model_type": "llama",
    "vocab_size": 61,
    "hidden_size": 32,
    "intermediate_size": 40,
    "num_hidden_layers": 4,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 128,
    "rms_norm_eps": 1e-5,
}


def read(
    directory: Path, *, generation: dict[str, Any] | None = None, **changes: Any
) -> ModelConfig:
    values = {**LLAMA, **changes}
    (directory / "config.json").write_text(json.dumps(values), encoding="utf-8")
    if generation is not None:
        text = json.dumps(generation)
        (directory / "generation_config.json").write_text(text, encoding="utf-8")
    return read_config(directory)


def test_the_old_rope_keys_and_the_new_one_mean_the_same(tmp_path: Path) -> None:
    scaling = {
        "factor": 8.0,
        "low_freq_factor": 1.0,
        "high_freq_factor": 4.0,
        "original_max_position_embeddings": 16,
    }
    old = read(tmp_path, rope_theta=5e5, rope_scaling={**scaling, "rope_type": "llama3"})
    older = read(tmp_path, rope_theta=5e5, rope_scaling={**scaling, "type": "llama3"})
    new = read(tmp_path, rope_parameters={**scaling, "rope_type": "llama3", "rope_theta": 5e5})
    assert old.ropes == older.ropes == new.ropes
    assert new.ropes[0].kind == "llama3"
    assert new.ropes[0].theta == 5e5
    assert new.ropes[0].original_positions == 16


def test_gemma3_in_the_old_words_has_a_local_and_a_global_rope(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        model_type="gemma3_text",
        rope_theta=1e6,
        rope_local_base_freq=1e4,
        rope_scaling={"factor": 8.0, "rope_type": "linear"},
        sliding_window_pattern=2,
    )
    full, local = config.ropes
    assert (full.kind, full.theta, full.factor) == ("linear", 1e6, 8.0)
    assert (local.kind, local.theta, local.factor) == ("default", 1e4, 1.0)
    assert [layer.rope for layer in config.layers] == [1, 0, 1, 0]
    assert [layer.window for layer in config.layers] == [4096, None, 4096, None]


def test_gemma3_as_it_is_published_says_little_and_means_a_lot(tmp_path: Path) -> None:
    published = {
        "model_type": "gemma3",
        "eos_token_id": [1, 106],
        "torch_dtype": "bfloat16",
        "text_config": {
            "hidden_size": 2560,
            "intermediate_size": 10_240,
            "model_type": "gemma3_text",
            "num_hidden_layers": 34,
            "rope_scaling": {"factor": 8.0, "rope_type": "linear"},
            "sliding_window": 1024,
        },
    }
    (tmp_path / "config.json").write_text(json.dumps(published), encoding="utf-8")
    config = read_config(tmp_path)
    assert (config.num_heads, config.num_kv_heads, config.head_size) == (8, 4, 256)
    assert (config.vocabulary_size, config.context_length) == (262_208, 131_072)
    assert (config.tied, config.dtype, config.eos_ids) == (True, "bfloat16", (1, 106))
    assert sum(layer.window is None for layer in config.layers) == 5
    assert config.activation == "gelu_tanh"


def test_yarn_reaches_as_far_as_its_factor(tmp_path: Path) -> None:
    yarn = {"type": "yarn", "factor": 4.0, "original_max_position_embeddings": 128}
    assert read(tmp_path, rope_scaling=yarn).context_length == 512
    told = read(tmp_path, rope_scaling=yarn, max_position_embeddings=1024)
    assert told.context_length == 1024
    assert read(tmp_path, rope_scaling={**yarn, "type": "linear"}).context_length == 128


def test_phi3_calls_longrope_su_and_puts_the_first_length_outside(tmp_path: Path) -> None:
    factors = {"short_factor": [1.0] * 4, "long_factor": [2.0] * 4}
    config = read(
        tmp_path,
        model_type="phi3",
        rope_scaling={"type": "su", **factors},
        original_max_position_embeddings=32,
    )
    rope = config.ropes[0]
    assert (rope.kind, rope.original_positions, rope.factor) == ("longrope", 32, 4.0)


def test_a_silent_file_means_what_the_family_means_by_silence(tmp_path: Path) -> None:
    assert read(tmp_path, num_key_value_heads=None).num_kv_heads == 4
    assert read(tmp_path).ropes[0].theta == 10_000.0
    assert not read(tmp_path).tied
    assert read(tmp_path, model_type="smollm3").tied
    assert read(tmp_path, model_type="smollm3").ropes[0].theta == 2e6
    assert read(tmp_path, model_type="qwen3").head_size == 128
    assert read(tmp_path, model_type="mistral").layers[0].window == 4096
    assert read(tmp_path, model_type="mistral", sliding_window=None).layers[0].window is None


def test_a_window_that_is_switched_off_is_no_window(tmp_path: Path) -> None:
    off = read(tmp_path, model_type="qwen2", sliding_window=5, max_window_layers=2)
    assert [layer.window for layer in off.layers] == [None] * 4
    on = read(
        tmp_path,
        model_type="qwen2",
        use_sliding_window=True,
        sliding_window=5,
        max_window_layers=2,
    )
    assert [layer.window for layer in on.layers] == [None, None, 5, 5]


@pytest.mark.parametrize(
    ("family", "windows"),
    [
        ("llama", [None, None, None, None]),
        ("mixtral", [5, 5, 5, 5]),
        ("qwen3", [None, None, None, 5]),
        ("qwen2_moe", [5, None, 5, None]),
        ("gemma2", [5, None, 5, None]),
        ("smollm3", [None, 5, None, 5]),
    ],
)
def test_each_family_has_its_own_rule_for_the_layers_with_windows(
    tmp_path: Path, family: str, windows: list[int | None]
) -> None:
    config = read(
        tmp_path,
        model_type=family,
        use_sliding_window=True,
        sliding_window=5,
        max_window_layers=3,
        no_rope_layer_interval=2,
        num_experts_per_tok=2,
        num_experts=4,
    )
    assert [layer.window for layer in config.layers] == windows


def test_layers_without_positions_are_those_that_the_file_says(tmp_path: Path) -> None:
    by_rule = read(tmp_path, model_type="smollm3")
    assert [layer.rope for layer in by_rule.layers] == [0, 0, 0, None]
    by_list = read(tmp_path, model_type="smollm3", no_rope_layers=[0, 1, 1, 1])
    assert [layer.rope for layer in by_list.layers] == [None, 0, 0, 0]


def test_keys_of_other_families_mean_nothing(tmp_path: Path) -> None:
    strange = read(tmp_path, sliding_window=5, final_logit_softcapping=3.0, residual_multiplier=2.0)
    assert strange == read(tmp_path)


def test_the_first_gemma_says_gelu_and_means_the_tanh_of_it(tmp_path: Path) -> None:
    assert read(tmp_path, model_type="gemma", hidden_act="gelu").activation == "gelu_tanh"
    both = read(tmp_path, model_type="gemma2", hidden_act="silu", hidden_activation="gelu")
    assert both.activation == "gelu"


def test_the_tokens_that_end_a_text_come_from_the_generation_config_first(tmp_path: Path) -> None:
    assert read(tmp_path, eos_token_id=2).eos_ids == (2,)
    assert read(tmp_path, eos_token_id=2, generation={}).eos_ids == (2,)
    both = read(tmp_path, eos_token_id=2, generation={"eos_token_id": [3, 4]})
    assert both.eos_ids == (3, 4)


def test_sampling_defaults_come_from_the_generation_config(tmp_path: Path) -> None:
    generation = {"temperature": 0.6, "top_k": 20, "top_p": 0.95, "max_new_tokens": 512}
    sampling = read(tmp_path, generation=generation).sampling
    assert (sampling.temperature, sampling.top_k, sampling.top_p) == (0.6, 20, 0.95)
    assert (sampling.min_p, sampling.repetition_penalty) == (None, None)
    assert sampling.max_new_tokens == 512


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"model_type": "mamba"}, "model_type 'mamba'"),
        ({"hidden_act": "snake"}, "activation 'snake'"),
        ({"rope_scaling": {"rope_type": "spiral"}}, "kind 'spiral'"),
        ({"quantization_config": {"quant_method": "awq"}}, "quantised with awq"),
        (
            {"model_type": "gemma3", "quantization_config": {"bits": 4}},
            "quantised with an unnamed method",
        ),
        ({"model_type": "gpt2", "add_cross_attention": True}, "'add_cross_attention'"),
        ({"model_type": "olmoe", "clip_qkv": 8.0}, "'clip_qkv'"),
        (
            {"model_type": "gemma3_text", "use_bidirectional_attention": True},
            "'use_bidirectional_attention'",
        ),
    ],
)
def test_arithmetic_that_the_decoder_lacks_is_refused_by_name(
    tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(UnsupportedArchitecture) as refusal:
        read(tmp_path, **changes)
    assert words in str(refusal.value)
    assert str(tmp_path / "config.json") in str(refusal.value)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"hidden_size": None}, "does not say 'hidden_size'"),
        ({"hidden_size": "large"}, "'large' for 'hidden_size'"),
        ({"num_hidden_layers": 0}, "0 for 'num_hidden_layers'"),
        ({"num_hidden_layers": True}, "True for 'num_hidden_layers'"),
        ({"rms_norm_eps": []}, "[] for 'rms_norm_eps'"),
        ({"tie_word_embeddings": "no"}, "'no' for 'tie_word_embeddings'"),
        ({"model_type": 3}, "3 for 'model_type'"),
        ({"num_key_value_heads": 3}, "3 key-value heads cannot share evenly"),
        ({"eos_token_id": ["</s>"]}, "['</s>'] for 'eos_token_id'"),
        ({"quantization_config": "awq"}, "'awq' for 'quantization_config'"),
        ({"rope_scaling": 4}, "4 for 'rope_scaling'"),
        ({"rope_scaling": {"rope_type": "linear"}}, "does not say 'factor'"),
        ({"rope_scaling": {"rope_type": "linear", "factor": 0}}, "not positive"),
        ({"partial_rotary_factor": 0.4}, "rotates 3 of 8 channels"),
        ({"model_type": "qwen2", "layer_types": ["full_attention"]}, "a list of 4 items"),
        ({"model_type": "qwen2", "layer_types": ["odd_attention"] * 4}, "'odd_attention'"),
        (
            {
                "model_type": "phi3",
                "rope_scaling": {"type": "su", "short_factor": [1], "long_factor": [1] * 4},
            },
            "1 short factors for 4 frequencies",
        ),
    ],
)
def test_a_value_that_cannot_be_is_a_sentence_with_its_key(
    tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(CheckpointError) as complaint:
        read(tmp_path, **changes)
    assert words in str(complaint.value)


def test_a_missing_file_is_a_sentence_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"has no config\.json\.$"):
        read_config(tmp_path)


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff\xfe", b"[" * 100_000])
def test_a_file_that_is_no_json_object_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "config.json").write_bytes(content)
    with pytest.raises(CheckpointError, match=r"config\.json"):
        read_config(tmp_path)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_can_be_read_from_the_common_keys(tmp_path: Path, family: str) -> None:
    config = read(tmp_path, model_type=family, num_experts=4, num_experts_per_tok=2, head_dim=8)
    assert config.family == family
    assert (config.num_layers, config.vocabulary_size, config.head_size) == (4, 61, 8)


def test_reading_a_config_does_not_import_torch() -> None:
    code = "import sys, models.config; sys.exit('torch' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
