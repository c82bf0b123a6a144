"""Top-k, top-p and min-p leave exactly what their definitions leave, ties included."""

from __future__ import annotations

import itertools

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from ops.candidates import near_winners, that_filters_may_keep
from ops.filters import choose
from ops.sampling_batch import Filters
from ops.sampling_noise import gumbel_noise, rough_noise
from tests.ops.asks import Ask, keep_slowly

V = 40


def filters_of(asks: list[Ask]) -> Filters:
    most_k = max(ask.top_k for ask in asks)
    return Filters(
        min_p=torch.tensor([ask.min_p for ask in asks], dtype=torch.float64),
        top_k=torch.tensor([ask.top_k for ask in asks]) if most_k > 0 else None,
        top_p=torch.tensor([ask.top_p for ask in asks], dtype=torch.float64),
        most_k=most_k,
    )


def choose_ids(logits: Tensor, noise: Tensor, asks: list[Ask]) -> Tensor:
    """The winners' ids [n]. logits, noise [n, V]."""
    filters = filters_of(asks)
    temperature = torch.tensor([ask.temperature for ask in asks], dtype=torch.float64)
    candidates = that_filters_may_keep(logits, temperature, filters)
    scaled = candidates.logits.double() / temperature[:, None]
    noisy = scaled + noise.gather(1, candidates.ids)
    place = choose(candidates, scaled, noisy, filters)
    return candidates.ids.gather(1, place[:, None])[:, 0]


def choose_all(logits: Tensor, ask: Ask) -> set[int]:
    """Every token that some noise makes the winner: each in turn gets more than all others."""
    noise = torch.eye(V, dtype=torch.float64) * 1e6
    return set(choose_ids(logits.expand(V, V), noise, [ask] * V).tolist())


@pytest.mark.parametrize("has_ties", [True, False])
@pytest.mark.parametrize("temperature", [0.2, 1.0, 3.0])
def test_what_can_win_is_what_the_definitions_keep(has_ties: bool, temperature: float) -> None:
    logits = torch.randn(V) * 2
    if has_ties:
        logits = logits.round()
    for top_k, top_p, min_p in itertools.product(
        (0, 1, 2, 3, 7, V, 100), (1.0, 0.999, 0.9, 0.4, 0.0), (0.0, 0.01, 0.3, 1.0)
    ):
        ask = Ask(temperature=temperature, top_k=top_k, top_p=top_p, min_p=min_p)
        assert choose_all(logits, ask) == set(keep_slowly(logits.tolist(), ask)), ask


def test_top_p_counts_the_mass_of_tokens_that_are_no_candidates() -> None:
    """20 tokens of 4.55 % each: with the 9 % of the tail, all of them are needed for 90 %."""
    logits = torch.full((100_000,), float(torch.tensor(0.09 / (100_000 - 20)).log()))
    logits[:20] = float(torch.tensor(0.91 / 20).log())
    asks = [Ask(top_p=0.9)]
    noise = torch.zeros(1, 100_000, dtype=torch.float64)
    noise[0, 19] = 1.0
    assert choose_ids(logits[None], noise, asks).tolist() == [19]
    temperature = torch.ones(1, dtype=torch.float64)
    assert that_filters_may_keep(logits[None], temperature, filters_of(asks)).ids.shape[1] == 20


def test_rows_with_and_without_filters_share_a_batch() -> None:
    logits = torch.randn(3, V)
    asks = [Ask(), Ask(top_k=1), Ask(top_p=1e-9)]
    noise = torch.zeros(3, V, dtype=torch.float64)
    noise[:, 17] = 1e6
    logits[:, 17] = -5.0
    chosen = choose_ids(logits, noise, asks)
    assert chosen.tolist() == [17, int(logits[1].argmax()), int(logits[2].argmax())]


