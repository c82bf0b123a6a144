"""Grammars that a text has to follow: which tokens may come next, from llguidance.

A matcher is a function of the grammar and the tokens so far, so a request that moves in again after
a preemption or a crash goes on where it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from models.errors import ModelError

ALL = -1  # a word of a mask with every bit set


class GrammarError(Exception):
    """No text can follow this grammar here."""


class Grammars:
    """Begins texts. The vocabulary is read when the first of them wants a grammar."""

    def __init__(self, directory: Path, vocabulary_size: int) -> None:
        self._directory = directory
        self._vocabulary_size = vocabulary_size
        self._tokenizer: Any = None

    def begin(self, grammar: str, said: Sequence[int]) -> Matcher:
        """:raises GrammarError: when it cannot be read, or contradicts what is said already."""
        from llguidance import LLMatcher  # takes a moment, and few requests need it

        matcher = LLMatcher(self._vocabulary(), grammar, log_level=0)
        if matcher.is_error() or (said and not matcher.consume_tokens([*said])):
            raise GrammarError
        return Matcher(matcher)

    def _vocabulary(self) -> Any:
        from llguidance import LLTokenizer

        from models.vocabulary_files import read_vocabulary

        if self._tokenizer is None:
            try:
                files = read_vocabulary(self._directory)
                self._tokenizer = LLTokenizer(
                    files.tokenizer.to_str(),
                    n_vocab=self._vocabulary_size,
                    eos_token=sorted(files.eos_ids) or None,
                )
            except (ModelError, ValueError) as error:
                raise GrammarError from error
        return self._tokenizer


class Matcher:
    """Where one text stands in its grammar."""

    def __init__(self, matcher: Any) -> None:
        self._matcher = matcher

    def consume(self, ids: Sequence[int]) -> None:
        """These tokens were decided. Behind the end of the text there is nothing to match."""
        if not self._matcher.is_stopped():
            self._matcher.consume_tokens([*ids])

    def mask(self) -> Tensor:
        """[ceil(V / 32)] int32: a bit for each token that may come next; at the end, an EOS."""
        bits = b"" if self._matcher.is_error() else self._matcher.compute_bitmask()
        if self._matcher.is_error():  # beyond its bounds: nothing may follow, and the row fails
            return torch.zeros(1, dtype=torch.int32)
        return torch.frombuffer(bytearray(bits), dtype=torch.int32)


def mask_of(
    matchers: Sequence[tuple[Matcher | None, int]], vocabulary_size: int, device: torch.device
) -> Tensor | None:
    """One row for each node; `matchers` come with their number of nodes. None: nobody has one."""
    if all(matcher is None for matcher, _ in matchers):
        return None
    num_nodes = sum(count for _, count in matchers)
    mask = torch.full((num_nodes, -(-vocabulary_size // 32)), ALL, dtype=torch.int32)
    first = 0
    for matcher, count in matchers:
        if matcher is not None:
            mask[first] = matcher.mask()  # no drafts: it has one node
        first += count
    return mask.to(device)
