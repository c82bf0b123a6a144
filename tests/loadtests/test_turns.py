"""One device at a time, and what may be said of their speeds."""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from itertools import pairwise

import pytest

from loadtests.turns import Turn, Turns, ratio


def counts(turns: Turns) -> dict[str, list[int]]:
    return {name: [turn.num_tokens for turn in found] for name, found in turns.taken.items()}


def take(turns: Turns, names: Sequence[str], *num_tokens: int) -> str:
    """Whose turn it is has a step of each of these sizes; that of the others does not count."""
    name = turns.whose
    assert name is not None and name in names
    for count in num_tokens:
        for other in names:
            if other != name:
                turns.tell(other, 99)
        turns.tell(name, count)
    return name


def test_each_round_has_an_order_of_its_own_and_nobody_has_two_turns_in_a_row() -> None:
    turns, names = Turns(0.0), ["a", "b", "c"]
    turns.begin(names)
    rounds = [tuple(take(turns, names, 0, 1) for _ in names) for _ in range(12)]
    assert all(sorted(each) == names for each in rounds)
    assert len({*rounds}) > 3
    assert all(last[-1] != first[0] for last, first in pairwise(rounds))


def test_the_first_step_of_a_turn_does_not_count_nor_does_one_outside_of_it() -> None:
    turns, names = Turns(0.0), ["a", "b"]
    turns.tell("a", 1)
    turns.begin(names)
    taken = [take(turns, names, 1, 2), take(turns, names, 3, 4)]
    assert counts(turns) == {taken[0]: [2], taken[1]: [4]}


def test_a_turn_has_as_many_steps_as_fit_its_time() -> None:
    turns = Turns(math.inf)
    turns.begin(["a"])
    for num_tokens in (1, 2, 3):
        turns.tell("a", num_tokens)
    turns.seconds = 0.0
    turns.tell("a", 4)
    assert counts(turns) == {"a": [9]}


def test_the_first_rounds_do_not_count_where_that_is_said() -> None:
    turns, names = Turns(0.0), ["a", "b"]
    turns.begin(names, untimed=1)
    taken = {take(turns, names, 0, size): size for size in (1, 2)}
    assert counts(turns) == {"a": [], "b": []}
    taken = {take(turns, names, 0, size): size for size in (3, 4)}
    assert counts(turns) == {name: [size] for name, size in taken.items()}


def test_who_leaves_gets_no_more_turns_and_a_round_that_had_begun_begins_anew() -> None:
    turns, names = Turns(0.0), ["a", "b", "c"]
    turns.begin(names)
    for _ in range(5):
        take(turns, names, 0, 1)
    turns.leave(["b", "nobody"])
    assert {take(turns, names, 0, 2) for _ in range(2)} == {"a", "c"}
    assert counts(turns) == {"a": [1, 2], "b": [1], "c": [1, 2]}


def wait_for(turns: Turns, name: str, waited: list[float]) -> None:
    waited.append(turns.wait(name))


def test_who_has_to_wait_is_woken_when_it_is_his_turn_or_nobodys() -> None:
    turns = Turns(0.0)
    for wake in ("a step", "the end"):
        turns.begin(["a", "b"])
        later = "b" if turns.whose == "a" else "a"
        waited: list[float] = []
        thread = threading.Thread(target=wait_for, args=(turns, later, waited))
        thread.start()
        assert not waited
        if wake == "a step":
            take(turns, ["a", "b"], 0, 1)
        else:
            turns.end()
        thread.join()
        assert waited[0] >= 0


def test_a_ratio_is_of_all_turns_and_knows_how_sure_it_is() -> None:
    steady, twice = [Turn(0.5, 10)] * 40, [Turn(0.25, 10)] * 40
    assert ratio(twice, steady) == (2.0, 0.0)
    shaken = [Turn(0.5, 10), Turn(1.0, 10)] * 20  # in each piece alike
    assert ratio(twice, shaken) == pytest.approx((3.0, 0.0))
    slower = [Turn(0.5, 10)] * 20 + [Turn(1.0, 10)] * 20
    found, error = ratio(twice, slower)
    assert found == 3.0
    assert 0.2 < error < 0.3
    assert ratio(twice[:1], steady)[1] == math.inf
