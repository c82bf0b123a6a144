"""Which tokens make up the text that a client has, and with what logarithms.

A token is decided before its text is final: half a character waits for its other half, and what
may begin a stop string waits for the next token. An entry is given out with the text of its token,
and never if that text is never given out, so that nothing of a stop string leaks through the
logprobs and all bytes put together are the text.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from actors.engine import Engine
from actors.messages import Piece

LEAST = -9999.0  # what OpenAI says for a probability of zero, since JSON has no infinity


@dataclass(frozen=True, slots=True)
class Entry:
    """One token, as a client sees it."""

    id: int
    text: bytes  # its share of the visible text
    start: int  # characters of the text before it
    end: int  # characters of the text that have to be said for it to be said
    logprob: float | None  # of a prompt's first token nobody knows it
    top: tuple[tuple[int, float], ...]  # (token id, logprob), best first


class TokenEntries:
    """The tokens of one sample, in step with its text."""

    def __init__(
        self,
        engine: Engine,
        *,
        skip_special_tokens: bool,
        with_end: bool,
        by_ids: bool = False,
        continues: bool = False,
    ) -> None:
        """`with_end`: a stop token is an entry too, without text. `by_ids`: that is their name.
        `continues`: the text does, see `Vocabulary.stream`."""
        self.vocabulary = engine.vocabulary
        self.skip_special_tokens = skip_special_tokens
        self.with_end = with_end
        self.by_ids = by_ids
        self.waiting: deque[Entry] = deque()
        self.stream = engine.vocabulary.stream(
            skip_special_tokens=skip_special_tokens, continues=continues
        )
        self.num_chars = 0  # that the tokens so far make final
        self.num_said = 0  # of these the client has

    def take(self, piece: Piece, *, includes_stop: bool) -> list[Entry]:
        """The entries that go with the text of this piece."""
        self.num_said += len(piece.text)
        finish = piece.finish
        ends_with_token = finish is not None and isinstance(finish.stop, int)
        last = len(piece.ids) - 1
        for nth, (id, told) in enumerate(zip(piece.ids, piece.logprobs, strict=False)):
            is_end = nth == last and ends_with_token and not includes_stop
            if is_end and not self.with_end:
                continue
            start, text = self.num_chars, b""
            if not is_end:
                text = self.bytes_of(id)
                self.num_chars += len(self.stream.push(id))
            # A part of a character is said with that character.
            end = max(self.num_chars, start + bool(text))
            logprob = max(told.logprob, LEAST)
            self.waiting.append(Entry(id, text, start, end, logprob, told.top))
        if finish is None:
            return self.release(lambda entry: entry.end <= self.num_said)
        if isinstance(finish.stop, str) and not includes_stop:
            return self.release(lambda entry: entry.start < self.num_said)
        return self.release(lambda entry: True)

    def release(self, is_due: Callable[[Entry], bool]) -> list[Entry]:
        due: list[Entry] = []
        while self.waiting and is_due(self.waiting[0]):
            due.append(self.waiting.popleft())
        return due

    def bytes_of(self, id: int) -> bytes:
        """A token's share of the visible text: control tokens mostly have none."""
        # Within a text: in front of one a space alone would be nothing.
        alone = self.vocabulary.stream(skip_special_tokens=self.skip_special_tokens, continues=True)
        return self.vocabulary.token_bytes(id) if alone.push(id) or alone.flush() else b""

    def name_of(self, id: int) -> str:
        """A token as it may be shown, also one that has no text."""
        if self.by_ids:
            return f"token_id:{id}"
        return self.vocabulary.token_bytes(id).decode(errors="replace")


class ContentEntries:
    """Which tokens make up the content, where a text has thoughts and calls as well."""

    def __init__(self) -> None:
        self.waiting: deque[Entry] = deque()
        self.spans: deque[tuple[int, int]] = deque()  # of the text: from, to

    def add(self, entries: Iterable[Entry]) -> None:
        self.waiting += entries

    def say(self, start: int, end: int) -> None:
        """This part of the text is content. Later parts come later."""
        self.spans.append((start, end))

    def settle(self, num_decided: int) -> list[Entry]:
        """The tokens of the content among so many characters of the text."""
        due: list[Entry] = []
        while self.waiting and self.waiting[0].end <= num_decided:
            entry = self.waiting.popleft()
            parts = [share for span in self.spans if (share := share_of(entry, *span))]
            if parts:
                due.append(replace(entry, text=b"".join(parts)))
        behind = self.waiting[0].start if self.waiting else num_decided
        while self.spans and self.spans[0][1] <= behind:
            self.spans.popleft()
        return due


def share_of(entry: Entry, start: int, end: int) -> bytes:
    """The bytes of a token that lie in a part of the text."""
    if entry.start >= start and entry.end <= end:
        return entry.text
    text = entry.text.decode(errors="replace")
    first, behind = max(start - entry.start, 0), max(end - entry.start, 0)
    return text[first:behind].encode()