def test_top_p_without_top_k_counts_every_token_beside_a_row_with_top_k() -> None:
    """Equal tokens: half of their mass is half of them, whatever the other row asks for."""
    logits = torch.zeros(2, V)
    asks = [Ask(top_p=0.5), Ask(top_k=4, top_p=0.5)]
    winners = []
    for id in range(V):
        noise = torch.zeros(2, V, dtype=torch.float64)
        noise[:, id] = 1.0
        winners.append(choose_ids(logits, noise, asks))
    first, second = torch.stack(winners).unbind(1)
    assert set(first.tolist()) == set(range(V // 2))
    assert set(second.tolist()) == {0, 1}


def test_a_row_s_filters_follow_its_nodes() -> None:
    filters = filters_of([Ask(top_k=1), Ask(top_k=5, top_p=0.5), Ask(min_p=0.1)])
    some = filters.of_rows(torch.tensor([2, 1, 1]))
    assert some.top_k is not None and some.top_k.tolist() == [0, 5, 5]
    assert some.top_p is not None and some.top_p.tolist() == [1.0, 0.5, 0.5]
    assert some.min_p is not None and some.min_p.tolist() == [0.1, 0.0, 0.0]


@pytest.mark.parametrize("banned", [0, V - 1])
def test_banned_tokens_have_no_mass(banned: int) -> None:
    logits = torch.full((V,), float("-inf"))
    logits[:banned] = 0.0
    logits[3] = 1.0
    kept = {3} if banned == 0 else set(range(banned))
    assert choose_all(logits, Ask(top_p=0.999999)) == kept


def test_masses_do_not_depend_on_the_batch() -> None:
    """A wide row alone is where torch's own sums take another order."""
    logits = torch.randn(5, 100_000)
    noise = torch.randn(5, 100_000, dtype=torch.float64)
    asks = [Ask(top_p=0.5)] * 5
    together = choose_ids(logits, noise, asks)
    torch.set_num_threads(3)
    for row in range(5):
        part = slice(row, row + 1)
        alone = choose_ids(logits[part], noise[part], asks[:1])
        assert alone[0] == together[row]


@given(
    size=st.sampled_from([30, 3000]),
    seed=st.integers(0, 1000),
    ask=st.builds(
        Ask,
        temperature=st.sampled_from([0.05, 0.7, 5.0]),
        top_k=st.sampled_from([0, 0, 20]),
        top_p=st.sampled_from([1.0, 0.99, 0.8]),
        min_p=st.sampled_from([0.0, 0.0, 0.02]),
    ),
)
@settings(max_examples=60, deadline=None)
def test_candidates_hold_all_that_filters_keep(size: int, seed: int, ask: Ask) -> None:
    draw = torch.Generator().manual_seed(seed)
    logits = torch.randn(1, size, generator=draw) * 3
    temperature = torch.tensor([ask.temperature], dtype=torch.float64)
    candidates = that_filters_may_keep(logits, temperature, filters_of([ask]))
    assert set(candidates.ids[0].tolist()) >= set(keep_slowly(logits[0].tolist(), ask))


@pytest.mark.parametrize("ask", [Ask(top_k=20), Ask(top_p=0.9), Ask(min_p=0.05)])
def test_candidates_are_few(ask: Ask) -> None:
    logits = torch.randn(8, 50_000) * 4
    temperature = torch.ones(8, dtype=torch.float64)
    candidates = that_filters_may_keep(logits, temperature, filters_of([ask] * 8))
    assert candidates.ids.shape[1] < 10_000


def test_near_winners_hold_the_winner_and_little_else() -> None:
    seeds, positions = torch.arange(2000), torch.arange(2000) % 7
    temperature = torch.tensor([1e-5, 0.3, 1.0, 40.0], dtype=torch.float64).repeat(500)
    logits = torch.randn(2000, 500) * 3
    candidates = near_winners(logits, temperature, seeds, positions)
    exact = logits.double() / temperature[:, None] + gumbel_noise(seeds, positions, 500)
    winners = exact.argmax(-1)
    found = (candidates.ids == winners[:, None]) & candidates.logits.isfinite()
    assert found.any(-1).all()
    assert candidates.logits.isfinite().sum(-1).double().mean() < 3


def test_near_winners_allow_for_what_float32_cannot_tell_apart() -> None:
    """The lowest noises are all alike when rough: the best of those alone need not win."""
    seed, position = torch.tensor([0]), torch.tensor([0])
    size = 2**22
    noise = gumbel_noise(seed, position, size)
    lowest = int(noise.argmin())
    rival = int((noise - (noise[0, lowest] + 1.0)).abs().argmin())
    logits = torch.full((1, size), -1e4)
    logits[0, lowest] = 0.0
    logits[0, rival] = float(noise[0, lowest] - noise[0, rival]) + 0.05
    temperature = torch.ones(1, dtype=torch.float64)
    candidates = near_winners(logits, temperature, seed, position)
    assert rough_noise(seed, position, size)[0, lowest] > noise[0, lowest] + 0.1
    assert rival in candidates.ids[0].tolist()
