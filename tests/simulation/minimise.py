"""Of many faults, the few without which nothing is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def minimise(fails: Callable[[tuple[T, ...]], bool], faults: Sequence[T]) -> tuple[T, ...]:
    """Leave out as many as possible while the run still fails; none of the rest can be spared.

    Halves first, then quarters, and so on: one guilty fault among n costs a few times log n runs.

    :raises ValueError: if the run does not fail to begin with.
    """
    kept = tuple(faults)
    if not fails(kept):
        raise ValueError("The run does not fail with all of its faults.")
    size = max(1, (len(kept) + 1) // 2)
    while kept:
        fewer = _without_one_part(fails, kept, size)
        if fewer is not None:
            kept = fewer
        elif size == 1:
            break
        else:
            size = (size + 1) // 2
    return kept


def _without_one_part(
    fails: Callable[[tuple[T, ...]], bool], kept: tuple[T, ...], size: int
) -> tuple[T, ...] | None:
    """The first way to leave out `size` neighbours and still fail."""
    for start in range(0, len(kept), size):
        fewer = kept[:start] + kept[start + size :]
        if fails(fewer):
            return fewer
    return None
