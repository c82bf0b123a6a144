"""`ops.route` for GPUs: one program for each token."""

from __future__ import annotations

import torch
import triton
import triton.language as tl
from torch import Tensor

from ops.kernels.launch import is_aligned, power_of_2
from ops.moe import Scoring
from ops.moe import route as truth

MOST_EXPERTS = 1024  # all are held at once, by a single warp


@triton.jit
def route_kernel(
    logits: tl.tensor,
    bias: tl.tensor,
    weights: tl.tensor,
    ids: tl.tensor,
    scale: tl.constexpr,
    num_experts: tl.constexpr,
    num_chosen: tl.constexpr,
    num_groups: tl.constexpr,
    num_chosen_groups: tl.constexpr,
    scoring: tl.constexpr,
    renormalise: tl.constexpr,
    width: tl.constexpr,
    room: tl.constexpr,
) -> None:
    """`room` is `num_chosen`, and `width` the number of experts, filled up to a power of two."""
    token = tl.program_id(0).to(tl.int64)
    expert = tl.arange(0, width)
    is_left = expert < num_experts
    places = logits + token * num_experts + expert
    scores = _scores(tl.load(places, mask=is_left, other=0.0).to(tl.float32), is_left, scoring)
    choice = scores
    if bias is not None:
        choice += tl.load(bias + expert, mask=is_left, other=0.0).to(tl.float32)
    if num_groups > 1:
        choice = _only_best_groups(choice, num_groups, num_chosen_groups, width)
    place = tl.arange(0, room)
    chosen = tl.zeros((room,), tl.float32)
    for number in range(num_chosen):
        best = _best(choice, is_left, expert)
        tl.store(ids + token * num_chosen + number, best.to(tl.int64))
        score = tl.sum(tl.where(expert == best, scores, 0.0), 0)
        chosen = tl.where(place == number, score, chosen)
        is_left = is_left & (expert != best)
    if scoring == "softmax_of_chosen":
        chosen = _softmax(chosen, place < num_chosen)
    elif renormalise:
        chosen = chosen / tl.sum(chosen, 0)
    tl.store(weights + token * num_chosen + place, chosen * scale, mask=place < num_chosen)


@triton.jit
def _scores(logits: tl.tensor, is_real: tl.tensor, scoring: tl.constexpr) -> tl.tensor:
    if scoring == "softmax":
        scores = _softmax(logits, is_real)
    elif scoring == "sigmoid":
        scores = 1.0 / (1.0 + tl.exp(-logits))
    else:
        tl.static_assert(scoring == "softmax_of_chosen")
        scores = logits
    return scores


@triton.jit
def _softmax(x: tl.tensor, is_real: tl.tensor) -> tl.tensor:
    """Zero where nothing is real."""
    peak = tl.max(tl.where(is_real, x, float("-inf")), 0)
    powers = tl.where(is_real, tl.exp(x - peak), 0.0)
    return powers / tl.sum(powers, 0)


@triton.jit
def _best(choice: tl.tensor, is_left: tl.tensor, number: tl.tensor) -> tl.tensor:
    """The first of the largest. Of what is no number at all, the last: but never one outside."""
    peak = tl.max(tl.where(is_left, choice, float("-inf")), 0)
    last: tl.constexpr = number.shape[0]
    best = tl.min(tl.where(is_left & (choice == peak), number, last), 0)
    return tl.minimum(best, tl.max(tl.where(is_left, number, 0), 0))


@triton.jit
def _only_best_groups(
    choice: tl.tensor, num_groups: tl.constexpr, num_chosen: tl.constexpr, width: tl.constexpr
) -> tl.tensor:
    """-inf outside the groups with the best sums of two."""
    size: tl.constexpr = width // num_groups
    grouped = tl.reshape(choice, (num_groups, size))
    member = tl.arange(0, size)[None, :]
    best = tl.max(grouped, 1)
    first = tl.min(tl.where(grouped == best[:, None], member, size), 1)
    second = tl.max(tl.where(member == first[:, None], float("-inf"), grouped), 1)
    group = tl.arange(0, num_groups)
    is_left = group < num_groups
    for _ in range(num_chosen):
        is_left = is_left & (group != _best(best + second, is_left, group))
    kept = tl.where(is_left[:, None], float("-inf"), grouped)
    return tl.reshape(kept, (width,))


def route(
    logits: Tensor,
    num_chosen: int,
    *,
    scoring: Scoring = "softmax",
    renormalise: bool = True,
    scale: float = 1.0,
    selection_bias: Tensor | None = None,
    num_groups: int = 1,
    num_chosen_groups: int = 1,
) -> tuple[Tensor, Tensor]:
    """As `ops.route`."""
    num_tokens, num_experts = logits.shape
    if num_experts > MOST_EXPERTS or not _can_group(num_experts, num_groups):
        return truth(
            logits,
            num_chosen,
            scoring=scoring,
            renormalise=renormalise,
            scale=scale,
            selection_bias=selection_bias,
            num_groups=num_groups,
            num_chosen_groups=num_chosen_groups,
        )
    weights = logits.new_empty(num_tokens, num_chosen, dtype=torch.float32)
    ids = logits.new_empty(num_tokens, num_chosen, dtype=torch.int64)
    logits = logits.contiguous()
    # Other code might sum in another order, and the compiler knows what is aligned.
    logits = logits if is_aligned(logits) else logits.clone()
    if num_tokens > 0:
        route_kernel[(num_tokens,)](
            *(logits, selection_bias, weights, ids, float(scale), num_experts, num_chosen),
            *(num_groups, num_chosen_groups, scoring, renormalise),
            *(power_of_2(num_experts), power_of_2(num_chosen)),
            num_warps=1,
            enable_fp_fusion=False,
        )
    return weights, ids


def _can_group(num_experts: int, num_groups: int) -> bool:
    """Reshaping wants powers of two."""
    return num_groups == 1 or power_of_2(num_experts) == num_experts
