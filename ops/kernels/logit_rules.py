"""`ops.logit_rules.apply_rules` for GPUs: what masks forbid, what lists say, what penalties take.

Three kernels, one behind another, each only where a row of the batch asks for it. Every number is
rounded where the truth rounds it, so the ruled logits are the truth's, bit for bit.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import torch
import triton
import triton.language as tl
from torch import Tensor

from ops.kernels.launch import power_of_2
from ops.sampling_batch import Allowed, BadWords, Pairs, Penalties, SamplingBatch
from ops.trees import Trees

MOST_NUMBERS = 1024  # of a program
LISTED = 128  # entries of a list that a program reads at a time


class Nodes(NamedTuple):
    """The tensors of `ops.trees.Trees` that kernels read: [M] int64."""

    token: Any
    parent: Any
    position: Any
    row: Any

    @classmethod
    def of(cls, trees: Trees) -> Nodes:
        fields = trees.token, trees.parent, trees.position, trees.row
        return cls(*(field.contiguous() for field in fields))


class Listed(NamedTuple):
    """Pairs, see `ops.sampling_batch`, and how many."""

    row: Any
    id: Any
    value: Any
    count: Any


class Words(NamedTuple):
    """Bad words, see `ops.sampling_batch`, how many, and the width of the two tables."""

    row: Any
    last: Any
    before: Any
    text: Any
    count: Any
    width: Any


@triton.jit
def mask_kernel(
    logits: tl.tensor,
    ruled: tl.tensor,
    row: tl.tensor,
    grammar: tl.tensor,
    place: tl.tensor,
    table: tl.tensor,
    size: tl.constexpr,
    width: tl.constexpr,
) -> None:
    """In float32, without what the grammar forbids and what is not among the allowed ids."""
    node = tl.program_id(0).to(tl.int64)
    ids = tl.program_id(1) * width + tl.arange(0, width)
    inside = ids < size
    x = tl.load(logits + node * size + ids, mask=inside, other=0.0).to(tl.float32)
    if grammar is not None:
        num_words: tl.constexpr = (size + 31) // 32
        words = tl.load(grammar + node * num_words + ids // 32, mask=inside, other=0)
        x = tl.where(((words >> (ids % 32)) & 1) != 0, x, float("-inf"))
    if table is not None:
        line = tl.load(place + tl.load(row + node))
        if line >= 0:
            is_allowed = tl.load(table + line * size + ids, mask=inside, other=0)
            x = tl.where(is_allowed != 0, x, float("-inf"))
    tl.store(ruled + node * size + ids, x, mask=inside)


@triton.jit(do_not_specialize=["words", "stops", "bias"])
def list_kernel(
    ruled: tl.tensor,
    nodes: Nodes,
    words: Words,
    stops: Listed,
    bias: Listed,
    size: tl.constexpr,
    at_a_time: tl.constexpr,
) -> None:
    """One program for each node: bans the ends of bad words and early stops, then adds the bias."""
    node = tl.program_id(0).to(tl.int64)
    row = tl.load(nodes.row + node)
    line = ruled + node * size
    banned = tl.full([at_a_time], float("-inf"), tl.float32)
    if words is not None:
        for first in range(0, words.count, at_a_time):
            index = first + tl.arange(0, at_a_time)
            ends = _ends_word(index, node, row, nodes, words)
            tl.store(line + tl.load(words.last + index, mask=ends, other=0), banned, mask=ends)
    if stops is not None:
        position = tl.load(nodes.position + node) + 1
        for first in range(0, stops.count, at_a_time):
            index = first + tl.arange(0, at_a_time)
            early = _is_of(index, row, stops.row, stops.count)
            early &= position < tl.load(stops.value + index, mask=early, other=0)
            tl.store(line + tl.load(stops.id + index, mask=early, other=0), banned, mask=early)
    if bias is not None:
        tl.debug_barrier()  # a banned id stays banned
        for first in range(0, bias.count, at_a_time):
            index = first + tl.arange(0, at_a_time)
            mine = _is_of(index, row, bias.row, bias.count)
            places = line + tl.load(bias.id + index, mask=mine, other=0)
            tl.atomic_add(places, tl.load(bias.value + index, mask=mine, other=0.0), mask=mine)


@triton.jit
def _is_of(index: tl.tensor, row: tl.tensor, rows: tl.tensor, count: tl.tensor) -> tl.tensor:
    """Which entries of a list are the row's."""
    inside = index < count
    return inside & (tl.load(rows + index, mask=inside, other=-1) == row)


