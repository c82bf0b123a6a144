"""Batches without end: examples of about one length, and which tokens have a loss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import torch
from tokenizers import Tokenizer
from torch import Tensor

from models.demo.corpus.mix import Skill, examples
from models.demo.corpus.source import Source
from models.demo.drills import Drills, share
from models.demo.text import marks, rendered

READ_SHARE = 0.001  # of the tokens that are only read count too: few, as chance decides on most
POOL = 4096  # examples that are sorted by length at a time
STEP = 16  # lengths are multiples of it


@dataclass(frozen=True, slots=True)
class Row:
    ids: list[int]
    counts: list[bool]  # of each but the first: whether it has a loss


@dataclass(frozen=True, slots=True)
class Batch:
    ids: Tensor  # [rows, length + 1]
    counts: Tensor  # [rows, length]: whether the next token has a loss


def counted(ids: list[int], said: int, end: int, *, read_share: float) -> Row:
    """What the assistant says has a loss, the end included, and a share of what it reads."""
    counts, speaks = [], False
    for here in ids[:-1]:
        speaks = here == said or (speaks and here != end)
        counts.append(speaks)
    read = torch.rand(len(counts)) < read_share
    return Row(ids, (torch.tensor(counts) | read).tolist())


def pools(
    source: Source, tokenizer: Tokenizer, verse: Skill | None, longest: int, *, first: int
) -> Iterator[list[Row]]:
    stream = examples(source, verse)
    drilled = Drills.of(source, tokenizer)
    said, end = marks(tokenizer)
    for pool in count(first):
        num_drills = int(POOL * share(pool))
        texts = [rendered(next(stream)) for _ in range(POOL - num_drills)]
        encoded = [each.ids for each in tokenizer.encode_batch(texts)]
        rows = [counted(ids, said, end, read_share=READ_SHARE) for ids in encoded]
        rows += [Row(*drilled.one()) for _ in range(num_drills)]
        yield sorted((row for row in rows if len(row.ids) <= longest), key=lambda row: len(row.ids))


def batches(
    source: Source,
    tokenizer: Tokenizer,
    verse: Skill | None,
    *,
    tokens: int,
    longest: int,
    first: int = 0,
) -> Iterator[Batch]:
    """So many tokens each, padding included, from this pool on."""
    for pool in pools(source, tokenizer, verse, longest, first=first):
        made: list[Batch] = []
        rows: list[Row] = []
        for row in pool:
            if rows and width(row) * (len(rows) + 1) > tokens:
                made.append(padded(rows))
                rows = []
            rows.append(row)
        made.append(padded(rows))
        source.random.shuffle(made)
        yield from made


def width(row: Row) -> int:
    return -(-(len(row.ids) - 1) // STEP) * STEP


def padded(rows: list[Row]) -> Batch:
    longest = max(map(width, rows))
    ids = torch.zeros(len(rows), longest + 1, dtype=torch.long)
    counts = torch.zeros(len(rows), longest, dtype=torch.bool)
    for nth, row in enumerate(rows):
        ids[nth, : len(row.ids)] = torch.tensor(row.ids)
        counts[nth, : len(row.counts)] = torch.tensor(row.counts)
    return Batch(ids, counts)
