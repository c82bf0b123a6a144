"""Tokens of a checkpoint to text: all at once, one after the other, or each for itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import partial

from tokenizers import Tokenizer

from models.spelling import read_decoder
from models.text import TIDYING, ByteStream, SpelledStream, WindowStream
from models.vocabulary import TextStream


class Decoding:
    """What a tokenizer's decoder does, token by token where it can be done."""

    def __init__(self, tokenizer: Tokenizer, *, is_tidied: bool) -> None:
        self.tokenizer = tokenizer
        added = tokenizer.get_added_tokens_decoder()
        self.special_ids = frozenset(id for id, token in added.items() if token.special)
        self.tidying = TIDYING if is_tidied else ()
        decoder = tokenizer.decoder
        spelling = read_decoder(None if decoder is None else json.loads(decoder.__getstate__()))
        self.is_known = spelling is not None
        first, later = (spelling.first, spelling.later) if spelling else (str.encode, str.encode)
        self.is_even = first is later and not self.tidying  # no token is a special case
        self.strip = spelling.strip if spelling else ("", 0)
        self.first = Shares(tokenizer, first, frozenset())
        self.later = Shares(tokenizer, later, frozenset())
        self.visible = Shares(tokenizer, later, self.special_ids)

    def decode(self, ids: Iterable[int], *, skip_special_tokens: bool) -> str:
        """The text of all these tokens together."""
        stream = self.stream(skip_special_tokens=skip_special_tokens, continues=False)
        return "".join([*map(stream.push, ids), stream.flush()])

    def stream(self, *, skip_special_tokens: bool, continues: bool) -> TextStream:
        """Begin a text. One that continues another keeps the space in front of its first word."""
        if not self.is_known:
            decode = partial(self.tokenizer.decode, skip_special_tokens=skip_special_tokens)
            return WindowStream(decode)
        if self.is_even and (continues or not self.strip[1]):
            return ByteStream((self.visible if skip_special_tokens else self.later).__getitem__)
        hidden: frozenset[int] = self.special_ids if skip_special_tokens else frozenset()
        return SpelledStream(
            self.later.__getitem__,
            (self.later if continues else self.first).__getitem__,
            is_hidden=lambda id: id in hidden or self.tokenizer.id_to_token(id) is None,
            strip=("", 0) if continues else self.strip,
            tidying=self.tidying,
        )

    def token_bytes(self, id: int) -> bytes:
        """A token's share of the text, when it is not the first."""
        if self.is_known:
            return self.later[id]
        return self.tokenizer.decode([id], skip_special_tokens=False).encode()


class Shares(dict[int, bytes]):
    """What each token adds to a text, worked out when it is first needed."""

    def __init__(
        self, tokenizer: Tokenizer, spell: Callable[[str], bytes], hidden: frozenset[int]
    ) -> None:
        super().__init__()
        self.token_of = tokenizer.id_to_token
        self.spell = spell
        self.hidden = hidden

    def __missing__(self, id: int) -> bytes:
        """An id that names no token adds nothing, as in the tokenizers library."""
        token = None if id in self.hidden else self.token_of(id)
        share = self[id] = b"" if token is None else self.spell(token)
        return share
