"""How fast a checkpoint runs here: `python -m models.bench --model DIRECTORY`.

It drives the device alone, without engine, process or server. For some numbers of rows it tells

    ms        median of a decode step: every row gets one token
    tokens/s  of all rows together
    GB/s      at which the weights were read, each of them once for a step
    share     of the speed at which this machine reads memory, measured right before and after;
              what is missing to 100 % is everything that is not reading weights

Rounds alternate between the numbers of rows, and the median round counts, because neighbours on a
machine come and go.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

import torch

from models.batch import Progress, Row, Sampling, Setup, Step
from models.config import ModelConfig
from models.decoder import Decoder
from models.executor import CheckpointDevice
from models.loading import Lead
from models.wire import LoadRefused

READ_BYTES = 2**29
CHUNK = 512  # prompt tokens in a step
WARM_STEPS = 3


@dataclass(frozen=True, slots=True)
class Decode:
    """A steady state."""

    rows: int
    ms: float
    tokens_per_second: float
    gb_per_second: float
    share: float  # of what was read at the same time by doing nothing else


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was measured."""

    model: str
    dtype: str
    threads: int
    context: int
    weight_bytes: int  # read in a step of one row
    read_gb_per_second: float
    prompt_tokens_per_second: float
    decode: tuple[Decode, ...]


