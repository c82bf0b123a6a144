"""The plain-torch truth of every operation, in one place: what kernels are tested against."""

from __future__ import annotations

from ops.activation import KINDS, activation, gated_activation, sigmoid
from ops.kv_write import kv_move, kv_write
from ops.linear import PackedLinear, linear, rows_are_apart
from ops.moe import PackedExperts, mix_experts, route
from ops.norm_rope import layer_norm, rms_norm, rope, rope_tables
from ops.paged_attention import ancestor_words, paged_attention
from ops.sampling_batch import SamplingBatch
from ops.sampling_noise import gumbel_noise, noisy_best
from ops.scores import Scores, join, rows_at_a_time, score
from ops.slot_sampling import SlotSampling
from ops.transfer import to_device
from ops.trees import Trees
from ops.verify import Logprobs, Verdict, verify

__all__ = [
    "KINDS",
    "Logprobs",
    "PackedExperts",
    "PackedLinear",
    "SamplingBatch",
    "Scores",
    "SlotSampling",
    "Trees",
    "Verdict",
    "activation",
    "ancestor_words",
    "gated_activation",
    "gumbel_noise",
    "join",
    "kv_move",
    "kv_write",
    "layer_norm",
    "linear",
    "mix_experts",
    "noisy_best",
    "paged_attention",
    "rms_norm",
    "rope",
    "rope_tables",
    "route",
    "rows_are_apart",
    "rows_at_a_time",
    "score",
    "sigmoid",
    "to_device",
    "verify",
]
