"""The text of many seeds has the law that its parameters define: the first three tokens jointly.

Each seed brings the full tree of all texts of two more tokens, so the walk always takes three. The
seeds are fixed: a test either always passes or never does. G-tests at a level of 1e-6.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections import Counter

import pytest
import torch

import ops
from tests.ops.asks import Ask, law_slowly, logits_after

V = 5
TEXT = [1, 3, 1]
NUM_PROMPT = 2
PATHS = [list(path) for size in range(3) for path in itertools.product(range(V), repeat=size)]
ROWS, BATCHES = 400, 30

ASKS = {
    "plain": Ask(),
    "cold": Ask(temperature=0.6),
    "hot": Ask(temperature=1.7),
    "top_k": Ask(top_k=2),
    "top_p": Ask(top_p=0.7),
    "min_p": Ask(min_p=0.2),
    "all_filters": Ask(temperature=1.4, top_k=4, top_p=0.9, min_p=0.05),
    "penalties": Ask(presence_penalty=0.5, frequency_penalty=0.4, repetition_penalty=1.3),
    "bias": Ask(logit_bias=((0, 1.5), (4, -1.0)), top_p=0.9),
    "bad_words": Ask(bad_words_ids=((2,), (1, 0), (1, 3, 4))),
    "min_tokens": Ask(stop_ids=(0, 4), min_tokens=3, allowed_ids=(0, 1, 3, 4)),
}


def full_trees() -> ops.Trees:
    index = {tuple(path): node for node, path in enumerate(PATHS)}
    tokens = [TEXT[-1], *(path[-1] for path in PATHS[1:])]
    parents = [-1, *(index[tuple(path[:-1])] for path in PATHS[1:])]
    return ops.Trees.of([tokens] * ROWS, parents=[parents] * ROWS, positions=[len(TEXT) - 1] * ROWS)


def count_texts(ask: Ask) -> Counter[tuple[int, ...]]:
    trees = full_trees()
    logits = torch.stack([logits_after([*TEXT, *path], V, spread=1.0) for path in PATHS])
    table = logits.repeat(ROWS, 1)
    found: Counter[tuple[int, ...]] = Counter()
    for batch in range(BATCHES):
        slots = ops.SlotSampling(V)
        for row in range(ROWS):
            seeded = dataclasses.replace(ask, seed=batch * ROWS + row)
            slots.enter(row, seeded, tokens=TEXT, num_prompt=NUM_PROMPT)
        verdict = ops.verify(table, trees, slots.batch(range(ROWS)))
        assert verdict.num_ids.eq(3).all()
        found.update(tuple(ids) for ids in verdict.ids.tolist())
    return found


def exact_law(ask: Ask) -> dict[tuple[int, ...], float]:
    law: dict[tuple[int, ...], float] = {(): 1.0}
    for _ in range(3):
        longer = {}
        for path, mass in law.items():
            text = [*TEXT, *path]
            logits = logits_after(text, V, spread=1.0)
            for id, share in law_slowly(logits, ask, text, NUM_PROMPT).items():
                longer[*path, id] = mass * share
        law = longer
    return law


def largest_g(degrees: int) -> float:
    """What the statistic exceeds once in a million times (Wilson and Hilferty's approximation)."""
    spread = 2 / (9 * degrees)
    return degrees * (1 - spread + 4.7534 * math.sqrt(spread)) ** 3


@pytest.mark.parametrize("name", ASKS)
def test_the_first_three_tokens_have_their_joint_law(name: str) -> None:
    found, law = count_texts(ASKS[name]), exact_law(ASKS[name])
    assert found.keys() <= law.keys(), "a text that cannot be"
    total = ROWS * BATCHES
    rare = {path for path, mass in law.items() if mass * total < 8}
    cells = [(found[path], law[path] * total) for path in law.keys() - rare]
    cells.append((sum(found[path] for path in rare), sum(law[path] for path in rare) * total))
    g = 2 * sum(seen * math.log(seen / expected) for seen, expected in cells if seen)
    assert len(cells) > 4
    assert g < largest_g(len(cells) - 1)
