"""A model that reads ahead: as good as it may be, and never another text."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import pytest
from msgspec.structs import replace as altered

from models.batch import Sampling, Speculation
from models.executor import CheckpointDevice
from models.slots import Share
from models.understudies.costs import Costs
from models.understudies.draft_model import DraftModel
from models.understudies.thrift import Thrift
from tests.models import tiny_tokenizers
from tests.models.test_sameness import BLOCK_BYTES, EVERYTHING, SCARCE, Insider, Said, Way, run
from tests.models.tiny_checkpoints import Tiny, llama_like, relative_of, write
from tests.models.tiny_device import (
    BLOCK_SIZE,
    CONTEXT_LENGTH,
    GREEDY,
    Device,
    V,
    draw_prompt,
    options,
    row,
    whole,
    write_tiny,
)

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")


def give_tokenizer(directory: Path, name: str = "byte_level") -> None:
    for file in tiny_tokenizers.saved(name).iterdir():
        if file.name != "config.json":
            shutil.copy(file, directory / file.name)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    made = write_tiny(tmp_path_factory.mktemp("lead"))
    give_tokenizer(made.directory)
    return made


@pytest.fixture(scope="module")
def smaller(tmp_path_factory: pytest.TempPathFactory) -> str:
    """It knows nothing of what the lead will say, pads its logits otherwise and reads less far."""
    directory = tmp_path_factory.mktemp("understudy")
    recipe = llama_like("Llama", vocab_size=V + 8, max_position_embeddings=60, num_hidden_layers=1)
    write(recipe, directory)
    give_tokenizer(directory)
    return str(directory)


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """It has other words."""
    directory = tmp_path_factory.mktemp("stranger")
    write(llama_like("Llama", vocab_size=420, num_hidden_layers=1), directory)
    give_tokenizer(directory, "metaspace")
    return str(directory)


def device_with(tiny: Tiny, model: str, **changes: Any) -> Device:
    given = {"draft_model": model, "method": "draft_model", "adaptive": False, **changes}
    return Device(tiny, **given)


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_who_thinks_alike_is_always_right(tiny: Tiny, temperature: float) -> None:
    """Also where chance decides: both have the same noise."""
    device = device_with(tiny, str(tiny.directory))
    sampling = Sampling(seed=5, temperature=temperature)
    ids = list(device.run(whole(1, sampling=sampling))[0].ids)
    for _ in range(4):
        told = device.run(row(1, draft=4))[0]
        assert told.drafted == (("draft_model", 4),)
        assert len(told.ids) == 5
        ids += told.ids
    plain = Device(tiny).generate(whole(1, sampling=sampling), len(ids))
    assert ids == plain


def test_it_is_right_at_once_where_it_catches_up(tiny: Tiny) -> None:
    """With a prompt, and with what the lead said while nobody read ahead."""
    device = device_with(tiny, str(tiny.directory))
    told = device.run(altered(whole(1), draft=3))[0]
    assert len(told.ids) == 4
    for _ in range(3):
        device.run(row(1))
    assert len(device.run(row(1, draft=3))[0].ids) == 4


def test_it_does_not_compute_again_what_lies_in_shared_blocks(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = device_with(tiny, str(tiny.directory))
    prompt = draw_prompt(4 * BLOCK_SIZE)
    device.run(altered(whole(1, prompt), draft=2))
    model = device.device._company.model
    assert isinstance(model, DraftModel)
    computed: list[tuple[int, int]] = []
    compute = model._compute

    def watched(shares: Sequence[Share]) -> object:
        computed.extend((share.start, share.end) for share in shares)
        return compute(shares)

    monkeypatch.setattr(model, "_compute", watched)
    blocks = (*range(20, 24), *range(60, 70))  # of the prompt, and free ones
    again = whole(2, (*prompt, 5))
    shared = altered(again, start=4 * BLOCK_SIZE, count=1, blocks=blocks, draft=2)
    told = device.run(shared)[0]
    assert computed[0] == (4 * BLOCK_SIZE, 4 * BLOCK_SIZE + 1)
    fresh = device_with(tiny, str(tiny.directory)).run(altered(again, draft=2))[0]
    assert told.ids == fresh.ids


def test_blocks_that_others_have_written_over_are_computed_again(tiny: Tiny) -> None:
    device = device_with(tiny, str(tiny.directory))
    prompt = draw_prompt(4 * BLOCK_SIZE)
    first = altered(whole(1, prompt), draft=3)
    known = device.run(first)[0]
    assert len(known.ids) == 4
    stranger = altered(whole(2, draw_prompt(6, seed=9)), blocks=first.blocks, draft=3)
    device.run(stranger)
    assert device.run(first)[0].ids == known.ids


def test_texts_beyond_its_reach_are_left_to_the_lead(tiny: Tiny, smaller: str) -> None:
    device = device_with(tiny, smaller)
    prompt = draw_prompt(58)
    told = device.run(altered(whole(1, prompt), draft=4))[0]
    assert told.drafted == (("draft_model", 3),)  # the last one is behind its reach
    for _ in range(4):
        told = device.run(row(1, draft=4))[0]
    assert told.drafted == ()
    assert told.error is None


def test_tokens_that_only_the_lead_has_are_read_as_another(tiny: Tiny, tmp_path: Path) -> None:
    """Models of one vocabulary pad it to different sizes, and the lead may say what is padding."""
    write(llama_like("Llama", vocab_size=V - 20, num_hidden_layers=1), tmp_path)
    give_tokenizer(tmp_path)
    device = device_with(tiny, str(tmp_path))
    first = whole(1, (*draw_prompt(), V - 1), sampling=Sampling(allowed_ids=(V - 2, V - 3)))
    told = device.run(altered(first, draft=2))[0]
    ids = [*told.ids, *device.run(row(1, draft=2))[0].ids]
    assert ids == Device(tiny).generate(first, len(ids))


def test_nothing_is_drafted_behind_the_end(tiny: Tiny) -> None:
    ids = Device(tiny).generate(whole(1), 6)
    device = device_with(tiny, str(tiny.directory))
    ended = replace(GREEDY, stop_ids=(ids[2],))
    told = device.run(altered(whole(1, sampling=ended), draft=5))[0]
    assert told.drafted == (("draft_model", ids.index(ids[2]) + 1),)


# The promise, whoever reads ahead.

WAYS = [
    Way(draft=4),
    Way(together=True, draft=6, depth=2),
    Way(together=True, draft=4, prefix_cache=True, num_blocks=SCARCE, step_tokens=24),
    Way(together=True, draft=3, prefix_cache=True, depth=2, step_tokens=7),
]
CASTINGS: dict[str, dict[str, Any]] = {
    "suffix": {"method": "suffix"},
    "ngram": {"method": "ngram"},
    "twin": {"method": "draft_model", "draft_model": "lead"},
    "smaller": {"method": "draft_model", "draft_model": "smaller"},
    "everybody": {"method": "auto", "draft_model": "smaller"},
    "stranger": {"method": "draft_model", "draft_model": "stranger"},
}


@pytest.fixture(scope="module")
def alone(tiny: Tiny) -> dict[int, Said]:
    return anyio.run(run, tiny, Way(), Insider({}))


@pytest.mark.parametrize("way", WAYS, ids=str)
@pytest.mark.parametrize("adaptive", [True, False])
@pytest.mark.parametrize("name", [*CASTINGS])
def test_whoever_reads_ahead_the_text_is_the_same(
    tiny: Tiny,
    smaller: str,
    stranger: str,
    alone: dict[int, Said],
    way: Way,
    name: str,
    adaptive: bool,
) -> None:
    casting = dict(CASTINGS[name])
    models = {"lead": str(tiny.directory), "smaller": smaller, "stranger": stranger}
    if "draft_model" in casting:
        casting["draft_model"] = models[casting["draft_model"]]
        casting["kv_cache_memory"] = 2 * way.num_blocks * BLOCK_BYTES
    start = partial(run, tiny, way, None, adaptive=adaptive, **casting)
    assert anyio.run(start) == alone


def test_a_request_may_choose_among_them(tiny: Tiny, smaller: str) -> None:
    device = device_with(tiny, smaller, method="auto")
    prompt = (5, 6, 7, 8) * 4
    for method in ("off", "suffix", "draft_model", "auto"):
        first = whole(1, prompt)
        assert first.setup is not None
        chosen = replace(first.setup, speculation=Speculation(method))
        told = device.run(altered(first, setup=chosen, draft=3))[0]
        sources = {source for source, _ in told.drafted}
        assert sources == {"off": set(), "auto": {"suffix"}}.get(method, {method})


def test_the_cache_is_shared_out_between_both(tiny: Tiny) -> None:
    little = options(tiny, kv_cache_memory=2**18)
    alone = CheckpointDevice(**little).load(lambda told: None)
    both = CheckpointDevice(**little, draft_model=str(tiny.directory)).load(lambda told: None)
    assert both.num_blocks == alone.num_blocks // 2
    assert alone.context_length == both.context_length == CONTEXT_LENGTH


def free(device: Device) -> Thrift:
    """On this device, the controller believes, nothing costs anything."""
    thrift = device.device._company.thrift
    model = device.device._company.model
    assert thrift is not None and model is not None
    for costs, seconds in ((thrift.costs, 1.0), (model.costs, 0.15)):
        costs.known = {512: seconds}
        costs.learn(1, seconds)
    return thrift


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_what_a_model_would_say_instead_is_a_branch(
    tiny: Tiny, tmp_path: Path, temperature: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where chance decides: the second choice is the second with the lead's own noise."""
    monkeypatch.setattr(Costs, "learn", lambda *_: None)
    device = device_with(tiny, relative_of(tiny, tmp_path, shaken=0.2), adaptive=True)
    monkeypatch.undo()
    thrift = free(device)
    monkeypatch.setattr(Costs, "learn", lambda *_: None)
    plain = Device(tiny)
    for nth in range(1, 5):
        sampling = Sampling(seed=nth, temperature=temperature)
        first = whole(nth, draw_prompt(seed=nth), sampling=sampling)
        assert device.generate(first, 40, draft=8) == plain.generate(first, 40)
    held = {kind: shared.count.held for kind, shared in thrift.odds._shared.items()}
    assert held["draft_model", 0] > held["draft_model", -1] > 0


def test_everything_that_may_be_asked_composes(tiny: Tiny) -> None:
    """With the lead's own weights, drafts hold as far as penalties do not tell of the drafts."""
    device = device_with(tiny, str(tiny.directory))
    plain = Device(tiny).generate(whole(1, sampling=EVERYTHING), 12)
    assert device.generate(whole(1, sampling=EVERYTHING), 12, draft=4) == plain
