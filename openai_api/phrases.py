"""Pieces of sentences that errors are made of."""

from __future__ import annotations

LONGEST_QUOTE = 64  # characters of what a client sent that an error repeats


def kind_of(value: object) -> str:
    """What JSON calls it, with its article."""
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case int():
            return "an integer"
        case float():
            return "a decimal number"
        case str():
            return "a string"
        case list() | tuple():
            return "an array"
    return "an object"


def quote(value: object) -> str:
    """What a client sent, short enough to be repeated and without control characters."""
    text = value if isinstance(value, str) else str(value)[: LONGEST_QUOTE + 1]
    shown = "".join(char if char.isprintable() else "?" for char in text[:LONGEST_QUOTE])
    return shown + "..." * (len(text) > LONGEST_QUOTE)


def number(value: float) -> str:
    """A number as a person writes it, and never thousands of digits of it."""
    if isinstance(value, int) and abs(value) >= 10**LONGEST_QUOTE:
        return "a number with more than 64 digits"
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
