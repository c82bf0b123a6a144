"""The promise: the text is a function of model, prompt, parameters and seed, and of nothing else.

Each request was once computed alone, one token at a time, without any cache or draft. Every other
way to run it through the whole engine must give the same tokens and the same logprobs, bit for bit.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import anyio
import pytest
from anyio import create_task_group

from actors.config import EngineConfig
from actors.engine import Engine
from actors.link import open_inline_link
from actors.messages import Ids, Piece, Request
from actors.scheduler import Scheduler
from models.batch import Sampling
from models.executor import CheckpointDevice
from models.fake_vocabulary import FakeVocabulary
from models.slots import Share, Slots
from models.understudies import Ask, Draft, Understudy
from models.understudies.ngram import PromptLookup
from tests.models.tiny_checkpoints import Tiny
from tests.models.tiny_device import CONTEXT_LENGTH, GREEDY, V, expected, options, write_tiny

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

NUM_REQUESTS = 16
NUM_TOKENS = 20
BLOCK_BYTES = 1024
PLENTY = 512
SCARCE = CONTEXT_LENGTH // 4 + 4  # blocks: the longest text fits, and little beside it

EVERYTHING = Sampling(
    temperature=0.9,
    top_k=60,
    top_p=0.95,
    min_p=0.001,
    presence_penalty=0.4,
    frequency_penalty=0.3,
    repetition_penalty=1.2,
    logit_bias=((7, 2.0), (11, -3.0)),
    bad_words_ids=((13,), (9, 20), (40, 41, 42)),
    allowed_ids=tuple(range(0, V, 2)) + tuple(range(1, V, 6)),
    stop_ids=tuple(range(100, 130)),
    min_tokens=8,
    logprobs=3,
)
SAMPLINGS: Mapping[str, Sampling] = {
    "greedy": replace(GREEDY, logprobs=2),
    "plain": Sampling(),
    "everything": EVERYTHING,
    "greedy with rules": replace(EVERYTHING, temperature=0.0),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way to run the requests."""

    together: bool = False
    depth: int = 1
    prefix_cache: bool = False
    num_blocks: int = PLENTY
    step_tokens: int = 512
    draft: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a request, but the cutting of its pieces."""

    ids: tuple[int, ...]
    logprobs: tuple[object, ...]
    reason: str | None


# Pairs of properties meet in all their combinations.
WAYS = [
    Way(together=True),
    Way(together=True, prefix_cache=True, depth=2),
    Way(together=True, num_blocks=SCARCE, step_tokens=64, draft=4),
    Way(together=True, num_blocks=SCARCE, prefix_cache=True, depth=2, step_tokens=17),
    Way(together=True, step_tokens=2, depth=2, draft=4),
    Way(together=True, step_tokens=40, prefix_cache=True, num_blocks=SCARCE, depth=2, draft=4),
    Way(together=True, step_tokens=3, prefix_cache=True, draft=4),
    Way(step_tokens=2, depth=2),
    Way(step_tokens=7, prefix_cache=True, draft=4),
    Way(draft=4, depth=2, num_blocks=SCARCE, prefix_cache=True),
]


def draw_requests() -> list[tuple[int, Request]]:
    """Seeds and requests: prompts that share beginnings, repeat themselves, or do neither."""
    draw = random.Random(5)
    shared = tuple(draw.randrange(3, V) for _ in range(33))
    requests = []
    for nth in range(NUM_REQUESTS):
        own = tuple(draw.randrange(3, V) for _ in range(draw.randrange(1, 24)))
        prompt = (own, shared + own, own * 3, shared[:30] + own)[nth // 4 % 4]
        sampling = list(SAMPLINGS.values())[nth % 4]
        request = Request(Ids(prompt), sampling, max_tokens=NUM_TOKENS, ignore_eos=True)
        requests.append((1000 + nth, request))
    return requests


REQUESTS = draw_requests()


class Insider:
    """An understudy that knows the texts, and is wrong now and then. Strangers get a copyist."""

    def __init__(self, texts: Mapping[int, Said]) -> None:
        prompts = {seed: request.prompt for seed, request in REQUESTS}
        self.lines = [
            (*prompt.ids, *texts[seed].ids)
            for seed, prompt in prompts.items()
            if seed in texts and isinstance(prompt, Ids)
        ]
        self.copyist = PromptLookup()

    def propose(self, asks: Sequence[Ask]) -> list[Draft]:
        return [self.read_ahead(ask) for ask in asks]

    def read_ahead(self, ask: Ask) -> Draft:
        text = (*ask.tokens, *ask.ahead)
        length = len(text)
        for line in self.lines:
            if length % 5 and line[:length] == text:
                drafts = list(line[length : length + ask.room])
                if drafts and length % 3 == 0:
                    drafts[-1] = (drafts[-1] + 1) % V
                return Draft(drafts)
        return self.copyist.propose([ask])[0]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    return write_tiny(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def alone(tiny: Tiny) -> dict[int, Said]:
    """The truth: whole prompts, and then one token at a time."""
    return anyio.run(run, tiny, Way(), Insider({}))


async def run(
    tiny: Tiny, way: Way, understudy: Understudy | None, **casting: Any
) -> dict[int, Said]:
    """All requests through an engine."""
    memory = way.num_blocks * BLOCK_BYTES
    changes = {
        "kv_cache_memory": memory,
        "understudy": understudy,
        "adaptive": False,
        **casting,
    }
    device = CheckpointDevice(**options(tiny, **changes))
    config = EngineConfig(
        depth=way.depth,
        prefix_cache=way.prefix_cache,
        step_tokens=way.step_tokens,
        draft=way.draft,
        paranoid=True,
    )
    engine = Engine(lambda: open_inline_link(device), FakeVocabulary(V), config=config)
    said: dict[int, Said] = {}

    async def ask(seed: int, request: Request) -> None:
        with engine.generate(request, seed=seed) as generation:
            said[seed] = read([piece async for piece in generation])

    async with create_task_group() as group:
        await group.start(engine.run)
        if way.together:
            async with create_task_group() as requests:
                for seed, request in REQUESTS:
                    requests.start_soon(ask, seed, request)
        else:
            for seed, request in REQUESTS:
                await ask(seed, request)
        await engine.stop(grace=1)
    return said


def read(pieces: list[Piece]) -> Said:
    finish = pieces[-1].finish
    return Said(
        tuple(id for piece in pieces for id in piece.ids),
        tuple(entry for piece in pieces for entry in piece.logprobs),
        None if finish is None else finish.reason,
    )


@contextmanager
def counting(patch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """What happened on the way; without it a test of all ways could be one of a single way."""
    seen: Counter[str] = Counter()

    def count(owner: type, name: str, look: Callable[..., Mapping[str, int]]) -> None:
        original = getattr(owner, name)

        def counted(self: object, *args: object, **options: object) -> object:
            seen.update(look(*args))
            return original(self, *args, **options)

        patch.setattr(owner, name, counted)

    def look_at(share: Share) -> Mapping[str, int]:
        if not any(share.slot.tokens):
            return {}  # while it warmed up
        skipped = share.row.setup is not None and share.start > 0
        return {"drafted": len(share.drafts), "accepted": len(share.ids[1:]), "hits": skipped}

    count(Scheduler, "preempt", lambda live: {"preempted": 1})
    count(Slots, "commit", look_at)
    yield seen


@pytest.mark.parametrize("way", WAYS, ids=str)
async def test_the_text_does_not_depend_on_how_it_was_computed(
    tiny: Tiny, alone: dict[int, Said], way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    with counting(monkeypatch) as seen:
        assert await run(tiny, way, Insider(alone)) == alone
    assert (seen["preempted"] > 0) == (way.together and way.num_blocks == SCARCE)
    assert (seen["accepted"] > 0) == (way.draft > 0)
    assert (seen["drafted"] > seen["accepted"]) == (way.draft > 0)
    assert (seen["hits"] > 0) == way.prefix_cache


def test_greedy_text_is_that_of_transformers(tiny: Tiny, alone: dict[int, Said]) -> None:
    for seed, request in REQUESTS[::4]:
        assert isinstance(request.prompt, Ids)
        assert alone[seed].ids == tuple(expected(tiny, NUM_TOKENS, request.prompt.ids))


def test_the_parameters_do_something(alone: dict[int, Said]) -> None:
    said = [alone[seed] for seed, _ in REQUESTS]
    assert len({one.ids for one in said}) == NUM_REQUESTS
    assert {one.reason for one in said} == {"stop", "length"}
    for one in said[2::4]:
        assert set(one.ids) <= set(EVERYTHING.allowed_ids) - {13}
        assert not set(one.ids[:8]) & set(EVERYTHING.stop_ids)
