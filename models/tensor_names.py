"""Where the families keep their tensors. The defaults are Llama's, which most of them follow."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """Where a checkpoint keeps its tensors. `{}` is the number of the layer or of the expert.

    Names are without ".weight" and ".bias". Parts of a tuple are stacked into one matrix; a tuple
    of one is a matrix that the checkpoint stacked already.
    """

    roots: tuple[str, ...] = ("model.", "language_model.model.", "model.language_model.", "")
    embedding: str = "embed_tokens"
    positions: str = ""
    final_norm: str = "norm"
    heads: tuple[str, ...] = ("lm_head", "language_model.lm_head")  # from the top, not the root
    layer: str = "layers.{}."
    qkv: tuple[str, ...] = ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj")
    out: str = "self_attn.o_proj"
    query_norm: str = "self_attn.q_norm"
    key_norm: str = "self_attn.k_norm"
    attention_norm: str = "input_layernorm"
    attention_after_norm: str = ""
    mlp_norm: str = "post_attention_layernorm"
    mlp_after_norm: str = ""
    gate_up: tuple[str, ...] = ("mlp.gate_proj", "mlp.up_proj")
    down: str = "mlp.down_proj"
    router: str = "mlp.gate"
    expert_gate_up: tuple[str, ...] = ("mlp.experts.{}.gate_proj", "mlp.experts.{}.up_proj")
    expert_down: str = "mlp.experts.{}.down_proj"
    shared_gate_up: tuple[str, ...] = ("mlp.shared_expert.gate_proj", "mlp.shared_expert.up_proj")
    shared_down: str = "mlp.shared_expert.down_proj"
    shared_gate: str = "mlp.shared_expert_gate"
    transposed: bool = False  # matrices are stored as [in, out]


# Norms on both sides of each block, as in Gemma 2.
SANDWICH = Names(
    attention_after_norm="post_attention_layernorm",
    mlp_norm="pre_feedforward_layernorm",
    mlp_after_norm="post_feedforward_layernorm",
)
