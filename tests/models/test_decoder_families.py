"""Every family against the transformers library, which trained and published them."""

from __future__ import annotations

import random

import pytest
import torch
from torch import Tensor

from models.config import read_config
from models.decoder import Decoder
from models.weights import load_weights
from tests.models.paged_rows import BLOCK_SIZE, PagedDecoder, in_chunks
from tests.models.tiny_checkpoints import RECIPES, VOCABULARY, Tiny, write

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

TOLERANCE = 1e-4  # float32, on logits of the size of one
CONTEXT_LENGTH = 64
LONG = 26
LENGTHS = (1, 19, 8, 12)


def draw_ids(length: int, *, seed: int = 0) -> list[int]:
    generator = random.Random(seed)
    return [generator.randrange(3, VOCABULARY) for _ in range(length)]


def load(tiny: Tiny, *, dtype: torch.dtype = torch.float32) -> Decoder:
    config = read_config(tiny.directory)
    weights = load_weights(tiny.directory, config, dtype=dtype)
    return Decoder(config, weights, context_length=CONTEXT_LENGTH)


def assert_close(logits: Tensor, expected: Tensor, *, tolerance: float = TOLERANCE) -> None:
    torch.testing.assert_close(logits, expected, rtol=0, atol=tolerance)


def assert_same(logits: Tensor, expected: Tensor) -> None:
    """Bit for bit: in float32 on a CPU a text does not depend on how it was computed."""
    assert torch.equal(logits, expected)


@pytest.fixture(scope="module", params=[True, False], ids=["rounded", "exact"])
def is_rounded(request: pytest.FixtureRequest) -> bool:
    """Weights as they are published, or such as only float32 can hold."""
    return bool(request.param)


@pytest.fixture(scope="module", params=list(RECIPES))
def tiny(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, is_rounded: bool
) -> Tiny:
    directory = tmp_path_factory.mktemp("checkpoint")
    return write(RECIPES[request.param], directory, is_rounded=is_rounded)


@pytest.fixture(scope="module")
def decoder(tiny: Tiny) -> Decoder:
    return load(tiny)


def test_weights_stay_as_narrow_as_they_are_published(decoder: Decoder, is_rounded: bool) -> None:
    assert decoder.held_as == ("bfloat16" if is_rounded else "float32")
    assert decoder._weights.embedding.dtype is (torch.bfloat16 if is_rounded else torch.float32)


def test_a_whole_prompt_gives_the_logits_of_transformers(tiny: Tiny, decoder: Decoder) -> None:
    ids = draw_ids(LONG)
    assert_close(in_chunks(decoder, ids, LONG), tiny.logits(ids))


@pytest.mark.parametrize("size", [1, 3, 7])
def test_a_prompt_in_chunks_gives_the_same_logits(decoder: Decoder, size: int) -> None:
    ids = draw_ids(LONG)
    assert_same(in_chunks(decoder, ids, size), in_chunks(decoder, ids, LONG))


def test_rows_of_a_batch_do_not_know_of_each_other(tiny: Tiny, decoder: Decoder) -> None:
    prompts = {
        name: draw_ids(length, seed=length) for name, length in zip("abcd", LENGTHS, strict=True)
    }
    paged = PagedDecoder(decoder)
    gathered: dict[str, list[Tensor]] = {name: [] for name in prompts}
    generator = random.Random(5)
    while True:  # each step computes one to five tokens of each row that has some left
        news = {
            name: ids[done : done + generator.randint(1, 5)]
            for name, ids in prompts.items()
            if (done := sum(map(len, gathered[name]))) < len(ids)
        }
        if not news:
            break
        for name, logits in paged.step(news).items():
            gathered[name].append(logits)
    for name, ids in prompts.items():
        assert_same(torch.cat(gathered[name]), in_chunks(decoder, ids, len(ids)))
        assert_close(torch.cat(gathered[name]), tiny.logits(ids))


def test_a_cached_prefix_gives_the_logits_of_the_whole(tiny: Tiny, decoder: Decoder) -> None:
    ids = draw_ids(LONG)
    other = [*ids[: 3 * BLOCK_SIZE], *draw_ids(9, seed=1)]
    paged = PagedDecoder(decoder)
    paged.step({"owner": ids[:17]})
    paged.share_prefix("owner", "heir", num_blocks=3)
    both = paged.step({"heir": other[3 * BLOCK_SIZE :], "owner": ids[17:]})
    assert_same(both["heir"], in_chunks(decoder, other, len(other))[3 * BLOCK_SIZE :])
    assert_close(both["heir"], tiny.logits(other)[3 * BLOCK_SIZE :])
    assert_close(both["owner"], tiny.logits(ids)[17:])
