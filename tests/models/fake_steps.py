"""Steps for the fake device, in few words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.batch import Progress, Row, RowResult, Sampling, Setup, Step
from models.fake_device import FakeDevice, oracle

V = 50  # the vocabulary's size
PROMPT = tuple(range(1, 11))


def device(**options: Any) -> FakeDevice:
    """Small blocks, so that texts cross many of them."""
    return FakeDevice(**{"vocabulary_size": V, "block_size": 4, "num_blocks": 64, **options})


def ignore(progress: Progress) -> None:
    pass


def setup(
    prompt: Sequence[int] = PROMPT, *, generated: Sequence[int] = (), **sampling: Any
) -> Setup:
    return Setup(Sampling(**sampling), (*prompt, *generated), len(prompt))


def row(
    id: int = 1,
    *,
    slot: int = 0,
    setup: Setup | None = None,
    start: int | None = None,
    count: int = 1,
    draft: int = 0,
    samples: bool = True,
    blocks: Sequence[int] = (),
) -> Row:
    return Row(id, slot, setup, start, count, draft, samples, tuple(blocks))


class Steps:
    """Launches steps one after the other."""

    def __init__(self, device: FakeDevice) -> None:
        self.device = device
        self.step = 0

    def run(self, *rows: Row) -> tuple[RowResult, ...]:
        self.step += 1
        result = self.device.launch(Step(self.step, rows), ignore)()
        assert result.step == self.step
        return result.rows

    def generate(self, first: Row, num_tokens: int, *, draft: int = 0) -> list[int]:
        """Run one request alone until it has so many tokens or more."""
        text = list(self.run(first)[0].ids)
        while len(text) < num_tokens:
            told = self.run(row(first.id, slot=first.slot, draft=draft))[0]
            assert told.error is None
            text.extend(told.ids)
        return text[:num_tokens]


def whole(
    prompt: Sequence[int] = PROMPT, *, blocks: Sequence[int] = range(16), **sampling: Any
) -> Row:
    """A row that computes a whole prompt and samples."""
    return row(setup=setup(prompt, **sampling), start=0, count=len(prompt), blocks=blocks)


def expected(num_tokens: int, prompt: Sequence[int] = PROMPT, seed: int = 0) -> list[int]:
    return oracle(seed, prompt, max_tokens=num_tokens, vocabulary_size=V)
