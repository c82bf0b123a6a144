"""EAGLE-3 heads in the format in which they are published."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import pytest
from msgspec.structs import replace

from models.batch import Sampling
from models.understudies.heads import HeadUnderstudy
from models.wire import LoadRefused
from tests.models.test_sameness import BLOCK_BYTES, EVERYTHING, SCARCE, Insider, Said, Way, run
from tests.models.tiny_checkpoints import Tiny, llama_like, write
from tests.models.tiny_device import (
    BLOCK_SIZE,
    CONTEXT_LENGTH,
    GREEDY,
    Device,
    V,
    draw_prompt,
    row,
    whole,
)
from tests.models.tiny_heads import Kind, TinyHead, heard, write_eagle

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

KINDS = {
    "as published": Kind(),
    "in other words": Kind(layer="layers.0.", described_inside=True, norms_stream=True),
    "counted by outputs": Kind(nested=True, some_tokens=False),
    "with the lead's embedding": Kind(own_words=False),
}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    recipe = llama_like(
        "Llama", vocab_size=V, max_position_embeddings=CONTEXT_LENGTH, num_hidden_layers=5
    )
    return write(recipe, tmp_path_factory.mktemp("lead"))


@pytest.fixture(scope="module")
def head(tmp_path_factory: pytest.TempPathFactory) -> TinyHead:
    return write_eagle(tmp_path_factory.mktemp("head"))


def device_with(tiny: Tiny, head: TinyHead, **changes: Any) -> Device:
    given = {"draft_model": str(head.directory), "method": "eagle3", "adaptive": False, **changes}
    return Device(tiny, **given)


def drafts_of(device: Device) -> list[int]:
    """Of the only row of the last step."""
    [(_, proposal)] = device.device._hopes
    return [*proposal.ask.ahead]


@pytest.mark.parametrize("name", [*KINDS])
def test_it_drafts_what_its_arithmetic_says(tiny: Tiny, tmp_path: Path, name: str) -> None:
    """Behind a prompt, and behind drafts that were wrong."""
    kind = KINDS[name]
    made = write_eagle(tmp_path, kind, lead_words=tiny.reference.model.embed_tokens.weight)
    device = device_with(tiny, made)
    first = whole(1)
    text = [*draw_prompt(), *device.run(first)[0].ids]
    for _ in range(6):
        foreseen = made.drafts(heard(tiny, text[:-1]), text, 4)
        told = device.run(row(1, draft=4))[0]
        assert told.drafted == (("eagle3", 4),)
        assert drafts_of(device) == foreseen
        text += told.ids
    assert text == [*draw_prompt(), *Device(tiny).generate(first, len(text) - 20)]


def test_a_prompt_in_pieces_is_heard_as_a_whole(tiny: Tiny, head: TinyHead) -> None:
    device, prompt = device_with(tiny, head), draw_prompt(30)
    first = whole(1, prompt)
    device.run(replace(first, count=13, samples=False))
    device.run(row(1, start=13, count=10, samples=False))
    said = device.run(row(1, start=23, count=7))[0].ids
    device.run(row(1, draft=3))
    text = [*prompt, *said]
    assert drafts_of(device) == head.drafts(heard(tiny, text[:-1]), text, 3)


def test_it_goes_on_where_nobody_asked_it_for_a_while(tiny: Tiny, head: TinyHead) -> None:
    device = device_with(tiny, head)
    text = [*draw_prompt(), *device.run(whole(1))[0].ids]
    for draft in (2, 0, 0, 3, 0):
        text += device.run(row(1, draft=draft))[0].ids
    device.run(row(1, draft=3))
    assert drafts_of(device) == head.drafts(heard(tiny, text[:-1]), text, 3)


def test_long_prompts_are_read_when_they_are_heard(tiny: Tiny, head: TinyHead) -> None:
    """And not kept until somebody asks."""
    device = device_with(tiny, head)
    model = device.device._company.model
    assert isinstance(model, HeadUnderstudy)
    device.run(replace(whole(1, draw_prompt(70)), blocks=tuple(range(20))))
    assert model._hearings[1].num_pending == 1


def test_entries_in_shared_blocks_are_known(tiny: Tiny, head: TinyHead) -> None:
    prompt = draw_prompt(6 * BLOCK_SIZE)
    device = device_with(tiny, head)
    first = whole(1, prompt)
    said = device.run(first)[0].ids
    device.run(row(1, draft=1))
    shared = (*first.blocks[:5], *range(60, 70))
    again = replace(whole(2, prompt), start=5 * BLOCK_SIZE, count=BLOCK_SIZE, blocks=shared)
    assert device.run(again)[0].ids == said
    device.run(row(2, draft=3))
    text = [*prompt, *said]
    assert drafts_of(device) == head.drafts(heard(tiny, text[:-1]), text, 3)


def test_what_it_never_heard_is_left_out(tiny: Tiny, head: TinyHead) -> None:
    """It sees the text behind it, and still drafts."""
    prompt = draw_prompt(6 * BLOCK_SIZE)
    device = device_with(tiny, head)
    first = whole(1, prompt)
    device.run(first)
    model = device.device._company.model
    assert isinstance(model, HeadUnderstudy)
    model._filled.clear()
    shared = (*first.blocks[:5], *range(60, 70))
    again = replace(whole(2, prompt), start=5 * BLOCK_SIZE, count=BLOCK_SIZE, blocks=shared)
    said = device.run(again)[0].ids
    result = device.run(row(2, draft=3))[0]
    assert result.drafted == (("eagle3", 3),)
    assert model._hearings[2].first == 5 * BLOCK_SIZE
    plain = Device(tiny).generate(first, 1 + len(result.ids))
    assert [*said, *result.ids] == plain


def test_of_a_text_that_moves_in_nothing_is_known(tiny: Tiny, head: TinyHead) -> None:
    """A slot's next text is another one, and a text that comes back is heard anew."""
    device = device_with(tiny, head)
    device.run(whole(1))
    assert device.run(replace(whole(1, draw_prompt(9)), draft=3))[0].drafted == ()
    text = [*draw_prompt(9), *device.run(whole(1, draw_prompt(9)))[0].ids]
    device.run(row(1, draft=3))
    assert drafts_of(device) == head.drafts(heard(tiny, text[:-1]), text, 3)


