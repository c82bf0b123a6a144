"""Seeded random checkpoints of every family, written by the transformers library itself.

The weights are large on purpose: with the usual small ones all logits are nearly zero and a decoder
that forgets half of its arithmetic would still agree to four digits.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
import transformers
from safetensors.torch import load_file, save_file
from torch import Tensor

VOCABULARY = 61


@dataclass(frozen=True, slots=True)
class Recipe:
    """One tiny model: transformers' names of its configuration and its class, and its sizes."""

    config: str
    model: str
    sizes: dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Tiny:
    """A checkpoint on disk, and the model that wrote it."""

    directory: Path
    reference: Any

    def logits(self, ids: list[int]) -> Tensor:
        """What transformers computes at every position [len(ids), V], without any cache."""
        with torch.inference_mode():
            output = self.reference(input_ids=torch.tensor([ids]), use_cache=False)
        logits: Tensor = output.logits[0].float()
        return logits


def llama_sizes(**changes: Any) -> dict[str, Any]:
    """Sizes that no two dimensions share, so that a swapped one cannot go unnoticed."""
    return {
        "vocab_size": VOCABULARY,
        "hidden_size": 32,
        "intermediate_size": 40,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "max_position_embeddings": 128,
        "bos_token_id": 1,
        "eos_token_id": 2,
        "pad_token_id": 0,
        "tie_word_embeddings": False,
        **changes,
    }


def write(
    recipe: Recipe,
    directory: Path,
    *,
    dtype: torch.dtype = torch.float32,
    is_rounded: bool = False,
) -> Tiny:
    """Build the model with seeded weights and save it. Rounded ones are such as bfloat16 holds."""
    config = getattr(transformers, recipe.config)(**recipe.sizes)
    config._attn_implementation = "eager"
    config._experts_implementation = "eager"  # the other one wants sizes that are less tiny
    torch.manual_seed(7)
    model = getattr(transformers, recipe.model)(config).eval().to(dtype)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            fill(name, parameter)
            if is_rounded:
                parameter.copy_(parameter.bfloat16())
    model.save_pretrained(directory)
    return Tiny(directory, model)


def fill(name: str, parameter: Tensor) -> None:
    """Weights that keep the size of what passes, norms and biases that are far from neutral."""
    if parameter.ndim >= 2:
        parameter.normal_(std=1.3 * parameter.shape[-1] ** -0.5)
    elif name.endswith("bias"):
        parameter.normal_(std=0.3)
    else:
        parameter.add_(torch.rand_like(parameter) - 0.5)


def llama_like(name: str, **changes: Any) -> Recipe:
    """A relative whose classes follow the usual pattern and whose sizes have the usual names."""
    return Recipe(f"{name}Config", f"{name}ForCausalLM", llama_sizes(**changes))


def gemma3_with_eyes() -> Recipe:
    """Gemma 3 as it is published: the language model inside of one that also sees."""
    text = llama_sizes(head_dim=10, sliding_window=5, sliding_window_pattern=2, num_hidden_layers=4)
    del text["tie_word_embeddings"]
    vision = {
        "hidden_size": 8,
        "intermediate_size": 8,
        "num_hidden_layers": 1,
        "num_attention_heads": 1,
        "image_size": 8,
        "patch_size": 4,
    }
    sizes = {"text_config": text, "vision_config": vision, "mm_tokens_per_image": 4}
    return Recipe("Gemma3Config", "Gemma3ForConditionalGeneration", sizes)


GPT2 = Recipe(
    "GPT2Config",
    "GPT2LMHeadModel",
    {"vocab_size": VOCABULARY, "n_embd": 32, "n_layer": 2, "n_head": 4, "n_positions": 64},
)

MOE = {"num_experts": 5, "num_experts_per_tok": 2, "moe_intermediate_size": 20}
QWEN_WINDOW = {"use_sliding_window": True, "sliding_window": 5, "max_window_layers": 1}
GEMMA = {"head_dim": 10, "tie_word_embeddings": True}
SOFTCAPS = {"attn_logit_softcapping": 2.0, "final_logit_softcapping": 3.0}

