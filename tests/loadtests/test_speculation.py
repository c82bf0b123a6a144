"""The load test of reading ahead, on a small scale: what was rehearsed is drafted, and holds."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from loadtests.speculation import measure
from models import demo


def small(**more: object) -> Namespace:
    given = {"model": demo.LEAD, "vocabulary": 2000, "rows": [2], "tokens": 12, "rounds": 1}
    return Namespace(**given, cache=16, json=Path("unused"), **more)


async def test_what_was_heard_is_drafted_at_the_rate_that_was_dialled() -> None:
    for acceptance in (0.0, 1.0):
        (line,) = await measure(small(), acceptance)
        accepted, drafted = map(int, str(line["accepted (always)"]).split(" of "))
        assert drafted > 0
        assert (accepted > 0) == (acceptance > 0)
        assert all(isinstance(line[name], float) for name in ("plain", "adaptive", "always"))
