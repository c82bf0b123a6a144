"""Chances of drafts: from other texts first, then from the text itself."""

from __future__ import annotations

import random

from models.understudies.odds import Odds

KIND = ("suffix", 2)


def odds_of(rates: tuple[float, ...]) -> Odds:
    """After forty texts whose drafts hold at one of these rates each."""
    odds, dice = Odds(), random.Random(0)
    for slot in range(40):
        text = [slot]
        for _ in range(30):
            held = dice.random() < rates[slot % len(rates)]
            odds.learn(slot, text, KIND, tried=1, held=held)
    return odds


def after(odds: Odds, held: bool) -> float:
    """The chance of a new text after six drafts of which all held or none."""
    text = [99]
    for _ in range(6):
        odds.learn(99, text, KIND, tried=1, held=held)
    return odds.chance(99, text, KIND)


def test_where_texts_differ_each_is_soon_judged_as_itself() -> None:
    assert after(odds_of((0.95, 0.1)), held=True) > 0.8
    assert after(odds_of((0.95, 0.1)), held=False) < 0.25


def test_where_texts_are_alike_luck_says_little() -> None:
    assert 0.5 < after(odds_of((0.5,)), held=True) < 0.62
    assert 0.38 < after(odds_of((0.5,)), held=False) < 0.5


def test_a_source_that_nobody_knows_has_an_even_chance_and_less_beside_another() -> None:
    odds = Odds()
    assert odds.chance(0, [1], ("model", 0)) == 0.5
    assert odds.chance(0, [1], ("model", -1)) < 0.5
