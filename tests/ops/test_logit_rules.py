"""Each sampling parameter by itself, on logits that one can follow by hand."""

from __future__ import annotations

import dataclasses

import pytest
import torch
from torch import Tensor

import ops
from ops.logit_rules import apply_rules
from tests.ops.asks import GREEDY, Ask, batch_of

V = 70  # three words of a grammar's mask
BANNED = float("-inf")


def rule(
    ask: Ask,
    text: list[int],
    *,
    num_prompt: int = 1,
    drafts: tuple[int, ...] = (),
    logits: Tensor | None = None,
    mask: Tensor | None = None,
) -> Tensor:
    """The ruled logits of a chain's nodes [1 + drafts, V], beside a row that asks for nothing."""
    trees = ops.Trees.of([[0], [text[-1], *drafts]], positions=[0, len(text) - 1])
    batch = batch_of([GREEDY, ask], V, texts=[[0], text], num_prompt=num_prompt)
    if logits is None:
        logits = torch.ones(2 + len(drafts), V)
    before = logits.clone()
    ruled = apply_rules(logits, trees, batch, mask)
    assert torch.equal(logits, before), "the raw logits are still needed"
    assert torch.equal(ruled[0], before[0]), "a row that asks for nothing has changed"
    return ruled[1:]


def banned_ids(row: Tensor) -> set[int]:
    return set((row == BANNED).nonzero().flatten().tolist())


def test_nothing_to_do_costs_nothing() -> None:
    logits = torch.randn(2, V)
    trees = ops.Trees.of([[1], [2]], positions=[0, 0])
    assert apply_rules(logits, trees, batch_of([GREEDY, Ask(top_p=0.5)], V), None) is logits


def test_a_grammar_s_bits_are_the_ids_it_allows() -> None:
    mask = torch.full((2, 3), -1, dtype=torch.int32)
    mask[1] = torch.tensor([1 << 5, -(1 << 31), 1 << 3])
    (row,) = rule(GREEDY, [1], mask=mask)
    assert banned_ids(row) == set(range(V)) - {5, 63, 67}


def test_only_allowed_ids_remain() -> None:
    (row,) = rule(dataclasses.replace(GREEDY, allowed_ids=(3, 69)), [1])
    assert banned_ids(row) == set(range(V)) - {3, 69}


def test_a_bias_is_added() -> None:
    (row,) = rule(dataclasses.replace(GREEDY, logit_bias=((3, 2.5), (69, -4.0))), [1])
    assert row[[2, 3, 69]].tolist() == [1.0, 3.5, -3.0]


def test_stop_ids_wait_until_enough_was_generated() -> None:
    ask = dataclasses.replace(GREEDY, stop_ids=(4, 9), min_tokens=3)
    rows = rule(ask, [1, 1, 5], num_prompt=2, drafts=(6, 7))
    assert [banned_ids(row) for row in rows] == [{4, 9}, {4, 9}, set()]


def test_the_last_token_of_a_bad_word_is_banned_behind_the_others() -> None:
    words = ((8,), (2, 6), (1, 2, 7), (5, 2, 9), (3, 1, 2, 10), (3, 3, 1, 2, 11))
    ask = dataclasses.replace(GREEDY, bad_words_ids=words)
    rows = rule(ask, [3, 1], num_prompt=1, drafts=(2, 5))
    assert banned_ids(rows[0]) == {8}
    assert banned_ids(rows[1]) == {8, 6, 7, 10}  # not 11: the text begins with a single 3
    assert banned_ids(rows[2]) == {8}


def test_bad_words_of_another_row_do_not_count() -> None:
    ask = dataclasses.replace(GREEDY, bad_words_ids=((2, 6), (8,)))
    trees = ops.Trees.of([[2], [2]], positions=[1, 1])
    batch = batch_of([ask, GREEDY], V, texts=[[1, 2], [1, 2]])
    ruled = apply_rules(torch.ones(2, V), trees, batch, None)
    assert banned_ids(ruled[0]) == {6, 8}
    assert banned_ids(ruled[1]) == set()


