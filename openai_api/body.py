"""The JSON body of a request, read strictly: what is not JSON by the letter is refused in words.

Python's own decoder takes NaN, gives up on deep nesting with a RecursionError and on long integers
with a ValueError; each would reach the client as a fault of the server.
"""

from __future__ import annotations

import json
import re
from itertools import accumulate

from openai_api.errors import invalid, unreadable_body

MAX_DEPTH = 64  # arrays and objects within each other
MAX_DIGITS = 300  # of an integer that is read exactly: as many as any float can have
LONGEST = int("9" * MAX_DIGITS)

# A string, whole or cut off. It never fails once it began, so the scan takes linear time.
STRING = re.compile(rb'"(?:[^"\\]++|\\.?)*+"?', re.DOTALL)
OPENS, CLOSES = 1, 255  # 255 is -1 as a signed byte
STEPS = bytes.maketrans(b"[{]}", bytes((OPENS, OPENS, CLOSES, CLOSES)))
OTHERS = bytes(set(range(256)) - set(b"[]{}"))

# An escape that names a half of a character; fine if the other half follows.
HALF = re.compile(rb"\\u[dD][89a-fA-F]")

Json = dict[str, object]


def read_object(body: bytes) -> Json:
    """The object that a body holds. :raises ApiError: 400, unless it is just that."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise unreadable_body("It is not valid UTF-8.") from None
    if not text.strip():
        raise unreadable_body("It is empty.")
    if is_too_deep(body):
        raise unreadable_body(f"It is nested more than {MAX_DEPTH} levels deep.")
    try:
        value = json.loads(text, parse_constant=refuse_constant, parse_int=read_integer)
    except json.JSONDecodeError as error:
        raise unreadable_body(f"{error.msg} at character {error.pos}.") from None
    if not isinstance(value, dict):
        raise invalid("The JSON body of a request must be an object.")
    if HALF.search(body) and not is_writable(value):
        raise unreadable_body("It names half of a character (a lone surrogate).")
    return value


def is_writable(value: Json) -> bool:
    """Whether all of its texts can be written at all."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def is_too_deep(body: bytes) -> bool:
    """Whether brackets stand deeper in each other than allowed.

    All of it is native code: a Python loop would need a second for the longest body accepted.
    """
    steps = STRING.sub(b"", body).translate(STEPS, OTHERS)
    return max(accumulate(memoryview(steps).cast("b")), default=0) > MAX_DEPTH


def refuse_constant(name: str) -> object:
    raise unreadable_body(f"{name} is not JSON.")


def read_integer(digits: str) -> int:
    """An integer of any length: the time to read one grows with the square of its length."""
    if len(digits) <= MAX_DIGITS:
        return int(digits)
    return -LONGEST if digits.startswith("-") else LONGEST
