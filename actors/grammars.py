"""Grammars as clients describe them, made into the text that `models.grammars` follows.

All of them are checked here, before a request is let in, and within bounds: what the device gets is
known to compile.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from models.grammar_limits import LIMITS

if TYPE_CHECKING:
    from llguidance import LLTokenizer

MOST_CHARACTERS = 256 * 1024
MOST_WORDS = 300  # characters of a reason
HALF = re.compile(r"\\ud[89a-f]")  # of a character, as JSON writes it
EMPTY = "NoExtension"  # what a matcher says that allows nothing
# One way to write a value: a weak model could add white space for ever.
JSON_STYLE = {
    "whitespace_flexible": False,
    "item_separator": ", ",
    "key_separator": ": ",
}


class GrammarError(Exception):
    """It is none; the message says why, and may be shown."""


def json_grammar(schema: Any) -> str:
    from llguidance import LLMatcher

    text = written(schema)
    try:
        return str(LLMatcher.grammar_from_json_schema(text, overrides=cast(Any, JSON_STYLE)))
    except ValueError as error:
        raise GrammarError(first_line(error)) from error


def written(schema: Any) -> str:
    """In JSON that every reader takes. :raises GrammarError: when it has what JSON has not."""
    try:
        text = json.dumps(schema, allow_nan=False)
        if HALF.search(text):
            json.dumps(schema, ensure_ascii=False).encode()
    except RecursionError:
        raise GrammarError("it is nested too deeply.") from None
    except UnicodeEncodeError:
        raise GrammarError("it names half of a character (a lone surrogate).") from None
    except ValueError:
        raise GrammarError("it has a number that is too large to be followed.") from None
    return text


def schema_of(grammar: str) -> Any:
    """What a `json_grammar` follows."""
    return json.loads(grammar)["grammars"][0]["json_schema"]


def of_regex(regex: str) -> str:
    from llguidance import LLMatcher

    return str(LLMatcher.grammar_from_regex(regex))


def of_lark(grammar: str) -> str:
    from llguidance import LLMatcher

    return str(LLMatcher.grammar_from_lark(grammar))


def of_choice(choices: Sequence[str]) -> str:
    """One of these texts."""
    return of_lark("start: " + " | ".join(json.dumps(choice) for choice in choices))


def refuse_long(text: str) -> None:
    """:raises GrammarError: when nobody should read it."""
    if len(text) > MOST_CHARACTERS:
        raise GrammarError(f"it is longer than {MOST_CHARACTERS} characters.")


def check(grammar: str) -> None:
    """Blocks for a moment. :raises GrammarError: when it does not compile, when nothing fits it, as
    a schema that refers to nothing but itself, or when it or its first step costs too much."""
    from llguidance import LLMatcher, LLParserLimits

    refuse_long(grammar)
    limits = LLParserLimits(**LIMITS)
    matcher = LLMatcher(letters(), grammar, log_level=0, limits=limits)
    if matcher.is_error():  # or it only names tokens, which are the model's own
        error = LLMatcher.validate_grammar(grammar, None, limits=limits)
        if error and not error.startswith("WARNING"):
            raise GrammarError(first_line(error))
        return
    matcher.consume_tokens(matcher.compute_ff_tokens())  # what has to stand there
    if not matcher.is_error():
        matcher.compute_bitmask()
    if matcher.is_error():
        reason = str(matcher.get_error()).strip()
        raise GrammarError("nothing fits it." if reason.startswith(EMPTY) else first_line(reason))


@cache
def letters() -> LLTokenizer:
    """Bytes as tokens. To make them takes longer than most grammars do."""
    from llguidance import LLTokenizer

    return LLTokenizer("byte")


def first_line(error: object) -> str:
    """Without a place in a text that the client never saw. What is wrong with a pattern is said
    further down."""
    lines = str(error).strip().splitlines() or ["it cannot be read"]
    line = lines[0]
    if line.endswith("regex parse error:"):
        what = next((each for each in lines if each.startswith("error: ")), "error")
        line = f"regex parse {what}"
    reason = line.rpartition("failed to compile JSON schema: ")[2]
    return f"{reason[:MOST_WORDS].rstrip('.')}."
