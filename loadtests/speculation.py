"""Whether reading ahead pays: tokens per second with it and without, side by side.

    python -m loadtests.speculation --model DIRECTORY [--rows 1 8] [--acceptance 0 0.6] [--json F]

The device runs in this process, as the server would run it. What is drafted was heard before and is
right at a dialled rate (`models/understudies/rehearsal.py`), so any weights will do. Rounds without
drafts, with as many as pay, and with always as many take turns; every round has new prompts, and
each prompt gives the same text whoever reads ahead, which is checked.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import statistics
import sys
import time
from pathlib import Path

import anyio
from anyio import create_task_group

from actors.config import EngineConfig
from actors.engine import Engine
from actors.link import open_inline_link
from actors.messages import Ids, Request
from models.batch import Sampling, Speculation
from models.executor import CheckpointDevice
from models.fake_vocabulary import FakeVocabulary

PLAIN = Speculation("off")
LISTENING = Speculation("rehearsal", most=1)  # who drafts nothing is not listened to
MOST = 8  # drafts
PROMPT = 64  # tokens


def prompts_of(round: int, count: int, vocabulary_size: int) -> list[tuple[int, ...]]:
    draw = random.Random(round)
    return [tuple(draw.randrange(vocabulary_size) for _ in range(PROMPT)) for _ in range(count)]


class Bench:
    """One engine."""

    def __init__(self, engine: Engine, num_tokens: int, vocabulary_size: int) -> None:
        self.engine = engine
        self.num_tokens = num_tokens
        self.vocabulary_size = vocabulary_size
        self.num_drafted = self.num_accepted = 0

    async def run(self, round: int, count: int, wish: Speculation) -> tuple[float, list[list[int]]]:
        """Tokens per second over all rows, and the texts."""
        texts: list[list[int]] = [[] for _ in range(count)]

        async def ask(nth: int, prompt: tuple[int, ...]) -> None:
            request = Request(
                Ids(prompt),
                Sampling(temperature=1.0),
                max_tokens=self.num_tokens,
                ignore_eos=True,
                speculation=wish,
            )
            with self.engine.generate(request, seed=nth) as generation:
                async for piece in generation:
                    texts[nth] += piece.ids
                for log in generation.logs:
                    self.num_drafted += log.drafts.drafted.total()
                    self.num_accepted += log.drafts.accepted.total()

        began = time.perf_counter()
        async with create_task_group() as group:
            for nth, prompt in enumerate(prompts_of(round, count, self.vocabulary_size)):
                group.start_soon(ask, nth, prompt)
        return count * self.num_tokens / (time.perf_counter() - began), texts


async def measure(given: argparse.Namespace, acceptance: float) -> list[dict[str, object]]:
    """One line for each number of rows."""
    ways = {"adaptive": True, "always": False}
    lines: list[dict[str, object]] = []
    async with create_task_group() as group:
        benches = {}
        for name, is_adaptive in ways.items():
            benches[name] = await start(given, acceptance, is_adaptive, group)
        for count in given.rows:
            lines.append(await compare(given, benches, count) | {"acceptance": acceptance})
            sys.stdout.write(json.dumps(lines[-1]) + "\n")
            sys.stdout.flush()
        for bench in benches.values():
            await bench.engine.stop(grace=1)
    return lines


async def start(
    given: argparse.Namespace, acceptance: float, is_adaptive: bool, group: anyio.abc.TaskGroup
) -> Bench:
    device = CheckpointDevice(
        model=str(given.model),
        method="rehearsal",
        acceptance=acceptance,
        adaptive=is_adaptive,
        num_slots=max(given.rows),
        kv_cache_memory=given.cache * 2**20,
    )
    engine = Engine(
        lambda: open_inline_link(device),
        FakeVocabulary(given.vocabulary),
        config=EngineConfig(draft=MOST, prefix_cache=False),
    )
    await group.start(engine.run)
    return Bench(engine, given.tokens, given.vocabulary)


async def compare(
    given: argparse.Namespace, benches: dict[str, Bench], count: int
) -> dict[str, object]:
    speeds: dict[str, list[float]] = {"plain": [], **{name: [] for name in benches}}
    for round in range(given.rounds):
        number = round * 1000 + count
        plain, texts = await benches["adaptive"].run(number, count, PLAIN)
        speeds["plain"].append(plain)
        for name, bench in benches.items():
            await bench.run(number, count, LISTENING)
            speed, again = await bench.run(number, count, Speculation("rehearsal"))
            if again != texts:
                raise SystemExit("A text changed with speculation.")
            speeds[name].append(speed)
    medians = {name: round_(statistics.median(found)) for name, found in speeds.items()}
    drafted = {
        f"accepted ({name})": f"{bench.num_accepted} of {bench.num_drafted}"
        for name, bench in benches.items()
    }
    return {
        "rows": count,
        **drafted,
        **medians,
        "adaptive / plain": round_(medians["adaptive"] / medians["plain"]),
        "always / plain": round_(medians["always"] / medians["plain"]),
    }


def round_(number: float) -> float:
    return float(f"{number:.4g}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--vocabulary", type=int, default=2000, help="tokens that prompts are of")
    parser.add_argument("--rows", type=int, nargs="+", default=[1, 8])
    parser.add_argument("--acceptance", type=float, nargs="+", default=[0.0, 0.6, 0.9])
    parser.add_argument("--tokens", type=int, default=48, help="of each answer")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cache", type=int, default=512, help="MiB for keys and values")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    lines: list[dict[str, object]] = []
    for acceptance in given.acceptance:
        lines += anyio.run(measure, given, acceptance)
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    if given.json is not None:
        told = {"machine": machine, "model": given.model.name, "lines": lines}
        given.json.write_text(json.dumps(told, indent=2) + "\n")


if __name__ == "__main__":
    main()
