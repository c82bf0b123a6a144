"""Small random heads in the formats in which they are published, and their arithmetic in torch."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional

from tests.models.tiny_checkpoints import Tiny, fill
from tests.models.tiny_device import CONTEXT_LENGTH, V

LEAD_SIZE = 32
TAPS = (1, 2, 4)
EPS = 1e-5
BASE = 5e3
SIZES = {"hidden": 24, "heads": 3, "kv_heads": 1, "head": 8, "inner": 36, "own": 70}

Weights = dict[str, Tensor]


def norm(x: Tensor, weight: Tensor) -> Tensor:
    return x * (x.square().mean(-1, keepdim=True) + EPS).rsqrt() * weight


def turned(x: Tensor) -> Tensor:
    """x [heads, T, D] at positions 0, 1, ..."""
    half = x.shape[-1] // 2
    angles = torch.outer(torch.arange(x.shape[1]), BASE ** (-torch.arange(half) / half)).repeat(
        1, 2
    )
    one, two = x.chunk(2, -1)
    return x * angles.cos() + torch.cat((-two, one), -1) * angles.sin()


def attended(x: Tensor, weights: Weights, prefix: str, head: int) -> Tensor:
    """Causal attention over all of x [T, in]."""
    q, k, v = (
        functional.linear(
            x, weights[f"{prefix}{name}_proj.weight"], weights.get(f"{prefix}{name}_proj.bias")
        )
        .view(len(x), -1, head)
        .transpose(0, 1)
        for name in "qkv"
    )
    q, k = turned(q), turned(k)
    group = len(q) // len(k)
    k, v = k.repeat_interleave(group, 0), v.repeat_interleave(group, 0)
    mixed = functional.scaled_dot_product_attention(q[None], k[None], v[None], is_causal=True)[0]
    return functional.linear(mixed.transpose(0, 1).flatten(1), weights[f"{prefix}o_proj.weight"])


def fed_forward(x: Tensor, weights: Weights, prefix: str) -> Tensor:
    gate, up, down = (weights[f"{prefix}{name}_proj.weight"] for name in ("gate", "up", "down"))
    return (functional.silu(x @ gate.T) * (x @ up.T)) @ down.T


def drawn(shapes: dict[str, Sequence[int]]) -> Weights:
    generator = torch.manual_seed(11)
    weights = {}
    for name, shape in shapes.items():
        weights[name] = torch.ones(*shape)
        fill(name.removesuffix(".weight"), weights[name])
    del generator
    return weights


def layer_shapes(
    prefix: str, size: int, in_size: int, heads: int, kv_heads: int, head: int, inner: int
) -> dict[str, Sequence[int]]:
    return {
        f"{prefix}self_attn.q_proj.weight": (heads * head, in_size),
        f"{prefix}self_attn.k_proj.weight": (kv_heads * head, in_size),
        f"{prefix}self_attn.v_proj.weight": (kv_heads * head, in_size),
        f"{prefix}self_attn.o_proj.weight": (size, heads * head),
        f"{prefix}mlp.gate_proj.weight": (inner, size),
        f"{prefix}mlp.up_proj.weight": (inner, size),
        f"{prefix}mlp.down_proj.weight": (size, inner),
        f"{prefix}input_layernorm.weight": (size,),
        f"{prefix}post_attention_layernorm.weight": (size,),
    }


# What one entry makes of all entries: tokens and states [T, N] to (logits, states).
Forward = Callable[[Sequence[int], Tensor], tuple[Tensor, Tensor]]


@dataclass(frozen=True, slots=True, eq=False)
class TinyHead:
    """A head on disk, and what it computes."""

    directory: Path
    enter: Callable[[Tensor], Tensor]
    forward: Forward

    def drafts(self, states: Tensor, text: Sequence[int], most: int) -> list[int]:
        """The likeliest tokens behind a text, of whose tokens but the last these are the states."""
        said, states = [*text], self.enter(states)
        for _ in range(most):
            logits, following = self.forward(said[1:], states)
            said.append(int(logits[-1].argmax()))
            states = torch.cat([states, following[-1:]])
        return said[len(text) :]


@dataclass(frozen=True, slots=True)
class Kind:
    """Of EAGLE-3 checkpoint."""

    layer: str = "midlayer."
    own_words: bool = True  # an embedding of its own, and another hidden size
    norms_stream: bool = False
    some_tokens: bool = True  # of the lead's vocabulary
    nested: bool = False  # layers are counted by their outputs
    described_inside: bool = False  # in the manner of speculators


PUBLISHED = Kind()


def write_eagle(
    directory: Path, kind: Kind = PUBLISHED, *, lead_words: Tensor | None = None, **changes: Any
) -> TinyHead:
    size = SIZES["hidden"] if kind.own_words else LEAD_SIZE
    head, own = SIZES["head"], SIZES["own"] if kind.some_tokens else V
    numbers = (SIZES["heads"], SIZES["kv_heads"], head, SIZES["inner"])
    shapes = layer_shapes(kind.layer, size, 2 * size, *numbers)
    shapes |= {f"{kind.layer}hidden_norm.weight": (size,), "norm.weight": (size,)}
    shapes |= {"fc.weight": (size, 3 * LEAD_SIZE), "lm_head.weight": (own, size)}
    if kind.own_words:
        shapes["embed_tokens.weight"] = (V, size)
    weights = drawn(shapes)
    if kind.some_tokens:
        chosen = torch.randperm(V)[:own].sort().values
        weights["d2t"] = chosen - torch.arange(own)
        weights["t2d"] = torch.zeros(V, dtype=torch.bool).index_fill(0, chosen, True)
    directory.mkdir(parents=True, exist_ok=True)
    save_file(weights, directory / "model.safetensors")
    if not kind.own_words and lead_words is not None:
        weights["embed_tokens.weight"] = lead_words.detach()
    described = eagle_config(kind, size, own) | changes
    (directory / "config.json").write_text(json.dumps(described))
    return TinyHead(
        directory, lambda states: states @ weights["fc.weight"].T, forward_of(kind, weights)
    )


def eagle_config(kind: Kind, size: int, own: int) -> dict[str, Any]:
    layer = {
        "model_type": "llama",
        "vocab_size": V,
        "hidden_size": size,
        "intermediate_size": SIZES["inner"],
        "num_hidden_layers": 1,
        "num_attention_heads": SIZES["heads"],
        "num_key_value_heads": SIZES["kv_heads"],
        "head_dim": SIZES["head"],
        "max_position_embeddings": CONTEXT_LENGTH // 2,
        "rms_norm_eps": EPS,
        "rope_theta": BASE,
    }
    said: dict[str, Any] = {"norm_before_residual": kind.norms_stream}
    if kind.some_tokens:
        said["draft_vocab_size"] = own
    key = "eagle_aux_hidden_state_layer_ids"
    if kind.nested:
        said["eagle_config"] = {key: [tap - 1 for tap in TAPS]}
    else:
        said[key] = list(TAPS)
    if kind.described_inside:
        return said | {"speculators_model_type": "eagle3", "transformer_layer_config": layer}
    return said | layer | {"architectures": ["LlamaForCausalLMEagle3"]}


def forward_of(kind: Kind, weights: Weights) -> Forward:
    def forward(tokens: Sequence[int], states: Tensor) -> tuple[Tensor, Tensor]:
        layer = kind.layer
        words = weights["embed_tokens.weight"][list(tokens)]
        normed = norm(states, weights[f"{layer}hidden_norm.weight"])
        stream = normed if kind.norms_stream else states
        both = torch.cat((norm(words, weights[f"{layer}input_layernorm.weight"]), normed), -1)
        stream = stream + attended(both, weights, f"{layer}self_attn.", SIZES["head"])
        x = norm(stream, weights[f"{layer}post_attention_layernorm.weight"])
        stream = stream + fed_forward(x, weights, f"{layer}mlp.")
        own = norm(stream, weights["norm.weight"]) @ weights["lm_head.weight"].T
        if not kind.some_tokens:
            return own, stream
        logits = torch.full((len(own), V), -torch.inf)
        logits[:, torch.arange(own.shape[1]) + weights["d2t"]] = own
        return logits, stream

    return forward


def heard(lead: Tiny, text: Sequence[int]) -> Tensor:
    """What goes into three layers of the lead at each token [T, 3 N]."""
    with torch.inference_mode():
        told = lead.reference(
            input_ids=torch.tensor([list(text)]), output_hidden_states=True, use_cache=False
        )
    return torch.cat([told.hidden_states[tap][0] for tap in TAPS], -1)