@triton.jit
def _ends_word(
    index: tl.tensor, node: tl.tensor, row: tl.tensor, nodes: Nodes, words: Words
) -> tl.tensor:
    """Before which of the words' last tokens the others stand: the node's path, then the text."""
    ends = _is_of(index, row, words.row, words.count)
    at = node
    num_drafts = 0
    for step in range(0, words.width):
        parent = tl.load(nodes.parent + at)
        is_draft = parent >= 0
        place = row * words.width + tl.where(is_draft, 0, step - num_drafts)
        token = tl.where(is_draft, tl.load(nodes.token + at), tl.load(words.text + place))
        before = tl.load(words.before + index * words.width + step, mask=ends, other=-1)
        ends &= (before == token) | (before == -1)
        at = tl.where(is_draft, parent, at)
        num_drafts += is_draft.to(tl.int32)
    return ends


@triton.jit(do_not_specialize=["depth"])
def penalty_kernel(
    ruled: tl.tensor,
    nodes: Nodes,
    place: tl.tensor,
    repetition: tl.tensor,
    frequency: tl.tensor,
    presence: tl.tensor,
    output_counts: tl.tensor,
    in_prompt: tl.tensor,
    depth: tl.tensor,
    size: tl.constexpr,
    width: tl.constexpr,
) -> None:
    """Drafts on the way from the node to its root count as if they had been generated."""
    node = tl.program_id(0).to(tl.int64)
    row = tl.load(nodes.row + node)
    line = tl.load(place + row)
    if line >= 0:
        ids = tl.program_id(1) * width + tl.arange(0, width)
        inside = ids < size
        counts = tl.load(output_counts + line * size + ids, mask=inside, other=0)
        at = node
        for _ in range(0, depth):
            parent = tl.load(nodes.parent + at)
            is_draft = parent >= 0
            token = tl.where(is_draft, tl.load(nodes.token + at), -1)
            counts += (ids == token).to(tl.int32)
            at = tl.where(is_draft, parent, at)
        was_asked = tl.load(in_prompt + line * size + ids, mask=inside, other=0) != 0
        x = tl.load(ruled + node * size + ids, mask=inside, other=0.0)
        factor = tl.zeros_like(x) + tl.load(repetition + row)
        value = tl.where(x > 0, tl.div_rn(x, factor), x * factor)
        value -= tl.load(frequency + row) * counts.to(tl.float32)
        value -= tl.where(counts > 0, tl.load(presence + row), 0.0)
        tl.store(ruled + node * size + ids, value, mask=inside & (was_asked | (counts > 0)))


def apply_rules(
    logits: Tensor, trees: Trees, sampling: SamplingBatch, grammar_mask: Tensor | None
) -> Tensor:
    """As `ops.logit_rules.apply_rules`; logits without gaps."""
    lists = sampling.bad_words, sampling.stops, sampling.bias
    rules = sampling.allowed, sampling.penalties, *lists
    if (grammar_mask is None and all(rule is None for rule in rules)) or len(logits) == 0:
        return logits
    ruled = torch.empty_like(logits, dtype=torch.float32)
    nodes = Nodes.of(trees)
    _mask(logits, ruled, nodes, sampling.allowed, grammar_mask)
    if any(one is not None for one in lists):
        words, stops, bias = _words(sampling.bad_words), *map(_listed, lists[1:])
        options = {"num_warps": 1, "enable_fp_fusion": False}
        size = logits.shape[1]
        list_kernel[(len(logits),)](ruled, nodes, words, stops, bias, size, LISTED, **options)
    if sampling.penalties is not None:
        _penalise(ruled, nodes, sampling.penalties, trees.depth)
    return ruled


def _mask(
    logits: Tensor, ruled: Tensor, nodes: Nodes, allowed: Allowed | None, mask: Tensor | None
) -> None:
    grid, sizes = _grid(ruled)
    place, table = (None, None) if allowed is None else (allowed.place, allowed.table)
    mask = None if mask is None else mask.contiguous()
    mask_kernel[grid](logits, ruled, nodes.row, mask, place, table, *sizes, enable_fp_fusion=False)


def _penalise(ruled: Tensor, nodes: Nodes, penalties: Penalties, depth: int) -> None:
    grid, sizes = _grid(ruled)
    penalty_kernel[grid](
        *(ruled, nodes, penalties.place),
        *(penalties.repetition, penalties.frequency, penalties.presence),
        *(penalties.output_counts, penalties.in_prompt, depth, *sizes),
        enable_fp_fusion=False,
    )


def _grid(ruled: Tensor) -> tuple[tuple[int, int], tuple[int, int]]:
    """Programs, and the vocabulary's size with the width of a program."""
    size = ruled.shape[1]
    width = min(MOST_NUMBERS, power_of_2(size, least=LISTED))
    return (len(ruled), triton.cdiv(size, width)), (size, width)


def _listed(pairs: Pairs | None) -> Listed | None:
    if pairs is None:
        return None
    row, id, value = (field.contiguous() for field in (pairs.row, pairs.id, pairs.value))
    return Listed(row, id, value, len(row))


def _words(words: BadWords | None) -> Words | None:
    if words is None:
        return None
    fields = words.row, words.last, words.before, words.text
    row, last, before, text = (field.contiguous() for field in fields)
    return Words(row, last, before, text, len(row), text.shape[1])
