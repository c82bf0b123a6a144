"""Steps of one request, and what the fake device must answer."""

from __future__ import annotations

from collections.abc import Sequence

from actors.link import DeviceLink
from models.batch import Ready, Row, RowResult, Sampling, Setup, Step, StepResult
from models.fake_device import oracle

PROMPT = (1, 2, 3)


def first_step(prompt: tuple[int, ...] = PROMPT, *, step: int = 1, num_blocks: int = 16) -> Step:
    setup = Setup(Sampling(seed=5), prompt, len(prompt))
    blocks = tuple(range(num_blocks))
    return Step(step, (Row(1, 0, setup, 0, len(prompt), 0, True, blocks),))


def next_step(step: int) -> Step:
    return Step(step, (Row(1, 0, None, None, 1, 0, True, ()),))


def expected_text(
    num_tokens: int, prompt: Sequence[int] = PROMPT, vocabulary_size: int = 1000
) -> list[int]:
    return oracle(5, prompt, max_tokens=num_tokens, vocabulary_size=vocabulary_size)


def result_of(step: int, prompt: Sequence[int] = PROMPT, vocabulary_size: int = 1000) -> StepResult:
    """Of `first_step`, and the steps that follow it one token each."""
    position = len(prompt) + step - 1
    token = expected_text(step, prompt, vocabulary_size)[-1]
    return StepResult(step, (RowResult(1, position, (token,), position),))


async def until_ready(link: DeviceLink) -> Ready:
    while not isinstance(message := await link.receive(), Ready):
        pass
    return message
