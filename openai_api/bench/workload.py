"""What is asked. Every source is a function of its seed, so that a run can be repeated."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FIRST_ID = 32  # below it tokenizers keep their control tokens
TRACE_BLOCK = 512  # tokens that one hash of a trace stands for
LONGEST_LINE = 16 * 1024 * 1024


class BadWorkload(Exception):
    """The prompts cannot be made. Its message is one sentence."""


@dataclass(frozen=True, slots=True)
class Job:
    """One request."""

    path: str  # behind /v1
    body: dict[str, Any]
    at: float | None = None  # seconds after the start; None: when there is room


@dataclass(frozen=True, slots=True)
class Lengths:
    """From one number to another, both included."""

    least: int
    most: int

    def pick(self, chance: random.Random) -> int:
        return chance.randint(self.least, self.most)


def read_lengths(text: str) -> Lengths:
    """`100` or `50-200`. :raises ValueError: for anything else."""
    least, _, most = text.partition("-")
    lengths = Lengths(int(least), int(most or least))
    if not 1 <= lengths.least <= lengths.most:
        raise ValueError(text)
    return lengths


def random_jobs(
    prompts: Lengths, answers: Lengths, *, vocabulary_size: int, seed: int
) -> Iterator[Job]:
    """Prompts that nobody has seen before, for ever."""
    chance = random.Random(seed)
    ids = range(FIRST_ID, vocabulary_size)
    while True:
        prompt = chance.choices(ids, k=prompts.pick(chance))
        yield Job("completions", {"prompt": prompt, "max_tokens": answers.pick(chance)})


def jobs_of_file(path: Path, answers: Lengths | None, *, seed: int) -> Iterator[Job]:
    """JSON, one prompt a line, and from the start again: a string, or an object that has `prompt`,
    `messages` or `turns`; its `max_tokens` counts unless `answers` are given."""
    jobs = [job_of(line, number, path) for number, line in read_lines(path)]
    chance = random.Random(seed)
    while True:
        for job in jobs:
            length = {} if answers is None else {"max_tokens": answers.pick(chance)}
            yield Job(job.path, job.body | length)


def job_of(line: object, number: int, path: Path) -> Job:
    body: dict[str, Any]
    match line:
        case (str() as prompt) | {"prompt": (str() | list()) as prompt}:
            body, kind = {"prompt": prompt}, "completions"
        case {"messages": list(messages)}:
            body, kind = {"messages": messages}, "chat/completions"
        case {"turns": [str(turn), *_]}:
            body, kind = {"messages": [{"role": "user", "content": turn}]}, "chat/completions"
        case _:
            raise BadWorkload(f"Line {number} of {path} holds no prompt.")
    if isinstance(line, Mapping) and isinstance(line.get("max_tokens"), int):
        body["max_tokens"] = line["max_tokens"]
    return Job(kind, body)


def jobs_of_trace(path: Path, *, scale: float, speed: float, vocabulary_size: int) -> Iterator[Job]:
    """What a service was asked, when it was asked, with lengths times `scale`.

    Each hash stands for a block of tokens, so that prompts share what they shared then.
    """
    for number, line in read_lines(path):
        match line:
            case {
                "timestamp": int() | float() as at,
                "input_length": int(length),
                "output_length": int(answer),
                "hash_ids": list(hashes),
            }:
                size = max(round(TRACE_BLOCK * scale), 1)
                ids = block_ids(hashes, size, vocabulary_size)[: max(round(length * scale), 1)]
                body = {"prompt": ids, "max_tokens": max(round(answer * scale), 1)}
                yield Job("completions", body, at / 1000 / speed)
            case _:
                raise BadWorkload(f"Line {number} of {path} is no request of a trace.")


def block_ids(hashes: Iterable[object], size: int, vocabulary_size: int) -> list[int]:
    ids = range(FIRST_ID, vocabulary_size)
    return [id for each in hashes for id in random.Random(str(each)).choices(ids, k=size)]


def read_lines(path: Path) -> Iterator[tuple[int, Any]]:
    """Numbered from one. :raises BadWorkload: when it cannot be read, or holds nothing."""
    opened: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    number = 0
    try:
        with opened(path, "rt", encoding="utf-8") as file:
            while line := file.readline(LONGEST_LINE):
                number += 1
                if line.strip():
                    yield number, json.loads(line)
    except (OSError, EOFError) as error:
        raise BadWorkload(f"{path} cannot be read: {error}.") from error
    except ValueError as error:
        raise BadWorkload(f"Line {number} of {path} is no JSON.") from error
    if not number:
        raise BadWorkload(f"{path} holds nothing.")
