"""The noise in Triton is the noise of the truth, word by word."""

from __future__ import annotations

import pytest
import torch

from tests.ops.compiled import compile_launches, run_interpreted


def test_the_words_of_the_kernel_are_the_truths() -> None:
    run_interpreted("tests.ops.interpreted_noise")


@pytest.mark.parametrize("capability", [80, 90])
def test_words_fit_in_a_thread(capability: int) -> None:
    from tests.ops.interpreted_noise import launch

    ints = torch.arange(4)
    for cost in compile_launches(capability, lambda: launch(ints, ints, 1024)):
        assert cost.spills == 0
        assert cost.registers <= 64
