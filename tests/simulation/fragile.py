"""A vocabulary that breaks on demand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.fake_vocabulary import FakeVocabulary
from models.vocabulary import TextStream
from tests.simulation.channels import InjectedPanic


class FragileVocabulary(FakeVocabulary):
    """Its streams break at the n-th token of the run."""

    def __init__(self, size: int, faults: Mapping[int, str]) -> None:
        super().__init__(size)
        self.faults = faults
        self.num_tokens = 0
        self.num_broken = 0

    def stream(self, *, skip_special_tokens: bool = True, continues: bool = False) -> TextStream:
        return FragileStream(self, super().stream(skip_special_tokens=skip_special_tokens))


class FragileStream:
    def __init__(self, vocabulary: FragileVocabulary, stream: TextStream) -> None:
        self.vocabulary = vocabulary
        self.stream = stream

    def push(self, id: int, /) -> str:
        self.vocabulary.num_tokens += 1
        action = self.vocabulary.faults.get(self.vocabulary.num_tokens)
        if action is not None:
            self.vocabulary.num_broken += 1
            raise InjectedPanic("injected") if action == "panic" else ValueError("injected")
        return self.stream.push(id)

    def flush(self) -> str:
        return self.stream.flush()

    def prime(self, ids: Iterable[int], /) -> None:
        self.stream.prime(ids)
