"""Whole decode steps of models whose weights are drawn here, beside what reading them must take."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import torch

from loadtests.gpu.rig import Rig, Roof
from loadtests.make_models import SHAPES, configure
from models.batch import Row
from models.bench import Bench, count_bytes
from models.config import ModelConfig
from models.executor import CheckpointDevice

ROWS = (1, 8, 32, 64)
CONTEXT = 256
NUM_STEPS = 40
NUM_PROFILED = 10
MODELS: Mapping[str, Mapping[str, Any]] = {
    **SHAPES,
    "8B": {
        "vocab_size": 128_256,
        "hidden_size": 4096,
        "num_hidden_layers": 32,
        "num_attention_heads": 32,
        "num_key_value_heads": 8,
        "head_dim": 128,
        "intermediate_size": 14_336,
        "tie_word_embeddings": False,
    },
}


@dataclass(frozen=True, slots=True)
class StepFigure:
    """A steady state: every row gets one token in each step."""

    model: str
    who: str
    rows: int
    ms: float
    tokens_per_second: float
    share_of_roof: float  # reading all weights, keys and values once at the speed of copying
    gpu_busy: float | None = None  # share of the time in which some kernel runs
    note: str = ""

    def line(self) -> str:
        """For people."""
        begin = f"{self.model:4} {self.who:22}"
        if self.note:
            return f"{begin} {self.note}"
        busy = "" if self.gpu_busy is None else f"  GPU busy {self.gpu_busy:.0%}"
        return (
            f"{begin} rows {self.rows:3} {self.ms:9.3f} ms {self.tokens_per_second:9.0f} tokens/s"
            f" {self.share_of_roof:6.0%} of the roof{busy}"
        )


def measure(rig: Rig, roof: Roof, names: Sequence[str]) -> Iterator[StepFigure]:
    """Ours, and transformers' own loop."""
    shapes = {"tiny": TINY} if rig.is_small else {name: MODELS[name] for name in names}
    for name, shape in shapes.items():
        for who, play in (*ours().items(), ("transformers", play_transformers)):
            try:
                yield from play(rig, roof, name, shape)
            except Exception as error:
                told = f"{type(error).__name__}: {error}"[:200]
                yield StepFigure(name, who, 0, 0.0, 0.0, 0.0, note=told)
            gc.collect()
            if rig.device.type == "cuda":
                torch.cuda.empty_cache()  # the next one asks how much memory is free


TINY = {
    "vocab_size": 64,
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "num_key_value_heads": 1,
    "head_dim": 16,
    "intermediate_size": 48,
    "tie_word_embeddings": True,
}
Play = Callable[[Rig, Roof, str, Mapping[str, Any]], Iterator[StepFigure]]


def ours() -> dict[str, Play]:
    """With recorded graphs and without."""
    return {
        "ours, eager": Ours("ours, eager", {"enforce_eager": True}),
        "ours, graphs": Ours("ours, graphs", {"enforce_eager": False}),
    }


@dataclass(frozen=True, slots=True)
class Ours:
    """The device alone, without engine, process or server."""

    who: str
    options: Mapping[str, Any]

    def __call__(
        self, rig: Rig, roof: Roof, name: str, shape: Mapping[str, Any]
    ) -> Iterator[StepFigure]:
        counts, context, num_steps = sizes(rig)
        with tempfile.TemporaryDirectory() as directory:
            configure(shape).save_pretrained(directory)
            device = CheckpointDevice(
                model=directory,
                device=str(rig.device),
                load_format="dummy",
                num_slots=max(counts),
                max_model_len=context + num_steps + 20,
                memory_fraction=0.5,
                **self.options,
            )
            bench = Bench(device, context=context)
        for rows in counts:
            seconds = bench.decode(rows, num_steps)
            least = (
                count_bytes(device.lead, rows) + kept_bytes(device, rows)
            ) / roof.bytes_per_second
            busy = busy_share(bench, rows) if rig.device.type == "cuda" else None
            yield StepFigure(
                name, self.who, rows, seconds * 1e3, rows / seconds, least / seconds, busy
            )


def sizes(rig: Rig) -> tuple[tuple[int, ...], int, int]:
    """Numbers of rows, tokens of each prompt, steps."""
    return ((1, 2), 8, 2) if rig.is_small else (ROWS, CONTEXT, NUM_STEPS)


def kept_bytes(device: CheckpointDevice, rows: int) -> int:
    """Keys and values that a step of so many rows reads."""
    config = device.lead.decoder.config
    assert isinstance(config, ModelConfig)
    size = config.num_kv_heads * (config.head_size + config.value_size)
    return rows * CONTEXT * config.num_layers * size * device.lead.dtype.itemsize


def busy_share(bench: Bench, rows: int) -> float:
    """Of some steps more, by torch's own profiler."""
    steady = [Row(slot, slot, None, None, 1, 0, True, ()) for slot in range(rows)]
    bench.run(*steady)
    with torch.profiler.profile(activities=[torch.profiler.ProfilerActivity.CUDA]) as profile:
        begin = time.perf_counter()
        for _ in range(NUM_PROFILED):
            bench.run(*steady)
        seconds = time.perf_counter() - begin
    return sum([event.self_device_time_total for event in profile.key_averages()]) / 1e6 / seconds


def play_transformers(
    rig: Rig, roof: Roof, name: str, shape: Mapping[str, Any]
) -> Iterator[StepFigure]:
    """`generate`, greedy, all prompts of one length: the difference of two lengths of output."""
    from transformers import LlamaForCausalLM

    counts, context, num_steps = sizes(rig)
    config = configure(shape)
    dtype = torch.bfloat16 if rig.device.type == "cuda" else torch.float32
    with torch.device(rig.device):
        model: Any = LlamaForCausalLM(config)
    model = model.to(dtype).eval()
    model.generation_config.eos_token_id = None
    model.generation_config.pad_token_id = 0
    weights = sum([weight.nbytes for weight in model.parameters()])
    if not config.tie_word_embeddings:
        weights -= model.get_input_embeddings().weight.nbytes
    for rows in counts:
        prompt = torch.full((rows, context), 5, device=rig.device)
        short, long = (generate_seconds(model, prompt, count) for count in (1, 1 + num_steps))
        seconds = max(long - short, 1e-9) / num_steps
        least = weights / roof.bytes_per_second
        yield StepFigure(name, "transformers", rows, seconds * 1e3, rows / seconds, least / seconds)


def generate_seconds(model: Any, prompt: torch.Tensor, count: int) -> float:
    """Median of a few times."""
    took = []
    for _ in range(3):
        begin = time.perf_counter()
        made = model.generate(
            prompt, max_new_tokens=count, min_new_tokens=count, do_sample=False, use_cache=True
        )
        made[0, -1].item()
        took.append(time.perf_counter() - begin)
    return median(took)