def test_the_text_behind_a_node_is_read_once_however_many_words_are_bad(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Words times their length, for each draft of each row, had taken seconds and gigabytes."""
    read, original = [], ops.Trees.text_behind

    def text_behind(trees: ops.Trees, nodes: Tensor, text: Tensor) -> Tensor:
        read.append(len(nodes))
        return original(trees, nodes, text)

    monkeypatch.setattr(ops.Trees, "text_behind", text_behind)
    words = tuple([(*range(length), 11) for length in range(40)])
    ask = dataclasses.replace(GREEDY, bad_words_ids=words)
    rows = rule(ask, [0, 1, 2], num_prompt=1, drafts=(3, 5))
    assert [banned_ids(row) for row in rows] == [{11}] * 3
    assert read == [4]  # of both rows


def test_presence_counts_once_and_only_what_was_generated() -> None:
    ask = dataclasses.replace(GREEDY, presence_penalty=0.5)
    first, second = rule(ask, [1, 5, 5], num_prompt=1, drafts=(7,))
    assert first[[1, 5, 7, 9]].tolist() == [1.0, 0.5, 1.0, 1.0]
    assert second[[1, 5, 7, 9]].tolist() == [1.0, 0.5, 0.5, 1.0]


def test_frequency_counts_every_time_drafts_included() -> None:
    ask = dataclasses.replace(GREEDY, frequency_penalty=0.25)
    rows = rule(ask, [1, 5, 5], num_prompt=1, drafts=(5, 7, 5))
    assert rows[:, 5].tolist() == [0.5, 0.25, 0.25, 0.0]
    assert rows[:, 7].tolist() == [1.0, 1.0, 0.75, 0.75]


def test_siblings_do_not_count_for_each_other() -> None:
    ask = dataclasses.replace(GREEDY, frequency_penalty=0.25)
    trees = ops.Trees.of([[5, 7, 7, 8]], parents=[[-1, 0, 0, 2]], positions=[1])
    ruled = apply_rules(torch.ones(4, V), trees, batch_of([ask], V, texts=[[1, 5]]), None)
    assert ruled[:, 7].tolist() == [1.0, 0.75, 0.75, 0.75]
    assert ruled[:, 8].tolist() == [1.0, 1.0, 1.0, 0.75]


def test_repetition_shrinks_towards_less_likely_prompt_included() -> None:
    ask = dataclasses.replace(GREEDY, repetition_penalty=2.0)
    logits = torch.ones(3, V)
    logits[:, [5, 6]] = -1.0
    first, second = rule(ask, [1, 5], num_prompt=1, drafts=(6,), logits=logits)
    assert first[[1, 5, 6, 9]].tolist() == [0.5, -2.0, -1.0, 1.0]
    assert second[[1, 5, 6, 9]].tolist() == [0.5, -2.0, -2.0, 1.0]


def test_the_order_is_bias_then_repetition_then_frequency_then_presence() -> None:
    ask = dataclasses.replace(
        GREEDY,
        logit_bias=((5, 3.0),),
        repetition_penalty=2.0,
        frequency_penalty=0.25,
        presence_penalty=0.5,
    )
    (row,) = rule(ask, [1, 5, 5], num_prompt=1)
    assert row[5] == (1 + 3) / 2 - 2 * 0.25 - 0.5


def test_a_bias_does_not_bring_back_what_is_banned() -> None:
    ask = dataclasses.replace(GREEDY, logit_bias=((5, 100.0),), bad_words_ids=((5,),))
    (row,) = rule(ask, [1])
    assert row[5] == BANNED


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_rules_are_applied_in_float32(dtype: torch.dtype) -> None:
    ask = dataclasses.replace(GREEDY, logit_bias=((5, 2.0**-12),))
    (row,) = rule(ask, [1], logits=torch.ones(2, V, dtype=dtype))
    assert row[5] == 1 + 2.0**-12
