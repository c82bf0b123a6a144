"""The search, as long as every change can afford; `python -m tests.simulation` goes further."""

from __future__ import annotations

import pytest

from tests.simulation.cancellations import cancel_many
from tests.simulation.loop import Backend
from tests.simulation.mutations import find
from tests.simulation.play import play, play_seed
from tests.simulation.scenario import story_of


@pytest.mark.parametrize("start", range(0, 500, 50))
def test_the_engine_survives_every_story_on_asyncio(start: int) -> None:
    assert play_all(range(start, start + 50), "asyncio") == {}


@pytest.mark.parametrize("start", range(0, 100, 50))
def test_the_engine_survives_every_story_on_trio(start: int) -> None:
    assert play_all(range(start, start + 50), "trio") == {}


def play_all(seeds: range, backend: Backend) -> dict[int, list[str]]:
    """The seeds that fail, and how. `python -m tests.simulation --replay SEED` shows one."""
    played = {seed: play_seed(seed, backend) for seed in seeds}
    return {seed: violations for seed, violations in played.items() if violations}


@pytest.mark.parametrize("seed", [16, 19])
def test_the_same_seed_tells_the_same_story(seed: int) -> None:
    one, other = list[str](), list[str]()
    play(story_of(seed), lines=one)
    play(story_of(seed), lines=other)
    assert len(one) > 20
    assert [without_addresses(line) for line in one] == [without_addresses(line) for line in other]


def without_addresses(line: str) -> str:
    return " ".join(word for word in line.split() if not word.startswith("0x"))


@pytest.mark.parametrize(
    "safeguard",
    [
        "the log's cursor",
        "the salt in the hash",
        "dropping all blocks after a crash",
        "quarantine",
        "guarding against BaseException",
        "the tombstone after a stop string (detokenizer and log)",
    ],
)
def test_a_missing_safeguard_is_noticed(safeguard: str) -> None:
    assert find(safeguard, most=100) is not None


def test_cancelled_requests_leave_nothing_behind() -> None:
    left = cancel_many(2000)
    assert left
    assert not any(left.values()), left
