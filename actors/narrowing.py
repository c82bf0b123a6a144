"""Schemas made into such as a grammar can follow to an end; what fits them fits the ones given.

    echo '{"schema": ...}' | python -m actors.narrowing

Schemas that hold at once have to be made into one, each alternative of this with each of that, and
repetitions in repetitions are written out. No limit of the compiler counts what that takes, so it
happens in a process that ends itself.
"""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import subprocess
import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import Semaphore
from typing import Any

from actors.grammars import (
    MOST_CHARACTERS,
    MOST_WORDS,
    GrammarError,
    check,
    is_heavy,
    json_grammar,
)
from actors.schema_bounds import bounded, parts_of, placed_parts, without_notes
from actors.schema_facts import named
from actors.schema_opposites import REPLACED, TooManyCases, Words
from actors.schema_values import Unsayable

MOST_PARTS = 2500  # schemas in a schema; the time to compile them grows with their square
MOST_SECONDS = 0.3  # of a processor
MOST_MEMORY = 2**30
LONGEST = 10.0  # seconds, however busy the machine is
AT_ONCE = Semaphore(2)  # such processes
MOST_KEPT = 64  # answers
UNKNOWN = re.compile(r"Unimplemented keys: (\[.*?\])")
COMBINING = ("allOf", "anyOf", "oneOf", "$ref")
# What says nothing of a value.
NOTES = {"$schema", "$id", "id", "$comment", "$defs", "definitions", "title", "description"}
NOTES |= {"default", "examples", "deprecated", "readOnly", "writeOnly"}


def of_schema(schema: Any) -> str:
    """JSON that a schema describes. Blocks for a moment. :raises GrammarError:"""
    return json_grammar(narrowed(schema))


def narrowed(schema: Any) -> Any:
    """A schema that compiles. Blocks for a moment. :raises GrammarError: when there is none."""
    try:
        parts = list(parts_of(schema))
        if len(parts) > MOST_PARTS:
            raise GrammarError(f"it has more than {MOST_PARTS} parts.")
        if not any(map(is_costly, parts)):
            return narrowed_here(schema)
        text = json.dumps({"schema": schema})
    except RecursionError:
        raise GrammarError("it is nested too deeply.") from None
    if len(text) > MOST_CHARACTERS:
        raise GrammarError(f"it is longer than {MOST_CHARACTERS} characters.")
    return answer_to(text)["schema"]


def checked(grammar: str, *, is_costly: bool) -> str:
    """It compiles. Blocks for a moment. :raises GrammarError: when it does not."""
    if is_costly:
        answer_to(json.dumps({"grammar": grammar}))
    else:
        check(grammar)
    return grammar


def is_costly(schema: dict[str, Any]) -> bool:
    """Whether it might take more than its size says, schemas in it aside."""
    patterns = [schema.get("pattern"), *named(schema.get("patternProperties"))]
    is_long = any(isinstance(pattern, str) and is_heavy(pattern) for pattern in patterns)
    return is_long or is_combined(schema)


def answer_to(text: str) -> dict[str, Any]:
    """:raises GrammarError:"""
    found: dict[str, Any] = json.loads(asked_elsewhere(text))
    if "error" in found:
        raise GrammarError(found["error"])
    return found


def is_combined(schema: dict[str, Any]) -> bool:
    """More than one schema holds at once, or it has to be said in another way."""
    inner = schema.get("allOf")
    num = sum(key in schema for key in COMBINING) + bool(schema.keys() - NOTES - set(COMBINING))
    return bool(REPLACED & schema.keys()) or num > 1 or (isinstance(inner, list) and len(inner) > 1)


def narrowed_here(schema: Any) -> Any:
    """With bounds, unless they leave nothing of it. :raises GrammarError:"""
    schema = without_notes(schema)
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


@lru_cache(MOST_KEPT)
def asked_elsewhere(text: str) -> str:
    """In a process that is gone afterwards, whatever the schema does to it.

    :raises GrammarError: when it died for a reason that another time may not have.
    """
    root = str(Path(__file__).parents[1])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    with AT_ONCE, suppress(subprocess.TimeoutExpired, OSError):
        ended = subprocess.run(
            [sys.executable, "-P", "-m", "actors.narrowing"],
            input=text.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST,
            env={**os.environ, "PYTHONPATH": path},
        )
        if ended.returncode == 0:
            return ended.stdout.decode()
        if ended.returncode == -signal.SIGPROF:
            return json.dumps({"error": "it takes too long to compile."})
    raise GrammarError("there was no time or no memory to compile it.")


def main() -> None:
    os.nice(10)  # whoever has a schema already comes first
    asked = json.load(sys.stdin.buffer)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)  # nobody catches what it sends
    try:
        if "grammar" in asked:
            check(asked["grammar"])
        answer = {"schema": narrowed_here(asked["schema"])} if "schema" in asked else {}
    except GrammarError as error:
        answer = {"error": str(error)}
    except RecursionError:
        answer = {"error": "it is nested too deeply."}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
