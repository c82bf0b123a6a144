"""Families without native code: transformers' code over our cache, as transformers computes it."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

import ops
from models.decoder import Decoder
from models.errors import ModelError
from models.foreign import ForeignDecoder, open_foreign
from models.layers import RaggedBatch
from models.open_model import open_decoder
from tests.models.foreign_checkpoints import CHUNKED, SERVED, STRETCHED, stretched
from tests.models.paged_rows import BLOCK_SIZE, PagedDecoder, in_chunks
from tests.models.test_decoder_families import LENGTHS, LONG, assert_close, assert_same, draw_ids
from tests.models.tiny_checkpoints import RECIPES, Tiny, write

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

CONTEXT_LENGTH = 64


def load(tiny: Tiny, *, dtype: torch.dtype = torch.float32, **options: Any) -> Any:
    """Whatever opens it; untyped, since rows are run by what was made for the native decoder."""
    return open_decoder(
        tiny.directory, dtype=dtype, **{"context_length": CONTEXT_LENGTH, **options}
    )


@pytest.fixture(scope="module", params=list(SERVED))
def tiny(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    return write(SERVED[request.param], tmp_path_factory.mktemp("checkpoint"))


@pytest.fixture(scope="module")
def decoder(tiny: Tiny) -> Any:
    return load(tiny)


def test_a_whole_prompt_gives_the_logits_of_transformers(tiny: Tiny, decoder: Any) -> None:
    ids = draw_ids(LONG)
    assert_close(in_chunks(decoder, ids, LONG), tiny.logits(ids))
    assert isinstance(decoder, ForeignDecoder)


def test_all_linear_layers_are_packed_and_their_plain_weights_dropped(decoder: Any) -> None:
    plain = [name for name, part in decoder._model.named_modules() if type(part) is torch.nn.Linear]
    experts = [name for name, _ in decoder._model.named_parameters() if name.endswith("_proj")]
    assert (plain, experts) == ([], [])


@pytest.mark.parametrize("size", [1, 3, 7])
def test_a_prompt_in_chunks_gives_the_same_logits(decoder: Any, size: int) -> None:
    ids = draw_ids(LONG)
    assert_same(in_chunks(decoder, ids, size), in_chunks(decoder, ids, LONG))


def test_rows_of_a_batch_do_not_know_of_each_other(tiny: Tiny, decoder: Any) -> None:
    prompts = {
        name: draw_ids(length, seed=length) for name, length in zip("abcd", LENGTHS, strict=True)
    }
    paged = PagedDecoder(decoder)
    gathered: dict[str, list[Tensor]] = {name: [] for name in prompts}
    generator = random.Random(5)
    while news := {
        name: ids[done : done + generator.randint(1, 5)]
        for name, ids in prompts.items()
        if (done := sum(map(len, gathered[name]))) < len(ids)
    }:
        for name, logits in paged.step(news).items():
            gathered[name].append(logits)
    for name, ids in prompts.items():
        assert_same(torch.cat(gathered[name]), in_chunks(decoder, ids, len(ids)))
        assert_close(torch.cat(gathered[name]), tiny.logits(ids))


def test_a_cached_prefix_gives_the_logits_of_the_whole(tiny: Tiny, decoder: Any) -> None:
    ids = draw_ids(LONG)
    other = [*ids[: 3 * BLOCK_SIZE], *draw_ids(9, seed=1)]
    paged = PagedDecoder(decoder)
    paged.step({"owner": ids[:17]})
    paged.share_prefix("owner", "heir", num_blocks=3)
    both = paged.step({"heir": other[3 * BLOCK_SIZE :], "owner": ids[17:]})
    assert_same(both["heir"], in_chunks(decoder, other, len(other))[3 * BLOCK_SIZE :])
    assert_close(both["heir"], tiny.logits(other)[3 * BLOCK_SIZE :])
    assert_close(both["owner"], tiny.logits(ids)[17:])


@pytest.mark.parametrize("name", ["gpt_oss", "deepseek_v3"])
def test_each_drafted_branch_has_the_logits_of_its_own_path(name: str, tmp_path: Path) -> None:
    decoder = load(write(SERVED[name], tmp_path))
    prompt, drafted = draw_ids(5), draw_ids(3, seed=1)
    paged = PagedDecoder(decoder)
    paged.step({"row": prompt})
    blocks = paged.rows["row"].blocks
    batch = RaggedBatch(
        query_start=torch.tensor([0, 3]),
        block_tables=torch.tensor([blocks]),
        context_lens=torch.tensor([8]),
        slot_mapping=torch.tensor([blocks[1] * BLOCK_SIZE + offset for offset in (1, 2, 3)]),
        tree_mask=ops.ancestor_words(torch.tensor([-1, 0, 0])),
        tree_sizes=torch.tensor([3]),
    )
    with torch.inference_mode():
        hidden = decoder.forward(
            torch.tensor(drafted), torch.tensor([5, 6, 6]), batch=batch, caches=paged.caches
        )
        logits = decoder.logits(hidden)
    for node, path in enumerate(([0], [0, 1], [0, 2])):
        ids = [*prompt, *(drafted[step] for step in path)]
        assert_same(logits[node], in_chunks(decoder, ids, len(ids))[-1])


@pytest.mark.parametrize("name", ["gpt_oss", "deepseek_v3", "stablelm", "opt"])
def test_bfloat16_differs_from_float32_by_its_rounding(name: str, tmp_path: Path) -> None:
    tiny = write(SERVED[name], tmp_path)
    ids = draw_ids(LONG)
    truth = tiny.logits(ids)
    logits = in_chunks(load(tiny, dtype=torch.bfloat16), ids, 7)
    error = (logits - truth).norm(dim=1) / truth.norm(dim=1)
    assert 0 < float(error.quantile(0.25)) < 0.05


@pytest.mark.parametrize("kind", STRETCHED)
def test_positions_do_not_depend_on_how_long_the_texts_of_a_step_are(
    kind: str, tmp_path: Path
) -> None:
    tiny = write(stretched(STRETCHED[kind]), tmp_path)
    decoder = load(tiny)
    ids = draw_ids(CONTEXT_LENGTH)
    assert_close(in_chunks(decoder, ids, 7), tiny.logits(ids))
    beside_a_long_row = PagedDecoder(decoder).step({"short": ids[:9], "long": ids})["short"]
    assert_same(in_chunks(decoder, ids[:9], 9), beside_a_long_row)


def test_chunked_attention_is_served_as_far_as_its_first_chunk(tmp_path: Path) -> None:
    tiny = write(CHUNKED, tmp_path)
    ids = draw_ids(16)
    assert_close(in_chunks(load(tiny, context_length=16), ids, 5), tiny.logits(ids))
    with pytest.raises(ModelError, match="neither full nor a sliding window"):
        load(tiny, context_length=17)


def test_learned_positions_bound_the_context(tmp_path: Path) -> None:
    tiny = write(SERVED["opt"], tmp_path)
    assert load(tiny, context_length=None).context_length == 64
    with pytest.raises(ModelError, match="has learned 64 positions"):
        load(tiny, context_length=65)


def test_what_the_file_says_for_every_model_is_known(tmp_path: Path) -> None:
    tiny = write(SERVED["glm4"], tmp_path)
    (tmp_path / "generation_config.json").write_text(
        json.dumps({"eos_token_id": [2, 5], "top_p": 0.9})
    )
    config = load(tiny).config
    assert (config.family, config.vocabulary_size, config.context_length) == ("glm4", 61, 128)
    assert (config.bos_id, config.eos_ids, config.sampling.top_p) == (1, (2, 5), 0.9)


def test_caches_have_the_sizes_of_each_layer(tmp_path: Path) -> None:
    decoder = load(write(SERVED["deepseek_v3"], tmp_path), dtype=torch.bfloat16)
    caches = decoder.allocate_caches(7, 16)
    assert [tuple(keys.shape) for keys, _ in caches] == [(7, 16, 4, 10)] * 3
    assert [tuple(values.shape) for _, values in caches] == [(7, 16, 4, 12)] * 3
    assert 7 * decoder.block_bytes(16) == sum(
        tensor.numel() * tensor.itemsize for cache in caches for tensor in cache
    )


def test_progress_is_told_while_loading_and_after_each_layer(tmp_path: Path) -> None:
    loaded: list[float] = []
    decoder = load(write(SERVED["stablelm"], tmp_path), progress=loaded.append)
    assert len(loaded) > 9
    assert loaded == sorted(loaded)
    assert loaded[-1] == 1.0
    computed: list[float] = []
    batch = RaggedBatch(
        query_start=torch.tensor([0, 1]),
        block_tables=torch.tensor([[0]]),
        context_lens=torch.tensor([1]),
        slot_mapping=torch.tensor([0]),
    )
    with torch.inference_mode():
        decoder.forward(
            torch.tensor([3]),
            torch.tensor([0]),
            batch=batch,
            caches=decoder.allocate_caches(1, 4),
            progress=computed.append,
        )
    assert computed == [0.5, 1.0]


def test_native_code_is_preferred_and_foreign_code_agrees_with_it(tmp_path: Path) -> None:
    tiny = write(RECIPES["llama"], tmp_path)
    native = load(tiny)
    foreign: Any = open_foreign(tmp_path, dtype=torch.float32, context_length=CONTEXT_LENGTH)
    ids = draw_ids(LONG)
    assert isinstance(native, Decoder)
    assert_close(in_chunks(foreign, ids, 7), in_chunks(native, ids, 7), tolerance=1e-5)
