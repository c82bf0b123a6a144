"""What the stories do not tell: a device killed at any moment, and clients who ask in vain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from anyio import create_task_group, sleep

from tests.simulation.judge import judge
from tests.simulation.loop import run
from tests.simulation.play import LIMITS, quiet
from tests.simulation.scenario import VOCABULARY, Fault, Story, Visit, story_of
from tests.simulation.world import World

LOADING = 1.0  # seconds


class Moments(World):
    """Its device is killed at these moments, whatever it does then; it takes long to load."""

    def __init__(self, story: Story, moments: Sequence[float]) -> None:
        kills = tuple(Fault("kill", nth, "kill") for nth in range(len(moments)))
        super().__init__(replace(story, faults=kills))
        self.devices.load_seconds = LOADING if moments else 0.0
        self.moments = moments

    async def live(self) -> None:
        async with create_task_group() as group:
            group.start_soon(self.kill)
            await super().live()
            group.cancel_scope.cancel()

    async def kill(self) -> None:
        passed = 0.0
        for moment in sorted(self.moments):
            await sleep(moment - passed)
            passed = moment
            if self.devices.newest is not None:
                self.devices.newest.die("The device was killed from outside.")


def verdict_on(world: World) -> list[str]:
    with quiet():
        run(world.live, world.story.seed, limits=LIMITS)
    return judge(world)


def in_vain(visit: Visit) -> Visit:
    """It allows nothing but a token that there is not."""
    sampling = replace(visit.request.sampling, allowed_ids=(VOCABULARY.size,))
    return replace(visit, request=replace(visit.request, sampling=sampling))


def scored(visit: Visit) -> Visit:
    """It wants to know of its prompt, too."""
    sampling = replace(visit.request.sampling, prompt_logprobs=1)
    return replace(visit, request=replace(visit.request, sampling=sampling))


@pytest.mark.parametrize("seed", range(40))
def test_whoever_asks_in_vain_disturbs_nobody(seed: int) -> None:
    random, story = Random(seed), replace(story_of(seed), poison="die")
    visits = [visit for visit in story.visits if not visit.poisoned]
    some = tuple(in_vain(visit) if random.random() < 0.5 else visit for visit in visits)
    assert verdict_on(Moments(replace(story, visits=some), ())) == []


@pytest.mark.parametrize("seed", range(40))
def test_a_device_may_be_killed_at_any_moment(seed: int) -> None:
    """Twice in a row, while it loads, or while it computes a prompt of which more is asked."""
    random, story = Random(seed), story_of(seed)
    visits = [visit for visit in story.visits if not visit.poisoned]
    some = tuple(scored(visit) if random.random() < 0.3 else visit for visit in visits)
    first = random.choice((0.5, LOADING)) + random.random() / 2
    later = [first + random.choice((0.1, LOADING, 2 * LOADING)) * random.random() for _ in "ab"]
    assert verdict_on(Moments(replace(story, visits=some), (first, *later))) == []
