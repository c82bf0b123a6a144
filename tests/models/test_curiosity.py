"""Numbers of drafts of which too little is known are tried where they may be the best."""

from __future__ import annotations

import pytest

from models.understudies.costs import FEW
from tests.models.thrifts import thrift_with


def test_a_number_of_which_little_is_known_is_tried_where_it_may_be_the_best() -> None:
    thrift = thrift_with({1: 1.0, 64: 1.0})
    for size in (1, 2, 3, 5) * FEW:
        thrift.costs.learn(size, 1.0)
    row, worse = [0.99, 0.98, 0.04, 0.04], [0.99, 0.98, 0.5, 0.5]
    assert thrift.choose([worse], num_rows=1, num_tokens=1) == [4]
    chosen = []
    for _ in range(FEW):
        chosen += thrift.choose([row], num_rows=1, num_tokens=1)
        thrift.costs.learn(1 + chosen[-1], 1.0)
    assert chosen == [3, 3, 3, 4]  # what lies between others was known a little


def test_larger_steps_are_found_behind_one_that_was_held_up() -> None:
    """Milliseconds of 32 texts: 27 for 96 tokens and 33 for 128, but the first 96 took 33."""
    thrift = thrift_with({})
    for size, seconds in {32: 15.5, 48: 19.5, 64: 20.7}.items():
        for _ in range(FEW):
            thrift.costs.learn(size, seconds)
    thrift.costs.learn(96, 33.0)
    thrift.costs.pause = 2.8
    chances = [[0.8, 0.64, 0.512, 0.41]] * 32
    sizes = []
    for _ in range(40):
        sizes.append(32 + sum(thrift.choose(chances, num_rows=32, num_tokens=32)))
        thrift.costs.learn(sizes[-1], 20.7 + (max(sizes[-1], 64) - 64) * 0.19)
    assert min(sizes[-10:]) >= 128


def test_of_several_that_are_new_the_best_is_tried_and_asking_is_worth_what_the_best_saves() -> (
    None
):
    thrift = thrift_with({1: 1.0, 5: 1.0, 64: 1.0})
    for _ in range(FEW):
        thrift.costs.learn(5, 1.0)
    assert thrift.choose([[0.9, 0.8, 0.7, 0.001]], num_rows=1, num_tokens=1) == [3]
    saved = thrift.saved
    for size in (2, 3, 4) * FEW:
        thrift.costs.learn(size, 1.0)
    thrift.rests()
    assert thrift.choose([[0.9, 0.8, 0.7, 0.001]], num_rows=1, num_tokens=1) == [4]
    assert thrift.saved == pytest.approx(saved)


def test_beside_prompts_it_is_not_curious() -> None:
    thrift = thrift_with({1: 1.0, 2: 1.0, 3: 1.0, 64: 1.0})
    row = [0.99, 0.98, 0.04, 0.03]
    assert thrift.choose([row], num_rows=1, num_tokens=20) == [4]
