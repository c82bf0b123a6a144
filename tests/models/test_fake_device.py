from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.batch import RowResult, Sampling, Setup
from models.fake_device import oracle
from tests.models.fake_steps import PROMPT, Steps, V, device, expected, row, setup, whole


def test_the_text_is_the_oracles() -> None:
    assert Steps(device()).generate(whole(seed=7), 40) == expected(40, seed=7)


def test_the_text_depends_on_each_token_of_the_prompt_and_on_the_seed() -> None:
    texts = {tuple(expected(20, (*PROMPT[:n], 49, *PROMPT[n + 1 :]))) for n in range(len(PROMPT))}
    texts |= {tuple(expected(20, seed=seed)) for seed in range(5)}
    assert len(texts) == len(PROMPT) + 5


def test_greedy_text_does_not_depend_on_the_seed() -> None:
    texts = {
        tuple(oracle(seed, PROMPT, max_tokens=20, vocabulary_size=V, temperature=0))
        for seed in range(3)
    }
    assert len(texts) == 1
    greedy = Setup(Sampling(seed=5, temperature=0), PROMPT, len(PROMPT))
    first = row(setup=greedy, start=0, count=len(PROMPT), blocks=range(16))
    assert tuple(Steps(device()).generate(first, 20)) in texts


def test_chunks_of_a_prompt_make_no_difference() -> None:
    steps = Steps(device())
    told = steps.run(row(setup=setup(), start=0, count=3, samples=False, blocks=(9, 2, 5)))
    assert told == (RowResult(1, 10, (), 3),)
    steps.run(row(start=3, count=6, samples=False))
    assert steps.generate(row(count=1, blocks=(7, 1, 30)), 10) == expected(10)


def test_a_request_that_comes_back_with_its_tokens_goes_on_where_it_was() -> None:
    text = expected(20)
    again = row(
        setup=setup(generated=text[:8]), start=0, count=len(PROMPT) + 8, blocks=range(20, 30)
    )
    assert Steps(device()).generate(again, 12) == text[8:]


def test_a_hit_in_the_prefix_cache_makes_no_difference() -> None:
    steps = Steps(device())
    steps.run(whole())
    hit = row(2, slot=1, setup=setup(seed=3), start=8, count=2, blocks=(0, 1, 20, 21, 22, 23))
    assert steps.generate(hit, 10) == expected(10, seed=3)


def test_a_row_may_skip_blocks_that_somebody_else_computed_meanwhile() -> None:
    steps = Steps(device())
    late = row(2, slot=1, setup=setup(seed=3), start=0, count=4, samples=False, blocks=(20,))
    steps.run(whole(), late)
    hit = row(2, slot=1, start=8, count=2, blocks=(1, 21, 22, 23, 24))
    assert steps.generate(hit, 10) == expected(10, seed=3)


@pytest.mark.parametrize("blocks", [(20, 1), (0, 20)], ids=["before", "after"])
def test_a_block_of_another_text_changes_the_text(blocks: tuple[int, int]) -> None:
    steps = Steps(device())
    steps.run(whole())
    other = [*PROMPT[:3], 40, 41, *PROMPT[5:]]  # differs in both of its blocks
    steps.run(whole(other, blocks=range(20, 30)))
    wrong = row(2, slot=1, setup=setup(), start=8, count=2, blocks=(*blocks, 50, 51, 52, 53))
    assert steps.generate(wrong, 10) != expected(10)


def test_a_block_with_the_right_tokens_behind_another_past_changes_the_text() -> None:
    steps = Steps(device())
    steps.run(whole((40, *PROMPT[1:])))
    steps.run(row(2, slot=1, setup=setup(PROMPT[:4]), start=0, count=4, blocks=(20,)))
    wrong = row(3, slot=2, setup=setup(), start=8, count=2, blocks=(20, 1, 50, 51, 52, 53))
    assert steps.generate(wrong, 10) != expected(10)


def test_blocks_in_another_order_change_the_text() -> None:
    steps = Steps(device())
    prompt = (5,) * 10
    steps.run(whole(prompt))
    wrong = row(2, slot=1, setup=setup(prompt), start=8, count=2, blocks=(1, 0, 50, 51, 52, 53))
    assert steps.generate(wrong, 10) != expected(10, prompt)


