"""Who computes: on a CPU the plain-torch truth, or the native library where it has a function for
it, on a GPU the Triton kernel where there is one.

The device of the first argument decides. A kernel's file is imported, and triton with it, when the
first tensor on a GPU comes along; where triton is not installed, the truth computes there as well.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, ParamSpec, TypeVar

from ops import host, reference

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

# The file of an operation's kernel: it holds a function of the same name and signature.
KERNELS = {
    "activation": "ops.kernels.activation",
    "gated_activation": "ops.kernels.activation",
    "kv_move": "ops.kernels.kv_write",
    "kv_write": "ops.kernels.kv_write",
    "layer_norm": "ops.kernels.norms",
    "mix_experts": "ops.kernels.moe",
    "paged_attention": "ops.kernels.paged_attention",
    "rms_norm": "ops.kernels.norms",
    "rope": "ops.kernels.rope",
    "route": "ops.kernels.route",
    "verify": "ops.kernels.verify",
}


def choose(
    truth: Callable[Arguments, Result], on_cpu: Callable[Arguments, Result] | None = None
) -> Callable[Arguments, Result]:
    """What models call in the truth's place. An operation without a kernel is its truth itself."""
    host = on_cpu or truth
    name = truth.__name__
    if name not in KERNELS:
        return truth

    @functools.wraps(truth)
    def chosen(*arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
        first: Any = arguments[0]
        if not first.is_cuda:
            return host(*arguments, **named)
        return (kernel(name) or truth)(*arguments, **named)

    return chosen


@functools.cache
def kernel(name: str) -> Callable[..., Any] | None:
    """None where triton is not installed."""
    if find_spec("triton") is None:
        return None
    found: Callable[..., Any] = getattr(import_module(KERNELS[name]), name)
    return found


activation = choose(reference.activation)
gated_activation = choose(reference.gated_activation, host.gated_activation)
kv_move = choose(reference.kv_move, host.kv_move)
kv_write = choose(reference.kv_write, host.kv_write)
layer_norm = choose(reference.layer_norm)
mix_experts = choose(reference.mix_experts)
paged_attention = choose(reference.paged_attention, host.paged_attention)
rms_norm = choose(reference.rms_norm, host.rms_norm)
rope = choose(reference.rope, host.rope)
route = choose(reference.route)
verify = choose(reference.verify)
