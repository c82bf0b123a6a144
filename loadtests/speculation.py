"""Whether reading ahead pays: tokens per second with it and without, side by side.

    python -m loadtests.speculation --model DIRECTORY [--rows 1 8] [--acceptance 0 0.6] [--json F]

The device runs in this process, as the server would run it. What is drafted was heard before and
is right at a dialled rate (`models/understudies/rehearsal.py`), so any weights will do. So many
clients take the next request as soon as their last one is answered. Engines without drafts, with as
many as pay, and with fixed numbers of them take turns of a few steps each (`loadtests/turns.py`); a
fixed number that falls far behind gets no more of them. Turns go on until the ratios are known well
enough, and better where one is near what it has to be. A request has the same text whoever reads
ahead, which is checked.

The file keeps what was measured before of other rates; beside it goes a picture of all of them.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import random
import sys
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import anyio
from anyio import create_task_group

from actors.config import EngineConfig
from actors.engine import Engine
from actors.link import open_inline_link
from actors.messages import Ids, Request
from loadtests.shared_device import Seat, SharedDevice
from loadtests.speculation_picture import LEAST, draw
from loadtests.turns import Turn, Turns, ratio, speed
from models.batch import Sampling, Speculation
from models.fake_vocabulary import FakeVocabulary
from models.understudies.rehearsal import Heard, Rehearsal

LISTENING = Speculation("rehearsal", most=1)  # who drafts nothing is not listened to
MOST = 8  # drafts
PROMPT = 8  # tokens: it is writing that is measured
FEWEST_REQUESTS, REQUESTS_EACH = 12, 2  # as texts differ in which of their drafts hold
UNTIMED = 4  # rounds, until everybody is under way
MOST_ROUNDS = 6  # times as many as there have to be
SURE = 2.5  # errors from a bar
HOPELESS = 0.75, 0.9  # of the best speed, after a few rounds and after half of the fewest
DAY = 86400.0  # seconds
PAUSE = 0.05  # seconds between two looks at what was measured

Line = dict[str, object]


class Bench:
    """One engine, and the requests that it is asked again and again."""

    def __init__(self, engine: Engine, wish: Speculation, texts: dict[int, list[int]]) -> None:
        self.engine = engine
        self.wish = wish
        self.texts = texts  # of each request, once anybody answered it
        self.num_drafted = self.num_accepted = 0

    async def listen(self, requests: Sequence[Request], num_slots: int) -> None:
        """To all requests; a text is kept when another one begins in its place."""
        for some in (requests, requests[:num_slots]):
            async with create_task_group() as group:
                for nth, request in enumerate(some):
                    group.start_soon(self.ask, nth, request, LISTENING)

    async def run(self, requests: Sequence[Request], num_clients: int) -> None:
        """For ever."""
        waiting = count()
        async with create_task_group() as group:
            for _ in range(num_clients):
                group.start_soon(self._ask_on, requests, waiting)

    async def _ask_on(self, requests: Sequence[Request], waiting: Iterator[int]) -> None:
        for nth in waiting:
            nth %= len(requests)
            await self.ask(nth, requests[nth], self.wish)

    async def ask(self, nth: int, request: Request, wish: Speculation) -> None:
        text: list[int] = []
        wished = replace(request, speculation=wish)
        with self.engine.generate(wished, seed=nth) as generation:
            async for piece in generation:
                text += piece.ids
            for log in generation.logs:
                self.num_drafted += log.drafts.drafted.total()
                self.num_accepted += log.drafts.accepted.total()
        if self.texts.setdefault(nth, text) != text:
            raise SystemExit("A text changed with speculation.")


@dataclass(frozen=True, slots=True)
class Known:
    """What does not change with the rate."""

    device: SharedDevice
    requests: list[Request]
    texts: dict[int, list[int]]  # of each request, once anybody answered it
    heard: Heard  # by all that rehearse


async def measure(given: argparse.Namespace, known: Known, acceptance: float) -> list[Line]:
    """One line for each number of rows."""
    turns = Turns(given.turn)
    wishes = wishes_of(given)
    lines: list[Line] = []
    async with create_task_group() as group:
        benches = {}
        for nth, (name, wish) in enumerate(wishes.items()):
            company = known.device.cast(
                "rehearsal",
                Rehearsal(acceptance, known.heard),
                is_adaptive=name in ("plain", "adaptive"),
            )
            engine = open_engine(
                Seat(known.device, company, turns, name, nth, len(wishes)), given.vocabulary
            )
            await group.start(engine.run)
            benches[name] = Bench(engine, wish, known.texts)
        if not known.texts:
            await benches["adaptive"].listen(known.requests, max(given.rows))
        for num_rows in given.rows:
            some = known.requests[: num_requests(num_rows)]
            line = await compare(given, turns, benches, some, num_rows)
            lines.append({"acceptance": acceptance} | line)
            sys.stdout.write(json.dumps(lines[-1]) + "\n")
            sys.stdout.flush()
            if given.json is not None:
                keep(given.json, given.model.name, lines[-1:])
        for bench in benches.values():
            await bench.engine.stop(grace=1)
    return lines


def wishes_of(given: argparse.Namespace) -> dict[str, Speculation]:
    wishes = {"plain": Speculation("off"), "adaptive": Speculation("rehearsal")}
    return wishes | {f"fixed {most}": Speculation("rehearsal", most=most) for most in given.fixed}


def get_to_know(given: argparse.Namespace) -> Known:
    num_seats = len(wishes_of(given))
    device = SharedDevice(
        model=str(given.model),
        num_slots=num_seats * max(given.rows),
        kv_cache_memory=num_seats * given.cache * 2**20,
    )
    device.prepare()
    return Known(device, make_requests(given), {}, OrderedDict())


def num_requests(num_rows: int) -> int:
    return max(FEWEST_REQUESTS, REQUESTS_EACH * num_rows)


def make_requests(given: argparse.Namespace) -> list[Request]:
    draw = random.Random(0)
    return [
        Request(
            Ids(tuple(draw.randrange(given.vocabulary) for _ in range(PROMPT))),
            Sampling(temperature=1.0),
            max_tokens=draw.randint(given.tokens // 3, given.tokens),
            ignore_eos=True,
        )
        for _ in range(num_requests(max(given.rows)))
    ]


def open_engine(seat: Seat, vocabulary: int) -> Engine:
    return Engine(
        lambda: open_inline_link(seat),
        FakeVocabulary(vocabulary),
        config=EngineConfig(  # one that has to wait for its turns is not ill
            draft=MOST, prefix_cache=False, step_seconds=0, step_deadline=DAY, canary_interval=DAY
        ),
    )


async def compare(
    given: argparse.Namespace,
    turns: Turns,
    benches: dict[str, Bench],
    requests: Sequence[Request],
    num_rows: int,
) -> Line:
    adaptive = benches["adaptive"]
    adaptive.num_drafted = adaptive.num_accepted = 0
    turns.begin([*benches], untimed=UNTIMED)
    async with create_task_group() as group:
        for bench in benches.values():
            group.start_soon(bench.run, requests, num_rows)
        while not is_settled(turns.taken, given.rounds, given.error):
            await anyio.sleep(PAUSE)
            turns.leave(hopeless(turns.taken, given.rounds))
        taken = {name: [*found] for name, found in turns.taken.items()}
        turns.end()
        group.cancel_scope.cancel()
    told = verdict(taken)
    return {
        "rows": num_rows,
        **{name: round_(speed(found)) for name, found in taken.items()},
        "accepted": f"{adaptive.num_accepted} of {adaptive.num_drafted}",
        "rounds": len(taken["adaptive"]),
        **{name: round_(found) for name, (found, _) in told.items()},
        "error": round_(max([error for _, error in told.values()])),
    }


Taken = dict[str, list[Turn]]


def num_rounds(taken: Taken) -> int:
    """None before everybody had a turn: later on some may have been given up."""
    if not all(taken.values()):
        return 0
    return min([len(taken[name]) for name in ("plain", "adaptive")])


def verdict(taken: Taken) -> dict[str, tuple[float, float]]:
    """Ratios and their errors: to each in the rounds that it took part in."""
    told = {
        name: ratio(taken["adaptive"], found) for name, found in taken.items() if name != "adaptive"
    }
    return {"adaptive / plain": told["plain"], "adaptive / best": min(told.values())}


def is_settled(taken: Taken, rounds: int, error: float) -> bool:
    """Whether enough rounds are over: all ratios are known, those near a bar more exactly."""
    so_far = num_rounds(taken)
    if so_far < rounds or so_far >= MOST_ROUNDS * rounds:
        return so_far >= rounds

    def is_known(name: str, found: float, told: float) -> bool:
        is_clear = abs(found - LEAST[name]) > SURE * told
        return told <= (error if is_clear else error / 2)

    return all([is_known(name, *told) for name, told in verdict(taken).items()])


def hopeless(taken: Taken, rounds: int) -> list[str]:
    """Fixed numbers that have fallen too far behind to be the best, in the same rounds."""
    so_far = num_rounds(taken)
    if so_far < max(rounds // 10, 1):
        return []
    speeds = {name: speed(found) for name, found in taken.items() if len(found) >= so_far}
    least = max(speeds.values()) * HOPELESS[so_far >= rounds // 2]
    return [name for name in speeds if name.startswith("fixed") and speeds[name] < least]


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
    parser.add_argument("--tokens", type=int, default=192, help="of an answer at most")
    most = f"at least, and at most {MOST_ROUNDS} times that"
    parser.add_argument("--rounds", type=int, default=150, help=most)
    parser.add_argument("--turn", type=float, default=0.15, help="seconds of one at least")
    parser.add_argument("--error", type=float, default=0.01, help="of a ratio, at most")
    parser.add_argument("--cache", type=int, default=512, help="MiB for keys and values of each")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    known = get_to_know(given)
    gc.freeze()  # as the process of a device does
    for acceptance in given.acceptance:
        anyio.run(measure, given, known, acceptance)


if __name__ == "__main__":
    main()
