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


def test_what_was_measured_long_ago_is_tried_again_where_it_may_be_as_good() -> None:
    thrift = thrift_with({1: 10.0, 2: 10.4, 3: 10.9}, FEW)
    chances = [[0.6, 0.05]]  # the second one brings less than it is thought to take, by a little
    chosen = [thrift.choose(chances, num_rows=1, num_tokens=1)[0] for _ in range(3)]
    assert chosen == [1, 1, 1]
    for _ in range(600):
        thrift.costs.learn(2, 10.4)
    assert thrift.choose(chances, num_rows=1, num_tokens=1) == [2]
    for _ in range(FEW):
        thrift.costs.learn(3, 10.9)
    assert thrift.choose(chances, num_rows=1, num_tokens=1) == [1]
    dear = thrift_with({1: 10.0, 2: 10.4, 3: 12.0}, FEW)
    for _ in range(600):
        dear.costs.learn(2, 10.4)
    assert dear.choose(chances, num_rows=1, num_tokens=1) == [1]


def test_how_many_texts_a_step_is_for_is_part_of_what_it_costs() -> None:
    thrift = thrift_with({16: 10.0, 32: 12.0}, FEW)
    thrift.settle(16)
    for _ in range(20):
        thrift.costs.learn(32, 12.0)
    thrift.settle(32)
    assert thrift.costs.of(32) == 12.0  # as with fewer texts, until more is known
    assert 0 < thrift.costs.num_lately(32) < FEW
    for _ in range(60):
        thrift.costs.learn(32, 14.0)
    assert thrift.costs.table(32)[32] > 13.5
    thrift.settle(1)
    assert thrift.costs.of(32) == 12.0  # the nearest crowd is asked
    thrift.settle(17)
    assert thrift.costs.of(32) == 12.0 and thrift.costs.num_lately(32) > FEW
    thrift.forget_costs()
    thrift.settle(16)
    assert thrift.costs.of(32) is None


def test_beside_prompts_it_is_not_curious() -> None:
    thrift = thrift_with({1: 1.0, 2: 1.0, 3: 1.0, 64: 1.0})
    row = [0.99, 0.98, 0.04, 0.03]
    assert thrift.choose([row], num_rows=1, num_tokens=20) == [4]


def test_beyond_what_texts_were_seen_to_take_steps_with_prompts_tell_what_a_token_costs() -> None:
    costs = thrift_with({8: 8.0, 16: 16.0}).costs
    assert costs.of(64) == pytest.approx(64.0)
    costs.guess(8, 1.0)  # no larger than what is known
    costs.guess(17, 16.2)  # hardly larger
    assert costs.of(64) == pytest.approx(64.0)
    for size in (48, 80, 112) * 20:
        costs.guess(size, 16.0 + 0.25 * (size - 16))
    assert costs.of(64) == pytest.approx(28.0, rel=0.01)
    table = costs.table(1000)
    assert table[1000] > table[512] > table[64]
    assert costs.of(16) == 16.0
    costs.learn(64, 30.0)  # now it is known, give or take
    assert 28.0 < costs.table(64)[64] < 30.0
    costs.learn(512, 200.0)  # nothing of the table lies beyond
    assert costs.table(600)[600] > 200.0


def test_a_step_with_prompts_that_was_held_up_says_little() -> None:
    costs = thrift_with({16: 16.0}).costs
    for size in (48, 80, 112) * 20:
        costs.guess(size, 16.0 + 0.25 * (size - 16))
    costs.guess(112, 4000.0)
    assert costs.of(64) == pytest.approx(28.0, rel=0.1)


def test_tokens_may_cost_nothing_but_never_less() -> None:
    costs = thrift_with({16: 16.0}).costs
    for size in (48, 80, 112) * 20:
        costs.guess(size, 12.0)
    assert costs.of(512) == 16.0
    costs.guess(0, 1.0)
    costs.guess(600, 1.0)
    costs.guess(100, 0.0)
    assert costs.of(512) == 16.0


def test_before_a_text_was_measured_prompts_say_nothing() -> None:
    costs = thrift_with({}).costs
    costs.guess(100, 1.0)
    assert costs.of(100) is None
