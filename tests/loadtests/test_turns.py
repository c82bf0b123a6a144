"""One device at a time, and what may be said of their speeds."""

from __future__ import annotations

import math
import threading

import pytest

from loadtests.turns import Turn, Turns, ratio


def counts(turns: Turns) -> dict[str, list[int]]:
    return {name: [turn.num_tokens for turn in found] for name, found in turns.taken.items()}


def test_turns_go_there_and_back() -> None:
    turns = Turns(0.0)
    turns.begin(["a", "b"])
    for name, num_tokens in [("a", 1), ("b", 2), ("b", 3), ("a", 4), ("a", 5), ("b", 6)]:
        turns.tell(name, num_tokens)
    assert counts(turns) == {"a": [1, 4, 5], "b": [2, 3, 6]}


def test_a_step_outside_of_ones_turn_counts_for_nobody() -> None:
    turns = Turns(0.0)
    turns.tell("a", 1)
    turns.begin(["a", "b"])
    turns.tell("b", 2)
    turns.tell("a", 3)
    assert counts(turns) == {"a": [3], "b": []}


def test_a_turn_has_as_many_steps_as_fit_its_time() -> None:
    turns = Turns(math.inf)
    turns.begin(["a"])
    turns.tell("a", 1)
    turns.tell("a", 2)
    turns.seconds = 0.0
    turns.tell("a", 3)
    assert counts(turns) == {"a": [6]}


def test_the_first_rounds_do_not_count_where_that_is_said() -> None:
    turns = Turns(0.0)
    turns.begin(["a", "b"], untimed=1)
    for name, num_tokens in [("a", 1), ("b", 2), ("b", 3), ("a", 4)]:
        turns.tell(name, num_tokens)
    assert counts(turns) == {"a": [4], "b": [3]}


def test_who_leaves_gets_no_more_turns_and_a_round_that_had_begun_begins_anew() -> None:
    turns = Turns(0.0)
    turns.begin(["a", "b", "c"])
    for name in ("a", "b", "c", "c", "b"):
        turns.tell(name, 1)
    turns.leave(["b", "nobody"])
    for name in ("b", "a", "c", "c", "a"):
        turns.tell(name, 2)
    assert counts(turns) == {"a": [1, 2, 2], "b": [1], "c": [1, 2, 2]}


def test_who_has_to_wait_is_woken_when_it_is_his_turn_or_nobodys() -> None:
    turns = Turns(0.0)
    for wake in (lambda: turns.tell("a", 1), turns.end):
        turns.begin(["a", "b"])
        waited: list[float] = []
        thread = threading.Thread(target=lambda told=waited: told.append(turns.wait("b")))
        thread.start()
        assert not waited
        wake()
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
