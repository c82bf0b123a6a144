"""Whether reading ahead pays: tokens per second with it and without, side by side.

    python -m loadtests.speculation --model DIRECTORY [--rows 1 8] [--acceptance 0 0.6] [--json F]

The device runs in this process, as the server would run it. What is drafted was heard before and is
right at a dialled rate (`models/understudies/rehearsal.py`), so any weights will do. So many
clients take the next request of a list as soon as their last one is answered. Rounds without
drafts, with as many as pay, and with fixed numbers of them take turns, there and back; a fixed
number that falls far behind in the first round is not tried again. A ratio is the median of all
rounds' ratios. Which fixed number is the best is told by the other rounds each time: the luckiest
one of a round always looks better than it is. Each request has the same text whoever reads ahead,
which is checked.

The file keeps what was measured before of other rates; beside it goes a picture of all of them.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import anyio
from anyio import create_task_group

from actors.config import EngineConfig
from actors.engine import Engine
from actors.link import open_inline_link
from actors.messages import Ids, Request
from loadtests.speculation_picture import draw
from models.batch import Sampling, Speculation
from models.executor import CheckpointDevice
from models.fake_vocabulary import FakeVocabulary

OFF = Speculation("off")
LISTENING = Speculation("rehearsal", most=1)  # who drafts nothing is not listened to
MOST = 8  # drafts
PROMPT = 32  # tokens
FEWEST_REQUESTS, REQUESTS_EACH = 12, 2
HOPELESS = 0.75  # of the best speed in the first round

Line = dict[str, object]


class Bench:
    """One engine, and the requests that it is asked."""

    def __init__(
        self, engine: Engine, *, vocabulary_size: int, longest: int, num_requests: int
    ) -> None:
        self.engine = engine
        self.texts: dict[int, list[int]] = {}  # of each request, once it was answered
        self.num_drafted = self.num_accepted = 0
        draw = random.Random(0)
        self.lengths = [draw.randint(longest // 3, longest) for _ in range(num_requests)]
        self.prompts = [
            tuple(draw.randrange(vocabulary_size) for _ in range(PROMPT))
            for _ in range(num_requests)
        ]

    async def listen(self, num_clients: int) -> None:
        """To all requests; a text is kept when another one begins in its place."""
        await self.run(num_clients, range(len(self.prompts)), LISTENING)
        await self.run(num_clients, range(num_clients), LISTENING)

    async def run(self, num_clients: int, requests: range, wish: Speculation) -> float:
        """Tokens per second over all clients."""
        waiting = iter(requests)
        began = time.perf_counter()
        async with create_task_group() as group:
            for _ in range(num_clients):
                group.start_soon(self._ask_on, waiting, wish)
        seconds = time.perf_counter() - began
        return sum([self.lengths[nth] for nth in requests]) / seconds

    async def _ask_on(self, waiting: Iterator[int], wish: Speculation) -> None:
        """One request after another."""
        for nth in waiting:
            request = Request(
                Ids(self.prompts[nth]),
                Sampling(temperature=1.0),
                max_tokens=self.lengths[nth],
                ignore_eos=True,
                speculation=wish,
            )
            text: list[int] = []
            with self.engine.generate(request, seed=nth) as generation:
                async for piece in generation:
                    text += piece.ids
                for log in generation.logs:
                    self.num_drafted += log.drafts.drafted.total()
                    self.num_accepted += log.drafts.accepted.total()
            if self.texts.setdefault(nth, text) != text:
                raise SystemExit("A text changed with speculation.")


async def measure(given: argparse.Namespace, acceptance: float) -> list[Line]:
    """One line for each number of rows."""
    most = max(given.rows)
    num_requests = max(FEWEST_REQUESTS, REQUESTS_EACH * most)
    lines: list[Line] = []
    async with create_task_group() as group:
        benches = {}
        for is_adaptive in (True, False):
            engine = open_engine(given, acceptance, is_adaptive)
            await group.start(engine.run)
            benches[is_adaptive] = Bench(
                engine,
                vocabulary_size=given.vocabulary,
                longest=given.tokens,
                num_requests=num_requests,
            )
            await benches[is_adaptive].listen(most)
        for count in given.rows:
            line = await compare(given, benches[True], benches[False], count)
            lines.append({"acceptance": acceptance} | line)
            sys.stdout.write(json.dumps(lines[-1]) + "\n")
            sys.stdout.flush()
            if given.json is not None:
                keep(given.json, given.model.name, lines[-1:])
        if benches[True].texts != benches[False].texts:
            raise SystemExit("A text changed with speculation.")
        for bench in benches.values():
            await bench.engine.stop(grace=1)
    return lines


def open_engine(given: argparse.Namespace, acceptance: float, is_adaptive: bool) -> Engine:
    device = CheckpointDevice(
        model=str(given.model),
        method="rehearsal",
        acceptance=acceptance,
        adaptive=is_adaptive,
        num_slots=max(given.rows),
        kv_cache_memory=given.cache * 2**20,
    )
    return Engine(
        lambda: open_inline_link(device),
        FakeVocabulary(given.vocabulary),
        config=EngineConfig(draft=MOST, prefix_cache=False),
    )


async def compare(given: argparse.Namespace, adaptive: Bench, fixed: Bench, count: int) -> Line:
    ways = {"plain": (adaptive, OFF), "adaptive": (adaptive, Speculation("rehearsal"))}
    for most in given.fixed:
        ways[f"fixed {most}"] = (fixed, Speculation("rehearsal", most=most))
    requests = range(max(FEWEST_REQUESTS, REQUESTS_EACH * count))
    adaptive.num_drafted = adaptive.num_accepted = 0
    speeds: dict[str, list[float]] = {name: [] for name in ways}
    for nth in range(given.rounds):
        going = contenders(speeds) if nth else [*ways]
        for name in going[:: -1 if nth % 2 else 1]:
            bench, wish = ways[name]
            speeds[name].append(await bench.run(count, requests, wish))
    return {
        "rows": count,
        **{name: round_(statistics.median(found)) for name, found in speeds.items()},
        "accepted": f"{adaptive.num_accepted} of {adaptive.num_drafted}",
        "adaptive / plain": ratio(speeds["adaptive"], speeds["plain"]),
        "adaptive / best": ratio(speeds["adaptive"], best_of(speeds)),
    }


def contenders(speeds: Mapping[str, Sequence[float]]) -> list[str]:
    """Who may still turn out to be the best fixed number, and the two that are compared to it."""
    best = max([found[0] for found in speeds.values()])
    return [
        name
        for name, found in speeds.items()
        if name in ("plain", "adaptive") or found[0] >= HOPELESS * best
    ]


def best_of(speeds: Mapping[str, Sequence[float]]) -> list[float]:
    """In each round, the speed of what was best in all the others."""
    rounds = len(speeds["adaptive"])
    fixed = [found for name, found in speeds.items() if name != "adaptive" and len(found) == rounds]

    def elsewhere(nth: int, found: Sequence[float]) -> float:
        return statistics.median([*found[:nth], *found[nth + 1 :]] or found)

    return [max(fixed, key=partial(elsewhere, nth))[nth] for nth in range(rounds)]


def ratio(ones: Sequence[float], others: Sequence[float]) -> float:
    """Round by round, as the machine is faster in some than in others."""
    return round_(statistics.median([a / b for a, b in zip(ones, others, strict=True)]))


def round_(number: float) -> float:
    return float(f"{number:.4g}")


def keep(path: Path, model: str, lines: list[Line]) -> None:
    """In the file, in the place of older lines of the same rates and rows; and the picture."""
    known: list[Line] = json.loads(path.read_text())["lines"] if path.exists() else []
    new = {(line["acceptance"], line["rows"]) for line in lines}
    old = [line for line in known if (line["acceptance"], line["rows"]) not in new]
    lines = sorted(
        [*old, *lines], key=lambda line: (str(line["acceptance"]), int(str(line["rows"])))
    )
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    told = {"machine": machine, "model": model, "lines": lines}
    path.write_text(json.dumps(told, indent=2) + "\n")
    draw(lines, path.with_suffix(".png"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--vocabulary", type=int, default=2000, help="tokens that prompts are of")
    parser.add_argument("--rows", type=int, nargs="+", default=[1, 2, 4, 8, 16, 32])
    parser.add_argument("--acceptance", type=float, nargs="+", default=[0.0, 0.3, 0.6, 0.8, 0.95])
    parser.add_argument("--fixed", type=int, nargs="+", default=[1, 3, MOST], help="drafts")
    parser.add_argument("--tokens", type=int, default=72, help="of an answer at most")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cache", type=int, default=256, help="MiB for keys and values")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    for acceptance in given.acceptance:
        anyio.run(measure, given, acceptance)


if __name__ == "__main__":
    main()