def test_another_token_in_the_history_changes_the_text() -> None:
    text = expected(20)
    lost = row(setup=setup(generated=text[:7]), start=0, count=17, blocks=range(16))
    swapped = row(setup=setup(generated=(text[1], text[0])), start=0, count=12, blocks=range(16))
    assert text[0] != text[1]
    assert Steps(device()).generate(lost, 12) != text[8:]
    assert Steps(device()).generate(swapped, 12) != text[2:14]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 7), min_size=1, max_size=30),
    st.floats(0, 1),
    st.integers(1, 40),
)
def test_drafts_change_nothing(drafts: list[int], acceptance: float, num_prompt: int) -> None:
    steps = Steps(device(draft_acceptance=acceptance))
    prompt = [n % V for n in range(num_prompt)]
    text: list[int] = []
    told = steps.run(whole(prompt, blocks=range(64)))[0]
    for draft in drafts:
        text.extend(told.ids)
        assert told.position + len(told.ids) == num_prompt + len(text)
        assert told.computed == num_prompt + len(text) - 1
        told = steps.run(row(draft=draft))[0]
        assert told.num_drafted == draft
        assert 1 <= len(told.ids) <= 1 + draft
    assert text == expected(len(text), prompt)


def test_the_understudy_may_be_right_always_or_never() -> None:
    for acceptance, num_ids in ((1.0, 5), (0.0, 1)):
        steps = Steps(device(draft_acceptance=acceptance))
        steps.run(whole())
        assert len(steps.run(row(draft=4))[0].ids) == num_ids


def test_rejected_drafts_leave_garbage_behind() -> None:
    steps = Steps(device(draft_acceptance=0.0))
    text = steps.generate(whole(), 2, draft=2)  # positions 11 and 12 hold rejected drafts now
    text = [*text, *expected(4)[2:]]
    stale = row(
        2, slot=1, setup=setup(generated=text), start=12, count=2, blocks=(0, 1, 2, *range(20, 30))
    )
    assert steps.generate(stale, 5) != expected(9)[4:]


def test_rows_of_one_step_do_not_touch_each_other() -> None:
    steps = Steps(device(draft_acceptance=0.5))
    firsts = [
        row(n, slot=n, setup=setup(seed=n), start=0, count=10, blocks=range(n * 16, n * 16 + 16))
        for n in range(4)
    ]
    texts = [list(told.ids) for told in steps.run(*firsts)]
    for _ in range(8):
        for n, told in enumerate(steps.run(*[row(n, slot=n, draft=n) for n in range(4)])):
            texts[n].extend(told.ids)
    assert texts == [expected(len(text), seed=n) for n, text in enumerate(texts)]


def test_the_oracle_ends_with_a_stop_token() -> None:
    text = expected(30)
    stop = text[9]
    ended = oracle(0, PROMPT, max_tokens=30, vocabulary_size=V, stop_ids=[stop])
    assert ended == text[: text.index(stop) + 1]


def test_a_stop_token_that_comes_too_early_is_replaced_by_the_next_id() -> None:
    text = expected(10)
    stop, place = text[9], text.index(text[9])
    in_time, too_early = [
        oracle(0, PROMPT, max_tokens=30, vocabulary_size=V, stop_ids=[stop], min_tokens=min_tokens)
        for min_tokens in (place, place + 1)
    ]
    assert in_time == text[: place + 1]
    assert too_early[: place + 1] == [*text[:place], (stop + 1) % V]


@pytest.mark.parametrize("draft", [0, 3])
def test_stop_tokens_wait_for_the_least_number_of_tokens(draft: int) -> None:
    stop_ids = tuple(range(0, V, 2))
    sampling = Sampling(stop_ids=stop_ids, min_tokens=12)
    text = oracle(0, PROMPT, max_tokens=30, vocabulary_size=V, stop_ids=stop_ids, min_tokens=12)
    assert not set(text[:12]) & set(stop_ids)
    assert text[-1] in stop_ids
    first = row(setup=Setup(sampling, PROMPT, 10), start=0, count=10, blocks=range(16))
    assert Steps(device()).generate(first, len(text), draft=draft) == text
    resumed = Setup(sampling, (*PROMPT, *text[:5]), 10)
    first = row(setup=resumed, start=0, count=15, blocks=range(16))
    assert Steps(device()).generate(first, len(text) - 5) == text[5:]


def test_logprobs_come_when_asked_and_depend_on_the_text_alone() -> None:
    alone, drafting = Steps(device()), Steps(device(draft_acceptance=1.0))
    alone.run(whole(logprobs=3))
    drafting.run(whole(logprobs=3))
    one_by_one = [alone.run(row())[0] for _ in range(4)]
    together = drafting.run(row(draft=3))[0]
    assert together.logprobs == tuple(logprobs for told in one_by_one for logprobs in told.logprobs)
    for token, logprobs in zip(together.ids, together.logprobs, strict=True):
        assert logprobs.top[0] == (token, logprobs.logprob)
        assert len({id for id, _ in logprobs.top}) == 3
        assert [value for _, value in logprobs.top] == sorted(
            (value for _, value in logprobs.top), reverse=True
        )
        assert logprobs.logprob < 0
    assert Steps(device()).run(whole())[0].logprobs == ()
    assert Steps(device()).run(whole(logprobs=0))[0].logprobs[0].top == ()
