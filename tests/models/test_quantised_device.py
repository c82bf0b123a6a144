"""A device with rounded weights or numbers: the same promise, and what it refuses."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import torch

import ops
from models.config import read_config
from models.decoder import Decoder
from models.errors import ModelError
from models.executor import CheckpointDevice
from models.loading import choose_bits, way_of
from models.weights import load_weights
from models.wire import LoadRefused
from tests.models.tiny_checkpoints import RECIPES, Tiny, write
from tests.models.tiny_device import Device, Prompter, draw_prompt, row, whole, write_tiny

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    return write_tiny(tmp_path_factory.mktemp("tiny"))


NARROW = [{"quantization": "int8"}, {"quantization": "int4"}, {"dtype": "bfloat16"}]


@pytest.mark.parametrize("how", NARROW, ids=["int8", "int4", "bfloat16"])
def test_a_text_is_the_same_in_pieces_with_drafts_and_in_company(
    tiny: Tiny, how: dict[str, str]
) -> None:
    alone = Device(tiny, deterministic=True, **how)
    text = alone.generate(whole(), 12)
    assert len(set(text)) > 2

    first = whole()
    in_pieces = Device(tiny, deterministic=True, **how)
    in_pieces.run(row(1, setup=first.setup, start=0, count=7, samples=False, blocks=first.blocks))
    assert in_pieces.generate(row(1, count=first.count - 7), 12) == text

    others = [whole(id, draw_prompt(17, seed=id)) for id in (2, 3)]
    lines = [*draw_prompt(), *text]
    drafted = Device(tiny, deterministic=True, understudy=Prompter(lines), **how)
    found = list(drafted.run(first, *others)[0].ids)
    while len(found) < 12:
        found += drafted.run(row(1, draft=3), row(2), row(3))[0].ids
    assert found[:12] == text


def linears_of(part: object) -> Iterator[ops.PackedLinear]:
    """All that a decoder's parts hold."""
    if isinstance(part, ops.PackedLinear):
        yield part
    elif isinstance(part, Sequence) and not isinstance(part, str):
        for each in part:
            yield from linears_of(each)
    elif dataclasses.is_dataclass(part) or isinstance(part, ops.PackedExperts):
        for each in held_by(part):
            yield from linears_of(each)


def held_by(part: object) -> list[object]:
    if dataclasses.is_dataclass(part):
        return [getattr(part, field.name) for field in dataclasses.fields(part)]
    return [*vars(part).values()]


@pytest.mark.parametrize("name", RECIPES)
def test_every_matrix_of_every_family_is_rounded(name: str, tmp_path: Path) -> None:
    tiny = write(RECIPES[name], tmp_path)
    config = read_config(tiny.directory)
    found = [*linears_of(load_weights(tiny.directory, config, dtype=torch.float32, bits=4))]
    assert len(found) > 4 * config.num_layers
    assert {each.held_as for each in found[:-1]} == {"int4"}
    assert found[-1].held_as == "int8", "the head"


def test_it_says_so(tiny: Tiny) -> None:
    way = way_of(Device(tiny, quantization="int4").device.lead)
    assert ", weights in int4, computed by the native library" in way


def test_the_head_is_held_in_bytes_whatever_the_layers_are_held_in(tiny: Tiny) -> None:
    decoder = Device(tiny, quantization="int4").device.lead.decoder
    assert isinstance(decoder, Decoder)
    num_in_head = decoder.config.vocabulary_size * decoder.config.hidden_size
    assert decoder.bytes_of(num_in_head) == int(num_in_head * 1.0625)
    assert decoder.bytes_of(num_in_head + 1600) == int(num_in_head * 1.0625) + 900


def test_what_cannot_be_rounded_is_refused(tiny: Tiny) -> None:
    with pytest.raises(LoadRefused, match=r"no quantization 'awq'; known are int8, int4"):
        Device(tiny, quantization="awq")
    wish = CheckpointDevice(model="m", quantization="int8")
    with pytest.raises(ModelError, match="on a processor only"):
        choose_bits(wish, Device(tiny).device.lead.decoder.config, torch.device("cuda"))
