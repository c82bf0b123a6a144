"""What an entry of `FAMILIES` can say, and the keys of `config.json` that all families read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from models.tensor_names import Names

WindowRule = Literal["never", "every", "pattern", "upper", "even_lower", "without_rope"]

# Keys that every family reads. Those that are None must be in the file, or have a family's default,
# or may be absent because something else implies them.
COMMON: Mapping[str, Any] = {
    "model_type": None,
    "vocab_size": None,
    "hidden_size": None,
    "intermediate_size": None,
    "num_hidden_layers": None,
    "num_attention_heads": None,
    "num_key_value_heads": None,
    "head_dim": None,
    "max_position_embeddings": None,
    "hidden_act": "silu",
    "rms_norm_eps": 1e-6,
    "tie_word_embeddings": False,
    "dtype": None,
    "torch_dtype": None,
    "bos_token_id": None,
    "eos_token_id": None,
    "rope_theta": 10_000.0,
    "rope_scaling": None,
    "rope_parameters": None,
    "partial_rotary_factor": None,
    "original_max_position_embeddings": None,
}


@dataclass(frozen=True, slots=True)
class Family:
    """How one family differs from Llama."""

    defaults: Mapping[str, Any] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # other spellings
    means: Mapping[str, str] = field(default_factory=dict)  # words used in another sense
    names: Names = Names()
    norm: Literal["rms", "layer"] = "rms"
    norm_offset: float = 0.0
    head_norm: Literal["head", "full"] | None = None
    gated: bool = True
    qkv_bias: bool = False  # biases that no key of the file decides on
    out_bias: bool = False
    mlp_bias: bool = False
    window_rule: WindowRule = "never"
    rope_by_layer_type: bool = False
    learned_positions: bool = False
    scales_embedding: bool = False  # by the square root of the hidden size
