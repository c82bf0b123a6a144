"""Texts and pairs of texts as an embedder's tokens. The front process imports this: no torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.embedding_config import read_bounds, read_embedding_config, read_max_length
from models.settings import read_json
from models.vocabulary_files import read_vocabulary

PAIRS = "ForSequenceClassification"
ENCODERS = ("BertModel", "RobertaModel", "MPNetModel", "BertForMaskedLM", PAIRS)


@dataclass(frozen=True, slots=True)
class Tokens:
    """One text, or a pair whose type ids tell its halves apart."""

    ids: tuple[int, ...]
    type_ids: tuple[int, ...] | None = None


class EmbeddingText:
    """The tokenizer of an embedder, and what its files say about lengths and prompts."""

    def __init__(self, directory: Path) -> None:
        """:raises ModelError: with one sentence."""
        self.scores_pairs = is_pair_reader(directory)
        self._prompt, self._lower = "", False
        if self.scores_pairs:
            self.max_length = read_max_length(directory, read_bounds(directory))
            place = directory
        else:
            config = read_embedding_config(directory)
            place, self.max_length = config.directory, config.max_length
            self._prompt = config.prompts.get(config.default_prompt or "", "")
            self._lower = config.lower_case
        self._tokenizer = read_vocabulary(place).tokenizer
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        # A model with one type of token takes no other.
        types = read_json(place / "config.json").get("type_vocab_size")
        self._has_types = isinstance(types, int) and types > 1

    def encode(self, texts: Sequence[str]) -> list[Tokens]:
        texts = [self._prompt + text for text in texts]
        texts = [text.lower() for text in texts] if self._lower else texts
        return [Tokens(tuple(each.ids)) for each in self._tokenizer.encode_batch(texts)]

    def encode_pairs(self, pairs: Sequence[tuple[str, str]]) -> list[Tokens]:
        return [
            Tokens(tuple(each.ids), tuple(each.type_ids) if self._has_types else None)
            for each in self._tokenizer.encode_batch(list(pairs))
        ]


def is_pair_reader(directory: Path) -> bool:
    return any(name.endswith(PAIRS) for name in read_architectures(directory))


def is_embedder(directory: Path) -> bool:
    """Whether a checkpoint makes vectors or scores and writes no text."""
    if (directory / "modules.json").exists():
        return True
    return any(name.endswith(ENCODERS) for name in read_architectures(directory))


def read_architectures(directory: Path) -> list[str]:
    said = read_json(directory / "config.json", optional=True).get("architectures")
    return [str(name) for name in said] if isinstance(said, list) else []
