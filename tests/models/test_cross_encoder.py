"""Scores of pairs, as the model's own head gives them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy
import pytest
import torch

from models.cross_encoder import CrossEncoder
from models.errors import CheckpointError, UnsupportedArchitecture
from tests.models.encoder_checkpoints import LENGTHS, PACKED, SIZES, write_scorer
from tests.models.test_encoder import draw_texts
from tests.models.tiny_checkpoints import Recipe, Tiny, llama_sizes, write

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

SCORERS = ["bert", "roberta", "xlm-roberta", "distilbert", "modernbert, with windows"]


def logits_of(
    tiny: Tiny, pairs: list[list[int]], types: list[list[int]] | None = None
) -> list[float]:
    """What transformers computes, pair by pair."""
    logits = []
    with torch.inference_mode():
        for number, pair in enumerate(pairs):
            inputs = {"input_ids": torch.tensor([pair])}
            if types is not None:
                inputs["token_type_ids"] = torch.tensor([types[number]])
            logits.append(float(tiny.reference(**inputs).logits[0, 0]))
    return logits


def sigmoid(logits: list[float]) -> list[float]:
    return (1 / (1 + numpy.exp(-numpy.array(logits)))).tolist()


@pytest.mark.parametrize("name", SCORERS)
def test_scores_are_those_of_transformers_whatever_their_company(name: str, tmp_path: Path) -> None:
    tiny = write_scorer(name, tmp_path)
    model = CrossEncoder.load(tmp_path)
    pairs = draw_texts(*LENGTHS)
    scores = model.score(pairs)
    assert scores.dtype == numpy.float32
    numpy.testing.assert_allclose(scores, sigmoid(logits_of(tiny, pairs)), rtol=0, atol=1e-5)
    assert numpy.array_equal(scores, numpy.concatenate([model.score([pair]) for pair in pairs]))


def test_a_decoder_scores_by_its_last_token(tmp_path: Path) -> None:
    sizes = llama_sizes(num_labels=1, head_dim=10)
    tiny = write(Recipe("Qwen3Config", "Qwen3ForSequenceClassification", sizes), tmp_path)
    pairs = draw_texts(*LENGTHS)
    scores = CrossEncoder.load(tmp_path).score(pairs)
    numpy.testing.assert_allclose(scores, sigmoid(logits_of(tiny, pairs)), rtol=0, atol=1e-5)


def test_the_two_texts_of_a_pair_are_told_apart(tmp_path: Path) -> None:
    tiny = write_scorer("bert", tmp_path)
    pairs, types = draw_texts(9, 5), [[0] * 4 + [1] * 5, [0] * 3 + [1] * 2]
    scores = CrossEncoder.load(tmp_path).score(pairs, type_ids=types)
    expected = sigmoid(logits_of(tiny, pairs, types))
    numpy.testing.assert_allclose(scores, expected, rtol=0, atol=1e-5)
    assert not numpy.allclose(expected, sigmoid(logits_of(tiny, pairs)), atol=1e-3)


@pytest.mark.parametrize(
    "said",
    [
        {"sentence_transformers": {"activation_fn": "torch.nn.modules.linear.Identity"}},
        {"sbert_ce_default_activation_function": "torch.nn.modules.linear.Identity"},
    ],
)
def test_the_checkpoint_may_ask_for_plain_numbers(said: dict[str, object], tmp_path: Path) -> None:
    tiny = write_scorer("bert", tmp_path)
    path = tmp_path / "config.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **said}))
    pairs = draw_texts(9, 5)
    scores = CrossEncoder.load(tmp_path).score(pairs)
    numpy.testing.assert_allclose(scores, logits_of(tiny, pairs), rtol=0, atol=1e-5)


def test_a_classifier_is_refused(tmp_path: Path) -> None:
    write_scorer("bert", tmp_path, num_labels=3)
    with pytest.raises(UnsupportedArchitecture, match="tells 3 classes apart"):
        CrossEncoder.load(tmp_path)


def test_a_model_without_a_head_is_refused(tmp_path: Path) -> None:
    write(PACKED["bert"], tmp_path)
    with pytest.raises(CheckpointError, match=r"has no tensor 'classifier"):
        CrossEncoder.load(tmp_path)


def test_a_head_that_needs_more_is_refused(tmp_path: Path) -> None:
    sizes = {**SIZES, "embedding_size": 24}
    write(Recipe("AlbertConfig", "AlbertForSequenceClassification", sizes), tmp_path)
    with pytest.raises(UnsupportedArchitecture, match="needs more than the hidden states"):
        CrossEncoder.load(tmp_path)


def test_pairs_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    write_scorer("bert", tmp_path)
    with pytest.raises(ValueError, match="Text 0 has 51 tokens; the model reads 1 to 50"):
        CrossEncoder.load(tmp_path).score([[5] * 51])
