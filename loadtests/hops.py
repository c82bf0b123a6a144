"""What the ring itself costs: one hop between two actors, and one turn of the whole ring.

    python -m loadtests.hops [--json FILE]

The device is the fake one, in a process of its own, so that its computing does not count: `busy` is
the processor time of the event loop's thread for each step, framing and socket included. Under
`ring` one request has a reader; under `clients` every request has its reader, as in the server.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import anyio
from anyio import create_memory_object_stream, create_task_group
from anyio.streams.memory import MemoryObjectReceiveStream

from actors.actor import Actor, Sink
from actors.config import EngineConfig
from actors.engine import Engine
from actors.generation import Generation
from actors.link import open_process_link
from actors.messages import Ids, Request
from models.batch import Sampling
from models.fake_vocabulary import FakeVocabulary

NUM_HOPS = 20_000
NUM_WARM = 50
NUM_STEPS = 300
ROUNDS = 5


class Relay(Actor[int]):
    """Passes every number on, less one; zero ends the game."""

    def __init__(
        self, inbox: MemoryObjectReceiveStream[int], *, neighbour: Sink[int], over: anyio.Event
    ) -> None:
        super().__init__(inbox)
        self.neighbour = neighbour
        self.over = over

    def handle(self, message: int) -> None:
        if message == 0:
            self.over.set()
        else:
            self.neighbour.send_nowait(message - 1)


async def hop() -> float:
    """Microseconds for one message from one actor to another."""
    over = anyio.Event()
    to_one, inbox_of_one = create_memory_object_stream[int](1)
    to_other, inbox_of_other = create_memory_object_stream[int](1)
    with to_one, to_other:
        async with create_task_group() as group:
            group.start_soon(Relay(inbox_of_one, neighbour=to_other, over=over).run)
            group.start_soon(Relay(inbox_of_other, neighbour=to_one, over=over).run)
            began = time.thread_time()
            to_one.send_nowait(NUM_HOPS)
            await over.wait()
            spent = time.thread_time() - began
            group.cancel_scope.cancel()
    return spent / NUM_HOPS * 1e6


async def turn(num_rows: int, depth: int, *, clients: bool) -> dict[str, float]:
    """Milliseconds of the event loop, and of the clock, for one step of `num_rows` requests."""
    vocabulary = FakeVocabulary()
    length = 8 + 2 * NUM_STEPS
    options = {
        "num_blocks": num_rows * (length // 16 + 2),
        "num_slots": num_rows,
        "context_length": length,
        "vocabulary_size": vocabulary.size,
    }
    config = EngineConfig(max_requests=num_rows, depth=depth, step_tokens=16 * num_rows)
    engine = Engine(lambda: open_process_link("fake", options), vocabulary, config=config)
    async with create_task_group() as group, anyio.create_task_group() as readers:
        await group.start(engine.run)
        await engine.wait_until_loaded()
        with ExitStack() as generations:
            opened = [
                generations.enter_context(engine.generate(ask(nth))) for nth in range(num_rows)
            ]
            for generation in opened[1:] if clients else ():
                readers.start_soon(read, generation)
            figures = await measure(opened[0])
            readers.cancel_scope.cancel()
        await engine.stop(0)
    return figures


def ask(nth: int) -> Request:
    return Request(Ids((1, 2, 3, 4 + nth)), Sampling(temperature=0), ignore_eos=True)


async def measure(generation: Generation) -> dict[str, float]:
    """Follow one request for some hundred steps, once the ring is warm: a step is a token."""
    for _ in range(NUM_WARM):
        await anext(generation)
    first = generation.num_generated
    busy, clock = time.thread_time(), time.perf_counter()
    while generation.num_generated - first < NUM_STEPS:
        await anext(generation)
    num_steps = generation.num_generated - first
    return {
        "busy_ms": (time.thread_time() - busy) / num_steps * 1e3,
        "clock_ms": (time.perf_counter() - clock) / num_steps * 1e3,
    }


async def read(generation: Generation) -> None:
    async for _ in generation:
        pass


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    options = parser.parse_args()
    table: dict[str, object] = {
        "machine": f"{platform.processor() or platform.machine()}, Python {sys.version.split()[0]}",
        "hop_us": statistics.median(anyio.run(hop) for _ in range(ROUNDS)),
    }
    print(f"one hop: {table['hop_us']:.1f} us")
    for clients in (False, True):
        for num_rows in (1, 64):
            for depth in (1, 2):
                name = f"{'clients' if clients else 'ring'}, B={num_rows}, depth {depth}"
                play = partial(turn, num_rows, depth, clients=clients)
                rounds = [anyio.run(play) for _ in range(ROUNDS)]
                figures = {key: statistics.median(r[key] for r in rounds) for key in rounds[0]}
                table[name] = figures
                print(
                    f"{name}: busy {figures['busy_ms']:.3f} ms, clock {figures['clock_ms']:.3f} ms"
                )
    if options.json:
        options.json.write_text(json.dumps(table, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
