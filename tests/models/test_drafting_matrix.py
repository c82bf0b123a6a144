"""Every drafter, with every sampling parameter and grammar: the text is that of no drafts.

All requests go through each engine, and engines differ in who drafts, in lines or in trees, as many
as pay or always as many, alone or in company, with one plan in flight or two: every two of these
meet, and each of them meets every request.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import pytest
from anyio import CapacityLimiter, create_task_group

from actors.config import EngineConfig
from actors.engine import Engine
from actors.grammars import of_lark
from actors.link import open_inline_link
from actors.messages import Ids, Request
from models.batch import Sampling, Speculation
from models.executor import CheckpointDevice
from models.fake_vocabulary import FakeVocabulary
from models.ragged import Ragged
from models.understudies import Draft
from models.understudies.costs import Costs
from models.understudies.proposal import Proposal
from tests.models.covering import Case, covering
from tests.models.test_retold_model import disguise, write_bytes_alone
from tests.models.test_sameness import EVERYTHING, Said, read
from tests.models.tiny_checkpoints import Tiny, relative_of
from tests.models.tiny_device import V, options
from tests.models.tiny_heads import write_eagle
from tests.models.tiny_mtp import DEEPSEEK, write_mtp

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

NUM_TOKENS = 14
DRAFTS = 6
ACCEPTANCE = 0.7  # of what was rehearsed
WORDS = of_lark('start: (WORD " " | "ends. ")+\nWORD: /[a-f]{1,5}/')
PARAMETERS: dict[str, dict[str, Any]] = {
    "none": {},
    "top k": {"top_k": 5},
    "top p": {"top_p": 0.7},
    "min p": {"min_p": 0.05},
    "presence": {"presence_penalty": 1.5},
    "frequency": {"frequency_penalty": 1.5},
    "repetition": {"repetition_penalty": 1.5},
    "bias": {"logit_bias": ((7, 3.0), (11, -3.0))},
    "bad words": {"bad_words_ids": ((13,), (9, 20), (40, 41, 42))},
    "allowed": {"allowed_ids": tuple(range(3, 60))},
    "stop": {"stop_ids": tuple(range(100, 140)), "min_tokens": 4},
    "logprobs": {"logprobs": 3},
    "prompt logprobs": {"prompt_logprobs": 2},
    "grammar": {"grammar": WORDS},
    "everything": {
        name: getattr(EVERYTHING, name)
        for name in ("top_k", "top_p", "min_p", "presence_penalty", "logit_bias", "logprobs")
    },
}
FACTORS: dict[str, Sequence[object]] = {
    "drafter": (
        "suffix",
        "ngram",
        "prediction",
        "draft_model",
        "another vocabulary",
        "eagle3",
        "mtp",
        "rehearsal",
        "everybody",
    ),
    "tree": (False, True),
    "adaptive": (False, True),
    "batch": (1, 8),
    "depth": (1, 2),
}


def draw_requests() -> list[Request]:
    """Each parameter, greedy and seeded. Prompts repeat themselves, so that there is to copy."""
    requests = []
    for nth, changes in enumerate(PARAMETERS.values()):
        prompt = (*range(20 + nth, 29 + nth), *range(20 + nth, 27 + nth))
        for temperature in (0.0, 0.8):
            sampling = Sampling(temperature=temperature, **changes)
            requests.append(Request(Ids(prompt), sampling, max_tokens=NUM_TOKENS, ignore_eos=True))
    return requests


REQUESTS = draw_requests()


@dataclass(frozen=True)
class House:
    """Everybody's files."""

    lead: Tiny
    models: dict[str, str]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    lead, _ = write_mtp(tmp_path_factory.mktemp("lead"), DEEPSEEK, num_layers=5)
    write_bytes_alone(lead.directory)
    head = write_eagle(tmp_path_factory.mktemp("head"))
    relative = relative_of(lead, tmp_path_factory.mktemp("relatives") / "relative", shaken=0.1)
    other = disguise(Path(relative), tmp_path_factory.mktemp("strangers") / "stranger")
    models = {"draft_model": relative, "another vocabulary": other, "eagle3": str(head.directory)}
    return House(lead, models)


