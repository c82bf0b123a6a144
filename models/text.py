"""Streams that turn tokens into text one at a time.

    token --spelling--> bytes --UTF-8--> characters --strip, tidy--> text

Every stage holds back only what a later token can still change, and that is bounded: three bytes of
an unfinished character, and the beginning of a phrase that `Replacing` may yet replace.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Sequence

new_decoder = codecs.getincrementaldecoder("utf-8")

# What old word-piece tokenizers want done to their text, one after the other.
TIDYING = (
    (" .", "."),
    (" ?", "?"),
    (" !", "!"),
    (" ,", ","),
    (" ' ", "'"),
    (" n't", "n't"),
    (" 'm", "'m"),
    (" 's", "'s"),
    (" 've", "'ve"),
    (" 're", "'re"),
)


class ByteStream:
    """For vocabularies where a text is the bytes of its tokens, put together.

    At most three bytes are held back: more of an unfinished character are never valid, and what is
    not valid becomes U+FFFD at once.
    """

    def __init__(self, bytes_of: Callable[[int], bytes]) -> None:
        self.bytes_of = bytes_of
        self.decoder = new_decoder(errors="replace")

    def push(self, id: int, /) -> str:
        """The characters that this token finishes."""
        return self.decoder.decode(self.bytes_of(id))

    def flush(self) -> str:
        """An unfinished character, as U+FFFD."""
        return self.decoder.decode(b"", final=True)

    def prime(self, ids: Iterable[int], /) -> None:
        """Take tokens without giving out their text."""
        self.decoder.decode(b"".join(map(self.bytes_of, ids)))


class SpelledStream:
    """For vocabularies where the first token is spelled in its own way, or the text is tidied."""

    def __init__(
        self,
        bytes_of: Callable[[int], bytes],
        first_bytes_of: Callable[[int], bytes],
        *,
        is_hidden: Callable[[int], bool],
        strip: tuple[str, int] = ("", 0),
        tidying: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.bytes_of = bytes_of
        self.first_bytes_of = first_bytes_of
        self.is_hidden = is_hidden
        self.stripped, self.num_to_strip = strip  # a character, and how many of it to drop at most
        self.stages = [Replacing(old, new) for old, new in tidying]
        self.is_first = True
        self.decoder = new_decoder(errors="replace")

    def push(self, id: int, /) -> str:
        """The text that this token makes final."""
        if self.is_hidden(id):
            return ""
        spelled = self.first_bytes_of(id) if self.is_first else self.bytes_of(id)
        self.is_first = False
        text = self.strip(self.decoder.decode(spelled))
        for stage in self.stages:
            text = stage.push(text)
        return text

    def flush(self) -> str:
        """What each stage holds, sent through those behind it."""
        text = self.strip(self.decoder.decode(b"", final=True))
        for stage in self.stages:
            text = stage.push(text) + stage.flush()
        return text

    def prime(self, ids: Iterable[int], /) -> None:
        """Take tokens without giving out their text."""
        for id in ids:
            self.push(id)

    def strip(self, text: str) -> str:
        """Drop a few characters at the very beginning of the text."""
        while self.num_to_strip and text:
            if text[0] != self.stripped:
                self.num_to_strip = 0
            else:
                self.num_to_strip -= 1
                text = text[1:]
        return text


class WindowStream:
    """For a decoder that nobody here knows: decode a few tokens with and without the new one.

    A decoder that looks further than that may give the text at once another form.
    """

    most_held = 16  # tokens; a character that is not complete by then never will be

    def __init__(self, decode: Callable[[list[int]], str]) -> None:
        self.decode = decode
        self.settled: list[int] = []  # told already; they give the new ones their surroundings
        self.new: list[int] = []

    def push(self, id: int, /) -> str:
        """The text of the tokens that are not told yet, unless it ends within a character."""
        self.new.append(id)
        text = self.text_of_new()
        if not text or (text.endswith("\ufffd") and len(self.new) < self.most_held):
            return ""
        self.settled, self.new = self.new, []
        return text

    def flush(self) -> str:
        """The text of what is left."""
        text, self.new = self.text_of_new(), []
        return text

    def prime(self, ids: Iterable[int], /) -> None:
        """Take tokens without giving out their text."""
        for id in ids:
            self.push(id)

    def text_of_new(self) -> str:
        return self.decode(self.settled + self.new)[len(self.decode(self.settled)) :]


class Replacing:
    """`str.replace` on a text that arrives in pieces."""

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new
        self.held = ""  # the longest end of the text that begins `old`

    def push(self, text: str) -> str:
        """The text that no later piece can change."""
        *parts, tail = (self.held + text).split(self.old)
        replaced = "".join(part + self.new for part in parts)
        held = min(len(self.old) - 1, len(tail))
        while not self.old.startswith(tail[len(tail) - held :]):
            held -= 1
        self.held = tail[len(tail) - held :]
        return replaced + tail[: len(tail) - held]

    def flush(self) -> str:
        """What was held back."""
        held, self.held = self.held, ""
        return held
