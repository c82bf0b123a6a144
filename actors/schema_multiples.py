"""Multiples of long numbers: to tell what may follow soon costs more than a step may."""

from __future__ import annotations

import json
import math
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, cast

from actors.grammars import GrammarError, json_grammar
from actors.schema_numbers import BOUNDS, exact, is_number, tightest
from models.grammar_limits import LIMITS

if TYPE_CHECKING:
    from llguidance import LLTokenizer

FINEST = 250  # multiples of less can be followed with whatever bounds
MOST_MULTIPLES = 2000  # that are said one by one
MOST_TRIED = 64
LONGEST = 10_000  # more than that nobody has to try
WRITTEN = ("1234567890123456", "-987654321.98765")  # what may follow is looked at in each place


def is_coarse(schema: dict[str, Any]) -> bool:
    """It asks for multiples of what has many digits: bounds are hard to keep besides."""
    return digits_of(schema.get("multipleOf")) > FINEST


def digits_of(value: object) -> int:
    """A number without its point. 0: it is none that may have multiples."""
    if not is_number(value) or cast(float, value) <= 0:
        return 0
    number = exact(cast(float, value)).normalize()
    return int(number.scaleb(-min(int(number.as_tuple().exponent), 0)))


def followed_multiples(schema: dict[str, Any]) -> dict[str, Any]:
    """Said one by one, where they are few. :raises GrammarError: when they cannot be followed."""
    if not is_coarse(schema) or {"enum", "const"} & schema.keys():
        return schema
    is_plain = schema.get("type") in ("integer", "number")
    values = multiples(schema) if is_plain else None
    if values:
        kept = {key: schema[key] for key in schema.keys() - BOUNDS - {"multipleOf"}}
        return kept | {"enum": values}
    if values is None and not is_followed(schema):
        raise GrammarError(f"multiples of {schema['multipleOf']} cannot be followed.")
    return schema


def is_followed(schema: dict[str, Any]) -> bool:
    """Whether its numbers can be, as far as one alone tells it."""
    if not is_coarse(schema):
        return True
    told = {key: schema[key] for key in (*BOUNDS, "type", "multipleOf") if key in schema}
    is_short = digits_of(schema["multipleOf"]) <= LONGEST
    return is_short and can_be_followed(json.dumps(told, sort_keys=True))


def multiples(schema: dict[str, Any]) -> list[float] | None:
    """All that fit it. None: they are too many."""
    low, high = tightest(schema, "minimum", 1), tightest(schema, "maximum", -1)
    if not low or not high:
        return None
    (start,), (end,), step = low.values(), high.values(), exact(schema["multipleOf"])
    first, last = math.ceil(exact(start) / step), math.floor(exact(end) / step)
    if last - first >= MOST_MULTIPLES:
        return None
    outside = {exact(start)} if "exclusiveMinimum" in low else set()
    outside |= {exact(end)} if "exclusiveMaximum" in high else set()
    values = [step * nth for nth in range(first, last + 1) if step * nth not in outside]
    is_whole = schema.get("type") == "integer"
    return [
        int(value) if value == int(value) else float(value)
        for value in values
        if not is_whole or value == int(value)
    ]


@lru_cache(MOST_TRIED)
def can_be_followed(text: str) -> bool:
    """Also by tokens that are several digits: what they might lead to is counted in one step."""
    from llguidance import LLMatcher, LLParserLimits

    limits = LLParserLimits(**LIMITS)
    for written in WRITTEN:
        matcher = LLMatcher(digits(), json_grammar(json.loads(text)), log_level=0, limits=limits)
        for byte in written.encode():
            matcher.compute_bitmask()
            if matcher.is_error():
                return False
            if not matcher.validate_tokens([byte]):
                break
            matcher.consume_token(byte)
    return True


class Digits:
    """A vocabulary of bytes, and of numbers up to 999."""

    def __init__(self) -> None:
        numbers = [f"{nth:0{width}}" for width in (2, 3) for nth in range(10**width)]
        self.tokens = [bytes([nth]) for nth in range(256)]
        self.tokens += [*(number.encode() for number in numbers), b"<end>"]
        self.eos_token_id = len(self.tokens) - 1
        self.special_token_ids = [self.eos_token_id]
        self.bos_token_id = None

    def __call__(self, text: bytes | str) -> list[int]:
        return [*(text if isinstance(text, bytes) else text.encode())]


@cache
def digits() -> LLTokenizer:
    from llguidance import LLTokenizer, TokenizerWrapper

    return LLTokenizer(TokenizerWrapper(Digits()))
