"""Noise is a function of seed, position and token, and looks like chance."""

from __future__ import annotations

import math

import pytest
import torch

import ops
from ops.sampling_noise import DEFICIT, EXCESS, noise_of, rough_noise_of
from tests.ops.asks import noise_slowly

SEEDS = (0, 1, 2**63 - 1, -(2**63), -1)


@pytest.mark.parametrize("position", [0, 1, 77, 131_071, 2**40])
def test_noise_is_what_its_page_says(position: int) -> None:
    noise = ops.gumbel_noise(torch.tensor(SEEDS), torch.full((5,), position), 40)
    for row, seed in enumerate(SEEDS):
        for id in range(40):
            assert noise[row, id].item() == pytest.approx(
                noise_slowly(seed, position, id), abs=1e-12
            )


def test_noise_does_not_know_its_batch() -> None:
    seeds, positions = torch.arange(300), torch.arange(300) * 7
    together = ops.gumbel_noise(seeds, positions, 1000)
    for row in (0, 1, 130, 299):
        alone = ops.gumbel_noise(seeds[row : row + 1], positions[row : row + 1], 1000)
        assert torch.equal(alone[0], together[row])


def test_noise_does_not_know_the_size_of_the_vocabulary() -> None:
    small = ops.gumbel_noise(torch.tensor([5]), torch.tensor([9]), 100)
    large = ops.gumbel_noise(torch.tensor([5]), torch.tensor([9]), 200_000)
    assert torch.equal(small[0], large[0, :100])


@pytest.mark.parametrize("axis", ["seed", "position"])
def test_neighbours_are_strangers(axis: str) -> None:
    """Uniform, without correlation between rows or between tokens, with a uniform winner."""
    count, vocabulary_size = 1500, 1500
    steps, still = torch.arange(count), torch.full((count,), 3)
    seeds, positions = (steps, still) if axis == "seed" else (still, steps)
    noise = ops.gumbel_noise(seeds, positions, vocabulary_size)
    uniform = torch.exp(-torch.exp(-noise))
    cells = torch.bincount((uniform * 256).long().flatten(), minlength=256).double()
    expected = count * vocabulary_size / 256
    assert ((cells - expected) ** 2 / expected).sum() < 255 + 6 * math.sqrt(2 * 255)
    for table in (uniform, uniform.T):
        correlation = torch.corrcoef(table) - torch.eye(count)
        assert correlation.abs().max() < 6.5 / math.sqrt(count)
    winners = torch.bincount(noise.argmax(1) // 15, minlength=100).double()
    assert ((winners - 15) ** 2 / 15).sum() < 99 + 6 * math.sqrt(2 * 99)


def test_a_drafter_with_the_lead_s_logits_proposes_the_lead_s_token() -> None:
    logits = torch.randn(50, 64)
    seeds, positions = torch.arange(50), torch.arange(50) + 10
    temperature = torch.where(torch.arange(50) % 2 == 0, 0.7, 0.0)
    best = ops.noisy_best(
        logits, seeds=seeds, positions=positions, temperature=temperature, num_best=3
    )
    for row in range(50):
        scores = {id: float(logits[row, id]) for id in range(64)}
        if temperature[row] > 0:
            scores = {
                id: score / 0.7 + noise_slowly(row, row + 10, id) for id, score in scores.items()
            }
        ranking = sorted(scores, key=lambda id: -scores[id])
        assert best[row].tolist() == ranking[:3]


def test_rough_noise_is_as_good_as_it_says_at_both_ends() -> None:
    edge = torch.arange(200_000)
    top = 2**31 - 1
    words = torch.cat((edge, -edge - 1, top - edge, edge - top - 1)).int()
    excess = rough_noise_of(words).double() - noise_of(words)
    assert excess.max() < EXCESS
    assert excess.min() > -DEFICIT


def test_noise_has_the_range_that_kernels_may_rely_on() -> None:
    extremes = noise_of(torch.tensor([0, -1], dtype=torch.int32))
    assert extremes[0] == pytest.approx(22.874, abs=1e-3)
    assert extremes[1] == pytest.approx(-3.130, abs=1e-3)


def test_noise_of_some_tokens_is_that_of_all() -> None:
    seeds, positions = torch.tensor([5, 6]), torch.tensor([9, 9])
    ids = torch.tensor([[3, 99, 3], [0, 50, 7]])
    whole = ops.gumbel_noise(seeds, positions, 100)
    assert torch.equal(ops.gumbel_noise(seeds, positions, 100, ids=ids), whole.gather(1, ids))
