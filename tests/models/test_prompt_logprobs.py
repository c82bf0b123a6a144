"""The logprobs of a prompt are those of transformers, however the prompt was computed."""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import pytest
import torch
from anyio import create_task_group

from actors.config import EngineConfig
from actors.engine import Engine
from actors.errors import PromptRejected
from actors.generation import Generation
from actors.link import DeviceLink, SocketLink, open_inline_link, open_process_link
from actors.live import Live
from actors.messages import Ids, Piece, Request
from actors.scheduler import Scheduler
from models.batch import Sampling, Setup, TokenLogprobs
from models.executor import CheckpointDevice
from models.fake_vocabulary import FakeVocabulary
from models.scoring import score_prompts
from tests.models.tiny_checkpoints import Tiny
from tests.models.tiny_device import GREEDY, Device, V, draw_prompt, options, row, whole, write_tiny

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

NUM_TOP = 3
PROMPT = draw_prompt(50)
SCORING = Sampling(temperature=0.0, prompt_logprobs=NUM_TOP)
ASKED = Request(Ids(PROMPT), SCORING, max_tokens=4, ignore_eos=True)
Scored = tuple[TokenLogprobs, ...]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    return write_tiny(tmp_path_factory.mktemp("tiny"))


def check(tiny: Tiny, scored: Scored, prompt: tuple[int, ...] = PROMPT) -> None:
    """Against the logits that transformers computes of the whole prompt at once."""
    logprobs = tiny.logits(list(prompt)).log_softmax(-1)[:-1]
    assert len(scored) == len(prompt) - 1
    for told, id, expected in zip(scored, prompt[1:], logprobs, strict=True):
        assert told.logprob == pytest.approx(float(expected[id]), abs=1e-4)
        assert told.rank == 1 + int((expected > expected[id]).sum())
        best = expected.topk(NUM_TOP)
        assert [id for id, _ in told.top] == best.indices.tolist()
        assert [logprob for _, logprob in told.top] == pytest.approx(best.values.tolist(), abs=1e-4)


def test_a_whole_prompt_is_scored(tiny: Tiny) -> None:
    told = Device(tiny).run(whole(prompt=PROMPT, sampling=SCORING))[0]
    check(tiny, told.scored)
    assert len(told.ids) == 1


def test_chunks_score_the_tokens_that_follow_theirs(tiny: Tiny) -> None:
    device = Device(tiny)
    setup = Setup(SCORING, PROMPT, len(PROMPT))
    chunks = (
        row(setup=setup, start=0, count=7, samples=False, blocks=range(20)),
        row(start=7, count=42, samples=False),
        row(start=49, count=1),
    )
    told = [device.run(chunk)[0].scored for chunk in chunks]
    assert [len(scored) for scored in told] == [7, 42, 0]
    check(tiny, told[0] + told[1])


def test_rows_of_a_step_are_scored_as_they_asked(tiny: Tiny) -> None:
    other = draw_prompt(9, seed=5)
    few = Sampling(prompt_logprobs=0)
    told = Device(tiny).run(
        whole(1, other), whole(2, PROMPT, sampling=SCORING), whole(3, other, sampling=few)
    )
    assert told[0].scored == ()
    check(tiny, told[1].scored)
    assert [each.top for each in told[2].scored] == [()] * 8


def test_generated_tokens_are_no_prompt(tiny: Tiny) -> None:
    told = Device(tiny).run(whole(prompt=PROMPT, generated=(5, 6, 7), sampling=SCORING))[0]
    check(tiny, told.scored)


