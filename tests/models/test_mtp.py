"""Layers that predict further tokens, as checkpoints bring them along."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import anyio
import pytest
import torch

from models.open_model import open_decoder
from models.wire import LoadRefused
from tests.models.test_eagle import drafts_of
from tests.models.test_sameness import BLOCK_BYTES, SCARCE, Insider, Way, run
from tests.models.tiny_checkpoints import Tiny
from tests.models.tiny_device import Device, draw_prompt, row, whole, write_tiny
from tests.models.tiny_heads import TinyHead
from tests.models.tiny_mtp import DEEPSEEK, MIMO, QWEN_NEXT, MtpKind, thought, write_mtp

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

KINDS = {"deepseek": DEEPSEEK, "mimo": MIMO, "qwen3-next": QWEN_NEXT}
Made = tuple[Tiny, TinyHead]


@pytest.fixture(scope="module", params=[*KINDS])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    kind: MtpKind = KINDS[request.param]
    return write_mtp(tmp_path_factory.mktemp("lead"), kind)


def test_it_drafts_what_its_arithmetic_says(made: Made) -> None:
    lead, head = made
    device = Device(lead, method="mtp", adaptive=False)
    first = whole(1)
    text = [*draw_prompt(), *device.run(first)[0].ids]
    for _ in range(6):
        foreseen = head.drafts(thought(lead, text[:-1]), text, 4)
        told = device.run(row(1, draft=4))[0]
        assert told.drafted == (("mtp", 4),)
        assert drafts_of(device) == foreseen
        text += told.ids
    assert text == [*draw_prompt(), *Device(lead).generate(first, len(text) - 20)]


def test_nobody_reads_ahead_with_it_who_was_not_asked_to(made: Made) -> None:
    assert Device(made[0]).device._company.model is None


@pytest.mark.parametrize("depth", [1, 2])
def test_the_text_is_the_same(made: Made, depth: int) -> None:
    lead, _ = made
    alone = anyio.run(run, lead, Way(), Insider({}))
    way = Way(True, depth, prefix_cache=True, num_blocks=SCARCE, step_tokens=24, draft=4)
    memory = way.num_blocks * BLOCK_BYTES * 3 // 2
    start = partial(run, lead, way, None, method="mtp", adaptive=False, kv_cache_memory=memory)
    assert anyio.run(start) == alone


def test_mimo_is_computed_natively(tmp_path: Path) -> None:
    """It is Qwen 2, whose biases are drawn large."""
    lead, _ = write_mtp(tmp_path, MIMO)
    decoder = open_decoder(lead.directory, dtype=torch.float32)
    assert decoder.config.family == "mimo"
    assert Device(lead).generate(whole(1), 1) == [int(lead.logits([*draw_prompt()])[-1].argmax())]


def test_a_checkpoint_without_such_a_layer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadRefused, match="no layer that predicts further tokens"):
        Device(write_tiny(tmp_path), method="mtp")
