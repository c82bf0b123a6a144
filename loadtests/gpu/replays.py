"""Whole steps of a small model, replayed from recorded graphs and launched one by one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

import torch

from loadtests.gpu.rig import Rig
from loadtests.gpu.steps import TINY
from loadtests.make_models import configure
from models.batch import Row, RowResult, Sampling, Setup, Step
from models.bench import ignore
from models.executor import CheckpointDevice

BLOCKS = 8  # of each text, 16 tokens each
SAMPLINGS = (Sampling(temperature=0.0, logprobs=4), Sampling(seed=7, top_k=20, logprobs=4))


def replays(rig: Rig, dtype: torch.dtype) -> Iterator[tuple[object, object]]:
    """Ids, and the likelihoods of the best; of a type so exact that no two of them are as good."""
    if rig.interprets or dtype != torch.float32:
        return
    with tempfile.TemporaryDirectory() as directory:
        configure(TINY).save_pretrained(directory)
        played = [
            play(
                CheckpointDevice(
                    model=directory,
                    device=str(rig.device),
                    dtype="float32",
                    load_format="dummy",
                    max_model_len=16 * BLOCKS,
                    num_slots=8,
                    kv_cache_memory=2**22,
                    adaptive=False,  # the same drafts both times, whatever the clock says
                    enforce_eager=is_eager,
                )
            )
            for is_eager in (False, True)
        ]
    for replayed, launched in zip(*played, strict=True):
        yield tensors(replayed), tensors(launched)


def play(device: CheckpointDevice) -> list[RowResult]:
    """Rows enter, go on, draft and stand still; in rooms that are full and that are not."""
    device.load(ignore)
    told: list[RowResult] = []
    for number, rows in enumerate(steps()):
        told += device.launch(Step(number, tuple(rows)), ignore)().rows
    return told


def steps() -> Iterator[list[Row]]:
    """Six texts that repeat themselves, so that there is something to draft."""
    yield [enter(0)]
    yield [go_on(0), enter(1)]
    yield [go_on(0), go_on(1), *[enter(slot) for slot in (2, 3, 4, 5)]]
    for draft in (0, 0, 3, 7, 0):
        yield [go_on(slot, draft) for slot in (4, 0, 3, 1, 5, 2)]
        yield [go_on(2, draft), go_on(5)]
        yield [go_on(1, draft)]


def enter(slot: int) -> Row:
    tokens = tuple([(slot + number % 5) % 60 for number in range(10 + 7 * slot)])
    setup = Setup(SAMPLINGS[slot % 2], tokens, len(tokens))
    blocks = tuple(range(slot * BLOCKS, (slot + 1) * BLOCKS))
    return Row(slot, slot, setup, 0, len(tokens), 0, True, blocks)


def go_on(slot: int, draft: int = 0) -> Row:
    return Row(slot, slot, None, None, 1, draft, True, ())


def tensors(told: RowResult) -> list[torch.Tensor]:
    """Whole numbers, which must be the same, and numbers that may differ a little."""
    whole = (told.id, told.position, *told.ids, told.computed, told.num_drafted)
    likely = [
        value for token in told.logprobs for value in (token.logprob, *dict(token.top).values())
    ]
    return [torch.tensor(whole), torch.tensor(likely)]
