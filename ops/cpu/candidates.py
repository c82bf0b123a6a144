"""The candidates of `ops.candidates` through the native library, which reads the logits once.

Torch takes a dozen passes over them. Milliseconds of `verify` with AVX2, two cores, by rows of
logits of 32,000 and of 151,936 tokens, torch first:

    rows         no filter                 top-k 20, top-p 0.8
       1     1.0  0.5   2.9  0.7         0.9  0.7   1.6  0.9
      32    22    1.3  92    4.7        11    2.0  56    5.3
"""

from __future__ import annotations

import torch
from torch import Tensor

from ops import candidates
from ops.candidates import Candidates
from ops.cpu.library import library, needed
from ops.cpu.rows import KINDS
from ops.sampling_batch import Filters
from ops.sampling_noise import id_words

MOST_WINNERS, MOST_KTH = 64, 256  # as the library has them, too
MOST = 2048  # that filters may keep; longer lists are torch's
AT_ONCE = 2**23  # logits; they are read once, so they need not fit the cache


def takes(logits: Tensor) -> bool:
    """Whether the library searches these."""
    return logits.is_cpu and library() is not None


def most_at_once(logits: Tensor, block: int) -> int:
    """How many logits one call shall have, instead of `block`."""
    return AT_ONCE if takes(logits) else block


def best(logits: Tensor) -> Tensor:
    """Of each row [n, V]: of equal ones the first, as `argmax` says, but by all threads."""
    if not takes(logits) or logits.dtype not in KINDS or not logits.shape[1]:
        return logits.argmax(-1)
    logits = logits.contiguous()
    ids = torch.empty(len(logits), dtype=torch.int64)
    pointers = logits.data_ptr(), ids.data_ptr()
    needed().best(*pointers, *logits.shape, is_half(logits), torch.get_num_threads())
    return ids


def is_half(logits: Tensor) -> bool:
    return logits.dtype is torch.bfloat16


def near_winners(
    logits: Tensor, temperature: Tensor, seeds: Tensor, positions: Tensor
) -> Candidates:
    """As `ops.candidates` says, and mostly the winner alone."""
    if not takes(logits):
        return candidates.near_winners(logits.float(), temperature, seeds, positions)
    # Held by names until the library has read them.
    logits = (logits if logits.dtype in KINDS else logits.float()).contiguous()
    temperature = temperature.double().contiguous()
    seeds, positions = seeds.long().contiguous(), positions.long().contiguous()
    words = id_words(logits.shape[1], logits.device)
    ids, counts = lists(logits, MOST_WINNERS)
    pointers = [each.data_ptr() for each in (logits, temperature, seeds, positions, words)]
    needed().winners(
        *pointers,
        ids.data_ptr(),
        counts.data_ptr(),
        *logits.shape,
        MOST_WINNERS,
        is_half(logits),
        torch.get_num_threads(),
    )
    if int(counts.amin()) < 0:  # a crowd of equals
        return candidates.near_winners(logits.float(), temperature, seeds, positions)
    return Candidates(*told(ids, counts, logits), None)


def that_filters_may_keep(logits: Tensor, temperature: Tensor, filters: Filters) -> Candidates:
    """As `ops.candidates` says."""
    keep = candidates.that_filters_may_keep
    if not takes(logits):
        return keep(logits.float(), temperature, filters)
    logits = logits.float().contiguous()
    return keep(logits, temperature, filters, kth_logit=kth_best, collect=collected)


def kth_best(logits: Tensor, kth: Tensor, most: int) -> Tensor:
    """As `ops.candidates` says."""
    if most > MOST_KTH:
        return candidates.kth_best(logits, kth, most)
    kth = kth.long().contiguous()
    found = logits.new_empty(len(logits))
    pointers = [each.data_ptr() for each in (logits, kth, found)]
    needed().rank(*pointers, *logits.shape, torch.get_num_threads())
    return found


def collected(scores: Tensor, lowest: Tensor, logits: Tensor) -> tuple[Tensor, Tensor]:
    """As `ops.candidates` says."""
    lowest = lowest.contiguous()
    ids, counts = lists(scores, MOST)
    pointers = [each.data_ptr() for each in (scores, lowest, ids, counts)]
    needed().sieve(*pointers, *scores.shape, MOST, torch.get_num_threads())
    if int(counts.amin()) < 0:
        return candidates.collected(scores, lowest, logits)
    return told(ids, counts, logits)


def lists(logits: Tensor, most: int) -> tuple[Tensor, Tensor]:
    """Room for so many ids of each row, and for their number."""
    ids = torch.empty(len(logits), most, dtype=torch.int64)
    return ids, torch.empty(len(logits), dtype=torch.int64)


def told(ids: Tensor, counts: Tensor, logits: Tensor) -> tuple[Tensor, Tensor]:
    """As long as the longest list; what is behind the end of one has no logit."""
    ids = ids[:, : max(1, int(counts.amax()))]
    is_beyond = torch.arange(ids.shape[1]) >= counts[:, None]
    ids = ids.masked_fill(is_beyond, 0)
    return ids, logits.gather(1, ids).masked_fill(is_beyond, float("-inf"))
