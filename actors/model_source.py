"""From what the user calls a model to what an engine needs of it: a vocabulary and a device.

It imports nothing of the server's, and no torch: the weights are the device process's business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from actors.embedding import Embedding
from actors.errors import EngineFailed
from actors.link import open_process_link
from actors.ports import OpenLink
from models import demo
from models.checkpoint_vocabulary import CheckpointVocabulary
from models.embedding_text import EmbeddingText, is_embedder
from models.errors import ModelError
from models.fake_vocabulary import FakeVocabulary
from models.hub import find_model
from models.sampling_defaults import read_sampling_defaults
from models.vocabulary import Vocabulary

FAKE_VOCABULARY_SIZE = 512
BOX_LEAD, BOX_UNDERSTUDY = str(demo.LEAD), str(demo.UNDERSTUDY)
BOX_EMBEDDER = str(demo.EMBEDDER)


@dataclass(frozen=True, slots=True)
class ModelSource:
    """What `Engine` takes first."""

    vocabulary: Vocabulary
    open_link: OpenLink
    sampling_defaults: Mapping[str, float] = field(default_factory=dict)  # the authors' advice


def open_checkpoint(
    name: str,
    *,
    revision: str | None,
    options: Mapping[str, object],
    chat_template: str | None = None,
    is_recommending: bool = True,
    progress: Callable[[float], None],
) -> ModelSource:
    """A directory, or a repository of the hub. Blocks while it is being downloaded.

    `chat_template` takes the place of its own. `is_recommending`: requests that do not say are
    sampled as its authors advise.

    :raises EngineFailed: with one sentence on what is wrong with it.
    """
    try:
        directory = find_model(
            name,
            revision=revision,
            progress=progress,
            with_code=options.get("trust_remote_code") is True,
        )
        vocabulary = CheckpointVocabulary(directory, chat_template=chat_template)
        defaults = read_sampling_defaults(directory) if is_recommending else {}
    except ModelError as error:
        raise EngineFailed(str(error)) from error
    device = {"model": str(directory)} | dict(options)
    return ModelSource(vocabulary, lambda: open_process_link("checkpoint", device), defaults)


def open_embedder(
    name: str,
    *,
    revision: str | None = None,
    device: str = "auto",
    num_threads: int | None = None,
    progress: Callable[[float], None],
) -> Embedding:
    """An embedder or a reader of pairs: a directory, or a repository of the hub.

    :raises EngineFailed: with one sentence on what is wrong with it.
    """
    try:
        directory = find_model(name, revision=revision, progress=progress)
        text = EmbeddingText(directory)
    except ModelError as error:
        raise EngineFailed(str(error)) from error
    options: dict[str, object] = {
        "model": str(directory),
        "scores_pairs": text.scores_pairs,
        "device": device,
        "num_threads": num_threads,
    }
    return Embedding(lambda: open_process_link("embedder", options), text)


def only_embeds(name: str, *, revision: str | None, progress: Callable[[float], None]) -> bool:
    """Whether a checkpoint writes no texts. :raises EngineFailed: when it cannot be found."""
    try:
        directory: Path = find_model(name, revision=revision, progress=progress)
        return is_embedder(directory)
    except ModelError as error:
        raise EngineFailed(str(error)) from error


def open_fake(options: Mapping[str, object]) -> ModelSource:
    """A device without a model, for load tests of everything around it."""
    device = {"vocabulary_size": FAKE_VOCABULARY_SIZE} | dict(options)
    return ModelSource(
        FakeVocabulary(FAKE_VOCABULARY_SIZE), lambda: open_process_link("fake", device)
    )
