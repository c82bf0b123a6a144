"""Patterns as ECMAScript reads them, in the words of those who look neither ahead nor back.

What libraries write with a look ahead is known, and said without it: the same, or less.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

REPEATED = re.compile(r"\{\d+(?:,\d*)?\}")
BRACED = re.compile(r"\\[pPu]\{\^?[\w=]+\}", re.ASCII)  # a kind of letters, or one by its number
HALVES = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.ASCII | re.IGNORECASE)
TAKES_ALL = re.compile(r"\(\?[a-zA-Z]*s")  # a dot means any letter
ANY_BUT_NEW_LINE = r"[^\n\r\u2028\u2029]"
EMPTY = {"[^]": r"[\s\S]", "[]": r"[^\s\S]"}
DOUBLED = "&~-"  # twice one of them in a class is an operation of Rust's

# Days that there are: without 29 February where there is none.
LEAP_DAY = r"(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29"
LONG_MONTHS, SHORT_MONTHS = r"(?:0[13578]|1[02])", r"(?:0[469]|11)"
OTHER_DAY = rf"{LONG_MONTHS}-(?:0[1-9]|[12]\d|3[01])|{SHORT_MONTHS}-(?:0[1-9]|[12]\d|30)"
DAY = rf"(?:{LEAP_DAY}|\d{{4}}-(?:{OTHER_DAY}|02-(?:0[1-9]|1\d|2[0-8])))"
DAYS = {"date": f"^{DAY}$", "date-time": f"^{DAY}[Tt]"}
HOUR = r"(?:[01]\d|2[0-3]):[0-5]\d"
# Where a format cannot be asked for, as of names.
OF_FORMATS = {
    "date": f"^{DAY}$",
    "date-time": rf"^{DAY}T{HOUR}:[0-5]\d(?:\.\d+)?(?:Z|[+-]{HOUR})$",
    "uuid": r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
}

ZOD_EMAIL = (
    r"^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\-]*\.)+"
    r"[A-Za-z]{2,}$"
)
EMAIL = (
    r"^(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\-]*\.)+"
    r"[A-Za-z]{2,}$"
)
ZOD_DURATION = (
    r"^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?"
    r"(\d+([.,]\d+)?S)?)?)$"
)
SECONDS = r"\d+(?:[.,]\d+)?S"
TIME = rf"T(?:\d+H(?:\d+M)?(?:{SECONDS})?|\d+M(?:{SECONDS})?|{SECONDS})"
DURATION = (
    rf"^P(?:\d+W|{TIME}|\d+D(?:{TIME})?|\d+M(?:\d+D)?(?:{TIME})?"
    rf"|\d+Y(?:\d+M)?(?:\d+D)?(?:{TIME})?)$"
)
KNOWN = {ZOD_EMAIL: EMAIL, ZOD_DURATION: DURATION}

# Numbers as texts, as pydantic asks for them: how many digits there are at most.
DECIMAL = r"^(?!^[-+.]*$)[+-]?0*"
MOST_DIGITS = 60


def whole_and_fraction(whole: int, fraction: int) -> str:
    digits = rf"\d{{1,{whole}}}" if whole else "0"
    return rf"{digits}(?:\.\d{{1,{fraction}}})?" if fraction else digits


def together(most: int) -> str:
    """So many digits on both sides."""
    splits = [rf"\d{{1,{nth}}}\.\d{{1,{most - nth}}}" for nth in range(1, most)]
    return "|".join((rf"\d{{1,{most}}}", *splits)) if most else "0"


DECIMALS: tuple[tuple[str, Callable[..., str]], ...] = (
    (r"\d*\.?\d*$", lambda: r"\d+\.?\d*|\.\d+"),
    (r"\d*\.?\d{0,N}0*$", lambda most: rf"\d+(?:\.\d{{1,{most}}})?" if most else r"\d+"),
    (
        r"(?:\d{0,N}|(?=[\d.]{1,N}0*$)\d{0,N}\.\d{0,N}0*$)",
        lambda whole, most, again, fraction: whole_and_fraction(
            whole, max(min(fraction, most - 1), 0)
        ),
    ),
    (r"(?:\d{0,N}|(?=[\d.]{1,N}0*$)\d*\.\d*0*$)", lambda most, _: together(most)),
)


def followed_patterns(schema: dict[str, Any]) -> dict[str, Any]:
    """The same texts, in words that can be followed."""
    made = dict(schema)
    if isinstance(made.get("pattern"), str):
        made["pattern"] = followed(made["pattern"])
    if isinstance(made.get("patternProperties"), dict):
        parts = made["patternProperties"]
        patterns = {pattern: followed(pattern) for pattern in parts}
        if len({*patterns.values()}) == len(parts):
            made["patternProperties"] = {patterns[name]: part for name, part in parts.items()}
    return made


def on_days_there_are(schema: dict[str, Any]) -> dict[str, Any]:
    """Any year has 29 February for llguidance."""
    form = schema.get("format")
    if isinstance(form, str) and form in DAYS and "pattern" not in schema:
        return schema | {"pattern": DAYS[form]}
    return schema


def followed(pattern: str) -> str:
    if pattern in KNOWN:
        return KNOWN[pattern]
    if pattern.startswith(DECIMAL):
        return of_decimal(pattern)
    return as_rust_reads(pattern)


def of_decimal(pattern: str) -> str:
    """A pattern of pydantic's for decimal numbers. Any other stays as it is."""
    tail = pattern.removeprefix(DECIMAL)
    for form, say in DECIMALS:
        counts = r"(\d{1,9})".join(map(re.escape, form.split("N")))
        found = re.fullmatch(counts, tail)
        if found is not None:
            numbers = [min(int(count), MOST_DIGITS) for count in found.groups()]
            return f"^[+-]?(?:{say(*numbers)})$"
    return pattern


