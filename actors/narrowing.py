"""Schemas made into such as a grammar can follow to an end; what fits them fits the ones given.

    echo '{"schema": ...}' | python -m actors.narrowing

Schemas that hold at once have to be made into one, each alternative of this with each of that, and
repetitions in repetitions are written out: whoever asks, `elsewhere` has it done.
"""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import sys
from contextlib import suppress
from typing import Any

from actors.elsewhere import asked_elsewhere
from actors.grammars import MOST_WORDS, GrammarError, check, json_grammar, refuse_long
from actors.schema_bounds import bounded, parts_of, placed_parts, without_notes
from actors.schema_dialects import plain
from actors.schema_opposites import REPLACED, TooManyCases, Words
from actors.schema_values import Unsayable

MOST_PARTS = 2500  # schemas in a schema; the time to compile them grows with their square
MOST_SECONDS = 1.5  # of a processor, for one question
MOST_MEMORY = 2**30
MOST_STACK = 2**22  # less than who compiles it again will have
UNKNOWN = re.compile(r"Unimplemented keys: (\[.*?\])")


def of_schema(schema: Any) -> str:
    """JSON that a schema describes. Blocks for a moment. :raises GrammarError:"""
    return json_grammar(narrowed(schema))


def narrowed(schema: Any) -> Any:
    """A schema that compiles. Blocks for a moment. :raises GrammarError: when there is none."""
    try:
        if sum(1 for _ in parts_of(schema)) > MOST_PARTS:
            raise GrammarError(f"it has more than {MOST_PARTS} parts.")
        text = json.dumps({"schema": schema})
    except RecursionError:
        raise GrammarError("it is nested too deeply.") from None
    refuse_long(text)
    return answer_to(text)["schema"]


def checked(grammar: str) -> str:
    """It compiles. Blocks for a moment. :raises GrammarError: when it does not."""
    refuse_long(grammar)  # before it is kept with its answer
    answer_to(json.dumps({"grammar": grammar}))
    return grammar


def answer_to(text: str) -> dict[str, Any]:
    """:raises GrammarError:"""
    found: dict[str, Any] = json.loads(asked_elsewhere(text))
    if "error" in found:
        raise GrammarError(found["error"])
    return found


def narrowed_here(schema: Any) -> Any:
    """With bounds, unless they leave nothing of it. :raises GrammarError:"""
    schema = plain(without_notes(schema))
    try:
        return first_that_compiles(bounded(schema), schema)
    except GrammarError as error:
        if not any(REPLACED & part.keys() for part in parts_of(schema)):
            raise with_place(error, schema) from None
    said = sayable(schema)
    try:
        return first_that_compiles(bounded(said), said)
    except GrammarError as error:
        raise with_place(error, schema) from None


def first_that_compiles(*schemas: Any) -> Any:
    """:raises GrammarError: what is wrong with the last one."""
    for schema in schemas[:-1]:
        with suppress(GrammarError):
            check(json_grammar(schema))
            return schema
    check(json_grammar(schemas[-1]))
    return schemas[-1]


def sayable(schema: Any) -> dict[str, Any]:
    """Said with the keywords that a grammar knows. :raises GrammarError:"""
    try:
        said = Words(schema).said(schema)
    except TooManyCases:
        raise GrammarError("it has too many cases.") from None
    except Unsayable as failure:
        message = f"the opposite of '{failure.keyword}' cannot be followed."
        where = (
            f"{place}/{key}"
            for place, part in placed_parts(schema)
            for key, value in part.items()
            if value is failure.around
        )
        raise at(next(where, ""), message) from None
    if isinstance(said, dict):
        return said
    if not said:
        raise GrammarError("nothing fits it.")
    return {}


def with_place(error: GrammarError, schema: Any) -> GrammarError:
    """Where the first keyword stands that nobody can follow."""
    found = UNKNOWN.search(str(error))
    names = set(json.loads(found[1])) if found else set()
    where = (place for place, part in placed_parts(schema) if names & part.keys())
    return at(next(where, ""), str(error))


def at(place: str, message: str) -> GrammarError:
    shown = "".join(char for char in place[:MOST_WORDS] if char.isprintable())
    return GrammarError(f"at '{shown}', {message}" if shown else message)


def main() -> None:
    """A line for each line."""
    os.nice(10)  # whoever has a schema already comes first
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_STACK, (MOST_STACK, MOST_STACK))
    for line in sys.stdin.buffer:
        signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)  # nobody catches what it sends
        answer = answered(json.loads(line))
        signal.setitimer(signal.ITIMER_PROF, 0)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def answered(question: dict[str, Any]) -> dict[str, Any]:
    try:
        if "grammar" in question:
            check(question["grammar"])
            return {}
        return {"schema": narrowed_here(question["schema"])}
    except GrammarError as error:
        return {"error": str(error)}
    except RecursionError:
        return {"error": "it is nested too deeply."}
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # which is none of Python's own
            raise
        return {"error": "it cannot be compiled."}


if __name__ == "__main__":
    main()
