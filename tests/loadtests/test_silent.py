"""Clients that never read, on a small scale: they are there, and the others come to their end."""

from __future__ import annotations

import json
from argparse import Namespace

from loadtests.silent import measure, silent_ones
from loadtests.streams import fetch, serve


async def test_the_silent_ones_are_there_and_the_others_end() -> None:
    given = Namespace(streams=9, heard=2, silent=3, rate=50.0, tokens=20, rounds=1)
    with serve(given) as (_, port):
        report = await measure(given, port)
        async with silent_ones(port, 3):
            load = 0
            while load < 3:  # the test's own limit ends it
                load = json.loads(await fetch(port, "/load"))["server_load"]
    assert report["complete"] == "4 of 4"
    assert isinstance(report["ratio"], float) and report["ratio"] > 0