# Windows are shorter than the prompts of the tests, and soft-caps low enough to bite.
RECIPES: dict[str, Recipe] = {
    "llama": llama_like("Llama"),
    "llama with biases": llama_like("Llama", attention_bias=True, mlp_bias=True),
    "llama with a tied head": llama_like("Llama", tie_word_embeddings=True),
    "llama with a head size of its own": llama_like("Llama", head_dim=10),
    "llama with one head for keys": llama_like("Llama", num_key_value_heads=1),
    "llama with as many heads for keys": llama_like("Llama", num_key_value_heads=4),
    "mistral": llama_like("Mistral", sliding_window=None),
    "mistral with a window": llama_like("Mistral", sliding_window=5),
    "qwen2": llama_like("Qwen2"),
    "qwen2 with a window": llama_like("Qwen2", **QWEN_WINDOW),
    "qwen3": llama_like("Qwen3", head_dim=10),
    "qwen3 with biases and a window": llama_like(
        "Qwen3", head_dim=10, attention_bias=True, **QWEN_WINDOW
    ),
    "qwen3_moe": llama_like("Qwen3Moe", head_dim=10, norm_topk_prob=True, **MOE),
    "qwen3_moe with dense layers": llama_like(
        "Qwen3Moe", num_hidden_layers=4, mlp_only_layers=[1], decoder_sparse_step=2, **MOE
    ),
    "qwen2_moe": llama_like("Qwen2Moe", shared_expert_intermediate_size=28, **MOE),
    "qwen2_moe with a window": llama_like(
        "Qwen2Moe", num_hidden_layers=3, **MOE, **QWEN_WINDOW, shared_expert_intermediate_size=28
    ),
    "olmoe": llama_like("Olmoe", num_experts=5, num_experts_per_tok=2),
    "mixtral": llama_like("Mixtral", num_local_experts=4, num_experts_per_tok=2),
    "mixtral with a window": llama_like("Mixtral", num_local_experts=4, sliding_window=5),
    "gemma": llama_like("Gemma", **GEMMA),
    "gemma2": llama_like(
        "Gemma2",
        sliding_window=5,
        query_pre_attn_scalar=17,
        num_hidden_layers=4,
        **GEMMA,
        **SOFTCAPS,
    ),
    "gemma3": Recipe(
        "Gemma3TextConfig",
        "Gemma3ForCausalLM",
        llama_sizes(
            sliding_window=5,
            sliding_window_pattern=3,
            num_hidden_layers=4,
            rope_parameters={
                "full_attention": {"rope_type": "linear", "factor": 8.0, "rope_theta": 5e4},
                "sliding_attention": {"rope_type": "default", "rope_theta": 1e3},
            },
            final_logit_softcapping=3.0,
            **GEMMA,
        ),
    ),
    "gemma3 with eyes": gemma3_with_eyes(),
    "phi3": llama_like("Phi3", sliding_window=None),
    "phi3 with a window and a partial rope": llama_like(
        "Phi3", sliding_window=5, partial_rotary_factor=0.75
    ),
    "olmo2": llama_like("Olmo2"),
    "granite": llama_like(
        "Granite",
        embedding_multiplier=1.7,
        residual_multiplier=0.6,
        attention_multiplier=0.31,
        logits_scaling=0.7,
    ),
    "smollm3": llama_like("SmolLM3", num_hidden_layers=4, no_rope_layer_interval=2),
    "smollm3 with a window": llama_like(
        "SmolLM3", num_hidden_layers=4, use_sliding_window=True, sliding_window=5
    ),
    "gpt2": GPT2,
    "gpt2 scaled by depth": replace(
        GPT2,
        sizes={**GPT2.sizes, "scale_attn_by_inverse_layer_idx": True, "n_inner": 40},
    ),
}


def relative_of(lead: Tiny, directory: Path, *, shaken: float) -> str:
    """The lead's weights, a little shaken: often right, and often right at the second try."""
    shutil.copytree(lead.directory, directory, dirs_exist_ok=True)
    weights = load_file(directory / "model.safetensors")
    draw = torch.Generator().manual_seed(1)
    for weight in weights.values():
        weight += shaken * weight.std() * torch.randn(weight.shape, generator=draw)
    save_file(weights, directory / "model.safetensors", {"format": "pt"})
    return str(directory)
