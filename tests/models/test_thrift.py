"""As many drafts as pay: costs and chances in, numbers of drafts out."""

from __future__ import annotations

import pytest

from models.understudies.costs import FEW, OUTLIER, REACH, Costs
from models.understudies.odds import Odds
from models.understudies.thrift import ASKING, LONGEST_REST, PROBE, PROBED, Base, Thrift
from tests.models.thrifts import thrift_with

TEXT = [1, 2, 3]


FLAT = {1: 1.0, 64: 1.0}  # memory is what limits it
STEEP = {1: 1.0, 64: 64.0}  # computing is


def test_costs_lie_between_what_was_seen() -> None:
    costs = Costs()
    assert costs.of(1) is None
    costs.learn(1, 2.0)
    costs.learn(3, 4.0)
    assert [costs.of(n) for n in (1, 2, 3)] == [2.0, 3.0, 4.0]


def test_what_took_longer_than_more_tokens_did_was_held_up() -> None:
    costs = Costs()
    for num_tokens, seconds in ((1, 2.0), (3, 9.0), (8, 4.0)):
        costs.learn(num_tokens, seconds)
    assert [costs.of(n) for n in (1, 2, 3, 5, 8)] == [2.0, 3.0, 4.0, 4.0, 4.0]


def test_beyond_what_was_seen_a_token_costs_what_it_does_in_the_upper_half() -> None:
    costs = Costs()
    costs.learn(2, 8.0)
    assert costs.of(3) == 12.0  # nobody knows better
    costs.learn(8, 8.0)  # so far only weights are read
    costs.learn(16, 12.0)
    assert costs.of(32) == 20.0
    assert costs.table(40)[32] == 20.0
    flat = Costs()
    for size in (1, 8, 16):
        flat.learn(size, 8.0)
    assert flat.of(32) == 12.0  # never for nothing


def test_one_step_that_was_held_up_says_little() -> None:
    costs = Costs()
    for _ in range(FEW):
        costs.learn(1, 1.0)
    costs.learn(1, 1000.0)
    known = costs.of(1)
    assert known is not None
    assert known < 2.0


def test_shorter_times_say_more_than_longer_ones() -> None:
    costs = Costs()
    for seconds in (1.0, 1.2) * 100:
        costs.learn(1, seconds)
    assert 1.05 < (costs.of(1) or 0) < 1.08


def test_one_of_the_first_times_that_was_held_up_says_little_as_well() -> None:
    costs = Costs()
    for seconds in (1.0, 1000.0, 1.0, 1.0):
        costs.learn(1, seconds)
    assert (costs.of(1) or 0) < OUTLIER**0.25


def test_a_first_time_that_was_held_up_is_soon_forgotten() -> None:
    costs = Costs()
    for seconds in (1000.0, 1.0):
        costs.learn(1, seconds)
    assert (costs.of(1) or 0) <= OUTLIER
    for _ in range(FEW):
        costs.learn(1, 1.0)
    assert (costs.of(1) or 0) < OUTLIER**0.5


def test_what_lies_between_known_sizes_is_known_a_little() -> None:
    costs = Costs()
    for size in (1, 9):
        costs.learn(size, float(size))
    costs.learn(5, 5.0 * 0.8)
    assert costs.of(5) == pytest.approx(5.0 * 0.8**0.5)
    costs.learn(10, 30.0)
    assert costs.of(10) == 30.0


def test_a_size_is_new_until_it_was_measured_a_few_times() -> None:
    costs = Costs()
    for _ in range(FEW):
        assert costs.is_new(4)
        costs.learn(4, 1.0)
    assert not costs.is_new(4)
    assert costs.is_new(5)
    assert not costs.is_new(100_000)  # what cannot be learned is not tried


def test_a_first_time_beside_a_size_is_no_time_of_that_size() -> None:
    costs = Costs()
    for size in (1, 64):
        costs.learn(size, float(size))
    costs.learn(84, 84.0)  # told to 96
    assert costs.of(96) == pytest.approx(96.0)


