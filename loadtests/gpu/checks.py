"""Every operation against its plain-torch truth, over shapes and types, on the same device."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

import ops
from loadtests.gpu.inputs import (
    SAMPLINGS,
    Heads,
    Texts,
    binary_tree,
    make_experts,
    paged_call,
    verify_call,
)
from loadtests.gpu.replays import replays
from loadtests.gpu.rig import Rig

Pairs = Iterator[tuple[object, object]]  # what was found, and the truth
Check = Callable[[Rig, torch.dtype], Pairs]
HEADS = (Heads(), Heads(14, 2, 64, 64), Heads(8, 8, 128, 128, 64), Heads(6, 2, 80, 48))
TOLERANCE = {torch.float32: 2e-4, torch.float16: 1e-2, torch.bfloat16: 6e-2}


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a check. `worst`: the largest difference of numbers around one."""

    name: str
    dtype: str
    pairs: int
    worst: float
    complaint: str  # empty: right


def check_all(rig: Rig, tell: Callable[[Checked], None]) -> list[Checked]:
    """Each check in each type. A failure ends its own check only."""
    done = []
    for name, check in CHECKS.items():
        for dtype in rig.dtypes:
            done.append(run(name, check, rig, dtype))
            tell(done[-1])
    return done


def run(name: str, check: Check, rig: Rig, dtype: torch.dtype) -> Checked:
    torch.manual_seed(0)
    worst, pairs, complaint = 0.0, 0, ""
    try:
        for found, truth in check(rig, dtype):
            worst = max(worst, difference(found, truth))
            pairs += 1
        if worst > TOLERANCE[dtype]:
            complaint = f"differs by {worst:.2e} of {TOLERANCE[dtype]:.0e}"
    except Exception:
        complaint = traceback.format_exc(limit=-4)
    return Checked(name, str(dtype).removeprefix("torch."), pairs, worst, complaint)


def difference(found: Any, truth: Any) -> float:
    """The largest, as a share of one plus the number itself; whole numbers must be equal."""
    if truth is None:
        return 0.0 if found is None else float("inf")
    if isinstance(truth, Tensor):
        if found.shape != truth.shape or found.dtype != truth.dtype:
            return float("inf")
        if not truth.is_floating_point():
            return 0.0 if torch.equal(found, truth) else float("inf")
        a, b = found.double(), truth.double()
        same = (a == b) | (a.isnan() & b.isnan())
        apart = ((a - b).abs() / (1 + b.abs())).masked_fill(same, 0.0)
        return float(apart.nan_to_num(nan=float("inf")).max()) if apart.numel() else 0.0
    return max((difference(a, b) for a, b in zip(found, truth, strict=True)), default=0.0)


def norms(rig: Rig, dtype: torch.dtype) -> Pairs:
    for size in (100, 192) if rig.is_small else (64, 100, 896, 4096, 8191):
        x, residual = (rig.random(5, size, dtype=dtype) for _ in range(2))
        weight, bias = (rig.random(size, dtype=dtype) for _ in range(2))
        owns: dict[str, dict[str, Any]] = {
            "rms_norm": {"offset": 1.0},
            "layer_norm": {"bias": bias},
        }
        for carried in ({}, {"residual": residual}):
            for name, own in owns.items():
                more = {**carried, **own, "eps": 1e-5}
                yield rig.ours(name)(x, weight, **more), rig.truth(name)(x, weight, **more)


def rope(rig: Rig, dtype: torch.dtype) -> Pairs:
    for half, interleaved in ((12, False), (32, True), (32, False)):
        q, k = rig.random(6, 5, 64, dtype=dtype), rig.random(6, 2, 64, dtype=dtype)
        turns = torch.rand(half, device=rig.device)
        cos, sin = ops.rope_tables(torch.arange(6, device=rig.device) * 7, turns)
        more: dict[str, Any] = {"cos": cos, "sin": sin, "interleaved": interleaved}
        yield rig.ours("rope")(q, k, **more), rig.truth("rope")(q, k, **more)


