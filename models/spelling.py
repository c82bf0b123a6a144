"""How the bytes of a text follow from its tokens, for each kind of decoder that is in use.

Tokenizers decode whole sequences; a stream needs each token's own share. For the decoders here the
share depends on the token alone, and on whether it is the first.

One thing is done differently from the tokenizers library: where it turns a whole run of byte tokens
into U+FFFD because one of them is wrong, here the valid characters of the run stay. Otherwise no
byte could be shown before the run has ended.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.text import TIDYING

Spec = Mapping[str, Any]
Change = Callable[[str], str]

BYTE_TOKEN = re.compile(r"<0x([0-9A-Fa-f]{2})>")


@dataclass(frozen=True, slots=True)
class Spelling:
    """The share of a token in the text."""

    first: Callable[[str], bytes]
    later: Callable[[str], bytes]
    strip: tuple[str, int] = ("", 0)  # dropped at the very beginning: a character, at most so many


def read_decoder(spec: Spec | None) -> Spelling | None:
    """The spelling that a decoder amounts to, as the tokenizers library describes it in JSON.

    None for a decoder whose shares depend on other tokens, or that is not known here.
    """
    match spec:
        case None:
            return Spelling(str.encode, lambda token: b" " + token.encode())
        case {"type": "ByteLevel"}:
            return Spelling(spell_byte_level, spell_byte_level)
        case {"type": "WordPiece", "prefix": str(prefix), "cleanup": bool(cleanup)}:
            return word_piece(prefix, cleanup)
        case {"type": "Metaspace", "replacement": str(space), "prepend_scheme": str(scheme)}:
            later = spell(lambda token: token.replace(space, " "))
            first = spell(lambda token: token.replace(space, ""))
            return Spelling(later if scheme == "never" else first, later)
        case {"type": "Sequence", "decoders": [single]}:
            return read_decoder(single)
        case {"type": "Sequence", "decoders": [*specs]}:
            return read_sequence(specs)
    return None


def read_sequence(specs: Sequence[Spec]) -> Spelling | None:
    """What sentencepiece models use: replacements, then bytes, fused, and perhaps stripped."""
    changes: list[Change] = []
    with_bytes = fused = False
    strip = ("", 0)
    for spec in specs:
        match spec:
            case {"type": "Replace", "pattern": {"String": str(old)}, "content": str(new)} if (
                not with_bytes and not fused
            ):
                changes.append(replacement(old, new))
            case {"type": "ByteFallback"} if not fused:
                with_bytes = True
            case {"type": "Fuse"}:
                fused = True
            case {"type": "Strip", "content": str(old), "start": int(num), "stop": 0} if fused:
                strip = (old, num)
            case _:
                return None
    later = spell(lambda token: apply(changes, token), with_bytes=with_bytes)
    return Spelling(later, later, strip)


def replacement(old: str, new: str) -> Change:
    return lambda token: token.replace(old, new)


def apply(changes: Sequence[Change], token: str) -> str:
    for change in changes:
        token = change(token)
    return token


def spell(change: Change, *, with_bytes: bool = False) -> Callable[[str], bytes]:
    """The changed token in UTF-8, or the byte that a byte token names."""

    def spelled(token: str) -> bytes:
        text = change(token)
        byte = BYTE_TOKEN.fullmatch(text) if with_bytes else None
        return bytes([int(byte[1], 16)]) if byte else text.encode()

    return spelled


def word_piece(prefix: str, cleanup: bool) -> Spelling:
    """Words are set apart by spaces; a piece with the prefix goes on with the word."""
    tidy = tidy_word if cleanup else str

    def later(token: str) -> str:
        return token[len(prefix) :] if token.startswith(prefix) else " " + token

    return Spelling(spell(tidy), spell(lambda token: tidy(later(token))))


def tidy_word(text: str) -> str:
    """What the library's own cleanup does to each token with the space in front of it."""
    for old, new in TIDYING:
        text = text.replace(old, new)
    return text


def byte_alphabet() -> dict[str, int]:
    """The printable character that stands for each byte, as GPT-2 chose them."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    return {
        **{chr(byte): byte for byte in printable},
        **{chr(256 + nth): byte for nth, byte in enumerate(others)},
    }


BYTES = byte_alphabet()


def spell_byte_level(token: str) -> bytes:
    """A token with any character outside the alphabet stands for itself."""
    try:
        return bytes([BYTES[character] for character in token])
    except KeyError:
        return token.encode()