def test_what_passes_between_two_steps_makes_each_of_them_dearer() -> None:
    costs = Costs()
    costs.wait(1.0)
    assert costs.of(1) is None
    for size in (1, 64):
        costs.learn(size, float(size))
    for _ in range(100):
        costs.wait(0.5)
    assert [costs.of(1), costs.of(33)] == pytest.approx([1.5, 33.5], abs=0.01)
    assert costs.table(70)[64:] == pytest.approx([costs.of(size) for size in range(64, 71)])
    for size in (1, 64) * 10:  # what was told before stays what it was
        costs.learn(size, float(size))
    assert costs.of(64) == pytest.approx(64.5, abs=0.01)
    costs.wait(1000.0)  # somebody else was busy
    assert (costs.of(1) or 0) < 2.0


@pytest.mark.parametrize("most", [1, 2, 7, 8, 9, 40])
def test_the_table_has_what_is_known_of_each_size(most: int) -> None:
    costs = Costs()
    for num_tokens, seconds in ((2, 3.0), (4, 3.5), (8, 9.0), (12, 8.0), (16, 11.0), (8, 7.0)):
        costs.learn(num_tokens, seconds)
    each = [costs.of(num_tokens) for num_tokens in range(1, most + 1)]
    assert costs.table(most)[1 : most + 1] == pytest.approx(each)


def test_of_steps_too_large_for_the_table_nothing_is_learned() -> None:
    costs = Costs()
    costs.learn(100_000, 5.0)
    costs.learn(0, 5.0)
    assert costs.of(1) is None


def test_a_clock_too_coarse_for_a_step_says_nothing() -> None:
    costs = Costs()
    for seconds in (0.0, 2.0) * FEW:
        costs.learn(1, seconds)
    assert costs.of(1) == 2.0


def test_a_new_text_is_judged_as_others_and_then_as_itself() -> None:
    odds, kind = Odds(), ("suffix", 2)
    for slot in range(20):
        odds.learn(slot, [], kind, tried=4, held=4)
    mine = [7]
    assert odds.chance(30, mine, kind) > 0.9
    for _ in range(10):
        odds.learn(30, mine, kind, tried=1, held=0)
    assert odds.chance(30, mine, kind) < 0.3
    assert odds.chance(31, [8], kind) > odds.chance(30, mine, kind)
    assert odds.chance(30, [7], kind) > 0.5  # somebody else lives there now


def test_where_computing_is_free_all_is_taken() -> None:
    assert thrift_with(FLAT).choose([[0.9, 0.8], [0.5]], num_rows=2, num_tokens=2) == [2, 1]


def test_where_every_token_costs_nothing_is_taken() -> None:
    assert thrift_with(STEEP).choose([[0.9, 0.8], [0.5]], num_rows=2, num_tokens=2) == [0, 0]


def test_the_surest_are_taken_and_the_others_left() -> None:
    thrift = thrift_with({1: 1.0, 2: 1.0, 3: 1.4, 4: 1.8, 8: 4.0, 16: 9.0}, num_times=FEW)
    assert thrift.choose([[0.99, 0.98], [0.1, 0.01]], num_rows=2, num_tokens=2) == [2, 0]


def test_prompts_in_a_step_make_no_draft_cheaper() -> None:
    """Beside 100 tokens of prompts another one costs what it always costs."""
    thrift = thrift_with({1: 2.0, 2: 3.0, 8: 9.0, 64: 65.0, 128: 129.0})
    assert thrift.choose([[0.4]], num_rows=1, num_tokens=1) == [0]
    assert thrift.choose([[0.4]], num_rows=1, num_tokens=101) == [0]


def test_what_holds_one_size_up_holds_up_others_the_more_they_are_alike() -> None:
    costs = Costs()
    for size in (1, 2, 4, 8, 64) * 30:
        costs.learn(size, 10.0 + size)
    for _ in range(300):
        costs.learn(4, 28.0)
    slower = [(costs.of(size) or 0) / (10 + size) for size in (64, 1, 2, 4, 8)]
    alike = [1 / 16, 1 / 4, 1 / 2, 1, 1 / 2]
    assert slower == pytest.approx([2**each**REACH for each in alike], rel=0.02)


