"""Search for stories that the engine does not survive.

python -m tests.simulation --seeds 10000 [--start N] [--backend trio] [--jobs 2]
python -m tests.simulation --replay N         one story, with everything that was said
python -m tests.simulation --mutations        is every safeguard missed when it is gone?
python -m tests.simulation --cancellations 100000
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from tests.simulation.cancellations import cancel_many
from tests.simulation.loop import BACKENDS, Backend
from tests.simulation.mutations import MUTATIONS, find
from tests.simulation.play import play, play_seed, report
from tests.simulation.scenario import story_of


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=1000, help="how many (default: 1000)")
    parser.add_argument("--start", type=int, default=0, help="the first seed")
    parser.add_argument("--backend", choices=BACKENDS, default="asyncio")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    parser.add_argument("--replay", type=int, metavar="SEED")
    parser.add_argument("--mutations", action="store_true")
    parser.add_argument("--cancellations", type=int, metavar="REQUESTS")
    options = parser.parse_args()
    if options.replay is not None:
        return replay(options.replay, options.backend)
    if options.mutations:
        return mutate(options.jobs, options.seeds if "--seeds" in sys.argv else 10_000)
    if options.cancellations is not None:
        return cancel(options.cancellations)
    return search(
        range(options.start, options.start + options.seeds), options.backend, options.jobs
    )


def search(seeds: range, backend: Backend, jobs: int) -> int:
    """Play every seed, and show the first few that fail."""
    began = time.monotonic()
    failed: list[tuple[int, list[str]]] = []
    with ProcessPoolExecutor(jobs) as pool:
        results = pool.map(partial(play_seed, backend=backend), seeds, chunksize=20)
        for num, (seed, violations) in enumerate(zip(seeds, results, strict=True), 1):
            if violations:
                failed.append((seed, violations))
                if len(failed) <= 5:
                    say(report(seed, backend, violations))
            if num % 1000 == 0:
                say(f"{num} seeds, {len(failed)} failed, {time.monotonic() - began:.0f} s")
    took = time.monotonic() - began
    say(f"{len(seeds)} seeds on {backend}: {len(failed)} violations, {took:.0f} s, {jobs} jobs")
    return 1 if failed else 0


def replay(seed: int, backend: Backend) -> int:
    story, lines = story_of(seed), list[str]()
    say(f"{story}")
    violations = play(story, backend, lines=lines)
    for line in lines:
        say(line)
    say("\n".join(violations) or "nothing was wrong")
    return 1 if violations else 0


def mutate(jobs: int, most: int) -> int:
    """Remove each safeguard in turn; every absence must be noticed."""
    num_missed = 0
    with ProcessPoolExecutor(jobs) as pool:
        for name, seed in zip(
            MUTATIONS, pool.map(partial(find, most=most), MUTATIONS), strict=True
        ):
            found = f"found by seed {seed}" if seed is not None else f"NOT FOUND in {most} seeds"
            say(f"without {name}: {found}")
            num_missed += seed is None
    say(f"{len(MUTATIONS)} safeguards removed, {num_missed} not missed")
    return 1 if num_missed else 0


def cancel(num_requests: int) -> int:
    began = time.monotonic()
    left = cancel_many(num_requests)
    took = time.monotonic() - began
    say(f"{num_requests} requests, half of them cancelled, {took:.0f} s; left are {left}")
    return 1 if any(left.values()) else 0


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
