"""Numbers in schemas, made such as llguidance keeps to: it reads all of them as floats."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

from actors.grammars import GrammarError
from actors.schema_facts import listed

LARGEST_EXACT = 2**53 - 1  # what every reader of JSON gets right
LARGEST_BOUND = 9 * 10**18  # a little less than what 63 bits hold
LARGEST_VALUE = 92 * 10**17
TOO_LARGE = "it has a number that is too large to be followed."
SMALLEST_STEP = -6  # the power of ten by which an end moves, of how far the ends are apart
BOUNDS = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"}


def is_number(value: object) -> bool:
    """One that can be reckoned with."""
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def allows_numbers(schema: dict[str, Any], *, whole: bool = True) -> bool:
    """Whether its type says so."""
    if "type" not in schema:
        return True
    stated = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return "number" in stated or (whole and "integer" in stated)


def check_values(schema: dict[str, Any]) -> None:
    """:raises GrammarError: when it names a value that would be written as another one, or that
    ends the process."""
    waiting = [schema.get("const"), *listed(schema.get("enum"))]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
        elif is_number(value) and value == int(value) and not is_exact(int(value)):
            raise GrammarError(TOO_LARGE)


def is_exact(value: int) -> bool:
    return abs(value) < LARGEST_VALUE and int(float(value)) == value


def without_flags(schema: dict[str, Any]) -> dict[str, Any]:
    """Draft 4 says with a flag whether a bound is exclusive."""
    made = dict(schema)
    for key, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(made.get(key), bool):
            is_exclusive = made.pop(key)
            if is_exclusive and is_number(made.get(bound)):
                made[key] = made.pop(bound)
    return made


def clamped(schema: dict[str, Any]) -> dict[str, Any]:
    """Bounds that a float holds, and that are not too far away."""
    made = dict(schema)
    for key in BOUNDS & schema.keys():
        value = schema[key]
        sign = 1 if key.endswith("inimum") else -1
        if isinstance(value, float) and math.isinf(value):
            value = int(math.copysign(2 * LARGEST_BOUND, value))
        if is_number(value):
            if sign * value >= LARGEST_BOUND:
                raise GrammarError(TOO_LARGE)
            bound = max(sign * value, -LARGEST_BOUND)
            if isinstance(bound, int) and int(float(bound)) < bound:
                bound = int(math.nextafter(float(bound), math.inf))
            made[key] = sign * bound
    return made


def moved_inwards(schema: dict[str, Any]) -> dict[str, Any]:
    """Exclusive ends that are close to each other are not kept: nearby ones take their place."""
    if not allows_numbers(schema, whole=False):
        return schema
    low, high = tightest(schema, "minimum", 1), tightest(schema, "maximum", -1)
    is_open = "exclusiveMinimum" in low or "exclusiveMaximum" in high
    if not low or not high or not is_open:
        return schema
    (start,), (end,) = low.values(), high.values()
    apart = exact(end) - exact(start)
    if not 0 < apart < 1:
        return schema
    step = Decimal(1).scaleb(apart.adjusted() + SMALLEST_STEP)
    made = {key: value for key, value in schema.items() if key not in BOUNDS} | low | high
    if "exclusiveMinimum" in made:
        moved = float(exact(made.pop("exclusiveMinimum")) + step)
        made["minimum"] = moved if moved > start else math.nextafter(start, math.inf)
    if "exclusiveMaximum" in made:
        moved = float(exact(made.pop("exclusiveMaximum")) - step)
        made["maximum"] = moved if moved < end else math.nextafter(end, -math.inf)
    return made


def tightest(schema: dict[str, Any], bound: str, sign: int) -> dict[str, Any]:
    """The one of two bounds that counts."""
    keys = (f"exclusiveM{bound[1:]}", bound)
    given = [(sign * schema[key], key) for key in keys if is_number(schema.get(key))]
    if not given:
        return {}
    value, key = max(given, key=lambda each: each[0])  # of two equal ones the exclusive
    return {key: sign * value}


def exact(value: float) -> Decimal:
    return Decimal(repr(value))
