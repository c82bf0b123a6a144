"""Small random models that bring a layer along to predict further tokens, and its arithmetic."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from tests.models.tiny_checkpoints import Tiny, llama_like, write
from tests.models.tiny_device import CONTEXT_LENGTH, V
from tests.models.tiny_heads import (
    BASE,
    EPS,
    Forward,
    TinyHead,
    Weights,
    attended,
    drawn,
    fed_forward,
    layer_shapes,
    norm,
)


@dataclass(frozen=True, slots=True)
class MtpKind:
    """Of checkpoint with a layer that predicts further tokens."""

    lead: str  # its class of the transformers library
    prefix: str  # {layers} is the number of the lead's
    join: str
    word_norm: str
    state_norm: str
    final_norm: str
    inner: str = ""
    words_first: bool = True
    hides_first: bool = True
    passes_normed: bool = True
    family: str | None = None  # what the file says, if the library does not know it


DEEPSEEK = MtpKind(
    "Llama",
    "model.layers.{layers}.",
    "eh_proj",
    "enorm",
    "hnorm",
    "shared_head.norm",
    passes_normed=False,
)
MIMO = MtpKind(
    "Qwen2",
    "model.mtp_layers.0.",
    "input_proj",
    "token_layernorm",
    "hidden_layernorm",
    "final_layernorm",
    words_first=False,
    family="mimo",
)
QWEN_NEXT = MtpKind(
    "Llama",
    "mtp.",
    "fc",
    "pre_fc_norm_embedding",
    "pre_fc_norm_hidden",
    "norm",
    inner="layers.0.",
    hides_first=False,
)


def write_mtp(directory: Path, kind: MtpKind, *, num_layers: int = 2) -> tuple[Tiny, TinyHead]:
    """A model that brings such a layer along."""
    kind = replace(kind, prefix=kind.prefix.format(layers=num_layers))
    recipe = llama_like(
        kind.lead,
        vocab_size=V,
        num_hidden_layers=num_layers,
        max_position_embeddings=CONTEXT_LENGTH,
        rms_norm_eps=EPS,
        rope_parameters={"rope_type": "default", "rope_theta": BASE},
    )
    made = write(recipe, directory)
    size, heads, kv_heads, inner = (
        recipe.sizes[name]
        for name in (
            "hidden_size",
            "num_attention_heads",
            "num_key_value_heads",
            "intermediate_size",
        )
    )
    block, head = kind.prefix + kind.inner, size // heads
    shapes = layer_shapes(block, size, size, heads, kv_heads, head, inner)
    if kind.lead == "Qwen2":
        for name, count in (("q", heads), ("k", kv_heads), ("v", kv_heads)):
            shapes[f"{block}self_attn.{name}_proj.bias"] = (count * head,)
    shapes[f"{kind.prefix}{kind.join}.weight"] = (size, 2 * size)
    for name in (kind.word_norm, kind.state_norm, kind.final_norm):
        shapes[f"{kind.prefix}{name}.weight"] = (size,)
    weights = load_file(directory / "model.safetensors") | drawn(shapes)
    save_file(weights, directory / "model.safetensors", {"format": "pt"})
    config = json.loads((directory / "config.json").read_text())
    config |= {"num_nextn_predict_layers": 1, "model_type": kind.family or config["model_type"]}
    (directory / "config.json").write_text(json.dumps(config))
    return made, TinyHead(directory, lambda states: states, mtp_forward(kind, weights, head))


def mtp_forward(kind: MtpKind, weights: Weights, head: int) -> Forward:
    block = kind.prefix + kind.inner

    def normed(x: Tensor, name: str) -> Tensor:
        return norm(x, weights[f"{name}.weight"])

    def forward(tokens: Sequence[int], states: Tensor) -> tuple[Tensor, Tensor]:
        words = weights["model.embed_tokens.weight"][list(tokens)]
        if kind.hides_first:
            words = torch.cat([torch.zeros_like(words[:1]), words[1:]])
        both = [
            normed(words, kind.prefix + kind.word_norm),
            normed(states, kind.prefix + kind.state_norm),
        ]
        joined = torch.cat(both if kind.words_first else both[::-1], -1)
        x = joined @ weights[f"{kind.prefix}{kind.join}.weight"].T
        y = normed(x, f"{block}input_layernorm")
        x = x + attended(y, weights, f"{block}self_attn.", head)
        x = x + fed_forward(normed(x, f"{block}post_attention_layernorm"), weights, f"{block}mlp.")
        told = normed(x, kind.prefix + kind.final_norm)
        return told @ weights["lm_head.weight"].T, told if kind.passes_normed else x

    return forward


def thought(lead: Tiny, text: Sequence[int]) -> Tensor:
    """The lead's last states, normed [T, N]."""
    with torch.inference_mode():
        told = lead.reference.model(input_ids=torch.tensor([list(text)]), use_cache=False)
    states: Tensor = told.last_hidden_state[0]
    return states
