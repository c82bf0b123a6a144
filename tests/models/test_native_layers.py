"""A layer in one call is the operations one by one, bit for bit."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import torch
from torch import Tensor

from models import native_layers
from models.config import read_config
from models.decoder import Decoder
from models.native_layers import FEW, NativeDecoderLayer, in_one_call
from models.weights import load_weights
from ops.cpu import panels
from ops.cpu.library import needed
from ops.quantise import Bits
from tests.models.paged_rows import BLOCK_SIZE, PagedDecoder
from tests.models.tiny_checkpoints import RECIPES as ALL
from tests.models.tiny_checkpoints import VOCABULARY, Recipe, Tiny, llama_like, llama_sizes, write

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

# Families whose layers the library takes, and such whose norms, gates or experts it does not.
HEADS_NORMED = "qwen3 with heads of eight"
RECIPES = {**ALL, HEADS_NORMED: llama_like("Qwen3", head_dim=8)}
TAKEN = {"llama", "mistral", "qwen2", "granite", "smollm3", HEADS_NORMED}
IN_PANELS = needed().multiplies_halves  # where caches of bfloat16 lie so
LEFT = {"gemma2", "gpt2", "mixtral", "qwen3_moe", "olmo2"}


def both(
    tiny: Tiny,
    monkeypatch: pytest.MonkeyPatch,
    bits: Bits | None = None,
    dtype: torch.dtype = torch.float32,
    context: int = 64,
) -> list[Decoder]:
    config = read_config(tiny.directory)
    weights = load_weights(tiny.directory, config, dtype=dtype, bits=bits)
    quick = Decoder(config, weights, context_length=context)
    monkeypatch.setattr("models.decoder.in_one_call", lambda layer: layer)
    return [quick, Decoder(config, weights, context_length=context)]


def run(decoder: Decoder, block_size: int = BLOCK_SIZE) -> Tensor:
    """Some steps of three texts of different lengths, in portions of 1 to 9 tokens."""
    dice, paged, found = random.Random(3), PagedDecoder(decoder, block_size=block_size), []
    for _ in range(5):
        counts = {name: dice.randint(1, 9) for name in "abc"}
        news = {
            name: [dice.randrange(VOCABULARY) for _ in range(count)]
            for name, count in counts.items()
        }
        found += list(paged.step(news).values())
    return torch.cat(found)


def is_native(decoder: Decoder) -> bool:
    return any(isinstance(in_one_call(layer), NativeDecoderLayer) for layer in layers_of(decoder))


def layers_of(decoder: Decoder) -> tuple:
    return decoder._weights.layers


@pytest.mark.parametrize("family", list(RECIPES))
def test_every_family_has_the_bits_of_its_operations(
    family: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick, plain = both(write(RECIPES[family], tmp_path, is_rounded=True), monkeypatch)
    assert torch.equal(run(quick), run(plain))
    if family in TAKEN | LEFT:
        assert is_native(quick) == (family in TAKEN)


@pytest.mark.parametrize("bits", [8, 4])
def test_rounded_weights_have_the_bits_of_their_operations(
    bits: Bits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = RECIPES["llama"]
    whole = Recipe(recipe.config, recipe.model, llama_sizes(intermediate_size=64))
    quick, plain = both(write(whole, tmp_path), monkeypatch, bits)
    assert is_native(quick)
    assert torch.equal(run(quick), run(plain))


@pytest.mark.parametrize(
    ("bits", "dtype"),
    [(None, torch.bfloat16), (8, torch.float32), (4, torch.float32)],
    ids=["bfloat16", "int8", "int4"],
)
def test_a_cache_as_the_processor_reads_it_has_the_bits_of_the_operations(
    bits: Bits | None, dtype: torch.dtype, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blocks and heads of sixteen may lie in panels; of rounded weights they are rounded then."""
    recipe = RECIPES["llama"]
    sizes = llama_sizes(intermediate_size=64, head_dim=16)
    tiny = write(Recipe(recipe.config, recipe.model, sizes), tmp_path, is_rounded=True)
    quick, plain = both(tiny, monkeypatch, bits, dtype)
    assert is_native(quick)
    keys, values = quick.allocate_caches(1, 16)[0]
    assert (keys.dtype is values.dtype is torch.bfloat16) == (dtype is torch.bfloat16 or IN_PANELS)
    assert panels.are(keys) == panels.are(values) == IN_PANELS
    found = run(quick, block_size=16)
    assert torch.equal(found, run(plain, block_size=16))
    in_order = run(quick)  # blocks of four do not
    assert (found - in_order).norm() < 0.05 * in_order.norm()  # as rounding may


@pytest.mark.parametrize("has_bias", [False, True])
@pytest.mark.parametrize("inner", [40, 64])  # one of which fits the tiles of a matrix unit
@pytest.mark.parametrize("count", [33, 257, 530])  # tokens, of which 256 at most are summed at once
def test_long_prompts_in_bfloat16_have_the_bits_of_the_operations(
    count: int, inner: int, has_bias: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = RECIPES["llama"]
    sizes = llama_sizes(intermediate_size=inner, head_dim=16, mlp_bias=has_bias)
    tiny = write(Recipe(recipe.config, recipe.model, sizes), tmp_path, is_rounded=True)
    prompt = {"a": [nth % VOCABULARY for nth in range(count)]}
    quick, plain = both(tiny, monkeypatch, dtype=torch.bfloat16, context=600)
    assert is_native(quick)
    found, wanted = (PagedDecoder(each, block_size=16).step(prompt)["a"] for each in (quick, plain))
    assert len(found) == count
    assert torch.equal(found, wanted)


def test_groups_that_are_not_whole_are_left_to_the_operations(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick, plain = both(write(RECIPES["llama"], tmp_path), monkeypatch, 8)
    assert not is_native(quick)  # 40 numbers within the gate are no whole groups
    assert torch.equal(run(quick), run(plain))


def test_weights_that_are_not_narrow_are_left_to_the_operations(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick, _ = both(write(RECIPES["llama"], tmp_path, is_rounded=False), monkeypatch)
    assert not is_native(quick)


def pieces(decoder: Decoder, num_tokens: int) -> list[tuple[int, int]]:
    course = decoder._course(decoder.allocate_caches(1, BLOCK_SIZE))
    return [(piece.first, piece.end) for piece in course.pieces(num_tokens)]


def test_few_tokens_go_through_all_layers_at_once_unless_somebody_listens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = RECIPES["llama"]
    deep = Recipe(recipe.config, recipe.model, llama_sizes(num_hidden_layers=4))
    quick, plain = both(write(deep, tmp_path, is_rounded=True), monkeypatch)
    one_by_one = [(0, 1), (1, 2), (2, 3), (3, 4)]
    assert pieces(quick, FEW) == [(0, 4)]
    assert pieces(quick, FEW + 1) == one_by_one
    assert pieces(plain, 1) == one_by_one
    assert torch.equal(run(quick), run(plain))
    quick.taps = plain.taps = (1, 3)
    assert pieces(quick, 1) == [(0, 1), (1, 3), (3, 4)]
    monkeypatch.setattr(Decoder, "logits", lambda self, hidden: hidden)  # and what is heard
    assert run(quick).shape[1] == 3 * quick.config.hidden_size
    assert torch.equal(run(quick), run(plain))
    first = quick._layers[0]
    assert isinstance(first, NativeDecoderLayer)
    monkeypatch.setattr(native_layers, "AT_ONCE", 2 * first.layer.num_bytes)
    quick.taps = ()
    assert pieces(quick, 1) == [(0, 2), (2, 4)]
