"""Play a story on one of the two backends, and judge it."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from tests.simulation.judge import judge
from tests.simulation.loop import Backend, run
from tests.simulation.minimise import minimise
from tests.simulation.scenario import Fault, Story, story_of
from tests.simulation.verdicts import Limits
from tests.simulation.world import World

#: No story takes longer than this when everything works.
LIMITS = Limits(still_passes=20_000, passes=1_000_000, seconds=900.0)


def play(
    story: Story, backend: Backend = "asyncio", *, lines: list[str] | None = None
) -> list[str]:
    """What was wrong; nothing if all was well. `lines` is filled with what was said and done."""
    world = World(story, lines=lines)
    with quiet():
        try:
            run(world.live, story.seed, backend=backend, limits=LIMITS)
        except Exception as verdict:
            return [f"{type(verdict).__name__}: {verdict}", *world.violations]
    return judge(world)


def play_seed(seed: int, backend: Backend = "asyncio") -> list[str]:
    return play(story_of(seed), backend)


def report(seed: int, backend: Backend, violations: list[str]) -> str:
    """How to see it again, and the fewest faults that still show it."""
    story = story_of(seed)

    def fails(faults: tuple[Fault, ...]) -> bool:
        return bool(play(replace(story, faults=faults), backend))

    fewest = minimise(fails, story.faults)
    lines = [f"seed {seed} on {backend}:", *(f"    {violation}" for violation in violations)]
    lines.append(f"    fewest faults: {', '.join(map(str, fewest)) or 'none at all'}")
    lines.append(f"    python -m tests.simulation --replay {seed} --backend {backend}")
    return "\n".join(lines)


@contextmanager
def quiet() -> Iterator[None]:
    """Warnings are errors, and the engine's own log is not for the screen."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            yield
    finally:
        logging.disable(before)