class Bench:
    """Steps of made-up requests, one for each slot."""

    def __init__(self, device: CheckpointDevice, *, context: int, alike: int = 0) -> None:
        self.device = device
        self.ready = device.load(ignore)
        self.context = context
        self.num_common = min(alike, context - 1) // self.ready.block_size  # blocks
        self.num_steps = 0

    def run(self, *rows: Row) -> float:
        """Seconds that a step takes."""
        self.num_steps += 1
        begin = time.perf_counter()
        self.device.launch(Step(self.num_steps, rows), ignore)()
        return time.perf_counter() - begin

    def enter(self, slot: int, num_steps: int) -> float:
        """Compute a prompt; seconds. Blocks are there for the steps that follow.

        What all prompts have in common is computed by the first of them.
        """
        size, common = self.ready.block_size, self.num_common
        each = -(-(self.context + num_steps) // size) - common
        vocabulary_size = self.ready.vocabulary_size
        own = [(7 * n + slot * (n >= common * size)) for n in range(self.context)]
        prompt = tuple([n % vocabulary_size for n in own])
        setup: Setup | None = Setup(Sampling(temperature=0.0), prompt, self.context)
        blocks = (*range(common), *range(common + slot * each, common + (slot + 1) * each))
        seconds = 0.0
        for start in range(common * size if slot else 0, self.context, CHUNK):
            count = min(CHUNK, self.context - start)
            samples = start + count == self.context
            seconds += self.run(Row(slot, slot, setup, start, count, 0, samples, blocks))
            setup, blocks = None, ()
        return seconds

    def decode(self, num_rows: int, num_steps: int) -> float:
        """Median seconds of a step in which every row gets one token."""
        for slot in range(num_rows):
            self.enter(slot, num_steps + WARM_STEPS + 1)
        rows = [Row(slot, slot, None, None, 1, 0, True, ()) for slot in range(num_rows)]
        seconds = [self.run(*rows) for _ in range(WARM_STEPS + num_steps)]
        return median(seconds[WARM_STEPS:])


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    given = read_arguments(arguments)
    num_tokens = given.context + given.steps + WARM_STEPS + 2
    device = CheckpointDevice(
        model=given.model,
        dtype=given.dtype,
        quantization=given.quantization,
        device=given.device,
        load_format=given.load_format,
        num_threads=given.threads,
        num_slots=max(given.rows),
        max_model_len=num_tokens,
        memory_fraction=0.5,
        enforce_eager=given.enforce_eager,
    )
    try:
        bench = Bench(device, context=given.context, alike=given.alike)
    except LoadRefused as refused:
        sys.exit(str(refused))
    report = measure(bench, given)
    if given.json is not None:
        given.json.write_text(json.dumps(asdict(report), indent=1) + "\n")
    sys.stdout.write(describe(report))


def measure(bench: Bench, given: argparse.Namespace) -> Report:
    """All rounds."""
    lead = bench.device.lead
    seconds: dict[int, list[float]] = {num_rows: [] for num_rows in given.rows}
    speeds: dict[int, list[float]] = {num_rows: [] for num_rows in given.rows}
    prompts = []
    for _ in range(given.rounds):
        prompts.append(bench.context / bench.enter(0, 1))
        for num_rows in given.rows:
            before = read_speed(lead.device)
            seconds[num_rows].append(bench.decode(num_rows, given.steps))
            after = read_speed(lead.device)
            speeds[num_rows].append((before + after) / 2)
    decode = []
    for num_rows in given.rows:
        num_bytes = count_bytes(lead, num_rows)
        each = [num_bytes / took for took in seconds[num_rows]]
        took = median(seconds[num_rows])
        share = median([rate / speed for rate, speed in zip(each, speeds[num_rows], strict=True)])
        decode.append(Decode(num_rows, took * 1e3, num_rows / took, num_bytes / took / 1e9, share))
    return Report(
        model=given.model,
        dtype=str(lead.dtype).removeprefix("torch."),
        threads=torch.get_num_threads(),
        context=given.context,
        weight_bytes=count_bytes(lead, 1),
        read_gb_per_second=median([speed for some in speeds.values() for speed in some]) / 1e9,
        prompt_tokens_per_second=median(prompts),
        decode=tuple(decode),
    )


def count_bytes(lead: Lead, num_rows: int) -> int:
    """Bytes of weights that a decode step reads; of a foreign model, all that its files have."""
    if isinstance(lead.decoder, Decoder):
        return lead.decoder.bytes_of(count_weights(lead.decoder.config, num_rows))
    return sum([file.stat().st_size for file in lead.directory.glob("*.safetensors")])


def count_weights(config: ModelConfig, num_rows: int) -> int:
    """All matrices but the embedding, of which a step reads a few rows.

    Of experts, as many as the rows can choose at most.
    """
    hidden, heads = config.hidden_size, config.num_heads
    heads_out = heads * config.head_size + config.num_kv_heads * (
        config.head_size + config.value_size
    )
    attention = hidden * heads_out + heads * config.value_size * hidden
    num_matrices = 3 if config.gated else 2
    dense = num_matrices * hidden * config.intermediate_size
    sparse = 0
    if config.experts is not None:
        num_read = min(config.experts.num_experts, num_rows * config.experts.num_chosen)
        inner = num_read * config.experts.intermediate_size + config.experts.shared_size
        sparse = hidden * (num_matrices * inner + config.experts.num_experts)
    numbers = config.vocabulary_size * hidden
    for layer in config.layers:
        numbers += attention + (sparse if layer.has_experts else dense)
    return numbers


def read_speed(device: torch.device) -> float:
    """Bytes a second that a plain sum reads, the best of a few times."""
    numbers = torch.ones(READ_BYTES // 4, device=device)
    best = 0.0
    for _ in range(4):
        begin = time.perf_counter()
        numbers.sum().item()
        best = max(best, READ_BYTES / (time.perf_counter() - begin))
    return best


def describe(report: Report) -> str:
    """For people."""
    lines = [
        f"{report.model}: {report.dtype}, {report.threads} threads, context {report.context}, "
        f"{report.weight_bytes / 1e6:.0f} MB of weights; memory reads at "
        f"{report.read_gb_per_second:.0f} GB/s",
        f"prompt  {report.prompt_tokens_per_second:8.0f} tokens/s",
        " rows       ms  tokens/s    GB/s  share",
    ]
    lines += [
        f"{row.rows:5} {row.ms:8.2f} {row.tokens_per_second:9.1f} {row.gb_per_second:7.1f}"
        f" {row.share:6.0%}"
        for row in report.decode
    ]
    return "\n".join(lines) + "\n"


def read_arguments(arguments: Sequence[str] | None) -> Any:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", required=True, help="a directory, or a repository of the hub")
    parser.add_argument("--rows", type=int, nargs="+", default=[1, 8, 16, 32])
    parser.add_argument("--context", type=int, default=256, help="tokens of each prompt")
    parser.add_argument("--alike", type=int, default=0, help="how many all have in common")
    parser.add_argument("--steps", type=int, default=40, help="steps of a round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--dtype", default="auto")
    parser.add_argument("--quantization", choices=("int8", "int4"))
    parser.add_argument("--device", default="auto")
    parser.add_argument("--load-format", default="safetensors", help="or dummy: random weights")
    parser.add_argument("--enforce-eager", action="store_true", help="no CUDA graphs")
    parser.add_argument("--threads", type=int, help="all cores if not given")
    parser.add_argument("--json", type=Path, help="also write everything to this file")
    return parser.parse_args(arguments)


def ignore(progress: Progress) -> None:
    """Hear progress and say nothing."""


if __name__ == "__main__":
    main()
