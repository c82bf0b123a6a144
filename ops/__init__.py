"""What runs on the device, one function for each operation. Nothing here knows of models.

Letters, the same in every docstring of this package:

    T  tokens of the step: all rows behind one another, without padding (ragged)
    R  rows of the step, one for each request
    H  query heads        K  key-value heads; H is a multiple of K
    D  size of a head     E  size of a value's head where it differs from D
    N  size of the residual stream     I  size of the inner layer of an MLP
    B  blocks of the cache             P  positions in a block (block_size)
    V  vocabulary         M  nodes that `verify` decides on, over all rows
    X  experts

Every operation has a plain-torch truth, gathered in `ops.reference`; the names here are what models
call: those truths, and on a GPU the kernels that agree with them, see `ops.choose`.

The rule that all of them keep: in float32 on a CPU the result of a row is the same, bit for bit,
whatever else is in the batch, however the prompt was cut and whatever was drafted. That is why some
of them look more roundabout than they need to be; each says why.
"""

from __future__ import annotations

from ops.choose import (
    activation,
    gated_activation,
    kv_move,
    kv_write,
    layer_norm,
    mix_experts,
    paged_attention,
    rms_norm,
    rope,
    route,
    verify,
)
from ops.cpu.layer import DenseLayer, NativeLayer, NativeLayers, NativeStep, NormOf
from ops.host import empty_cache, narrowed, native_layer, native_path, pin_workers
from ops.reference import (
    KINDS,
    Logprobs,
    PackedExperts,
    PackedLinear,
    SamplingBatch,
    Scores,
    SlotSampling,
    Trees,
    Verdict,
    ancestor_words,
    gumbel_noise,
    join,
    linear,
    noisy_best,
    rope_tables,
    rows_are_apart,
    rows_at_a_time,
    score,
    sigmoid,
    to_device,
)

__all__ = [
    "DenseLayer",
    "KINDS",
    "Logprobs",
    "NativeLayer",
    "NativeLayers",
    "NativeStep",
    "NormOf",
    "PackedExperts",
    "PackedLinear",
    "SamplingBatch",
    "Scores",
    "SlotSampling",
    "Trees",
    "Verdict",
    "activation",
    "ancestor_words",
    "empty_cache",
    "gated_activation",
    "gumbel_noise",
    "join",
    "kv_move",
    "kv_write",
    "layer_norm",
    "linear",
    "mix_experts",
    "narrowed",
    "native_layer",
    "native_path",
    "noisy_best",
    "paged_attention",
    "pin_workers",
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
