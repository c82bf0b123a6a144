"""What is decided does not depend on drafts: chain, tree and one token at a time agree."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Sequence

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

import ops
from tests.ops.asks import GREEDY, Ask, batch_of, logits_after, sample_slowly

V = 13
NUM_PROMPT = 3


def ids_of(verdict: ops.Verdict, row: int = 0) -> list[int]:
    return verdict.ids[row, : int(verdict.num_ids[row])].tolist()


def grammar_after(text: Sequence[int]) -> list[int]:
    """What a made-up grammar forbids behind a text."""
    return [id for id in range(V) if (id * 7 + sum(text)) % 5 == 0]


def words_of(banned: Sequence[int]) -> list[int]:
    word = ~sum(1 << id for id in banned)
    word &= (1 << 32) - 1
    return [word - (1 << 32) if word >> 31 else word]


def verify_trees(
    texts: Sequence[list[int]],
    asks: Sequence[Ask],
    drafts: Sequence[tuple[list[int], list[int]]],
    *,
    has_grammar: bool,
) -> tuple[ops.Verdict, Tensor]:
    """drafts: for each row tokens behind the root, and their parents within the tree."""
    logits, masks = [], []
    for text, (tokens, parents) in zip(texts, drafts, strict=True):
        paths = [text]
        for token, parent in zip(tokens, parents, strict=True):
            paths.append([*paths[parent], token])
        logits += [logits_after(path, V) for path in paths]
        masks += [words_of(grammar_after(path) if has_grammar else ()) for path in paths]
    trees = ops.Trees.of(
        [[text[-1], *tokens] for text, (tokens, _) in zip(texts, drafts, strict=True)],
        parents=[[-1, *parents] for _, parents in drafts],
        positions=[len(text) - 1 for text in texts],
    )
    batch = batch_of(asks, V, texts=texts, num_prompt=NUM_PROMPT)
    mask = torch.tensor(masks, dtype=torch.int32) if has_grammar else None
    table = torch.stack(logits)
    return ops.verify(table, trees, batch, grammar_mask=mask), table


def continue_slowly(text: list[int], ask: Ask, count: int, *, has_grammar: bool) -> list[int]:
    text = list(text)
    for _ in range(count):
        banned = grammar_after(text) if has_grammar else ()
        text.append(sample_slowly(logits_after(text, V), ask, text, NUM_PROMPT, banned))
    return text[-count:]


token_ids = st.integers(0, V - 1)
asks = st.builds(
    Ask,
    seed=st.integers(0, 2**64 - 1),
    temperature=st.sampled_from([0.0, 0.3, 1.0, 2.5]),
    top_k=st.sampled_from([0, 0, 1, 3, 50]),
    top_p=st.sampled_from([1.0, 1.0, 0.9, 0.5, 0.01]),
    min_p=st.sampled_from([0.0, 0.0, 0.05, 0.5]),
    presence_penalty=st.sampled_from([0.0, 0.0, 1.5, -1.0]),
    frequency_penalty=st.sampled_from([0.0, 0.0, 0.7, -0.5]),
    repetition_penalty=st.sampled_from([1.0, 1.0, 1.3, 0.8]),
    logit_bias=st.sampled_from([(), ((2, 3.0), (5, -100.0))]),
    bad_words_ids=st.lists(st.lists(token_ids, min_size=1, max_size=3).map(tuple), max_size=3).map(
        tuple
    ),
    allowed_ids=st.sampled_from([(), (), tuple(range(1, 11))]),
    stop_ids=st.just((4, 9)),
    min_tokens=st.sampled_from([0, 4, 7]),
)


@st.composite
def rows(draw: st.DrawFn) -> tuple[list[int], Ask, tuple[list[int], list[int]]]:
    """A text, how to go on, and a tree whose drafts are often right."""
    text = draw(st.lists(token_ids, min_size=NUM_PROMPT, max_size=NUM_PROMPT + 5))
    ask = draw(asks)
    right = continue_slowly(text, ask, 4, has_grammar=False)
    tokens: list[int] = []
    parents: list[int] = []
    depths = [0]
    for _ in range(draw(st.integers(0, 8))):
        parent = draw(st.integers(0, len(tokens)))
        depth = depths[parent]
        good = st.just(right[depth]) if depth < 4 else token_ids
        tokens.append(draw(st.one_of(good, token_ids)))
        parents.append(parent)
        depths.append(depth + 1)
    return text, ask, (tokens, parents)


@given(batch=st.lists(rows(), min_size=1, max_size=4), has_grammar=st.booleans())
@settings(max_examples=150, deadline=None)
def test_trees_give_what_sampling_token_by_token_gives(
    batch: list[tuple[list[int], Ask, tuple[list[int], list[int]]]], has_grammar: bool
) -> None:
    texts, asks_of_rows, drafts = zip(*batch, strict=True)
    verdict, _ = verify_trees(texts, asks_of_rows, drafts, has_grammar=has_grammar)
    for row, (text, ask, (tokens, parents)) in enumerate(batch):
        found = ids_of(verdict, row)
        assert found == continue_slowly(text, ask, len(found), has_grammar=has_grammar)
        children = {(parent, token) for token, parent in zip(tokens, parents, strict=True)}
        first = int(verdict.nodes[row, 0])
        nodes = [int(node) - first for node in verdict.nodes[row, : len(found)]]
        assert [tokens[node - 1] for node in nodes[1:]] == found[:-1]
        assert (nodes[-1], found[-1]) not in children, "it stopped before the end of the walk"


def test_a_chain_is_accepted_as_far_as_it_is_right() -> None:
    text, ask = [1, 2, 3], Ask(seed=5)
    right = continue_slowly(text, ask, 5, has_grammar=False)
    for num_right in range(5):
        draft = [*right[:num_right], (right[num_right] + 1) % V, *right[num_right + 1 : 4]]
        chain = (draft, list(range(len(draft))))
        verdict, _ = verify_trees([text], [ask], [chain], has_grammar=False)
        assert ids_of(verdict) == right[: num_right + 1]


def test_of_equal_siblings_the_first_is_taken() -> None:
    text, ask = [1, 2, 3], Ask(seed=5)
    first, second = continue_slowly(text, ask, 2, has_grammar=False)
    tree = ([first, first, second], [0, 0, 1])
    verdict, _ = verify_trees([text], [ask], [tree], has_grammar=False)
    assert verdict.nodes[0].tolist()[:3] == [0, 1, 3]


def test_a_greedy_batch_is_a_plain_argmax(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("noise was drawn for nobody")

    monkeypatch.setattr(sys.modules["ops.verify"], "gumbel_noise", never)
    logits = torch.randn(4, V)
    trees = ops.Trees.of([[1], [2], [3], [4]], positions=[0, 0, 0, 0])
    verdict = ops.verify(logits, trees, batch_of([GREEDY] * 4, V))
    assert verdict.ids[:, 0].equal(logits.argmax(-1))


def test_greedy_ties_go_to_the_lowest_id() -> None:
    logits = torch.zeros(1, V)
    logits[0, [4, 7, 11]] = 1.0
    verdict = ops.verify(logits, ops.Trees.of([[1]], positions=[0]), batch_of([GREEDY], V))
    assert ids_of(verdict) == [4]


@pytest.mark.parametrize("ask", [GREEDY, Ask(), Ask(top_k=3, top_p=0.5, min_p=0.1)])
@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_sick_root_fails_its_row_only(ask: Ask, value: float) -> None:
    logits = torch.randn(3, V)
    trees = ops.Trees.of([[1], [2], [3]], positions=[4, 4, 4])
    batch = batch_of([dataclasses.replace(ask, seed=row) for row in range(3)], V)
    healthy = ops.verify(logits, trees, batch)
    logits[1, 5] = value
    verdict = ops.verify(logits, trees, batch)
    assert verdict.failed.tolist() == [False, True, False]
    assert verdict.num_ids.tolist() == [1, 0, 1]
    assert verdict.ids[[0, 2]].equal(healthy.ids[[0, 2]])


def test_a_sick_draft_only_ends_the_walk() -> None:
    text, ask = [1, 2, 3], Ask(seed=5)
    right = continue_slowly(text, ask, 3, has_grammar=False)
    logits = torch.stack([logits_after([*text, *right[:n]], V) for n in range(3)])
    logits[1] = float("nan")
    trees = ops.Trees.of([[3, *right[:2]]], positions=[2])
    verdict = ops.verify(logits, trees, batch_of([ask], V, texts=[text], num_prompt=3))
    assert ids_of(verdict) == right[:1]
    assert not verdict.failed[0]


def test_a_row_that_may_sample_nothing_fails() -> None:
    trees = ops.Trees.of([[1]], positions=[0])
    mask = torch.zeros(1, 1, dtype=torch.int32)
    verdict = ops.verify(torch.randn(1, V), trees, batch_of([Ask()], V), grammar_mask=mask)
    assert verdict.failed.tolist() == [True]


def test_padding_of_the_vocabulary_may_be_minus_infinity() -> None:
    logits = torch.randn(1, V)
    logits[0, 10:] = float("-inf")
    verdict = ops.verify(logits, ops.Trees.of([[1]], positions=[0]), batch_of([Ask()], V))
    assert not verdict.failed[0]
    assert ids_of(verdict)[0] < 10


def test_logprobs_are_the_lead_s_own_whatever_was_asked_for() -> None:
    text = [1, 2, 3]
    plain = Ask(seed=9, logprobs=2)
    odd = dataclasses.replace(plain, temperature=0.5, logit_bias=((3, 50.0),), top_k=2)
    quiet = Ask(seed=1)
    right = continue_slowly(text, plain, 3, has_grammar=False)
    chain = (right[:2], [0, 1])
    verdict, logits = verify_trees(
        [text, text, text], [quiet, plain, odd], [([], []), chain, ([], [])], has_grammar=False
    )
    truth = torch.log_softmax(logits, -1)
    assert verdict.logprobs is not None
    assert verdict.logprobs.rows == (1, 2)
    for place, row in enumerate(verdict.logprobs.rows):
        for step, id in enumerate(ids_of(verdict, row)):
            own = truth[int(verdict.nodes[row, step])]
            assert verdict.logprobs.logprob[place, step] == own[id]
            assert verdict.logprobs.rank[place, step] == 1 + (own > own[id]).sum()
            best = own.topk(2)
            assert verdict.logprobs.top_ids[place, step].equal(best.indices)
            assert verdict.logprobs.top_logprobs[place, step].equal(best.values)
    assert verdict.logprobs.rank[1, 0] > 1, "the bias must not reach the logprobs"


def test_equal_tokens_are_told_in_the_same_order_whatever_others_want_to_know() -> None:
    size = 300
    logits = (torch.randn(8, size, generator=torch.manual_seed(1)) * 4).bfloat16()
    trees = ops.Trees.of([[1]] * 8, positions=[0] * 8)

    def tops(beside: int) -> list[list[int]]:
        asks = [dataclasses.replace(GREEDY, logprobs=3)] * 7
        asks.append(dataclasses.replace(GREEDY, logprobs=beside))
        verdict = ops.verify(logits, trees, batch_of(asks, size))
        assert verdict.logprobs is not None
        found: list[list[int]] = verdict.logprobs.top_ids[:7, 0, :3].tolist()
        assert [ids[0] for ids in found] == verdict.ids[:7, 0].tolist()
        return found

    best_first = [sorted(range(size), key=lambda id: (-row[id], id))[:3] for row in logits.tolist()]
    assert tops(3) == tops(20) == tops(100) == best_first[:7]
    for most in (3, 20):
        scores = ops.score(logits, logits.argmax(-1), most)
        assert scores.top_ids[:, :3].tolist() == best_first
        assert scores.top_logprobs.equal(scores.top_logprobs.sort(-1, descending=True).values)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_half_precision_logits_are_taken_as_they_are(dtype: torch.dtype) -> None:
    logits = torch.randn(5, V).to(dtype)
    trees = ops.Trees.of([[1]] * 5, positions=[0] * 5)
    batch = batch_of([Ask(seed=row, top_p=0.8) for row in range(5)], V)
    half, full = ops.verify(logits, trees, batch), ops.verify(logits.float(), trees, batch)
    assert half.ids.equal(full.ids)