def test_what_is_thought_of_a_size_that_is_not_known_says_nothing_of_others() -> None:
    costs = Costs()
    for size in (1, 8):
        costs.learn(size, float(size))
    for _ in range(FEW - 1):
        costs.learn(4, 40.0)
    assert [costs.of(1), costs.of(8)] == [1.0, 8.0]


def test_what_a_few_tokens_more_take_makes_no_smaller_step_dear() -> None:
    costs = Costs()
    for size in (32, 64, 96) * FEW:
        costs.learn(size, size / 32)
    for _ in range(20):
        costs.learn(70, 3.0)
    assert costs.of(64) == pytest.approx(2.0, rel=0.1)
    assert costs.of(80) == pytest.approx(3.0, rel=0.1)


def test_luck_is_not_taken_for_a_gift() -> None:
    odds, kind = Odds(), ("suffix", 2)
    for slot in range(40):
        odds.learn(slot, [], kind, tried=2, held=slot % 2)
    lucky = [1]
    odds.learn(50, lucky, kind, tried=2, held=2)
    assert odds.chance(50, lucky, kind) < 0.65


def test_a_gain_that_is_too_small_is_left() -> None:
    thrift = thrift_with({1: 1.0, 2: 1.0, 64: 1.0})
    assert thrift.choose([[0.01]], num_rows=1, num_tokens=1) == [0]
    assert thrift.choose([[0.03]], num_rows=1, num_tokens=1) == [1]


def test_now_and_then_it_tries_what_does_not_pay() -> None:
    thrift = thrift_with(STEEP)
    chosen = [thrift.choose([[], [0.1] * 5], num_rows=2, num_tokens=2) for _ in range(300)]
    assert chosen.count([0, PROBE]) == 300 // PROBED
    assert chosen.count([0, 0]) == 300 - 300 // PROBED


def test_as_long_as_asking_took_it_rests() -> None:
    thrift = thrift_with({1: 1.0, 64: 1.0})
    assert not thrift.rests()
    thrift.rest(3.5 * ASKING, num_tokens=1)
    assert [thrift.rests() for _ in range(5)] == [True, True, True, False, False]
    thrift.rest(1000.0, num_tokens=1)
    assert [thrift.rests() for _ in range(5)].count(True) == 3  # once is an accident
    thrift.rest(1000.0, num_tokens=1)
    assert [thrift.rests() for _ in range(LONGEST_REST + 1)].count(True) == LONGEST_REST


def test_it_rests_as_well_where_asking_takes_longer_than_it_saves() -> None:
    thrift = thrift_with(FLAT)
    assert not thrift.rests()
    assert thrift.choose([[0.5, 0.3]], num_rows=1, num_tokens=1) == [2]
    assert thrift.saved == pytest.approx(0.8 / 1.8)  # of 1.8 tokens a second 0.8 for nothing
    thrift.rest(0.9 * thrift.saved, num_tokens=1)
    assert not thrift.rests()
    for rests in (False, True):  # once is an accident
        thrift.choose([[0.5, 0.3]], num_rows=1, num_tokens=1)
        thrift.rest(1.1 * thrift.saved, num_tokens=1)
        assert thrift.rests() == rests


def test_what_a_model_takes_to_draft_is_no_reason_to_rest_where_it_pays() -> None:
    thrift, drafting = thrift_with(FLAT), Costs()
    drafting.learn(1, 0.2)
    depth = thrift.depth([0.9], most=4, draft_costs=drafting, num_rows=1, num_tokens=1)
    assert depth == 4
    took = depth * 0.2  # hardly less than what is left of the gain
    thrift.rest(1.1 * took, num_tokens=1)
    assert not thrift.rests()
    thrift.take([[0.9] * 4], Base(1, 1, 1))  # only what could be
    assert thrift.saved == 0


def test_before_anything_is_known_a_little_is_tried() -> None:
    assert Thrift().choose([[0.5] * 5], num_rows=1, num_tokens=1) == [PROBE]


@pytest.mark.parametrize("num_rows", [1, 8, 64])
def test_nobody_who_may_draft_is_no_problem(num_rows: int) -> None:
    assert thrift_with(FLAT).choose([], num_rows=num_rows, num_tokens=num_rows) == []
    assert thrift_with(FLAT).choose([[]], num_rows=num_rows, num_tokens=num_rows) == [0]
