"""Few rows in which every two values of every two factors meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, product

Case = tuple[object, ...]


def pairs_of(case: Case) -> set[tuple[tuple[int, object], ...]]:
    return set(combinations(enumerate(case), 2))


def covering(factors: Mapping[str, Sequence[object]]) -> list[Case]:
    """The case with the most pairs that no case before had, until there are none."""
    cases: list[Case] = [*product(*factors.values())]
    left = set().union(*map(pairs_of, cases))
    chosen = []
    while left:
        best = max(cases, key=lambda case: len(pairs_of(case) & left))
        chosen.append(best)
        left -= pairs_of(best)
    return chosen
