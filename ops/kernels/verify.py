"""`ops.verify` for GPUs. Nothing waits for the GPU: who decides what is found out there.

Rules, candidates, filters and the walks are kernels behind one another, as the truth's functions
are; a batch in which all rows are greedy and free of rules needs three of them.
"""

from __future__ import annotations

from dataclasses import replace

import torch
import triton
import triton.language as tl
from torch import Tensor

from ops.kernels.candidates import Found, find_best
from ops.kernels.filters import choose
from ops.kernels.launch import is_aligned
from ops.kernels.logit_rules import Nodes, apply_rules
from ops.kernels.logprobs import logprobs
from ops.kernels.sampling_asks import Asks
from ops.sampling_batch import SamplingBatch
from ops.trees import Trees
from ops.verify import Verdict

CHILDREN = tl.constexpr(64)  # nodes of a row that are looked at at a time


@triton.jit(do_not_specialize=["num_rows", "num_nodes", "depth"])
def walk_kernel(
    nodes: Nodes,
    root: tl.tensor,
    decided: tl.tensor,
    is_usable: tl.tensor,
    ids: tl.tensor,
    walked: tl.tensor,
    lengths: tl.tensor,
    failed: tl.tensor,
    num_rows: tl.tensor,
    num_nodes: tl.tensor,
    depth: tl.tensor,
) -> None:
    """From a row's root to the child that carries the decided token, until there is none."""
    row = tl.program_id(0).to(tl.int64)
    begin = tl.load(root + row)
    end = tl.load(root + row + 1, mask=row + 1 < num_rows, other=num_nodes)
    at = begin
    is_there = tl.load(is_usable + at) != 0
    length = row * 0
    for step in range(0, depth + 1):
        id = tl.load(decided + at)
        place = row * (depth + 1) + step
        tl.store(ids + place, tl.where(is_there, id, -1))
        tl.store(walked + place, tl.where(is_there, at, -1))
        length += is_there.to(tl.int64)
        following = end
        for first in range(begin, end, CHILDREN):
            child = first + tl.arange(0, CHILDREN)
            agrees = child < end
            agrees &= tl.load(nodes.parent + child, mask=agrees, other=-1) == at
            agrees &= tl.load(nodes.token + child, mask=agrees, other=-1) == id
            agrees &= tl.load(is_usable + child, mask=agrees, other=0) != 0
            following = tl.minimum(following, tl.min(tl.where(agrees, child, end), 0))
        is_there &= following < end
        at = tl.where(is_there, following, at)
    tl.store(lengths + row, length)
    tl.store(failed + row, length == 0)


def verify(
    logits: Tensor,
    trees: Trees,
    sampling: SamplingBatch,
    *,
    grammar_mask: Tensor | None = None,
) -> Verdict:
    """As `ops.verify`."""
    if not logits.is_contiguous() or not is_aligned(logits):
        logits = logits.clone(memory_format=torch.contiguous_format)
    nodes = Nodes.of(trees)
    asks = Asks.of(sampling)
    ruled = apply_rules(logits, trees, sampling, grammar_mask)
    found = find_best(ruled, nodes, asks)
    if asks.seed is not None:
        choose(ruled, nodes, asks, found)
    verdict = _walk(trees, nodes, found)
    if sampling.logprob_index is None:
        return verdict
    return replace(verdict, logprobs=logprobs(logits, verdict.nodes, verdict.ids, sampling))


def _walk(trees: Trees, nodes: Nodes, found: Found) -> Verdict:
    num_rows, width = len(trees.root), trees.depth + 1
    ids, walked = found.decided.new_empty(2, num_rows, width)
    lengths = found.decided.new_empty(num_rows)
    failed = torch.empty_like(lengths, dtype=torch.bool)
    walk_kernel[(num_rows,)](
        *(nodes, trees.root, found.decided, found.is_usable, ids, walked, lengths, failed),
        *(num_rows, len(found.decided), trees.depth),
        num_warps=2,
        enable_fp_fusion=False,
    )
    return Verdict(ids=ids, num_ids=lengths, nodes=walked, failed=failed, logprobs=None)
