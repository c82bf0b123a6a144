"""Which tokens a request's grammar allows next. Grammars are texts that llguidance understands.

A matcher follows a text token by token. It is a function of the grammar and of what was generated,
so it can be made anew wherever a text goes on. A grammar is compiled once; who uses it has a copy.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from llguidance import LLMatcher, LLParserLimits, LLTokenizer, TokenizerWrapper
from torch import Tensor

from models.grammar_limits import LIMITS

if TYPE_CHECKING:
    from models.checkpoint_vocabulary import CheckpointVocabulary

MOST_COMPILED = 64
EVERYTHING = -1  # a word of a mask: each of 32 tokens is allowed


class Matcher:
    """The place in one text."""

    def __init__(self, matcher: LLMatcher, eos_ids: frozenset[int]) -> None:
        self._matcher = matcher
        self._eos_ids = eos_ids
        self._forced: deque[int] = deque()  # what was found to stand next

    def advance(self, ids: Sequence[int]) -> bool:
        """The text grew. Whether the grammar allows that."""
        for id in ids:
            if id in self._eos_ids:
                if not self._matcher.is_accepting():
                    return False
                continue  # whoever ignores it goes on
            if not self._matcher.consume_token(id):
                return False
            if self._forced and self._forced.popleft() != id:
                self._forced.clear()
        return True

    @property
    def is_lost(self) -> bool:
        """It would have cost too much to go on, or the text did not match."""
        return bool(self._matcher.is_error())

    def is_end(self, id: int) -> bool:
        """Whether this token ends a text: no grammar follows it further."""
        return id in self._eos_ids

    def trim(self, drafts: Sequence[int]) -> Sequence[int]:
        """The first of the drafts, as many as could stand here."""
        inner = list(drafts)
        for place, id in enumerate(inner):
            if id in self._eos_ids:
                del inner[place:]
                break
        return inner[: self._matcher.validate_tokens(inner)] if inner else inner

    def forced(self, most: int) -> list[int]:
        """The tokens that stand next whatever the lead says, spelled as its tokenizer would."""
        if most < 1 or self._matcher.is_error() or self._matcher.is_stopped():
            return []
        if not self._forced:  # looked for once: it may be a long text, and is found as a whole
            self._forced.extend(self._matcher.compute_ff_tokens())
        return list(islice(self._forced, most))

    def masks(self, drafts: Sequence[int], parents: Sequence[int] = ()) -> list[bytes]:
        """What may follow the text, and each of the drafts behind it. They are all allowed.

        The parents make a tree of them, -1 stands for the text; none: each follows the one before.

        A copy reads the drafts: llguidance counts the letters of a token that a grammar names in
        two ways, and rolling one back would end somewhere else.
        """
        if parents:
            return self._masks_of_tree(drafts, parents)
        found = [mask_of(self._matcher)]
        ahead = self._matcher.deep_copy() if drafts else self._matcher
        for draft in drafts:
            ahead.consume_token(draft)
            found.append(mask_of(ahead))
        return found

    def _masks_of_tree(self, drafts: Sequence[int], parents: Sequence[int]) -> list[bytes]:
        places = [self._matcher]
        for id, parent in zip(drafts, parents, strict=True):
            place = places[parent + 1].deep_copy()
            place.consume_token(id)
            places.append(place)
        return [mask_of(place) for place in places]

    def mask_behind(self, drafts: Sequence[int]) -> bytes:
        """What may follow the drafts, which are all allowed."""
        ahead = self._matcher.deep_copy() if drafts else self._matcher
        for draft in drafts:
            ahead.consume_token(draft)
        return mask_of(ahead)


def mask_of(matcher: LLMatcher) -> bytes:
    """Beyond its bounds a matcher allows nothing: the row fails, and nobody else."""
    mask: bytes = b"" if matcher.is_error() else matcher.compute_bitmask()
    return b"" if matcher.is_error() else mask


class Grammars:
    """Compiles for one vocabulary, which is read when the first grammar comes along."""

    def __init__(self, directory: Path, num_logits: int) -> None:
        self._directory = directory
        self._num_logits = num_logits
        self._tokenizer: LLTokenizer | None = None
        self._eos_ids: frozenset[int] = frozenset()
        self._compiled: OrderedDict[str, LLMatcher] = OrderedDict()

    def start(self, grammar: str) -> Matcher | None:
        """At the beginning of a text. None: it is no grammar, or the model cannot end a text."""
        tokenizer = self._tokenizer = self._tokenizer or self._read_vocabulary()
        if not self._eos_ids:
            return None
        matcher = self._compiled.get(grammar)
        if matcher is None:
            matcher = LLMatcher(tokenizer, grammar, log_level=0, limits=LLParserLimits(**LIMITS))
            if matcher.is_error():
                return None
            self._compiled[grammar] = matcher
            if len(self._compiled) > MOST_COMPILED:
                self._compiled.popitem(last=False)
        self._compiled.move_to_end(grammar)
        return Matcher(matcher.deep_copy(), self._eos_ids)

    def _read_vocabulary(self) -> LLTokenizer:
        from models.checkpoint_vocabulary import CheckpointVocabulary  # with the templates' engine

        words = Words(CheckpointVocabulary(self._directory), self._num_logits)
        self._eos_ids = words.eos_ids
        ends = sorted(words.eos_ids) or [words.eos_token_id]
        return LLTokenizer(TokenizerWrapper(words), eos_token=ends)


class Words:
    """A vocabulary as llguidance wants to see it. Tokens without text are never allowed."""

    def __init__(self, vocabulary: CheckpointVocabulary, num_logits: int) -> None:
        self._vocabulary = vocabulary
        self.eos_ids = frozenset(id for id in vocabulary.eos_ids if id < num_logits)
        self.eos_token_id = min(self.eos_ids, default=0)
        self.bos_token_id = None
        known = range(min(vocabulary.size, num_logits))
        special = vocabulary.special_ids | self.eos_ids
        self.special_token_ids = [id for id in known if id in special]
        self.tokens = [
            f"<|{id}|>".encode() if id in special else vocabulary.token_bytes(id) for id in known
        ]
        self.tokens += [b""] * (num_logits - len(self.tokens))

    def __call__(self, text: str) -> list[int]:
        return list(self._vocabulary.encode(text, add_special_tokens=False, parse_special=False))


def stack_masks(
    matchers: Sequence[Matcher | None],
    drafts: Sequence[tuple[Sequence[int], Sequence[int]]],
    num_logits: int,
) -> Tensor | None:
    """The masks of all nodes [M, words] int32, row after row; None if nobody has a grammar.

    drafts: for each row their tokens and their parents, as `Matcher.masks` takes them.
    """
    if not any(matchers):
        return None
    lines: list[Tensor] = []
    for matcher, (ids, parents) in zip(matchers, drafts, strict=True):
        if matcher is None:
            lines += [everything(num_logits)] * (1 + len(ids))
        else:
            lines += [line_of(mask, num_logits) for mask in matcher.masks(ids, parents)]
    return torch.stack(lines)


def stack_ends(
    matchers: Sequence[Matcher | None], drafts: Sequence[Sequence[int]], num_logits: int
) -> Tensor | None:
    """The same for the last node of each row only [R, words]."""
    if not any(matchers):
        return None
    return torch.stack(
        [
            everything(num_logits)
            if matcher is None
            else line_of(matcher.mask_behind(drafted), num_logits)
            for matcher, drafted in zip(matchers, drafts, strict=True)
        ]
    )


def everything(num_logits: int) -> Tensor:
    return torch.full((-(-num_logits // 32),), EVERYTHING, dtype=torch.int32)


def line_of(mask: bytes, num_logits: int) -> Tensor:
    """Without bytes nothing is allowed."""
    line = torch.zeros(-(-num_logits // 32), dtype=torch.int32)
    if mask:
        words = torch.frombuffer(bytearray(mask), dtype=torch.int32)[: len(line)]
        line[: len(words)] = words
    return line
