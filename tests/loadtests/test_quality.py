"""The price of rounding is told from a text."""

from __future__ import annotations

import math

from loadtests.quality import measure
from models import demo

TEXT = "Hello! Who are you? I am a small model, and I live in a box. " * 8


def test_bytes_cost_next_to_nothing_and_four_bits_a_little() -> None:
    found = measure(demo.LEAD, TEXT, context=50, most=120)
    plain, eight, four = found["none"], found["int8"], found["int4"]
    assert plain.count == eight.count == four.count == 119
    assert plain.error == plain.divergence == 0
    assert plain.same == plain.count
    # A step between two levels is 16 times as wide, its square 250 times; rows are rounded as well.
    assert 0 < 50 * eight.error < four.error < 500 * eight.error
    assert 0 < 50 * eight.divergence < four.divergence < 500 * eight.divergence
    assert abs(math.log(eight.loss / plain.loss)) < 0.01
