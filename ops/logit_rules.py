"""What a request's parameters do to the logits before temperature: the same for every node.

Order, as in vLLM's sampler: grammar, allowed ids, bad words, least length, bias, then penalties
(repetition, frequency, presence). Where tokens of the text count, those on the path from the root
to the node count as if they had been generated.
"""

from __future__ import annotations

import torch
from torch import Tensor

from ops.sampling_batch import Allowed, BadWords, Pairs, Penalties, SamplingBatch
from ops.trees import Trees

BANNED = float("-inf")


def apply_rules(
    logits: Tensor, trees: Trees, sampling: SamplingBatch, grammar_mask: Tensor | None
) -> Tensor:
    """Logits [M, V] in float32 of their own; when there is nothing to do, just what came in."""
    rules = (
        sampling.allowed,
        sampling.bad_words,
        sampling.stops,
        sampling.bias,
        sampling.penalties,
    )
    if grammar_mask is None and all(rule is None for rule in rules):
        return logits
    ruled = logits.to(torch.float32, copy=True)
    if grammar_mask is not None:
        _obey_grammar(ruled, grammar_mask)
    if sampling.allowed is not None:
        _only_allowed(ruled, trees, sampling.allowed)
    if sampling.bad_words is not None:
        _ban_bad_words(ruled, trees, sampling.bad_words)
    if sampling.stops is not None:
        _ban_early_stops(ruled, trees, sampling.stops)
    if sampling.bias is not None:
        nodes, pairs = _nodes_of(sampling.bias.row, trees)
        ruled.index_put_(
            (nodes, sampling.bias.id[pairs]), sampling.bias.value[pairs], accumulate=True
        )
    if sampling.penalties is not None:
        _penalise(ruled, trees, sampling.penalties)
    return ruled


def _obey_grammar(ruled: Tensor, mask: Tensor) -> None:
    """mask [M, ceil(V / 32)] int32."""
    nodes = (mask != -1).any(-1).nonzero().flatten()
    if len(nodes) == 0:
        return
    bit = torch.arange(32, dtype=torch.int32, device=mask.device)
    allowed = (mask[nodes, :, None] >> bit) & 1
    banned = allowed.flatten(1)[:, : ruled.shape[1]] == 0
    ruled[nodes] = ruled[nodes].masked_fill(banned, BANNED)


def _only_allowed(ruled: Tensor, trees: Trees, allowed: Allowed) -> None:
    place = allowed.place[trees.row]
    nodes = (place >= 0).nonzero().flatten()
    ruled[nodes] = ruled[nodes].masked_fill(~allowed.table[place[nodes]], BANNED)


def _ban_bad_words(ruled: Tensor, trees: Trees, words: BadWords) -> None:
    """Token by token backwards: few words get beyond the first, however long they are."""
    nodes, indices = _nodes_of(words.row, trees)
    text = trees.text_behind(torch.arange(len(ruled), device=ruled.device), words.text)
    for step in range(words.before.shape[1]):
        before = words.before[indices, step]
        is_whole = before == -1
        ruled[nodes[is_whole], words.last[indices[is_whole]]] = BANNED
        goes_on = ~is_whole & (before == text[nodes, step])
        nodes, indices = nodes[goes_on], indices[goes_on]
        if not len(nodes):
            return
    ruled[nodes, words.last[indices]] = BANNED


def _ban_early_stops(ruled: Tensor, trees: Trees, stops: Pairs) -> None:
    nodes, pairs = _nodes_of(stops.row, trees)
    early = trees.position[nodes] + 1 < stops.value[pairs]
    ruled[nodes[early], stops.id[pairs[early]]] = BANNED


def _penalise(ruled: Tensor, trees: Trees, penalties: Penalties) -> None:
    """Only tokens that occur in the text change: of V they are few."""
    nodes = (penalties.place[trees.row] >= 0).nonzero().flatten()
    place = penalties.place[trees.row[nodes]]
    drafts = trees.drafts_above(nodes)
    of_rows, known = _tokens_of_rows(place, penalties)
    of_drafts, step = (drafts >= 0).nonzero(as_tuple=True)
    which = torch.cat((of_rows, of_drafts))  # a token may come twice: it gets the same value twice
    id = torch.cat((known, drafts[of_drafts, step]))
    counts = penalties.output_counts[place[which], id] + (drafts[which] == id[:, None]).sum(-1)
    row = trees.row[nodes[which]]
    value, factor = ruled[nodes[which], id], penalties.repetition[row]
    value = torch.where(value > 0, value / factor, value * factor)
    value -= penalties.frequency[row] * counts
    value -= penalties.presence[row] * (counts > 0)
    ruled[nodes[which], id] = value


def _tokens_of_rows(place: Tensor, penalties: Penalties) -> tuple[Tensor, Tensor]:
    """Every (index, id) where the committed text of the row at place[index] has the token id."""
    lines, line = place.unique(return_inverse=True)
    known = penalties.in_prompt[lines] | (penalties.output_counts[lines] > 0)
    line_of, ids = known.nonzero(as_tuple=True)
    count = line_of.bincount(minlength=len(lines))
    first = count.cumsum(0) - count
    which = torch.arange(len(place), device=place.device).repeat_interleave(count[line])
    begin = (count[line].cumsum(0) - count[line])[which]
    return which, ids[first[line[which]] + torch.arange(len(which), device=place.device) - begin]


def _nodes_of(row: Tensor, trees: Trees) -> tuple[Tensor, Tensor]:
    """Every (node, index) where the node belongs to row[index]."""
    nodes, indices = (trees.row[:, None] == row[None, :]).nonzero(as_tuple=True)
    return nodes, indices
