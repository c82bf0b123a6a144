"""The steps that are measured before anybody comes."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from models import warm_up
from models.batch import Row
from models.warm_up import ROUNDS, SIZES, WarmUp


@pytest.mark.parametrize("num_slots", [1, 3, 256])
def test_each_size_is_measured_with_few_drafts_for_each_text(num_slots: int) -> None:
    steps: list[tuple[Row, ...]] = []
    WarmUp(steps.append, most=2048, block_size=16, num_slots=num_slots).steps()
    assert len(steps) == ROUNDS * len(SIZES)
    sizes = [*SIZES, *SIZES[::-1] * (ROUNDS - 1)]
    for rows, size in zip(steps, sizes, strict=True):
        drafts = {row.draft for row in rows}
        assert len(drafts) == 1
        assert size - len(rows) < sum(row.draft + 1 for row in rows) <= size
        assert len(rows) == num_slots or max(drafts) < 8


def test_a_slow_device_is_not_kept_measuring_and_its_largest_steps_come_first_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, sizes = 0.0, []

    def run(rows: tuple[Row, ...]) -> None:
        nonlocal now
        now += 0.1
        sizes.append(sum(row.draft + 1 for row in rows))

    monkeypatch.setattr(warm_up, "time", SimpleNamespace(monotonic=lambda: now))
    WarmUp(run, most=2048, block_size=16, num_slots=256).steps()
    assert sizes == [*SIZES[:5], *SIZES[:5][:1:-1]]  # half a second, and a quarter


def test_texts_with_little_room_have_as_many_drafts_as_fit() -> None:
    steps: list[tuple[Row, ...]] = []
    WarmUp(steps.append, most=36, block_size=16, num_slots=1).steps()
    assert {row.draft for rows in steps for row in rows} == {0, 1, 2, 3}