def test_few_logits_exist_at_a_time(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(torch_limits(), "cpu", 4 * V)
    device = Device(tiny)
    seen: list[int] = []
    logits = device.device.lead.decoder.logits

    def watched(hidden: torch.Tensor) -> torch.Tensor:
        seen.append(len(hidden))
        return logits(hidden)

    monkeypatch.setattr(device.device.lead.decoder, "logits", watched)
    check(tiny, device.run(whole(prompt=PROMPT, sampling=SCORING))[0].scored)
    assert max(seen) == 4 and sum(seen) == len(PROMPT)


def torch_limits() -> dict[str, int]:
    from ops import scores

    return scores.SCORED


def test_a_step_that_is_split_for_want_of_memory_scores_the_same(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models import executor

    def too_much(hidden: torch.Tensor, *arguments: object, **named: object) -> object:
        if len(hidden) > 20:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return score_prompts(hidden, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(executor, "score_prompts", too_much)
    told = Device(tiny).run(whole(prompt=PROMPT, sampling=SCORING))[0]
    assert told.error is None
    check(tiny, told.scored)


async def read(generation: Generation) -> tuple[list[int], Scored]:
    """What was generated, and the logprobs of the prompt when the first piece came."""
    ids: list[int] = []
    scored: Scored = ()
    with generation:
        async for piece in generation:
            ids += piece.ids
            scored = scored or generation.logs[0].prompt_logprobs
    return ids, scored


@asynccontextmanager
async def running(tiny: Tiny, config: EngineConfig, **changes: object) -> AsyncIterator[Engine]:
    device = CheckpointDevice(**options(tiny, **changes))
    engine = Engine(lambda: open_inline_link(device), FakeVocabulary(V), config=config)
    async with create_task_group() as group:
        await group.start(engine.run)
        yield engine
        assert engine.supervisor.num_restarts == 0  # a new ring would hide what went wrong
        await engine.stop(grace=0)


@pytest.mark.parametrize("depth", [1, 2])
@pytest.mark.parametrize("step_tokens", [5, 512])
async def test_a_prompt_in_the_cache_is_computed_again(
    tiny: Tiny, depth: int, step_tokens: int
) -> None:
    config = EngineConfig(depth=depth, step_tokens=step_tokens, draft=2, paranoid=True)
    plain = Request(Ids(PROMPT), GREEDY, max_tokens=4, ignore_eos=True)
    async with running(tiny, config) as engine:
        text, none = await read(engine.generate(plain))
        assert none == ()
        again, scored = await read(engine.generate(ASKED))
        generation = engine.generate(plain)
        await read(generation)
    assert again == text
    check(tiny, scored)
    assert generation.num_cached > 0  # what was scored is in the cache as well


@pytest.mark.parametrize("depth", [1, 2])
@pytest.mark.parametrize("length", [1, 2, 13, 50])
async def test_a_prompt_may_be_scored_and_not_continued(
    tiny: Tiny, depth: int, length: int
) -> None:
    prompt = PROMPT[:length]
    config = EngineConfig(depth=depth, step_tokens=6)
    request = Request(Ids(prompt), SCORING, max_tokens=0)
    async with running(tiny, config) as engine:
        generation = engine.generate(request)
        pieces = [piece async for piece in generation]
        scored = generation.logs[0].prompt_logprobs
    assert [piece.ids for piece in pieces] == [()]
    assert pieces[0].finish is not None and pieces[0].finish.reason == "length"
    check(tiny, scored, prompt)


async def test_all_samples_have_the_scores_of_the_first(tiny: Tiny) -> None:
    request = Request(Ids(PROMPT), SCORING, max_tokens=3, n=4)
    async with running(tiny, EngineConfig(step_tokens=8)) as engine:
        with engine.generate(request) as generation:
            first: Piece = await anext(generation)
            check(tiny, generation.logs[0].prompt_logprobs)
            assert first.index == 0
            assert [log.prompt_logprobs for log in generation.logs[1:]] == [()] * 3
            rest = [piece async for piece in generation]
    assert {piece.index for piece in rest} >= {1, 2, 3}


async def test_preempted_requests_are_scored_the_same(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    num_scored: list[int] = []
    preempt = Scheduler.preempt

    def watched(self: Scheduler, live: Live) -> None:
        num_scored.append(len(live.scored))
        preempt(self, live)

    monkeypatch.setattr(Scheduler, "preempt", watched)
    config = EngineConfig(step_tokens=8, paranoid=True)
    prompts = [draw_prompt(50, seed=seed) for seed in range(6)]
    told: dict[int, tuple[list[int], Scored]] = {}

    async def ask(engine: Engine, nth: int) -> None:
        request = Request(Ids(prompts[nth]), SCORING, max_tokens=40, ignore_eos=True)
        told[nth] = await read(engine.generate(request))

    async with running(tiny, config, kv_cache_memory=36 * 1024) as engine:
        async with create_task_group() as group:
            for nth in range(len(prompts)):
                group.start_soon(ask, engine, nth)
    for nth, prompt in enumerate(prompts):
        check(tiny, told[nth][1], prompt)
    assert any(0 < num < 49 for num in num_scored)  # in the middle of a prompt
    assert 49 in num_scored  # behind it


async def test_a_prompt_with_too_many_logprobs_is_refused(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actors.prompts.MOST_SCORES", 199)
    async with running(tiny, EngineConfig()) as engine:
        with pytest.raises(PromptRejected, match="200 numbers; at most 199"):
            await read(engine.generate(ASKED))


async def test_a_device_that_is_killed_within_a_prompt_scores_it_the_same(tiny: Tiny) -> None:
    pids: list[int] = []

    @asynccontextmanager
    async def open() -> AsyncIterator[DeviceLink]:
        async with open_process_link("checkpoint", options(tiny)) as link:
            assert isinstance(link, SocketLink) and link.pid is not None
            pids.append(link.pid)
            yield link

    engine = Engine(open, FakeVocabulary(V), config=EngineConfig(step_tokens=2, backoff=0.001))
    async with create_task_group() as group:
        await group.start(engine.run)
        await engine.wait_until_loaded()
        generation = engine.generate(ASKED)
        while not (ring := engine.supervisor.ring) or ring.scheduler.done < 10:
            await anyio.lowlevel.checkpoint()
        os.kill(pids[-1], signal.SIGKILL)
        ids, scored = await read(generation)
        await engine.stop(grace=1)
    assert len(pids) == 2
    check(tiny, scored)
    assert ids == Device(tiny).generate(whole(prompt=PROMPT), 4)