def activations(rig: Rig, dtype: torch.dtype) -> Pairs:
    for kind in ops.KINDS:
        x = rig.random(3, 300 if rig.is_small else 9728, dtype=dtype) * 4
        for name in ("activation", "gated_activation"):
            yield rig.ours(name)(x, kind), rig.truth(name)(x, kind)


def cache(rig: Rig, dtype: torch.dtype) -> Pairs:
    """Writes with tokens that are left out, and moves of what is there."""
    k, v = rig.random(6, 2, 24, dtype=dtype), rig.random(6, 2, 16, dtype=dtype)
    places = torch.tensor([7, -1, 0, 19, -1, 4], device=rig.device)
    source, target = (torch.tensor(at, device=rig.device) for at in ([7, 0, 19], [0, 19, 2]))
    both = []
    for find in (rig.ours, rig.truth):
        caches = [torch.zeros(5, 4, *x.shape[1:], dtype=dtype, device=rig.device) for x in (k, v)]
        find("kv_write")(k, v, k_cache=caches[0], v_cache=caches[1], slot_mapping=places)
        find("kv_move")(*caches, source=source, target=target)
        both.append(caches)
    yield both[0], both[1]


def attention(rig: Rig, dtype: torch.dtype) -> Pairs:
    """Decode rows, drafts, prompts and all at once, with and without what models add."""
    lengths = [1, 17, 40] if rig.is_small else [1, 17, 255, 2049, 700, 4096]
    for shape in (Heads(6, 2, 24, 16),) if rig.is_small else HEADS:
        for most in (1, 5) if rig.is_small else (1, 5, 64):
            counts = [min(length, most) for length in lengths]
            q, more = paged_call(rig, Texts(lengths, counts), shape, dtype)
            if most != 5 or not rig.is_small:
                yield compare_attention(rig, q, more)
            if most > 1 or not rig.is_small:
                more["sinks"] = torch.linspace(-2, 3, shape.queries, device=rig.device)
                yield compare_attention(rig, q, {**more, "window": 33, "soft_cap": 20.0})


def trees(rig: Rig, dtype: torch.dtype) -> Pairs:
    for size in (5,) if rig.is_small else (5, 16, 64, 100):
        lengths = [size + 3, size + (30 if rig.is_small else 600)]
        texts = Texts(lengths, [size, size], binary_tree(size))
        shape = Heads(6, 2, 24, 24) if rig.is_small else Heads()
        q, more = paged_call(rig, texts, shape, dtype)
        if size > 64:
            more["tree_mask"] = ops.ancestor_words(torch.tensor(texts.parents), words=2).repeat(
                2, 1
            )
            more["tree_mask"] = more["tree_mask"].to(rig.device)
        yield compare_attention(rig, q, more)
        yield compare_attention(rig, q, {**more, "window": 20})


def compare_attention(rig: Rig, q: Tensor, more: dict[str, Any]) -> tuple[object, object]:
    return rig.ours("paged_attention")(q, **more), rig.truth("paged_attention")(q, **more)


def routing(rig: Rig, dtype: torch.dtype) -> Pairs:
    tokens = 2 if rig.is_small else 500
    for num_experts, chosen in ((60, 4),) if rig.is_small else ((8, 2), (60, 4), (128, 8)):
        logits = rig.random(tokens, num_experts, dtype=dtype)
        for scoring in ("softmax", "sigmoid", "softmax_of_chosen"):
            yield compare_routing(rig, logits, chosen, scoring=scoring)
    logits, bias = rig.random(tokens, 256, dtype=dtype), rig.random(256, dtype=torch.float32)
    grouped: dict[str, Any] = {"num_groups": 8, "num_chosen_groups": 4, "scale": 2.5}
    grouped |= {"scoring": "sigmoid", "selection_bias": bias}
    yield compare_routing(rig, logits, 8, **grouped)


def compare_routing(rig: Rig, logits: Tensor, chosen: int, **more: Any) -> tuple[object, object]:
    return rig.ours("route")(logits, chosen, **more), rig.truth("route")(logits, chosen, **more)


