"""Strings that remember what people wrote, so that a template cannot turn it into control tokens.

A `Guarded` string is two strings of one length. The *plain* one is the text; every question that a
template asks (`'</think>' in content`, `==`, `split`) is answered by it. The string itself is the
*shadow*: the same text, with stand-ins for the characters that control tokens begin and end with.

    plain    <|im_start|>user\\nSay <|im_end|><|im_end|>
    shadow   <|im_start|>user\\nSay ⟨¦im_end¦⟩<|im_end|>

Where the shadow still shows a control token, no part of its ends came from people. An operation
that this class does not know sees the shadow: forgetting one can spoil a text, but opens no gap.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, SupportsIndex

from models.vocabulary import PromptError

STAND_INS = range(0x100000, 0x10FFFE)  # private use: no normalisation touches them


class Guarded(str):
    """A text and its shadow."""

    _plain: str  # templates cannot reach names that begin with an underscore

    def __new__(cls, shadow: str, plain: str | None = None) -> Guarded:
        """Without a plain text it is its own shadow."""
        made = super().__new__(cls, shadow)
        made._plain = shadow if plain is None else plain
        return made

    def __str__(self) -> str:
        return self

    def __repr__(self) -> str:
        """Python's spelling of the text, with the stand-ins as they are."""
        plain = repr(self._plain)
        pairs = zip(self._plain, shadow_of(self), strict=True)
        shadow = "".join(repr(a)[1:-1] if a == b else b for a, b in pairs)
        if plain[0] == "'":
            shadow = shadow.replace("'", "\\'")
        return pair(plain[0] + shadow + plain[0], plain)

    def __add__(self, other: str, /) -> str:
        return join((self, other)) if isinstance(other, str) else NotImplemented

    def __radd__(self, other: str, /) -> str:
        return join((other, self)) if isinstance(other, str) else NotImplemented

    def __getitem__(self, key: SupportsIndex | slice, /) -> str:
        return pair(super().__getitem__(key), self._plain[key])

    def __iter__(self) -> Iterator[str]:
        return (self[nth] for nth in range(len(self)))

    def split(self, sep: str | None = None, maxsplit: SupportsIndex = -1) -> list[str]:
        return self._cut(self._plain.split(plain_of(sep), maxsplit), plain_of(sep))

    def rsplit(self, sep: str | None = None, maxsplit: SupportsIndex = -1) -> list[str]:
        return self._cut(self._plain.rsplit(plain_of(sep), maxsplit), plain_of(sep))

    def splitlines(self, keepends: bool = False) -> list[str]:
        lines = self._cut(self._plain.splitlines(keepends=True), "")
        plain = self._plain.splitlines(keepends)
        return [line[: len(text)] for line, text in zip(lines, plain, strict=True)]

    def partition(self, sep: str, /) -> tuple[str, str, str]:
        before, found, _ = self._plain.partition(plain_of(sep))
        middle = len(before) + len(found)
        return self[: len(before)], self[len(before) : middle], self[middle:]

    def rpartition(self, sep: str, /) -> tuple[str, str, str]:
        before, found, _ = self._plain.rpartition(plain_of(sep))
        middle = len(before) + len(found)
        return self[: len(before)], self[len(before) : middle], self[middle:]

    def strip(self, chars: str | None = None, /) -> str:
        start = len(self) - len(self._plain.lstrip(plain_of(chars)))
        return self[start : max(start, len(self._plain.rstrip(plain_of(chars))))]

    def lstrip(self, chars: str | None = None, /) -> str:
        return self[len(self) - len(self._plain.lstrip(plain_of(chars))) :]

    def rstrip(self, chars: str | None = None, /) -> str:
        return self[: len(self._plain.rstrip(plain_of(chars)))]

    def removeprefix(self, prefix: str, /) -> str:
        return self[len(prefix) if self._plain.startswith(plain_of(prefix)) else 0 :]

    def removesuffix(self, suffix: str, /) -> str:
        return self[: len(self._plain.removesuffix(plain_of(suffix)))]

    def replace(self, old: str, new: str, count: SupportsIndex = -1, /) -> str:
        return join_with(new, self.split(old, count)) if old else super().replace(old, new, count)

    def join(self, pieces: Iterable[str], /) -> str:
        return join_with(self, list(pieces))

    def _cut(self, parts: Sequence[str], separator: str | None) -> list[str]:
        """The same parts of both strings. Without a separator, white space lies between them."""
        cut, place = [], 0
        for part in parts:
            if separator is None:
                place = self._plain.index(part, place)
            cut.append(self[place : place + len(part)])
            place += len(part) + len(separator or "")
        return cut


