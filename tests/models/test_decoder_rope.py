"""Every kind of rotary scaling against the transformers library, also beyond the first context."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
import transformers
from transformers.modeling_rope_utils import ROPE_INIT_FUNCTIONS

from models.config import read_config
from models.decoder import Decoder
from models.errors import ModelError
from models.rope import build_tables, compute_frequencies
from models.rope_settings import RopeConfig
from models.weights import load_weights
from tests.models.paged_rows import in_chunks
from tests.models.test_decoder_families import assert_close, assert_same, draw_ids
from tests.models.tiny_checkpoints import GPT2, Recipe, llama_like, write

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

LENGTH = 40  # of the prompts, beyond every original context below


def scaled(kind: str, **parameters: Any) -> Recipe:
    """A Llama trained on 16 positions and stretched to 64."""
    positions = 16 if kind == "dynamic" else 64
    rope = {"rope_type": kind, "rope_theta": 500.0, **parameters}
    return llama_like("Llama", max_position_embeddings=positions, rope_parameters=rope)


def longrope(**parameters: Any) -> Recipe:
    """A Phi-3 with three quarters of its eight channels rotated: three frequencies."""
    rope = {
        "rope_type": "longrope",
        "rope_theta": 500.0,
        "partial_rotary_factor": 0.75,
        "short_factor": [1.0, 1.2, 1.5],
        "long_factor": [1.5, 3.0, 4.0],
        **parameters,
    }
    return llama_like(
        "Phi3",
        max_position_embeddings=64,
        original_max_position_embeddings=16,
        sliding_window=None,
        rope_parameters=rope,
    )


YARN = {"factor": 4.0, "original_max_position_embeddings": 16}
LLAMA3 = {"low_freq_factor": 1.0, "high_freq_factor": 4.0, **YARN}
RECIPES = {
    "linear": scaled("linear", factor=4.0),
    "dynamic": scaled("dynamic", factor=3.0),
    "yarn": scaled("yarn", **YARN),
    "yarn with its own slopes": scaled("yarn", **YARN, beta_fast=4, beta_slow=0.5, truncate=False),
    "yarn with its own sharpness": scaled("yarn", **YARN, attention_factor=1.3),
    "yarn with two scales": scaled("yarn", **YARN, mscale=0.9, mscale_all_dim=0.4),
    "llama3": scaled("llama3", **LLAMA3),
    "longrope": longrope(),
    "longrope with its own sharpness": longrope(attention_factor=1.4),
}


@pytest.mark.parametrize("name", RECIPES)
def test_a_prompt_beyond_the_first_context_gives_the_logits_of_transformers(
    name: str, tmp_path: Path
) -> None:
    tiny = write(RECIPES[name], tmp_path)
    config = read_config(tmp_path)
    weights = load_weights(tmp_path, config, dtype=torch.float32)
    decoder = Decoder(config, weights, context_length=LENGTH)
    ids = draw_ids(LENGTH)
    whole = in_chunks(decoder, ids, LENGTH)
    assert_close(whole, tiny.logits(ids))
    assert_same(in_chunks(decoder, ids, 7), whole)


@pytest.mark.parametrize("name", ["dynamic", "longrope"])
def test_a_server_of_short_contexts_uses_the_unstretched_frequencies(
    name: str, tmp_path: Path
) -> None:
    tiny = write(RECIPES[name], tmp_path)
    config = read_config(tmp_path)
    weights = load_weights(tmp_path, config, dtype=torch.float32)
    ids = draw_ids(12)
    short = in_chunks(Decoder(config, weights, context_length=16), ids, 12)
    assert_close(short, tiny.logits(ids))
    long = in_chunks(Decoder(config, weights, context_length=17), ids, 12)
    assert (long - short).abs().max() > 0.01


@pytest.mark.parametrize("name", RECIPES)
def test_frequencies_at_real_sizes_are_those_of_transformers(name: str, tmp_path: Path) -> None:
    rope = dict(RECIPES[name].sizes["rope_parameters"])
    rope["rope_theta"] = 500_000.0
    if "original_max_position_embeddings" in rope:
        rope["original_max_position_embeddings"] = 8192
    for key in ("short_factor", "long_factor"):
        if key in rope:
            rope[key] = [1.0 + index / 7 for index in range(48)]
    sizes: dict[str, Any] = {
        "hidden_size": 512,
        "num_attention_heads": 4,
        "max_position_embeddings": 32_768,
        "rope_parameters": rope,
    }
    if name.startswith("longrope"):
        sizes |= {"original_max_position_embeddings": 8192, "pad_token_id": 0}
    theirs = getattr(transformers, RECIPES[name].config)(**sizes)
    theirs.save_pretrained(tmp_path)
    kind = theirs.rope_parameters["rope_type"]
    expected, scaling = ROPE_INIT_FUNCTIONS[kind](theirs, "cpu", seq_len=40_000)
    frequencies, our_scaling = compute_frequencies(read_config(tmp_path).ropes[0], 40_000)
    torch.testing.assert_close(frequencies, expected, rtol=1e-6, atol=0)
    assert our_scaling == pytest.approx(scaling)


def test_learned_positions_do_not_stretch(tmp_path: Path) -> None:
    write(GPT2, tmp_path)
    config = read_config(tmp_path)
    weights = load_weights(tmp_path, config, dtype=torch.float32)
    with pytest.raises(ModelError, match="has learned 64 positions; a context length of 65 needs"):
        Decoder(config, weights, context_length=65)


def test_a_position_has_the_same_angles_in_tables_of_any_length() -> None:
    rope = RopeConfig("default", 10_000.0, 128, max_positions=4096, original_positions=4096)
    short, long = build_tables(rope, 100), build_tables(rope, 4096)
    assert torch.equal(short[0], long[0][:100])
    assert torch.equal(short[1], long[1][:100])