def experts(rig: Rig, dtype: torch.dtype) -> Pairs:
    """Nothing where the layers are packed, as float32 is on a processor: there is no kernel."""
    for num_experts, chosen, size, inner in (
        ((4, 2, 24, 20),)
        if rig.is_small
        else ((8, 2, 100, 60), (128, 8, 1024, 768), (60, 4, 512, 96))
    ):
        packed = make_experts(rig, num_experts, size, inner, dtype)
        if packed.stack is None:
            return
        for tokens in (1, 70) if rig.is_small else (1, 7, 300):
            x = rig.random(tokens, size, dtype=dtype)
            logits = rig.random(tokens, num_experts, dtype=torch.float32)
            choice = rig.truth("route")(logits, chosen)
            found = rig.ours("mix_experts")(x, *choice, experts=packed)
            yield found, rig.truth("mix_experts")(x, *choice, experts=packed)


def verification(rig: Rig, dtype: torch.dtype) -> Pairs:
    """The decided tokens, and the likelihoods of the same pass."""
    sizes = ((3, 70, 2),) if rig.is_small else ((1, 1000, 0), (7, 32_768, 3), (64, 151_936, 0))
    for rows, vocabulary, drafts in sizes:
        for name in ("sampled", "everything") if rig.is_small else SAMPLINGS:
            call = verify_call(rig, rows, vocabulary, name=name, drafts=drafts, dtype=dtype)
            found, truth = (find("verify")(*call) for find in (rig.ours, rig.truth))
            yield found.ids, truth.ids
            yield found.num_ids, truth.num_ids
            yield found.nodes, truth.nodes
            if truth.logprobs is not None:
                told = truth.ids[list(truth.logprobs.rows)] >= 0
                yield found.logprobs.logprob[told], truth.logprobs.logprob[told]
                yield found.logprobs.top_logprobs[told], truth.logprobs.top_logprobs[told]


def company(rig: Rig, dtype: torch.dtype) -> Pairs:
    """The same bits alone and in company, where algorithms are to be deterministic."""
    if rig.interprets:  # its sums are those of a library for processors
        return
    before = torch.are_deterministic_algorithms_enabled()
    torch.use_deterministic_algorithms(True, warn_only=True)
    try:
        yield from alone_and_together(rig, dtype)
    finally:
        torch.use_deterministic_algorithms(before)


def alone_and_together(rig: Rig, dtype: torch.dtype) -> Pairs:
    lengths = [40, 70] if rig.is_small else [700, 4096, 33]
    q, more = paged_call(rig, Texts(lengths, [5] * len(lengths)), Heads(8, 2, 64, 64), dtype)
    whole = ops.paged_attention(q, **more)
    row = {
        **more,
        "block_tables": more["block_tables"][1:2],
        "context_lens": more["context_lens"][1:2],
    }
    row["query_start"] = torch.tensor([0, 1], device=rig.device)
    yield bits(ops.paged_attention(q[9:10], **row)), bits(whole[9:10])
    x = rig.random(40, 1000, dtype=dtype)
    yield (
        bits(ops.rms_norm(x[3:4], None, eps=1e-5)[0]),
        bits(ops.rms_norm(x, None, eps=1e-5)[0][3:4]),
    )
    packed = make_experts(rig, 8, 1000, 96, dtype)
    weights, ids = ops.route(x[:, :8].contiguous(), 2)
    together = ops.mix_experts(x, weights, ids, experts=packed)
    alone = ops.mix_experts(x[3:4], *ops.route(x[3:4, :8].contiguous(), 2), experts=packed)
    yield bits(alone), bits(together[3:4])


def bits(x: Tensor) -> Tensor:
    return x.contiguous().view(torch.uint8)


CHECKS: dict[str, Check] = {
    "norms": norms,
    "rope": rope,
    "activations": activations,
    "cache": cache,
    "attention": attention,
    "trees": trees,
    "routing": routing,
    "experts": experts,
    "verification": verification,
    "company": company,
    "replays": replays,
}


def failures(done: Sequence[Checked]) -> list[Checked]:
    return [check for check in done if check.complaint]
