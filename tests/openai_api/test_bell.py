"""What a stream waits for, in virtual time."""

from __future__ import annotations

import asyncio
import math
import weakref
from collections.abc import Awaitable, Callable

from anyio import current_time, move_on_after
from anyio.lowlevel import checkpoint

from openai_api.bell import Bell
from tests.simulation.loop import run

Scene = Callable[[Bell], Awaitable[None]]


def play(scene: Scene) -> None:
    async def main() -> None:
        await scene(Bell())

    run(main, seed=0)


async def waited(bell: Bell, seconds: float, *, rung_after: float | None = None) -> float:
    """How long who waits `seconds` at most did wait."""
    began = current_time()
    if rung_after is not None:
        asyncio.get_running_loop().call_later(rung_after, bell.ring)
    await bell.wait(began + seconds)
    return round(current_time() - began, 6)


def test_it_rings_for_news() -> None:
    async def scene(bell: Bell) -> None:
        assert await waited(bell, math.inf, rung_after=2) == 2
        assert await waited(bell, 10, rung_after=3) == 3

    play(scene)


def test_it_rings_when_it_is_time() -> None:
    async def scene(bell: Bell) -> None:
        assert await waited(bell, 10) == 10
        assert await waited(bell, 4) == 4

    play(scene)


def test_a_clock_that_goes_off_early_enough_serves_the_next_wait_too() -> None:
    async def scene(bell: Bell) -> None:
        assert await waited(bell, 10, rung_after=3) == 3
        assert await waited(bell, 10) == 7  # the old one: who is woken early waits on
        assert await waited(bell, 3) == 3

    play(scene)


def test_a_clock_that_goes_off_too_late_is_set_anew() -> None:
    async def scene(bell: Bell) -> None:
        assert await waited(bell, 10, rung_after=1) == 1
        assert await waited(bell, 2) == 2
        assert await waited(bell, 20) == 20

    play(scene)


def test_news_that_nobody_waits_for_wake_nobody_later() -> None:
    async def scene(bell: Bell) -> None:
        bell.ring()
        bell.ring()
        assert await waited(bell, 5) == 5

    play(scene)


def test_who_waits_no_more_leaves_no_clock_behind() -> None:
    async def main() -> None:
        bell = Bell()
        with move_on_after(1):
            await bell.wait(current_time() + 1000)
        gone = weakref.ref(bell)
        del bell
        await checkpoint()
        assert gone() is None

        bell = Bell()
        await waited(bell, 1000, rung_after=1)
        bell.silence()
        gone = weakref.ref(bell)
        del bell
        await checkpoint()
        assert gone() is None

    run(main, seed=0)
