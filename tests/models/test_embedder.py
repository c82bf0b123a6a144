"""Vectors of texts, as the files of sentence-transformers say they are made."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from models.embedder import Embedder
from models.embedding_config import read_embedding_config
from models.encoder import Encoder
from models.errors import CheckpointError, ModelError, UnsupportedArchitecture
from tests.models.encoder_checkpoints import (
    PACKED,
    Step,
    encoder,
    hidden_of,
    write_bert,
    write_steps,
)
from tests.models.test_encoder import draw_texts
from tests.models.tiny_checkpoints import RECIPES, Tiny, llama_like, write

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

MEAN: Step = ("Pooling", {"word_embedding_dimension": 32, "pooling_mode_mean_tokens": True})
LAST: Step = ("Pooling", {"pooling_mode": "lasttoken", "embedding_dimension": 32})
NORMALISE: Step = ("Normalize", {})

# The usual way to compute them: all texts in one padded tensor, h [texts, tokens, N], m [texts,
# tokens, 1] 1 where there is a token.
BY_HAND: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "cls": lambda h, m: h[:, 0],
    "max": lambda h, m: h.masked_fill(m == 0, -1e9).amax(1),
    "mean": lambda h, m: (h * m).sum(1) / m.sum(1),
    "mean_sqrt_len_tokens": lambda h, m: (h * m).sum(1) / m.sum(1).sqrt(),
    "weightedmean": lambda h, m: (h * m * m.cumsum(1)).sum(1) / (m * m.cumsum(1)).sum(1),
    "lasttoken": lambda h, m: h[torch.arange(len(h)), m[:, :, 0].sum(1).long() - 1],
}


def pool_by_hand(tiny: Tiny, texts: list[list[int]], mode: str) -> Tensor:
    longest = max(map(len, texts))
    hidden = torch.zeros(len(texts), longest, 32)
    mask = torch.zeros(len(texts), longest, 1)
    for number, text in enumerate(texts):
        hidden[number, : len(text)] = hidden_of(tiny, text)
        mask[number, : len(text)] = 1
    return BY_HAND[mode](hidden, mask)


def unit(vectors: Tensor) -> Tensor:
    return vectors / vectors.norm(dim=-1, keepdim=True)


def assert_close(vectors: Any, expected: Tensor) -> None:
    assert vectors.dtype == numpy.float32
    torch.testing.assert_close(torch.from_numpy(vectors), expected, rtol=0, atol=1e-5)


def edit(path: Path, **changes: Any) -> None:
    old = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps({**old, **changes}))


@pytest.mark.parametrize("mode", BY_HAND)
def test_each_pooling_is_that_of_sentence_transformers(mode: str, tmp_path: Path) -> None:
    tiny = write_bert(tmp_path, ("Pooling", {"pooling_mode": mode}))
    texts = draw_texts(9, 1, 20)
    assert_close(Embedder.load(tmp_path).embed(texts), pool_by_hand(tiny, texts, mode))


def test_several_poolings_are_put_behind_one_another(tmp_path: Path) -> None:
    flags = {"pooling_mode_mean_tokens": True, "pooling_mode_cls_token": True}
    tiny = write_bert(tmp_path, ("Pooling", flags))
    texts = draw_texts(9, 4)
    expected = [pool_by_hand(tiny, texts, mode) for mode in ("cls", "mean")]
    embedder = Embedder.load(tmp_path)
    assert_close(embedder.embed(texts), torch.cat(expected, dim=1))
    assert embedder.num_dimensions == 64


def test_vectors_are_normalised_if_the_checkpoint_says_so(tmp_path: Path) -> None:
    tiny = write_bert(tmp_path, MEAN, NORMALISE)
    texts = draw_texts(9, 4)
    assert_close(Embedder.load(tmp_path).embed(texts), unit(pool_by_hand(tiny, texts, "mean")))


def test_without_a_list_of_steps_the_mean_is_normalised(tmp_path: Path) -> None:
    tiny = write(PACKED["bert"], tmp_path)
    texts = draw_texts(9, 4)
    assert_close(Embedder.load(tmp_path).embed(texts), unit(pool_by_hand(tiny, texts, "mean")))


@pytest.mark.parametrize("bias", [True, False])
def test_a_linear_layer_may_follow(bias: bool, tmp_path: Path) -> None:
    dense = {
        "in_features": 32,
        "out_features": 20,
        "bias": bias,
        "activation_function": "torch.nn.modules.activation.Tanh",
    }
    tiny = write_bert(tmp_path, MEAN, ("Dense", dense), NORMALISE)
    layer = torch.nn.Linear(32, 20, bias=bias)
    weights = {f"linear.{name}": tensor for name, tensor in layer.state_dict().items()}
    save_file(weights, tmp_path / "2_Dense" / "model.safetensors")
    texts = draw_texts(9, 4)
    with torch.inference_mode():
        expected = unit(torch.tanh(layer(pool_by_hand(tiny, texts, "mean"))))
    assert_close(Embedder.load(tmp_path).embed(texts), expected)


def test_dimensions_cut_the_vectors_and_normalise_them_again(tmp_path: Path) -> None:
    tiny = write_bert(tmp_path, MEAN)
    texts = draw_texts(9, 4)
    embedder = Embedder.load(tmp_path)
    expected = unit(pool_by_hand(tiny, texts, "mean")[:, :7])
    assert_close(embedder.embed(texts, dimensions=7), expected)
    for wrong in (0, 33, -1):
        with pytest.raises(ValueError, match=f"have 32 dimensions, not {wrong}"):
            embedder.embed(texts, dimensions=wrong)


@pytest.mark.parametrize("name", ["qwen3", "llama", "mistral with a window"])
def test_a_decoder_gives_the_state_of_its_last_token(name: str, tmp_path: Path) -> None:
    tiny = write(RECIPES[name], tmp_path)
    write_steps(tmp_path, LAST, NORMALISE)
    tiny = Tiny(tmp_path, tiny.reference.model)
    texts = draw_texts(9, 1, 40, 17)
    embedder = Embedder.load(tmp_path)
    assert not isinstance(embedder._reader, Encoder)
    assert_close(embedder.embed(texts), unit(pool_by_hand(tiny, texts, "lasttoken")))


def test_a_decoder_needs_no_head(tmp_path: Path) -> None:
    tiny = write(RECIPES["qwen3"], tmp_path)
    tensors = load_file(tmp_path / "model.safetensors")
    headless = {name.removeprefix("model."): tensor for name, tensor in tensors.items()}
    del headless["lm_head.weight"]
    save_file(headless, tmp_path / "model.safetensors", metadata={"format": "pt"})
    write_steps(tmp_path, LAST)
    texts = draw_texts(9, 4)
    expected = pool_by_hand(Tiny(tmp_path, tiny.reference.model), texts, "lasttoken")
    assert_close(Embedder.load(tmp_path).embed(texts), expected)


def test_a_decoder_without_a_list_of_steps_is_pooled_by_its_last_token(tmp_path: Path) -> None:
    tiny = write(llama_like("Starcoder2", sliding_window=5), tmp_path)
    texts = draw_texts(9, 4)
    expected = pool_by_hand(Tiny(tmp_path, tiny.reference.model), texts, "lasttoken")
    assert_close(Embedder.load(tmp_path).embed(texts), unit(expected))


def test_a_decoder_that_reads_both_ways_is_an_encoder(tmp_path: Path) -> None:
    tiny = write(RECIPES["qwen2"], tmp_path)
    edit(tmp_path / "config.json", is_causal=False)
    write_steps(tmp_path, MEAN)
    texts = draw_texts(9, 4)
    causal = pool_by_hand(Tiny(tmp_path, tiny.reference.model), texts, "mean")
    tiny.reference.config.is_causal = False
    assert isinstance(Embedder.load(tmp_path)._reader, Encoder)
    both_ways = pool_by_hand(Tiny(tmp_path, tiny.reference.model), texts, "mean")
    assert not torch.allclose(causal, both_ways, atol=1e-2)
    assert_close(Embedder.load(tmp_path).embed(texts), both_ways)


@pytest.mark.parametrize("name", ["bert", "qwen3"])
def test_a_vector_does_not_depend_on_its_company(name: str, tmp_path: Path) -> None:
    write({**PACKED, **RECIPES}[name], tmp_path)
    write_steps(tmp_path, MEAN, NORMALISE)
    embedder = Embedder.load(tmp_path)
    texts = draw_texts(9, 1, 40, 17, 40, 2)
    together = embedder.embed(texts)
    assert numpy.array_equal(together[::-1], embedder.embed(texts[::-1]))
    assert numpy.array_equal(together, numpy.concatenate([embedder.embed([t]) for t in texts]))


def test_no_texts_give_no_vectors(tmp_path: Path) -> None:
    write_bert(tmp_path, MEAN)
    assert Embedder.load(tmp_path).embed([]).shape == (0, 32)


def test_texts_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    write_bert(tmp_path, MEAN)
    embedder = Embedder.load(tmp_path)
    assert embedder.max_length == 50
    for text, sentence in (
        ([], "Text 1 has 0 tokens; the model reads 1 to 50"),
        ([5] * 51, "Text 1 has 51 tokens; the model reads 1 to 50"),
        ([5, 61], "Text 1 has a token that is not among the model's 61"),
        ([-1], "Text 1 has a token that is not among the model's 61"),
    ):
        with pytest.raises(ValueError, match=sentence):
            embedder.embed([[5], text])


def test_progress_ends_with_all_of_it(tmp_path: Path) -> None:
    write_bert(tmp_path, MEAN)
    heard: list[float] = []
    Embedder.load(tmp_path, progress=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0


def test_prompts_and_bounds_are_read(tmp_path: Path) -> None:
    write_bert(tmp_path, MEAN)
    edit(tmp_path / "sentence_bert_config.json", max_seq_length=12, do_lower_case=True)
    edit(
        tmp_path / "config_sentence_transformers.json",
        prompts={"query": "Query: ", "document": ""},
        default_prompt_name="query",
    )
    config = read_embedding_config(tmp_path)
    assert (config.max_length, config.lower_case) == (12, True)
    assert (config.prompts, config.default_prompt) == ({"query": "Query: "}, "query")


def test_the_tokenizer_bounds_a_text_if_nothing_else_does(tmp_path: Path) -> None:
    write_bert(tmp_path, MEAN)
    edit(tmp_path / "tokenizer_config.json", model_max_length=30)
    assert read_embedding_config(tmp_path).max_length == 30
    edit(tmp_path / "tokenizer_config.json", model_max_length=1e30)
    assert read_embedding_config(tmp_path).max_length == 50
    edit(tmp_path / "config.json", max_position_embeddings=None)
    with pytest.raises(CheckpointError, match="does not say 'max_position_embeddings'"):
        read_embedding_config(tmp_path)


def test_the_positions_of_roberta_begin_behind_its_padding(tmp_path: Path) -> None:
    write(encoder("Roberta"), tmp_path)
    embedder = Embedder.load(tmp_path)
    assert embedder.max_length == 48
    assert embedder.embed([[5] * 48]).shape == (1, 32)


def test_the_transformer_may_be_in_a_folder_of_its_own(tmp_path: Path) -> None:
    tiny = write(PACKED["bert"], tmp_path / "0_Transformer")
    write_steps(tmp_path, MEAN)
    path = tmp_path / "modules.json"
    path.write_text(path.read_text().replace('"path": ""', '"path": "0_Transformer"'))
    texts = draw_texts(9, 4)
    assert_close(Embedder.load(tmp_path).embed(texts), pool_by_hand(tiny, texts, "mean"))


def test_what_is_not_understood_is_refused(tmp_path: Path) -> None:
    write_bert(tmp_path, MEAN, ("CNN", {}))
    with pytest.raises(UnsupportedArchitecture, match="the step 'CNN' at place 2"):
        read_embedding_config(tmp_path)
    write_steps(tmp_path)
    with pytest.raises(UnsupportedArchitecture, match="has no pooling"):
        read_embedding_config(tmp_path)
    write_steps(tmp_path, ("Pooling", {"pooling_mode": "best"}))
    with pytest.raises(CheckpointError, match="'best' for 'pooling_mode'"):
        read_embedding_config(tmp_path)
    write_steps(tmp_path, ("Pooling", {"include_prompt": False}))
    with pytest.raises(UnsupportedArchitecture, match="leaves prompts out"):
        read_embedding_config(tmp_path)
    path = tmp_path / "modules.json"
    for old, new in (("sentence_transformers.models", "custom_st"), ("1_Pooling", "../Pooling")):
        write_steps(tmp_path, MEAN)
        path.write_text(path.read_text().replace(old, new))
        with pytest.raises(ModelError, match="code of the checkpoint's own|which is outside"):
            read_embedding_config(tmp_path)
    path.write_text("{}")
    with pytest.raises(CheckpointError, match="must hold a list"):
        read_embedding_config(tmp_path)
