"""The target that costs more says what the lead in the box says, and all drafting leaves it so."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from loadtests import pair
from loadtests.examine import own_server


def test_every_work_has_the_same_texts_with_drafts_and_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "pair.json"
    flags = ["--megabytes", "80", "--requests", "1", "--rounds", "1", "--json", str(told)]
    monkeypatch.setattr(sys, "argv", ["pair", *flags])
    pair.main()
    found = json.loads(told.read_text())
    assert 80 <= found["megabytes"] < 100
    assert len(found["lines"]) == 6
    for line in found["lines"]:
        right, asked = line["same texts"].split(" of ")
        assert right == asked
        assert line["plain (tokens/s)"] > 0 and line["ratio"] > 0


async def test_a_peer_is_asked_for_the_same_plain_texts(tmp_path: Path) -> None:
    pair.write_target(tmp_path, 1)
    async with own_server("--model", str(tmp_path)) as url:
        given = Namespace(requests=1, rounds=1, peer=[url])
        lines = await pair.measure(given, tmp_path)
    beside = [line for line in lines if "ratio to the peer" in line]
    assert [line["work"] for line in beside] == ["chat as plain text", "tools as plain text"]
    for line in beside:
        assert line["peer (tokens/s)"] > 0 and line["same texts"] == "1 of 1"


def test_the_target_reads_as_much_as_was_asked_for(tmp_path: Path) -> None:
    least = pair.write_target(tmp_path, 1)
    assert pair.write_target(tmp_path, 100) >= 100 * 10**6 > least


def test_a_prediction_is_nearly_right() -> None:
    words = [str(nth) for nth in range(36)]
    edited = pair.edited(" ".join(words)).split(" ")
    assert sum(one != other for one, other in zip(words, edited, strict=True)) == 3
