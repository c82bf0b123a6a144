"""Encoders by transformers' code: as it computes each text alone, whatever else is there."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from models.attention_plug import Call, Reach
from models.encoder import PACK_TOKENS, Encoder, cut_into_packs, open_encoder
from models.errors import CheckpointError, UnsupportedArchitecture
from models.text_attention import attend_one_by_one, attend_padded
from tests.models.encoder_checkpoints import (
    ALONE,
    LENGTHS,
    PACKED,
    VOCABULARY,
    encoder,
    hidden_of,
)
from tests.models.tiny_checkpoints import Recipe, Tiny, write

pytestmark = [
    pytest.mark.filterwarnings("ignore:::transformers"),
    pytest.mark.filterwarnings("ignore:`torch.jit:DeprecationWarning"),  # older transformers
]


def load(tiny: Tiny, **options: Any) -> Encoder:
    return open_encoder(tiny.directory, **{"max_length": 48, "dtype": torch.float32, **options})


def draw_texts(*lengths: int, seed: int = 0) -> list[list[int]]:
    generator = random.Random(seed)
    return [[generator.randrange(4, VOCABULARY) for _ in range(length)] for length in lengths]


def read(encoder: Encoder, texts: list[list[int]], **options: Any) -> list[Tensor]:
    with torch.inference_mode():
        return list(encoder.read(texts, **options))


def assert_close(hidden: Tensor, expected: Tensor) -> None:
    torch.testing.assert_close(hidden, expected, rtol=0, atol=1e-5)


@pytest.mark.parametrize("name", [*PACKED, *ALONE])
def test_hidden_states_are_those_of_transformers(name: str, tmp_path: Path) -> None:
    tiny = write({**PACKED, **ALONE}[name], tmp_path)
    reader = load(tiny)
    texts = draw_texts(*LENGTHS)
    assert reader.packs == (name in PACKED)
    for text, hidden in zip(texts, read(reader, texts), strict=True):
        assert_close(hidden, hidden_of(tiny, text))


@pytest.mark.parametrize("name", [*PACKED, *ALONE])
def test_a_text_does_not_know_of_its_neighbours(name: str, tmp_path: Path) -> None:
    reader = load(write({**PACKED, **ALONE}[name], tmp_path))
    texts = draw_texts(*LENGTHS)
    together = read(reader, texts)
    backwards = read(reader, texts[::-1])[::-1]
    for text, one, other in zip(texts, together, backwards, strict=True):
        assert torch.equal(read(reader, [text])[0], one)
        assert torch.equal(one, other)


@pytest.mark.parametrize("name", ["bert", "mpnet, with biases by distance"])
def test_bfloat16_differs_from_float32_by_its_rounding(name: str, tmp_path: Path) -> None:
    tiny = write({**PACKED, **ALONE}[name], tmp_path)
    text = draw_texts(30)[0]
    reader = load(tiny, dtype=torch.bfloat16)
    truth = hidden_of(tiny, text)
    hidden = read(reader, [text])[0]
    assert hidden.dtype == torch.bfloat16
    assert reader.packs == (name in PACKED)
    assert 0 < float((hidden.float() - truth).norm() / truth.norm()) < 0.03


def test_the_parts_of_a_pair_are_told_apart(tmp_path: Path) -> None:
    tiny = write(PACKED["bert"], tmp_path)
    texts, types = draw_texts(9, 5), [[0] * 4 + [1] * 5, [0] * 3 + [1] * 2]
    for text, type, hidden in zip(
        texts, types, read(load(tiny), texts, type_ids=types), strict=True
    ):
        with torch.inference_mode():
            ids = torch.tensor([text])
            expected = tiny.reference(input_ids=ids, token_type_ids=torch.tensor([type]))[0][0]
        assert_close(hidden, expected)
        assert not torch.allclose(hidden, hidden_of(tiny, text), atol=1e-2)


def test_a_pack_ends_before_it_gets_too_large() -> None:
    lengths = [PACK_TOKENS - 10, 10, 1, PACK_TOKENS + 5, 2, 3]
    packs = list(cut_into_packs([[0] * length for length in lengths]))
    assert packs == [range(0, 2), range(2, 3), range(3, 4), range(4, 6)]
    assert list(cut_into_packs([])) == []


@pytest.mark.parametrize(
    "reach", [Reach(None, None), Reach(None, 0), Reach(3, 3), Reach(4, 0), Reach(60, 60)]
)
def test_texts_filled_up_to_the_longest_get_what_they_get_one_by_one(reach: Reach) -> None:
    lengths = [5, 1, 17, 8]
    torch.manual_seed(0)
    q, k, v = (torch.randn(sum(lengths), *shape) for shape in ((6, 8), (2, 8), (2, 5)))
    call = Call(q, k, v, scale=0.3, softcap=None, sinks=None, mask=None)
    assert_close(attend_padded(call, lengths, reach), attend_one_by_one(call, lengths, reach))


@pytest.mark.parametrize("reach", [Reach(None, None), Reach(None, 0), Reach(2, 1)])
def test_a_query_sees_what_is_within_its_reach(reach: Reach) -> None:
    torch.manual_seed(0)
    q, k, v = (torch.randn(9, 2, 4) for _ in range(3))
    call = Call(q, k, v, scale=0.7, softcap=None, sinks=None, mask=None)
    result = attend_one_by_one(call, [9], reach)
    for query in range(9):
        first = 0 if reach.back is None else max(0, query - reach.back)
        last = 8 if reach.ahead is None else min(8, query + reach.ahead)
        seen = slice(first, last + 1)
        weights = torch.softmax(torch.einsum("hd,khd->hk", q[query], k[seen]) * 0.7, dim=1)
        assert_close(result[query], torch.einsum("hk,khd->hd", weights, v[seen]))


def test_models_that_translate_have_no_vectors(tmp_path: Path) -> None:
    sizes = {"vocab_size": VOCABULARY, "d_model": 32, "d_kv": 8, "d_ff": 40, "num_layers": 1}
    tiny = write(Recipe("T5Config", "T5Model", sizes), tmp_path)
    with pytest.raises(UnsupportedArchitecture, match="has no vectors of its own"):
        load(tiny)


def test_a_tensor_that_is_missing_is_not_drawn_at_random(tmp_path: Path) -> None:
    tiny = write(encoder("Bert", num_hidden_layers=1), tmp_path)
    path = tmp_path / "config.json"
    path.write_text(path.read_text().replace('"num_hidden_layers": 1', '"num_hidden_layers": 2'))
    with pytest.raises(CheckpointError, match=r"has no tensor 'encoder.layer.1"):
        load(tiny)
