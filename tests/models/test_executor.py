"""The device that runs a checkpoint, step by step."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import torch

from models.batch import Progress, RowResult, Sampling, Setup, Step
from models.fake_device import FakeDevice
from models.pulse import Pulse
from models.understudies.company import Company
from tests.models.tiny_checkpoints import Tiny
from tests.models.tiny_device import (
    BLOCK_SIZE,
    CONTEXT_LENGTH,
    GREEDY,
    Device,
    Prompter,
    V,
    draw_prompt,
    expected,
    row,
    whole,
    write_tiny,
)

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

PROMPT = draw_prompt()


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    return write_tiny(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def device(tiny: Tiny) -> Device:
    return Device(tiny)


def test_greedy_text_is_that_of_transformers(tiny: Tiny, device: Device) -> None:
    assert device.generate(whole(), 40) == expected(tiny, 40)


def test_the_sizes_are_told_once_it_is_loaded(tiny: Tiny) -> None:
    each = 2 * 2 * BLOCK_SIZE * 2 * 8 * 4  # layers, keys and values, tokens, heads, numbers, bytes
    device = Device(tiny, kv_cache_memory=50 * each + 1)
    ready = device.ready
    assert (ready.num_blocks, ready.block_size, ready.num_slots) == (50, BLOCK_SIZE, 16)
    assert (ready.context_length, ready.vocabulary_size) == (CONTEXT_LENGTH, V)
    assert [told.stage for told in device.told] == [*["load"] * 5, "warm up"]


def test_there_are_no_more_blocks_than_all_slots_can_use(device: Device) -> None:
    assert device.ready.num_blocks == 16 * CONTEXT_LENGTH // BLOCK_SIZE


def test_a_row_that_does_not_sample_only_computes(device: Device) -> None:
    setup = Setup(GREEDY, PROMPT, len(PROMPT))
    told = device.run(row(setup=setup, start=0, count=7, samples=False, blocks=range(10)))
    assert told == (RowResult(1, len(PROMPT), (), 7),)


def test_the_time_between_two_steps_counts_where_a_text_goes_on(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(Company, "wait", lambda _, seconds: waited.append(seconds))
    device.run(whole(1))
    assert waited == []  # before it there was a warm-up
    device.run(row(1))
    assert len(waited) == 1
    assert waited[0] >= 0
    device.run(whole(2))  # nobody was kept waiting
    device.run(row(2), row(1))
    assert len(waited) == 2


def test_chunks_of_a_prompt_make_no_difference(tiny: Tiny, device: Device) -> None:
    setup = Setup(GREEDY, PROMPT, len(PROMPT))
    device.run(row(setup=setup, start=0, count=7, samples=False, blocks=(9, 2)))
    device.run(row(start=7, count=6, samples=False, blocks=(30, 4)))
    assert device.generate(row(start=13, count=7, blocks=range(40, 60)), 20) == expected(tiny, 20)


def test_a_hit_in_the_prefix_cache_makes_no_difference(tiny: Tiny, device: Device) -> None:
    device.run(whole(1))
    setup = Setup(GREEDY, PROMPT, len(PROMPT))
    hit = row(2, setup=setup, start=16, count=4, blocks=(20, 21, 22, 23, *range(60, 80)))
    assert device.generate(hit, 20) == expected(tiny, 20)


def test_a_request_that_comes_back_goes_on_where_it_was(tiny: Tiny, device: Device) -> None:
    text = expected(tiny, 20)
    assert device.generate(whole(generated=text[:8]), 12) == text[8:]


def test_what_was_generated_counts_the_same_after_a_preemption(device: Device) -> None:
    sampling = Sampling(
        seed=4, frequency_penalty=1.5, presence_penalty=0.5, bad_words_ids=((7, 9), (11,))
    )
    text = device.generate(whole(sampling=sampling), 30)
    assert text != device.generate(whole(sampling=Sampling(seed=4)), 30)
    assert device.generate(whole(2, generated=text[:12], sampling=sampling), 18) == text[12:]


def test_a_slot_keeps_nothing_of_who_lived_there_before(tiny: Tiny, device: Device) -> None:
    penalised = Sampling(seed=3, frequency_penalty=1.0, bad_words_ids=((5, 6),), logprobs=2)
    device.generate(whole(sampling=penalised), 5)
    other = draw_prompt(9, seed=1)
    told = device.run(whole(1, other))[0]
    assert told.logprobs == ()
    assert [*told.ids, *device.generate(row(), 9)] == expected(tiny, 10, other)


def test_rows_of_one_step_do_not_touch_each_other(tiny: Tiny, device: Device) -> None:
    prompts = {id: draw_prompt(5 * id, seed=id) for id in range(1, 6)}
    told = device.run(*[whole(id, prompt) for id, prompt in prompts.items()])
    texts = {result.id: list(result.ids) for result in told}
    for _ in range(9):
        for result in device.run(*[row(id) for id in reversed(prompts)]):
            texts[result.id] += result.ids
    assert texts == {id: expected(tiny, 10, prompt) for id, prompt in prompts.items()}


def test_each_row_samples_with_its_own_parameters(device: Device) -> None:
    samplings = {id: Sampling(seed=id, temperature=0.3 * id, top_k=9 * id) for id in range(1, 5)}
    alone = [device.generate(whole(id, sampling=samplings[id]), 1) for id in samplings]
    told = device.run(*[whole(id, sampling=samplings[id]) for id in samplings])
    assert [list(result.ids) for result in told] == alone


def test_rows_report_as_those_of_the_fake_device_do(device: Device) -> None:
    fake = FakeDevice(num_blocks=512, block_size=BLOCK_SIZE, vocabulary_size=V)
    setup = Setup(Sampling(logprobs=2), PROMPT, len(PROMPT))
    steps = [
        (row(setup=setup, start=0, count=3, samples=False, blocks=range(10)),),
        (row(count=17), whole(2)),
        (row(), row(2)),
        (row(2),),
    ]
    for number, rows in enumerate(steps):
        real = device.run(*rows)
        for told, fakes in zip(real, fake.launch(Step(number, rows), print)().rows, strict=True):
            assert (told.id, told.position, told.computed) == (
                fakes.id,
                fakes.position,
                fakes.computed,
            )
            assert (len(told.ids), told.num_drafted) == (len(fakes.ids), fakes.num_drafted)
            assert len(told.logprobs) == len(fakes.logprobs)
            assert told.error is None


@pytest.mark.parametrize("num_right", range(4))
def test_drafts_count_as_far_as_they_are_right(tiny: Tiny, num_right: int) -> None:
    text = expected(tiny, 12)
    lines = [*PROMPT, *text[: 1 + num_right], 0, 0, 0, 0]
    device = Device(tiny, understudy=Prompter(lines))
    device.run(whole())
    told = device.run(row(draft=3))[0]
    assert told.ids == tuple(text[1 : 2 + num_right])
    assert (told.position, told.num_drafted) == (len(PROMPT) + 1, 3)
    assert told.computed == len(PROMPT) + 1 + num_right
    told = device.run(row(draft=0))[0]
    assert told.ids == tuple(text[2 + num_right : 3 + num_right])


def test_wrong_drafts_change_nothing_that_is_written_later(tiny: Tiny) -> None:
    device = Device(tiny, understudy=Prompter([7] * 200))
    sampling = Sampling(seed=4, frequency_penalty=0.7, bad_words_ids=((7, 9), (11,)))
    alone = Device(tiny).generate(whole(sampling=sampling), 30)
    assert device.generate(whole(sampling=sampling), 30, draft=4) == alone


def test_an_understudy_may_propose_less_than_it_may(tiny: Tiny) -> None:
    text = expected(tiny, 4)
    device = Device(tiny, understudy=Prompter([*PROMPT, *text[:3]]))
    device.run(whole())
    told = device.run(row(draft=9))[0]
    assert (told.ids, told.num_drafted) == (tuple(text[1:4]), 2)


def test_the_understudy_of_a_device_finds_repetitions(tiny: Tiny, device: Device) -> None:
    prompt = (*PROMPT, *PROMPT, *PROMPT[:5])
    text = expected(tiny, 20, prompt)
    told = device.run(
        row(setup=Setup(GREEDY, prompt, 45), start=0, count=45, draft=4, blocks=range(40))
    )[0]
    assert told.num_drafted == 4
    assert [*told.ids, *device.generate(row(draft=4), 15)][:15] == text[:15]


def test_logprobs_are_those_of_the_models_own_distribution(tiny: Tiny, device: Device) -> None:
    sampling = Sampling(seed=1, temperature=2.0, top_k=5, logprobs=3)
    two = device.run(whole(1, sampling=sampling), whole(2, sampling=Sampling(logprobs=0)))
    own = torch.log_softmax(tiny.logits(list(PROMPT))[-1], -1)
    (told,) = two[0].logprobs
    (token,) = two[0].ids
    assert told.logprob == pytest.approx(float(own[token]), abs=1e-4)
    assert told.rank == int((own > own[token]).sum()) + 1
    assert [id for id, _ in told.top] == own.topk(3).indices.tolist()
    assert [value for _, value in told.top] == pytest.approx(own.topk(3).values.tolist(), abs=1e-4)
    assert two[1].logprobs[0].top == ()


def test_a_result_may_be_waited_for_beside_the_next_launch(tiny: Tiny, device: Device) -> None:
    """Whoever comes first commits, once."""
    first = device.device.launch(Step(1, (whole(),)), print)
    second = device.device.launch(Step(2, (row(),)), print)
    results: list[RowResult] = []
    waiting = threading.Thread(target=lambda: results.extend(first().rows))
    waiting.start()
    third = device.device.launch(Step(3, (row(),)), print)
    waiting.join()
    results += [*second().rows, *third().rows]
    assert [id for told in results for id in told.ids] == expected(tiny, 3)
    assert list(first().rows) == results[:1]


def test_a_long_step_says_that_it_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter([10.0, 10.5, 11.5, 12.0, 13.0])
    monkeypatch.setattr("models.executor.time.monotonic", lambda: next(now))
    told: list[Progress] = []
    pulse = Pulse(told.append)
    for fraction in (0.25, 0.5, 0.75, 1.0):
        pulse.beat(fraction)
    assert told == [Progress("step", 0.5), Progress("step", 1.0)]


def test_the_context_may_be_filled_to_its_end(tiny: Tiny, tmp_path: Path) -> None:
    device = Device(tiny, max_model_len=24)
    text = device.generate(whole(), 5)  # the last one stands behind the context
    assert text == expected(tiny, 5)


def test_those_who_read_ahead_are_told_which_steps_had_prompts(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, bool]] = []

    def learn(_: Company, *__: object, num_tokens: int, seconds: float, has_prompts: bool) -> None:
        told.append((num_tokens, has_prompts))

    device = Device(tiny)
    monkeypatch.setattr(Company, "learn", learn)
    device.generate(whole(1, draw_prompt(6)), 3)
    device.generate(whole(2, draw_prompt(1)), 1)
    assert told[:3] == [(6, True), (1, False), (1, False)]
    device.generate(whole(3), 1)
    assert told[3] == (1, False)  # of a prompt of one token, which is no different
