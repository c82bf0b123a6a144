"""Sampling through the native library decides as torch does, whatever the logits look like."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from torch import Tensor

import ops
from ops import candidates
from ops.cpu import candidates as native
from ops.cpu import library
from tests.ops.asks import Ask, batch_of

ASKS = {
    "no filter": Ask(temperature=0.8),
    "hot": Ask(temperature=30.0),
    "cold": Ask(temperature=0.01),
    "top-k": Ask(top_k=20),
    "the best": Ask(top_k=1),
    "too many for the library": Ask(top_k=300),
    "top-p": Ask(top_p=0.9),
    "both": Ask(top_k=20, top_p=0.8),
    "min-p": Ask(min_p=0.05),
    "nearly all": Ask(min_p=1e-9),
}
ROWS = 40


@pytest.fixture(autouse=True)
def _built() -> None:
    assert library.library() is not None, "pip install -e . builds it where there is a compiler"


def decided(logits: Tensor, ask: Ask) -> ops.Verdict:
    rows = torch.arange(len(logits))
    asks = [replace(ask, seed=int(row)) for row in rows]
    nobody = torch.full_like(rows, -1)
    trees = ops.Trees(nobody, nobody, rows * 3, rows, rows, 0)
    return ops.verify(logits, trees, batch_of(asks, logits.shape[1]))


def equal(logits: Tensor, ask: Ask) -> None:
    given = decided(logits, ask)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(native, "library", lambda: None)
        truth = decided(logits, ask)
    assert torch.equal(given.ids, truth.ids)
    assert torch.equal(given.failed, truth.failed)


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
@pytest.mark.parametrize("size", [1, 7, 64, 1000, 5003])
def test_every_row_gets_the_same_token(ask: Ask, size: int) -> None:
    equal(torch.randn(ROWS, size) * 3, ask)


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
def test_logits_of_bfloat16_with_many_equals(ask: Ask) -> None:
    equal((torch.randn(ROWS, 3000) * 2).round().bfloat16(), ask)


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
def test_tokens_that_are_ruled_out(ask: Ask) -> None:
    logits = torch.randn(ROWS, 1000) * 3
    logits[torch.rand(ROWS, 1000) < 0.98] = float("-inf")
    logits[0] = float("-inf")
    logits[1, 5] = float("nan")
    logits[2, 7] = float("inf")
    equal(logits, ask)


def test_the_winner_is_found_and_little_else() -> None:
    logits, seeds = torch.randn(500, 2000) * 3, torch.arange(500)
    temperature = torch.tensor([0.01, 0.5, 1.0, 40.0], dtype=torch.float64).repeat(125)
    positions = torch.arange(500) % 9
    given = native.near_winners(logits, temperature, seeds, positions)
    noise = ops.gumbel_noise(seeds, positions, 2000)
    winners = (logits.double() / temperature[:, None] + noise).argmax(-1)
    assert ((given.ids == winners[:, None]) & given.logits.isfinite()).any(-1).all()
    assert given.logits.isfinite().sum(-1).double().mean() < 1.1
    assert given.ids.shape[1] < native.MOST_WINNERS


def test_a_crowd_for_which_there_is_no_room_is_told_to_torch() -> None:
    logits = torch.zeros(2, native.MOST + 1)
    lowest = torch.tensor([0.0, 1.0])
    ids, theirs = native.collected(logits, lowest, logits)
    truth = candidates.collected(logits, lowest, logits)
    assert torch.equal(ids, truth[0]) and torch.equal(theirs, truth[1])
    assert ids.shape[1] == native.MOST + 1 and not theirs[1].isfinite().any()


def test_the_kth_best_is_torchs() -> None:
    logits = torch.randn(30, 777).round(decimals=1)
    for most in (1, 20, native.MOST_KTH, native.MOST_KTH + 1):
        kth = torch.randint(1, most + 1, (30,))
        truth = candidates.kth_best(logits, kth, most)
        assert torch.equal(native.kth_best(logits, kth, most), truth)


@pytest.mark.parametrize("size", [1, 7, 64, 1000, 5003])
def test_the_best_is_the_first_of_equals_and_what_is_no_number_is_found(size: int) -> None:
    logits = torch.randint(-2, 3, (ROWS, size)).float()  # many equals
    logits[3] = float("-inf")
    logits[4, size // 2 :] = float("-inf")
    logits[5, size - 1] = float("inf")
    for row, place in ((6, 0), (7, size // 2), (8, size - 1)):
        logits[row, place] = float("nan")
    logits[9, size // 3 :] = float("nan")
    assert torch.equal(native.best(logits), logits.argmax(-1))
    assert torch.equal(native.best(logits.bfloat16()), logits.argmax(-1))
    assert len(native.best(logits[:0])) == 0
