"""A real device with a tiny checkpoint, and steps for it in few words."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from models.batch import Progress, Row, RowResult, Sampling, Setup, Step
from models.executor import CheckpointDevice
from models.understudies import Ask, Draft
from tests.models.tiny_checkpoints import Tiny, llama_like, write

V = 300
CONTEXT_LENGTH = 128
BLOCK_SIZE = 4
GREEDY = Sampling(temperature=0.0)
RECIPE = llama_like("Llama", vocab_size=V, max_position_embeddings=CONTEXT_LENGTH)


def write_tiny(directory: Path, *, dtype: torch.dtype = torch.float32) -> Tiny:
    """A Llama of two layers."""
    return write(RECIPE, directory, dtype=dtype)


def options(tiny: Tiny, **changes: Any) -> dict[str, Any]:
    """Of a small device."""
    return {
        "model": str(tiny.directory),
        "device": "cpu",
        "block_size": BLOCK_SIZE,
        "num_slots": 16,
        "kv_cache_memory": 2**20,
        "num_threads": 1,
        **changes,
    }


def draw_prompt(length: int = 20, *, seed: int = 0) -> tuple[int, ...]:
    generator = random.Random(seed)
    return tuple(generator.randrange(3, V) for _ in range(length))


def row(
    id: int = 1,
    *,
    setup: Setup | None = None,
    start: int | None = None,
    count: int = 1,
    draft: int = 0,
    samples: bool = True,
    blocks: Sequence[int] = (),
) -> Row:
    """Request n lives in slot n."""
    return Row(id, id, setup, start, count, draft, samples, tuple(blocks))


def whole(
    id: int = 1,
    prompt: Sequence[int] | None = None,
    *,
    generated: Sequence[int] = (),
    sampling: Sampling = GREEDY,
) -> Row:
    """A row that computes a whole prompt and samples, in blocks that no other request has."""
    prompt = draw_prompt() if prompt is None else tuple(prompt)
    tokens = (*prompt, *generated)
    setup = Setup(sampling, tokens, len(prompt))
    return row(id, setup=setup, start=0, count=len(tokens), blocks=range(id * 20, id * 20 + 20))


class Device:
    """A loaded device, step by step."""

    def __init__(self, tiny: Tiny, **changes: Any) -> None:
        self.device = CheckpointDevice(**options(tiny, **changes))
        self.told: list[Progress] = []
        self.ready = self.device.load(self.told.append)
        self.num_steps = 0

    def run(self, *rows: Row) -> tuple[RowResult, ...]:
        """Blocks are the caller's choice, and a device writes wherever it is told to."""
        assert all(block < self.ready.num_blocks for each in rows for block in each.blocks)
        self.num_steps += 1
        result = self.device.launch(Step(self.num_steps, rows), self.told.append)()
        assert result.step == self.num_steps
        return result.rows

    def generate(self, first: Row, num_tokens: int, *, draft: int = 0) -> list[int]:
        """Run one request alone until it has so many tokens or more."""
        text = list(self.run(first)[0].ids)
        while len(text) < num_tokens:
            told = self.run(row(first.id, draft=draft))[0]
            assert told.error is None
            text.extend(told.ids)
        return text[:num_tokens]


class Prompter:
    """An understudy that was given its lines: drafts for every position, from the first on."""

    def __init__(self, lines: Sequence[int]) -> None:
        self.lines = list(lines)

    def propose(self, asks: Sequence[Ask]) -> list[Draft]:
        places = [len(ask.tokens) + len(ask.ahead) for ask in asks]
        return [
            Draft(self.lines[place : place + ask.room])
            for place, ask in zip(places, asks, strict=True)
        ]


def expected(tiny: Tiny, num_tokens: int, prompt: Sequence[int] | None = None) -> list[int]:
    """What transformers generates, greedily."""
    ids = torch.tensor([draw_prompt() if prompt is None else tuple(prompt)])
    text = tiny.reference.generate(
        ids, do_sample=False, max_new_tokens=num_tokens, eos_token_id=None, pad_token_id=0
    )
    generated: list[int] = text[0, ids.shape[1] :].tolist()
    return generated
