"""Sampler, chain verifier and tree verifier: one operation.

The lead decides at every node which token follows it, with noise that depends on the seed and the
position only (see `sampling_noise`). From a row's root, the walk goes to the child that carries the
decided token, until there is none; the decided tokens on that walk are the row's new text. Drafts
never change what is decided, only how much of it this step knows.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from ops.cpu import candidates as search
from ops.filters import choose
from ops.logit_rules import apply_rules
from ops.sampling_batch import Filters, Noise, SamplingBatch
from ops.sampling_noise import gumbel_noise
from ops.scores import best_first
from ops.trees import Trees

BLOCK = {"cpu": 2**17, "cuda": 2**26}  # logits sampled at a time: the cache, or the memory


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What the lead decided. W is the trees' depth + 1; behind a row's `num_ids` stands -1."""

    ids: Tensor  # [R, W] int64: decided tokens; the first follows the root
    num_ids: Tensor  # [R] int64: 1 + accepted drafts; 0 for a failed row
    nodes: Tensor  # [R, W] int64: the node that decided each; the root, then accepted drafts
    failed: Tensor  # [R] bool: no finite logit at the root, or NaN, or infinity, or all banned
    logprobs: Logprobs | None


@dataclass(frozen=True, slots=True, eq=False)
class Logprobs:
    """Of the lead's own distribution, before any parameter, for the rows that want them: L.

    Entries behind a row's `num_ids` mean nothing.
    """

    rows: tuple[int, ...]
    logprob: Tensor  # [L, W] float32: of the decided token
    rank: Tensor  # [L, W] int64: 1 + number of likelier tokens
    top_ids: Tensor  # [L, W, num_top] int64, best first, of equal ones the lowest
    top_logprobs: Tensor  # [L, W, num_top] float32


def verify(
    logits: Tensor,
    trees: Trees,
    sampling: SamplingBatch,
    *,
    grammar_mask: Tensor | None = None,
) -> Verdict:
    """Decide at every node, walk from every root.

    logits [M, V] of the nodes, any float type. grammar_mask [M, ceil(V / 32)] int32: bit id % 32 of
    word id // 32 is set where the node's grammar allows the id; all bits of rows without a grammar.

    First the rules of `logit_rules`, then temperature, then the filters of `filters`: min-p, top-k,
    top-p. A greedy row takes the best token after the rules, of equal ones the lowest id.

    A node whose logits are not usable ends the walk before it, so that a draft can do no harm; at
    the root it fails the row.
    """
    ruled = apply_rules(logits, trees, sampling, grammar_mask)
    decided = search.best(ruled)
    usable = ruled.gather(1, decided[:, None])[:, 0].isfinite()
    if sampling.noise is not None:
        decided = _sample(ruled, trees, sampling, sampling.noise, decided)
    nodes = _walk(trees, decided, usable)
    reached = nodes >= 0
    ids = decided[nodes.clamp(min=0)].masked_fill(~reached, -1)
    return Verdict(
        ids=ids,
        num_ids=reached.sum(-1),
        nodes=nodes,
        failed=~reached[:, 0],
        logprobs=_logprobs(logits, nodes, ids, sampling),
    )


def _sample(
    ruled: Tensor, trees: Trees, sampling: SamplingBatch, noise: Noise, greedy: Tensor
) -> Tensor:
    """Decided tokens [M]: of greedy rows what `greedy` [M] says."""
    decided = greedy.clone()
    is_sampled = noise.temperature > 0
    is_filtered = torch.zeros_like(is_sampled)
    if sampling.filters is not None:
        is_filtered = sampling.filters.active_rows()
    most = search.most_at_once(ruled, BLOCK[ruled.device.type])
    size = max(1, most // ruled.shape[1])
    for filters, rows in ((None, ~is_filtered), (sampling.filters, is_filtered)):
        for nodes in (is_sampled & rows)[trees.row].nonzero().flatten().split(size):
            if len(nodes) > 0:
                logits = ruled if len(nodes) == len(ruled) else ruled.index_select(0, nodes)
                decided[nodes] = _sample_block(logits, trees, nodes, noise, filters)
    return decided


def _sample_block(
    logits: Tensor, trees: Trees, nodes: Tensor, noise: Noise, filters: Filters | None
) -> Tensor:
    """Tokens [n] for some nodes [n], whose ruled logits [n, V] these are."""
    rows = trees.row[nodes]
    temperature, seeds = noise.temperature[rows], noise.seed[rows]
    positions = trees.position[nodes] + 1
    if filters is None:
        candidates = search.near_winners(logits, temperature, seeds, positions)
    else:
        filters = filters.of_rows(rows)
        candidates = search.that_filters_may_keep(logits, temperature, filters)
    scaled = candidates.logits.double() / temperature[:, None]
    noisy = scaled + gumbel_noise(seeds, positions, logits.shape[1], ids=candidates.ids)
    place = noisy.argmax(-1) if filters is None else choose(candidates, scaled, noisy, filters)
    return candidates.ids.gather(1, place[:, None])[:, 0]


def _walk(trees: Trees, decided: Tensor, usable: Tensor) -> Tensor:
    """The nodes on each row's walk [R, W], -1 behind its end."""
    if not trees.depth:  # nothing was drafted, as in most steps
        return trees.root.masked_fill(~usable[trees.root], -1)[:, None]
    num_nodes = len(decided)
    none = num_nodes  # also the number of a node that nobody is: it follows itself
    has_parent = trees.parent >= 0
    agrees = has_parent & usable & (trees.token == decided[trees.parent.clamp(min=0)])
    child = torch.arange(num_nodes, device=decided.device).masked_fill(~agrees, none)
    following = torch.full((num_nodes + 1,), none, device=decided.device)
    parent = trees.parent.masked_fill(~has_parent, none)
    following.scatter_reduce_(0, parent, child, "amin")  # of equal siblings the first
    at = trees.root.masked_fill(~usable[trees.root], none)
    steps = [at]
    for _ in range(trees.depth):
        at = following[at]
        steps.append(at)
    nodes = torch.stack(steps, dim=1)
    return nodes.masked_fill(nodes == none, -1)


def _logprobs(
    logits: Tensor, nodes: Tensor, ids: Tensor, sampling: SamplingBatch
) -> Logprobs | None:
    """nodes, ids [R, W]."""
    rows = sampling.logprob_index
    if rows is None:
        return None
    logits, ids = logits[nodes[rows].clamp(min=0)].float(), ids[rows].clamp(min=0)
    logprobs = torch.log_softmax(logits, dim=-1)
    own = logprobs.gather(-1, ids[..., None])
    top = best_first(logits, sampling.num_top)
    return Logprobs(
        rows=sampling.logprob_rows,
        logprob=own[..., 0],
        rank=(logprobs > own).sum(-1) + 1,
        top_ids=top,
        top_logprobs=logprobs.gather(-1, top),
    )