def as_rust_reads(pattern: str) -> str:
    said: list[str] = []
    place, is_class = 0, False
    dot = "." if TAKES_ALL.search(pattern) else ANY_BUT_NEW_LINE
    while place < len(pattern):
        if pattern[place] == "\\":
            part, word = escaped(pattern, place, is_class=is_class)
        elif is_class:
            part, word = in_class(pattern, place)
            is_class = part != "]"
        else:
            part, word = outside(pattern, place, dot)
            is_class = part == "["
            if is_class and pattern.startswith("^", place + 1):
                part = word = "[^"
        said.append(word)
        place += len(part)
    return "".join(said)


def escaped(pattern: str, place: int, *, is_class: bool) -> tuple[str, str]:
    """What is escaped, and what Rust writes for it."""
    if (braced := BRACED.match(pattern, place)) is not None:
        return braced[0], braced[0]
    if (halves := HALVES.match(pattern, place)) is not None:  # of one letter, as UTF-16 has it
        pair = bytes.fromhex(halves[1] + halves[2]).decode("utf-16-be")
        return halves[0], f"\\u{{{ord(pair):x}}}"
    part = pattern[place : place + 2]
    letter, behind = part[1:], pattern[place + 2 : place + 3]
    if letter in ("<", ">"):  # the ends of words
        return part, letter
    if letter == "Z" and not is_class:  # the end in Python, which Rust writes otherwise
        return part, r"\z"
    if letter == "0" and not behind.isdigit():
        return part, r"\x00"
    if letter == "b" and is_class:
        return part, r"\x08"
    if letter == "c" and behind.isascii() and behind.isalpha():
        return part + behind, f"\\x{ord(behind) % 32:02x}"
    return part, part


def in_class(pattern: str, place: int) -> tuple[str, str]:
    char = pattern[place]
    if char == "[":
        return char, r"\["
    if char in DOUBLED and pattern[place + 1 : place + 2] == char:
        is_first = pattern[place - 1] in "[^"
        return (char, rf"\{char}") if is_first or char != "-" else ("--", r"-\-")
    return char, char


def outside(pattern: str, place: int, dot: str) -> tuple[str, str]:
    char = pattern[place]
    if char == ".":
        return char, dot
    if char == "{" and not REPEATED.match(pattern, place):
        return char, r"\{"
    for empty, meaning in EMPTY.items():
        # With another bracket behind, many languages read one that stands first as a letter.
        if pattern.startswith(empty, place) and "]" not in pattern[place + len(empty) :]:
            return empty, meaning
    return char, char
