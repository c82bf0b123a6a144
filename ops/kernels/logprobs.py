"""The logprobs of `ops.verify` for GPUs: sums, ranks and best tokens of each block, then of all.

An entry is one step of one row's walk, E of them in all. Numbers behind a walk's end mean nothing.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import torch
import triton
import triton.language as tl
from torch import Tensor

from ops.kernels.launch import power_of_2
from ops.sampling_batch import SamplingBatch
from ops.verify import Logprobs

MOST_NUMBERS = 4096  # of a program


class Entries(NamedTuple):
    """[R, W], and the rows that want logprobs."""

    nodes: Any
    ids: Any
    rows: Any
    steps: Any  # W


class Blocks(NamedTuple):
    """What is known of an entry's blocks: [E, blocks]."""

    peak: Any  # float32
    mass: Any  # float32: relative to the peak
    num_better: Any  # int64: likelier than the entry's token
    top_logits: Any  # [E, blocks, num_top] float32, best first
    top_ids: Any  # [E, blocks, num_top] int64


@triton.jit
def _own(logits: tl.tensor, entries: Entries, size: tl.constexpr) -> tuple[tl.tensor, tl.tensor]:
    """Where the logits of the program's entry are, and the logit of its token."""
    entry = tl.program_id(0)
    row = tl.load(entries.rows + entry // entries.steps)
    place = row * entries.steps + entry % entries.steps
    line = logits + tl.maximum(tl.load(entries.nodes + place), 0) * size
    own = tl.load(line + tl.maximum(tl.load(entries.ids + place), 0)).to(tl.float32)
    return line, own


@triton.jit(do_not_specialize=["entries"])
def block_kernel(
    logits: tl.tensor,
    entries: Entries,
    blocks: Blocks,
    size: tl.constexpr,
    num_top: tl.constexpr,
    width: tl.constexpr,
) -> None:
    line, own = _own(logits, entries, size)
    ids = tl.program_id(1) * width + tl.arange(0, width)
    x = tl.load(line + ids, mask=ids < size, other=0.0).to(tl.float32)
    x = tl.where(ids < size, x, float("-inf"))
    peak = tl.max(x, 0)
    place = tl.program_id(0).to(tl.int64) * tl.num_programs(1) + tl.program_id(1)
    tl.store(blocks.peak + place, peak)
    tl.store(blocks.mass + place, tl.sum(tl.exp(x - tl.maximum(peak, -3e38)), 0))
    tl.store(blocks.num_better + place, tl.sum((x > own).to(tl.int32), 0).to(tl.int64))
    for number in range(0, num_top):
        best, id = _best(x, ids, size)
        tl.store(blocks.top_logits + place * num_top + number, best)
        tl.store(blocks.top_ids + place * num_top + number, id.to(tl.int64))
        x = tl.where(ids == id, float("-inf"), x)


@triton.jit
def _best(x: tl.tensor, ids: tl.tensor, size: tl.constexpr) -> tuple[tl.tensor, tl.tensor]:
    """The best logit and its token, of equal ones the lowest."""
    best = tl.max(x, 0)
    return best, tl.min(tl.where(x == best, ids, size - 1), 0)


@triton.jit(do_not_specialize=["entries"])
def entry_kernel(
    logits: tl.tensor,
    entries: Entries,
    blocks: Blocks,
    logprob: tl.tensor,
    rank: tl.tensor,
    top_ids: tl.tensor,
    top_logprobs: tl.tensor,
    num_blocks: tl.constexpr,
    size: tl.constexpr,
    num_top: tl.constexpr,
    width: tl.constexpr,
    top_width: tl.constexpr,
) -> None:
    _, own = _own(logits, entries, size)
    entry = tl.program_id(0).to(tl.int64)
    block = tl.arange(0, width)
    places = entry * num_blocks + block
    mask = block < num_blocks
    peaks = tl.load(blocks.peak + places, mask=mask, other=float("-inf"))
    masses = tl.load(blocks.mass + places, mask=mask, other=0.0)
    better = tl.load(blocks.num_better + places, mask=mask, other=0)
    peak = tl.max(peaks, 0)
    mass = tl.log(tl.sum(masses * tl.exp(peaks - peak), 0))
    tl.store(logprob + entry, own - peak - mass)
    tl.store(rank + entry, tl.sum(better, 0) + 1)
    number = tl.arange(0, top_width)
    found = entry * (num_blocks * num_top) + number
    mask = number < num_blocks * num_top
    x = tl.load(blocks.top_logits + found, mask=mask, other=float("-inf"))
    ids = tl.load(blocks.top_ids + found, mask=mask, other=size)
    for place in range(0, num_top):
        best, id = _best(x, ids, size)
        tl.store(top_logprobs + entry * num_top + place, best - peak - mass)
        tl.store(top_ids + entry * num_top + place, id)
        x = tl.where(ids == id, float("-inf"), x)


def logprobs(logits: Tensor, nodes: Tensor, ids: Tensor, sampling: SamplingBatch) -> Logprobs:
    """logits [M, V] without gaps; nodes, ids [R, W]."""
    rows, num_top, size = sampling.logprob_rows, sampling.num_top, logits.shape[1]
    shape = len(rows), nodes.shape[1]
    width = min(MOST_NUMBERS, power_of_2(size, least=128))
    count, num_blocks = shape[0] * shape[1], triton.cdiv(size, width)
    entries = Entries(nodes, ids, sampling.logprob_index, shape[1])
    logprob = torch.empty(shape, dtype=torch.float32, device=logits.device)
    rank = nodes.new_empty(shape)
    top_ids, top_logprobs = rank.new_empty(*shape, num_top), logprob.new_empty(*shape, num_top)
    blocks = Blocks(
        logprob.new_empty(count, num_blocks),
        logprob.new_empty(count, num_blocks),
        rank.new_empty(count, num_blocks),
        logprob.new_empty(count, num_blocks, num_top),
        rank.new_empty(count, num_blocks, num_top),
    )
    options = {"num_warps": 8, "enable_fp_fusion": False}
    block_kernel[(count, num_blocks)](logits, entries, blocks, size, num_top, width, **options)
    widths = power_of_2(num_blocks), power_of_2(num_blocks * num_top)
    entry_kernel[(count,)](
        *(logits, entries, blocks, logprob, rank, top_ids, top_logprobs),
        *(num_blocks, size, num_top, *widths),
        num_warps=4,
        enable_fp_fusion=False,
    )
    return Logprobs(rows, logprob, rank, top_ids, top_logprobs)
