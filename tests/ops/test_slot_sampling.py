"""What a slot remembers equals what its whole text would tell."""

from __future__ import annotations

import dataclasses
import random
from typing import Any

import torch

import ops
from ops.transfer import transfer
from tests.ops.asks import GREEDY, Ask, batch_of, logits_after

V = 11
FULL = Ask(
    seed=3,
    top_p=0.9,
    presence_penalty=0.3,
    frequency_penalty=0.2,
    repetition_penalty=1.2,
    bad_words_ids=((1, 2, 3), *((id, (3 * id + 1) % V) for id in range(V))),
    stop_ids=(7,),
    min_tokens=6,
)


def decide(batch: ops.SamplingBatch, texts: list[list[int]]) -> list[int]:
    trees = ops.Trees.of(
        [[text[-1]] for text in texts], positions=[len(text) - 1 for text in texts]
    )
    logits = torch.stack([logits_after(text, V) for text in texts])
    return ops.verify(logits, trees, batch).ids[:, 0].tolist()


def test_committed_tokens_count_as_if_the_request_had_come_with_them() -> None:
    chance = random.Random(5)
    asks = [dataclasses.replace(FULL, seed=seed) for seed in range(3)] + [Ask(seed=9), GREEDY]
    texts = [[chance.randrange(V) for _ in range(4)] for _ in asks]
    slots = ops.SlotSampling(V)
    for slot, (ask, text) in enumerate(zip(asks, texts, strict=True)):
        slots.enter(slot, ask, tokens=text, num_prompt=2)
    for _ in range(12):
        found = decide(slots.batch(range(5)), texts)
        assert found == decide(batch_of(asks, V, texts=texts, num_prompt=2), texts)
        for slot, (text, id) in enumerate(zip(texts, found, strict=True)):
            extra = [chance.randrange(V)] if slot == 1 else []
            slots.commit(slot, [id, *extra])
            text += [id, *extra]


def test_a_slot_forgets_who_left() -> None:
    slots = ops.SlotSampling(V)
    tables = set()
    for _ in range(3):
        for slot in range(3):
            slots.enter(slot, FULL, tokens=[1, 2, 3, 3], num_prompt=1)
            slots.commit(slot, [slot])
        slots.leave(1)
        slots.enter(1, FULL, tokens=[4, 4], num_prompt=1)
        penalties = slots.batch([1]).penalties
        assert penalties is not None
        place = int(penalties.place[0])
        assert penalties.output_counts[place].tolist() == [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
        assert penalties.in_prompt[place].nonzero().flatten().tolist() == [4]
        tables.add(len(penalties.in_prompt))
    assert tables == {4}, "the places of those who left are used again"


def test_a_batch_holds_only_what_one_of_its_rows_wants() -> None:
    slots = ops.SlotSampling(V)
    slots.enter(0, Ask(), tokens=[1], num_prompt=1)
    slots.enter(1, GREEDY, tokens=[1], num_prompt=1)
    slots.enter(2, FULL, tokens=[1], num_prompt=1)
    slots.enter(3, dataclasses.replace(GREEDY, top_k=3, top_p=0.5), tokens=[1], num_prompt=1)
    greedy = slots.batch([1, 3])
    assert (greedy.noise, greedy.filters, greedy.penalties, greedy.bad_words) == (None,) * 4
    assert (greedy.stops, greedy.bias, greedy.allowed, greedy.logprob_rows) == (
        None,
        None,
        None,
        (),
    )
    noisy = slots.batch([0, 1])
    assert noisy.noise is not None
    assert (noisy.filters, noisy.penalties) == (None, None)
    full = slots.batch([0, 2])
    assert None not in (full.filters, full.penalties, full.bad_words, full.stops)


def test_rows_come_in_the_order_of_the_slots_asked_for() -> None:
    slots = ops.SlotSampling(V)
    for slot in range(4):
        slots.enter(slot, Ask(seed=slot, temperature=slot + 1.0), tokens=[1], num_prompt=1)
    noise = slots.batch([2, 0, 3]).noise
    assert noise is not None
    assert noise.seed.tolist() == [2, 0, 3]
    assert noise.temperature.tolist() == [3.0, 1.0, 4.0]


def test_seeds_of_64_bits_keep_all_of_them() -> None:
    slots = ops.SlotSampling(V)
    for slot, seed in enumerate((2**64 - 1, 2**63, 2**63 - 1)):
        slots.enter(slot, Ask(seed=seed), tokens=[1], num_prompt=1)
    noise = slots.batch([0, 1, 2]).noise
    assert noise is not None
    assert noise.seed.tolist() == [-1, -(2**63), 2**63 - 1]


def test_the_most_logprobs_that_a_row_wants_are_computed() -> None:
    slots = ops.SlotSampling(V)
    for slot, wanted in enumerate((None, 0, 5)):
        ask = dataclasses.replace(GREEDY, logprobs=wanted)
        slots.enter(slot, ask, tokens=[1], num_prompt=1)
    batch = slots.batch([2, 0, 1])
    assert batch.logprob_rows == (0, 2)
    assert batch.num_top == 5
    verdict = ops.verify(
        torch.randn(3, V), ops.Trees.of([[1]] * 3, positions=[0] * 3), slots.batch([1, 0, 1])
    )
    assert verdict.logprobs is not None
    assert verdict.logprobs.top_ids.shape == (2, 1, 0)


def test_what_is_too_cold_for_noise_is_greedy() -> None:
    slots = ops.SlotSampling(V)
    for slot, temperature in enumerate((1e-5, 1e-6, 0.0)):
        slots.enter(slot, Ask(temperature=temperature), tokens=[1], num_prompt=1)
    assert slots.batch([1, 2]).noise is None
    noise = slots.batch([0, 1, 2]).noise
    assert noise is not None
    assert noise.temperature.tolist() == [1e-5, 0.0, 0.0]


def test_what_travels_in_one_copy_arrives_unchanged() -> None:
    slots = ops.SlotSampling(V)
    ask = dataclasses.replace(
        FULL, top_k=3, min_p=0.1, logit_bias=((3, 0.1),), allowed_ids=(1, 2), logprobs=1
    )
    for slot, one in enumerate((ask, GREEDY, FULL)):
        slots.enter(slot, one, tokens=[1, 2, 3, 3], num_prompt=1)
    batch = slots.batch([0, 1, 2])
    check_same(transfer(batch, torch.device("cpu")), batch)


def check_same(found: Any, truth: Any) -> None:
    if isinstance(truth, torch.Tensor):
        assert found.dtype == truth.dtype
        assert found is not truth
        assert torch.equal(found, truth)
    elif dataclasses.is_dataclass(truth):
        assert type(found) is type(truth)
        for field in dataclasses.fields(truth):
            check_same(getattr(found, field.name), getattr(truth, field.name))
    else:
        assert found == truth


def test_tokens_of_a_request_that_left_are_not_counted_for_the_next() -> None:
    slots = ops.SlotSampling(V)
    slots.enter(0, FULL, tokens=[1, 2, 3], num_prompt=1)
    slots.commit(0, [5, 5])
    slots.enter(0, FULL, tokens=[1, 4], num_prompt=1)
    penalties = slots.batch([0]).penalties
    assert penalties is not None
    assert penalties.output_counts[penalties.place[0]].nonzero().flatten().tolist() == [4]
