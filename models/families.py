"""The families that the native decoder computes: one entry each, and the whole difference is in it.

An entry says three things:

- `defaults`: which keys of `config.json` mean something to this family beyond the common ones, and
  what holds where the file is silent. A key that is not named here is ignored, however it got in.
- how the blocks are built, where no key says it: norms, biases, the rule of the windows.
- `names`: where the checkpoint keeps each tensor (see `models/tensor_names.py`).

A new relative of Llama is a new entry here and a row in the tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from models.family import Family
from models.tensor_names import SANDWICH, Names

MOE = {
    "decoder_sparse_step": 1,
    "mlp_only_layers": None,
    "moe_intermediate_size": None,
    "num_experts_per_tok": None,
    "num_experts": None,
    "norm_topk_prob": False,
}
QWEN_WINDOW = {
    "use_sliding_window": False,
    "sliding_window": 4096,
    "max_window_layers": 28,
    "layer_types": None,
}
GEMMA = {
    "num_attention_heads": 8,
    "num_key_value_heads": 4,
    "head_dim": 256,
    "vocab_size": 256_000,
    "max_position_embeddings": 8192,
    "hidden_act": "gelu_pytorch_tanh",
    "tie_word_embeddings": True,
    "attention_bias": False,
    "use_bidirectional_attention": False,
    "bos_token_id": 2,
    "eos_token_id": 1,
}
GEMMA_WINDOW = {
    "query_pre_attn_scalar": 256,
    "sliding_window": 4096,
    "layer_types": None,
}

GEMMA2 = Family(
    defaults={
        **GEMMA,
        **GEMMA_WINDOW,
        "sliding_window_pattern": 2,
        "attn_logit_softcapping": 50.0,
        "final_logit_softcapping": 30.0,
    },
    aliases={"hidden_act": ("hidden_activation",)},
    names=SANDWICH,
    norm_offset=1.0,
    window_rule="pattern",
    scales_embedding=True,
)

FAMILIES: Mapping[str, Family] = {
    "llama": Family(defaults={"attention_bias": False, "mlp_bias": False}),
    "mistral": Family(
        defaults={"sliding_window": 4096, "num_key_value_heads": 8}, window_rule="every"
    ),
    "qwen2": Family(
        defaults={**QWEN_WINDOW, "max_position_embeddings": 32_768},
        qkv_bias=True,
        window_rule="upper",
    ),
    "mimo": Family(
        defaults={**QWEN_WINDOW, "max_position_embeddings": 32_768},
        qkv_bias=True,
        window_rule="upper",
    ),
    "qwen3": Family(
        defaults={
            **QWEN_WINDOW,
            "attention_bias": False,
            "head_dim": 128,
            "max_position_embeddings": 32_768,
        },
        head_norm="head",
        window_rule="upper",
    ),
    "qwen3_moe": Family(
        defaults={
            **MOE,
            "attention_bias": False,
            "use_sliding_window": False,
            "sliding_window": 4096,
            "max_position_embeddings": 32_768,
        },
        aliases={"num_experts": ("num_local_experts",)},
        head_norm="head",
        window_rule="every",
    ),
    "mixtral": Family(
        defaults={
            "rope_theta": 1e6,
            "rms_norm_eps": 1e-5,
            "num_key_value_heads": 8,
            "sliding_window": None,
            "num_experts_per_tok": 2,
            "num_experts": 8,
            "norm_topk_prob": True,
        },
        aliases={"num_experts": ("num_local_experts",)},
        names=Names(
            router="block_sparse_moe.gate",
            expert_gate_up=("block_sparse_moe.experts.{}.w1", "block_sparse_moe.experts.{}.w3"),
            expert_down="block_sparse_moe.experts.{}.w2",
        ),
        window_rule="every",
    ),
    "qwen2_moe": Family(
        defaults={
            **MOE,
            **QWEN_WINDOW,
            "shared_expert_intermediate_size": 5632,
            "max_position_embeddings": 32_768,
        },
        aliases={"num_experts": ("num_local_experts",)},
        qkv_bias=True,
        window_rule="even_lower",
    ),
    "olmoe": Family(
        defaults={
            "rms_norm_eps": 1e-5,
            "attention_bias": False,
            "clip_qkv": None,
            "num_experts_per_tok": 8,
            "num_experts": 64,
            "norm_topk_prob": False,
        },
        aliases={"num_experts": ("num_local_experts",)},
        head_norm="full",
    ),
    "gemma": replace(
        GEMMA2,
        defaults={
            **GEMMA,
            "num_attention_heads": 16,
            "num_key_value_heads": 16,
        },
        means={"gelu": "gelu_pytorch_tanh"},
        names=Names(),
        window_rule="never",
    ),
    "gemma2": GEMMA2,
    "gemma3_text": replace(
        GEMMA2,
        defaults={
            **GEMMA,
            **GEMMA_WINDOW,
            "final_logit_softcapping": None,
            "hidden_size": 2304,
            "intermediate_size": 9216,
            "num_hidden_layers": 26,
            "vocab_size": 262_208,
            "max_position_embeddings": 131_072,
            "sliding_window_pattern": 6,
            "rope_theta": 1e6,
            "rope_local_base_freq": 10_000.0,
        },
        head_norm="head",
        rope_by_layer_type=True,
    ),
    "phi3": Family(
        defaults={
            "rms_norm_eps": 1e-5,
            "max_position_embeddings": 4096,
            "original_max_position_embeddings": 4096,
            "sliding_window": None,
            "bos_token_id": 1,
            "eos_token_id": 32_000,
        },
        names=Names(qkv=("self_attn.qkv_proj",), gate_up=("mlp.gate_up_proj",)),
        means={"su": "longrope", "yarn": "longrope"},
        window_rule="every",
    ),
    "olmo2": Family(
        defaults={"rms_norm_eps": 1e-5, "attention_bias": False},
        names=Names(
            attention_norm="",
            attention_after_norm="post_attention_layernorm",
            mlp_norm="",
            mlp_after_norm="post_feedforward_layernorm",
        ),
        head_norm="full",
    ),
    "granite": Family(
        defaults={
            "attention_bias": False,
            "mlp_bias": False,
            "embedding_multiplier": 1.0,
            "residual_multiplier": 1.0,
            "attention_multiplier": 1.0,
            "logits_scaling": 1.0,
        },
    ),
    "smollm3": Family(
        defaults={
            "attention_bias": False,
            "mlp_bias": False,
            "num_key_value_heads": 4,
            "max_position_embeddings": 32_768,
            "tie_word_embeddings": True,
            "rope_theta": 2e6,
            "use_sliding_window": False,
            "sliding_window": None,
            "layer_types": None,
            "no_rope_layers": None,
            "no_rope_layer_interval": 4,
        },
        window_rule="without_rope",
    ),
    "gpt2": Family(
        defaults={
            "hidden_act": "gelu_new",
            "vocab_size": 50_257,
            "max_position_embeddings": 1024,
            "hidden_size": 768,
            "num_hidden_layers": 12,
            "num_attention_heads": 12,
            "rms_norm_eps": 1e-5,
            "tie_word_embeddings": True,
            "scale_attn_weights": True,
            "scale_attn_by_inverse_layer_idx": False,
            "add_cross_attention": False,
            "bos_token_id": 50_256,
            "eos_token_id": 50_256,
        },
        aliases={
            "hidden_size": ("n_embd",),
            "intermediate_size": ("n_inner",),
            "num_hidden_layers": ("n_layer",),
            "num_attention_heads": ("n_head",),
            "max_position_embeddings": ("n_positions",),
            "hidden_act": ("activation_function",),
            "rms_norm_eps": ("layer_norm_epsilon",),
        },
        names=Names(
            roots=("transformer.", ""),
            embedding="wte",
            positions="wpe",
            final_norm="ln_f",
            layer="h.{}.",
            qkv=("attn.c_attn",),
            out="attn.c_proj",
            attention_norm="ln_1",
            mlp_norm="ln_2",
            gate_up=("mlp.c_fc",),
            down="mlp.c_proj",
            transposed=True,
        ),
        norm="layer",
        gated=False,
        qkv_bias=True,
        out_bias=True,
        mlp_bias=True,
        learned_positions=True,
    ),
}

# A model_type whose language model is described by, and stored under, a part of its own.
WRAPPERS: Mapping[str, str] = {"gemma3": "gemma3_text"}