def casting_of(house: House, drafter: str) -> dict[str, Any]:
    if drafter in house.models:
        method = "eagle3" if drafter == "eagle3" else "draft_model"
        return {"method": method, "draft_model": house.models[drafter]}
    if drafter == "everybody":
        return {"method": "auto", "draft_model": house.models["draft_model"]}
    if drafter == "rehearsal":
        return {"method": drafter, "acceptance": ACCEPTANCE}
    return {"method": "suffix" if drafter == "prediction" else drafter}


def spoilt(said: Said) -> tuple[int, ...]:
    """What the client believes: each fifth token is another one."""
    return tuple([id if nth % 5 != 3 else (id + 1) % V for nth, id in enumerate(said.ids)])


async def run(house: House, case: Case, truth: dict[int, Said] | None) -> dict[int, Said]:
    """All requests through an engine, twice for who rehearses. Without a truth nobody drafts."""
    drafter, _, adaptive, batch, depth = case
    casting = casting_of(house, str(drafter)) if truth else {}
    device = CheckpointDevice(**options(house.lead, adaptive=adaptive, **casting))
    config = EngineConfig(depth=int(str(depth)), draft=DRAFTS if truth else 0, paranoid=True)
    engine = Engine(lambda: open_inline_link(device), FakeVocabulary(V), config=config)
    said: dict[int, Said] = {}

    async def ask(seed: int, request: Request, limiter: CapacityLimiter) -> None:
        if drafter == "prediction" and truth:
            wish = Speculation("prediction", prediction=spoilt(truth[seed]))
            request = replace(request, speculation=wish)
        async with limiter:
            with engine.generate(request, seed=seed) as generation:
                said[seed] = read([piece async for piece in generation])

    async with create_task_group() as group:
        await group.start(engine.run)
        for _ in range(1 + (drafter == "rehearsal")):
            async with create_task_group() as requests:
                limiter = CapacityLimiter(int(str(batch)))
                for seed, request in enumerate(REQUESTS):
                    requests.start_soon(ask, seed, request, limiter)
        await engine.stop(grace=1)
    return said


@pytest.fixture(scope="module")
def truth(house: House) -> dict[int, Said]:
    return anyio.run(run, house, ("", False, False, 1, 1), None)


def test_every_request_says_something_else(truth: dict[int, Said]) -> None:
    assert len(truth) == len(REQUESTS) == 2 * len(PARAMETERS)
    assert len({said.ids for said in truth.values()}) > len(REQUESTS) - 6


def lay_in_lines(patch: pytest.MonkeyPatch) -> None:
    """Only the first line counts."""
    grow = Proposal.grow

    def grow_bare(proposal: Proposal, *, is_sure: bool = False) -> None:
        proposal.lines.clear()
        grow(proposal, is_sure=is_sure)

    patch.setattr(Proposal, "grow", grow_bare)


def lay_in_trees(patch: pytest.MonkeyPatch) -> None:
    """Nothing costs anything, and who can say two things says them in the place of a long line."""
    patch.setattr(Costs, "of", lambda costs, num_tokens: 1.0)
    patch.setattr(Costs, "table", lambda costs, most: [1.0] * (most + 1))
    add = Proposal.add

    def add_short(proposal: Proposal, source: str, draft: Draft) -> None:
        short = [*draft.ids[:2]]
        beside = [*draft.beside[:2]] or [[(id + 1) % V] for id in short]
        add(proposal, source, Draft(short, draft.sureness, beside))

    patch.setattr(Proposal, "add", add_short)


@pytest.mark.parametrize("case", covering(FACTORS), ids=str)
def test_the_text_is_the_same(
    house: House, truth: dict[int, Said], case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    compact, steps = Ragged.compact, [0, 0]

    def watched(ragged: Ragged, *args: Any) -> None:
        assert ragged.trees is not None
        steps[ragged.batch.tree_mask is not None] += ragged.trees.depth > 0
        compact(ragged, *args)

    monkeypatch.setattr(Ragged, "compact", watched)
    _, is_tree, *_ = case
    (lay_in_trees if is_tree else lay_in_lines)(monkeypatch)
    assert anyio.run(partial(run, house, case, truth)) == truth
    num_chains, num_trees = steps
    assert num_trees > 0 if is_tree else num_chains > num_trees == 0
