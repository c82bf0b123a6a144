"""A text in the tokens of another vocabulary, and what is chosen there in those of the lead.

Tokens are the same where their bytes are. What the other model says in a token that the lead has
not becomes the lead's tokens for the same text: its chance counts for the first of them, and the
others follow. Control tokens are the same where their names are, and those that end a text are one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import torch
from tokenizers import Tokenizer
from torch import Tensor

from models.checkpoint_vocabulary import CheckpointVocabulary

ANCHOR = "\n"  # behind a line's end no tokenizer puts a space in front, or joins what follows
PENDING = 48  # tokens that may still be spelled anew
SETTLED_FROM = 24  # so many before the last one, at the next beginning of a word
LONGEST_WORD = 128


class Translation:
    """Between two vocabularies, read once."""

    def __init__(
        self,
        lead: CheckpointVocabulary,
        other: CheckpointVocabulary,
        *,
        num_logits: tuple[int, int],
        device: torch.device,
    ) -> None:
        """`num_logits` of the lead, and of the other model."""
        self.lead, self.other = lead, other
        self.control = dict(same_control_tokens(lead, other))
        most, others = num_logits
        pieces = pieces_in(lead, other, self.control)
        self.pieces = {id: ids for id, ids in pieces if max(ids) < most and id < others}
        firsts = [self.pieces.get(id, (most,))[0] for id in range(others)]
        self._first = torch.tensor(firsts, device=device)  # beyond the lead's tokens: unknown
        self._most = most

    @property
    def num_known(self) -> int:
        """Tokens of the other model that the lead can say, but for control tokens."""
        return len(self.pieces.keys() - self.control.values())

    def scores(self, logits: Tensor) -> Tensor:
        """logits [R, V of the other model] to those of the lead's tokens [R, V], but for a sum."""
        logits = logits.float()
        chances = (logits - logits.amax(-1, keepdim=True)).exp()
        sums = chances.new_zeros(len(logits), self._most + 1)
        return sums.index_add_(1, self._first, chances)[:, :-1].log()

    def spoken(self, logits: Tensor, ids: Sequence[int]) -> list[int]:
        """Of the other model's tokens that begin with the lead's `ids`, the likeliest [R]."""
        wanted = torch.tensor(ids, device=logits.device)
        others = self._first != wanted[:, None]
        said: list[int] = logits.masked_fill(others, -torch.inf).argmax(-1).tolist()
        return said

    def retell(self, ids: Sequence[int]) -> tuple[list[int], bool]:
        """The same text, and whether it ends with a whole character."""
        told: list[int] = []
        is_whole = True
        for is_control, part in groupby(ids, self.control.__contains__):
            if is_control:
                told += [self.control[id] for id in part]
                continue
            text = b"".join(map(self.lead.token_bytes, part)).decode(errors="replace")
            is_whole = not text.endswith("\ufffd")
            told += go_on(self.other.decoding.tokenizer, text)
        return told, is_whole

    def begins_word(self, id: int) -> bool:
        """Whether a text may be cut before this token: both spell alike what follows."""
        share = self.lead.token_bytes(id)
        return id in self.control or (share[:1] == b" " and share[1:2].isalnum())


@dataclass(slots=True)
class Retelling:
    """One text that grows. What has long been told stays as it is."""

    translation: Translation
    num_settled: int = 0  # of the other vocabulary's tokens
    is_whole: bool = True
    _num_read: int = 0
    _pending: list[int] = field(default_factory=list)

    def tell(self, tokens: list[int], ahead: Sequence[int]) -> tuple[int, list[int]]:
        """(number of tokens that are as before, all that follow them)."""
        translation, same = self.translation, self.num_settled
        settled: list[int] = []
        if not self._num_read:
            first = translation.control.get(tokens[0])
            marks = list(translation.other.prefix_ids)
            settled = marks if first not in marks else []
        self._pending += tokens[self._num_read :]
        self._num_read = len(tokens)
        end = self._end_of_settled()
        settled += translation.retell(self._pending[:end])[0]
        del self._pending[:end]
        self.num_settled += len(settled)
        told, self.is_whole = translation.retell([*self._pending, *ahead])
        return same, settled + told

    def _end_of_settled(self) -> int:
        pending = self._pending
        if len(pending) <= PENDING:
            return 0
        latest = len(pending) - SETTLED_FROM
        for place in range(latest, 0, -1):
            if self.translation.begins_word(pending[place]):
                return place
        return latest if len(pending) > LONGEST_WORD else 0


def same_control_tokens(
    lead: CheckpointVocabulary, other: CheckpointVocabulary
) -> Iterator[tuple[int, int]]:
    """The lead's, and what they are over there."""
    of_other = {control_name(other, id): id for id in other.special_ids}
    ends = sorted(other.eos_ids)
    for id in sorted(lead.special_ids | lead.eos_ids):
        found = of_other.get(control_name(lead, id))
        if found is not None:
            yield id, found
        elif id in lead.eos_ids and ends:
            yield id, ends[0]
    begin = [each.named_tokens.get("bos_token", "") for each in (lead, other)]
    its, theirs = (
        each.decoding.tokenizer.token_to_id(name)
        for each, name in zip((lead, other), begin, strict=True)
    )
    if its is not None and theirs is not None:
        yield its, theirs


def control_name(vocabulary: CheckpointVocabulary, id: int) -> str | None:
    return vocabulary.decoding.tokenizer.id_to_token(id)


def pieces_in(
    lead: CheckpointVocabulary, other: CheckpointVocabulary, control: dict[int, int]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The other's tokens, and the lead's for the same text."""
    unsayable = lead.special_ids | lead.eos_ids
    same = {lead.token_bytes(id): id for id in range(lead.size) if id not in unsayable}
    strange: dict[int, str] = {}
    for id in range(other.size):
        share = other.token_bytes(id)
        if id in other.special_ids or not share:
            continue
        if share in same:
            yield id, (same[share],)
        elif (text := share.decode(errors="ignore")).encode() == share:
            strange[id] = text
    spelled = go_on_all(lead.decoding.tokenizer, [*strange.values()])
    for id, pieces in zip(strange, spelled, strict=True):
        if pieces and b"".join(map(lead.token_bytes, pieces)) == other.token_bytes(id):
            yield id, tuple(pieces)
    back = {theirs: its for its, theirs in control.items()}
    for id in other.eos_ids - back.keys() if lead.eos_ids else ():
        yield id, (min(lead.eos_ids),)
    for theirs, its in back.items():
        yield theirs, (its,)


def go_on(tokenizer: Tokenizer, text: str) -> list[int]:
    """The tokens of a text that follows another one."""
    return go_on_all(tokenizer, [text])[0] if text else []


def go_on_all(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    """The same for many."""
    before: list[int] = tokenizer.encode(ANCHOR, add_special_tokens=False).ids
    anchored = tokenizer.encode_batch([ANCHOR + text for text in texts], add_special_tokens=False)
    return [
        each.ids[len(before) :]
        if each.ids[: len(before)] == before
        else tokenizer.encode(text, add_special_tokens=False).ids
        for each, text in zip(anchored, texts, strict=True)
    ]
