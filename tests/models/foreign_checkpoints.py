"""Tiny checkpoints of families that have no native code, and of models that must be refused."""

from __future__ import annotations

from typing import Any

from tests.models.tiny_checkpoints import Recipe, llama_like, llama_sizes

MLA = {
    "q_lora_rank": 20,
    "kv_lora_rank": 12,
    "qk_nope_head_dim": 6,
    "qk_rope_head_dim": 4,
    "v_head_dim": 12,
    "head_dim": 4,
}
DEEPSEEK = {
    "num_key_value_heads": 4,
    "n_routed_experts": 4,
    "num_experts_per_tok": 2,
    "moe_intermediate_size": 20,
    "n_group": 2,
    "topk_group": 1,
    "first_k_dense_replace": 1,
    "num_hidden_layers": 3,
    **MLA,
}
MOE = {"num_local_experts": 4, "num_experts_per_tok": 2}


def gpt_neox_sizes(**changes: Any) -> dict[str, Any]:
    """The usual sizes of a family without grouped heads."""
    sizes = llama_sizes(**changes)
    del sizes["num_key_value_heads"]
    return sizes


OPT = {
    "vocab_size": 61,
    "hidden_size": 32,
    "word_embed_proj_dim": 20,
    "ffn_dim": 40,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "max_position_embeddings": 64,
    "pad_token_id": 1,
}

# Windows are shorter than the prompts of the tests. Attention has an unusual shape in gpt_oss (a
# sink for each head) and in deepseek_v3 (values of another size than keys).
SERVED: dict[str, Recipe] = {
    "cohere": llama_like("Cohere", logit_scale=1.7, use_qk_norm=True),
    "cohere2": llama_like("Cohere2", num_hidden_layers=4, sliding_window=5, logit_scale=1.7),
    "deepseek_v3": llama_like("DeepseekV3", **DEEPSEEK),
    "gpt_oss": llama_like("GptOss", sliding_window=5, head_dim=10, **MOE),
    "gpt_neox": Recipe("GPTNeoXConfig", "GPTNeoXForCausalLM", gpt_neox_sizes(rotary_pct=0.5)),
    "glm4": llama_like("Glm4", head_dim=8, attention_bias=True),
    "nemotron": llama_like("Nemotron"),
    "opt": Recipe("OPTConfig", "OPTForCausalLM", OPT),
    "stablelm": llama_like("StableLm", use_qkv_bias=True, partial_rotary_factor=0.25),
    "starcoder2": llama_like("Starcoder2", sliding_window=5),
}

LAYERS = {"num_hidden_layers": 4, "layer_types": ["conv", "full_attention"] * 2}

REFUSED: dict[str, tuple[Recipe, str]] = {
    "mamba": (
        Recipe(
            "MambaConfig",
            "MambaForCausalLM",
            {"vocab_size": 61, "hidden_size": 32, "num_hidden_layers": 2, "state_size": 4},
        ),
        "'mamba' with layers of linear_attention, which a paged cache cannot hold",
    ),
    "lfm2": (
        llama_like("Lfm2", **LAYERS),
        "'lfm2' with layers of conv, which a paged cache cannot hold",
    ),
    "falcon": (
        Recipe("FalconConfig", "FalconForCausalLM", gpt_neox_sizes(alibi=True)),
        "'falcon' that knows positions by biases of its attention (ALiBi)",
    ),
    "openai-gpt": (
        Recipe(
            "OpenAIGPTConfig",
            "OpenAIGPTLMHeadModel",
            {"vocab_size": 61, "n_embd": 32, "n_layer": 2, "n_head": 4, "n_positions": 64},
        ),
        "'openai-gpt', whose attention transformers does not let others compute",
    ),
    "bert that reads both ways": (
        Recipe("BertConfig", "BertLMHeadModel", gpt_neox_sizes(is_decoder=False)),
        "reads ahead",
    ),
    "bart, which counts positions itself": (
        Recipe(
            "BartConfig",
            "BartForCausalLM",
            {
                "vocab_size": 61,
                "d_model": 32,
                "encoder_layers": 2,
                "decoder_layers": 2,
                "decoder_attention_heads": 4,
                "decoder_ffn_dim": 40,
                "max_position_embeddings": 64,
            },
        ),
        "does not compute the same over a paged cache",
    ),
    "t5": (
        Recipe(
            "T5Config",
            "T5ForConditionalGeneration",
            {"vocab_size": 61, "d_model": 32, "d_kv": 8, "d_ff": 40, "num_layers": 1},
        ),
        "'t5', which transformers does not run as a language model",
    ),
}

# Sees the tokens of its own chunk only: full attention as long as all fits into one.
CHUNKED = Recipe(
    "Llama4TextConfig",
    "Llama4ForCausalLM",
    llama_sizes(
        attention_chunk_size=16,
        num_hidden_layers=4,
        intermediate_size_mlp=40,
        num_local_experts=2,
        num_experts_per_tok=1,
        head_dim=8,
    ),
)


def stretched(rope: dict[str, Any]) -> Recipe:
    """Rotary positions whose frequencies depend on the length of the text."""
    return llama_like(
        "Starcoder2", sliding_window=None, max_position_embeddings=64, rope_parameters=rope
    )


STRETCHED = {
    "dynamic": {
        "rope_type": "dynamic",
        "rope_theta": 1e4,
        "factor": 4.0,
        "original_max_position_embeddings": 16,
    },
    "longrope": {
        "rope_type": "longrope",
        "rope_theta": 1e4,
        "factor": 4.0,
        "short_factor": [1.0, 1.1, 1.2, 1.3],
        "long_factor": [1.5, 2.0, 2.5, 3.0],
        "original_max_position_embeddings": 16,
    },
}