def test_where_memory_was_short_it_heard_the_same(
    tiny: Tiny, head: TinyHead, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step in smaller portions, of which the first began with all of it."""
    device, prompt = device_with(tiny, head), draw_prompt(24)
    forward = device.device.lead.decoder.forward

    def scarce(token_ids: Any, *given: Any, **named: Any) -> Any:
        if len(token_ids) > 13:
            raise MemoryError
        return forward(token_ids, *given, **named)

    monkeypatch.setattr(device.device.lead.decoder, "forward", scarce)
    text = [*prompt, *device.run(whole(1, prompt))[0].ids]
    device.run(row(1, draft=3))
    assert drafts_of(device) == head.drafts(heard(tiny, text[:-1]), text, 3)


def test_everything_that_may_be_asked_composes(tiny: Tiny, head: TinyHead) -> None:
    device = device_with(tiny, head)
    plain = Device(tiny).generate(whole(1, sampling=EVERYTHING), 12)
    assert device.generate(whole(1, sampling=EVERYTHING), 12, draft=4) == plain


@pytest.mark.parametrize("sampling", [GREEDY, Sampling(seed=4)])
def test_drafts_are_drawn_with_the_noise_of_the_lead(
    tiny: Tiny, head: TinyHead, sampling: Sampling, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A head that thinks what the lead thinks is always right: its logits are the lead's."""
    device = device_with(tiny, head)
    model = device.device._company.model
    assert isinstance(model, HeadUnderstudy)
    first = whole(1, sampling=sampling)
    text = [*draw_prompt(), *Device(tiny).generate(first, 12)]
    ids = list(device.run(first)[0].ids)

    def insider(going: Sequence[Any], hidden: Any) -> list[list[int]]:
        said = [*draw_prompt(), *ids, *going[0].drafts]
        assert said == text[: len(said)]
        logits = tiny.logits(said)[-1:]
        return model._choice.of(logits, [going[0].ask], [going[0].drafts])

    monkeypatch.setattr(model, "_decide", insider)
    for _ in range(2):
        told = device.run(row(1, draft=4))[0]
        assert len(told.ids) == 5
        ids += told.ids


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"vocab_size": V + 1}, "vocabulary of 301 tokens"),
        ({"eagle_aux_hidden_state_layer_ids": [1, 2, 9]}, "layers .1, 2, 9. of a model that has 5"),
        ({"eagle_aux_hidden_state_layer_ids": [1, 2]}, "layers .1, 2. of a model"),
        ({"num_hidden_layers": 2}, "a head is one layer"),
        ({"model_type": "mamba"}, "a head is one layer of 'llama'"),
        ({"draft_vocab_size": 71}, "lm_head.weight"),
    ],
)
def test_what_does_not_fit_is_refused(
    tiny: Tiny, tmp_path: Path, changes: dict[str, Any], complaint: str
) -> None:
    made = write_eagle(tmp_path, **changes)
    with pytest.raises(LoadRefused, match=complaint):
        device_with(tiny, made)


def test_a_head_for_a_model_of_another_size_is_refused(head: TinyHead, tmp_path: Path) -> None:
    sizes = {"vocab_size": V, "hidden_size": 40, "num_hidden_layers": 5}
    other = write(llama_like("Llama", **sizes), tmp_path)
    with pytest.raises(LoadRefused, match="hears 96 numbers for each token"):
        device_with(other, head)


def test_a_model_that_transformers_computes_is_not_heard(head: TinyHead, tmp_path: Path) -> None:
    other = write(llama_like("StableLm", vocab_size=V), tmp_path)
    with pytest.raises(LoadRefused, match="has to hear the layers"):
        device_with(other, head)


def test_what_is_no_head_is_refused(tiny: Tiny) -> None:
    with pytest.raises(LoadRefused, match="no EAGLE-3 head"):
        Device(tiny, draft_model=str(tiny.directory), method="eagle3")


# The promise, whoever reads ahead.

WAYS = [
    Way(draft=4),
    Way(together=True, draft=6, depth=2),
    Way(together=True, draft=4, prefix_cache=True, num_blocks=SCARCE, step_tokens=24),
    Way(together=True, draft=3, prefix_cache=True, depth=2, step_tokens=7),
]


@pytest.fixture(scope="module")
def alone(tiny: Tiny) -> dict[int, Said]:
    return anyio.run(run, tiny, Way(num_blocks=1024), Insider({}))


@pytest.mark.parametrize("way", WAYS, ids=str)
@pytest.mark.parametrize("how", [{"adaptive": False}, {"method": "auto"}], ids=["always", "auto"])
def test_the_text_is_the_same(
    tiny: Tiny, head: TinyHead, alone: dict[int, Said], way: Way, how: dict[str, Any]
) -> None:
    casting = {
        "method": "eagle3",
        "draft_model": str(head.directory),
        "kv_cache_memory": way.num_blocks * (BLOCK_BYTES * 5 // 2 + 2 * 4 * BLOCK_SIZE * 8),
        **how,
    }
    assert anyio.run(partial(run, tiny, way, None, **casting)) == alone