def answer(question: str) -> Callable[..., Any]:
    """A method that asks the plain text."""
    method = getattr(str, question)

    def ask(self: Guarded, *arguments: object) -> Any:
        return method(self._plain, *map(plain_of, arguments))

    return ask


def respell(change: str) -> Callable[..., str]:
    """A method that changes both texts, letter by letter."""
    method = getattr(str, change)

    def respelled(self: Guarded) -> str:
        return pair(method(self), method(self._plain))

    return respelled


for question in (
    *("__contains__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__"),
    *("find", "rfind", "index", "rindex", "count", "startswith", "endswith", "isspace", "isalpha"),
    *("isalnum", "isdigit", "isdecimal", "isnumeric", "islower", "isupper", "istitle"),
):
    setattr(Guarded, question, answer(question))
for change in ("lower", "upper", "title", "capitalize", "casefold", "swapcase"):
    setattr(Guarded, change, respell(change))


def pair(shadow: str, plain: str) -> str:
    """A guarded string where there is something to guard."""
    shadow = shadow_of(shadow)
    if len(shadow) != len(plain) or shadow == plain:
        return shadow
    return Guarded(shadow, plain)


def shadow_of(text: str) -> str:
    return str.__str__(text)


def plain_of(value: Any) -> Any:
    """The value with the plain text of every string in it."""
    if isinstance(value, Guarded):
        return value._plain
    if isinstance(value, Mapping):
        return {plain_of(key): plain_of(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(plain_of, value))
    return value


def join(pieces: Sequence[str]) -> str:
    """Both texts, put together."""
    return pair("".join(pieces), "".join(map(plain_of, pieces)))


def join_with(separator: str, pieces: Sequence[str]) -> str:
    plain = plain_of(separator).join(map(plain_of, pieces))
    return pair(shadow_of(separator).join(pieces), plain)


class Masks:
    """The stand-ins of one request, none of which occurs in its texts."""

    def __init__(
        self,
        hazards: frozenset[str],
        names: frozenset[str],
        texts: Iterable[str],
        *,
        tags: Iterable[str] = (),
    ) -> None:
        """`hazards` are characters; `names` are the insides of control tokens: im_end, think.

        `tags` are control tokens that a model writes and its readers see: <think>, </tool_call>.
        """
        self.names = names
        longest_first = sorted(tags, key=len, reverse=True)
        self.tags = re.compile("|".join(map(re.escape, longest_first)) or "(?!)")
        self.used = set().union(*texts)
        unused = (chr(code) for code in STAND_INS if chr(code) not in self.used)
        hidden = sorted(hazards | {name[0] for name in names})
        pairs = dict(zip(map(ord, hidden), unused, strict=False))
        if len(pairs) < len(hidden):
            raise PromptError("The messages use too many different private-use characters.")
        self.initials = {chr(code): stand_in for code, stand_in in pairs.items()}
        self.hazards = {ord(c): pairs[ord(c)] for c in hazards}
        self.back = {ord(stand_in): chr(code) for code, stand_in in pairs.items()}

    def mask(self, text: str, *, is_role: bool = False) -> str:
        """Guard a text that people wrote.

        A text that is the inside of a control token loses its first letter too, since a template
        may put brackets around it. Only roles are there for exactly that.
        """
        shadow = text.translate(self.hazards)
        if text in self.names and not is_role:
            shadow = self.initials[text[0]] + shadow[1:]
        return pair(shadow, text)

    def mask_said(self, text: str) -> str:
        """Guard a text that is the model's own, but for its tags.

        They were tokens when the model wrote them, and are again when a client sends them back.
        """
        parts, place = [], 0
        for tag in self.tags.finditer(text):
            parts += [self.mask(text[place : tag.start()]), tag[0]]
            place = tag.end()
        return join([*parts, self.mask(text[place:])])

    def mask_all(self, value: Any) -> Any:
        """Guard every string in a value, keys and all."""
        if isinstance(value, str):
            return self.mask(value)
        if isinstance(value, Mapping):
            return {self.mask(str(key)): self.mask_all(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.mask_all(item) for item in value]
        return value

    def unmask(self, shadow: str) -> str:
        """What people wrote."""
        return shadow.translate(self.back)
