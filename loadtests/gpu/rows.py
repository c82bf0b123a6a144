"""The operations of a layer beside attention, and the lead's decision."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import torch

import ops
from loadtests.gpu.figures import Figure
from loadtests.gpu.inputs import SAMPLINGS, make_experts, verify_call
from loadtests.gpu.rig import Call, Clock, Rig

DTYPE = torch.bfloat16
Made = tuple[Call, int, int]  # what to call, bytes and operations that it takes at least


def measure(rig: Rig, clock: Clock) -> Iterator[Figure]:
    """One figure for each operation and number of tokens."""
    for num_tokens in (3,) if rig.is_small else (1, 32, 4096):
        for name, make in MAKERS.items():
            yield time(rig, clock, f"{name} T={num_tokens}", partial(make, rig, num_tokens))
    rows, vocabulary = (3, 70) if rig.is_small else (64, 151_936)
    for sampling in SAMPLINGS:
        decide = partial(make_verify, rig, rows, vocabulary, sampling)
        yield time(rig, clock, f"verify {sampling}", decide)


def time(rig: Rig, clock: Clock, name: str, make: Callable[[], Made]) -> Figure:
    """On as many copies of the input as no cache holds."""
    torch.manual_seed(0)
    try:
        call, num_bytes, num_flops = make()
        calls = [call, *[make()[0] for _ in range(min(16, rig.copies(num_bytes)) - 1)]]
        return Figure(name, "ours", clock(calls), num_bytes, num_flops)
    except Exception as error:
        return Figure(name, "ours", note=f"{type(error).__name__}: {error}"[:200])


def make_norm(rig: Rig, num_tokens: int) -> Made:
    x, residual = (rig.random(num_tokens, 4096, dtype=DTYPE) for _ in range(2))
    weight = rig.random(4096, dtype=DTYPE)
    return lambda: ops.rms_norm(x, weight, eps=1e-6, residual=residual), 4 * x.nbytes, 0


def make_rope(rig: Rig, num_tokens: int) -> Made:
    q, k = (rig.random(num_tokens, heads, 128, dtype=DTYPE) for heads in (32, 8))
    cos, sin = ops.rope_tables(
        torch.arange(num_tokens, device=rig.device), torch.rand(64, device=rig.device)
    )
    return lambda: ops.rope(q, k, cos=cos, sin=sin), 2 * (q.nbytes + k.nbytes) + 2 * cos.nbytes, 0


def make_activation(rig: Rig, num_tokens: int) -> Made:
    x = rig.random(num_tokens, 2 * 14_336, dtype=DTYPE)
    return lambda: ops.gated_activation(x, "silu"), x.nbytes * 3 // 2, 0


def make_write(rig: Rig, num_tokens: int) -> Made:
    k, v = (rig.random(num_tokens, 8, 128, dtype=DTYPE) for _ in range(2))
    caches = [x.new_zeros(num_tokens // 16 + 1, 16, 8, 128) for x in (k, v)]
    places = torch.randperm(num_tokens, device=rig.device)
    return (
        lambda: ops.kv_write(k, v, k_cache=caches[0], v_cache=caches[1], slot_mapping=places),
        2 * (k.nbytes + v.nbytes),
        0,
    )


def make_route(rig: Rig, num_tokens: int) -> Made:
    logits = rig.random(num_tokens, 128, dtype=DTYPE)
    return lambda: ops.route(logits, 8), logits.nbytes, 0


def make_mixture(rig: Rig, num_tokens: int) -> Made:
    """As in Qwen3-30B-A3B; it reads the experts that somebody chose."""
    num_experts, size, inner = (4, 32, 16) if rig.is_small else (128, 2048, 768)
    chosen = min(8, num_experts)
    packed = make_experts(rig, num_experts, size, inner, DTYPE)
    x = rig.random(num_tokens, size, dtype=DTYPE)
    weights, ids = ops.route(rig.random(num_tokens, num_experts, dtype=DTYPE), chosen)
    each = 3 * size * inner
    num_bytes = len(ids.unique()) * each * DTYPE.itemsize + 2 * x.nbytes
    return (
        lambda: ops.mix_experts(x, weights, ids, experts=packed),
        num_bytes,
        2 * each * ids.numel(),
    )


def make_verify(rig: Rig, rows: int, vocabulary: int, sampling: str) -> Made:
    """Reads the logits once."""
    call = verify_call(rig, rows, vocabulary, name=sampling, drafts=0, dtype=torch.float32)
    return lambda: ops.verify(*call), call[0].nbytes, 0


MAKERS: dict[str, Callable[[Rig, int], Made]] = {
    "norm 4096 with residual": make_norm,
    "rope 32+8 heads": make_rope,
    "gated activation 14336": make_activation,
    "cache write 8 heads": make_write,
    "route 8 of 128": make_route,
    "experts 8 of 128": make_mixture,
}
